#pragma once
// A case as a performance table: its tasks are the alternatives, its leaf objectives the criteria.

#include "mandate/case.h"
#include "table/performance_table.h"
#include "value/weights.h"

namespace penholder {

/// Strengths as they stand in the case, 0 where a task does not serve an objective; uncertain ones
/// as percentiles. An objective's anchors are 0 and the sum of all likely strengths for it in
/// `base` (1 where nothing serves it), so that the additive value of a task at likely strengths is
/// the case's own (Shares::full_value): the whole of what the mandate does for the objective is
/// worth 1.
///
///   base     whose scale and leaves are used
///   design   whose tasks are shown: `base`, or a design of it
///   weights  of the leaves of `base`: the criteria's weights
///   cost     O(tasks * leaves)
PerformanceTable table_of(const Case& base, const Case& design, const Weights& weights);

}  // namespace penholder
