#pragma once
// The obvious version of stress/execution.h: one day after the other, everything looked up in the
// case anew. Slow and short; shares no code with the fast one but the realisation that both are
// given.

#include <optional>

#include "sequence/plan.h"
#include "stress/sampler.h"

namespace penholder::testing {

struct OracleExecution {
  IdVector<TaskId, Days> start;
  IdVector<TaskId, Days> finish;
  IdVector<TaskId, double> credit;
  IdVector<BenchmarkId, Days> met;
};

/// As Executor::run. Cost O(days * tasks * (needs + links)).
OracleExecution execute_day_by_day(const Case& design, const Plan& plan, const Sampler& sampler,
                                   const Realisation& realisation,
                                   std::optional<ShockId> spared = std::nullopt);

}  // namespace penholder::testing
