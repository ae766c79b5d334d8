#include "redline/redline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "redline/align.h"
#include "redline/causes.h"
#include "redline/origins.h"
#include "redline/similarity.h"
#include "redline/smooth.h"
#include "redline/task_changes.h"

namespace penholder {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Maker {
 public:
  Maker(const Resolution& from, const Resolution& to)
      : from_(from),
        to_(to),
        a_(make_text_tree(from, vocabulary_)),
        b_(make_text_tree(to, vocabulary_)) {}

  Redline make() {
    const Register from_register = make_register(from_);
    const Register to_register = make_register(to_);
    product_.from = measure(from_, a_, from_register);
    product_.to = measure(to_, b_, to_register);
    is_translation_ =
        !from_.language.empty() && !to_.language.empty() && from_.language != to_.language;
    const auto is_english = [](const std::string& language) {
      return language.empty() || language == "eng";
    };
    reads_facts_ = is_english(from_.language) && is_english(to_.language);
    alignment_ = is_translation_ ? align_by_number(a_, b_) : align(a_, b_, budget_);
    row_of_a_.assign(a_.nodes.size(), -1);
    row_of_b_.assign(b_.nodes.size(), -1);
    compare_pairs();
    emit_level(a_.preamble, b_.preamble);
    emit_level(a_.operative, b_.operative);
    emit_level(a_.annexes, b_.annexes);
    if (!is_translation_) {
      name_origins(a_, b_, alignment_, hunks_, vocabulary_, row_of_a_, row_of_b_, product_.rows);
    }
    compare_headings();
    product_.tasks = task_changes(a_, from_register, b_, to_register, alignment_,
                                  [&](int a, int b) -> const RedlineRow* {
                                    const int row = b >= 0 ? row_of_b_[at(b)] : row_of_a_[at(a)];
                                    return row < 0 ? nullptr : &product_.rows[at(row)];
                                  });
    if (!reads_facts_) {
      product_.tasks.clear();
      for (TextMeasure* measure : {&product_.from, &product_.to}) {
        measure->priority_tasks = measure->other_tasks = measure->untiered_tasks = 0;
      }
    }
    if (!is_translation_) {
      for (std::size_t j = 0; j < b_.nodes.size(); ++j) {
        RedlineRow& row = product_.rows[at(row_of_b_[j])];
        const int a = alignment_.from[j];
        row.with_items = a < 0 ? row.change : worst_change(a, static_cast<int>(j));
      }
      tally(a_.preamble, b_.preamble, product_.preamble);
      tally(a_.operative, b_.operative, product_.operative);
    }
    if (!is_translation_) count_words_changed();
    remark();
    return std::move(product_);
  }

 private:
  static TextMeasure measure(const Resolution& resolution, const TextTree& tree,
                             const Register& reg) {
    TextMeasure measure;
    measure.symbol = resolution.symbol;
    measure.date = resolution.date;
    measure.mission = reg.mission;
    measure.language = resolution.language;
    measure.recitals = tree.preamble.size();
    measure.paragraphs = tree.operative.size();
    for (const TextNode& node : tree.nodes) {
      if (node.part == TextPart::Operative && node.parent >= 0) ++measure.items;
    }
    measure.preamble_words = tree.preamble_words;
    measure.operative_words = tree.operative_words;
    measure.annex_words = tree.annex_words;
    measure.priority_tasks = reg.count(TaskList::Priority);
    measure.other_tasks = reg.count(TaskList::Other);
    measure.untiered_tasks = reg.count(TaskList::Mandate);
    return measure;
  }

  // The difference of each pair, own words against own words.
  void compare_pairs() {
    hunks_.resize(b_.nodes.size());
    is_coarse_.assign(b_.nodes.size(), false);
    if (is_translation_) return;
    for (std::size_t j = 0; j < b_.nodes.size(); ++j) {
      if (alignment_.from[j] < 0) continue;
      const TextNode& a = a_.nodes[at(alignment_.from[j])];
      const TextNode& b = b_.nodes[j];
      WordDifference found = difference(a.tokens.keys, b.tokens.keys, budget_);
      is_coarse_[j] = found.is_coarse;
      hunks_[j] = smoothed(std::move(found.hunks), a.tokens, b.tokens, vocabulary_);
    }
  }

  // Rows of one level in the order of the new text; a dropped text behind what stood before it.
  void emit_level(const std::vector<int>& as, const std::vector<int>& bs) {
    std::size_t next = 0;
    const auto emit_dropped_until = [&](std::size_t end) {
      for (; next < end; ++next) {
        if (alignment_.to[at(as[next])] < 0) emit_dropped(as[next]);
      }
    };
    for (const int b : bs) {
      const int a = alignment_.from[at(b)];
      if (a < 0) {
        emit_added(b);
        emit_level({}, b_.nodes[at(b)].children);
        continue;
      }
      if (!alignment_.is_moved[at(b)]) {
        std::size_t place = next;  // those that have not moved come in ascending order
        while (place < as.size() && as[place] != a) ++place;
        emit_dropped_until(place);
      }
      emit_pair(a, b);
      emit_level(a_.nodes[at(a)].children, b_.nodes[at(b)].children);
    }
    emit_dropped_until(as.size());
  }

  static RowSide side(const TextNode& node) {
    return {.locator = node.locator,
            .label = node.label,
            .heading = node.heading,
            .text = node.text,
            .title_end = node.title_end,
            .span = node.span};
  }

  void add_row(RedlineRow row, int a, int b) {
    const int index = static_cast<int>(product_.rows.size());
    if (a >= 0) row_of_a_[at(a)] = index;
    if (b >= 0) row_of_b_[at(b)] = index;
    product_.rows.push_back(std::move(row));
  }

  static TextRange whole(const TextNode& node) {
    return {.begin = 0, .end = static_cast<std::uint32_t>(node.text.size())};
  }

  void emit_dropped(int a) {
    const TextNode& node = a_.nodes[at(a)];
    RedlineRow row;
    row.part = node.part;
    row.depth = node.depth;
    row.from = side(node);
    row.change = RowChange::Dropped;
    row.pieces.push_back(
        {.kind = PieceKind::Cut, .from = whole(node), .to = {}, .cause = {}, .elsewhere = {}});
    row.facts = values_of(node, false);
    add_row(std::move(row), a, -1);
    emit_level(node.children, {});
  }

  void emit_added(int b) {
    const TextNode& node = b_.nodes[at(b)];
    RedlineRow row;
    row.part = node.part;
    row.depth = node.depth;
    row.to = side(node);
    row.change = RowChange::Added;
    row.pieces.push_back(
        {.kind = PieceKind::Put, .from = {}, .to = whole(node), .cause = {}, .elsewhere = {}});
    row.facts = values_of(node, true);
    add_row(std::move(row), -1, b);
  }

  // The figures and dates that come with an added text, or go with a dropped one.
  [[nodiscard]] Facts values_of(const TextNode& node, bool is_new) const {
    if (!reads_facts_) return {};
    TextNode nothing;
    nothing.part = node.part;
    Facts facts = is_new ? compare_facts(nothing, node, product_.from.mission, product_.to.mission)
                         : compare_facts(node, nothing, product_.from.mission, product_.to.mission);
    facts.strength.clear();
    return facts;
  }

  void emit_pair(int a, int b) {
    const TextNode& x = a_.nodes[at(a)];
    const TextNode& y = b_.nodes[at(b)];
    RedlineRow row;
    row.part = y.part;
    row.depth = y.depth;
    row.from = side(x);
    row.to = side(y);
    row.is_moved = alignment_.is_moved[at(b)];
    row.is_renumbered = x.label != y.label;
    row.is_coarse = is_coarse_[at(b)];
    if (is_translation_) {
      row.change = RowChange::NotCompared;
      row.pieces = {
          {.kind = PieceKind::Cut, .from = whole(x), .to = {}, .cause = {}, .elsewhere = {}},
          {.kind = PieceKind::Put, .from = {}, .to = whole(y), .cause = {}, .elsewhere = {}}};
      add_row(std::move(row), a, b);
      return;
    }
    row.similarity = own_similarity(x, y);
    const TokenRoles x_roles = roles_of(x);
    const TokenRoles y_roles = roles_of(y);
    row.pieces = pieces(x, y, hunks_[at(b)], [&](const Hunk& hunk) {
      return cause_of(
          hunk, x, x_roles, y, y_roles, vocabulary_,
          [&](std::string_view from, std::string_view to) { return follows(from, to); });
    });
    bool any = false;
    bool substantive = false;
    for (const TextPiece& piece : row.pieces) {
      if (piece.kind == PieceKind::Same) continue;
      any = true;
      substantive =
          substantive || (piece.cause != Cause::Typography && piece.cause != Cause::Renumbered);
    }
    row.change = substantive ? RowChange::Changed
                 : any       ? RowChange::Editorial
                             : RowChange::Unchanged;
    if (substantive && reads_facts_) {
      row.facts = compare_facts(x, y, product_.from.mission, product_.to.mission);
    }
    add_row(std::move(row), a, b);
  }

  [[nodiscard]] double own_similarity(const TextNode& x, const TextNode& y) const {
    const auto words = [&](const TextNode& node) {
      std::vector<std::uint32_t> row;
      for (std::size_t i = 0; i < node.tokens.size(); ++i) {
        if (vocabulary_.kind(node.tokens.keys[i]) != TokenKind::Mark) {
          row.push_back(node.tokens.folded[i]);
        }
      }
      return row;
    };
    auto a = words(x);
    auto b = words(y);
    if (std::max(a.size(), b.size()) <= kWordsMost) return similarity(a, b);
    std::ranges::sort(a);
    std::ranges::sort(b);
    return bag_similarity(a, b);
  }

  // Whether the paragraph at `to` of the new text is what `from` of the old one became.
  [[nodiscard]] bool follows(std::string_view from, std::string_view to) {
    if (places_a_.empty()) {
      for (std::size_t i = 0; i < a_.nodes.size(); ++i) {
        places_a_.try_emplace(a_.nodes[i].locator, static_cast<int>(i));
      }
    }
    const auto place = places_a_.find(from);
    if (place == places_a_.end()) return false;
    const int b = alignment_.to[at(place->second)];
    return b >= 0 && b_.nodes[at(b)].locator == to;
  }

  // From hunks of tokens to stretches of bytes that leave no gap.
  template <class CauseOf>
  static std::vector<TextPiece> pieces(const TextNode& x, const TextNode& y,
                                       const std::vector<Hunk>& hunks, CauseOf cause_of_hunk) {
    const auto byte_at = [](const TextNode& node, std::uint32_t token) {
      if (token == 0) return std::uint32_t{0};
      return token < node.tokens.size() ? node.tokens.ranges[token].begin
                                        : static_cast<std::uint32_t>(node.text.size());
    };
    std::vector<TextPiece> row;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    const auto same_until = [&](std::uint32_t a_end, std::uint32_t b_end) {
      if (a == a_end) return;
      row.push_back({.kind = PieceKind::Same,
                     .from = {.begin = byte_at(x, a), .end = byte_at(x, a_end)},
                     .to = {.begin = byte_at(y, b), .end = byte_at(y, b_end)},
                     .cause = {},
                     .elsewhere = {}});
    };
    for (const Hunk& hunk : hunks) {
      same_until(hunk.a_begin, hunk.b_begin);
      const Cause cause = cause_of_hunk(hunk);
      if (hunk.a_begin < hunk.a_end) {
        row.push_back({.kind = PieceKind::Cut,
                       .from = {.begin = byte_at(x, hunk.a_begin), .end = byte_at(x, hunk.a_end)},
                       .to = {},
                       .cause = cause,
                       .elsewhere = {}});
      }
      if (hunk.b_begin < hunk.b_end) {
        row.push_back({.kind = PieceKind::Put,
                       .from = {},
                       .to = {.begin = byte_at(y, hunk.b_begin), .end = byte_at(y, hunk.b_end)},
                       .cause = cause,
                       .elsewhere = {}});
      }
      a = hunk.a_end;
      b = hunk.b_end;
    }
    same_until(static_cast<std::uint32_t>(x.tokens.size()),
               static_cast<std::uint32_t>(y.tokens.size()));
    return row;
  }

  // In small letters, without marks.
  std::vector<std::uint32_t> words_in(std::string_view text) {
    const Tokens tokens = tokenise(text, vocabulary_);
    std::vector<std::uint32_t> words;
    for (const std::uint32_t key : tokens.folded) {
      if (vocabulary_.kind(key) != TokenKind::Mark) words.push_back(key);
    }
    return words;
  }

  void compare_headings() {
    const auto names = [&](const Resolution& resolution) {
      std::set<std::vector<std::uint32_t>> all;
      for (const Heading& heading : resolution.headings) all.insert(words_in(heading.text));
      return all;
    };
    if (is_translation_) return;
    const auto old_names = names(from_);
    const auto new_names = names(to_);
    for (const Heading& heading : to_.headings) {
      if (!old_names.contains(words_in(heading.text))) {
        product_.new_headings.push_back(heading.text);
      }
    }
    for (const Heading& heading : from_.headings) {
      if (!new_names.contains(words_in(heading.text))) {
        product_.dropped_headings.push_back(heading.text);
      }
    }
  }

  // A paragraph with all that stands below it counts once, by the greatest change in it.
  void tally(const std::vector<int>& as, const std::vector<int>& bs, ChangeTally& tally) const {
    for (const int b : bs) {
      const RedlineRow& row = product_.rows[at(row_of_b_[at(b)])];
      const int a = alignment_.from[at(b)];
      if (a < 0) {
        ++tally.added;
        if (!row.split_from.empty()) ++tally.split;
        continue;
      }
      if (row.is_moved) {
        ++tally.moved;
      } else if (row.is_renumbered) {
        ++tally.renumbered;
      }
      switch (row.with_items) {
        case RowChange::Unchanged:
          ++tally.unchanged;
          break;
        case RowChange::Editorial:
          ++tally.editorial;
          break;
        default:
          ++tally.changed;
      }
    }
    for (const int a : as) {
      if (alignment_.to[at(a)] >= 0) continue;
      ++tally.dropped;
      const int row = row_of_a_[at(a)];
      if (row >= 0 && !product_.rows[at(row)].merged_into.empty()) ++tally.merged;
    }
  }

  [[nodiscard]] RowChange worst_change(int a, int b) const {
    if (a_.nodes[at(a)].whole == b_.nodes[at(b)].whole) return RowChange::Unchanged;
    RowChange worst = product_.rows[at(row_of_b_[at(b)])].change;
    if (worst == RowChange::Unchanged) worst = RowChange::Editorial;
    for (const int child : a_.nodes[at(a)].children) {
      if (alignment_.to[at(child)] < 0) return RowChange::Changed;
    }
    for (const int child : b_.nodes[at(b)].children) {
      const int old = alignment_.from[at(child)];
      if (old < 0 || alignment_.is_moved[at(child)]) return RowChange::Changed;
      worst = std::max(worst, worst_change(old, child));
    }
    return std::min(worst, RowChange::Changed);
  }

  void count_words_changed() {
    const auto words_of = [&](std::string_view text) {
      return count_words(tokenise(text, vocabulary_), vocabulary_);
    };
    for (const RedlineRow& row : product_.rows) {
      if (row.change == RowChange::NotCompared) continue;
      for (const TextPiece& piece : row.pieces) {
        if (piece.kind == PieceKind::Cut) {
          product_.words_cut +=
              words_of(std::string_view(row.from->text)
                           .substr(piece.from.begin, piece.from.end - piece.from.begin));
        } else if (piece.kind == PieceKind::Put) {
          product_.words_put += words_of(
              std::string_view(row.to->text).substr(piece.to.begin, piece.to.end - piece.to.begin));
        }
      }
    }
  }

  void remark() {
    const auto is_foreign = [](const std::string& language) {
      return !language.empty() && language != "eng";
    };
    if (is_translation_) {
      product_.remarks.push_back(fmt::format(
          "the texts are in different languages ({} and {}): paragraphs are matched by their "
          "numbers and their words are not compared",
          from_.language, to_.language));
    } else if (is_foreign(from_.language) || is_foreign(to_.language)) {
      product_.remarks.emplace_back(
          "verbs, addressees, tasks, dates and figures are read in English only");
    }
    if (alignment_.is_coarse) {
      product_.remarks.emplace_back(
          "there are too many paragraphs to compare each with each: some may be shown as dropped "
          "and added that only changed");
    }
    if (std::ranges::any_of(product_.rows, &RedlineRow::is_coarse)) {
      product_.remarks.emplace_back(
          "some paragraphs are too long for an exact comparison: more of them is marked as changed "
          "than need be");
    }
    const bool unrelated = !is_translation_ && product_.operative.unchanged == 0 &&
                           product_.operative.editorial == 0 && product_.operative.changed == 0 &&
                           product_.from.paragraphs > 0 && product_.to.paragraphs > 0;
    if (unrelated) {
      product_.remarks.emplace_back(
          "no operative paragraph of the one continues one of the other: are these two on the same "
          "file?");
    }
  }

  const Resolution& from_;
  const Resolution& to_;
  TokenVocabulary vocabulary_;
  TextTree a_;
  TextTree b_;
  DiffBudget budget_;
  Alignment alignment_;
  bool is_translation_ = false;
  bool reads_facts_ = true;               // the rules of the register read English
  std::vector<std::vector<Hunk>> hunks_;  // for each node of b with a partner
  std::vector<bool> is_coarse_;
  std::vector<int> row_of_a_;
  std::vector<int> row_of_b_;
  std::map<std::string_view, int> places_a_;
  Redline product_;
};

}  // namespace

Redline make_redline(const Resolution& from, const Resolution& to) {
  return Maker(from, to).make();
}

}  // namespace penholder
