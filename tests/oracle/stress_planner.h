#pragma once
// A planner for tests alone: it puts tasks in a given order wherever they first fit, on likely
// values. Its plans are feasible, never good.

#include <cstdint>

#include "sequence/plan.h"

namespace penholder::testing {

/// A plan of `design` under `weights`. Tasks are looked at in an order drawn from `seed` (0: the
/// order of the case), standing tasks are kept at a level drawn from it (0: the highest that fits);
/// what does not fit is left out.
Plan first_fit_plan(const Case& base, const Case& design, const Weights& weights,
                    std::uint64_t seed = 0);

}  // namespace penholder::testing
