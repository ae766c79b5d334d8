#pragma once
// The lenses themselves: additive value, PROMETHEE II and TOPSIS, each a function of certain
// numbers. Cells are alternatives x criteria, row-major; weights, one a criterion, are >= 0 and
// normalised here (weights that are all 0 count as equal). No result is ever NaN: what a formula
// leaves open (a criterion on which all are the same, one alternative) is said at each.
//
// What each is good for, and why additive value on fixed anchors is the house's own measure:
// docs/methods/lenses.md.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "table/performance_table.h"

namespace penholder {

/// Shares that sum to 1. All zero (or none): equal shares.
std::vector<double> normalised(std::span<const double> weights);

/// Worth of performance `x` on the criterion's scale: 0 at the worst anchor, 1 at the best,
/// straight between the points and on beyond the ends (not cut off).
///
///   criterion  has a scale (checked)
double partial_value(const Criterion& criterion, double x);

/// 100 times the weighted sum of partial values, by alternative.
///
///   criteria  all with a scale (checked)
///   source    Keeney & Raiffa 1976, Decisions with Multiple Objectives, ch. 3
std::vector<double> additive_values(std::span<const Criterion> criteria,
                                    std::span<const double> cells, std::span<const double> weights);

/// Degree, 0..1, to which a difference of performances speaks for the better one; 0 when it is not
/// positive. Brans & Vincke 1985, types I to VI, with
/// thresholds as in Brans & Mareschal 2005.
double preference_degree(const Preference& preference, double difference);

struct Flows {
  std::vector<double> positive;  ///< 0..1: mean preference over the others
  std::vector<double> negative;  ///< 0..1: mean preference of the others over it
  std::vector<double> net;       ///< -1..1: positive minus negative; sums to 0
};

/// PROMETHEE II. Criteria without a preference function use `fallback`. One alternative alone has
/// flows of 0.
///
///   source  Brans & Vincke 1985, Management Science 31(6), 647-656; flows divided by
///   n - 1 as in Brans & Mareschal 2005
///   cost    O(alternatives^2 * criteria)
Flows promethee(std::span<const Criterion> criteria, std::span<const double> cells,
                std::span<const double> weights, const Preference& fallback = {});

/// How TOPSIS makes criteria comparable.
enum class Normalisation : std::uint8_t {
  Vector,   ///< x / sqrt(sum of x^2): as published
  MinMax,   ///< (x - min) / (max - min)
  Max,      ///< x / max |x|
  Sum,      ///< x / sum of |x|
  Anchors,  ///< the partial value of x: fixed by the scale, whatever the alternatives
};

/// `vector`, `minmax`, `max`, `sum`, `anchors`.
std::string_view name_of(Normalisation normalisation);

/// Relative closeness to the ideal, 0..1: d- / (d+ + d-), Euclidean, ideal and anti-ideal from the
/// best and worst weighted normalised performance on each criterion; with Anchors, the ideal is
/// value 1 and the anti-ideal value 0 on each, also fixed. A criterion whose normaliser is 0 adds
/// nothing. 1/2 where ideal and anti-ideal are the same point.
///
/// All normalisations but Anchors depend on who else is in the table, so that adding or dropping an
/// alternative can reverse the order of others (Garcia-Cascales & Lamata 2012, Mathematical and
/// Computer Modelling 56(5-6), 123-132).
///
///   criteria  all with a scale for Anchors (checked)
///   source    Hwang & Yoon 1981, Multiple Attribute Decision Making, Springer, section III.2.5
///   cost      O(alternatives * criteria)
std::vector<double> topsis(std::span<const Criterion> criteria, std::span<const double> cells,
                           std::span<const double> weights, Normalisation normalisation);

}  // namespace penholder
