#include "redline/task_changes.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace penholder {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

using TasksByNode = std::map<int, const RegisterRow*>;

TasksByNode tasks_by_node(const TextTree& tree, const Register& reg) {
  std::map<std::string_view, int> nodes;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    nodes.try_emplace(tree.nodes[i].locator, static_cast<int>(i));
  }
  TasksByNode tasks;
  for (const RegisterRow& row : reg.rows) {
    if (row.list == TaskList::None) continue;
    if (const auto node = nodes.find(row.locator); node != nodes.end()) {
      tasks.try_emplace(node->second, &row);
    }
  }
  return tasks;
}

// The title of the group that a task stands in, without the sentence that opens the list.
std::string group_of(const RegisterRow& row) {
  if (!row.title.empty() && row.title != row.text) return row.title;
  return row.under.size() > 1 ? row.under[1] : std::string();
}

bool is_below(const TextTree& tree, int node, int ancestor) {
  while (node >= 0 && node != ancestor) node = tree.nodes[at(node)].parent;
  return node >= 0;
}

std::vector<std::string> locators(const std::vector<WordShare>& shares) {
  std::vector<std::string> names;
  for (const WordShare& share : shares) names.push_back(share.locator);
  return names;
}

}  // namespace

std::vector<TaskChange> task_changes(const TextTree& from, const Register& from_register,
                                     const TextTree& to, const Register& to_register,
                                     const Alignment& alignment,
                                     const std::function<const RedlineRow*(int, int)>& row_at) {
  const TasksByNode old_tasks = tasks_by_node(from, from_register);
  const TasksByNode new_tasks = tasks_by_node(to, to_register);
  std::vector<TaskChange> changes;
  for (const auto& [b, task] : new_tasks) {
    TaskChange change;
    change.to = task->locator;
    change.to_list = task->list;
    change.text = task->text;
    change.under = group_of(*task);
    const int a = alignment.from[at(b)];
    const auto old = old_tasks.find(a);
    const RedlineRow* row = row_at(-1, b);
    if (old != old_tasks.end()) {
      change.from = old->second->locator;
      change.from_list = old->second->list;
      change.is_moved = alignment.is_moved[at(b)];
      const bool same = row != nullptr && (row->change == RowChange::Unchanged ||
                                           row->change == RowChange::Editorial);
      change.kind = same ? TaskChangeKind::Kept : TaskChangeKind::Reworded;
    } else if (a >= 0) {
      // Its partner has items that are tasks, or was no task before.
      change.kind = TaskChangeKind::Added;
      for (const auto& [node, below] : old_tasks) {
        if (!is_below(from, node, a)) continue;
        change.kind = TaskChangeKind::Detailed;
        change.elsewhere.push_back(below->locator);
        change.from_list = below->list;
      }
    } else {
      change.kind = TaskChangeKind::Added;
      // A new item below a task that had none.
      for (int parent = to.nodes[at(b)].parent; parent >= 0; parent = to.nodes[at(parent)].parent) {
        const auto whole = old_tasks.find(alignment.from[at(parent)]);
        if (whole == old_tasks.end()) continue;
        change.kind = TaskChangeKind::Detailed;
        change.elsewhere.push_back(whole->second->locator);
        change.from_list = whole->second->list;
        break;
      }
      if (change.kind == TaskChangeKind::Added && row != nullptr && !row->split_from.empty()) {
        change.kind = TaskChangeKind::Split;
        change.elsewhere = locators(row->split_from);
      }
    }
    changes.push_back(std::move(change));
  }
  for (const auto& [a, task] : old_tasks) {
    const int b = alignment.to[at(a)];
    if (new_tasks.contains(b)) continue;
    TaskChange change;
    change.from = task->locator;
    change.from_list = task->list;
    change.text = task->text;
    change.under = group_of(*task);
    change.kind = TaskChangeKind::Dropped;
    if (b >= 0) {
      for (const auto& [node, above] : new_tasks) {
        if (is_below(to, node, b)) change.elsewhere.push_back(above->locator);
      }
    } else {
      for (int parent = from.nodes[at(a)].parent; parent >= 0;
           parent = from.nodes[at(parent)].parent) {
        const auto whole = new_tasks.find(alignment.to[at(parent)]);
        if (whole == new_tasks.end()) continue;
        change.elsewhere.push_back(whole->second->locator);
        break;
      }
    }
    const RedlineRow* row = b < 0 ? row_at(a, -1) : nullptr;
    if (row != nullptr && !row->merged_into.empty()) {
      change.kind = TaskChangeKind::Merged;
      change.elsewhere = locators(row->merged_into);
    } else if (!change.elsewhere.empty()) {
      change.kind = TaskChangeKind::Detailed;
    } else if (b >= 0) {
      change.to = to.nodes[at(b)].locator;  // still there, but no task any more
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace penholder
