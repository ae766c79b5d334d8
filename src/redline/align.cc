#include "redline/align.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <unordered_map>

#include "redline/assign.h"
#include "redline/similarity.h"

namespace penholder {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

constexpr std::size_t kEqualWordsLeast = 4;  // of equal texts in different paragraphs
constexpr std::size_t kMovedWordsLeast = 6;

class Aligner {
 public:
  Aligner(const TextTree& a, const TextTree& b, DiffBudget& budget)
      : a_(a), b_(b), budget_(budget) {
    alignment_.to.assign(a.nodes.size(), -1);
    alignment_.from.assign(b.nodes.size(), -1);
    alignment_.is_moved.assign(b.nodes.size(), false);
    alignment_.similarity.assign(b.nodes.size(), 0.0);
  }

  Alignment run() {
    name_equal_texts();
    align_level(a_.preamble, b_.preamble);
    align_level(a_.operative, b_.operative);
    align_level(a_.annexes, b_.annexes);
    align_leftovers();
    mark_moves();
    return std::move(alignment_);
  }

 private:
  // Equal whole texts get equal numbers, over both trees.
  void name_equal_texts() {
    std::unordered_map<std::string, std::uint32_t> names;  // only looked up, never walked
    const auto name_all = [&](const TextTree& tree, std::vector<std::uint32_t>& out) {
      for (const TextNode& node : tree.nodes) {
        std::string bytes(node.whole.size() * sizeof(std::uint32_t), '\0');
        std::size_t i = 0;
        for (const std::uint32_t key : node.whole) {
          for (int shift = 0; shift < 32; shift += 8) {
            bytes[i++] = static_cast<char>((key >> static_cast<unsigned>(shift)) & 0xFFu);
          }
        }
        out.push_back(names.try_emplace(std::move(bytes), static_cast<std::uint32_t>(names.size()))
                          .first->second);
      }
    };
    name_all(a_, a_name_);
    name_all(b_, b_name_);
  }

  [[nodiscard]] bool is_free_a(int a) const { return alignment_.to[at(a)] < 0; }
  [[nodiscard]] bool is_free_b(int b) const { return alignment_.from[at(b)] < 0; }

  void pair(int a, int b) {
    alignment_.to[at(a)] = b;
    alignment_.from[at(b)] = a;
    alignment_.similarity[at(b)] = likeness(a, b, 0.0);
  }

  [[nodiscard]] bool is_equal(int a, int b) const { return a_name_[at(a)] == b_name_[at(b)]; }

  // Similarity of the whole texts; 0 if it is below `least` (found out cheaply).
  [[nodiscard]] double likeness(int a, int b, double least) const {
    if (is_equal(a, b)) return 1.0;
    const TextNode& x = a_.nodes[at(a)];
    const TextNode& y = b_.nodes[at(b)];
    const double shorter = static_cast<double>(std::min(x.words.size(), y.words.size()));
    const double both = static_cast<double>(x.words.size() + y.words.size());
    if (both > 0 && 2.0 * shorter / both < least) return 0.0;
    const double bag = bag_similarity(x.words_sorted, y.words_sorted);
    if (bag < least || std::max(x.words.size(), y.words.size()) > kWordsMost) return bag;
    return similarity(x.words, y.words);
  }

  void align_level(const std::vector<int>& as, const std::vector<int>& bs) {
    std::vector<std::pair<int, int>> pairs = equal_pairs(as, bs);
    for (const auto& [a, b] : pairs) pair(a, b);
    std::vector<std::pair<int, int>> similar = similar_pairs(as, bs);
    for (const auto& [a, b] : similar) pair(a, b);
    for (const auto& [a, b] : rewritten_pairs(as, bs)) {
      pair(a, b);
      similar.emplace_back(a, b);
    }
    pairs.insert(pairs.end(), similar.begin(), similar.end());
    for (const auto& [a, b] : pairs) {
      align_level(a_.nodes[at(a)].children, b_.nodes[at(b)].children);
    }
  }

  std::vector<std::pair<int, int>> equal_pairs(const std::vector<int>& as,
                                               const std::vector<int>& bs) {
    std::vector<std::uint32_t> a_names;
    std::vector<std::uint32_t> b_names;
    a_names.reserve(as.size());
    b_names.reserve(bs.size());
    for (const int a : as) a_names.push_back(a_name_[at(a)]);
    for (const int b : bs) b_names.push_back(b_name_[at(b)]);
    const WordDifference rest = difference(a_names, b_names, budget_);
    std::vector<std::pair<int, int>> pairs;
    std::vector<int> a_rest;
    std::map<std::uint32_t, std::vector<int>> b_rest;
    std::size_t i = 0;
    std::size_t j = 0;
    const auto take_common = [&](std::size_t until) {
      for (; i < until; ++i, ++j) pairs.emplace_back(as[i], bs[j]);
    };
    for (const Hunk& hunk : rest.hunks) {
      take_common(hunk.a_begin);
      for (; i < hunk.a_end; ++i) a_rest.push_back(as[i]);
      for (; j < hunk.b_end; ++j) b_rest[b_name_[at(bs[j])]].push_back(bs[j]);
    }
    take_common(as.size());
    for (auto& [name, places] : b_rest) std::ranges::reverse(places);
    for (const int a : a_rest) {
      const auto places = b_rest.find(a_name_[at(a)]);
      if (places == b_rest.end() || places->second.empty()) continue;
      pairs.emplace_back(a, places->second.back());
      places->second.pop_back();
    }
    return pairs;
  }

  std::vector<std::pair<int, int>> similar_pairs(const std::vector<int>& as,
                                                 const std::vector<int>& bs) {
    std::vector<int> free_a;
    std::vector<int> free_b;
    std::vector<double> place_a;
    std::vector<double> place_b;
    for (std::size_t i = 0; i < as.size(); ++i) {
      if (!is_free_a(as[i])) continue;
      free_a.push_back(as[i]);
      place_a.push_back((static_cast<double>(i) + 0.5) / static_cast<double>(as.size()));
    }
    for (std::size_t j = 0; j < bs.size(); ++j) {
      if (!is_free_b(bs[j])) continue;
      free_b.push_back(bs[j]);
      place_b.push_back((static_cast<double>(j) + 0.5) / static_cast<double>(bs.size()));
    }
    if (free_a.empty() || free_b.empty()) return {};
    if (free_a.size() > kPairsMost / free_b.size()) {
      alignment_.is_coarse = true;
      return pairs_by_label(free_a, free_b);
    }
    std::vector<PairWorth> candidates;
    for (std::size_t i = 0; i < free_a.size(); ++i) {
      for (std::size_t j = 0; j < free_b.size(); ++j) {
        const double like = likeness(free_a[i], free_b[j], kPairSimilarity);
        if (like < kPairSimilarity) continue;
        const std::string& label = a_.nodes[at(free_a[i])].label;
        const bool same_label = !label.empty() && label == b_.nodes[at(free_b[j])].label;
        candidates.push_back({.a = static_cast<int>(i),
                              .b = static_cast<int>(j),
                              .worth = like + 0.05 * (1.0 - std::abs(place_a[i] - place_b[j])) +
                                       (same_label ? 0.02 : 0.0)});
      }
    }
    return matched(free_a, free_b, candidates);
  }

  std::vector<std::pair<int, int>> matched(const std::vector<int>& as, const std::vector<int>& bs,
                                           const std::vector<PairWorth>& candidates) {
    const Matching matching =
        best_matching(static_cast<int>(as.size()), static_cast<int>(bs.size()), candidates);
    alignment_.is_coarse = alignment_.is_coarse || !matching.is_exact;
    std::vector<std::pair<int, int>> pairs;
    for (std::size_t i = 0; i < as.size(); ++i) {
      const int j = matching.partner_of_a[i];
      if (j >= 0) pairs.emplace_back(as[i], bs[at(j)]);
    }
    return pairs;
  }

  [[nodiscard]] std::vector<std::pair<int, int>> pairs_by_label(const std::vector<int>& as,
                                                                const std::vector<int>& bs) const {
    std::map<std::string_view, int> places;
    for (const int b : bs) {
      if (!b_.nodes[at(b)].label.empty()) places.try_emplace(b_.nodes[at(b)].label, b);
    }
    std::vector<std::pair<int, int>> pairs;
    for (const int a : as) {
      const auto place = places.find(a_.nodes[at(a)].label);
      if (place == places.end()) continue;
      pairs.emplace_back(a, place->second);
      places.erase(place);
    }
    return pairs;
  }

  // The one text between two matched neighbours, opposite the one text between their partners.
  [[nodiscard]] std::vector<std::pair<int, int>> rewritten_pairs(const std::vector<int>& as,
                                                                 const std::vector<int>& bs) const {
    std::vector<std::pair<int, int>> pairs;
    std::map<int, std::size_t> place_of;
    for (std::size_t j = 0; j < bs.size(); ++j) place_of.emplace(bs[j], j);
    for (std::size_t i = 0; i < as.size(); ++i) {
      if (!is_free_a(as[i])) continue;
      std::size_t j = 0;
      if (i > 0) {
        const auto left = place_of.find(alignment_.to[at(as[i - 1])]);
        if (left == place_of.end()) continue;
        j = left->second + 1;
      }
      if (j >= bs.size() || !is_free_b(bs[j])) continue;
      const int right_a = i + 1 < as.size() ? alignment_.to[at(as[i + 1])] : -1;
      const int right_b = j + 1 < bs.size() ? bs[j + 1] : -1;
      if (right_a != right_b || (i + 1 < as.size() && right_a < 0)) continue;
      if (likeness(as[i], bs[j], kRewrittenSimilarity) >= kRewrittenSimilarity) {
        pairs.emplace_back(as[i], bs[j]);
      }
    }
    return pairs;
  }

  // What found no partner among its own kind, whole first, then what stands below it.
  void align_leftovers() {
    std::vector<int> as;
    std::vector<int> bs;
    for (std::size_t i = 0; i < a_.nodes.size(); ++i) {
      if (is_free_a(static_cast<int>(i))) as.push_back(static_cast<int>(i));
    }
    for (std::size_t j = 0; j < b_.nodes.size(); ++j) {
      if (is_free_b(static_cast<int>(j))) bs.push_back(static_cast<int>(j));
    }
    if (as.empty() || bs.empty()) return;
    for (const auto& [a, b] : equal_pairs(as, bs)) {
      if (!is_free_a(a) || !is_free_b(b)) continue;  // came with its parent
      if (a_.nodes[at(a)].words.size() < kEqualWordsLeast) continue;
      pair(a, b);
      align_level(a_.nodes[at(a)].children, b_.nodes[at(b)].children);
    }
    std::erase_if(as, [&](int a) { return !is_free_a(a); });
    std::erase_if(bs, [&](int b) { return !is_free_b(b); });
    if (as.empty() || bs.empty()) return;
    if (as.size() > kPairsMost / bs.size()) {
      alignment_.is_coarse = true;
      return;
    }
    std::vector<PairWorth> candidates;
    for (std::size_t i = 0; i < as.size(); ++i) {
      const TextNode& x = a_.nodes[at(as[i])];
      if (x.words.size() < kMovedWordsLeast) continue;
      for (std::size_t j = 0; j < bs.size(); ++j) {
        const TextNode& y = b_.nodes[at(bs[j])];
        if (y.words.size() < kMovedWordsLeast) continue;
        const auto shorter = static_cast<double>(std::min(x.words.size(), y.words.size()));
        const double least = kMovedSimilarity + kMovedSurcharge / shorter;
        const double like = likeness(as[i], bs[j], least);
        if (like < least) continue;
        candidates.push_back(
            {.a = static_cast<int>(i),
             .b = static_cast<int>(j),
             .worth = like + (x.part == y.part ? 0.02 : 0.0) + (x.depth == y.depth ? 0.01 : 0.0)});
      }
    }
    for (const auto& [a, b] : matched(as, bs, candidates)) {
      if (!is_free_a(a) || !is_free_b(b)) continue;
      pair(a, b);
      align_level(a_.nodes[at(a)].children, b_.nodes[at(b)].children);
    }
  }

  void mark_moves() {
    mark_moves_among(b_.preamble, -1, TextPart::Preamble);
    mark_moves_among(b_.operative, -1, TextPart::Operative);
    mark_moves_among(b_.annexes, -1, TextPart::Annex);
    for (const TextNode& node : b_.nodes) {
      if (node.children.empty()) continue;
      const auto index = static_cast<std::size_t>(&node - b_.nodes.data());
      mark_moves_among(node.children, alignment_.from[index], node.part);
    }
  }

  // Of siblings that stayed below the same parent the heaviest ascending run has not moved.
  void mark_moves_among(const std::vector<int>& bs, int parent_of_a, TextPart part) {
    std::vector<int> stayed;
    for (const int b : bs) {
      const int a = alignment_.from[at(b)];
      if (a < 0) continue;
      const bool same_home = a_.nodes[at(a)].parent == parent_of_a &&
                             a_.nodes[at(a)].part == part &&
                             (parent_of_a >= 0 || b_.nodes[at(b)].parent < 0);
      if (same_home) {
        stayed.push_back(b);
      } else {
        alignment_.is_moved[at(b)] = true;
      }
    }
    for (const int b : stayed) alignment_.is_moved[at(b)] = true;
    for (const int b : heaviest_ascending(stayed)) alignment_.is_moved[at(b)] = false;
  }

  // By the places of the partners; a prefix maximum in a Fenwick tree: O(n log n).
  [[nodiscard]] std::vector<int> heaviest_ascending(const std::vector<int>& bs) const {
    std::vector<int> places;
    places.reserve(bs.size());
    for (const int b : bs) places.push_back(alignment_.from[at(b)]);
    std::ranges::sort(places);
    struct Best {
      std::size_t weight = 0;
      int last = -1;  // index in bs
    };
    std::vector<Best> tree(places.size() + 1);
    std::vector<int> before(bs.size(), -1);
    Best whole;
    for (std::size_t j = 0; j < bs.size(); ++j) {
      const auto rank = static_cast<std::size_t>(
          std::ranges::lower_bound(places, alignment_.from[at(bs[j])]) - places.begin());
      Best best;
      for (std::size_t i = rank; i > 0; i &= i - 1) {
        if (tree[i].weight > best.weight) best = tree[i];
      }
      before[j] = best.last;
      const Best here{.weight = best.weight + b_.nodes[at(bs[j])].words.size() + 1,
                      .last = static_cast<int>(j)};
      for (std::size_t i = rank + 1; i < tree.size(); i += i & (~i + 1)) {
        if (here.weight > tree[i].weight) tree[i] = here;
      }
      if (here.weight > whole.weight) whole = here;
    }
    std::vector<int> run;
    for (int j = whole.last; j >= 0; j = before[at(j)]) run.push_back(bs[at(j)]);
    return run;
  }

  const TextTree& a_;
  const TextTree& b_;
  DiffBudget& budget_;
  Alignment alignment_;
  std::vector<std::uint32_t> a_name_;
  std::vector<std::uint32_t> b_name_;
};

}  // namespace

Alignment align(const TextTree& a, const TextTree& b, DiffBudget& budget) {
  return Aligner(a, b, budget).run();
}

Alignment align_by_number(const TextTree& a, const TextTree& b) {
  Alignment alignment;
  alignment.to.assign(a.nodes.size(), -1);
  alignment.from.assign(b.nodes.size(), -1);
  alignment.is_moved.assign(b.nodes.size(), false);
  alignment.similarity.assign(b.nodes.size(), 0.0);
  std::map<std::string_view, int> places;
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    places.try_emplace(a.nodes[i].locator, static_cast<int>(i));
  }
  for (std::size_t j = 0; j < b.nodes.size(); ++j) {
    const auto place = places.find(b.nodes[j].locator);
    if (place == places.end()) continue;
    alignment.from[j] = place->second;
    alignment.to[at(place->second)] = static_cast<int>(j);
  }
  return alignment;
}

}  // namespace penholder
