#pragma once
// The definition of the scheduling problem, run: every combination of placements is tried, and each
// rule asked as model.h words it, moment by moment. For models with a few hundred thousand
// combinations.

#include <span>

#include "oracle/schedule_space.h"

namespace penholder::oracle {

/// Feasible count and lexicographic optimum.
///
///   most   combinations; with more the answer is not complete
OracleAnswer try_all_schedules(const solver::Model& model,
                               std::span<const solver::Assumption> assumptions = {},
                               std::uint64_t most = 300'000);

}  // namespace penholder::oracle
