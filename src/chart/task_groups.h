#pragma once
// Tasks under the headings by which a mandate's reader looks for them.

#include <span>
#include <string>
#include <vector>

#include "mandate/case.h"

namespace penholder {

struct TaskGroup {
  std::string title;
  std::vector<TaskId> tasks;
};

/// `order` divided by the strategic priority that each task serves most (sum of likely strengths;
/// the first of equals), in the order of the case; tasks that serve none come last. A case without
/// priorities is divided by list (priority tasks, other tasks). Empty groups are left out; within a
/// group the given order is kept.
std::vector<TaskGroup> group_tasks(const Case& c, std::span<const TaskId> order);

}  // namespace penholder
