#include "sequence/easing.h"

#include <algorithm>
#include <cmath>

#include "sequence/build_problem.h"

namespace penholder {
namespace {

using Kind = CaseFact::Kind;

double likely_days(const std::optional<Estimate>& estimate) {
  return estimate && !estimate->is_unknown() ? std::max(0.0, estimate->likely) : 0.0;
}

/// The day of what lies outside the plan; nothing for a task.
std::optional<Date> day_of(const Case& c, const Link& link) {
  if (const auto* on = std::get_if<ConditionId>(&link.on)) return c.conditions[*on].date.likely;
  if (const auto* on = std::get_if<MilestoneId>(&link.on)) return c.milestones[*on].date.likely;
  return link.date;
}

bool is_on_task(const Link& link) { return std::holds_alternative<TaskId>(link.on); }

/// A link that says nothing: ids of links must not move.
void silence(const Case& c, Link& link) {
  link.kind = Link::Kind::NotBefore;
  link.on = std::monostate{};
  link.date = c.horizon.start;
  link.lag.reset();
}

void ease_link(const Case& c, Link& link, std::optional<double> by) {
  if (!by) {
    silence(c, link);
    return;
  }
  const auto days = static_cast<Days>(std::lround(*by));
  switch (link.kind) {
    case Link::Kind::After:
      if (is_on_task(link)) {
        if (link.lag) link.lag->likely = std::max(0.0, link.lag->likely - *by);
        return;
      }
      [[fallthrough]];
    case Link::Kind::NotBefore:
    case Link::Kind::Requires:
      if (const auto day = day_of(c, link)) {
        const bool has_lag = link.kind == Link::Kind::After;
        const auto lag = has_lag ? static_cast<Days>(std::lround(likely_days(link.lag))) : 0;
        silence(c, link);
        link.date = *day + lag - days;
      }
      return;
    case Link::Kind::Due:
      if (const auto day = day_of(c, link)) {
        link.on = std::monostate{};
        link.date = *day + days;
      }
      return;
    case Link::Kind::Together:
      if (link.within) link.within->likely += *by;
      return;
    case Link::Kind::InsteadOf:
      return;
  }
}

void ease(Case& c, const Easing& easing) {
  const CaseFact& fact = easing.fact;
  switch (fact.kind) {
    case Kind::Capacity: {
      Asset& asset = c.assets[fact.asset];
      if (!easing.by) {
        asset.capacity[fact.item].amount.basis.kind = Basis::Kind::Unknown;  // unlimited
        return;
      }
      for (Asset::Step& step : asset.capacity) step.amount.likely += *easing.by;
      return;
    }
    case Kind::Areas:
      c.assets[fact.asset].areas.clear();
      return;
    case Kind::Need: {
      Estimate& amount = c.tasks[fact.task].needs[fact.item].amount;
      amount.likely = easing.by ? std::max(0.0, amount.likely - *easing.by) : 0.0;
      return;
    }
    case Kind::Duration: {
      Estimate& duration = *c.tasks[fact.task].duration;
      // A day is left, so that the task still takes what it needs.
      duration.likely =
          easing.by ? std::max(0.0, duration.likely - *easing.by) : std::min(1.0, duration.likely);
      return;
    }
    case Kind::Link:
      ease_link(c, c.links[fact.link], easing.by);
      return;
    case Kind::Must:
      c.tasks[fact.task].must = false;
      return;
    case Kind::Horizon:
      return;  // below, in days
  }
}

/// A later end: the time gained belongs to no phase, so that standing tasks have no part in it.
void lengthen(const Case& c, Days by, PlanProblem& problem) {
  const Days end = problem.horizon + by;
  for (PlanProblem::Task& task : problem.tasks) {
    if (task.is_standing) {
      task.modes.emplace_back();
    } else if (task.deadline >= problem.horizon) {
      task.deadline = end;
    }
  }
  for (const Link& link : c.links) {
    if (link.kind != Link::Kind::Due) continue;
    if (const auto day = day_of(c, link)) {
      Days& deadline = problem.tasks[link.task.value].deadline;
      deadline = std::min(deadline, *day - c.horizon.start);
    }
  }
  problem.phases.push_back({.start = problem.horizon, .end = end});
  problem.horizon = end;
}

/// The task loses all levels but the one that brings most.
void keep_highest_level(PlanProblem::Task& task) {
  for (auto& levels : task.modes) {
    if (levels.empty()) continue;
    const auto best = std::ranges::max_element(levels, {}, &PlanProblem::Mode::value);
    levels = {*best};
  }
}

void demand_item(const Case& c, const Demand::Item& item, PlanProblem& problem) {
  const Index id = item.task.value;
  if (item.is_at_full_level) keep_highest_level(problem.tasks[id]);
  if (item.kind == Demand::Item::Kind::Throughout) problem.tasks[id].is_must = true;
  PlanProblem::Task mark;
  mark.is_must = true;
  mark.deadline = problem.horizon;
  const auto made = static_cast<Index>(problem.tasks.size());
  if (item.by) {
    mark.deadline = std::clamp<Days>(*item.by - c.horizon.start, -1, problem.horizon);
    problem.after.push_back({.task = made, .on = id, .lag = 0});
  } else {
    problem.required.push_back({.task = made, .on = id});
  }
  problem.tasks.push_back(std::move(mark));
}

}  // namespace

bool has_amount(const Case& design, const CaseFact& fact) {
  switch (fact.kind) {
    case Kind::Capacity:
    case Kind::Need:
    case Kind::Duration:
    case Kind::Horizon:
      return true;
    case Kind::Areas:
    case Kind::Must:
      return false;
    case Kind::Link:
      break;
  }
  const Link& link = design.links[fact.link];
  switch (link.kind) {
    case Link::Kind::After:
      return !is_on_task(link) || likely_days(link.lag) >= 0.5;
    case Link::Kind::NotBefore:
    case Link::Kind::Due:
      return true;
    case Link::Kind::Requires:
      return !is_on_task(link);
    case Link::Kind::Together:
      return link.within.has_value() && !link.within->is_unknown();
    case Link::Kind::InsteadOf:
      return false;
  }
  return false;
}

PlanProblem eased_problem(const Subject& subject, const Demand& demand,
                          std::span<const Easing> easings) {
  Case eased = subject.design;
  Days longer = 0;
  for (const Easing& easing : easings) {
    ease(eased, easing);
    if (easing.fact.kind != Kind::Horizon) continue;
    longer = std::max(longer, easing.by ? static_cast<Days>(std::lround(*easing.by)) : kDaysGone);
  }
  PlanProblem problem = build_problem(subject.base, eased, subject.weights);
  if (longer > 0) lengthen(eased, longer, problem);
  for (const Demand::Item& item : demand.items) demand_item(eased, item, problem);
  return problem;
}

}  // namespace penholder
