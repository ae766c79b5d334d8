#pragma once
// From values to positions: linear scales, and the ticks that people expect on numbers and months.

#include <string>
#include <vector>

#include "base/date.h"

namespace penholder {

/// Straight line from [from_low, from_high] to [to_low, to_high]; a value outside goes outside.
/// When the domain is empty or not finite, everything stands at to_low.
class LinearScale {
 public:
  LinearScale(double from_low, double from_high, double to_low, double to_high);
  [[nodiscard]] double operator()(double value) const;
  [[nodiscard]] double from_low() const { return from_low_; }
  [[nodiscard]] double from_high() const { return from_high_; }

 private:
  double from_low_;
  double from_high_;
  double to_low_;
  double slope_;
};

/// Round numbers (1, 2 or 5 times a power of ten apart) within [low, high], at most `count_max` and
/// at least 2 where the range allows. Empty when the range is.
std::vector<double> nice_ticks(double low, double high, int count_max);

/// The smallest range that contains [low, high] and ends on ticks of that density.
struct NiceRange {
  double low;
  double high;
};
NiceRange nice_range(double low, double high, int count_max);

/// Decimals that tell such ticks apart.
int tick_decimals(const std::vector<double>& ticks);

/// The first day of a month, labelled `Jul 2021` where the year begins or the axis does, else
/// `Aug`.
struct MonthTick {
  Date date;
  std::string label;
};

/// Months whose first day lies in `range`, every 1, 2, 3, 6 or 12 months so that there are at most
/// `count_max`; counted from January, so that quarters are quarters.
std::vector<MonthTick> month_ticks(DateRange range, int count_max);

}  // namespace penholder
