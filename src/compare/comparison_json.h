#pragma once
// A Comparison as JSON, for `--json`, the server and golden tests.

#include <nlohmann/json_fwd.hpp>

#include "compare/comparison.h"

namespace penholder {

/// Keys in a fixed order; ids as text; figures rounded to what the sample carries.
///
///   c        the base case
///   returns  {case, as_of, seed, replications, views: [{view, title, held_by, best}],
///            least_regret, designs: [DESIGN], cruxes: [{id, title, basis, value_of_settling,
///            standard_error, kind: input | weight | view | pair, low_prefers, high_prefers,
///            by_view: [design]}], choice: {best, second, lead: MEASURED, turns: [{objective,
///            shift, design}], questions, value_of_view: MEASURED, value_of_weights: MEASURED,
///            value_of_all: MEASURED}, preferences: [PREFERENCE], all_weights: [RANGE],
///            weight_map: {corners: [objective], parts: [{design, outline: [POINT]}], borders:
///            [{from, to}], views: [POINT]} or null}
///            PREFERENCE = {standing: every-view | some-views | no-view | nowhere, of_all, by_view,
///            weight: [RANGE]}, by design; RANGE = {objective, p10, p50, p90}; POINT = shares of
///            the three corners
///            DESIGN = {option (null: the mandate as it stands), title, group, worst_view_regret,
///            tasks_gained, tasks_lost, cells: [{view, planned_value, upper_bound, value: MEASURED,
///            spread: SPREAD, chance_best, mean_regret, worst_regret, gain: MEASURED,
///            all_benchmarks: MEASURED}]}
///
/// `held_by` never tells one participant from some (docs/methods/non-attribution.md).
/// `best` is the position of a design, null when the lead is within error; MEASURED and SPREAD are
/// as in outlook_json.h.
nlohmann::ordered_json to_json(const Comparison& comparison, const Case& c);

}  // namespace penholder
