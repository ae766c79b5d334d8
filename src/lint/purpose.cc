// What tasks are for: every task a priority, every priority its means, every benchmark a deliverer.

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder::lint_rules {
namespace {

bool has_strategic_priorities(const Case& c) {
  return std::ranges::any_of(c.objectives, [](const Objective& o) { return o.tier.has_value(); });
}

void check_task(const Case& c, TaskId id, bool has_priorities, Diagnostics& out) {
  const Task& task = c.tasks[id];
  std::vector<std::string> outside;
  for (const Serves& serves : task.serves) {
    // What a task is for is not judged to the end yet; the open strength is listed as a to-do.
    if (serves.strength.is_unknown()) return;
    if (serves.strength.high <= 0.0) continue;
    if (!has_priorities || priority_above(c, serves.objective)) return;
    outside.push_back(quoted(c.objectives[serves.objective].title));
  }
  if (outside.empty()) {
    out.add(rule("task-serves-no-priority"), task.span,
            fmt::format("task {} serves no objective, so it is worth nothing under any weights",
                        quoted(task.id)),
            "add what it serves (`serves`), or leave the task out");
    return;
  }
  out.add(rule("task-serves-no-priority"), task.span,
          fmt::format(
              "task {} {}serves only {}, which no strategic priority covers", quoted(task.id),
              task.list == Task::List::Priority ? "is on the mandate's list of priority tasks, but "
                                                : "",
              join_words(outside)),
          "name the strategic priority that it also serves, or keep this as a question for the "
          "room: should the "
          "mandate carry it");
}

/// The largest amount that the asset offers at any time of the horizon.
double most_of(const Asset& asset) {
  double most = 0.0;
  for (const Asset::Step& step : asset.capacity) most = std::max(most, step.amount.likely);
  return most;
}

bool can_be_met(const Case& c, const Task& task) {
  const double least_effort =
      task.levels.empty() ? 1.0 : std::ranges::min(task.levels, {}, &Level::effort).effort;
  return std::ranges::all_of(task.needs, [&](const Need& need) {
    return need.amount.likely * least_effort <= most_of(c.assets[need.asset]) + 1e-9;
  });
}

void check_objective(const Case& c, ObjectiveId id, Diagnostics& out) {
  const Objective& objective = c.objectives[id];
  const auto leaves = leaves_below(c, id);
  const bool is_leaf = leaves.size() == 1 && leaves[0] == id;
  if (!is_leaf && !objective.tier) return;
  std::vector<const Task*> serving;
  for (const Task& task : c.tasks) {
    const bool serves_it = std::ranges::any_of(task.serves, [&](const Serves& serves) {
      return serves.strength.high > 0.0 &&
             std::ranges::find(leaves, serves.objective) != leaves.end();
    });
    if (serves_it) serving.push_back(&task);
  }
  const std::string name = fmt::format("{} {}", objective.tier ? "strategic priority" : "objective",
                                       quoted(objective.id));
  if (serving.empty()) {
    // A priority without any task is reported once, not again for each of its leaves.
    const auto above = priority_above(c, id);
    if (!objective.tier && above && *above != id) {
      const auto all = leaves_below(c, *above);
      const bool reported = std::ranges::none_of(c.tasks, [&](const Task& task) {
        return std::ranges::any_of(task.serves, [&](const Serves& serves) {
          return serves.strength.high > 0.0 &&
                 std::ranges::find(all, serves.objective) != all.end();
        });
      });
      if (reported) return;
    }
    out.add(rule("priority-without-means"), objective.span, fmt::format("no task serves {}", name),
            "add a task that serves it, or take the objective out: its weight would be lost");
    return;
  }
  if (std::ranges::none_of(serving, [&](const Task* task) { return can_be_met(c, *task); })) {
    std::vector<Label> labels;
    for (const Task* task : serving) {
      labels.push_back({.span = task->span, .text = "needs more than there ever is"});
    }
    out.add(rule("priority-without-means"), objective.span,
            fmt::format("none of the tasks that serve {} can be carried by the assets", name),
            "raise the capacity that they lack, or lower what they need", std::move(labels));
    return;
  }
  if (objective.tier &&
      std::ranges::all_of(serving, [](const Task* task) { return task->needs.empty(); })) {
    out.add(
        rule("priority-without-means"), objective.span,
        fmt::format("no task that serves {} says what it needs", name),
        "state the needs of its tasks, if only as judgements: a priority without means is a wish");
  }
}

}  // namespace

void check_purpose(const Case& c, Diagnostics& out) {
  const bool has_priorities = has_strategic_priorities(c);
  for (const TaskId id : c.tasks.ids()) check_task(c, id, has_priorities, out);
  for (const ObjectiveId id : c.objectives.ids()) check_objective(c, id, out);
  for (const Benchmark& benchmark : c.benchmarks) {
    if (!benchmark.delivered_by.empty()) continue;
    const std::string others =
        benchmark.needs.empty() ? "" : "; it rests only on conditions outside the mission's hands";
    out.add(rule("benchmark-undelivered"), benchmark.span,
            fmt::format("no task delivers benchmark {}{}", quoted(benchmark.id), others),
            "name the tasks that work towards it in `delivered-by`");
  }
}

}  // namespace penholder::lint_rules
