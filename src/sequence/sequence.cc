#include "sequence/sequence.h"

#include "base/check.h"
#include "sequence/build_problem.h"
#include "sequence/explain.h"
#include "sequence/many_plans.h"

namespace penholder {

Plan sequence(const Case& base, const Case& design, const Weights& weights,
              std::optional<ViewId> view, const SequenceSettings& settings, Progress* progress) {
  CHECK(weights.size() == Leaves(base).size());
  const PlanProblem problem = build_problem(base, design, weights);
  const PlanOutcome outcome = solve(problem,
                                    {.seed = settings.seed,
                                     .work = settings.work,
                                     .threads = settings.threads,
                                     .proof_work = settings.proof_work,
                                     .wants_tight_bound = settings.wants_tight_bound,
                                     .should_stop = settings.should_stop},
                                    {}, progress);
  Plan plan = to_plan(base, design, weights, problem, outcome);
  plan.seed = settings.seed;
  plan.view = view;
  explain(design, problem, outcome.assignment, plan);
  return plan;
}

CoreIndex core_index(const Case& base, const Case& design, std::span<const Weights> weights,
                     const SequenceSettings& settings, Progress* progress) {
  return core_index_of(plan_many(base, design, weights, settings, progress), design.tasks.size());
}

}  // namespace penholder
