#include "oracle/solver_naive.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace penholder::oracle {
namespace {

using solver::Index;
using solver::Model;
using solver::Placement;
using solver::Time;
using solver::Value;

constexpr std::size_t kMostValues = 600;
constexpr Value kNone = std::numeric_limits<Value>::max();

class Naive {
 public:
  Naive(const Model& model, std::vector<std::vector<Placement>> values, std::uint64_t most_nodes)
      : model_(model), values_(std::move(values)), nodes_left_(most_nodes) {
    for (const auto& mine : values_) {
      for (const Placement& placement : mine) {
        if (placement.mode >= 0) first_ = std::min(first_, placement.start);
      }
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      for (const Placement& placement : values_[i]) {
        if (placement.mode >= 0) last_ = std::max(last_, end(i, placement));
      }
    }
    if (last_ < first_) first_ = last_ = 0;
    tabulate_capacities();
    tabulate_costs();
  }

  OracleAnswer run(Ask ask) {
    State state;
    for (const auto& mine : values_) state.is_alive.emplace_back(mine.size(), char{1});
    state.is_placed.assign(values_.size(), 0);
    state.free = capacities_;
    for (const auto& budget : model_.budgets) state.unspent.push_back(budget.total);
    for (std::size_t i = 0; i < values_.size(); ++i) strike_too_large(state, i);
    counts_ = ask == Ask::Count;
    const std::size_t levels = std::max<std::size_t>(1, model_.objectives.size());
    for (std::size_t level = 0; level < (counts_ ? 1 : levels); ++level) {
      level_ = level;
      best_ = kNone;
      found_ = false;
      search(state);
      if (nodes_left_ == 0) return {};
      if (!found_ && !counts_) {
        answer_.is_complete = true;
        return std::move(answer_);  // no schedule; later levels always find one
      }
      if (!model_.objectives.empty() && !counts_) answer_.costs.push_back(best_);
    }
    answer_.is_complete = true;
    answer_.is_feasible = counts_ ? answer_.count > 0 : true;
    return std::move(answer_);
  }

 private:
  /// Copied at every node: slow, and nothing to undo wrongly.
  struct State {
    std::vector<std::vector<char>> is_alive;  ///< by task and value
    std::vector<char> is_placed;
    std::vector<std::vector<Value>> free;  ///< by resource and moment
    std::vector<Value> unspent;
  };

  const solver::Mode& mode(std::size_t task, const Placement& p) const {
    return model_.tasks[task].modes[static_cast<std::size_t>(p.mode)];
  }
  Time end(std::size_t task, const Placement& p) const { return p.start + mode(task, p).duration; }
  Time moment(solver::Moment m, const Placement& p) const {
    return m.point == solver::Point::Start ? p.start : end(m.task, p);
  }

  void tabulate_capacities() {
    for (const auto& resource : model_.resources) {
      std::vector<Value> by_moment(static_cast<std::size_t>(last_ - first_), 0);
      for (const auto& step : resource.steps) {
        for (Time at = std::max(step.from, first_); at < last_; ++at) {
          by_moment[static_cast<std::size_t>(at - first_)] = step.capacity;
        }
      }
      capacities_.push_back(std::move(by_moment));
    }
  }

  void tabulate_costs() {
    for (const auto& objective : model_.objectives) {
      auto& table = costs_.emplace_back();
      for (const auto& mine : values_) table.emplace_back(mine.size(), Value{0});
      for (const auto& cost : objective.costs) {
        const Index task = cost.moment.task;
        for (std::size_t v = 0; v < values_[task].size(); ++v) {
          const Placement& p = values_[task][v];
          table[task][v] += p.mode < 0 ? cost.if_absent : cost_of_done(cost, p);
        }
      }
    }
  }
  Value cost_of_done(const solver::Cost& cost, const Placement& p) const {
    Value value = cost.by_mode.empty() ? 0 : cost.by_mode[static_cast<std::size_t>(p.mode)];
    const Time at = moment(cost.moment, p);
    for (const auto& piece : cost.pieces) {
      if (at < piece.from || at > piece.to) continue;
      value += piece.at_from + piece.slope * (at - piece.from);
    }
    return value;
  }

  /// What a value needs of what is left: does it still fit?
  bool fits(const State& state, std::size_t task, const Placement& p) const {
    if (p.mode < 0) return true;
    for (std::size_t r = 0; r < model_.resources.size(); ++r) {
      Value need = 0;
      for (const auto& use : mode(task, p).uses) need += use.resource == r ? use.amount : 0;
      if (need == 0) continue;
      for (Time at = p.start; at < end(task, p); ++at) {
        if (state.free[r][static_cast<std::size_t>(at - first_)] < need) return false;
      }
    }
    for (std::size_t b = 0; b < model_.budgets.size(); ++b) {
      Value need = 0;
      for (const auto& spend : mode(task, p).spends) need += spend.budget == b ? spend.amount : 0;
      if (state.unspent[b] < need) return false;
    }
    return true;
  }
  void strike_too_large(State& state, std::size_t task) const {
    for (std::size_t v = 0; v < values_[task].size(); ++v) {
      if (state.is_alive[task][v] && !fits(state, task, values_[task][v])) {
        state.is_alive[task][v] = 0;
      }
    }
  }

  void place(State& state, std::size_t task, std::size_t value) const {
    const Placement& p = values_[task][value];
    std::ranges::fill(state.is_alive[task], char{0});
    state.is_alive[task][value] = 1;
    state.is_placed[task] = 1;
    if (p.mode >= 0) {
      for (const auto& use : mode(task, p).uses) {
        for (Time at = p.start; at < end(task, p); ++at) {
          state.free[use.resource][static_cast<std::size_t>(at - first_)] -= use.amount;
        }
      }
      for (const auto& spend : mode(task, p).spends) state.unspent[spend.budget] -= spend.amount;
    }
    for (std::size_t other = 0; other < values_.size(); ++other) {
      if (!state.is_placed[other]) strike_too_large(state, other);
    }
    for (const auto& lag : model_.lags) strike_by_lag(state, lag, task, p);
  }

  void strike_by_lag(State& state, const solver::Lag& lag, std::size_t task,
                     const Placement& p) const {
    if (p.mode < 0 || (lag.from.task != task && lag.to.task != task)) return;
    if (lag.from.task == lag.to.task) {
      if (moment(lag.to, p) < moment(lag.from, p) + lag.at_least) {
        std::ranges::fill(state.is_alive[task], char{0});
      }
      return;
    }
    const std::size_t other = lag.from.task == task ? lag.to.task : lag.from.task;
    for (std::size_t v = 0; v < values_[other].size(); ++v) {
      const Placement& q = values_[other][v];
      if (!state.is_alive[other][v] || q.mode < 0) continue;
      const Time from = moment(lag.from, lag.from.task == task ? p : q);
      const Time to = moment(lag.to, lag.to.task == task ? p : q);
      if (to < from + lag.at_least) state.is_alive[other][v] = 0;
    }
  }

  bool groups_can_hold(const State& state) const {
    return std::ranges::all_of(model_.groups, [&](const solver::Group& group) {
      Value sure = 0;
      Value possible = 0;
      for (const auto& fact : group.facts) {
        bool can_be = false;
        bool can_fail = false;
        for (std::size_t v = 0; v < values_[fact.task].size(); ++v) {
          if (!state.is_alive[fact.task][v]) continue;
          const int chosen = values_[fact.task][v].mode;
          const bool is_so = fact.mode == solver::kAnyMode ? chosen >= 0 : chosen == fact.mode;
          (is_so == fact.is_true ? can_be : can_fail) = true;
        }
        possible += can_be ? 1 : 0;
        sure += can_be && !can_fail ? 1 : 0;
      }
      return possible >= group.at_least && sure <= group.at_most;
    });
  }

  /// No schedule below this node costs less at that level.
  Value least_cost(const State& state, std::size_t level) const {
    Value sum = 0;
    Time makespan = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      Value least = kNone;
      Time earliest_end = std::numeric_limits<Time>::max();
      for (std::size_t v = 0; v < values_[i].size(); ++v) {
        if (!state.is_alive[i][v]) continue;
        const Placement& p = values_[i][v];
        least = std::min(least, costs_[level][i][v]);
        earliest_end = std::min(earliest_end, p.mode < 0 ? Time{0} : end(i, p));
      }
      if (least != kNone) sum += least;
      if (earliest_end != std::numeric_limits<Time>::max()) {
        makespan = std::max(makespan, earliest_end);
      }
    }
    return sum + model_.objectives[level].makespan_weight * makespan;
  }

  bool can_be_better(const State& state) const {
    if (counts_) return true;
    if (model_.objectives.empty()) return !found_;
    for (std::size_t before = 0; before < level_; ++before) {
      if (least_cost(state, before) > answer_.costs[before]) return false;
    }
    return least_cost(state, level_) < best_;
  }

  void search(const State& state) {
    if (nodes_left_ == 0 || --nodes_left_ == 0) return;
    std::size_t next = values_.size();
    std::size_t fewest = kMostValues + 1;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const auto alive = static_cast<std::size_t>(std::ranges::count(state.is_alive[i], char{1}));
      if (alive == 0) return;
      if (!state.is_placed[i] && alive < fewest) {
        fewest = alive;
        next = i;
      }
    }
    if (!groups_can_hold(state) || !can_be_better(state)) return;
    if (next == values_.size()) {
      record(state);
      return;
    }
    for (const std::size_t value : cheapest_first(state, next)) {
      State below = state;
      place(below, next, value);
      search(below);
    }
  }

  std::vector<std::size_t> cheapest_first(const State& state, std::size_t task) const {
    std::vector<std::size_t> order;
    for (std::size_t v = 0; v < values_[task].size(); ++v) {
      if (state.is_alive[task][v]) order.push_back(v);
    }
    if (!model_.objectives.empty()) {
      std::ranges::stable_sort(order, {}, [&](std::size_t v) { return costs_[level_][task][v]; });
    }
    return order;
  }

  void record(const State& state) {
    ++answer_.count;
    if (counts_) return;
    found_ = true;
    if (!model_.objectives.empty()) best_ = least_cost(state, level_);  // all are placed: exact
    answer_.best.clear();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const auto at = std::ranges::find(state.is_alive[i], char{1}) - state.is_alive[i].begin();
      answer_.best.push_back(values_[i][static_cast<std::size_t>(at)]);
    }
  }

  const Model& model_;
  std::vector<std::vector<Placement>> values_;
  std::vector<std::vector<Value>> capacities_;
  std::vector<std::vector<std::vector<Value>>> costs_;  ///< by level, task and value
  Time first_ = std::numeric_limits<Time>::max();
  Time last_ = std::numeric_limits<Time>::min();
  std::uint64_t nodes_left_;
  OracleAnswer answer_;
  std::size_t level_ = 0;
  Value best_ = kNone;
  bool found_ = false;
  bool counts_ = false;
};

}  // namespace

OracleAnswer solve_naively(const Model& model, std::span<const solver::Assumption> assumptions,
                           Ask ask, std::uint64_t most_nodes) {
  std::vector<std::vector<Placement>> values;
  for (Index i = 0; i < model.tasks.size(); ++i) {
    auto mine = placements_of(model, i, assumptions, kMostValues);
    if (!mine) return {};
    values.push_back(*std::move(mine));
  }
  return Naive(model, std::move(values), most_nodes).run(ask);
}

}  // namespace penholder::oracle
