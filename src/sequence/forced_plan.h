#pragma once
// The best plan that meets a demand, and what that costs beside the best plan of all.

#include "sequence/easing.h"
#include "sequence/plan.h"
#include "sequence/sequence.h"

namespace penholder {

struct ForcedPlan {
  Plan plan;          ///< of the case's tasks, under the same weights
  double loss = 0.0;  ///< value of the best plan less that of this one, in points
  /// Tasks that bring more or less than in the best plan, largest losses first.
  struct Difference {
    TaskId task{};
    double points = 0.0;
  };
  std::vector<Difference> differences;
};

/// The best plan found that meets the demand beside all must-work; nothing when none does.
///
///   best   the plan without the demand
///   warm   plans that meet the demand, to start from, with or without its marks (easing.h); may be
///          empty
///   cost   as `sequence`
std::optional<ForcedPlan> best_plan_with(const Subject& subject, const Demand& demand,
                                         const Plan& best, std::vector<PlanAssignment> warm,
                                         const SequenceSettings& settings,
                                         Progress* progress = nullptr);

/// The best plan found that leaves `task` out; nothing when it must be done and the best plan does
/// it.
///
///   best   the plan without the demand
///   warm   plans to start from; may be empty
///   cost   as `sequence`
std::optional<ForcedPlan> best_plan_without(const Subject& subject, TaskId task, const Plan& best,
                                            std::vector<PlanAssignment> warm,
                                            const SequenceSettings& settings,
                                            Progress* progress = nullptr);

}  // namespace penholder
