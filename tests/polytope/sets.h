#pragma once
// Polytopes of which much is known.

#include <vector>

#include "oracle/lp_by_vertices.h"
#include "polytope/polytope.h"

namespace penholder::polytope::testing {

using penholder::testing::all_vertices;

/// All x >= 0 with sum 1.
inline Polytope simplex(std::size_t n) {
  Polytope set{.dimension = n, .at_least = {}, .equal = {{std::vector<double>(n, 1.0), 1.0}}};
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<double> unit(n, 0.0);
    unit[i] = 1.0;
    set.at_least.push_back({std::move(unit), 0.0});
  }
  return set;
}

/// The simplex with x1 >= x2 >= ... >= xn.
inline Polytope order_simplex(std::size_t n) {
  Polytope set = simplex(n);
  for (std::size_t i = 1; i < n; ++i) {
    std::vector<double> normal(n, 0.0);
    normal[i - 1] = 1.0;
    normal[i] = -1.0;
    set.at_least.push_back({std::move(normal), 0.0});
  }
  return set;
}

}  // namespace penholder::polytope::testing
