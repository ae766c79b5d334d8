#pragma once
// From many best plans to one plan for a room that disagrees. Pure; knows nothing of how weights
// are drawn.
//
// Worst-view regret is made small as in minmax-regret optimisation (Aissi, Bazgan & Vanderpooten
// 2009, European Journal of Operational Research 197(2)): the value of a plan is linear in the
// weights, so for any mixture of the views the best plan for the mixed weights bounds the worst
// view's regret of every plan from below, and is itself a candidate. The mixture comes from a
// matrix game of views against the plans at hand (matrix_game.h), anew after each plan (constraint
// generation). docs/methods/sequencing.md has the argument.

#include <optional>
#include <span>
#include <vector>

#include "sequence/robust_plan.h"
#include "sequence/sequence.h"

namespace penholder {

/// One view and the weights drawn from it.
struct ViewVectors {
  std::optional<ViewId> view;
  Weights mean;                ///< its own plan is made for these
  std::vector<Weights> draws;  ///< at least one
};

struct RobustSettings {
  SequenceSettings sequence;
  std::size_t rounds = 16;  ///< plans sought beyond those of the vectors and the views
  /// Points: worst-view regrets nearer than this count as equal, and the regret over all views
  /// decides. Far below what the number of vectors supports.
  double tie = 0.05;
  /// Whether to ask what each borderline task would displace in the reference plan: one plan each.
  bool wants_turned = true;
};

/// Plans for every vector, for every view's mean and for mixtures of views, and weighs all plans
/// found against every view.
///
///   reference  best plan of `design` under its own weights: what borderline tasks and the
///              recommended plan are compared with
///   views      at least one; weights over the leaves of `base` (checked)
///   stop       once `settings.sequence.should_stop` says so, what is there is weighed
///   cost       as core_index over all vectors, and one plan for each view, round and borderline
///              task
///   result     the same at any number of threads
RobustPlan robust_plan(const Case& base, const Case& design, std::span<const ViewVectors> views,
                       const Plan& reference, const RobustSettings& settings,
                       Progress* progress = nullptr);

/// What changes from one plan to another of the same design, under the weights of `from`: tasks
/// that enter or leave, or whose points change by at least half a tenth; largest first.
std::vector<PlanChange> changes_between(const Plan& from, const Plan& to);

/// Monte Carlo standard error of a task's share in the core index.
double share_error(const CoreIndex& index, TaskId task);

}  // namespace penholder
