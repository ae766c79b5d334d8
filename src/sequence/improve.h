#pragma once
// The search for a better plan: ruin and recreate. Part of the plan is taken out (work round one
// asset and phase, or whatever keeps one chosen task from its place), and tasks are put back
// greedily in a random order that leans on value per price; worse plans are accepted at first,
// hardly any at the end.
//
// Sources: Schrimpf et al. 2000, Journal of Computational Physics 159(2) (ruin and recreate);
// Christiaens & Vanden Berghe 2020, Transportation Science 54(2) (blinks, simulated annealing);
// prices from relaxation.h.

#include "base/random.h"
#include "sequence/relaxation.h"
#include "sequence/schedule.h"

namespace penholder {

/// A schedule and how good it is: less shortfall first, then more value.
struct Candidate {
  Schedule schedule;
  std::size_t shortfall = 0;
  double value = 0.0;

  explicit Candidate(Schedule made)
      : schedule(std::move(made)), shortfall(schedule.shortfall()), value(schedule.value()) {}
  [[nodiscard]] bool is_better_than(const Candidate& other) const {
    constexpr double kLeast = 1e-9;
    if (shortfall != other.shortfall) return shortfall < other.shortfall;
    return value > other.value + kLeast;
  }
};

struct ImproveSettings {
  std::size_t work = 0;  ///< placements to try
  double enough = 0.0;   ///< stop at this value (and no shortfall): it is known to be the best
};

/// The greedy plan: everything put in once, by value per price.
Candidate construct(const PlanProblem& problem, const Network& network, const Guide& guide);

/// The best of what is met on a walk from `from`. Cost O(work * needs * steps of the profiles).
Candidate improve(const PlanProblem& problem, const Network& network, const Guide& guide,
                  const Candidate& from, const ImproveSettings& settings, Rng& rng);

}  // namespace penholder
