#pragma once
// Serial schedule generation as it is told, on the plain model: each task of the list at the first
// moment of all at which no rule is broken, asked moment by moment. The oracle of
// serial_schedule.h.

#include <optional>
#include <span>

#include "solver/model.h"

namespace penholder::oracle {

/// As solver::serial_schedule. Moments after `last` are not tried.
///
///   cost   O(tasks^2 * moments * duration)
std::optional<solver::Schedule> serial_schedule_slow(const solver::Model& model,
                                                     std::span<const solver::Index> list,
                                                     std::span<const int> modes, solver::Time last);

}  // namespace penholder::oracle
