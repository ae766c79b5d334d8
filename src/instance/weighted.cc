#include "instance/weighted.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "instance/kinds.h"
#include "instance/read_instance.h"

namespace penholder::instance {
namespace {

using solver::Index;
using solver::Time;
using solver::Value;

constexpr Value kResourcesMost = 10'000;

void add_resources(solver::Model& model, const std::vector<Value>& capacities) {
  for (std::size_t r = 0; r < capacities.size(); ++r) {
    model.add_resource(fmt::format("R{}", r + 1), capacities[r]);
  }
}

/// What a task uses: entry `first + r * step` of the table for resource r.
std::vector<solver::Use> uses_of(const std::vector<Value>& table, std::size_t first,
                                 std::size_t step, std::size_t resources) {
  std::vector<solver::Use> uses;
  for (std::size_t r = 0; r < resources; ++r) {
    const Value amount = table[first + r * step];
    if (amount > 0) uses.push_back({.resource = static_cast<Index>(r), .amount = amount});
  }
  return uses;
}

/// Rising by `late` a step after the due start, by `early` before it, within starts 0 .. last.
solver::Cost due_cost(Index task, Time due, Value early, Value late, Time last) {
  solver::Cost cost;
  cost.moment = {.task = task, .point = solver::Point::Start};
  const Time early_end = std::min(due, last);
  if (early > 0 && early_end > 0) {
    cost.pieces.push_back({.from = 0, .to = early_end, .at_from = early * due, .slope = -early});
  }
  const Time late_begin = std::max<Time>(0, due + 1);
  if (late > 0 && late_begin <= last) {
    cost.pieces.push_back(
        {.from = late_begin, .to = last, .at_from = late * (late_begin - due), .slope = late});
  }
  return cost;
}

}  // namespace

solver::Model read_selection(DznFile& data) {
  const Value tasks = data.whole("n", 0, kTasksMost);
  const Value resources = data.whole("R", 0, kResourcesMost);
  const Time horizon = data.whole("H", 0, solver::kFarthest);
  const auto n = static_cast<std::size_t>(tasks);
  const auto r = static_cast<std::size_t>(resources);
  const std::vector<Value> capacities = data.array("cap", r, 0, solver::kLargest);
  const std::vector<Value> durations = data.array("d", n, 0, solver::kFarthest);
  const std::vector<Value> values = data.array("val", n, -solver::kLargest, solver::kLargest);
  const std::vector<Value> requests = data.table("rr", n, r, 0, solver::kLargest);
  const std::vector<Value> pairs = data.rows("P", 2, 1, tasks);
  solver::Model model;
  if (!data.ok()) return model;

  add_resources(model, capacities);
  solver::Objective objective;
  for (std::size_t i = 0; i < n; ++i) {
    const Index task = model.add_optional_task(std::to_string(i + 1), durations[i],
                                               uses_of(requests, i * r, 1, r));
    model.tasks[task].deadline = horizon;
    if (values[i] == 0) continue;
    solver::Cost cost;
    cost.moment.task = task;
    cost.by_mode = {-values[i]};
    objective.costs.push_back(std::move(cost));
  }
  for (std::size_t p = 0; p + 1 < pairs.size(); p += 2) {
    const auto before = static_cast<Index>(pairs[p] - 1);
    const auto later = static_cast<Index>(pairs[p + 1] - 1);
    model.after(later, before);
    model.implies({.task = later}, {.task = before});
  }
  model.objectives.push_back(std::move(objective));
  return model;
}

solver::Model read_weighted_due(DznFile& data) {
  // Products of a time and a weight stay far from 2^63; defects_of judges their sum.
  constexpr Value kWeightMost = Value{1} << 30;
  const Value tasks = data.whole("n_tasks", 0, kTasksMost);
  const Value resources = data.whole("n_res", 0, kResourcesMost);
  const Time starts = data.whole("t_max", 0, solver::kFarthest);
  const auto n = static_cast<std::size_t>(tasks);
  const auto r = static_cast<std::size_t>(resources);
  const std::vector<Value> capacities = data.array("rc", r, 0, solver::kLargest);
  const std::vector<Value> durations = data.array("d", n, 0, solver::kFarthest - starts);
  const std::vector<Value> requests = data.table("rr", r, n, 0, solver::kLargest);
  const std::vector<std::vector<Value>> successors = data.sets("suc", n, 1, tasks);
  const std::vector<Value> dues = data.table("deadline", n, 3, -solver::kFarthest, kWeightMost);
  solver::Model model;
  if (!data.ok()) return model;

  add_resources(model, capacities);
  solver::Objective objective;
  for (std::size_t i = 0; i < n; ++i) {
    const Time due = dues[3 * i];
    const Value early = dues[3 * i + 1];
    const Value late = dues[3 * i + 2];
    if (due > solver::kFarthest || early < 0 || late < 0) {
      data.fail(
          kinds::kOutOfRange, "deadline",
          fmt::format("row {} of `deadline`: the due start must lie within 268435456, the two "
                      "costs must not be negative",
                      i + 1));
      return {};
    }
    const Index task =
        model.add_task(std::to_string(i + 1), durations[i], uses_of(requests, i, n, r));
    model.tasks[task].deadline = starts - 1 + durations[i];
    solver::Cost cost = due_cost(task, due, early, late, starts - 1);
    if (!cost.pieces.empty()) objective.costs.push_back(std::move(cost));
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (const Value successor : successors[i]) {
      model.after(static_cast<Index>(successor - 1), static_cast<Index>(i));
    }
  }
  model.objectives.push_back(std::move(objective));
  return model;
}

}  // namespace penholder::instance
