#pragma once
// Performances drawn from their distributions.

#include <span>
#include <vector>

#include "base/random.h"
#include "table/performance_table.h"

namespace penholder {

/// One draw. Percentiles are a two-piece normal through the three (mandate/estimate.h), not cut
/// off. A certain performance takes nothing from `rng`.
double draw(const Performance& performance, Rng& rng);

/// Gamma with this shape (> 0) and scale 1.
///   source  Marsaglia & Tsang 2000, ACM TOMS 26(3), 363-372, with their remark on shapes
///   below 1
double draw_gamma(double shape, Rng& rng);

/// All cells at their central numbers.
std::vector<double> central_cells(const PerformanceTable& table);

/// All cells drawn, in the order of the table.
void draw_cells(const PerformanceTable& table, Rng& rng, std::span<double> cells);

/// No cell is uncertain.
bool is_certain(const PerformanceTable& table);

}  // namespace penholder
