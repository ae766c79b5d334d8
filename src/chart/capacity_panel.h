#pragma once
// What the assets that run shortest offer and what a plan takes of them, on the plan's time axis.

#include <string>
#include <vector>

#include "chart/calendar.h"
#include "chart/figure.h"
#include "sequence/plan.h"

namespace penholder {

/// How short an asset runs: the largest share of its capacity in use.
struct AssetLoad {
  std::size_t index = 0;  ///< into Plan::use
  AssetId asset;
  double peak_share =
      0.0;  ///< used / capacity; infinite when something is used where nothing is offered
  double used_at_peak = 0.0;
  double capacity_at_peak = 0.0;
  Days overloaded = 0;  ///< days with more used than offered
};

/// Assets of which something is used, the shortest first, ties in the order of the case.
std::vector<AssetLoad> loads_of(const Plan& plan, const Case& c);

/// "peak 4 of 4 aircraft", "700 of 1,000 thousand dollars".
std::string describe_load(const Case& c, const AssetLoad& load);

/// One panel: used as a filled step, offered as a line, overload hatched. Label in [0, label_width]
/// beside it, or above it on a narrow figure. Returns the y below.
double draw_capacity(Figure& figure, const Calendar& calendar, const Case& c, const AssetUse& use,
                     const AssetLoad& load, double y, double label_width);

}  // namespace penholder
