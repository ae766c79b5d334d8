#include "sequence/forced_plan.h"

#include <algorithm>
#include <cmath>

#include "sequence/build_problem.h"
#include "sequence/explain.h"

namespace penholder {
namespace {

constexpr double kNoPoints = 5e-4;  // a smaller difference is not worth a word

/// A task that was held to its highest level has one level in the demand's problem: tell its levels
/// apart again.
void restore_levels(const PlanProblem& problem, Index task, PlanAssignment& plan) {
  PlanAssignment::Choice& choice = plan.tasks[task];
  for (std::size_t p = 0; p < choice.levels.size(); ++p) {
    if (choice.levels[p] < 0) continue;
    const auto& modes = problem.tasks[task].modes[p];
    const auto best = std::ranges::max_element(modes, {}, &PlanProblem::Mode::value);
    choice.levels[p] = static_cast<int>(best - modes.begin());
  }
}

/// An outcome of the case's own problem as a plan, and what sets it apart from the best one.
ForcedPlan beside_best(const Subject& subject, const PlanProblem& own, PlanOutcome outcome,
                       const Plan& best, const SequenceSettings& settings) {
  outcome.value = value_of(own, outcome.assignment);
  ForcedPlan forced{.plan = to_plan(subject.base, subject.design, subject.weights, own, outcome),
                    .differences = {}};
  forced.plan.seed = settings.seed;
  forced.plan.view = best.view;
  explain(subject.design, own, outcome.assignment, forced.plan);
  forced.loss = best.value - forced.plan.value;
  for (const TaskId id : best.tasks.ids()) {
    const double points = forced.plan.tasks[id].value - best.tasks[id].value;
    if (std::abs(points) >= kNoPoints) forced.differences.push_back({.task = id, .points = points});
  }
  std::ranges::stable_sort(forced.differences, {}, &ForcedPlan::Difference::points);
  return forced;
}

}  // namespace

std::optional<ForcedPlan> best_plan_with(const Subject& subject, const Demand& demand,
                                         const Plan& best, std::vector<PlanAssignment> warm,
                                         const SequenceSettings& settings, Progress* progress) {
  const PlanProblem problem = eased_problem(subject, demand, {});
  for (PlanAssignment& plan : warm) {  // the demand's marks take no time and hold from the start
    plan.tasks.resize(problem.tasks.size(), {.included = true, .start = 0, .levels = {}});
  }
  PlanOutcome outcome = solve(problem,
                              {.seed = settings.seed,
                               .work = settings.work,
                               .threads = settings.threads,
                               .proof_work = settings.proof_work,
                               .wants_tight_bound = settings.wants_tight_bound},
                              warm, progress);
  if (outcome.shortfall > 0) return std::nullopt;
  // As a plan of the case's own problem: the demand's marks fall away.
  const PlanProblem own = build_problem(subject.base, subject.design, subject.weights);
  outcome.assignment.tasks.resize(own.tasks.size());
  for (const Demand::Item& item : demand.items) {
    if (item.is_at_full_level) restore_levels(own, item.task.value, outcome.assignment);
  }
  return beside_best(subject, own, std::move(outcome), best, settings);
}

std::optional<ForcedPlan> best_plan_without(const Subject& subject, TaskId task, const Plan& best,
                                            std::vector<PlanAssignment> warm,
                                            const SequenceSettings& settings, Progress* progress) {
  const PlanProblem own = build_problem(subject.base, subject.design, subject.weights);
  PlanProblem without = own;
  without.tasks[task.value].is_possible = false;
  PlanOutcome outcome = solve(without,
                              {.seed = settings.seed,
                               .work = settings.work,
                               .threads = settings.threads,
                               .proof_work = settings.proof_work,
                               .wants_tight_bound = settings.wants_tight_bound},
                              warm, progress);
  // What must be done and cannot be done at all is nobody's choice to leave out.
  if (outcome.shortfall > shortfall_of(own, assignment_of(subject.design, best))) {
    return std::nullopt;
  }
  return beside_best(subject, own, std::move(outcome), best, settings);
}

}  // namespace penholder
