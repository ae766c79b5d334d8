#pragma once
// Which weights prefer which design: shares of the weights, where the designs stand in them, and
// the exact map on the triangle when three objectives span the weights.
//
// The mean value of a design under a plan is linear in the weights, so each design is preferred on
// a union of convex parts (upper envelope of planes); on a triangle each part is the triangle cut
// by half-planes (Sutherland & Hodgman 1974, CACM 17(1)). Regions of weights in which an
// alternative is preferred are the subject of SMAA (Lahdelma & Salminen 2001); here alternatives
// are designs under uncertainty, valued by their mean.

#include <optional>
#include <span>
#include <vector>

#include "compare/comparison.h"
#include "compare/courses.h"

namespace penholder {

struct RegionInput {
  const Case& base;
  const Leaves& leaves;
  const Courses& courses;
  std::span<const std::vector<Weights>> views;  ///< draws by view, as many as Courses::views
  std::span<const Weights> all;                 ///< uniform over the tree
  unsigned threads = 1;                         ///< never changes the result
};

/// By design. Standard errors hold the luck of the draws and that of the courses (a jackknife over
/// eight parts of them; Efron & Stein 1981, Annals of Statistics 9(3)). Ties count for the first.
///
///   cost   draws * designs * views * leaves * 9
std::vector<Preference> find_preferences(const RegionInput& input);

/// Percentiles of each leaf's weight over `draws`.
IdVector<LeafId, Preference::Range> weight_ranges(std::span<const Weights> draws,
                                                  std::size_t leaves);

/// Nothing unless the case has three leaves, or three objectives at the top (below a single root,
/// however deep), each above at least one leaf.
std::optional<WeightMap> make_weight_map(const RegionInput& input);

}  // namespace penholder
