#pragma once
// Does a schedule keep the rules of its model, and what does it cost? Asked from scratch.
//
// The judge of every schedule that the solver calls a solution. It shares no code with the solver:
// it reads the plain data of model.h and works everything else out itself, ends and costs too, so
// that a mistake there cannot vouch for itself here. Made for the whole schedule at once; nothing
// is kept between calls.

#include <span>
#include <string>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

struct ScheduleCheck {
  /// Each broken rule as a sentence that names its tasks; empty when the schedule keeps them all.
  std::vector<std::string> broken;
  /// Value of each objective; empty when a placement has no meaning (wrong number of placements, a
  /// mode that is not there, a start outside [-kFarthest, kFarthest]).
  std::vector<Value> costs;
  [[nodiscard]] bool is_valid() const { return broken.empty(); }
};

/// Every rule of a sound model (defects_of is empty) that `schedule` breaks, and its costs. The
/// schedule may be anything. Sums are exact whatever the amounts: no overflow hides an overload.
///
///   order   tasks, resources, budgets, lags, groups; an overloaded resource once a stretch
///   cost    O(size of the model + uses log uses); by event sweep a resource, not moment by moment
ScheduleCheck check_schedule(const Model& model, std::span<const Placement> schedule);

}  // namespace penholder::solver
