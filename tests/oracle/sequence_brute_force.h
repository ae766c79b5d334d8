#pragma once
// The best plan by trying every inclusion, start and level, each judged by the checker. Only for
// tiny problems.

#include <functional>
#include <limits>
#include <vector>

#include "sequence/check_plan.h"
#include "sequence/problem.h"

namespace penholder::oracle {

struct BestPlan {
  std::size_t shortfall = std::numeric_limits<std::size_t>::max();
  double value = 0.0;         ///< the most among plans of least shortfall
  double value_of_any = 0.0;  ///< the most among all plans
  PlanAssignment assignment;
  std::size_t plans = 0;  ///< that keep all rules
};

/// Cost: the product over discrete tasks of (horizon + 2) and over standing ones of (levels +
/// 1)^phases.
inline BestPlan best_plan_by_trying_all(const PlanProblem& problem) {
  BestPlan best;
  PlanAssignment plan;
  plan.tasks.resize(problem.tasks.size());
  const std::function<void(Index)> choose = [&](Index id) {
    if (id == problem.tasks.size()) {
      if (!check_plan(problem, plan).empty()) return;
      ++best.plans;
      const double value = value_of(problem, plan);
      const std::size_t shortfall = shortfall_of(problem, plan);
      best.value_of_any = std::max(best.value_of_any, value);
      if (shortfall < best.shortfall || (shortfall == best.shortfall && value > best.value)) {
        best.shortfall = shortfall;
        best.value = value;
        best.assignment = plan;
      }
      return;
    }
    const PlanProblem::Task& task = problem.tasks[id];
    PlanAssignment::Choice& choice = plan.tasks[id];
    if (!task.is_standing) {
      choice = {};
      choose(id + 1);
      for (Days start = task.release; start + task.duration <= problem.horizon; ++start) {
        choice = {.included = true, .start = start, .levels = {}};
        choose(id + 1);
      }
      return;
    }
    const std::function<void(std::size_t)> choose_level = [&](std::size_t phase) {
      if (phase == problem.phases.size()) {
        choice.included = false;
        for (const int level : choice.levels) choice.included = choice.included || level >= 0;
        choose(id + 1);
        return;
      }
      for (int level = -1; level < static_cast<int>(task.modes[phase].size()); ++level) {
        choice.levels[phase] = level;
        choose_level(phase + 1);
      }
    };
    choice = {.included = false, .start = 0, .levels = std::vector<int>(problem.phases.size(), -1)};
    choose_level(0);
  };
  choose(0);
  return best;
}

}  // namespace penholder::oracle
