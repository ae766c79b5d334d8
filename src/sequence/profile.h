#pragma once
// What is still free of one renewable asset over time: a step function of days, kept while tasks
// come and go.

#include <optional>
#include <vector>

#include "sequence/problem.h"

namespace penholder {

class Profile {
 public:
  /// Free = capacity. Only for renewable assets.
  explicit Profile(const PlanProblem::Asset& asset);

  /// Takes `amount` during [start, end); a negative amount gives back. Cost O(steps).
  void take(Days start, Days end, Amount amount);

  /// Least amount free during [start, end); `kUnlimited` when it is empty. Cost O(steps).
  [[nodiscard]] Amount least_free(Days start, Days end) const;

  /// First start in [from, latest] such that `amount` is free for `duration` days. Cost O(steps).
  [[nodiscard]] std::optional<Days> earliest(Days from, Days latest, Days duration,
                                             Amount amount) const;

  struct Step {
    Days from;
    Amount free;
  };
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

 private:
  /// Index of the step that begins at `day`, made if need be; day >= 0.
  std::size_t split(Days day);

  std::vector<Step> steps_;  // ascending; the first at day 0, the last lasts for ever
};

}  // namespace penholder
