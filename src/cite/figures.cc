#include "cite/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "register/words.h"

namespace penholder {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

using NamedValue = std::pair<std::string_view, double>;
constexpr std::array<NamedValue, 29> kSmall = {{
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},    {"dozen", 12},
}};
constexpr std::array<NamedValue, 3> kLarge = {
    {{"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}}};
constexpr std::array<NamedValue, 4> kParts = {
    {{"third", 3}, {"thirds", 3}, {"quarter", 4}, {"quarters", 4}}};

template <std::size_t N>
std::optional<double> value_of(const std::array<NamedValue, N>& table, std::string_view word) {
  const auto at = std::ranges::find(table, word, &NamedValue::first);
  if (at == table.end()) return std::nullopt;
  return at->second;
}

/// No-break and thin spaces as plain ones, so that `13 289` is two words whatever lies between.
std::string with_plain_spaces(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\xC2\xA0")) {
      result += ' ';
      i += 1;
    } else if (rest.starts_with("\xE2\x80\x89") || rest.starts_with("\xE2\x80\xAF")) {
      result += ' ';
      i += 2;
    } else {
      result += text[i] == '\n' || text[i] == '\t' ? ' ' : text[i];
    }
  }
  return result;
}

/// `twenty-seven`, `six-month` as words of their own.
Words with_hyphens_split(const Words& words) {
  Words result;
  for (const Word& word : words) {
    const std::size_t hyphen = word.low.find('-');
    if (hyphen == std::string::npos || word.low.size() != word.end - word.begin) {
      result.push_back(word);
      continue;
    }
    std::size_t at = 0;
    while (at <= word.low.size()) {
      const std::size_t end = std::min(word.low.find('-', at), word.low.size());
      Word part = word;
      part.low = word.low.substr(at, end - at);
      part.begin = word.begin + static_cast<std::uint32_t>(at);
      part.end = word.begin + static_cast<std::uint32_t>(end);
      if (!part.low.empty()) result.push_back(std::move(part));
      at = end + 1;
    }
  }
  return result;
}

std::optional<double> digits_of(std::string_view low) {
  std::string plain;
  for (const char c : low) {
    if (c != ',') plain += c;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
  if (error != std::errc() || end != plain.data() + plain.size()) return std::nullopt;
  return value;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text)
      : text_(with_plain_spaces(text)), words_(with_hyphens_split(split_words(text_))) {}

  std::vector<Figure> find() {
    while (at_ < words_.size()) {
      if (skip_date() || skip_reference()) continue;
      if (!take_digits() && !take_words()) ++at_;
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] std::string_view low(std::size_t at) const {
    return at < words_.size() ? std::string_view(words_[at].low) : std::string_view{};
  }
  [[nodiscard]] bool is_number(std::size_t at) const {
    return at < words_.size() && words_[at].is_number;
  }
  static bool is_month(std::string_view word) {
    return std::ranges::find(kMonths, word) != kMonths.end();
  }

  /// `27 February 2022`, `February 2022`, `February 27, 2022`.
  bool skip_date() {
    if (is_number(at_) && is_month(low(at_ + 1))) {
      at_ += is_number(at_ + 2) ? 3 : 2;
      return true;
    }
    if (is_month(low(at_)) && words_[at_].is_capital && is_number(at_ + 1)) {
      at_ += low(at_ + 2) == "," && is_number(at_ + 3) ? 4 : 2;
      return true;
    }
    return false;
  }

  /// Numbers that name something: `paragraph 3`, `resolution 2374 (2017)`, `S/2020/952`.
  bool skip_reference() {
    constexpr std::array<std::string_view, 12> kNamers = {
        "paragraph", "paragraphs", "para",  "paras", "resolution", "resolutions",
        "article",   "chapter",    "annex", "phase", "rule",       "part"};
    if (std::ranges::find(kNamers, low(at_)) != kNamers.end()) {
      std::size_t next = at_ + 1;
      if (low(next) == ".") ++next;
      if (!is_number(next)) return false;
      at_ = next + 1;
      // `paragraph 2.j.12`
      while (low(at_) == "." && at_ + 1 < words_.size() && at_ > 0 &&
             words_[at_].begin == words_[at_ - 1].end && words_[at_ + 1].begin == words_[at_].end) {
        at_ += 2;
      }
      // `paragraphs 3, 5 and 7`, `resolutions 2374 (2017) and 2531 (2020)`.
      while (true) {
        if (low(at_) == "(") {
          while (at_ < words_.size() && low(at_) != ")") ++at_;
          if (at_ < words_.size()) ++at_;
        } else if ((low(at_) == "," || low(at_) == "and" || low(at_) == "to") &&
                   is_number(at_ + 1) && !is_month(low(at_ + 2)) && low(at_ + 2) != "per") {
          at_ += 2;
        } else {
          return true;
        }
      }
    }
    if (low(at_ + 1) == "/" && (words_[at_].is_capital || is_number(at_))) {
      while (at_ + 1 < words_.size() && low(at_ + 1) == "/") at_ += 2;
      ++at_;
      if (low(at_) == "(" && is_number(at_ + 1) && low(at_ + 2) == ")") at_ += 3;
      return true;
    }
    const bool has_year = is_number(at_) && low(at_ + 1) == "(" && is_number(at_ + 2) &&
                          low(at_ + 2).size() == 4 && low(at_ + 3) == ")";
    if (has_year) at_ += 4;
    return has_year;
  }

  bool take_digits() {
    if (!is_number(at_)) return false;
    const std::size_t first = at_;
    std::string digits = words_[at_].low;
    // 13 289: one to three digits, then groups of exactly three.
    const auto is_group = [&](std::size_t at) {
      return is_number(at) && low(at).size() == 3 && low(at).find_first_of(".,") == low(at).npos &&
             words_[at].begin == words_[at - 1].end + 1;
    };
    if (digits.size() <= 3 && digits.find_first_of(".,") == std::string::npos) {
      while (is_group(at_ + 1)) digits += words_[++at_].low;
    }
    const auto value = digits_of(digits);
    ++at_;
    if (value) finish(first, *value);
    return true;
  }

  /// One word or more: `two thousand five hundred and one`, `half`, `two thirds`.
  bool take_words() {
    const std::size_t first = at_;
    if (low(at_) == "half") {
      ++at_;
      finish(first, 0.5);
      return true;
    }
    const bool is_article =
        low(at_) == "a" &&
        (low(at_ + 1) == "hundred" || low(at_ + 1) == "thousand" || low(at_ + 1) == "million" ||
         low(at_ + 1) == "third" || low(at_ + 1) == "quarter" || low(at_ + 1) == "dozen");
    if (!is_article && !value_of(kSmall, low(at_))) return false;
    double total = 0.0;
    double part = is_article ? 1.0 : 0.0;
    if (is_article) ++at_;
    while (at_ < words_.size()) {
      if (low(at_) == "dozen" && part > 0.0) {
        part *= 12;
      } else if (const auto small = value_of(kSmall, low(at_))) {
        // `two three` are two numbers; `twenty three` is one.
        const bool joins = part == 0.0 || std::fmod(part, 100.0) == 0.0 ||
                           (std::fmod(part, 10.0) == 0.0 && *small < 10.0);
        if (!joins) break;
        part += *small;
      } else if (low(at_) == "hundred") {
        part = std::max(part, 1.0) * 100;
      } else if (const auto large = value_of(kLarge, low(at_))) {
        total += std::max(part, 1.0) * *large;
        part = 0.0;
      } else if (low(at_) == "and" && total + part >= 100.0 && value_of(kSmall, low(at_ + 1))) {
        // `two thousand and five`
      } else {
        break;
      }
      ++at_;
    }
    double value = total + part;
    if (const auto parts = value_of(kParts, low(at_)); parts && value > 0 && value < *parts) {
      value /= *parts;
      ++at_;
    }
    finish(first, value);
    return true;
  }

  void finish(std::size_t first, double value) {
    std::size_t last = at_ - 1;
    if (const auto large = value_of(kLarge, low(at_))) {  // 1.5 million
      value *= *large;
      last = at_++;
    }
    Figure figure;
    figure.value = value;
    figure.written = std::string(between(text_, words_, first, last));
    std::size_t next = at_;
    if (low(next) == "-") ++next;  // 12-month
    figure.unit = std::string(low(next));
    figure.is_percent = figure.unit == "%" || figure.unit == "percent" ||
                        (figure.unit == "per" && low(next + 1) == "cent");
    found_.push_back(std::move(figure));
  }

  std::string text_;
  Words words_;
  std::size_t at_ = 0;
  std::vector<Figure> found_;
};

bool is_near(double a, double b, double tolerance) {
  return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b)) + 1e-12;
}

double days_of(std::string_view unit) {
  for (const auto& [name, days] :
       std::array<NamedValue, 4>{{{"day", 1}, {"week", 7}, {"month", 30}, {"year", 365}}}) {
    if (unit.starts_with(name)) return days;
  }
  return 0.0;
}

}  // namespace

std::vector<Figure> find_figures(std::string_view text) { return Scanner(text).find(); }

bool is_among(std::span<const Figure> figures, double value, NumberKind kind) {
  return std::ranges::any_of(figures, [&](const Figure& figure) {
    switch (kind) {
      case NumberKind::Amount:
        return is_near(figure.value, value, 1e-9);
      case NumberKind::Share:
        return figure.is_percent ? is_near(figure.value / 100.0, value, 1e-9)
                                 : is_near(figure.value, value, figure.value < 1.0 ? 0.01 : 1e-9);
      case NumberKind::Duration:
        return is_near(figure.value * days_of(figure.unit), value, 0.02);
      case NumberKind::Rate:
        // Stated as a rate, or as the time between two.
        return is_near(figure.value, value, 1e-9) ||
               (days_of(figure.unit) > 0.0 && figure.value > 0.0 &&
                is_near(365.0 / (figure.value * days_of(figure.unit)), value, 0.02));
    }
    return false;
  });
}

}  // namespace penholder
