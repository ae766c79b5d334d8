#include "mandate/events.h"

#include <cmath>

namespace penholder {

Date at_score(const DateEstimate& estimate, double z) {
  const Estimate offset{.low = static_cast<double>(estimate.low - estimate.likely),
                        .likely = 0.0,
                        .high = static_cast<double>(estimate.high - estimate.likely),
                        .basis = {},
                        .span = {}};
  constexpr Bounds kWithinCalendar{-100000.0, 100000.0};
  return estimate.likely + static_cast<Days>(std::lround(at_score(offset, z, kWithinCalendar)));
}

}  // namespace penholder
