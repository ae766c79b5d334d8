#pragma once
// Numbers as a careful report prints them: rounded to what the sample supports, a true minus sign,
// a dash for what is not a number.

#include <string>

#include "base/date.h"
#include "stress/outlook.h"

namespace penholder {

/// "7.2", "−0.4"; "–" when not finite. Trailing zeros are kept, so that columns line up.
std::string show_number(double value, int decimals = 1);

/// As show_number, with "+" before a value that does not round to zero.
std::string show_signed(double value, int decimals = 1);

/// Whole per cent: "37%"; "<1%" and ">99%" where rounding would claim never or always.
std::string show_percent(double share);

/// Decimals that a mean with this standard error deserves: 1 up to 0.25, else 0.
int decimals_on_chart(double standard_error);

/// "52.1" or "52".
std::string show_measured(const Measured& value);

/// "11–19".
std::string show_range(double low, double high, int decimals = 1);

/// A capacity or amount: up to 999 with at most one decimal, above with thousands commas.
std::string show_amount(double value);

/// "no", "one", ... "ten", "11": a count within a sentence. `show_count_first` begins one: "None",
/// "One".
std::string show_count(std::size_t count);
std::string show_count_first(std::size_t count);

/// "one task", "no tasks", "27 tasks".
std::string count_of(std::size_t count, const std::string& singular, const std::string& plural);

/// "1st", "22nd", "111th".
std::string show_ordinal(std::size_t place);

/// A title within a sentence: in quotation marks.
std::string quoted(const std::string& title);

/// `value` if it is finite, else 0: for positions.
double finite(double value);

/// "15 Sep 2030".
std::string show_date(Date date);

}  // namespace penholder
