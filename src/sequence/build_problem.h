#pragma once
// From a case to the planning problem, and from a solver's answer back to a Plan: the only place
// that knows both.

#include "mandate/case.h"
#include "sequence/plan.h"
#include "sequence/problem.h"
#include "value/weights.h"

namespace penholder {

/// Highest amount of an asset that is told apart from a higher one, in its unit.
inline constexpr double kMostAmount = 1e11;

/// The problem of planning `design` under `weights`, at likely values. Task, asset and phase i of
/// the problem are those with id i of `design`.
///
///   rounding    durations, lags and dates to the nearest day, amounts to a ten-thousandth of the
///               unit
///   conditions  are taken to come true on their likely date: a task behind one is released then;
///               so is a task that requires one. Milestones likewise
///   unknown     an unknown duration, lag or need is 0, an unknown or unstated capacity unlimited
///   areas       an asset with areas serves only tasks that name no area, or one that is, contains
///               or lies in one of the asset's; a task that needs it elsewhere is impossible
///   standing    a budget need is per 30 days; one phase spends its length's part
PlanProblem build_problem(const Case& base, const Case& design, const Weights& weights);

/// True when `asset` can serve `task` as far as areas go.
bool serves_areas(const Case& c, const Asset& asset, const Task& task);

/// The plan with its credits, values, order and use of assets; reasons (`held_back_by`, `unmet`)
/// are left empty (explain.h fills them).
Plan to_plan(const Case& base, const Case& design, const Weights& weights,
             const PlanProblem& problem, const PlanOutcome& outcome);

/// The choices behind a plan of `design`.
PlanAssignment assignment_of(const Case& design, const Plan& plan);

}  // namespace penholder
