#pragma once
// Why a task is late, low or left out, in one line of words: what binds where it stands in this
// plan. That is a description of the plan, not a proof that no better place exists (the bound
// speaks of that).

#include "mandate/case.h"
#include "sequence/plan.h"
#include "sequence/problem.h"

namespace penholder {

/// Fills `held_back_by` of every task of `plan` that has not its full credit, and `unmet`.
///
///   problem, assignment   those that `plan` was made from
///   cost                  O(tasks * (tasks + needs * steps))
void explain(const Case& design, const PlanProblem& problem, const PlanAssignment& assignment,
             Plan& plan);

}  // namespace penholder
