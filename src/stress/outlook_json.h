#pragma once
// An Outlook as JSON, for `--json`, the server and golden tests.

#include <nlohmann/json_fwd.hpp>

#include "stress/outlook.h"

namespace penholder {

/// Keys in a fixed order; ids as text, dates as `2021-05-20`; figures rounded to what the sample
/// carries.
///
///   c        the case or design that was simulated
///   returns  {case, as_of, seed, replications, planned_value, value: MEASURED, spread: SPREAD,
///            objectives: [{objective, title, attained: MEASURED}], all_benchmarks: MEASURED,
///            benchmarks_met: [share], benchmarks: [{benchmark, title, due, met: MEASURED,
///            met_in_horizon, curve: [{date, probability}]}], tasks: [{task, title, kind, done,
///            on_plan, finish: SPREAD of dates or null, mean_credit, criticality, due_missed}],
///            shocks: [{shock, title, strikes, value_lost: MEASURED, value_when_struck,
///            value_when_spared, all_benchmarks_lost}], drivers: [{id, title, basis,
///            variance_share, low: {label, value}, high: {label, value}}], explained,
///            judgement_share, histogram: {bin_width, shares}}
///
/// MEASURED = {mean, standard_error}; SPREAD = {p5, p10, p50, p90, p95}. A task's finish is the day
/// after its last, and null when it is standing or never done.
nlohmann::ordered_json to_json(const Outlook& outlook, const Case& c);

}  // namespace penholder
