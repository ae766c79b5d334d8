#pragma once
// Designs of the mandate against views of the room: the product of stage `compare`. Plain data;
// made by compare/compare.h.
//
// The base case (the mandate as it stands) is always the first design. Every cell is computed on
// the same draws (common random numbers), so that differences between designs are not differences
// of luck.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mandate/case.h"
#include "stress/outlook.h"
#include "value/weights.h"

namespace penholder {

/// One design under one view: its best plan for that view, simulated.
struct Cell {
  double planned_value = 0.0;
  double upper_bound = 0.0;
  Measured value;  ///< over draws of weights, strengths and events
  Spread spread;
  double chance_best = 0.0;  ///< share of draws in which no other design does better
  double mean_regret =
      0.0;  ///< value of the best design in the draw minus this one's, mean over draws
  double worst_regret = 0.0;  ///< 95th percentile of that
  Measured gain;              ///< over the base case, same draws
  Measured all_benchmarks;
};

struct DesignRow {
  std::optional<OptionId> option;  ///< nothing: the mandate as it stands
  std::string title;
  std::string group;        ///< options of one group exclude one another
  std::vector<Cell> cells;  ///< one per view in `views`
  double worst_view_regret =
      0.0;  ///< largest mean regret over the views: what the least served perspective loses
  std::vector<std::string>
      tasks_gained;  ///< titles that enter the reference view's plan, against the base's plan
  std::vector<std::string>
      tasks_lost;  ///< titles that fall out of it: what the option costs the others
};

/// A judgement or weight on which the choice between designs turns.
struct Crux {
  std::string id;  ///< as Driver::id, or `weight/<leaf>`
  std::string title;
  Basis basis;
  Span span;
  double value_of_settling =
      0.0;  ///< expected gain in value from knowing it before choosing, points of 100
  std::string low_prefers;   ///< title of the best design when it lies in its lowest third
  std::string high_prefers;  ///< ... highest third
};

struct Comparison {
  std::string case_id;
  std::uint64_t seed = 0;
  std::size_t replications = 0;  ///< draws a cell
  std::vector<ViewId> views;
  std::vector<DesignRow> designs;  ///< the base first, then the options in the order of the case
  /// Design with the least worst-view regret; index into `designs`.
  std::size_t least_regret = 0;
  /// Design best in mean under each view; index into `designs`; nothing when the lead is within
  /// Monte Carlo error.
  std::vector<std::optional<std::size_t>> best_by_view;
  std::vector<Crux> cruxes;  ///< by falling value of settling; only those above Monte Carlo error
};

}  // namespace penholder
