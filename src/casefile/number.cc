#include "casefile/number.h"

#include <charconv>
#include <cmath>

namespace penholder {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool names_no_finite_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  std::string lower;
  for (const char c : text.substr(0, 9)) {
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const std::string_view name : {".nan", "nan", ".inf", "inf", "infinity"}) {
    if (lower == name || lower.starts_with(std::string(name) + ' ')) return true;
  }
  return false;
}

/// Words of a unit, each without its plural `s`.
std::string plain_unit(std::string_view unit) {
  std::string result;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    const bool ends_word =
        i + 1 == unit.size() || is_space(unit[i + 1]) || unit[i + 1] == '/' || unit[i + 1] == '-';
    if (is_space(unit[i])) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else if (!(unit[i] == 's' && ends_word && i > 0)) {
      result += unit[i];
    }
  }
  return result;
}

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view text, NumberFault& fault) {
  fault = NumberFault::None;
  text = trimmed(text);
  if (names_no_finite_number(text)) {
    fault = NumberFault::NotFinite;
    return std::nullopt;
  }
  std::string_view number = text;
  const bool has_plus = number.starts_with('+');
  if (has_plus) number.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  const bool begins_like_one =
      !number.empty() && (is_digit(number.front()) || number.front() == '.' ||
                          (!has_plus && number.front() == '-' && number.size() > 1 &&
                           (is_digit(number[1]) || number[1] == '.')));
  if (!begins_like_one || error == std::errc::invalid_argument) {
    fault = NumberFault::NotANumber;
    return std::nullopt;
  }
  if (error == std::errc::result_out_of_range || !std::isfinite(value)) {
    // A number too near to zero is zero for every purpose here; only the other end has no value.
    fault = NumberFault::NotFinite;
    return std::nullopt;
  }
  const std::string_view rest(end, static_cast<std::size_t>(number.data() + number.size() - end));
  const std::string_view unit = trimmed(rest);
  const bool has_separator =
      (rest.size() >= 2 && (rest[0] == ',' || rest[0] == '\'' || rest[0] == '.') &&
       is_digit(rest[1])) ||
      (!unit.empty() && is_digit(unit.front()));
  if (has_separator) {
    fault = NumberFault::Separator;
    return std::nullopt;
  }
  return Quantity{.value = value == 0.0 ? 0.0 : value, .unit = unit};
}

std::optional<double> days_in(std::string_view unit) {
  if (unit == "day" || unit == "days") return 1.0;
  if (unit == "week" || unit == "weeks") return 7.0;
  if (unit == "month" || unit == "months") return 30.0;
  if (unit == "year" || unit == "years") return 365.0;
  return std::nullopt;
}

bool is_same_unit(std::string_view a, std::string_view b) {
  return a == b || plain_unit(a) == plain_unit(b);
}

}  // namespace penholder
