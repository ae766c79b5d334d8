#include "sequence/prove.h"

#include <limits>

#include "base/check.h"
#include "sequence/check_plan.h"
#include "sequence/to_model.h"
#include "solver/solve.h"

namespace penholder {

Proof prove(const PlanProblem& problem, const Network& network, const PlanAssignment& start,
            const KeptChoices* kept, std::uint64_t seed, std::uint64_t work,
            const std::function<bool()>& should_stop) {
  Proof proof{.plan = start,
              .is_shortfall_least = shortfall_of(problem, start) == 0,
              .bound = std::numeric_limits<double>::infinity()};
  if (work == 0) return proof;
  const MustWork must = proof.is_shortfall_least ? MustWork::All : MustWork::Most;
  const PlanModel made(problem, network, must, must == MustWork::All ? kept : nullptr);
  solver::Settings settings;
  settings.seed = seed;
  settings.work_limit = work;
  settings.should_stop = should_stop;
  settings.warm_starts = {made.schedule_of(start)};
  const solver::Outcome outcome = solver::solve(made.model(), settings);
  CHECK(!std::holds_alternative<solver::Rejected>(outcome));
  CHECK(!std::holds_alternative<solver::Infeasible>(outcome));
  const std::size_t value_level = must == MustWork::All ? 0 : 1;
  const auto bound_from = [&](solver::Value cost) {
    return made.points_of(cost) + made.rounding();
  };

  if (const solver::Schedule* schedule = solver::schedule_of(outcome)) {
    PlanAssignment found = made.plan_of(*schedule);
    CHECK(check_plan(problem, found).empty());
    const std::size_t before = shortfall_of(problem, start);
    const std::size_t after = shortfall_of(problem, found);
    if (after < before ||
        (after == before && value_of(problem, found) > value_of(problem, start))) {
      proof.plan = std::move(found);
    }
  }
  if (const auto* optimal = std::get_if<solver::Optimal>(&outcome)) {
    proof.is_shortfall_least = true;
    proof.bound = bound_from(optimal->costs[value_level]);
  } else if (const auto* feasible = std::get_if<solver::Feasible>(&outcome)) {
    if (feasible->level == value_level) {
      proof.is_shortfall_least = true;
      proof.bound = bound_from(feasible->bound);
    }
  } else if (const auto* unknown = std::get_if<solver::Unknown>(&outcome)) {
    if (value_level == 0) proof.bound = bound_from(unknown->bound);
  }
  return proof;
}

}  // namespace penholder
