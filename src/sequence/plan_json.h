#pragma once
// A Plan as JSON, for `--json`, the server and golden tests.

#include <nlohmann/json_fwd.hpp>

#include "sequence/plan.h"

namespace penholder {

/// Keys in a fixed order; ids as text, dates as `2021-05-20`; points and amounts to 2 decimals,
/// credits to 3.
///
///   c        the case or design that was planned
///   returns  {case, as_of, seed, view, value, upper_bound, gap, proven, bound_source,
///            weights: [{objective, weight}], tasks: [TASK], order: [task],
///            unmet: [{task, reason}], use: [USE]}
///            TASK = {task, title, kind, must, included, start, finish (discrete and included, else
///            null; finish is the day after the last), levels: [{phase, level or null}] (standing),
///            credit, value, full_value, held_back_by}
///            USE = {asset, title, unit, kind, steps: [{from, used, capacity}]}, capacity null when
///            none is stated. upper_bound is rounded up: what is shown must stay a bound
nlohmann::ordered_json to_json(const Plan& plan, const Case& c);

/// {plans, proven, tasks: [{task, title, share, standard_error, coreness: core|borderline|out}]}.
nlohmann::ordered_json to_json(const CoreIndex& index, const Case& c);

/// "core", "borderline", "out".
const char* to_word(Coreness coreness);

}  // namespace penholder
