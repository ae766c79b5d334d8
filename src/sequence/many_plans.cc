#include "sequence/many_plans.h"

#include <algorithm>
#include <atomic>

#include "sequence/build_problem.h"

namespace penholder {

std::vector<std::optional<VectorPlan>> plan_many(const Case& base, const Case& design,
                                                 std::span<const Weights> weights,
                                                 const SequenceSettings& settings,
                                                 Progress* progress) {
  // Neighbours in a block start from each other's plans; blocks know nothing of each other, so that
  // they can run on any thread.
  constexpr std::size_t kBlock = 8;
  // A good plan shortens its proof, but neighbours' plans are starts already: half the search costs
  // less in all. Where no proof is sought a short one will do.
  const std::size_t work = settings.work / (settings.proof_work > 0 ? 2 : 12);
  std::vector<std::optional<VectorPlan>> plans(weights.size());
  std::atomic<std::size_t> done{0};
  parallel_blocks(
      weights.size(), kBlock, settings.threads, [&](std::size_t begin, std::size_t end) {
        std::vector<PlanAssignment> warm;
        for (std::size_t i = begin; i < end; ++i) {
          if (settings.should_stop && settings.should_stop()) return;
          const PlanProblem problem = build_problem(base, design, weights[i]);
          PlanOutcome outcome = solve(problem,
                                      {.seed = settings.seed + i,
                                       .work = work,
                                       .threads = 1,
                                       .proof_work = settings.proof_work,
                                       .wants_tight_bound = false,
                                       .should_stop = settings.should_stop},
                                      warm);
          if (std::ranges::find(warm, outcome.assignment) == warm.end()) {
            warm.push_back(outcome.assignment);
          }
          const bool is_proven =
              outcome.is_shortfall_least && outcome.bound - outcome.value <= Plan::kProofTolerance;
          plans[i] = VectorPlan{.assignment = std::move(outcome.assignment),
                                .value = outcome.value,
                                .bound = outcome.bound,
                                .shortfall = outcome.shortfall,
                                .is_proven = is_proven};
          if (progress) progress->report("planning under many weights", ++done, weights.size());
        }
      });
  return plans;
}

CoreIndex core_index_of(std::span<const std::optional<VectorPlan>> plans, std::size_t tasks) {
  CoreIndex index;
  index.share.assign(tasks, 0.0);
  index.coreness.assign(tasks, Coreness::Out);
  IdVector<TaskId, std::size_t> count(tasks, 0);
  for (const std::optional<VectorPlan>& plan : plans) {
    if (!plan) continue;
    ++index.plans;
    index.proven += plan->is_proven ? 1 : 0;
    for (const TaskId id : count.ids()) {
      count[id] += plan->assignment.tasks[id.value].included ? 1 : 0;
    }
  }
  for (const TaskId id : count.ids()) {
    if (count[id] == 0) continue;
    index.share[id] = static_cast<double>(count[id]) / static_cast<double>(index.plans);
    index.coreness[id] = count[id] == index.plans ? Coreness::Core : Coreness::Borderline;
  }
  return index;
}

}  // namespace penholder
