#pragma once
// The best plans of one design under many weight vectors: what core index and robust plan are made
// from.

#include <optional>
#include <span>
#include <vector>

#include "sequence/problem.h"
#include "sequence/sequence.h"

namespace penholder {

/// The best plan found under one weight vector.
struct VectorPlan {
  PlanAssignment assignment;
  double value = 0.0;         ///< under its weights
  double bound = 0.0;         ///< PlanOutcome::bound
  std::size_t shortfall = 0;  ///< PlanOutcome::shortfall
  bool is_proven = false;     ///< no plan is better
};

/// One plan for each of `weights`, in their order; nothing for those not begun when `should_stop`
/// said so. The same for the same arguments at any number of threads.
///
///   cost  as `core_index`
std::vector<std::optional<VectorPlan>> plan_many(const Case& base, const Case& design,
                                                 std::span<const Weights> weights,
                                                 const SequenceSettings& settings,
                                                 Progress* progress = nullptr);

/// Which tasks are in all, some or none of the plans.
CoreIndex core_index_of(std::span<const std::optional<VectorPlan>> plans, std::size_t tasks);

}  // namespace penholder
