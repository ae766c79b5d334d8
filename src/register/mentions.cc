#include "register/mentions.h"

#include <algorithm>
#include <array>
#include <charconv>
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
  constexpr std::array<std::string_view, 22> kStops = {
      "and",    "or",      "of",    "in",  "to",   "for",   "by",    "with",
      "from",   "on",      "at",    "as",  "that", "which", "until", "including",
      "within", "through", "under", "who", "is",   "are"};
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
    const bool is_regime = at + 1 < words.size() &&
                           (words[at + 1].low == "sanctions" || words[at + 1].low == "committee");
    const bool slashed = at + 1 < words.size() && words[at + 1].low == "/";
    const bool of_resolution = at + 3 < words.size() && words[at + 1].low == "(" &&
                               is_year(words[at + 2].low) && words[at + 3].low == ")";
    if (named || is_regime || slashed || of_resolution || is_year(words[at].low)) continue;
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
  for (const std::string_view phrase : {"to report to the security council",
                                        "to report to the council",
                                        "report to the security",
                                        "to report on a regular",
                                        "keep the security council informed",
                                        "keep the council informed",
                                        "keep the council regularly",
                                        "keep the security council regularly",
                                        "inform the security council",
                                        "inform the council",
                                        "brief the security council",
                                        "brief the council",
                                        "to report back",
                                        "to submit a report",
                                        "submit to the council",
                                        "submit to the security council",
                                        "report to it",
                                        "provide the security council",
                                        "provide the council",
                                        "provide to the security council",
                                        "present to the council",
                                        "presented to the security council",
                                        "presented in its entirety",
                                        "to keep it informed",
                                        "report thereon",
                                        "report orally",
                                        "report in writing",
                                        "reports to the council",
                                        "reports to the security council",
                                        "report every",
                                        "include in his",
                                        "to report on"}) {
    if (find_words(words, phrase) < words.size()) return true;
  }
  return false;
}

}  // namespace penholder
