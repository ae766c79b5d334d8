#include "sequence/possible.h"

#include "base/check.h"
#include "sequence/check_plan.h"
#include "sequence/to_model.h"
#include "solver/solve.h"

namespace penholder {

Possibility can_be_done(const PlanProblem& problem, std::uint64_t work) {
  const Network network(problem);
  for (Index id = 0; id < problem.tasks.size(); ++id) {
    if (problem.tasks[id].is_must && !network.is_possible(id)) {
      return {.answer = Possibility::Answer::No, .plan = {}};
    }
  }
  const PlanModel made(problem, network, MustWork::Alone);
  solver::Settings settings;
  settings.work_limit = work;
  settings.improves = false;
  const solver::Outcome outcome = solver::solve(made.model(), settings);
  CHECK(!std::holds_alternative<solver::Rejected>(outcome));
  if (const solver::Schedule* schedule = solver::schedule_of(outcome)) {
    Possibility yes{.answer = Possibility::Answer::Yes, .plan = made.plan_of(*schedule)};
    CHECK(check_plan(problem, yes.plan).empty());
    CHECK(shortfall_of(problem, yes.plan) == 0);
    return yes;
  }
  const bool is_proven = std::holds_alternative<solver::Infeasible>(outcome);
  return {.answer = is_proven ? Possibility::Answer::No : Possibility::Answer::Unknown, .plan = {}};
}

}  // namespace penholder
