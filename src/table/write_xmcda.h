#pragma once
// A performance table as XMCDA 3.1.1 that `read_xmcda` reads back to the same table.

#include <string>

#include "table/performance_table.h"

namespace penholder {

/// Alternatives, criteria, scales with direction and anchors, functions that are no straight line,
/// thresholds, weights and the table, in the order of the schema's own examples. Of a distribution
/// the first `value` is the number that stands for it, so that a tool which takes one value takes
/// that. Well-formed whatever the table holds.
///
///   cost   linear
std::string write_xmcda(const PerformanceTable& table);

}  // namespace penholder
