#pragma once
// A RobustPlan as JSON, for `--json`.

#include <nlohmann/json_fwd.hpp>

#include "sequence/robust_plan.h"

namespace penholder {

/// Keys in a fixed order; ids as text; figures rounded to what the sample carries.
///
///   c        the design that was planned
///   returns  {views: [{view (null: no view), vectors}], core_index: {...as plan_json.h...},
///            borderline: [{task, title, share, standard_error, by_view: [{view, share}],
///            in_reference, turned (null: not to be had, or not sought): {loss, least_loss,
///            changes: [CHANGE]}, displaced: [{task, title, share_with, share_without}]}],
///            weighed, candidates: [CANDIDATE], recommended (null: nothing weighed): {candidate,
///            worst_regret_bound, changes: [CHANGE], plan: {...as plan_json.h...}}}
///            CHANGE = {task, title, change: enters | leaves | gains | loses, points}
///            CANDIDATE = {origin: reference | mean | view | drawn | mixture, view, overall:
///            REGRET, worst_view, by_view: [{view, regret: REGRET}]} REGRET = {low, high,
///            standard_error, most}
nlohmann::ordered_json to_json(const RobustPlan& robust, const Case& c);

}  // namespace penholder
