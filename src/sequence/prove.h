#pragma once
// The exact solver on a planning problem, from a good plan on: a proof that no plan is better, or a
// better plan, or a bound, as far as the work allows.

#include <functional>

#include "sequence/relaxation.h"

namespace penholder {

/// What the solver knows when it ends.
struct Proof {
  PlanAssignment plan;              ///< no worse than the one given; checked by check_plan
  bool is_shortfall_least = false;  ///< proven
  /// Most that any plan of the plan's shortfall can be worth; infinite while nothing is known.
  double bound = 0.0;
};

/// Lexicographic: least shortfall first, then most value.
///
///   start   keeps all links and capacities
///   kept    null, or what striking out below the value of `start` has left: only with a start that
///           does all must-work, and that is itself among what is left
///   work    limit in the solver's own steps; 0 gives `start` back
///   should_stop  SolveSettings::should_stop
Proof prove(const PlanProblem& problem, const Network& network, const PlanAssignment& start,
            const KeptChoices* kept, std::uint64_t seed, std::uint64_t work,
            const std::function<bool()>& should_stop = {});

}  // namespace penholder
