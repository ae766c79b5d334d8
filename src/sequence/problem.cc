#include "sequence/problem.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {
namespace {

/// First phase in which a standing task is on; the number of phases when it never is.
std::size_t first_phase_on(const PlanAssignment::Choice& choice) {
  std::size_t phase = 0;
  while (phase < choice.levels.size() && choice.levels[phase] < 0) ++phase;
  return phase;
}

}  // namespace

double value_of(const PlanProblem& problem, const PlanAssignment& assignment) {
  CHECK(assignment.tasks.size() == problem.tasks.size());
  double sum = 0.0;
  for (std::size_t id = 0; id < problem.tasks.size(); ++id) {
    const PlanProblem::Task& task = problem.tasks[id];
    const PlanAssignment::Choice& choice = assignment.tasks[id];
    if (!choice.included) continue;
    if (!task.is_standing) {
      sum += task.value_at(choice.start + task.duration);
      continue;
    }
    for (std::size_t p = 0; p < problem.phases.size(); ++p) {
      if (choice.levels[p] >= 0)
        sum += task.modes[p][static_cast<std::size_t>(choice.levels[p])].value;
    }
  }
  return sum;
}

std::size_t shortfall_of(const PlanProblem& problem, const PlanAssignment& assignment) {
  CHECK(assignment.tasks.size() == problem.tasks.size());
  const auto finish = [&](Index id) {
    const PlanAssignment::Choice& choice = assignment.tasks[id];
    const PlanProblem::Task& task = problem.tasks[id];
    return task.is_standing ? problem.phases[first_phase_on(choice)].end
                            : choice.start + task.duration;
  };
  std::size_t sum = 0;
  for (Index id = 0; id < problem.tasks.size(); ++id) {
    const PlanProblem::Task& task = problem.tasks[id];
    const PlanAssignment::Choice& choice = assignment.tasks[id];
    if (!task.is_must) continue;
    if (!choice.included) {
      sum += problem.phases.size();
      continue;
    }
    if (!task.is_standing) continue;
    Days due_on = task.release;
    for (const PlanProblem::After& link : problem.after) {
      if (link.task == id) due_on = std::max(due_on, finish(link.on) + link.lag);
    }
    for (std::size_t p = 0; p < problem.phases.size(); ++p) {
      const PlanProblem::Phase& phase = problem.phases[p];
      if (phase.start >= due_on && phase.end <= task.deadline && choice.levels[p] < 0) ++sum;
    }
  }
  return sum;
}

}  // namespace penholder
