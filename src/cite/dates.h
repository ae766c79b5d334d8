#pragma once
// Dates in the prose of a resolution, stated or to be counted from the day of adoption.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace penholder {

/// What a text says about time.
struct DatesGiven {
  std::vector<Date> days;           ///< stated to the day
  std::vector<std::string> months;  ///< stated to the month only, as written: `March 2021`
  std::vector<Date> counted;        ///< adoption plus a stated time: `within six months`
};

/// Stated days, `June 20, 2020` as well as `20 June 2020`; and, when `adopted` is known, the days
/// that `within`, `for`, `no later than`, `every` N days, weeks, months or years lead to. What
/// comes every N months is counted through three years. Months are calendar months: six months
/// after 31 August is the last day of February.
DatesGiven find_given_dates(std::string_view text, std::optional<Date> adopted);

/// Whether the text gives this day; a counted one may be off by a day.
bool gives(const DatesGiven& given, Date day);

/// So many calendar months later; the last day of a shorter month stands for days that it lacks.
Date months_after(Date date, int months);

/// A day in either order at the front of a text (`20 June 2020`, `June 20, 2020`, `20 June, 2020`)
/// and the bytes that it takes; nothing when there is none or the calendar lacks it.
struct DateAtFront {
  Date date;
  std::size_t length = 0;
};
std::optional<DateAtFront> date_at_front(std::string_view text);

}  // namespace penholder
