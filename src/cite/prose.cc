#include "cite/prose.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cite/dates.h"
#include "register/words.h"

namespace penholder {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<int> whole(std::string_view low, std::size_t most_digits) {
  if (low.empty() || low.size() > most_digits) return std::nullopt;
  int value = 0;
  for (const char c : low) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_dash(std::string_view low) {
  return low == "-" || low == "\xE2\x80\x93" || low == "\xE2\x80\x94";
}

/// `a`, `iii`: a label of an item in brackets.
bool is_item_label(std::string_view low) {
  if (low.empty() || low.size() > 5) return false;
  const bool is_roman = low.find_first_not_of("ivxl") == low.npos;
  const bool is_letters =
      low.size() <= 2 && std::ranges::all_of(low, [](char c) { return c >= 'a' && c <= 'z'; });
  return is_roman || is_letters;
}

/// One block of the text: a paragraph or footnote, its line breaks as spaces.
class BlockReader {
 public:
  BlockReader(std::string_view block, std::uint32_t offset, FileId file, int own,
              ProseReferences& out)
      : text_(block),
        words_(split_words(block)),
        offset_(offset),
        file_(file),
        own_(own),
        out_(out) {}

  void read() {
    while (at_ < words_.size()) {
      if (ends_sentence()) {
        close();
        ++at_;
      } else if (!take_resolution() && !take_symbol() && !take_paragraphs()) {
        ++at_;
      }
    }
  }

 private:
  static constexpr int kNone = 0;
  static constexpr std::size_t kNoMention = static_cast<std::size_t>(-1);

  [[nodiscard]] std::string_view low(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at].low) : std::string_view{};
  }
  [[nodiscard]] Span span(std::size_t first, std::size_t last) const {
    return {
        .file = file_, .begin = offset_ + words_[first].begin, .end = offset_ + words_[last].end};
  }

  /// A point or mark behind which another sentence begins. Points of abbreviations do not count.
  [[nodiscard]] bool ends_sentence() const {
    const std::string_view mark = low(at_);
    if (mark == "?" || mark == "!") return true;
    if (mark != "." || at_ == 0 || at_ + 1 >= words_.size()) return false;
    if (is_one_of(low(at_ - 1), {"doc", "docs", "para", "paras", "no", "nos", "op", "ops", "art",
                                 "arts", "pp", "p", "cf", "dr", "mr", "ms", "u", "n", "vol"})) {
      return false;
    }
    // Initials and abbreviations are followed by small letters or closer marks.
    return words_[at_ + 1].is_capital || low(at_ + 1) == "<" || low(at_ + 1) == "\"";
  }

  /// `resolution 2531`, `resolutions 2374 (2017), 2480 (2019) and 2531 (2020)`.
  bool take_resolution() {
    if (low(at_) != "resolution" && low(at_) != "resolutions") return false;
    const bool is_other_body =
        at_ > 0 && is_one_of(low(at_ - 1), {"assembly", "rights", "ecosoc", "parliament"});
    const bool is_other_council =
        at_ > 1 && low(at_ - 1) == "council" &&
        !is_one_of(low(at_ - 2), {"security", "the", "this", "un", "nations"});
    const std::size_t number_at = low(at_ + 1) == "no" && low(at_ + 2) == "." ? at_ + 3 : at_ + 1;
    if (!is_number(number_at) || is_other_body || is_other_council) return false;
    const bool is_many = low(at_) == "resolutions";
    std::size_t first = at_;
    at_ = number_at;
    while (true) {
      const int number = *whole(low(at_), 4);
      open(number, span(first, at_));
      ++at_;
      take_date();
      std::size_t next = at_;
      while (is_one_of(low(next), {",", "and", "or", "as", "well"})) ++next;
      const bool goes_on =
          next > at_ && is_number(next) && (is_many || low(next + 1) == "(") &&
          !is_one_of(low(next + 1), {"january", "february", "march", "april", "may", "june", "july",
                                     "august", "september", "october", "november", "december"});
      // A number in a list is a resolution's only when its year stands behind it.
      if (!goes_on || !has_year(next + 1)) return true;
      first = at_ = next;
    }
  }

  [[nodiscard]] bool is_number(std::size_t at) const {
    const auto number = at < words_.size() ? whole(words_[at].low, 4) : std::nullopt;
    return number && *number > 0 && low(at + 1) != "/";
  }
  [[nodiscard]] bool has_year(std::size_t at) const {
    return low(at) == "(" && whole(low(at + 1), 4) && low(at + 1).size() == 4 && low(at + 2) == ")";
  }

  /// `S/RES/2531 (2020)`, and other documents by their symbols.
  bool take_symbol() {
    const bool is_start = at_ < words_.size() && words_[at_].is_capital && low(at_ + 1) == "/" &&
                          words_[at_].end == words_[at_ + 1].begin && low(at_).size() <= 4;
    if (!is_start) return take_number_before_op();
    const std::size_t first = at_;
    if (low(at_) == "s" && low(at_ + 2) == "res" && low(at_ + 3) == "/" && whole(low(at_ + 4), 4)) {
      const int number = *whole(low(at_ + 4), 4);
      at_ += 5;
      if (number == document_ && mention_ != kNoMention) {
        if (!out_.mentions[mention_].year && !out_.mentions[mention_].date)
          take_date();
        else
          skip_year();
      } else {
        open(number, span(first, at_ - 1));
        take_date();
      }
      return true;
    }
    bool has_digits = false;
    while (low(at_ + 1) == "/" && at_ + 2 < words_.size() &&
           words_[at_ + 1].end == words_[at_ + 2].begin) {
      at_ += 2;
      has_digits = has_digits || words_[at_].is_number;
    }
    ++at_;
    if (has_digits && is_one_of(low(first), {"s", "a", "e", "st", "jiu"})) {
      close();
      other_ = std::string(between(text_, words_, first, at_ - 1));
    }
    return true;
  }

  /// `2531 OP 28`.
  bool take_number_before_op() {
    if (!is_number(at_) || !is_one_of(low(at_ + 1), {"op", "ops"})) return false;
    open(*whole(low(at_), 4), span(at_, at_));
    ++at_;
    return true;
  }

  void close() {
    document_ = kNone;
    mention_ = kNoMention;
    other_.clear();
  }

  void open(int number, Span at) {
    other_.clear();
    mention_ = out_.mentions.size();
    document_ = number;
    out_.mentions.push_back(
        {.number = number, .at = at, .year = std::nullopt, .date = std::nullopt, .dated_at = {}});
  }

  void skip_year() {
    if (has_year(at_)) at_ += 3;
  }

  /// `(2020)`, `(June 20, 2020)`, `of 29 June 2020`, `, adopted on 29 June 2020`.
  void take_date() {
    ProseMention& mention = out_.mentions[mention_];
    if (has_year(at_)) {
      mention.year = whole(low(at_ + 1), 4);
      mention.dated_at = span(at_ + 1, at_ + 1);
      at_ += 3;
    }
    std::size_t next = at_;
    if (low(next) == "(") {
      ++next;
    } else {
      // `of 29 June 2020`, `, adopted on 29 June 2020`; not `, on 29 June 2020`, which dates what
      // the sentence tells.
      if (low(next) == ",") ++next;
      if (low(next) == "adopted") {
        ++next;
        if (low(next) == "on") ++next;
      } else if (low(next) == "of" && next == at_) {
        ++next;
      } else {
        return;
      }
    }
    if (next >= words_.size()) return;
    const auto date = date_at_front(text_.substr(words_[next].begin));
    if (!date) return;
    std::size_t last = next;
    const std::size_t end = words_[next].begin + date->length;
    while (last + 1 < words_.size() && words_[last + 1].end <= end) ++last;
    mention.date = date->date;
    mention.dated_at = span(next, last);
    at_ = last + 1;
    if (low(at_) == ")") ++at_;
  }

  /// `para. 19`, `paras. 3, 14`, `paragraph 28 (a) (iii)`, `OP 28`, `paras. 60–66 of resolution N`.
  bool take_paragraphs() {
    if (!is_one_of(low(at_), {"para", "paras", "paragraph", "paragraphs", "op", "ops"})) {
      return false;
    }
    // `resolution 2570 (2021), including its paragraph 21`: of the one just named, even in a text
    // that has paragraphs of its own.
    const bool is_of_named =
        at_ > 0 && is_one_of(low(at_ - 1), {"its", "particular", "including", "notably", "noting",
                                            "especially", "namely"});
    if (is_of_article()) return false;
    const bool is_preambular = at_ > 0 && is_one_of(low(at_ - 1), {"preambular", "preamble"});
    std::size_t next = at_ + 1;
    if (low(next) == ".") ++next;
    if (!is_label_number(next)) return false;
    std::vector<std::pair<std::string, Span>> places;
    at_ = next;
    while (true) {
      take_label(places);
      std::size_t more = at_;
      while (is_one_of(low(more), {",", "and", "or", "&"})) ++more;
      if (more == at_) break;
      if (is_one_of(low(more), {"para", "paras", "paragraph", "paragraphs", "op", "ops"})) {
        ++more;
        if (low(more) == ".") ++more;
      }
      if (!is_label_number(more)) break;
      at_ = more;
    }
    const Document of = document_behind(is_of_named);
    for (auto& [locator, at] : places) {
      out_.citations.push_back(
          {.number = of.number,
           .other = of.other,
           .locator = is_preambular ? "pp" + std::move(locator) : std::move(locator),
           .is_certain = of.is_certain,
           .at = at});
    }
    return true;
  }

  /// `Article 12 bis, paragraph 1 (d)`: of a statute or charter.
  [[nodiscard]] bool is_of_article() const {
    for (std::size_t back = 2; back <= 5 && back <= at_; ++back) {
      if (low(at_ - back) == "article" || low(at_ - back) == "articles") return true;
    }
    return false;
  }

  /// A number that can be a paragraph's: up to three digits, and not the day of a date.
  [[nodiscard]] bool is_label_number(std::size_t at) const {
    return at < words_.size() && paragraph_number(low(at)).has_value() &&
           !date_at_front(text_.substr(words_[at].begin));
  }

  /// `19`; `13a` is 13 (a).
  static std::optional<std::string> paragraph_number(std::string_view low) {
    std::size_t digits = 0;
    while (digits < low.size() && low[digits] >= '0' && low[digits] <= '9') ++digits;
    if (digits == 0 || digits > 3) return std::nullopt;
    std::string locator(low.substr(0, digits));
    const std::string_view rest = low.substr(digits);
    if (rest.empty()) return locator;
    if (rest.size() > 1 || rest.front() < 'a' || rest.front() > 'z') return std::nullopt;
    return locator + '.' + std::string(rest);
  }

  std::optional<std::string> bracket_label(std::size_t at) const {
    if (low(at) != "(" || !is_item_label(low(at + 1)) || low(at + 2) != ")") return std::nullopt;
    return std::string(low(at + 1));
  }

  /// One label with its items, and what a dash behind it leads to.
  void take_label(std::vector<std::pair<std::string, Span>>& places) {
    const std::size_t first = at_;
    const std::string number = *paragraph_number(low(at_));
    std::string locator = number;
    std::string above;
    std::string last_label;
    ++at_;
    while (const auto label = bracket_label(at_)) {
      above = locator;
      last_label = *label;
      locator += '.' + *label;
      at_ += 3;
    }
    places.emplace_back(locator, span(first, at_ - 1));
    // `7 (d) and (e)`
    while (!last_label.empty() && is_one_of(low(at_), {",", "and", "or", "&"})) {
      const auto more = bracket_label(at_ + 1);
      if (!more) break;
      places.emplace_back(above + '.' + *more, span(at_ + 1, at_ + 3));
      last_label = *more;
      at_ += 4;
    }
    const bool has_dash = is_dash(low(at_)) || low(at_) == "to" || low(at_) == "through";
    if (!has_dash) return;
    if (!last_label.empty()) {  // 13 (a)–(d)
      const auto to = bracket_label(at_ + 1);
      if (!to) return;
      places.emplace_back(above + '.' + *to, span(at_ + 1, at_ + 3));
      if (last_label.size() == 1 && to->size() == 1 && last_label < *to) {
        for (char c = static_cast<char>(last_label[0] + 1); c < (*to)[0]; ++c) {
          places.emplace_back(above + '.' + c, span(first, at_ + 3));
        }
      }
      at_ += 4;
    } else if (is_label_number(at_ + 1)) {  // 60–66
      const int from = *whole(number, 3);
      const auto to = whole(low(at_ + 1), 3);
      if (!to || *to < from) return;
      const Span whole_span = span(first, at_ + 1);
      for (int n = from + 1; n < *to; ++n) places.emplace_back(std::to_string(n), whole_span);
      places.emplace_back(std::to_string(*to), span(at_ + 1, at_ + 1));
      at_ += 2;
    }
  }

  /// The document that the paragraphs just read belong to: the one behind `of` or `in`, else the
  /// one before them in the sentence. `above` and `below` speak of the text itself.
  struct Document {
    int number = kNone;
    std::string other;
    bool is_certain = true;
  };
  Document document_behind(bool is_of_named) {
    std::size_t next = at_;
    if (is_one_of(low(next), {"above", "below"})) {
      // An annex counts its own paragraphs.
      return {.number = own_, .other = {}, .is_certain = !text_.starts_with("annex")};
    }
    if (is_one_of(low(next), {"of", "in", "from"})) {
      ++next;
      for (int i = 0; i < 5 && next < words_.size(); ++i, ++next) {
        if (is_one_of(low(next), {"resolution", "resolutions"}) ||
            (low(next) == "s" && low(next + 1) == "/")) {
          const std::size_t kept = at_;
          at_ = next;
          if (take_resolution() || take_symbol()) return {.number = document_, .other = other_};
          at_ = kept;
          return {};
        }
        if (low(next) == "this" && low(next + 1) == "resolution")
          return {.number = own_, .other = {}};
        if (!is_one_of(low(next), {"its", "the", "un", "united", "nations", "security", "council",
                                   "council's", "this"})) {
          return {};  // `of the report`, `of the agreement`
        }
      }
      return {};
    }
    const bool is_thereof = low(next) == "thereof";
    if (own_ != 0 && !is_of_named && !is_thereof) {
      return {.number = own_, .other = {}, .is_certain = false};
    }
    return {.number = document_, .other = other_};
  }

  std::string_view text_;
  Words words_;
  std::uint32_t offset_;
  FileId file_;
  int own_;
  ProseReferences& out_;
  std::size_t at_ = 0;
  int document_ = kNone;
  std::string other_;
  std::size_t mention_ = kNoMention;
};

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

/// A line that opens a block without a blank one before: a list item, a heading, a footnote.
bool opens_block(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == line.npos) return false;
  const std::string_view rest = line.substr(first);
  return rest.starts_with("- ") || rest.starts_with("* ") || rest.starts_with("#") ||
         rest.starts_with("<sup>") || rest.starts_with("[^");
}

}  // namespace

ProseReferences find_prose_references(std::string_view text, FileId file, int own) {
  ProseReferences references;
  std::string block;
  std::size_t block_begin = 0;
  const auto flush = [&] {
    if (!block.empty()) {
      BlockReader(block, static_cast<std::uint32_t>(block_begin), file, own, references).read();
    }
    block.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (own != 0 || is_blank_line(line) || opens_block(line)) flush();
    if (!is_blank_line(line)) {
      if (block.empty()) block_begin = at;
      for (const char c : line) block += c == '\t' || c == '\r' ? ' ' : c;
      block += ' ';
    }
    at = end + 1;
  }
  flush();
  return references;
}

}  // namespace penholder
