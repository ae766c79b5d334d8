#include "resolution/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "resolution/kinds.h"
#include "resolution/label.h"

namespace penholder {
namespace {

constexpr int kNone = -1;
/// Longest title of an item that the corpus shows has 23 words.
constexpr std::size_t kTitleWordsMost = 30;
constexpr std::size_t kHeadingWordsMost = 14;
/// The corpus has six levels at the most. Bounds the recursion of whoever walks the tree.
constexpr std::size_t kLevelsMost = 24;
/// How far ahead a doubtful `(i)` looks for its neighbour; the longest list of the corpus is
/// shorter.
constexpr std::size_t kBlocksAheadMost = 400;

std::size_t word_count(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

/// Words without the punctuation that ends a paragraph: `Humanitarian assistance`.
bool reads_as_title(std::string_view text, std::size_t words_most) {
  return !text.empty() && std::string_view(".;,:!?").find(text.back()) == std::string_view::npos &&
         word_count(text) <= words_most;
}

bool opens_annex(std::string_view text) {
  for (const std::string_view word : {"Annex", "ANNEX", "Appendix", "Attachment", "Enclosure"}) {
    if (text.starts_with(word)) return true;
  }
  return false;
}

struct Node {
  Paragraph paragraph;  // children are kept apart until the end
  std::string key;
  int parent = kNone;
  int depth = -1;
  bool bare = false;
  std::vector<int> children;
};

/// A list that may go on: its owner, its style, the last item read.
struct Level {
  int owner = kNone;
  LabelStyle style = LabelStyle::Decimal;
  int last = 0;
  int last_node = kNone;
  int depth = -1;
};

class Builder {
 public:
  Builder(std::vector<Block> blocks, Resolution& resolution, Diagnostics& diagnostics)
      : blocks_(std::move(blocks)), resolution_(resolution), diagnostics_(diagnostics) {
    start_part();
  }

  void build() {
    is_numbered_ = std::ranges::any_of(blocks_, [](const Block& block) {
      return !block.is_heading && block.depth <= 0 &&
             read_label(block.label).front().style == LabelStyle::Decimal;
    });
    for (at_ = 0; at_ < blocks_.size(); ++at_) {
      Block& block = blocks_[at_];
      if (block.label.empty() && block.text.empty()) continue;
      if (paragraphs_ >= kParagraphsMost) {
        diagnostics_.add(resolution_kinds::kTooManyParagraphs, block.span,
                         fmt::format("more than {} paragraphs and items", kParagraphsMost),
                         "nothing behind this place was read");
        break;
      }
      if (block.ends_body || (block.is_heading && opens_annex(block.text))) {
        finish_part();
        in_annex_ = true;
        const bool is_title = block.is_heading || (block.label.empty() &&
                                                   reads_as_title(block.text, kHeadingWordsMost));
        annex_title_ = is_title ? block.text : std::string();
        if (is_title) continue;
      }
      if (block.is_row) {
        take_row(block);
        continue;
      }
      find_label_in_text(block);
      const std::vector<LabelReading> readings = read_label(block.label);
      if (!block.label.empty() && readings.front().style == LabelStyle::Bare) {
        block.text = block.label + (block.text.empty() ? "" : " ") + block.text;
        shift_ranges(block, static_cast<std::ptrdiff_t>(block.label.size()) + 1);
        block.label.clear();
      }
      if (block.is_heading) {
        take_heading(block);
      } else if (block.label.empty()) {
        take_unlabelled(block);
      } else {
        take_labelled(block, readings);
      }
    }
    finish_part();
    finish_titles();
  }

 private:
  void start_part() {
    nodes_.clear();
    roots_.clear();
    counts_.clear();
    taken_.clear();
    levels_.assign(1, Level{.depth = 0});
    seized_ = false;
    pending_title_.clear();
  }

  // For the item that follows; of two titles in a row none is lost.
  void keep_title(std::string_view title) {
    if (!pending_title_.empty()) pending_title_ += "; ";
    pending_title_ += title;
  }

  // Puts the nodes of the body, or of an annex, where they belong.
  void finish_part() {
    if (!pending_title_.empty() && latest() != kNone) {
      std::string& tail = node_at(latest()).paragraph.tail;
      tail += (tail.empty() ? "" : " ") + std::exchange(pending_title_, {});
    }
    for (const int root : roots_) merge_lone_child(root);
    std::vector<Paragraph> paragraphs;
    paragraphs.reserve(roots_.size());
    const std::string prefix =
        in_annex_ ? fmt::format("annex-{}.", resolution_.annexes.size() + 1) : std::string();
    for (const int root : roots_) paragraphs.push_back(assembled(root, prefix));
    if (!in_annex_) {
      resolution_.operative = std::move(paragraphs);
    } else if (!paragraphs.empty()) {
      resolution_.annexes.push_back({.title = std::exchange(annex_title_, {}),
                                     .paragraphs = std::move(paragraphs),
                                     .headings = std::exchange(annex_headings_, {})});
      titles_carried_ = 0;
    } else if (!annex_title_.empty()) {
      // A title page: it heads the annex that follows.
      carry_title();
    }
    start_part();
  }

  void carry_title() {
    annex_headings_.insert(
        annex_headings_.begin() + static_cast<std::ptrdiff_t>(titles_carried_),
        Heading{.text = std::exchange(annex_title_, {}), .before = 0, .span = {}});
    ++titles_carried_;
  }

  // Titles behind which nothing came.
  void finish_titles() {
    if (!annex_title_.empty()) carry_title();
    if (annex_headings_.empty()) return;
    Annex annex;
    annex.title = std::move(annex_headings_.front().text);
    annex_headings_.erase(annex_headings_.begin());
    annex.headings = std::move(annex_headings_);
    resolution_.annexes.push_back(std::move(annex));
  }

  // `(f) Humanitarian assistance` with a single text under it is one item, with a title.
  void merge_lone_child(int index) {
    Node& node = node_at(index);
    if (node.children.size() == 1 && node_at(node.children[0]).bare &&
        node_at(node.children[0]).children.empty() &&
        reads_as_title(node.paragraph.text, kTitleWordsMost)) {
      Paragraph& child = node_at(node.children[0]).paragraph;
      node.paragraph.title = std::move(node.paragraph.text);
      node.paragraph.text = std::move(child.text);
      node.paragraph.italics = std::move(child.italics);
      node.paragraph.links = std::move(child.links);
      node.paragraph.span.end = std::max(node.paragraph.span.end, child.span.end);
      node.children.clear();
      return;
    }
    for (const int child : node.children) merge_lone_child(child);
  }

  Paragraph assembled(int index, const std::string& prefix) {
    Node& node = node_at(index);
    Paragraph paragraph = std::move(node.paragraph);
    paragraph.locator = prefix + node.key;
    for (const int child : node.children) {
      paragraph.children.push_back(assembled(child, paragraph.locator + '.'));
    }
    return paragraph;
  }

  Node& node_at(int index) { return nodes_[static_cast<std::size_t>(index)]; }
  // The paragraph read last: what a text without a label may belong to.
  [[nodiscard]] int latest() const { return levels_.back().last_node; }
  [[nodiscard]] int next_root() const { return levels_.front().last + 1; }

  static void shift_ranges(Block& block, std::ptrdiff_t by) {
    const auto shift = [&](TextRange& range) {
      const auto move = [&](std::uint32_t& value) {
        value = static_cast<std::uint32_t>(
            std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(value) + by));
      };
      move(range.begin);
      move(range.end);
    };
    for (TextRange& range : block.italics) shift(range);
    for (DocumentLink& link : block.links) shift(link.range);
  }

  // Some files leave the label in the text: `7 Further underlines ...`, `(b) The second ...`.
  void find_label_in_text(Block& block) {
    if (!block.label.empty() || block.is_heading || block.text.empty()) return;
    const std::string& text = block.text;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') {
      ++digits;
    }
    if (digits > 0 && block.depth <= 0 && !in_annex_) {
      std::size_t word = digits + (text.substr(digits).starts_with('.') ? 1U : 0U);
      const std::size_t label_end = word;
      while (word < text.size() && text[word] == ' ') ++word;
      if (word > label_end && word < text.size() && text[word] >= 'A' && text[word] <= 'Z' &&
          std::stoi(text.substr(0, digits)) == next_root() &&
          (next_root() > 1 || levels_.front().last_node == kNone)) {
        diagnostics_.add(resolution_kinds::kNumberInText, block.span,
                         fmt::format("paragraph number {} stands inside the text", next_root()),
                         "it was read as the number of this paragraph");
        take_label(block, label_end, word);
        return;
      }
    }
    const std::size_t end = leading_label(text);
    if (end == 0 || latest() == kNone) return;
    const std::string label = text.substr(0, text.find(' '));
    for (const LabelReading& reading : read_label(label)) {
      if (reading.style == LabelStyle::Decimal || reading.style == LabelStyle::Dash) continue;
      const bool goes_on = std::ranges::any_of(levels_, [&](const Level& level) {
        return level.style == reading.style && level.last + 1 == reading.ordinal;
      });
      if (goes_on || (reading.ordinal == 1 && node_at(latest()).paragraph.text.ends_with(':'))) {
        take_label(block, label.size(), end);
        return;
      }
    }
  }

  static void take_label(Block& block, std::size_t label_end, std::size_t text_begin) {
    block.label = block.text.substr(0, label_end);
    block.text.erase(0, text_begin);
    shift_ranges(block, -static_cast<std::ptrdiff_t>(text_begin));
  }

  // The next block that has anything in it; null at the end.
  [[nodiscard]] const Block* next_block() const {
    for (std::size_t i = at_ + 1; i < blocks_.size(); ++i) {
      if (!blocks_[i].label.empty() || !blocks_[i].text.empty()) return &blocks_[i];
    }
    return nullptr;
  }

  [[nodiscard]] bool next_is_paragraph() const {
    const Block* next = next_block();
    if (next == nullptr || next->label.empty()) return false;
    const LabelReading reading = read_label(next->label).front();
    return reading.style == LabelStyle::Decimal &&
           (reading.ordinal == next_root() || (next->depth == 0 && reading.ordinal > next_root()));
  }

  [[nodiscard]] bool next_is_item() const {
    const Block* next = next_block();
    return next != nullptr && !next->label.empty() && !next->is_heading && !next_is_paragraph();
  }

  void add_heading(const Block& block) {
    if (in_annex_) {
      if (annex_title_.empty() && roots_.empty()) {
        annex_title_ = block.text;
      } else {
        annex_headings_.push_back(
            {.text = block.text, .before = roots_.size(), .span = block.span});
      }
      return;
    }
    resolution_.headings.push_back(
        {.text = block.text, .before = roots_.size(), .span = block.span});
  }

  void take_heading(Block& block) {
    std::string text = block.label;
    if (!text.empty() && !block.text.empty()) text += ' ';
    block.text = text + block.text;
    if (!in_annex_ && latest() != kNone && next_is_item() && levels_.size() > 1) {
      keep_title(block.text);
    } else if (seized_ && !in_annex_ && !next_is_paragraph()) {
      finish_part();
      in_annex_ = true;
      annex_title_ = block.text;
    } else {
      add_heading(block);
    }
  }

  // A row of a table is a paragraph of an annex; in the body it belongs to the paragraph before it.
  void take_row(Block& block) {
    if (seized_ && !in_annex_) {
      finish_part();
      in_annex_ = true;
    }
    if (in_annex_ || latest() == kNone) {
      add_node(block, 0, {.style = LabelStyle::Bare, .ordinal = 0, .key = {}});
    } else {
      add_tail(block);
    }
  }

  void take_unlabelled(Block& block) {
    const int last = latest();
    if (!is_numbered_ && !in_annex_ && !block.is_tail && block.depth <= 0 &&
        !(last != kNone && levels_.size() == 1 && node_at(last).paragraph.text.ends_with(':'))) {
      if (reads_as_title(block.text, kHeadingWordsMost)) {
        add_heading(block);
      } else {
        add_node(block, 0, {.style = LabelStyle::Bare, .ordinal = 0, .key = {}});
      }
      return;
    }
    if (last == kNone) {
      if (in_annex_) {
        add_node(block, 0, {.style = LabelStyle::Bare, .ordinal = 0, .key = {}});
      } else {
        add_heading(block);  // words before the first paragraph: `Acting under Chapter VII ...,`
      }
      return;
    }
    if (seized_ && !in_annex_) {
      if (next_is_paragraph()) {
        add_heading(block);
        return;
      }
      finish_part();
      in_annex_ = true;
      annex_title_.clear();
      if (reads_as_title(block.text, kHeadingWordsMost)) {
        annex_title_ = block.text;
      } else {
        take_unlabelled(block);
      }
      return;
    }
    Node& node = node_at(last);
    if (node.paragraph.text.empty() && node.children.empty() && !node.bare) {
      node.paragraph.text = std::move(block.text);  // the file kept number and text apart
      node.paragraph.italics = std::move(block.italics);
      node.paragraph.links = std::move(block.links);
      node.paragraph.span.end = std::max(node.paragraph.span.end, block.span.end);
      note_end_of_body(node);
      return;
    }
    if (block.is_tail) {
      add_tail(block);
      return;
    }
    const bool is_title = reads_as_title(block.text, kHeadingWordsMost);
    const bool is_announced = node.paragraph.text.ends_with(':');  // `the following judges:`
    if (is_title && next_is_paragraph() && !is_announced) {
      add_heading(block);
      return;
    }
    if (is_title && next_is_item() && !starts_small(block.text)) {
      keep_title(block.text);
      return;
    }
    if (block.depth <= 0 && next_is_paragraph() &&
        (block.text.ends_with(',') || block.text.ends_with(':'))) {
      add_heading(block);
      return;
    }
    const std::size_t level = level_for_bare(block, last);
    if (level == levels_.size()) {
      add_tail(block);
    } else {
      add_node(block, level, {.style = LabelStyle::Bare, .ordinal = 0, .key = {}});
    }
  }

  static bool starts_small(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
  }

  // The level that an unlabelled item joins (a new one is opened if need be); levels_.size() if it
  // is no item at all.
  std::size_t level_for_bare(const Block& block, int last) {
    const Node& node = node_at(last);
    if (node.bare) {
      // A further text under the same title, or in the same list of the file.
      for (std::size_t i = levels_.size(); i-- > 0;) {
        if (levels_[i].style != LabelStyle::Bare) continue;
        const int owner = levels_[i].owner;
        const bool titled = owner == kNone || node_at(owner).paragraph.text.ends_with(':') ||
                            reads_as_title(node_at(owner).paragraph.text, kTitleWordsMost);
        if (titled || (block.depth > 0 && block.depth == levels_[i].depth)) return i;
      }
      return levels_.size();
    }
    const bool deeper = block.depth > 0 && block.depth > node.depth;
    if (deeper || (node.children.empty() && node.paragraph.text.ends_with(':')) ||
        (levels_.size() > 1 && node.children.empty() &&
         reads_as_title(node.paragraph.text, kTitleWordsMost))) {
      return open_level(LabelStyle::Bare, block.depth);
    }
    return levels_.size();
  }

  // Words behind a list belong to the paragraph that holds the list; behind a paragraph, to itself.
  void add_tail(const Block& block) {
    int owner =
        block.depth > 0 && levels_.size() > 1 ? levels_.back().owner : levels_.front().last_node;
    if (owner == kNone) owner = latest();
    std::string& tail = node_at(owner).paragraph.tail;
    if (!tail.empty()) tail += ' ';
    tail += block.text;
  }

  void take_labelled(Block& block, const std::vector<LabelReading>& readings) {
    const LabelReading& first = readings.front();
    if (first.style == LabelStyle::Decimal) {
      take_decimal(block, first);
      return;
    }
    if (seized_ && !in_annex_ && levels_.size() == 1) {
      finish_part();
      in_annex_ = true;
      annex_title_.clear();
    }
    if (first.style == LabelStyle::Dash) {
      add_node(block, level_for_dash(block), first);
      return;
    }
    const LabelReading reading = chosen_reading(block, readings);
    for (std::size_t i = levels_.size(); i-- > 0;) {
      if (levels_[i].style == reading.style && levels_[i].last + 1 == reading.ordinal) {
        add_node(block, i, reading);
        return;
      }
    }
    if (reading.ordinal != 1) {
      // A gap: the innermost list of this style that has not come so far yet.
      for (std::size_t i = levels_.size(); i-- > 0;) {
        if (levels_[i].style == reading.style && levels_[i].last < reading.ordinal &&
            levels_[i].last_node != kNone) {
          report_gap(block, fmt::format("`{}` follows `{}`", block.label,
                                        node_at(levels_[i].last_node).paragraph.label));
          add_node(block, i, reading);
          return;
        }
      }
      report_gap(block, fmt::format("a list starts with `{}`", block.label));
    }
    add_node(block, open_level(reading.style, block.depth), reading);
  }

  void report_gap(const Block& block, std::string message) {
    if (in_annex_) return;  // annexes quote parts of other documents
    diagnostics_.add(resolution_kinds::kListGap, block.span, std::move(message),
                     "compare with the published text");
  }

  // `(i)`: letter or roman number?
  LabelReading chosen_reading(const Block& block, const std::vector<LabelReading>& readings) const {
    if (readings.size() == 1) return readings.front();
    const auto level_waiting = [&](const LabelReading& reading) -> const Level* {
      for (std::size_t i = levels_.size(); i-- > 0;) {
        if (levels_[i].style == reading.style && levels_[i].last + 1 == reading.ordinal) {
          return &levels_[i];
        }
      }
      return nullptr;
    };
    const LabelReading& letter = readings[0];
    const LabelReading& roman = readings[1];
    const Level* letter_level = level_waiting(letter);
    const Level* roman_level = level_waiting(roman);
    if (roman_level != nullptr && letter_level != nullptr) {
      return roman_level > letter_level ? roman : letter;  // the inner list goes on
    }
    if (roman_level != nullptr) return roman;
    if (letter_level == nullptr) return roman.ordinal == 1 || letter.ordinal != 1 ? roman : letter;
    if (roman.ordinal != 1) return letter;
    // After (h), `(i)` may go on or open a list below: what comes first behind it, (ii) or (j)?
    const std::string_view letters = block.label;
    const bool paren = letters.find(')') != std::string_view::npos;
    const std::size_t end = std::min(blocks_.size(), at_ + kBlocksAheadMost);
    for (std::size_t i = at_ + 1; i < end; ++i) {
      const LabelReading next = read_label(blocks_[i].label).front();
      if (next.style == LabelStyle::Decimal && blocks_[i].depth <= 0) break;
      if (blocks_[i].label == (paren ? "(ii)" : "ii.")) return roman;
      if (blocks_[i].label == (paren ? "(j)" : "j.")) return letter;
    }
    return letter_level->depth >= 0 && block.depth > letter_level->depth ? roman : letter;
  }

  std::size_t level_for_dash(const Block& block) {
    for (std::size_t i = levels_.size(); i-- > 0;) {
      if (levels_[i].style != LabelStyle::Dash) continue;
      const bool known = block.depth >= 0 && levels_[i].depth >= 0;
      if (known && block.depth > levels_[i].depth) break;
      if (known && block.depth < levels_[i].depth && i > 1 && has_dash_level_below(i)) continue;
      if (!known && node_at(latest()).paragraph.text.ends_with(':')) break;
      return i;
    }
    return open_level(LabelStyle::Dash, block.depth);
  }

  [[nodiscard]] bool has_dash_level_below(std::size_t i) const {
    return std::any_of(levels_.begin() + 1, levels_.begin() + static_cast<std::ptrdiff_t>(i),
                       [](const Level& level) { return level.style == LabelStyle::Dash; });
  }

  std::size_t open_level(LabelStyle style, int depth) {
    if (latest() == kNone) return 0;
    if (levels_.size() < kLevelsMost) {
      levels_.push_back({.owner = latest(), .style = style, .depth = depth});
    }
    return levels_.size() - 1;
  }

  void take_decimal(Block& block, const LabelReading& reading) {
    const int number = reading.ordinal;
    const bool at_top = block.depth <= 0;
    const bool is_next = number == next_root();
    if (at_top && is_next && block.depth == 0) {
      add_node(block, 0, reading);
      return;
    }
    for (std::size_t i = levels_.size(); i-- > 1;) {
      if (levels_[i].style == LabelStyle::Decimal && levels_[i].last + 1 == number) {
        add_node(block, i, reading);
        return;
      }
    }
    const bool opens_list =
        number == 1 && latest() != kNone &&
        (!at_top || (!seized_ && (node_at(latest()).paragraph.text.ends_with(':') ||
                                  (block.depth < 0 && next_root() > 1 && !in_annex_))));
    if (is_next && !opens_list) {
      add_node(block, 0, reading);
      return;
    }
    if (opens_list || !at_top) {
      if (number != 1) report_gap(block, fmt::format("a list starts with `{}`", block.label));
      add_node(block, open_level(LabelStyle::Decimal, block.depth), reading);
      return;
    }
    if (seized_ && !in_annex_) {
      finish_part();
      in_annex_ = true;
      annex_title_.clear();
      add_node(block, 0, reading);
      return;
    }
    if (!in_annex_) report_sequence(block, number);
    add_node(block, 0, reading);
  }

  void report_sequence(const Block& block, int number) {
    if (number < next_root()) {
      diagnostics_.add(resolution_kinds::kRepeatedNumber, block.span,
                       fmt::format("paragraph {} after paragraph {}", number, next_root() - 1),
                       "compare with the published text");
      return;
    }
    const std::string missing =
        number == next_root() + 1 ? fmt::format("paragraph {} is", next_root())
                                  : fmt::format("paragraphs {} to {} are", next_root(), number - 1);
    diagnostics_.add(resolution_kinds::kMissingNumber, block.span,
                     fmt::format("{} missing before paragraph {}", missing, number),
                     "compare with the published text");
  }

  void add_node(Block& block, std::size_t level_index, const LabelReading& reading) {
    levels_.resize(level_index + 1);
    Level& level = levels_.back();
    Node node;
    node.parent = level.owner;
    node.depth = block.depth;
    node.bare = reading.style == LabelStyle::Bare;
    node.paragraph.label = std::move(block.label);
    node.paragraph.title = std::exchange(pending_title_, {});
    node.paragraph.text = std::move(block.text);
    node.paragraph.italics = std::move(block.italics);
    node.paragraph.links = std::move(block.links);
    node.paragraph.span = block.span;
    std::vector<int>& siblings = level.owner == kNone ? roots_ : node_at(level.owner).children;
    // Rows must not take the numbers of the paragraphs beside them.
    const char* prefix = block.is_row                                  ? "r"
                         : level_index == 0 && !in_annex_ && node.bare ? "u"
                                                                       : "";
    node.key = unique_key(level.owner, prefix, reading.key, siblings.size());
    const int index = static_cast<int>(nodes_.size());
    siblings.push_back(index);
    // Only numbers move the count of paragraphs on.
    if (level_index > 0 || in_annex_ || reading.style == LabelStyle::Decimal) {
      level.last = reading.ordinal > 0 ? reading.ordinal : level.last + 1;
    }
    level.last_node = index;
    if (level_index == 0 && in_annex_) level.style = reading.style;  // annexes number as they like
    nodes_.push_back(std::move(node));
    ++paragraphs_;
    note_end_of_body(nodes_.back());
  }

  // Dashes and unnumbered items are numbered by their place; a repeated label gets a suffix.
  std::string unique_key(int owner, const std::string& prefix, const std::string& key,
                         std::size_t siblings) {
    // How often this key was asked for: the next suffix to try, so that a thousand paragraphs `1.`
    // cost no more than a thousand others.
    int& count = counts_[{owner, prefix + key}];
    ++count;
    if (key.empty() && prefix != "r") count = std::max(count, static_cast<int>(siblings) + 1);
    const auto spelt = [&] {
      if (key.empty()) return prefix + std::to_string(count);
      return count == 1 ? prefix + key : fmt::format("{}{}-{}", prefix, key, count);
    };
    while (!taken_.insert({owner, spelt()}).second) ++count;
    return spelt();
  }

  void note_end_of_body(const Node& node) {
    if (!in_annex_ && node.parent == kNone &&
        node.paragraph.text.find("seized of") != std::string::npos &&
        node.paragraph.text.size() < 200) {
      seized_ = true;
    } else if (node.parent == kNone) {
      seized_ = false;
    }
  }

  std::vector<Block> blocks_;
  Resolution& resolution_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::vector<Node> nodes_;
  std::vector<int> roots_;
  std::vector<Level> levels_;  // outermost first; levels_[0] holds the numbered paragraphs
  std::map<std::pair<int, std::string>, int> counts_;  // by owner and key
  std::set<std::pair<int, std::string>> taken_;
  std::size_t paragraphs_ = 0;  // of all parts
  bool is_numbered_ = true;     // false: a resolution of unnumbered paragraphs, `u1`, `u2`
  bool seized_ = false;         // the closing paragraph has been read: what follows is annexed
  bool in_annex_ = false;
  std::string annex_title_;
  std::vector<Heading> annex_headings_;
  std::size_t titles_carried_ = 0;  // of annex_headings_: titles of parts that held nothing else
  std::string pending_title_;
};

}  // namespace

void build_tree(std::vector<Block> blocks, Resolution& resolution, Diagnostics& diagnostics) {
  Builder(std::move(blocks), resolution, diagnostics).build();
}

}  // namespace penholder
