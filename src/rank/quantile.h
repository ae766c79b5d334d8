#pragma once
// Exact quantiles of many numbers without sorting them all.

#include <span>
#include <vector>

namespace penholder {

/// Numbers that count equally, and for how much together. Groups let samples of different sizes
/// weigh the same.
struct SampleGroup {
  std::span<const float> values;
  double weight = 1.0;  ///< of the group as a whole; its numbers share it equally
};

/// The smallest sampled number whose cumulative weight reaches `p` of the whole, for each p of
/// `levels` (0 < p <= 1): the inverse of the empirical distribution function. Zeros when there are
/// no numbers.
///
///   cost    two passes over the numbers and a sort of the two or three bins that matter: O(n) on
///   ordinary data source  bucket select, as in Alabi et al. 2012, ACM JEA 17, with one level of
///   buckets
std::vector<double> quantiles(std::span<const SampleGroup> groups, std::span<const double> levels);

}  // namespace penholder
