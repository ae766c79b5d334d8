#pragma once
// A density along a line that is a product of powers of linear functions,
//
//     h(t) = product of (at_i + slope_i t)^power_i,   low < t < high, every factor positive there,
//
// and exact draws from it. This is what a density on weights becomes along a chord of a polytope
// when it is a product of powers of sums of weights.

#include <span>

#include "base/random.h"

namespace penholder::polytope {

struct LinePower {
  double at = 0.0;     ///< value of the linear function at t = 0, where the walk stands: positive
  double slope = 0.0;  ///< per unit of t
  double power = 0.0;
};

/// log h(t); minus or plus infinity where a factor is 0.
double log_density(std::span<const LinePower> factors, double t);

/// A draw from h on (low, high), which holds 0 (checked). Exact (up to rounding): log h is a convex
/// part (negative powers), which lies below its chords, plus a concave part (positive powers),
/// which lies below its tangents; between a few points these bounds make a hat of exponential
/// pieces, and what is drawn from the hat is kept with the chance that makes it right. The interval
/// is cut until the hat is nowhere more than a factor 2 too high.
///
///   cost    one draw of a random number when h is constant, else typically ten logarithms a factor
///   source  rejection from a piecewise exponential hat, as in Gilks & Wild 1992, Applied
///   Statistics
///           41(2), with chords in place of tangents for the convex part
double draw_on_line(Rng& rng, double low, double high, std::span<const LinePower> factors);

}  // namespace penholder::polytope
