#include "exchange/case_table.h"

#include <map>

#include "base/check.h"

namespace penholder {
namespace {

Performance performance_of(const Estimate& strength) {
  if (strength.is_certain()) return Exact{strength.likely};
  return Percentiles{.low = strength.low, .likely = strength.likely, .high = strength.high};
}

}  // namespace

PerformanceTable table_of(const Case& base, const Case& design, const Weights& weights) {
  const Leaves leaves(base);
  CHECK(weights.size() == leaves.size());
  PerformanceTable table;
  std::map<std::string, std::size_t, std::less<>> place;  // designs share ids, not positions
  for (const LeafId leaf : leaves.ids()) {
    place.emplace(leaves.id(leaf), table.criteria.size());
    Criterion& criterion = table.criteria.emplace_back();
    criterion.id = leaves.id(leaf);
    criterion.title = leaves.title(leaf);
    criterion.unit = "strength";
    criterion.direction = Direction::Max;
    criterion.weight = weights[leaf];
  }
  std::vector<double> totals(table.criteria.size(), 0.0);
  const auto for_each = [&](const Case& c, const auto& visit) {
    for (const TaskId task : c.tasks.ids()) {
      for (const Serves& serves : c.tasks[task].serves) {
        const auto found = place.find(c.objectives[serves.objective].id);
        if (found != place.end()) visit(task, found->second, serves.strength);
      }
    }
  };
  for_each(base, [&](TaskId, std::size_t leaf, const Estimate& strength) {
    totals[leaf] += strength.likely;
  });
  for (std::size_t c = 0; c < totals.size(); ++c) {
    table.criteria[c].scale = linear_scale(0.0, totals[c] > 0.0 ? totals[c] : 1.0);
  }
  for (const Task& task : design.tasks) {
    table.alternatives.push_back({.id = task.id, .title = task.title, .span = {}});
  }
  table.cells.assign(table.alternatives.size() * table.criteria.size(), Exact{});
  for_each(design, [&](TaskId task, std::size_t leaf, const Estimate& strength) {
    table.cells[task.value * table.criteria.size() + leaf] = performance_of(strength);
  });
  return table;
}

}  // namespace penholder
