// Whether the means can carry what the text asks for. Likely values throughout: this is arithmetic
// that anybody can repeat, not a forecast.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/text.h"
#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder::lint_rules {
namespace {

constexpr double kDaysPerBudgetUnit = 30.0;  // a standing task's budget need is per 30 days
constexpr double kSlack = 1.0 + 1e-9;

/// Capacity times days between two dates; for a budget simply its amount.
double offered(const Asset& asset, DateRange range) {
  if (asset.capacity.empty()) return 0.0;
  if (asset.kind == Asset::Kind::Budget) return asset.capacity.front().amount.likely;
  double sum = 0.0;
  for (std::size_t i = 0; i < asset.capacity.size(); ++i) {
    const Date from = std::max(range.start, asset.capacity[i].from);
    const Date to =
        i + 1 < asset.capacity.size() ? std::min(range.end, asset.capacity[i + 1].from) : range.end;
    if (from < to) sum += asset.capacity[i].amount.likely * static_cast<double>(to - from);
  }
  return sum;
}

double most_of(const Asset& asset) {
  double most = 0.0;
  for (const Asset::Step& step : asset.capacity) most = std::max(most, step.amount.likely);
  return most;
}

double least_of(const Asset& asset, DateRange range) {
  double least = -1.0;
  for (std::size_t i = 0; i < asset.capacity.size(); ++i) {
    const Date to = i + 1 < asset.capacity.size() ? asset.capacity[i + 1].from : range.end;
    if (asset.capacity[i].from >= range.end || to <= range.start) continue;
    const double amount = asset.capacity[i].amount.likely;
    least = least < 0.0 ? amount : std::min(least, amount);
  }
  return std::max(least, 0.0);
}

double least_effort(const Task& task) {
  return task.levels.empty() ? 1.0 : std::ranges::min(task.levels, {}, &Level::effort).effort;
}

/// What the task takes of the asset over the horizon, in the unit of `offered`, at a share `effort`
/// of its needs.
double taken(const Case& c, const Task& task, AssetId id, double effort) {
  const auto days = static_cast<double>(c.horizon.length());
  double sum = 0.0;
  for (const Need& need : task.needs) {
    if (need.asset != id) continue;
    const double amount = need.amount.likely * effort;
    const bool is_budget = c.assets[id].kind == Asset::Kind::Budget;
    if (task.is_standing()) {
      sum += amount * (is_budget ? days / kDaysPerBudgetUnit : days);
    } else {
      sum +=
          is_budget ? amount : amount * std::min(days, task.duration ? task.duration->likely : 0.0);
    }
  }
  return sum;
}

/// What every task takes of one asset; of two tasks that replace each other only the one that takes
/// more counts.
IdVector<TaskId, double> taken_by_all(const Case& c, AssetId asset) {
  IdVector<TaskId, double> amounts(c.tasks.size(), 0.0);
  for (const TaskId task : c.tasks.ids()) amounts[task] = taken(c, c.tasks[task], asset, 1.0);
  for (const Link& link : c.links) {
    const auto* other = std::get_if<TaskId>(&link.on);
    if (link.kind != Link::Kind::InsteadOf || other == nullptr) continue;
    (amounts[link.task] < amounts[*other] ? amounts[link.task] : amounts[*other]) = 0.0;
  }
  return amounts;
}

struct Load {
  AssetId asset;
  double share = 0.0;  // taken / offered
};

void check_christmas_tree(const Case& c, Diagnostics& out) {
  constexpr std::size_t kMostConsumers = 3;
  std::vector<Load> over;
  for (const AssetId id : c.assets.ids()) {
    const double capacity = offered(c.assets[id], c.horizon);
    double sum = 0.0;
    for (const double amount : taken_by_all(c, id)) sum += amount;
    if (capacity > 0.0 && sum > capacity * kSlack)
      over.push_back({.asset = id, .share = sum / capacity});
  }
  if (over.empty()) return;
  std::ranges::stable_sort(over, std::greater{}, &Load::share);
  const Load& worst = over.front();
  const Asset& asset = c.assets[worst.asset];

  const IdVector<TaskId, double> amounts = taken_by_all(c, worst.asset);
  std::vector<TaskId> consumers;
  for (const TaskId task : c.tasks.ids()) {
    if (amounts[task] > 0.0) consumers.push_back(task);
  }
  std::ranges::stable_sort(consumers, [&](TaskId a, TaskId b) { return amounts[a] > amounts[b]; });
  if (consumers.size() > kMostConsumers) consumers.resize(kMostConsumers);
  std::vector<Label> labels;
  for (const TaskId task : consumers) {
    if (!c.tasks[task].span.is_known()) continue;
    labels.push_back(
        {.span = c.tasks[task].span,
         .text = fmt::format("takes {} of it",
                             percent_words(amounts[task] / offered(asset, c.horizon)))});
  }
  std::vector<std::string> others;
  for (std::size_t i = 1; i < over.size(); ++i) {
    others.push_back(
        fmt::format("{} ({})", quoted(c.assets[over[i].asset].id), percent_words(over[i].share)));
  }
  out.add(
      rule("christmas-tree"), asset.span,
      fmt::format(
          "all tasks together take {} of asset {} over the horizon{}", percent_words(worst.share),
          quoted(asset.id),
          others.empty() ? "" : fmt::format(", and more than there is of {}", join_words(others))),
      "something has to wait, shrink or fall out: see what `penholder sequence` leaves out, or ask "
      "for the means",
      std::move(labels));
}

void report_overload(const Case& c, const Asset& asset, std::string_view when,
                     std::string_view share, const std::vector<TaskId>& tasks, Diagnostics& out) {
  std::vector<std::string> names;
  std::vector<Label> labels;
  for (const TaskId task : tasks) {
    names.push_back(quoted(c.tasks[task].id));
    if (c.tasks[task].span.is_known())
      labels.push_back({.span = c.tasks[task].span, .text = "must be done"});
  }
  out.add(rule("must-overload"), asset.span,
          fmt::format("the tasks that must be done ({}) take {} of asset {} {}", join_words(names),
                      share, quoted(asset.id), when),
          "mark fewer tasks `must`, give them a lower lowest level, or check the capacity",
          std::move(labels));
}

/// Standing tasks that must be kept, in every phase; with the discrete ones that must be done, over
/// the horizon.
void check_must(const Case& c, Diagnostics& out) {
  for (const AssetId id : c.assets.ids()) {
    const Asset& asset = c.assets[id];
    std::vector<TaskId> standing;
    std::vector<TaskId> all;
    double at_once = 0.0;
    double in_all = 0.0;
    for (const TaskId task_id : c.tasks.ids()) {
      const Task& task = c.tasks[task_id];
      const double effort = least_effort(task);
      const double amount = task.must ? taken(c, task, id, effort) : 0.0;
      if (amount <= 0.0) continue;
      in_all += amount;
      all.push_back(task_id);
      if (!task.is_standing() || asset.kind == Asset::Kind::Budget) continue;
      standing.push_back(task_id);
      at_once += amount / static_cast<double>(std::max(c.horizon.length(), 1));
    }
    const Phase* worst = nullptr;
    double share = 1.0;
    for (const Phase& phase : c.phases) {
      const double least = least_of(asset, phase.range);
      if (at_once <= 0.0) break;
      const double here = least > 0.0 ? at_once / least : std::numeric_limits<double>::infinity();
      if (here > share * kSlack) {
        share = here;
        worst = &phase;
      }
    }
    const double capacity = offered(asset, c.horizon);
    if (worst != nullptr) {
      report_overload(c, asset, fmt::format("in phase {}", quoted(worst->id)),
                      std::isinf(share) ? "some, where there is none," : percent_words(share),
                      standing, out);
    } else if (capacity > 0.0 && in_all > capacity * kSlack) {
      report_overload(c, asset, "over the horizon", percent_words(in_all / capacity), all, out);
    }
  }
}

void check_each_need(const Case& c, Diagnostics& out) {
  for (const Task& task : c.tasks) {
    if (task.needs.empty()) {
      out.add(rule("task-needs-nothing"), task.span,
              fmt::format("task {} needs nothing, so every plan will carry it in full",
                          quoted(task.id)),
              "state its needs, if only as a judgement with a range");
    }
    for (const Need& need : task.needs) {
      const Asset& asset = c.assets[need.asset];
      const bool counts_per_phase = asset.kind == Asset::Kind::Budget && task.is_standing();
      if (counts_per_phase) continue;  // it may be kept for a part of the horizon
      const double amount = need.amount.likely * least_effort(task);
      const double most = most_of(asset);
      if (amount <= most * kSlack) continue;
      out.add(rule("capacity-never-enough"), need.span.is_known() ? need.span : task.span,
              fmt::format("task {} needs {} {} of asset {}{}, and there are never more than {}",
                          quoted(task.id), format_number(amount), asset.unit, quoted(asset.id),
                          task.is_standing() ? " at its lowest level" : "", format_number(most)),
              "check the need, or the capacity; else the text asks for what the means forbid",
              {{.span = asset.span,
                .text = fmt::format("at most {} {}", format_number(most), asset.unit)}});
    }
  }
}

}  // namespace

void check_capacity(const Case& c, Diagnostics& out) {
  check_each_need(c, out);
  check_must(c, out);
  check_christmas_tree(c, out);
}

}  // namespace penholder::lint_rules
