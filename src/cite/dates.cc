#include "cite/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

#include "cite/figures.h"
#include "register/words.h"

namespace penholder {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::optional<unsigned> month_of(std::string_view low) {
  const auto at = std::ranges::find(kMonths, low);
  if (at == kMonths.end()) return std::nullopt;
  return static_cast<unsigned>(at - kMonths.begin()) + 1;
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

std::optional<Date> day_of(int year, unsigned month, int day) {
  const std::chrono::year_month_day calendar{std::chrono::year{year}, std::chrono::month{month},
                                             std::chrono::day{static_cast<unsigned>(day)}};
  if (!calendar.ok()) return std::nullopt;
  return Date(std::chrono::sys_days{calendar});
}

std::optional<int> year_at(const Words& words, std::size_t at) {
  if (at >= words.size() || words[at].low.size() != 4) return std::nullopt;
  const auto year = whole(words[at].low, 4);
  return year && *year >= 1900 && *year <= 2200 ? year : std::nullopt;
}

struct Match {
  Date date;
  std::size_t words = 0;
};

std::optional<Match> date_at(const Words& words, std::size_t at) {
  if (at + 2 >= words.size()) return std::nullopt;
  const auto is_comma = [&](std::size_t i) { return i < words.size() && words[i].low == ","; };
  if (const auto month = month_of(words[at + 1].low)) {  // 20 June 2020
    const auto day = whole(words[at].low, 2);
    const std::size_t gap = is_comma(at + 2) ? 1 : 0;
    const auto year = year_at(words, at + 2 + gap);
    if (!day || !year) return std::nullopt;
    const auto date = day_of(*year, *month, *day);
    return date ? std::optional(Match{*date, 3 + gap}) : std::nullopt;
  }
  if (const auto month = month_of(words[at].low)) {  // June 20, 2020
    const auto day = whole(words[at + 1].low, 2);
    const std::size_t gap = is_comma(at + 2) ? 1 : 0;
    const auto year = year_at(words, at + 2 + gap);
    if (!day || !year) return std::nullopt;
    const auto date = day_of(*year, *month, *day);
    return date ? std::optional(Match{*date, 3 + gap}) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Date> plus(Date from, double count, std::string_view unit) {
  if (count < 0.5 || count > 1000 || count != static_cast<int>(count)) return std::nullopt;
  const int whole_count = static_cast<int>(count);
  if (unit.starts_with("day")) return from + whole_count;
  if (unit.starts_with("week")) return from + 7 * whole_count;
  if (unit.starts_with("month")) return months_after(from, whole_count);
  if (unit.starts_with("year")) return months_after(from, 12 * whole_count);
  return std::nullopt;
}

}  // namespace

Date months_after(Date date, int months) {
  const auto calendar = date.calendar();
  const int first = static_cast<int>(calendar.year()) * 12 +
                    static_cast<int>(static_cast<unsigned>(calendar.month())) - 1 + months;
  const std::chrono::year_month month{std::chrono::year{first / 12},
                                      std::chrono::month{static_cast<unsigned>(first % 12 + 1)}};
  const std::chrono::year_month_day_last last{month.year() / month.month() / std::chrono::last};
  return Date(
      std::chrono::sys_days{month.year() / month.month() / std::min(calendar.day(), last.day())});
}

DatesGiven find_given_dates(std::string_view text, std::optional<Date> adopted) {
  DatesGiven given;
  const Words words = split_words(text);
  for (std::size_t at = 0; at < words.size();) {
    if (const auto match = date_at(words, at)) {
      given.days.push_back(match->date);
      at += match->words;
      continue;
    }
    if (month_of(words[at].low) && words[at].is_capital && year_at(words, at + 1)) {
      given.months.emplace_back(between(text, words, at, at + 1));
      ++at;
    }
    ++at;
  }
  if (!adopted) return given;
  constexpr int kRepeats = 36;
  for (const Figure& figure : find_figures(text)) {
    const auto first = plus(*adopted, figure.value, figure.unit);
    if (!first) continue;
    const Date last = months_after(*adopted, 36);
    for (int i = 1; i <= kRepeats; ++i) {
      const auto next = plus(*adopted, figure.value * i, figure.unit);
      if (!next || (i > 1 && *next > last)) break;
      given.counted.push_back(*next);
    }
  }
  return given;
}

bool gives(const DatesGiven& given, Date day) {
  return std::ranges::find(given.days, day) != given.days.end() ||
         std::ranges::any_of(given.counted,
                             [&](Date counted) { return std::abs(counted - day) <= 1; });
}

std::optional<DateAtFront> date_at_front(std::string_view text) {
  const Words words = split_words(text.substr(0, std::min<std::size_t>(text.size(), 40)));
  const auto match = words.empty() ? std::nullopt : date_at(words, 0);
  if (!match) return std::nullopt;
  return DateAtFront{.date = match->date, .length = words[match->words - 1].end};
}

}  // namespace penholder
