#pragma once
// Products built by hand, so that pictures are tested without the stages that make them. The
// numbers are arithmetic on positions: they mean nothing, but look like real ones.

#include "compare/comparison.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "sequence/plan.h"
#include "stress/outlook.h"

namespace penholder {

/// As large as a real mandate: 27 tasks with long titles under two priorities, ten milestones,
/// eight benchmarks, seven options, six views. `task_count` makes it larger or smaller.
Case large_case(std::size_t task_count = 27);

Ranking sample_ranking(const Case& c);
Plan sample_plan(const Case& c);
Outlook sample_outlook(const Case& c);
Comparison sample_comparison(const Case& c);

}  // namespace penholder
