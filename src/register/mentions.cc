#include "register/mentions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

namespace penholder {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr std::array<std::string_view, 20> kNumbers = {
    "one",     "two",     "three",     "four",     "five",     "six",      "seven",
    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};

unsigned month_number(std::string_view low) {
  const auto it = std::ranges::find(kMonths, low);
  return it == kMonths.end() ? 0 : static_cast<unsigned>(it - kMonths.begin()) + 1;
}

std::optional<int> whole_number(std::string_view low) {
  int value = 0;
  const auto [end, error] = std::from_chars(low.data(), low.data() + low.size(), value);
  if (error != std::errc() || end != low.data() + low.size()) return std::nullopt;
  return value;
}

/// 3, `three`; nothing for other words.
std::optional<int> counted(const Word& word) {
  if (word.is_number) return whole_number(word.low);
  const auto it = std::ranges::find(kNumbers, word.low);
  if (it == kNumbers.end()) return std::nullopt;
  return static_cast<int>(it - kNumbers.begin()) + 1;
}

bool is_year(std::string_view low) {
  const auto value = whole_number(low);
  return value && *value >= 1945 && *value <= 2100;
}

/// A date at word `at` and how many words it takes; 0 words if none.
std::pair<DateMention, std::size_t> date_at(std::string_view text, const Words& words,
                                            std::size_t at) {
  const auto word = [&](std::size_t i) -> std::string_view {
    return i < words.size() ? std::string_view(words[i].low) : std::string_view{};
  };
  DateMention mention;
  if (words[at].is_number && month_number(word(at + 1)) > 0 && is_year(word(at + 2))) {
    const auto day = whole_number(words[at].low);
    const std::chrono::year_month_day calendar{
        std::chrono::year{*whole_number(word(at + 2))},
        std::chrono::month{month_number(word(at + 1))},
        std::chrono::day{static_cast<unsigned>(day.value_or(0))}};
    if (!day || !calendar.ok()) return {{}, 0};
    mention.date = Date(std::chrono::sys_days{calendar});
    mention.text = std::string(between(text, words, at, at + 2));
    return {mention, 3};
  }
  if (words[at].is_capital && month_number(word(at)) > 0 && is_year(word(at + 1))) {
    mention.text = std::string(between(text, words, at, at + 1));
    return {mention, 2};
  }
  return {{}, 0};
}

int days_in(std::string_view unit) {
  if (unit.starts_with("day")) return 1;
  if (unit.starts_with("week")) return 7;
  if (unit.starts_with("month")) return 30;
  if (unit.starts_with("year")) return 365;
  return 0;
}

bool is_mark(const Word& word) {
  return word.low.size() == 1 &&
         std::string_view(".,;:!?()[]\"'/").find(word.low[0]) != std::string_view::npos;
}

// Words that a figure's unit does not go beyond.
bool ends_unit(const Word& word) {
  constexpr auto kStops = std::to_array<std::string_view>(
      {"into",    "per",     "between", "under",      "over",  "during",  "before", "after",
       "against", "than",    "while",   "throughout", "among", "towards", "not",    "whose",
       "and",     "or",      "of",      "in",         "to",    "for",     "by",     "with",
       "from",    "on",      "at",      "as",         "that",  "which",   "until",  "including",
       "within",  "through", "who",     "is",         "are"});
  return is_mark(word) || std::ranges::find(kStops, word.low) != kStops.end() || word.is_number;
}

}  // namespace

std::vector<DateMention> find_dates(std::string_view text, const Words& words) {
  std::vector<DateMention> dates;
  for (std::size_t at = 0; at < words.size();) {
    auto [mention, length] = date_at(text, words, at);
    if (length > 0) dates.push_back(std::move(mention));
    at += std::max<std::size_t>(length, 1);
  }
  return dates;
}

std::vector<Quantity> find_quantities(std::string_view text, const Words& words) {
  std::vector<Quantity> quantities;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (const auto [mention, length] = date_at(text, words, at); length > 0) {
      at += length - 1;
      continue;
    }
    if (!words[at].is_number) continue;
    const std::string_view before = at > 0 ? std::string_view(words[at - 1].low) : "";
    const bool named = before.starts_with("paragraph") || before.starts_with("resolution") ||
                       before == "para" || before == "article" || before == "annex" ||
                       before == "part" || before == "chapter" || before == "op" || before == "/" ||
                       before == "rule" || before == "phase" || before == "number";
    // `before 26 July`: a date without its year.
    const bool is_day =
        at + 1 < words.size() && words[at + 1].is_capital && month_number(words[at + 1].low) > 0;
    const bool is_regime = at + 1 < words.size() &&
                           (words[at + 1].low == "sanctions" || words[at + 1].low == "committee");
    const bool slashed = at + 1 < words.size() && words[at + 1].low == "/";
    const bool of_resolution = at + 3 < words.size() && words[at + 1].low == "(" &&
                               is_year(words[at + 2].low) && words[at + 3].low == ")";
    if (named || is_day || is_regime || slashed || of_resolution || is_year(words[at].low))
      continue;
    std::string digits;
    for (const char c : words[at].low) {
      if (c != ',') digits += c;
    }
    Quantity quantity;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), quantity.value);
    if (error != std::errc() || end != digits.data() + digits.size()) continue;
    std::size_t last = at;
    while (last + 1 < words.size() && last < at + 3 && !ends_unit(words[last + 1])) ++last;
    // A number without a thing counted is a label or part of a list of paragraphs.
    if (last == at && !(at + 1 < words.size() && words[at + 1].low == "%")) continue;
    const std::string_view behind = words[at + 1].low;
    if (behind == "above" || behind == "below") continue;
    quantity.text = std::string(between(text, words, at, last));
    quantities.push_back(std::move(quantity));
  }
  return quantities;
}

std::vector<Deadline> find_deadlines(std::string_view text, const Words& words) {
  using Kind = Deadline::Kind;
  std::vector<Deadline> deadlines;
  const auto add = [&](Kind kind, std::size_t first, std::size_t last, std::optional<Date> date,
                       int days) {
    deadlines.push_back({.kind = kind,
                         .date = date,
                         .days = days,
                         .text = std::string(between(text, words, first, last))});
  };
  struct Opening {
    std::string_view phrase;
    Kind kind;
  };
  constexpr auto kOpenings = std::to_array<Opening>({{"no later than", Kind::By},
                                                     {"not later than", Kind::By},
                                                     {"by", Kind::By},
                                                     {"before", Kind::By},
                                                     {"until", Kind::Until}});
  for (std::size_t at = 0; at < words.size(); ++at) {
    bool taken = false;
    for (const Opening& opening : kOpenings) {
      if (taken || !words_at(words, at, opening.phrase)) continue;
      const std::size_t date_word =
          at + static_cast<std::size_t>(std::ranges::count(opening.phrase, ' ')) + 1;
      if (date_word >= words.size()) continue;
      if (const auto [mention, length] = date_at(text, words, date_word); length > 0) {
        add(opening.kind, at, date_word + length - 1, mention.date, 0);
        taken = true;
      }
    }
    if (taken) continue;
    if (words_at(words, at, "before the end of")) {
      std::size_t last = at + 3;
      while (last + 1 < words.size() && last < at + 9 && !is_mark(words[last + 1])) ++last;
      add(Kind::By, at, last, std::nullopt, 0);
    } else if (words[at].low == "within" || words[at].low == "every") {
      std::size_t number = at + 1;
      if (words_at(words, number, "the next")) number += 2;
      if (number + 1 >= words.size()) continue;
      const auto count = counted(words[number]);
      if (!count) continue;
      const int unit = days_in(words[number + 1].low);
      if (unit == 0) continue;
      add(words[at].low == "within" ? Kind::Within : Kind::Every, at, number + 1, std::nullopt,
          *count * unit);
    }
  }
  return deadlines;
}

bool is_reporting_duty(const Words& words) {
  const auto is_one_of = [](std::string_view word, std::span<const std::string_view> set) {
    return std::ranges::find(set, word) != set.end();
  };
  constexpr auto kTells = std::to_array<std::string_view>(
      {"report", "reporting", "submit", "provide", "inform", "informing", "brief", "present",
       "update", "advise", "notify", "keep", "communicate", "transmit", "submitted", "presented"});
  // Whatever stands before a verb in the infinitive, or in a row of such verbs.
  constexpr auto kBefore = std::to_array<std::string_view>(
      {"to", "and", "or", ",", "also", "further", "regularly", "shall", "will", "should",
       "immediately", "periodically", "continue", "be", "promptly", "then"});
  constexpr std::size_t kReach = 20;
  for (std::size_t at = 1; at < words.size(); ++at) {
    // `to include in his next report`, `including in his reports`.
    const bool includes = words[at].low.starts_with("includ") && at + 2 < words.size() &&
                          words[at + 1].low == "in" &&
                          (words[at + 2].low == "his" || words[at + 2].low == "her" ||
                           words[at + 2].low == "its" || words[at + 2].low == "their");
    if (includes) {
      for (std::size_t i = at + 3; i < std::min(words.size(), at + 9); ++i) {
        if (words[i].low.starts_with("report") || words[i].low.starts_with("briefing")) return true;
      }
    }
    if (!is_one_of(words[at].low, kTells) || !is_one_of(words[at - 1].low, kBefore)) continue;
    if (words_at(words, at + 1, "it")) {
      const bool is_kept = words[at].low == "keep" && !words_at(words, at + 2, "informed") &&
                           !words_at(words, at + 3, "informed");
      if (words[at].low != "report" && !is_kept) return true;  // inform it, keep it informed
    }
    if (words_at(words, at, "report to it") || words_at(words, at, "report back") ||
        words_at(words, at, "report thereon") || words_at(words, at, "report orally") ||
        words_at(words, at, "report in writing")) {
      return true;
    }
    // The Secretary-General reports to the Council, whether it is said or not.
    if (words[at].low == "report" && at >= 2 && words[at - 2].low == "secretary-general") {
      return true;
    }
    for (std::size_t i = at + 1; i < std::min(words.size(), at + kReach); ++i) {
      if (words[i].low == ";") break;
      const bool council = words[i].low == "council" && words[i].is_capital;
      if (!council) continue;
      const bool whole =
          words[i - 1].low == "the" && !words_at(words, i + 1, "of representatives") &&
          !words_at(words, i + 1, "of ministers") && !words_at(words, i + 1, "of europe");
      const bool security = words[i - 1].low == "security" &&
                            !(i >= 3 && words[i - 2].low == "and" && words[i - 3].low == "peace");
      if (whole || security) return true;
    }
    // `to submit by 10 July a report`: to whom else.
    if (words[at].low == "submit" || words[at].low == "present") {
      for (std::size_t i = at + 1; i < std::min(words.size(), at + 8); ++i) {
        if (words[i].low == "report" || words[i].low == "reports") return true;
        if (words[i].low == "committee") break;
      }
    }
  }
  return false;
}

}  // namespace penholder
