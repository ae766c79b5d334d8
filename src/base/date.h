#pragma once
// Calendar dates and counts of days. No clock is read here or anywhere below the edge: "today" is
// always the case's as-of date.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace penholder {

/// A whole number of days; may be negative as a difference.
using Days = std::int32_t;

/// A day of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days day)
      : days_(static_cast<std::int32_t>(day.time_since_epoch().count())) {}
  constexpr Date(int year, unsigned month, unsigned day)
      : Date(std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                                   static_cast<int>(day)}) {}

  [[nodiscard]] constexpr std::chrono::year_month_day calendar() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days_}}};
  }
  [[nodiscard]] constexpr int year() const { return static_cast<int>(calendar().year()); }
  [[nodiscard]] constexpr unsigned month() const {
    return static_cast<unsigned>(calendar().month());
  }
  [[nodiscard]] constexpr unsigned day() const { return static_cast<unsigned>(calendar().day()); }

  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr Days operator-(Date a, Date b) { return a.days_ - b.days_; }
  friend constexpr Date operator+(Date date, Days days) {
    date.days_ += days;
    return date;
  }
  friend constexpr Date operator-(Date date, Days days) { return date + -days; }

 private:
  std::int32_t days_ = 0;  // since 1970-01-01
};

/// A stretch of whole days, half-open: `start` belongs to it, `end` does not.
struct DateRange {
  Date start;
  Date end;
  [[nodiscard]] constexpr Days length() const { return end - start; }
  [[nodiscard]] constexpr bool contains(Date date) const { return start <= date && date < end; }
  friend constexpr bool operator==(DateRange, DateRange) = default;
};

/// Reads `YYYY-MM-DD`, exactly. Nothing for any other form and for days that the calendar lacks
/// (2021-02-30).
std::optional<Date> parse_date(std::string_view text);

/// `2021-05-20`.
std::string to_string(Date date);

/// `20 May 2021`, English month names whatever the locale.
std::string to_long_string(Date date);

/// `20 May`.
std::string to_short_string(Date date);

}  // namespace penholder
