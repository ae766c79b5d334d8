#include "note/phrase.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace penholder {
namespace {

constexpr double kInterval95 = 1.959964;

std::string whole(double value) { return format_thousands(std::llround(value)); }

std::string signed_number(double value, int decimals) {
  const std::string text = format_number(value, decimals);
  if (text == "0") return text;
  return value > 0 ? "+" + text : "−" + text.substr(1);
}

bool divides(double days, double unit) { return std::abs(std::remainder(days, unit)) < 1e-9; }

struct DayUnit {
  double days;
  std::string_view one;
  std::string_view many;
};
constexpr std::array kDayUnits{DayUnit{365, "year", "years"}, DayUnit{30, "month", "months"},
                               DayUnit{7, "week", "weeks"}, DayUnit{1, "day", "days"}};

/// Largest unit that all three fit; zeros fit every unit and do not decide.
const DayUnit& common_unit(double a, double b, double c) {
  for (const DayUnit& unit : kDayUnits) {
    const bool fits = divides(a, unit.days) && divides(b, unit.days) && divides(c, unit.days);
    if (fits && (a != 0 || b != 0 || c != 0)) return unit;
  }
  return kDayUnits.back();
}

/// "1 July": the year stands with the date that follows.
std::string without_year(Date date) {
  const std::string full = to_long_string(date);
  return full.substr(0, full.rfind(' '));
}

std::string with_unit(std::string text, std::string_view unit) {
  return unit.empty() ? text : fmt::format("{} {}", text, unit);
}

}  // namespace

std::string chance_words(double p) {
  if (p < 0.01) return "fewer than 1 in 100";
  if (p > 0.99) return "more than 99 in 100";
  const double rare = std::min(p, 1.0 - p);
  // Below 0.015 "1 in 100" would repeat the word for p < 0.01; 1 in 50 starts at the middle between
  // the two.
  constexpr std::array kRare{std::pair{0.015, 100}, std::pair{0.029, 50}, std::pair{0.045, 25},
                             std::pair{0.0725, 20}};
  for (const auto& [below, of] : kRare) {
    if (rare < below) return fmt::format("about {} in {}", p < 0.5 ? 1 : of - 1, of);
  }
  return fmt::format("about {} in 10", std::clamp<long>(std::lround(p * 10), 1, 9));
}

std::string percent_words(double share) {
  if (share == 0.0 || share == 1.0) return share == 0.0 ? "0 %" : "100 %";
  if (share < 0.01) return "under 1 %";
  if (share > 0.99) return "over 99 %";
  return whole(share * 100) + " %";
}

std::string percent_words(const Measured& chance) {
  const double half = kInterval95 * chance.standard_error;
  const double low = std::clamp(chance.mean - half, 0.0, 1.0) * 100;
  const double high = std::clamp(chance.mean + half, 0.0, 1.0) * 100;
  const std::string centre = percent_words(chance.mean);
  if (std::lround(low) == std::lround(high) || chance.mean < 0.01 || chance.mean > 0.99) {
    return centre;
  }
  return fmt::format("{} ({}–{} %)", centre, whole(low), whole(high));
}

std::string points_words(double points) {
  if (points != 0.0 && std::abs(points) < 0.5) return "under 1";
  const std::string text = whole(std::abs(points));
  return points < 0 ? "−" + text : text;
}

std::string worth_words(double points, double standard_error) {
  if (points < 0.05) return "under 0.05";
  const int decimals = standard_error >= 0.05 ? 1 : 2;
  const double least = decimals == 1 ? 0.1 : 0.01;
  return fmt::format("{:.{}f} ±{:.{}f}", points, decimals, std::max(least, standard_error),
                     decimals);
}

std::string signed_range_words(double low, double high) {
  const std::string from = signed_number(low, 1);
  const std::string to = signed_number(high, 1);
  return from == to ? from : fmt::format("{} to {}", from, to);
}

bool is_clear(const Measured& gain) {
  return std::abs(gain.mean) > kInterval95 * gain.standard_error;
}

std::string gain_words(const Measured& gain) {
  const double half = kInterval95 * gain.standard_error;
  // One decimal where the interval is narrower than a point either side; finer never, whatever the
  // sample: the judgements behind it are not.
  const int decimals = half < 1.0 ? 1 : 0;
  const std::string low = signed_number(gain.mean - half, decimals);
  const std::string high = signed_number(gain.mean + half, decimals);
  if (!is_clear(gain)) {
    if (low == "0" && high == "0") return "no difference";
    return fmt::format("no clear difference ({} to {})", low, high);
  }
  const std::string centre = signed_number(gain.mean, decimals);
  if (centre == "0") return gain.mean > 0 ? "under +0.1" : "under −0.1";
  if (low == high) return centre;
  return fmt::format("{} ({} to {})", centre, low, high);
}

std::string points_range_words(double low, double high) {
  const std::string from = whole(low);
  const std::string to = whole(high);
  return from == to ? from : fmt::format("{} to {}", from, to);
}

std::string count_words(std::size_t count) {
  constexpr std::array<std::string_view, 11> kWords{
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  if (count < kWords.size()) return std::string(kWords[count]);
  return format_thousands(static_cast<long long>(count));
}

std::string count_words(std::size_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count_words(count), count == 1 ? singular : plural);
}

std::string sentence_start(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string days_words(double days) {
  const double rounded = std::round(days);
  const DayUnit& unit = common_unit(rounded, rounded, rounded);
  const double count = rounded / unit.days;
  return fmt::format("{} {}", whole(count), count == 1 ? unit.one : unit.many);
}

std::string number_words(double value) {
  if (std::abs(value) >= 1000) return whole(value);
  if (std::abs(value) >= 100) return format_number(value, 0);
  return format_number(value, std::abs(value) >= 10 ? 1 : std::abs(value) >= 1 ? 2 : 3);
}

std::string estimate_words(const Estimate& estimate, std::string_view unit) {
  if (estimate.is_certain()) return with_unit(number_words(estimate.likely), unit);
  return fmt::format("{} to {}, likely {}", number_words(estimate.low),
                     with_unit(number_words(estimate.high), unit), number_words(estimate.likely));
}

std::string days_estimate_words(const Estimate& estimate) {
  if (estimate.is_certain()) return days_words(estimate.likely);
  const DayUnit& unit = common_unit(estimate.low, estimate.likely, estimate.high);
  const double high = estimate.high / unit.days;
  return fmt::format("{} to {} {}, likely {}", number_words(estimate.low / unit.days),
                     number_words(high), high == 1 ? unit.one : unit.many,
                     number_words(estimate.likely / unit.days));
}

std::string share_estimate_words(const Estimate& estimate) {
  Estimate in_percent = estimate;
  in_percent.low *= 100;
  in_percent.likely *= 100;
  in_percent.high *= 100;
  return estimate_words(in_percent, "%");
}

std::string date_estimate_words(const DateEstimate& estimate) {
  if (estimate.is_certain()) return to_long_string(estimate.likely);
  const std::string low = estimate.low.year() == estimate.high.year()
                              ? without_year(estimate.low)
                              : to_long_string(estimate.low);
  return fmt::format("{} to {}, likely {}", low, to_long_string(estimate.high),
                     to_long_string(estimate.likely));
}

std::string about_date_words(Date date) {
  const std::string full = to_long_string(date);
  const std::string_view part = date.day() <= 10 ? "early" : date.day() <= 20 ? "mid" : "late";
  return fmt::format("{} {}", part, full.substr(full.find(' ') + 1));
}

std::string range_words(DateRange range) {
  const Date last = range.end - 1;
  if (last <= range.start) return to_long_string(range.start);
  const std::string start =
      range.start.year() == last.year() ? without_year(range.start) : to_long_string(range.start);
  return fmt::format("{} to {}", start, to_long_string(last));
}

std::string held_words(Support support, std::string_view verb_one, std::string_view verb_many) {
  const bool one = support == Support::One || support == Support::Text;
  return fmt::format("{} {}", to_phrase(support), one ? verb_one : verb_many);
}

}  // namespace penholder
