// Cross-references: `paragraph 3`, `paragraphs 21 above and 30 and 31 below`, `paragraph 7 (b)
// (i)`, `paragraph 4 of resolution 2480 (2019)`, `OP7`, `resolutions 2374 (2017) and 2432 (2018)`,
// `S/2020/476`. A list of numbers ends where the grammar does; a document named behind it by `of`
// takes the whole list.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "register/mentions.h"
#include "resolution/label.h"

namespace penholder {
namespace {

/// More than any paragraph makes; ranges could otherwise write thousands a word.
constexpr std::size_t kReferencesMost = 1'000;
constexpr std::size_t kWrittenBytesMost = 300;
constexpr int kRangeMost = 200;  // `paragraphs 1 to 200` at the most

std::optional<int> paragraph_number(const Word& word) {
  int value = 0;
  const auto* begin = word.low.data();
  const auto* end = begin + word.low.size();
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc() || stop != end || value < 1 || value > 999) return std::nullopt;
  return value;
}

bool is_item_label(std::string_view low) {
  return !low.empty() && low.size() <= 4 &&
         std::ranges::all_of(low, [](char c) { return c >= 'a' && c <= 'z'; });
}

class Finder {
 public:
  Finder(std::string_view text, const Words& words) : text_(text), words_(words) {}

  std::vector<Reference> find() {
    while (at_ < words_.size() && found_.size() < kReferencesMost) {
      if (!take_paragraphs() && !take_resolutions() && !take_document()) ++at_;
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string_view low(std::size_t i) const {
    return i < words_.size() ? std::string_view(words_[i].low) : std::string_view{};
  }

  // ` (b) (iii)` behind a number, as `.b.iii`; moves `at` behind it.
  std::string take_items(std::size_t& at) const {
    std::string items;
    while (low(at) == "(" && is_item_label(low(at + 1)) && low(at + 2) == ")") {
      items += fmt::format(".{}", low(at + 1));
      at += 3;
    }
    return items;
  }

  // Length of the part of `last` that `further` hangs on: `16.a.i` and `.ii` -> `16.a`, `16.a.i`
  // and
  // `.b` -> `16`. A roman number goes on a roman number, a letter a letter.
  static std::size_t owner_of(std::string_view last, std::string_view further) {
    const auto label = [](std::string_view text) {
      return text.substr(1, std::min(text.find('.', 1), text.size()) - 1);
    };
    const int roman = roman_value(label(further));
    const std::size_t deepest = last.rfind('.');
    if (deepest == std::string_view::npos) return last.size();
    const int before = roman_value(last.substr(deepest + 1));
    if (roman > before && before > 0) return deepest;
    return last.find('.');
  }

  // A resolution at `at`: `2480 (2019)` or a bare `2391` behind the word; moves `at` behind it.
  std::string take_symbol(std::size_t& at) const {
    if (at >= words_.size() || !words_[at].is_number || low(at).size() < 2 || low(at).size() > 4) {
      return {};
    }
    const std::string number(low(at));
    if (!std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; })) return {};
    if (low(at + 1) == "(" && low(at + 2).size() == 4 && low(at + 3) == ")") {
      const std::string symbol = fmt::format("S/RES/{} ({})", number, low(at + 2));
      at += 4;
      return symbol;
    }
    at += 1;
    return number.size() >= 3 ? "S/RES/" + number : std::string();
  }

  bool take_paragraphs() {
    const bool word = low(at_) == "paragraph" || low(at_) == "paragraphs" || low(at_) == "para" ||
                      low(at_) == "paras" || low(at_) == "op" || low(at_) == "ops";
    std::size_t at = at_ + 1;
    std::vector<std::string> locators;
    if (low(at_).starts_with("op") && low(at_).size() > 2 && low(at_).size() < 5 &&
        std::ranges::all_of(low(at_).substr(2), [](char c) { return c >= '0' && c <= '9'; })) {
      locators.emplace_back(low(at_).substr(2));
    } else if (!word) {
      return false;
    } else if (low(at_).starts_with("para") && low(at) == ".") {
      ++at;
    }
    std::size_t end = at;
    if (locators.empty() && !take_list(at, end, locators)) return false;
    std::string symbol;
    std::size_t after = end;
    if (low(after) == "above" || low(after) == "below") ++after;
    if (low(after) == ",") {
      if (low(after + 1) == "of") ++after;
    }
    if (low(after) == "of") {
      std::size_t behind = after + 1;
      while (low(behind) == "its" || low(behind) == "the" || low(behind) == "council" ||
             low(behind) == "security" || low(behind) == "council's") {
        ++behind;
      }
      if (low(behind) == "this") {
        end = std::min(behind + 2, words_.size());
      } else if (low(behind) == "resolution") {
        ++behind;
        symbol = take_symbol(behind);
        if (symbol.empty()) symbol = "?";
        end = behind;
      } else if (low(behind) != "present" && low(behind) != "resolution") {
        // `paragraph 8 of the Charter`, of a report, an annex: another document, not named by
        // symbol.
        symbol = "?";
        end = std::min(behind + 1, words_.size());
        if (low(behind) == "s" && low(behind + 1) == "/") {
          std::size_t last = behind;
          symbol = take_un_symbol(last);
          end = last;
        }
      }
    }
    const std::string written(
        between(text_, words_, at_, std::min(end, words_.size()) - 1).substr(0, kWrittenBytesMost));
    for (std::string& locator : locators) {
      found_.push_back({.symbol = symbol, .locator = std::move(locator), .text = written});
    }
    at_ = end;
    return true;
  }

  // Numbers with `,`, `and`, `or`, `to`, `above`, `below` between; `end` moves behind the last one
  // that is part of the list.
  bool take_list(std::size_t at, std::size_t& end, std::vector<std::string>& locators) {
    bool any = false;
    int last = 0;
    bool range = false;
    while (at < words_.size() && locators.size() < kReferencesMost) {
      const auto number = paragraph_number(words_[at]);
      // `and 2391 (2017)` goes on with a resolution, not a paragraph.
      if (!number || (low(at + 1) == "(" && low(at + 2).size() == 4 && low(at + 3) == ")")) break;
      std::size_t behind = at + 1;
      const std::string items = take_items(behind);
      if (range && items.empty() && *number > last && *number - last < kRangeMost) {
        for (int between_both = last + 1; between_both < *number; ++between_both) {
          locators.push_back(std::to_string(between_both));
        }
      }
      locators.push_back(std::to_string(*number) + items);
      // `7 (b) and (c)`: further items of the same paragraph.
      while ((low(behind) == "and" || low(behind) == "," || low(behind) == "or") &&
             low(behind + 1) == "(" && is_item_label(low(behind + 2)) && low(behind + 3) == ")") {
        std::size_t more = behind + 1;
        const std::string further = take_items(more);
        locators.push_back(locators.back().substr(0, owner_of(locators.back(), further)) + further);
        behind = more;
      }
      last = *number;
      any = true;
      end = behind;
      if (low(behind) == "above" || low(behind) == "below") end = ++behind;
      range = low(behind) == "to" || low(behind) == "through" || low(behind) == "-" ||
              low(behind) == "\xE2\x80\x93";
      if (low(behind) == "," && low(behind + 1) == "and") ++behind;
      if (!range && low(behind) != "," && low(behind) != "and" && low(behind) != "or" &&
          low(behind) != "&") {
        break;
      }
      ++behind;
      if (low(behind) == "paragraph" || low(behind) == "paragraphs") ++behind;
      at = behind;
    }
    return any;
  }

  bool take_resolutions() {
    if (low(at_) != "resolution" && low(at_) != "resolutions") return false;
    std::size_t at = at_ + 1;
    bool any = false;
    while (at < words_.size()) {
      const std::size_t start = at;
      const std::string symbol = take_symbol(at);
      if (symbol.empty()) break;
      found_.push_back({.symbol = symbol,
                        .locator = {},
                        .text = std::string(between(text_, words_, start, at - 1)),
                        .resolved = false});
      any = true;
      std::size_t next = at;
      if (low(next) == ",") ++next;
      if (low(next) == "and" || low(next) == "or") ++next;
      if (next == at) break;
      if (!(next < words_.size() && words_[next].is_number && low(next + 1) == "(")) break;
      at = next;
    }
    if (any) at_ = at;
    return any;
  }

  std::string take_un_symbol(std::size_t& at) const {
    std::size_t last = at;
    while (low(last + 1) == "/" && last + 2 < words_.size() &&
           words_[last + 1].begin == words_[last].end &&
           words_[last + 2].begin == words_[last + 1].end) {
      last += 2;
    }
    std::string symbol(between(text_, words_, at, last));
    at = last + 1;
    return symbol;
  }

  bool take_document() {
    if ((low(at_) != "s" && low(at_) != "a") || low(at_ + 1) != "/" || !words_[at_].is_capital) {
      return false;
    }
    std::size_t end = at_;
    const std::string symbol = take_un_symbol(end);
    if (symbol.size() < 6) return false;
    found_.push_back({.symbol = symbol, .locator = {}, .text = symbol, .resolved = false});
    at_ = end;
    return true;
  }

  std::string_view text_;
  const Words& words_;
  std::size_t at_ = 0;
  std::vector<Reference> found_;
};

}  // namespace

std::vector<Reference> find_references(std::string_view text, const Words& words) {
  return Finder(text, words).find();
}

}  // namespace penholder
