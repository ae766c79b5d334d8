#include "oracle/stress_planner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "value/credit.h"

namespace penholder::testing {
namespace {

class Planner {
 public:
  Planner(const Case& design, std::uint64_t seed) : c_(design), rng_(seed), is_random_(seed != 0) {
    horizon_ = c_.horizon.length();
    for (const Asset& asset : c_.assets) {
      free_.emplace_back(static_cast<std::size_t>(horizon_), 0.0);
      for (Days day = 0; day < horizon_; ++day) {
        for (const Asset::Step& step : asset.capacity) {
          if (step.from <= c_.horizon.start + day || &step == &asset.capacity.front()) {
            free_.back()[static_cast<std::size_t>(day)] = step.amount.likely;
          }
        }
      }
    }
    plan_.tasks.resize(c_.tasks.size());
    for (PlannedTask& task : plan_.tasks) task.levels.assign(c_.phases.size(), -1);
  }

  Plan make() {
    std::vector<TaskId> order;
    for (const TaskId id : c_.tasks.ids()) order.push_back(id);
    if (is_random_) {
      for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[rng_.below(static_cast<std::uint32_t>(i))]);
      }
    }
    for (const TaskId id : order) place(id, 0);
    // What needs a partner that did not fit falls out again, and what follows from that.
    for (std::size_t round = 0; round < c_.links.size() + 1; ++round) {
      for (const Link& link : c_.links) {
        const auto* on = std::get_if<TaskId>(&link.on);
        if (on == nullptr) continue;
        const bool a = plan_.tasks[link.task].included;
        const bool b = plan_.tasks[*on].included;
        const bool needs = link.kind == Link::Kind::Requires || link.kind == Link::Kind::Together ||
                           link.kind == Link::Kind::After;
        if (needs && a && !b) drop(link.task);
        if (link.kind == Link::Kind::Together && b && !a) drop(*on);
        if (link.kind == Link::Kind::InsteadOf && a && b) drop(link.task);
      }
    }
    for (const TaskId id : c_.tasks.ids()) {
      if (plan_.tasks[id].included && !c_.tasks[id].is_standing()) plan_.order.push_back(id);
    }
    std::ranges::stable_sort(plan_.order, {}, [&](TaskId id) { return plan_.tasks[id].start; });
    return plan_;
  }

 private:
  void drop(TaskId id) {
    plan_.tasks[id] = {};
    plan_.tasks[id].levels.assign(c_.phases.size(), -1);
  }

  void place(TaskId id, int depth) {
    if (plan_.tasks[id].included || depth > 50) return;
    Days from = 0;
    for (const Link& link : c_.links) {
      if (link.task != id) continue;
      const Days lag = link.lag ? static_cast<Days>(std::lround(link.lag->likely)) : 0;
      const bool is_start = link.kind == Link::Kind::After || link.kind == Link::Kind::NotBefore;
      if (!is_start) continue;
      if (link.date) from = std::max(from, *link.date - c_.horizon.start);
      if (const auto* on = std::get_if<TaskId>(&link.on)) {
        place(*on, depth + 1);
        if (!plan_.tasks[*on].included) return;
        from = std::max(from, end_of(*on) + lag);
      } else if (const auto* condition = std::get_if<ConditionId>(&link.on)) {
        from = std::max(from, c_.conditions[*condition].date.likely - c_.horizon.start + lag);
      } else if (const auto* milestone = std::get_if<MilestoneId>(&link.on)) {
        from = std::max(from, c_.milestones[*milestone].date.likely - c_.horizon.start + lag);
      }
    }
    c_.tasks[id].is_standing() ? place_standing(id, from) : place_discrete(id, from);
  }

  [[nodiscard]] Days end_of(TaskId id) const {
    if (!c_.tasks[id].is_standing()) return plan_.tasks[id].finish;
    for (const PhaseId phase : c_.phases.ids()) {
      if (plan_.tasks[id].levels[phase.value] >= 0) {
        return c_.phases[phase].range.end - c_.horizon.start;
      }
    }
    return horizon_;
  }

  void place_discrete(TaskId id, Days from) {
    const Task& task = c_.tasks[id];
    const auto duration = static_cast<Days>(std::lround(task.duration->likely));
    for (Days start = from; start + duration <= horizon_; ++start) {
      if (!fits(task, start, start + duration, 1.0, 1.0)) continue;
      take(task, start, start + duration, 1.0, 1.0);
      plan_.tasks[id].included = true;
      plan_.tasks[id].start = start;
      plan_.tasks[id].finish = start + duration;
      return;
    }
  }

  void place_standing(TaskId id, Days from) {
    const Task& task = c_.tasks[id];
    for (const PhaseId phase : c_.phases.ids()) {
      const Days start = c_.phases[phase].range.start - c_.horizon.start;
      const Days end = c_.phases[phase].range.end - c_.horizon.start;
      if (start < from) continue;
      int level = static_cast<int>(task.levels.size()) - 1;
      if (is_random_)
        level = static_cast<int>(rng_.below(static_cast<std::uint32_t>(task.levels.size())));
      for (; level >= 0; --level) {
        const double effort = task.levels[static_cast<std::size_t>(level)].effort;
        const double periods = effort * static_cast<double>(end - start) / 30.0;
        if (!fits(task, start, end, effort, periods)) continue;
        take(task, start, end, effort, periods);
        plan_.tasks[id].included = true;
        break;
      }
      plan_.tasks[id].levels[phase.value] = level;
    }
  }

  bool fits(const Task& task, Days start, Days end, double effort, double periods) const {
    return std::ranges::all_of(task.needs, [&](const Need& need) {
      const bool is_budget = c_.assets[need.asset].kind == Asset::Kind::Budget;
      const double amount = need.amount.likely * (is_budget ? periods : effort);
      const auto& free = free_[need.asset.value];
      const Days last = is_budget ? start + 1 : end;
      for (Days day = start; day < last; ++day) {
        if (amount > free[static_cast<std::size_t>(day)] + 1e-9) return false;
      }
      return true;
    });
  }

  void take(const Task& task, Days start, Days end, double effort, double periods) {
    for (const Need& need : task.needs) {
      const bool is_budget = c_.assets[need.asset].kind == Asset::Kind::Budget;
      const double amount = need.amount.likely * (is_budget ? periods : effort);
      for (Days day = is_budget ? 0 : start; day < (is_budget ? horizon_ : end); ++day) {
        free_[need.asset.value][static_cast<std::size_t>(day)] -= amount;
      }
    }
  }

  const Case& c_;
  Rng rng_;
  bool is_random_;
  Days horizon_ = 0;
  Plan plan_;
  std::vector<std::vector<double>> free_;  // asset, day
};

}  // namespace

Plan first_fit_plan(const Case& base, const Case& design, const Weights& weights,
                    std::uint64_t seed) {
  Plan plan = Planner(design, seed).make();
  const Leaves leaves(base);
  const Shares shares(base, design, leaves);
  plan.case_id = design.id;
  plan.seed = seed;
  plan.weights = weights;
  IdVector<TaskId, double> credit(design.tasks.size());
  for (const TaskId id : design.tasks.ids()) {
    PlannedTask& planned = plan.tasks[id];
    const Task& task = design.tasks[id];
    if (planned.included && task.is_standing()) {
      std::vector<double> effects;
      for (const int level : planned.levels) {
        effects.push_back(level < 0 ? 0.0 : task.levels[static_cast<std::size_t>(level)].effect);
      }
      credit[id] = standing_credit(design, task, effects);
    } else if (planned.included) {
      credit[id] = CompletionCredit(design, id).at(planned.finish);
    }
    planned.credit = credit[id];
    planned.full_value = shares.full_value(id, weights);
    planned.value = planned.full_value * planned.credit;
  }
  plan.value = value_of(attainment(shares, leaves, credit), weights);
  plan.upper_bound = 100.0;
  return plan;
}

}  // namespace penholder::testing
