#include "sequence/sequence.h"

#include <algorithm>
#include <atomic>

#include "base/check.h"
#include "sequence/build_problem.h"
#include "sequence/explain.h"

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
  // Neighbours in a block start from each other's plans; blocks know nothing of each other, so that
  // they can run on any thread.
  constexpr std::size_t kBlock = 8;
  // A good plan shortens its proof, but neighbours' plans are starts already: half the search costs
  // less in all. Where no proof is sought a short one will do.
  const std::size_t work = settings.work / (settings.proof_work > 0 ? 2 : 12);
  CoreIndex index;
  index.share.assign(design.tasks.size(), 0.0);
  index.coreness.assign(design.tasks.size(), Coreness::Out);
  std::vector<std::vector<std::uint8_t>> is_in(weights.size());  // empty: not planned
  std::atomic<std::size_t> proven{0};
  std::atomic<std::size_t> done{0};
  parallel_blocks(weights.size(), kBlock, settings.threads,
                  [&](std::size_t begin, std::size_t end) {
                    std::vector<PlanAssignment> warm;
                    for (std::size_t i = begin; i < end; ++i) {
                      if (settings.should_stop && settings.should_stop()) return;
                      const PlanProblem problem = build_problem(base, design, weights[i]);
                      const PlanOutcome outcome = solve(problem,
                                                        {.seed = settings.seed + i,
                                                         .work = work,
                                                         .threads = 1,
                                                         .proof_work = settings.proof_work,
                                                         .wants_tight_bound = false,
                                                         .should_stop = settings.should_stop},
                                                        warm);
                      if (outcome.is_shortfall_least &&
                          outcome.bound - outcome.value <= Plan::kProofTolerance) {
                        ++proven;
                      }
                      for (const PlanAssignment::Choice& choice : outcome.assignment.tasks) {
                        is_in[i].push_back(choice.included ? 1 : 0);
                      }
                      if (std::ranges::find(warm, outcome.assignment) == warm.end()) {
                        warm.push_back(outcome.assignment);
                      }
                      if (progress)
                        progress->report("planning under many weights", ++done, weights.size());
                    }
                  });
  index.proven = proven;
  std::erase_if(is_in, [](const auto& plan) { return plan.empty(); });
  index.plans = is_in.size();
  for (const TaskId id : design.tasks.ids()) {
    std::size_t count = 0;
    for (const auto& plan : is_in) count += plan[id.value];
    if (count == 0) continue;
    index.share[id] = static_cast<double>(count) / static_cast<double>(index.plans);
    index.coreness[id] = count == index.plans ? Coreness::Core : Coreness::Borderline;
  }
  return index;
}

}  // namespace penholder
