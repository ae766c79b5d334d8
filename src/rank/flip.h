#pragma once
// The smallest change that turns a pair of tasks round: of the weights (how much weight would have
// to move) or of one judged strength. "It cannot be turned round" is an answer.
//
// A rival counts as ahead when it leads by kAhead of the mandate's value, so that a tie is no
// reversal. Distance of weights is the share that moves, half the sum of absolute changes: what a
// room would have to agree to shift. Source: the least change that alters a decision as a measure
// of its sensitivity: Ríos Insua & French 1991, EJOR 54(2), 176-190 (distances to competitors);
// Triantaphyllou & Sánchez 1997, Decision Sciences 28(1), 151-194 (most critical weight and score).

#include <span>

#include "polytope/polytope.h"
#include "rank/robustness.h"

namespace penholder {

/// A millionth of the mandate's value.
inline constexpr double kAhead = 1e-6;

/// The nearest weights to `central` within `weights` under which `below` is ahead of `above`.
/// Nothing when there are none.
///
///   above, below  values as linear forms of leaf weights (`value_forms`)
///   cost          one linear program of twice as many columns as leaves: a fraction of a
///                 millisecond
std::optional<WeightFlip> weight_flip(const polytope::Polytope& weights, const Weights& central,
                                      std::span<const double> above, std::span<const double> below);

/// The smallest change of one strength among those that the case states for `above` or `below`,
/// within 0..1, after which `below` is ahead under `central`. Strengths of an objective are divided
/// by their sum over all tasks, so changing one changes what the others get: that is counted.
/// Strengths of third tasks are left alone, though through that sum they matter, too. In closed
/// form: the lead is a fraction of linear functions of the strength, and rises or falls all the
/// way.
///
///   cost   O(entries of the two tasks * entries of the case)
std::optional<ScoreFlip> score_flip(const Case& base, const Leaves& leaves, const Weights& central,
                                    TaskId above, TaskId below);

/// The first task at `central` (likely strengths, first of equals) against every other.
///
///   allowed  the weights that the view's statements leave
std::vector<PairFlip> flips_of_first(const Case& base, const Leaves& leaves,
                                     const polytope::Polytope& allowed, const Weights& central,
                                     std::span<const std::vector<double>> forms);

/// The flip of `flips` that moves least weight, anywhere (or within the view's statements); that
/// changes a strength least. Null when no rival can get ahead.
const PairFlip* least_weight_flip(std::span<const PairFlip> flips, bool within);
const PairFlip* least_score_flip(std::span<const PairFlip> flips);

}  // namespace penholder
