#include "chart/numbers.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

#include "base/text.h"

namespace penholder {
namespace {

constexpr std::string_view kMinus = "\u2212";
constexpr std::string_view kDash = "\u2013";
constexpr double kPrintable = 1e12;  // beyond it a number says nothing

bool is_zero(const std::string& digits) {
  return digits.find_first_of("123456789") == std::string::npos;
}

}  // namespace

std::string show_number(double value, int decimals) {
  if (!std::isfinite(value) || std::abs(value) > kPrintable) return std::string(kDash);
  const std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  return value < 0 && !is_zero(digits) ? std::string(kMinus) + digits : digits;
}

std::string show_signed(double value, int decimals) {
  const std::string text = show_number(value, decimals);
  return value > 0 && std::isfinite(value) && !is_zero(text) ? "+" + text : text;
}

std::string show_percent(double share) {
  if (!std::isfinite(share) || std::abs(share) > kPrintable) return std::string(kDash);
  if (share > 0 && share < 0.005) return "<1%";
  if (share < 1 && share > 0.995) return ">99%";
  return show_number(share * 100, 0) + "%";
}

int decimals_on_chart(double standard_error) { return standard_error <= 0.25 ? 1 : 0; }

std::string show_measured(const Measured& value) {
  return show_number(value.mean, decimals_on_chart(value.standard_error));
}

std::string show_range(double low, double high, int decimals) {
  return show_number(low, decimals) + std::string(kDash) + show_number(high, decimals);
}

std::string show_amount(double value) {
  if (!std::isfinite(value) || std::abs(value) > kPrintable) return std::string(kDash);
  if (std::abs(value) >= 1000) return format_thousands(std::llround(value));
  return format_number(value, 1);
}

std::string show_count(std::size_t count) {
  static constexpr std::array<const char*, 11> kWords = {
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return count < kWords.size() ? kWords[count] : format_thousands(static_cast<long long>(count));
}

std::string show_count_first(std::size_t count) {
  if (count == 0) return "None";
  std::string text = show_count(count);
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string count_of(std::size_t count, const std::string& singular, const std::string& plural) {
  return show_count(count) + " " + (count == 1 ? singular : plural);
}

std::string show_ordinal(std::size_t place) {
  const bool teen = place % 100 >= 11 && place % 100 <= 13;
  const std::size_t last = teen ? 0 : place % 10;
  return fmt::format("{}{}", place, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

std::string quoted(const std::string& title) { return "\u201c" + title + "\u201d"; }

double finite(double value) { return std::isfinite(value) ? value : 0.0; }

std::string show_date(Date date) {
  return fmt::format("{} {}", to_short_string(date), date.year());
}

}  // namespace penholder
