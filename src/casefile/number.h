#pragma once
// Numbers as people write them: digits, then perhaps a unit. No basis, no bounds: those belong to
// the field.

#include <optional>
#include <string>
#include <string_view>

namespace penholder {

/// `13289 troops` -> {13289, "troops"}; `35%` -> {35, "%"}.
struct Quantity {
  double value = 0.0;
  std::string_view unit;  ///< trimmed; a view into the text read
};

/// What stands in the way of reading a text as a Quantity.
enum class NumberFault : std::uint8_t { None, NotANumber, NotFinite, Separator };

/// Reads a decimal number (point, optional exponent) and takes the rest as its unit.
///
///   fault  NotANumber: no number at the front; NotFinite: nan, inf, or too large for a double;
///   Separator: a comma or
///          space between digits, as in 13,289
std::optional<Quantity> parse_quantity(std::string_view text, NumberFault& fault);

/// Days in one `unit` of time: day(s) 1, week(s) 7, month(s) 30, year(s) 365. Nothing for any other
/// word.
std::optional<double> days_in(std::string_view unit);

/// Whether two units are the same but for a plural `s` and spaces: `team` and `teams`,
/// `flight-hours/month` and `flight-hour/month`.
bool is_same_unit(std::string_view a, std::string_view b);

}  // namespace penholder
