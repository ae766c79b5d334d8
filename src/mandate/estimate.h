#pragma once
// A number of the case: certain or uncertain, always with its basis.

#include "base/source_text.h"
#include "mandate/citation.h"

namespace penholder {

/// 10th, 50th and 90th percentile of what the number may turn out to be; all equal when it is
/// certain. Units belong to the field that holds it: durations are days, shares and probabilities
/// 0..1, rates per year of 365 days, amounts in their asset's unit.
struct Estimate {
  double low = 0.0;
  double likely = 0.0;
  double high = 0.0;
  Basis basis;
  Span span;

  [[nodiscard]] bool is_certain() const { return low == high; }
  [[nodiscard]] bool is_judgement() const { return basis.kind == Basis::Kind::Judgement; }
  [[nodiscard]] bool is_unknown() const { return basis.kind == Basis::Kind::Unknown; }
};

/// Limits outside which a kind of number cannot lie; a draw is cut to them.
struct Bounds {
  double least;
  double most;
};
inline constexpr Bounds kNonNegative{0.0, 1e12};
inline constexpr Bounds kShare{0.0, 1.0};

/// The value of `estimate` at standard-normal score `z` (z = 0 is `likely`, z = ±1.2816 are `low`
/// and `high`).
///
/// A two-piece normal: each side of the median has its own spread. It meets the three stated
/// percentiles exactly, is monotone in z for any low <= likely <= high, and needs no fitting.
///   source  the median-split form of the two-piece normal, Wallis 2014, Statistical Science 29(1)
///   cost    O(1)
double at_score(const Estimate& estimate, double z, Bounds bounds);

}  // namespace penholder
