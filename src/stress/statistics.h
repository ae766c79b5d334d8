#pragma once
// Sums and spreads of what was simulated, mergeable in the order of blocks.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stress/outlook.h"

namespace penholder {

/// Count, sum and sum of squares about a fixed origin, which keeps the variance exact enough when
/// the numbers lie near each other.
class Moments {
 public:
  explicit Moments(double origin = 0.0) : origin_(origin) {}

  void add(double value) {
    const double d = value - origin_;
    ++count_;
    sum_ += d;
    squares_ += d * d;
  }
  /// `other` must have the same origin (checked).
  void merge(const Moments& other);

  [[nodiscard]] std::size_t count() const { return count_; }
  /// 0 when nothing was added.
  [[nodiscard]] double mean() const;
  /// Of the sample, divided by n; never negative.
  [[nodiscard]] double variance() const;
  /// Mean with its standard error (the sample's standard deviation with n - 1, over the root of n).
  [[nodiscard]] Measured measured() const;

 private:
  double origin_;
  std::size_t count_ = 0;
  double sum_ = 0.0;
  double squares_ = 0.0;
};

/// A share of `count` yes-or-no observations with its standard error.
Measured measured_share(std::size_t yes, std::size_t count);

/// Percentiles by the inverse of the empirical distribution function; zeros when there are no
/// values. Reorders `values`. Cost O(n).
Spread spread_of(std::vector<float>& values);

/// The same from counts by day: counts[d] observations of d days.
Spread spread_of_days(std::span<const std::uint32_t> counts);

/// Observations of a result by the group into which an input falls.
struct Groups {
  std::vector<double> sum;  ///< about a fixed origin
  std::vector<std::uint64_t> count;
};

/// Share of the result's variance that lies between the groups, corrected for the part that chance
/// alone would put there (omega squared); 0 when no larger than chance gives in 999 cases of 1,000.
///
///   variance  of the result, divided by n
///   source    correlation ratio: Pearson 1905; as first-order sensitivity index: Saltelli et al.
///   2008, "Global
///             Sensitivity Analysis", chapter 4; correction: Hays 1963
double between_share(const Groups& groups, double variance);

}  // namespace penholder
