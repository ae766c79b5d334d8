#pragma once
// Designs of the mandate against views of the room: the product of stage `compare`. Plain data;
// made by compare/compare.h.
//
// The base case (the mandate as it stands) is always the first design. Every cell is computed on
// the same draws (common random numbers), so that differences between designs are not differences
// of luck.

#include <array>
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

/// A question on which the choice between designs turns: a judgement, a weight, the choice of view,
/// or two of these together.
struct Crux {
  std::string id;  ///< as Driver::id, `weight/<objective>`, `view`; of a pair `<id>+<id>`
  std::string title;
  Basis basis;
  Span span;
  double value_of_settling =
      0.0;  ///< expected gain in value from knowing it before choosing, points of 100
  std::string low_prefers;      ///< title of the best design when it lies in its lowest third
  std::string high_prefers;     ///< ... highest third
  double standard_error = 0.0;  ///< Monte Carlo, of `value_of_settling`
  enum class Kind : std::uint8_t { Input, Weight, View, Pair } kind = Kind::Input;
  /// Kind::View: which design each view would choose, in the order of `Comparison::views`. Then,
  /// and for a pair, `low_prefers` and `high_prefers` are empty.
  std::vector<std::size_t> by_view = {};
};

/// Where in the space of weights one design is best on average over events. Each design is carried
/// out by the best, for the weights in question, of the plans chosen for its cells.
struct Preference {
  Measured of_all;                ///< share of all weights (uniform over the tree)
  std::vector<Measured> by_view;  ///< share of each view's weights
  /// 10th, 50th and 90th percentile of each leaf's weight where it is best, over all weights; empty
  /// when it is best nowhere.
  struct Range {
    double p10 = 0.0;
    double p50 = 0.0;
    double p90 = 0.0;
  };
  IdVector<LeafId, Range> weight;
  enum class Standing : std::uint8_t {
    EveryView,  ///< best for more than half of every view's weights
    SomeViews,  ///< ... of some views' weights
    NoView,     ///< best for some of the weights drawn, but for no view's half
    Nowhere     ///< best in no draw, of any view or of all weights
  } standing = Standing::Nowhere;
};

/// The same as a map, when the case has three leaves or three objectives at the top. Points are
/// shares of the three corners, with sum 1.
struct WeightMap {
  using Point = std::array<double, 3>;
  std::array<ObjectiveId, 3> corners{};
  /// False: the corners are inner objectives, each split among its leaves as the mean of all
  /// weights splits it.
  bool has_leaves_at_corners = true;
  /// A convex part, exact for the simulated means; parts cover the triangle without overlap.
  struct Part {
    std::size_t design = 0;
    std::vector<Point> outline;
  };
  std::vector<Part> parts;
  /// Where two designs are equally good.
  struct Border {
    Point from{};
    Point to{};
  };
  std::vector<Border> borders;
  struct Cloud {
    Point mean{};
    std::vector<Point> draws;  ///< the first of the view's draws
  };
  std::vector<Cloud> views;  ///< in the order of `Comparison::views`
};

/// What it would take to turn the choice that the room as a whole would make: every view counted
/// alike, all weights moved towards one leaf.
struct Turn {
  LeafId leaf{};
  double shift = 0.0;      ///< share of the whole weight, 0..1
  std::size_t design = 0;  ///< which is then best
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

  // The room as a whole, every view counted alike; only with two designs or more.
  std::size_t room_best = 0;  ///< design with the largest mean
  Measured room_lead;         ///< over the next best; 0 with one design
  std::size_t room_second = 0;
  std::vector<Turn> turns;              ///< smallest shift first; only shifts below 1
  std::size_t questions = 0;            ///< that were asked: inputs, weights, the view, and pairs
  Measured value_of_view;               ///< of knowing which view holds
  Measured value_of_weights;            ///< of knowing all weights
  Measured value_of_all;                ///< of knowing everything: no question can be worth more
  std::vector<Preference> preferences;  ///< by design; empty without draws
  IdVector<LeafId, Preference::Range> all_weights;  ///< of each leaf, over all weights
  std::optional<WeightMap> weight_map;
};

}  // namespace penholder
