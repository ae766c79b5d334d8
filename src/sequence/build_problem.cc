#include "sequence/build_problem.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "value/credit.h"

namespace penholder {
namespace {

constexpr double kMostDays = 1e6;
constexpr double kBudgetPeriod = 30.0;  // days to which a standing task's budget need refers

Days to_days(const std::optional<Estimate>& estimate) {
  if (!estimate || estimate->is_unknown()) return 0;
  return static_cast<Days>(std::floor(std::clamp(estimate->likely, 0.0, kMostDays) + 0.5));
}

Amount to_amount(double units) {
  return static_cast<Amount>(std::llround(std::clamp(units, 0.0, kMostAmount) * kAmountScale));
}

PlanProblem::Asset make_asset(const Case& c, const Asset& asset) {
  PlanProblem::Asset made;
  made.is_budget = asset.kind == Asset::Kind::Budget;
  const auto capacity = [](const Asset::Step& step) {
    return step.amount.is_unknown() ? kUnlimited : to_amount(step.amount.likely);
  };
  if (asset.capacity.empty()) {
    made.steps = {{.from = 0, .capacity = kUnlimited}};
    return made;
  }
  if (made.is_budget) {
    made.steps = {{.from = 0, .capacity = capacity(asset.capacity.front())}};
    return made;
  }
  made.steps = {{.from = 0, .capacity = 0}};
  for (const Asset::Step& step : asset.capacity) {
    const Days from = step.from - c.horizon.start;
    if (from <= 0) {
      made.steps.front().capacity = capacity(step);
    } else if (from < c.horizon.length()) {
      made.steps.push_back({.from = from, .capacity = capacity(step)});
    }
  }
  return made;
}

/// One need an asset, whatever the case repeats.
void add_need(std::vector<PlanProblem::Need>& needs, Index asset, Amount amount) {
  if (amount <= 0) return;
  for (PlanProblem::Need& need : needs) {
    if (need.asset == asset) {
      need.amount += amount;
      return;
    }
  }
  needs.push_back({.asset = asset, .amount = amount});
}

PlanProblem::Task make_task(const Case& c, TaskId id, double full_value) {
  const Task& task = c.tasks[id];
  PlanProblem::Task made;
  made.is_standing = task.is_standing();
  made.is_must = task.must;
  made.deadline = c.horizon.length();
  for (const Need& need : task.needs) {
    if (!serves_areas(c, c.assets[need.asset], task)) made.is_possible = false;
  }
  const auto units = [](const Need& need) {
    return need.amount.is_unknown() ? 0.0 : need.amount.likely;
  };
  if (!made.is_standing) {
    made.duration = to_days(task.duration);
    for (const Need& need : task.needs) {
      add_need(made.needs, need.asset.value, to_amount(units(need)));
    }
    const CompletionCredit credit(c, id);
    const Days last = credit.last_useful_finish();
    if (last >= 0 && full_value > 0.0) {
      const double first = full_value * credit.at(0);
      const double per_day =
          last > 0 ? (full_value * credit.at(static_cast<double>(last)) - first) / last : 0.0;
      made.value = {{.from = 0, .to = last, .at_from = first, .slope = per_day}};
    }
    return made;
  }
  const double cover = area_cover(c, task);
  for (const Phase& phase : c.phases) {
    const auto length = static_cast<double>(phase.range.length());
    std::vector<PlanProblem::Mode> modes;
    for (const Level& level : task.levels) {
      PlanProblem::Mode mode;
      mode.value = full_value * cover * level.effect * length / c.horizon.length();
      for (const Need& need : task.needs) {
        const bool is_budget = c.assets[need.asset].kind == Asset::Kind::Budget;
        const double share = is_budget ? level.effort * length / kBudgetPeriod : level.effort;
        add_need(mode.needs, need.asset.value, to_amount(units(need) * share));
      }
      modes.push_back(std::move(mode));
    }
    made.modes.push_back(std::move(modes));
  }
  return made;
}

void add_link(const Case& c, const Link& link, PlanProblem& problem) {
  PlanProblem::Task& task = problem.tasks[link.task.value];
  const Days lag = to_days(link.lag);
  std::optional<Days> day;  // of what lies outside the plan
  if (link.date) day = *link.date - c.horizon.start;
  if (const auto* on = std::get_if<ConditionId>(&link.on)) {
    day = c.conditions[*on].date.likely - c.horizon.start;
  }
  if (const auto* on = std::get_if<MilestoneId>(&link.on)) {
    day = c.milestones[*on].date.likely - c.horizon.start;
  }
  const auto* on = std::get_if<TaskId>(&link.on);
  switch (link.kind) {
    case Link::Kind::After:
    case Link::Kind::NotBefore:
      if (on) {
        problem.after.push_back({.task = link.task.value, .on = on->value, .lag = lag});
      } else if (day) {
        task.release = std::max(task.release, *day + lag);
      }
      break;
    case Link::Kind::Due:
      if (day) task.deadline = std::min(task.deadline, *day);
      break;
    case Link::Kind::Together:
      if (on) {
        const bool is_close = link.within && !link.within->is_unknown();
        problem.together.push_back(
            {.a = link.task.value,
             .b = on->value,
             .within = is_close ? std::optional(to_days(link.within)) : std::nullopt});
      }
      break;
    case Link::Kind::InsteadOf:
      if (on) problem.instead_of.push_back({.a = link.task.value, .b = on->value});
      break;
    case Link::Kind::Requires:
      if (on) {
        problem.required.push_back({.task = link.task.value, .on = on->value});
      } else if (day) {
        task.release = std::max(task.release, *day);
      }
      break;
  }
}

bool lies_in(const Case& c, AreaId inner, AreaId outer) {
  std::optional<AreaId> at = inner;
  for (std::size_t steps = 0; at && steps <= c.areas.size(); ++steps) {
    if (*at == outer) return true;
    at = c.areas[*at].parent;
  }
  return false;
}

/// What each asset gives and what the plan takes of it.
std::vector<AssetUse> use_of(const PlanProblem& problem, const PlanAssignment& assignment) {
  std::vector<AssetUse> result(problem.assets.size());
  std::vector<std::vector<std::pair<Days, Amount>>> changes(problem.assets.size());
  const auto add = [&](const std::vector<PlanProblem::Need>& needs, Days start, Days end) {
    for (const PlanProblem::Need& need : needs) {
      const bool is_budget = problem.assets[need.asset].is_budget;
      if (is_budget || start < end) {
        changes[need.asset].emplace_back(is_budget ? 0 : start, need.amount);
        if (!is_budget) changes[need.asset].emplace_back(end, -need.amount);
      }
    }
  };
  for (std::size_t id = 0; id < problem.tasks.size(); ++id) {
    const PlanProblem::Task& task = problem.tasks[id];
    const PlanAssignment::Choice& choice = assignment.tasks[id];
    if (!choice.included) continue;
    if (!task.is_standing) {
      add(task.needs, choice.start, choice.start + task.duration);
      continue;
    }
    for (std::size_t p = 0; p < problem.phases.size(); ++p) {
      if (choice.levels[p] < 0) continue;
      add(task.modes[p][static_cast<std::size_t>(choice.levels[p])].needs, problem.phases[p].start,
          problem.phases[p].end);
    }
  }
  for (Index asset = 0; asset < problem.assets.size(); ++asset) {
    AssetUse& use = result[asset];
    use.asset = AssetId{asset};
    const auto& steps = problem.assets[asset].steps;
    for (const auto& step : steps) changes[asset].emplace_back(step.from, 0);
    std::ranges::sort(changes[asset]);
    Amount used = 0;
    std::size_t step = 0;
    for (const auto& [day, by] : changes[asset]) {
      used += by;
      while (step + 1 < steps.size() && steps[step + 1].from <= day) ++step;
      if (day >= problem.horizon) continue;
      const AssetUse::Step made{
          .from = day,
          .used = static_cast<double>(used) / kAmountScale,
          .capacity = static_cast<double>(steps[step].capacity) / kAmountScale};
      if (!use.steps.empty() && use.steps.back().from == day) {
        use.steps.back() = made;
      } else {
        use.steps.push_back(made);
      }
    }
    const auto same = [](const AssetUse::Step& a, const AssetUse::Step& b) {
      return a.used == b.used && a.capacity == b.capacity;
    };
    const auto rest = std::ranges::unique(use.steps, same);
    use.steps.erase(rest.begin(), rest.end());
  }
  return result;
}

}  // namespace

bool serves_areas(const Case& c, const Asset& asset, const Task& task) {
  if (asset.areas.empty() || task.areas.empty()) return true;
  for (const AreaId a : asset.areas) {
    for (const AreaId b : task.areas) {
      if (lies_in(c, a, b) || lies_in(c, b, a)) return true;
    }
  }
  return false;
}

PlanProblem build_problem(const Case& base, const Case& design, const Weights& weights) {
  PlanProblem problem;
  problem.horizon = design.horizon.length();
  for (const Phase& phase : design.phases) {
    problem.phases.push_back({.start = phase.range.start - design.horizon.start,
                              .end = phase.range.end - design.horizon.start});
  }
  for (const Asset& asset : design.assets) problem.assets.push_back(make_asset(design, asset));
  const Leaves leaves(base);
  const Shares shares(base, design, leaves);
  for (const TaskId id : design.tasks.ids()) {
    problem.tasks.push_back(make_task(design, id, shares.full_value(id, weights)));
  }
  for (const Link& link : design.links) add_link(design, link, problem);
  return problem;
}

Plan to_plan(const Case& base, const Case& design, const Weights& weights,
             const PlanProblem& problem, const PlanOutcome& outcome) {
  Plan plan;
  plan.case_id = design.id;
  plan.weights = weights;
  plan.tasks.resize(design.tasks.size());
  const Leaves leaves(base);
  const Shares shares(base, design, leaves);
  for (const TaskId id : design.tasks.ids()) {
    const Task& task = design.tasks[id];
    const PlanAssignment::Choice& choice = outcome.assignment.tasks[id.value];
    PlannedTask& planned = plan.tasks[id];
    planned.included = choice.included;
    planned.full_value = shares.full_value(id, weights);
    if (task.is_standing()) {
      planned.levels = choice.levels;
      std::vector<double> effects(design.phases.size(), 0.0);
      for (std::size_t p = 0; p < effects.size(); ++p) {
        if (choice.levels[p] >= 0) {
          effects[p] = task.levels[static_cast<std::size_t>(choice.levels[p])].effect;
        }
      }
      planned.credit = standing_credit(design, task, effects);
    } else if (choice.included) {
      planned.start = choice.start;
      planned.finish = choice.start + problem.tasks[id.value].duration;
      planned.credit = CompletionCredit(design, id).at(planned.finish);
      plan.order.push_back(id);
    }
    planned.value = planned.credit * planned.full_value;
    plan.value += planned.value;
  }
  std::ranges::stable_sort(plan.order, {}, [&](TaskId id) { return plan.tasks[id].start; });
  plan.use = use_of(problem, outcome.assignment);
  plan.upper_bound = std::max(plan.value, outcome.bound);
  plan.bound_source = outcome.bound_source;
  plan.is_unmet_least = outcome.is_shortfall_least;
  // The solver's points and the house's one value must be the same thing.
  CHECK(std::abs(plan.value - outcome.value) <= 1e-6 * std::max(1.0, plan.value));
  return plan;
}

PlanAssignment assignment_of(const Case& design, const Plan& plan) {
  PlanAssignment assignment;
  for (const TaskId id : plan.tasks.ids()) {
    const PlannedTask& planned = plan.tasks[id];
    PlanAssignment::Choice choice{.included = planned.included, .start = 0, .levels = {}};
    if (design.tasks[id].is_standing()) {
      choice.levels = planned.levels;
    } else if (planned.included) {
      choice.start = planned.start;
    }
    assignment.tasks.push_back(std::move(choice));
  }
  return assignment;
}

}  // namespace penholder
