#include "chart/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace penholder {
namespace {

constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

double nice_step(double length, int count_max) {
  const double raw = length / std::max(1, count_max - 1);
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= raw * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

bool is_range(double low, double high) {
  return std::isfinite(low) && std::isfinite(high) && low < high;
}

}  // namespace

LinearScale::LinearScale(double from_low, double from_high, double to_low, double to_high)
    : from_low_(from_low),
      from_high_(from_high),
      to_low_(to_low),
      slope_(is_range(from_low, from_high) ? (to_high - to_low) / (from_high - from_low) : 0) {}

double LinearScale::operator()(double value) const {
  if (slope_ == 0 || !std::isfinite(value)) return to_low_;
  return to_low_ + (value - from_low_) * slope_;
}

std::vector<double> nice_ticks(double low, double high, int count_max) {
  std::vector<double> ticks;
  if (!is_range(low, high)) return ticks;
  const double step = nice_step(high - low, count_max);
  const double slack = step * 1e-6;
  for (double k = std::ceil((low - slack) / step); k * step <= high + slack; ++k) {
    ticks.push_back(k == 0 ? 0.0 : k * step);
  }
  return ticks;
}

NiceRange nice_range(double low, double high, int count_max) {
  if (!is_range(low, high)) {
    const double at = std::isfinite(low) ? low : 0.0;
    return {at, at + 1};
  }
  const double step = nice_step(high - low, count_max);
  return {std::floor(low / step + 1e-6) * step, std::ceil(high / step - 1e-6) * step};
}

int tick_decimals(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 1;
  const double step = ticks[1] - ticks[0];
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-6)), 0, 6);
}

std::vector<MonthTick> month_ticks(DateRange range, int count_max) {
  std::vector<MonthTick> ticks;
  if (range.length() <= 0) return ticks;
  const int months = (range.end.year() - range.start.year()) * 12 +
                     static_cast<int>(range.end.month()) - static_cast<int>(range.start.month());
  int step = 1;
  for (const int candidate : {1, 2, 3, 6, 12, 24, 60, 120, 600, 1200}) {
    step = candidate;
    if (months / candidate + 1 <= std::max(1, count_max)) break;
  }
  int index = range.start.year() * 12 + static_cast<int>(range.start.month()) - 1;
  for (const int last = index + months + 1; index <= last; ++index) {
    if (index % step != 0 || index / 12 > 9999) continue;
    const Date date(index / 12, static_cast<unsigned>(index % 12) + 1, 1);
    if (!range.contains(date)) continue;
    const bool with_year = ticks.empty() || index % 12 == 0;
    const char* month = kMonths[static_cast<std::size_t>(index % 12)];
    ticks.push_back(
        {date, with_year ? fmt::format("{} {}", month, date.year()) : std::string(month)});
  }
  return ticks;
}

}  // namespace penholder
