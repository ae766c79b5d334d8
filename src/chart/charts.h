#pragma once
// Every picture, drawn once, here. Pure functions: the same value gives the same bytes. Nothing in
// a product or a case can break a picture: text is escaped, numbers that are not finite are shown
// as a dash, empty products give a picture that says so.
//
// All pictures: cost O(what is drawn); a `Chart` as chart.h describes it.

#include <cstddef>
#include <optional>
#include <span>

#include "chart/chart.h"
#include "compare/comparison.h"
#include "geo/geojson.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "sequence/plan.h"
#include "stress/outlook.h"

namespace penholder {

/// Each task's value (mean, 5-95 % of draws) and how often it stands at each rank, grouped by
/// strategic priority (or list, when the case has no priorities), best first.
///
///   view   index into `ranking.views`; nothing: the headline view
Chart draw_ranking(const Ranking& ranking, const Case& c, const ChartSettings& settings,
                   std::optional<std::size_t> view = std::nullopt);

/// The plan over the phases, under the political calendar: discrete tasks as bars, standing tasks
/// as bands as high as their level, what is left out, and below on the same time axis the use of
/// the assets that run shortest.
Chart draw_plan(const Plan& plan, const Case& c, const ChartSettings& settings);

/// Probability over time that each benchmark is met, with its due date. Up to five in one panel,
/// more as small multiples.
Chart draw_benchmarks(const Outlook& outlook, const Case& c, const ChartSettings& settings);

/// Which uncertain inputs move the value (tornado): mean value when the input is low and when it is
/// high, judged inputs told from cited ones.
///
///   shown_max   as many of the strongest drivers
Chart draw_drivers(const Outlook& outlook, const Case& c, const ChartSettings& settings,
                   std::size_t shown_max = 12);

/// The mean value with and without each shock, and in the runs that it strikes.
Chart draw_shocks(const Outlook& outlook, const Case& c, const ChartSettings& settings);

/// Distribution of the plan's value over the simulated runs, beside the value planned.
Chart draw_value(const Outlook& outlook, const Case& c, const ChartSettings& settings);

/// Designs of the mandate (rows) under the views of the room (columns): mean value, gain over the
/// mandate as it stands, the best of each column marked. A comparison without views has one
/// column, under equal weights.
Chart draw_options(const Comparison& comparison, const Case& c, const ChartSettings& settings);

/// Which weights prefer which design, as a map on the triangle of three objectives: parts by number
/// and pattern, the middle of each view by letter. Says so when there are not three.
Chart draw_weight_map(const Comparison& comparison, const Case& c, const ChartSettings& settings);

/// The same for any number of objectives, as parallel ranges: for each of the designs that most
/// weights prefer, the range of every leaf's weight where it is best, beside that of all weights.
Chart draw_weight_ranges(const Comparison& comparison, const Case& c,
                         const ChartSettings& settings);

/// Where the areas of the case lie: the country and its neighbours, areas as circles as large as
/// their need. `attribution` must be shown beside it.
///
///   polygons   the user's own boundaries (geo/geojson.h), matched to areas by p-code, then by
///   name;
///              may be empty
Chart draw_map(const Case& c, std::span<const Feature> polygons, const ChartSettings& settings);

}  // namespace penholder
