#include "redline/origins.h"

#include <algorithm>
#include <map>
#include <set>

#include "redline/passages.h"

namespace penholder {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Of the words of a text without partner: more of them elsewhere make it a split or a merge.
constexpr double kShareLeast = 0.6;
/// A share too small to name.
constexpr double kShareNamed = 0.25;
/// Texts shorter than this are too short to say where they come from.
constexpr std::size_t kShareWordsLeast = 8;

class Origins {
 public:
  Origins(const TextTree& a, const TextTree& b, const Alignment& alignment,
          const std::vector<std::vector<Hunk>>& hunks, const TokenVocabulary& vocabulary,
          const std::vector<int>& row_of_a, const std::vector<int>& row_of_b,
          std::vector<RedlineRow>& rows)
      : a_(a),
        b_(b),
        alignment_(alignment),
        hunks_(hunks),
        vocabulary_(vocabulary),
        row_of_a_(row_of_a),
        row_of_b_(row_of_b),
        rows_(rows) {}

  // Words struck in one text and put in in another: splits, merges, passages that moved.
  void run() {
    std::vector<Residue> struck;
    std::vector<Residue> put_in;
    for (std::size_t i = 0; i < a_.nodes.size(); ++i) {
      const int b = alignment_.to[i];
      const int node = static_cast<int>(i);
      if (b < 0) {
        struck.push_back({.node = node,
                          .begin = 0,
                          .end = static_cast<std::uint32_t>(a_.nodes[i].tokens.size())});
        continue;
      }
      for (const Hunk& hunk : hunks_[at(b)]) {
        struck.push_back({.node = node, .begin = hunk.a_begin, .end = hunk.a_end});
      }
    }
    for (std::size_t j = 0; j < b_.nodes.size(); ++j) {
      const int node = static_cast<int>(j);
      if (alignment_.from[j] < 0) {
        put_in.push_back({.node = node,
                          .begin = 0,
                          .end = static_cast<std::uint32_t>(b_.nodes[j].tokens.size())});
        continue;
      }
      for (const Hunk& hunk : hunks_[j]) {
        put_in.push_back({.node = node, .begin = hunk.b_begin, .end = hunk.b_end});
      }
    }
    const std::vector<Passage> passages =
        find_passages(a_, struck, b_, put_in, alignment_.to, vocabulary_);
    std::map<int, std::map<int, std::size_t>> common_of_a;  // node -> node of the other -> words
    std::map<int, std::map<int, std::size_t>> common_of_b;
    for (const Passage& passage : passages) {
      common_of_a[passage.a_node][passage.b_node] += passage.words;
      common_of_b[passage.b_node][passage.a_node] += passage.words;
    }
    std::set<std::pair<int, int>> related;
    for (std::size_t j = 0; j < b_.nodes.size(); ++j) {
      if (alignment_.from[j] < 0) name_shares(static_cast<int>(j), false, common_of_b, related);
    }
    for (std::size_t i = 0; i < a_.nodes.size(); ++i) {
      if (alignment_.to[i] < 0) name_shares(static_cast<int>(i), true, common_of_a, related);
    }
    for (const Passage& passage : passages) {
      const bool is_formula =
          passage.words < kMovedPassageWordsLeast || passage.content < kMovedPassageContentLeast;
      if (is_formula && !related.contains({passage.a_node, passage.b_node})) {
        continue;
      }
      const int row_a = row_of_a_[at(passage.a_node)];
      const int row_b = row_of_b_[at(passage.b_node)];
      if (row_a < 0 || row_b < 0) continue;
      mark_elsewhere(rows_[at(row_a)], PieceKind::Cut, a_.nodes[at(passage.a_node)],
                     passage.a_begin, passage.length, b_.nodes[at(passage.b_node)].locator);
      mark_elsewhere(rows_[at(row_b)], PieceKind::Put, b_.nodes[at(passage.b_node)],
                     passage.b_begin, passage.length, a_.nodes[at(passage.a_node)].locator);
    }
    follow_verbs();
  }

 private:
  // A verb that came or went with a passage was neither added nor dropped.
  void follow_verbs() {
    for (RedlineRow& row : rows_) {
      for (StrengthChange& change : row.facts.strength) {
        if (change.is_modal || change.from.empty() == change.to.empty()) continue;
        const PieceKind kind = change.to.empty() ? PieceKind::Cut : PieceKind::Put;
        for (std::size_t i = 0; i < row.pieces.size(); ++i) {
          const TextPiece& piece = row.pieces[i];
          const TextRange range = kind == PieceKind::Cut ? piece.from : piece.to;
          if (piece.kind != kind || change.at < range.begin || change.at >= range.end) continue;
          std::string elsewhere = piece.elsewhere;
          // `requests MINUSMA` was struck, `to ensure that ...` went elsewhere.
          if (elsewhere.empty() && i + 1 < row.pieces.size() && row.pieces[i + 1].kind == kind) {
            elsewhere = row.pieces[i + 1].elsewhere;
          }
          if (elsewhere.empty()) break;
          change.elsewhere = elsewhere;
          change.direction = 0;
          break;
        }
      }
    }
  }

  // Where the words of a text without partner came from, or went.
  void name_shares(int node, bool is_old,
                   const std::map<int, std::map<int, std::size_t>>& common_of,
                   std::set<std::pair<int, int>>& related) {
    const TextNode& text = (is_old ? a_ : b_).nodes[at(node)];
    const std::size_t words = count_words(text.tokens, vocabulary_);
    if (words < kShareWordsLeast) return;
    std::size_t total = 0;
    std::vector<std::pair<std::size_t, int>> others;
    const auto common = common_of.find(node);
    if (common == common_of.end()) return;
    for (const auto& [other, count] : common->second) {
      const double share = static_cast<double>(count) / static_cast<double>(words);
      if (share < kShareNamed) continue;
      total += count;
      others.emplace_back(count, other);
    }
    if (static_cast<double>(total) < kShareLeast * static_cast<double>(words)) return;
    std::ranges::sort(others, [](const auto& x, const auto& y) {
      return x.first != y.first ? x.first > y.first : x.second < y.second;
    });
    const int row = is_old ? row_of_a_[at(node)] : row_of_b_[at(node)];
    if (row < 0) return;
    std::size_t named = 0;
    for (const auto& [count, other] : others) {
      // Once enough is accounted for, smaller shares say nothing more.
      if (static_cast<double>(named) >= kShareLeast * static_cast<double>(words)) break;
      named += count;
      const WordShare share{.locator = (is_old ? b_ : a_).nodes[at(other)].locator,
                            .share = static_cast<double>(count) / static_cast<double>(words)};
      const int other_row = is_old ? row_of_b_[at(other)] : row_of_a_[at(other)];
      if (is_old) {
        rows_[at(row)].merged_into.push_back(share);
        if (other_row >= 0) rows_[at(other_row)].takes_in.push_back(text.locator);
      } else {
        rows_[at(row)].split_from.push_back(share);
        if (other_row >= 0) rows_[at(other_row)].gives_to.push_back(text.locator);
      }
      related.insert(is_old ? std::pair(node, other) : std::pair(other, node));
    }
  }

  // Cuts the pieces of a row at the bounds of a passage and names the place of its words.
  static void mark_elsewhere(RedlineRow& row, PieceKind kind, const TextNode& node,
                             std::uint32_t first, std::uint32_t length,
                             const std::string& locator) {
    // Whole words: no mark at the start, no opening bracket at the end.
    const auto text_of = [&](std::uint32_t i) {
      const TextRange range = node.tokens.ranges[i];
      return std::string_view(node.text).substr(range.begin, range.end - range.begin);
    };
    const auto is_one_of = [](std::string_view token, std::string_view marks) {
      return token.size() == 1 && marks.find(token[0]) != std::string_view::npos;
    };
    while (length > 0 && is_one_of(text_of(first), ")],;.:(\n")) {
      ++first;
      --length;
    }
    while (length > 0 && is_one_of(text_of(first + length - 1), "([")) --length;
    if (length == 0) return;
    const std::uint32_t begin = node.tokens.ranges[first].begin;
    const std::uint32_t behind = first + length;
    const std::uint32_t end = behind < node.tokens.size()
                                  ? node.tokens.ranges[behind].begin
                                  : static_cast<std::uint32_t>(node.text.size());
    std::vector<TextPiece> cut;
    for (TextPiece& piece : row.pieces) {
      const auto range_of = [&](TextPiece& p) -> TextRange& {
        return kind == PieceKind::Cut ? p.from : p.to;
      };
      const TextRange range = range_of(piece);
      if (piece.kind != kind || end <= range.begin || begin >= range.end) {
        cut.push_back(std::move(piece));
        continue;
      }
      const auto part = [&](std::uint32_t from, std::uint32_t to, bool is_elsewhere) {
        if (from >= to) return;
        TextPiece copy = piece;
        range_of(copy) = {.begin = from, .end = to};
        if (is_elsewhere) copy.elsewhere = locator;
        cut.push_back(std::move(copy));
      };
      const std::uint32_t inner_begin = std::max(begin, range.begin);
      const std::uint32_t inner_end = std::min(end, range.end);
      part(range.begin, inner_begin, false);
      part(inner_begin, inner_end, true);
      part(inner_end, range.end, false);
    }
    row.pieces = std::move(cut);
  }

  const TextTree& a_;
  const TextTree& b_;
  const Alignment& alignment_;
  const std::vector<std::vector<Hunk>>& hunks_;
  const TokenVocabulary& vocabulary_;
  const std::vector<int>& row_of_a_;
  const std::vector<int>& row_of_b_;
  std::vector<RedlineRow>& rows_;
};

}  // namespace

void name_origins(const TextTree& a, const TextTree& b, const Alignment& alignment,
                  const std::vector<std::vector<Hunk>>& hunks, const TokenVocabulary& vocabulary,
                  const std::vector<int>& row_of_a, const std::vector<int>& row_of_b,
                  std::vector<RedlineRow>& rows) {
  Origins(a, b, alignment, hunks, vocabulary, row_of_a, row_of_b, rows).run();
}

}  // namespace penholder
