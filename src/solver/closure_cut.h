#pragma once
// A linear inequality on starts and presence that every schedule of a model
// keeps: the reduced costs of a closure bound. What it gives a search: with an
// incumbent of cost U, whoever wants a better schedule must keep the sum of the
// tables at or below scale * (U - 1) - constant.

#include <algorithm>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

/// scale * cost >= constant + sum over tasks of (at(task, start) if done,
/// if_absent otherwise), for every schedule that keeps the model's rules and
/// the start windows that were given.
struct ClosureCut {
  struct Step {
    Time from = 0;
    Value cost = 0;  ///< >= 0, for starts from here up to the next step
    friend bool operator==(const Step&, const Step&) = default;
  };
  struct Table {
    std::vector<Step> steps;  ///< ascending; before the first no start is possible
    Value if_absent = 0;      ///< >= 0
    friend bool operator==(const Table&, const Table&) = default;
  };
  Value scale = 1;
  Value constant = 0;
  std::vector<Table> tables;  ///< one a task

  /// Cost of a start; 0 where the task cannot start.
  ///
  ///   cost   O(log steps)
  [[nodiscard]] Value at(Index task, Time start) const {
    const auto& steps = tables[task].steps;
    const auto after = std::ranges::upper_bound(steps, start, {}, &Step::from);
    return after == steps.begin() ? 0 : (after - 1)->cost;
  }
  friend bool operator==(const ClosureCut&, const ClosureCut&) = default;
};

}  // namespace penholder::solver
