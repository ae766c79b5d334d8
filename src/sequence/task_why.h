#pragma once
// Why one task is so late, so low or left out: what it would take to have it better, what that
// costs, and which facts of the case allow no more.

#include "sequence/conflict.h"
#include "sequence/forced_plan.h"

namespace penholder {

struct TaskWhy {
  TaskId task{};
  enum class Status : std::uint8_t { InFull, Late, Low, LeftOut } status = Status::InFull;
  Plan plan;  ///< the best plan, without regard to the question
  /// The best plan in which the task is as early (Late), kept up throughout at its highest level
  /// (Low), or there at all (LeftOut). Nothing: no plan has it so.
  std::optional<ForcedPlan> forced;
  /// Late: the earliest finish in any plan, in days from the start of the horizon.
  std::optional<Days> earliest_finish;
  /// Why it can be no earlier, no higher or not at all in any plan: a minimal set of facts. Nothing
  /// where it can be had in full, or where that was not settled within the work allowed.
  std::optional<Conflict> limit;
};

/// Plans as `sequence` does with these settings, and asks a dozen questions beside.
///
///   view   noted in the plans as what the weights stand for
TaskWhy why_task(const Subject& subject, TaskId task, std::optional<ViewId> view,
                 const SequenceSettings& settings, Progress* progress = nullptr);

}  // namespace penholder
