#pragma once
// How much of a task's full value a course of events earns: the credit of design.md, 0..1.

#include <optional>
#include <span>
#include <vector>

#include "mandate/case.h"

namespace penholder {

/// Credit of a discrete task by its completion. Days count from the start of the horizon.
class CompletionCredit {
 public:
  /// Resolves the task's rule: a step's `by`, a milestone's likely date.
  CompletionCredit(const Case& c, TaskId task);

  /// Credit when the task is complete at the end of day `finish - 1`, i.e. its interval is [start,
  /// finish). Non-increasing in `finish`; 0 beyond the horizon.
  [[nodiscard]] double at(double finish) const;

  /// The last finish that still earns something; after it the task is not worth doing.
  [[nodiscard]] Days last_useful_finish() const;

  [[nodiscard]] CreditRule::Kind rule() const { return rule_; }

 private:
  CreditRule::Kind rule_;
  Days horizon_;
  Days by_;  // last finish with full credit, for Step
};

/// Share of the need that a standing task's areas cover: need of its areas over need of
/// `counted_over`; 1 when it names no areas to be counted over, or none of them has a need.
double area_cover(const Case& c, const Task& task);

/// Credit of a standing task: time average of its level's effect over the phases, times its cover.
///
///   effects   one effect (0..1) per phase
double standing_credit(const Case& c, const Task& task, std::span<const double> effects);

}  // namespace penholder
