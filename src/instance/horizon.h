#pragma once
// By when a project can be done at the latest without loss: what the published makespan instances
// need as a deadline.

#include <cstdint>

#include "solver/model.h"

namespace penholder::instance {

/// If the model has a schedule at all, it has one of least makespan that ends by this time: sum
/// over the tasks of the greater of the longest duration and the longest lag from the start
/// (Bartusch, Moehring & Radermacher 1988, section 3). Why: a moment at which nothing runs and no
/// lag spans can be cut out of the schedule. Holds for tasks that must all be done, from 0 on,
/// under constant capacities; the caller sees to that.
///
///   cost   O(tasks + modes + lags)
solver::Time latest_useful_end(const solver::Model& model);

/// Gives every task latest_useful_end as its deadline; false, and nothing changed, when that is
/// beyond solver::kFarthest.
bool set_horizon(solver::Model& model);

}  // namespace penholder::instance
