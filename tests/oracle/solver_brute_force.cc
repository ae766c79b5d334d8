#include "oracle/solver_brute_force.h"

#include <algorithm>
#include <map>

namespace penholder::oracle {
namespace {

using solver::Model;
using solver::Placement;
using solver::Schedule;
using solver::Time;
using solver::Value;

class Definition {
 public:
  explicit Definition(const Model& model) : model_(model) {}

  bool keeps_all_rules(const Schedule& s) const {
    return lags_hold(s) && groups_hold(s) && budgets_hold(s) && capacities_hold(s);
  }

  std::vector<Value> costs(const Schedule& s) const {
    std::vector<Value> values;
    for (const auto& objective : model_.objectives) {
      Value sum = 0;
      for (const auto& cost : objective.costs) {
        const Placement& p = s[cost.moment.task];
        if (p.mode < 0) {
          sum += cost.if_absent;
          continue;
        }
        if (!cost.by_mode.empty()) sum += cost.by_mode[static_cast<std::size_t>(p.mode)];
        for (const auto& piece : cost.pieces) {
          const Time at = moment(s, cost.moment);
          if (piece.from <= at && at <= piece.to) {
            sum += piece.at_from + piece.slope * (at - piece.from);
          }
        }
      }
      Time latest = 0;
      for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i].mode >= 0) latest = std::max(latest, end(s, i));
      }
      values.push_back(sum + objective.makespan_weight * latest);
    }
    return values;
  }

 private:
  const solver::Mode& mode(const Schedule& s, std::size_t i) const {
    return model_.tasks[i].modes[static_cast<std::size_t>(s[i].mode)];
  }
  Time end(const Schedule& s, std::size_t i) const { return s[i].start + mode(s, i).duration; }
  Time moment(const Schedule& s, solver::Moment m) const {
    return m.point == solver::Point::End ? end(s, m.task) : s[m.task].start;
  }

  bool lags_hold(const Schedule& s) const {
    return std::ranges::all_of(model_.lags, [&](const solver::Lag& lag) {
      return s[lag.from.task].mode < 0 || s[lag.to.task].mode < 0 ||
             moment(s, lag.to) >= moment(s, lag.from) + lag.at_least;
    });
  }
  bool groups_hold(const Schedule& s) const {
    return std::ranges::all_of(model_.groups, [&](const solver::Group& group) {
      const Value n = std::ranges::count_if(group.facts, [&](const solver::Fact& fact) {
        const bool is_so = fact.mode < 0 ? s[fact.task].mode >= 0 : s[fact.task].mode == fact.mode;
        return is_so == fact.is_true;
      });
      return group.at_least <= n && n <= group.at_most;
    });
  }
  bool budgets_hold(const Schedule& s) const {
    for (std::size_t b = 0; b < model_.budgets.size(); ++b) {
      Value left = model_.budgets[b].total;
      for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i].mode < 0) continue;
        for (const auto& spend : mode(s, i).spends) {
          if (spend.budget != b) continue;
          if (spend.amount > left) return false;
          left -= spend.amount;
        }
      }
    }
    return true;
  }
  static Value capacity(const solver::Resource& resource, Time at) {
    Value value = 0;
    for (const auto& step : resource.steps) {
      if (step.from <= at) value = step.capacity;
    }
    return value;
  }
  bool capacities_hold(const Schedule& s) const {
    for (std::size_t r = 0; r < model_.resources.size(); ++r) {
      std::map<Time, Value> left;  // of the moments at which anything runs
      for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i].mode < 0) continue;
        for (const auto& use : mode(s, i).uses) {
          if (use.resource != r) continue;
          for (Time at = s[i].start; at < end(s, i); ++at) {
            const auto [moment, is_new] = left.try_emplace(at, 0);
            if (is_new) moment->second = capacity(model_.resources[r], at);
            if (use.amount > moment->second) return false;
            moment->second -= use.amount;
          }
        }
      }
    }
    return true;
  }

  const Model& model_;
};

class Enumeration {
 public:
  Enumeration(const Model& model, std::vector<std::vector<Placement>> placements)
      : definition_(model), placements_(std::move(placements)), schedule_(placements_.size()) {}

  OracleAnswer run() {
    answer_.is_complete = true;
    place(0);
    return std::move(answer_);
  }

 private:
  void place(std::size_t task) {
    if (task < placements_.size()) {
      for (const Placement& placement : placements_[task]) {
        schedule_[task] = placement;
        place(task + 1);
      }
      return;
    }
    if (!definition_.keeps_all_rules(schedule_)) return;
    ++answer_.count;
    std::vector<Value> costs = definition_.costs(schedule_);
    if (answer_.is_feasible && costs >= answer_.costs) return;
    answer_.is_feasible = true;
    answer_.best = schedule_;
    answer_.costs = std::move(costs);
  }

  Definition definition_;
  std::vector<std::vector<Placement>> placements_;
  Schedule schedule_;
  OracleAnswer answer_;
};

}  // namespace

OracleAnswer try_all_schedules(const Model& model, std::span<const solver::Assumption> assumptions,
                               std::uint64_t most) {
  std::vector<std::vector<Placement>> placements;
  std::uint64_t combinations = 1;
  for (solver::Index i = 0; i < model.tasks.size(); ++i) {
    auto mine = placements_of(model, i, assumptions, most);
    if (!mine) return {};
    combinations *= mine->size();
    if (combinations > most) return {};
    placements.push_back(*std::move(mine));
  }
  return Enumeration(model, std::move(placements)).run();
}

}  // namespace penholder::oracle
