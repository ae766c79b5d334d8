#include "mandate/estimate.h"

#include <algorithm>

namespace penholder {

double at_score(const Estimate& estimate, double z, Bounds bounds) {
  constexpr double kNinetiethPercentile = 1.2815515655446004;
  const double spread = z < 0.0 ? estimate.likely - estimate.low : estimate.high - estimate.likely;
  return std::clamp(estimate.likely + spread * z / kNinetiethPercentile, bounds.least, bounds.most);
}

}  // namespace penholder
