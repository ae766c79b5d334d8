#include <algorithm>

#include "base/check.h"
#include "sequence/check_plan.h"
#include "sequence/improve.h"
#include "sequence/prove.h"

namespace penholder {
namespace {

constexpr std::size_t kStarts =
    2;  // independent walks; a constant, so that threads do not change the result
constexpr std::size_t kGuideIterations = 60;
constexpr std::size_t kRounds = 12;
constexpr std::size_t kRoundIterations = 60;
constexpr double kProven = 1e-6;  // points: Plan::kProofTolerance

/// Walks from the start plans, spread over kStarts; the best, of equals the first.
Candidate best_of_walks(const PlanProblem& problem, const Network& network, const Guide& guide,
                        const std::vector<Candidate>& from, const SolveSettings& settings,
                        double enough, std::size_t& work, Progress* progress) {
  std::vector<Candidate> found(kStarts, from.front());
  std::vector<std::size_t> tried(kStarts, 0);
  const ImproveSettings walk{.work = settings.work / kStarts, .enough = enough};
  parallel_blocks(kStarts, 1, settings.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      Rng rng(settings.seed, i);
      const Candidate& start = from[i % from.size()];
      found[i] = improve(problem, network, guide, start, walk, rng);
      tried[i] = walk.work;
      if (progress) progress->report("planning", i + 1, kStarts);
    }
  });
  std::size_t best = 0;
  for (std::size_t i = 0; i < kStarts; ++i) {
    work += tried[i];
    if (found[i].is_better_than(found[best])) best = i;
  }
  return found[best];
}

/// What no plan worth less than this one is made of. The floor lies just below the plan's value, so
/// that the plan itself is not struck out.
KeptChoices strike_below(const PlanProblem& problem, const Network& network, PlanOutcome& outcome) {
  const double floor = outcome.value - 2.0 * Relaxation::kMargin;
  Relaxation tight(problem, network, outcome.shortfall == 0);
  bool has_struck = false;
  for (std::size_t round = 0; round < kRounds && tight.bound() > outcome.value; ++round) {
    tight.tighten(outcome.value, kRoundIterations);
    if (!tight.strike_out(floor)) break;
    has_struck = true;
  }
  const double bound = std::max(outcome.value, tight.bound());
  if (bound < outcome.bound) {
    outcome.bound = bound;
    outcome.bound_source = "a price on each asset's capacity week by week (Lagrangian relaxation)";
    if (has_struck) {
      outcome.bound_source += ", sharpened by striking out choices that cannot beat this plan";
    }
  }
  return tight.kept();
}

[[nodiscard]] bool is_proven(const PlanOutcome& outcome) {
  return outcome.is_shortfall_least && outcome.bound - outcome.value <= kProven;
}

/// What the exact solver adds to the outcome: a better plan, a tighter bound.
void take_proof(const PlanProblem& problem, const Network& network, const SolveSettings& settings,
                PlanOutcome& outcome) {
  const KeptChoices kept = strike_below(problem, network, outcome);
  if (is_proven(outcome)) return;
  Proof proof = prove(problem, network, outcome.assignment, &kept, settings.seed,
                      settings.proof_work, settings.should_stop);
  outcome.assignment = std::move(proof.plan);
  outcome.shortfall = shortfall_of(problem, outcome.assignment);
  outcome.value = value_of(problem, outcome.assignment);
  if (!proof.is_shortfall_least) return;
  outcome.is_shortfall_least = true;
  if (proof.bound < outcome.bound) {
    outcome.bound = proof.bound;
    outcome.bound_source = "the exact solver's proof";
  }
}

}  // namespace

PlanOutcome solve(const PlanProblem& problem, const SolveSettings& settings,
                  const std::vector<PlanAssignment>& warm, Progress* progress) {
  const Network network(problem);
  Relaxation loose(problem, network, false);
  std::vector<Candidate> from;
  from.push_back(construct(problem, network, loose.guide()));
  loose.tighten(from.front().value, kGuideIterations);
  const Guide guide = loose.guide();
  const Candidate greedy = construct(problem, network, guide);
  if (greedy.is_better_than(from.front())) from.front() = greedy;
  for (const PlanAssignment& assignment : warm) {
    Schedule schedule(problem, network);
    schedule.adopt(assignment);
    from.emplace_back(std::move(schedule));
  }
  std::ranges::stable_sort(
      from, [](const Candidate& a, const Candidate& b) { return a.is_better_than(b); });

  PlanOutcome outcome;
  const double enough = loose.bound() - Relaxation::kMargin;
  const Candidate best =
      best_of_walks(problem, network, guide, from, settings, enough, outcome.work, progress);
  outcome.assignment = best.schedule.assignment();
  outcome.shortfall = best.shortfall;
  outcome.value = value_of(problem, outcome.assignment);
  CHECK(check_plan(problem, outcome.assignment).empty());
  DCHECK(outcome.shortfall == shortfall_of(problem, outcome.assignment));

  outcome.bound = loose.bound();
  outcome.bound_source =
      loose.is_unpriced() ? "every task at its best by itself, within its dates"
                          : "a price on each asset's capacity week by week (Lagrangian relaxation)";
  outcome.is_shortfall_least = outcome.shortfall == 0;
  if (settings.proof_work > 0) {
    take_proof(problem, network, settings, outcome);
  } else if (settings.wants_tight_bound) {
    strike_below(problem, network, outcome);
  }
  // The bound holds for every plan, and this is one: below it there is only rounding.
  outcome.bound = std::max(outcome.bound, outcome.value);
  return outcome;
}

}  // namespace penholder
