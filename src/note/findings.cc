#include "note/findings.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "note/phrase.h"

namespace penholder {

bool has_ranking(const NoteInputs& in) {
  const std::size_t tasks = in.dossier.base.tasks.size();
  return tasks > 0 && in.ranking.headline().rows.size() == tasks;
}

bool has_plan(const NoteInputs& in) {
  const std::size_t tasks = in.dossier.base.tasks.size();
  return tasks > 0 && in.plan.tasks.size() == tasks;
}

bool has_outlook(const NoteInputs& in) { return in.outlook.replications > 0; }

bool has_comparison(const NoteInputs& in) { return view_count(in) > 0; }

bool has_robust(const NoteInputs& in) {
  return in.robust != nullptr && in.robust->recommended &&
         in.robust->plan.tasks.size() == in.dossier.base.tasks.size();
}

Wanting wanting(const BorderlineTask& task) {
  constexpr double kMost = 0.8;  // of a view's plans
  constexpr double kFew = 0.2;
  Wanting found;
  for (std::size_t v = 0; v < task.share_by_view.size(); ++v) {
    const double share = task.share_by_view[v];
    (share >= kMost ? found.in : share <= kFew ? found.out : found.divided).push_back(v);
  }
  return found;
}

std::optional<std::size_t> proven_pairs(const NoteInputs& in) {
  const TaskRelation& holds = in.ranking.robustness.group.necessary_for_all;
  const auto& tasks = in.dossier.base.tasks;
  if (in.ranking.views.size() < 2 || tasks.size() < 2 || holds.tasks != tasks.size()) {
    return std::nullopt;
  }
  std::size_t pairs = 0;
  for (const TaskId a : tasks.ids()) {
    for (const TaskId b : tasks.ids()) pairs += holds(a, b) && !holds(b, a) ? 1 : 0;
  }
  return pairs;
}

std::vector<std::size_t> disputes_by_width(const NoteInputs& in) {
  // A dispute weighs by what the two tasks are worth: over a trifle nobody need argue.
  const std::vector<Ranking::Dispute>& all = in.ranking.contested;
  std::vector<std::size_t> order(all.size());
  std::iota(order.begin(), order.end(), 0);
  const auto width = [&](std::size_t i) {
    const Ranking::Dispute& d = all[i];
    const auto distance = [&](std::size_t view) {
      const ViewRanking& ranking = in.ranking.views[view];
      return std::abs(ranking.rows[d.a].mean_value - ranking.rows[d.b].mean_value);
    };
    return distance(d.view_for) + distance(d.view_against);
  };
  std::ranges::stable_sort(order, std::ranges::greater{}, width);
  return order;
}

std::size_t view_count(const NoteInputs& in) {
  return in.comparison.designs.empty() ? 0 : in.comparison.designs[0].cells.size();
}

bool has_core(const NoteInputs& in) {
  return in.core != nullptr && in.core->plans > 0 &&
         in.core->coreness.size() == in.dossier.base.tasks.size();
}

std::vector<ObjectiveId> priorities(const Case& c) {
  std::vector<ObjectiveId> found;
  for (const ObjectiveId id : c.objectives.ids()) {
    if (c.objectives[id].tier) found.push_back(id);
  }
  std::ranges::stable_sort(found, {},
                           [&](ObjectiveId id) { return c.objectives[id].tier.value_or(0); });
  return found;
}

std::optional<ObjectiveId> priority_of(const Case& c, TaskId task) {
  const Serves* strongest = nullptr;
  for (const Serves& serves : c.tasks[task].serves) {
    if (!strongest || serves.strength.likely > strongest->strength.likely) strongest = &serves;
  }
  if (!strongest) return std::nullopt;
  return priority_above(c, strongest->objective);
}

std::optional<ObjectiveId> priority_of(const Case& c, BenchmarkId benchmark) {
  for (const TaskId task : c.benchmarks[benchmark].delivered_by) {
    if (const auto found = priority_of(c, task)) return found;
  }
  return std::nullopt;
}

PlanSplit split_plan(const NoteInputs& in) {
  PlanSplit split;
  for (const TaskId task : in.plan.tasks.ids()) {
    (in.plan.tasks[task].included ? split.included : split.left_out).push_back(task);
  }
  return split;
}

std::vector<Tightness> tightness(const NoteInputs& in) {
  const Case& c = in.dossier.base;
  const Days horizon = c.horizon.length();
  std::vector<Tightness> found;
  for (const AssetUse& use : in.plan.use) {
    Tightness tight{.asset = use.asset, .share = 0.0, .is_budget = false};
    tight.is_budget = c.assets[use.asset].kind == Asset::Kind::Budget;
    for (std::size_t i = 0; i < use.steps.size(); ++i) {
      const AssetUse::Step& step = use.steps[i];
      if (step.capacity <= 0.0) continue;
      if (tight.is_budget) {
        tight.share = std::max(tight.share, step.used / step.capacity);
        continue;
      }
      const Days end = i + 1 < use.steps.size() ? use.steps[i + 1].from : horizon;
      if (step.used >= 0.99 * step.capacity && horizon > 0) {
        tight.share += static_cast<double>(end - step.from) / horizon;
      }
    }
    if (tight.share > 0.0) found.push_back(tight);
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Tightness::share);
  return found;
}

std::optional<double> realised(const NoteInputs& in, ObjectiveId node) {
  const Case& c = in.dossier.base;
  const Leaves leaves(c);
  if (!has_outlook(in) || in.outlook.leaf_attainment.size() != leaves.size() ||
      in.plan.weights.size() != leaves.size()) {
    return std::nullopt;
  }
  double weight = 0.0;
  double sum = 0.0;
  double plain_sum = 0.0;
  const IdVector<ObjectiveId, std::vector<LeafId>> below = leaves.below(c);
  for (const LeafId leaf : below[node]) {
    weight += in.plan.weights[leaf];
    sum += in.plan.weights[leaf] * in.outlook.leaf_attainment[leaf].mean;
    plain_sum += in.outlook.leaf_attainment[leaf].mean;
  }
  if (below[node].empty()) return std::nullopt;
  return weight > 0.0 ? sum / weight : plain_sum / static_cast<double>(below[node].size());
}

std::vector<Verdict> verdicts(const NoteInputs& in) {
  std::vector<Verdict> all;
  for (std::size_t d = 0; d < in.comparison.designs.size(); ++d) {
    const DesignRow& design = in.comparison.designs[d];
    if (!design.option || design.cells.empty()) continue;
    Verdict verdict{.design = d,
                    .better = 0,
                    .worse = 0,
                    .gain_low = design.cells[0].gain.mean,
                    .gain_high = design.cells[0].gain.mean};
    for (const Cell& cell : design.cells) {
      if (is_clear(cell.gain)) ++(cell.gain.mean > 0 ? verdict.better : verdict.worse);
      verdict.gain_low = std::min(verdict.gain_low, cell.gain.mean);
      verdict.gain_high = std::max(verdict.gain_high, cell.gain.mean);
    }
    all.push_back(verdict);
  }
  std::ranges::stable_sort(all, [](const Verdict& a, const Verdict& b) {
    return a.better != b.better ? a.better > b.better : a.gain_low > b.gain_low;
  });
  return all;
}

std::vector<std::size_t> benchmarks_by_due(const NoteInputs& in) {
  const Case& c = in.dossier.base;
  std::vector<std::size_t> order(in.outlook.benchmarks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    return resolve(c, c.benchmarks[in.outlook.benchmarks[i].benchmark].due);
  });
  return order;
}

std::vector<Standing> agreed_standings(const NoteInputs& in) {
  IdVector<TaskId, Standing> count(in.dossier.base.tasks.size());
  for (const TaskId task : count.ids()) count[task].task = task;
  for (const Ranking::Agreement& pair : in.ranking.shared) {
    ++count[pair.above].above;
    ++count[pair.below].below;
  }
  std::vector<Standing> all;
  for (const Standing& standing : count) {
    if (standing.above + standing.below > 0) all.push_back(standing);
  }
  std::ranges::stable_sort(all, [](const Standing& a, const Standing& b) {
    const auto lead = [](const Standing& s) {
      return static_cast<long>(s.above) - static_cast<long>(s.below);
    };
    return lead(a) > lead(b);
  });
  return all;
}

}  // namespace penholder
