#include "chart/task_groups.h"

#include <algorithm>
#include <optional>

namespace penholder {
namespace {

std::optional<ObjectiveId> main_priority(const Case& c, const Task& task) {
  IdVector<ObjectiveId, double> strength(c.objectives.size());
  std::optional<ObjectiveId> best;
  for (const Serves& serves : task.serves) {
    if (const auto priority = priority_above(c, serves.objective)) {
      strength[*priority] += serves.strength.likely;
    }
  }
  for (const ObjectiveId id : c.objectives.ids()) {
    if (strength[id] > 0 && (!best || strength[id] > strength[*best])) best = id;
  }
  return best;
}

}  // namespace

std::vector<TaskGroup> group_tasks(const Case& c, std::span<const TaskId> order) {
  std::vector<TaskGroup> groups;
  const bool has_priorities =
      std::ranges::any_of(c.objectives, [](const Objective& o) { return o.tier.has_value(); });
  if (has_priorities) {
    IdVector<ObjectiveId, TaskGroup> by_priority(c.objectives.size());
    TaskGroup rest{"Serves no strategic priority", {}};
    for (const TaskId task : order) {
      const auto priority = main_priority(c, c.tasks[task]);
      (priority ? by_priority[*priority] : rest).tasks.push_back(task);
    }
    for (const ObjectiveId id : c.objectives.ids()) {
      by_priority[id].title = c.objectives[id].title;
      groups.push_back(std::move(by_priority[id]));
    }
    groups.push_back(std::move(rest));
  } else {
    groups = {{"Priority tasks", {}}, {"Other tasks", {}}};
    for (const TaskId task : order) {
      groups[c.tasks[task].list == Task::List::Priority ? 0 : 1].tasks.push_back(task);
    }
  }
  std::erase_if(groups, [](const TaskGroup& group) { return group.tasks.empty(); });
  return groups;
}

}  // namespace penholder
