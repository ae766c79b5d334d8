#pragma once
// Partial values: how much an amount of something measured is worth, by anchors that the case
// fixes.
//
// The anchors are part of the judgement and are written down before anything is compared; they are
// never the least and greatest amount that happen to occur among the tasks, since then dropping a
// task would change what the others are worth. Source: Keeney & Raiffa 1976, Decisions with
// Multiple Objectives, ch. 3; fixed ("global") against local scales: Belton & Stewart 2002,
// Multiple Criteria Decision Analysis, sec. 5.2.

#include <optional>
#include <string>
#include <vector>

#include "mandate/estimate.h"

namespace penholder {

using MeasureId = Id<struct MeasureTag>;

/// A measured scale: amounts in a unit, and what they count on 0..1. Between two anchors the value
/// runs in a straight line; outside the outermost ones it stays what it is there.
struct Measure {
  std::string id;
  std::string title;
  std::string unit;  ///< as tasks' performances are written; may be empty
  struct Anchor {
    double at = 0.0;     ///< in the unit; strictly rising over the anchors
    double value = 0.0;  ///< 0..1; rising all the way or falling all the way, steps allowed to rest
    std::string meaning;  ///< the anchor in words; may be empty
    Span span;
  };
  std::vector<Anchor> anchors;  ///< at least two, the first and the last of different value
  Basis basis;
  Span span;

  /// More of it counts less.
  [[nodiscard]] bool is_falling() const { return anchors.back().value < anchors.front().value; }
};

/// Limits of an amount: those of double-entry arithmetic, not of the anchors.
inline constexpr Bounds kAnyAmount{-1e12, 1e12};

/// What `amount` counts: 0..1. Cost: O(anchors).
double value_at(const Measure& measure, double amount);

/// How strongly a performance of `amount` serves: the 10th, 50th and 90th percentile of the value,
/// with the basis and place of the amount. A monotone map carries percentiles exactly, so nothing
/// is approximated: where the scale falls, the amount's 90th percentile is the value's 10th.
Estimate value_of(const Measure& measure, const Estimate& amount);

}  // namespace penholder
