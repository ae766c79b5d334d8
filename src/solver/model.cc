#include "solver/model.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace penholder::solver {

Index Model::add_resource(std::string name, Value capacity) {
  resources.push_back(
      {.name = std::move(name), .steps = {{.from = -kFarthest, .capacity = capacity}}});
  return static_cast<Index>(resources.size() - 1);
}

Index Model::add_budget(std::string name, Value total) {
  budgets.push_back({.name = std::move(name), .total = total});
  return static_cast<Index>(budgets.size() - 1);
}

Index Model::add_task(std::string name, Time duration, std::vector<Use> uses) {
  Task task;
  task.name = std::move(name);
  task.modes.push_back({.duration = duration, .uses = std::move(uses), .spends = {}});
  tasks.push_back(std::move(task));
  return static_cast<Index>(tasks.size() - 1);
}

Index Model::add_optional_task(std::string name, Time duration, std::vector<Use> uses) {
  const Index task = add_task(std::move(name), duration, std::move(uses));
  tasks[task].is_optional = true;
  return task;
}

int Model::add_mode(Index task, Mode mode) {
  tasks[task].modes.push_back(std::move(mode));
  return static_cast<int>(tasks[task].modes.size()) - 1;
}

void Model::after(Index later, Index earlier, Time lag) {
  lags.push_back({.from = {.task = earlier, .point = Point::End},
                  .to = {.task = later, .point = Point::Start},
                  .at_least = lag});
}

void Model::within(Index later, Index earlier, Time lag) {
  lags.push_back({.from = {.task = later, .point = Point::Start},
                  .to = {.task = earlier, .point = Point::End},
                  .at_least = -lag});
}

Index Model::one_at_a_time(std::string name, std::span<const Index> of) {
  const Index resource = add_resource(std::move(name), 1);
  for (const Index task : of) {
    for (Mode& mode : tasks[task].modes) mode.uses.push_back({.resource = resource, .amount = 1});
  }
  return resource;
}

void Model::implies(Fact condition, Fact consequence) {
  condition.is_true = !condition.is_true;
  groups.push_back({.facts = {condition, consequence}, .at_least = 1});
}

void Model::exclude(Fact a, Fact b) {
  groups.push_back({.facts = {a, b}, .at_least = 0, .at_most = 1});
}

void Model::at_least(Value count, std::vector<Fact> facts) {
  groups.push_back({.facts = std::move(facts), .at_least = count});
}

void Model::at_most(Value count, std::vector<Fact> facts) {
  groups.push_back({.facts = std::move(facts), .at_least = 0, .at_most = count});
}

void Model::exactly(Value count, std::vector<Fact> facts) {
  groups.push_back({.facts = std::move(facts), .at_least = count, .at_most = count});
}

void Model::minimise(std::vector<Cost> costs) {
  objectives.push_back({.costs = std::move(costs), .makespan_weight = 0});
}

void Model::minimise_makespan() { objectives.push_back({.costs = {}, .makespan_weight = 1}); }

Cost due_cost(Moment moment, Time due, Value early, Value late) {
  Cost cost{.moment = moment, .pieces = {}, .if_absent = 0, .by_mode = {}};
  if (early != 0 && due > -kFarthest) {
    // Unsigned, for it may wrap; the slope is then so large that defects_of refuses the model.
    const auto at_from =
        static_cast<std::uint64_t>(early) * static_cast<std::uint64_t>(due + kFarthest);
    cost.pieces.push_back({.from = -kFarthest,
                           .to = due - 1,
                           .at_from = static_cast<Value>(at_from),
                           .slope = -early});
  }
  if (late != 0 && due < kFarthest) {
    cost.pieces.push_back({.from = due + 1, .to = kFarthest, .at_from = late, .slope = late});
  }
  return cost;
}

Cost deadline_cost(Moment moment, Time date, Value late) {
  Cost cost{.moment = moment, .pieces = {}, .if_absent = late, .by_mode = {}};
  if (date < kFarthest) {
    cost.pieces.push_back({.from = date + 1, .to = kFarthest, .at_from = late, .slope = 0});
  }
  return cost;
}

Cost left_out_cost(Index task, Value value) {
  return {.moment = {.task = task}, .pieces = {}, .if_absent = value, .by_mode = {}};
}

namespace {

/// Collects sentences about what is wrong, and sums that must not overflow.
class Inspector {
 public:
  explicit Inspector(const Model& model) : model_(model) {}

  std::vector<std::string> inspect() {
    for (std::size_t i = 0; i < model_.tasks.size(); ++i) inspect_task(i);
    inspect_capacities();
    inspect_pairs_of_modes();
    if (defects_.empty()) inspect_sums();
    for (std::size_t i = 0; i < model_.lags.size(); ++i) inspect_lag(i);
    for (std::size_t i = 0; i < model_.groups.size(); ++i) inspect_group(i);
    for (std::size_t i = 0; i < model_.objectives.size(); ++i) inspect_objective(i);
    return std::move(defects_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> text, Args&&... args) {
    constexpr std::size_t kMost = 100;  // a damaged file has one mistake a thousand times
    if (defects_.size() < kMost) defects_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  static bool is_time(Time time) { return time >= -kFarthest && time <= kFarthest; }

  void inspect_task(std::size_t i) {
    const Task& task = model_.tasks[i];
    if (!is_time(task.release)) add("task {}: release {} is out of range", i, task.release);
    if (!is_time(task.deadline)) add("task {}: deadline {} is out of range", i, task.deadline);
    if (task.modes.empty()) add("task {}: has no mode", i);
    for (std::size_t m = 0; m < task.modes.size(); ++m) {
      const Mode& mode = task.modes[m];
      if (mode.duration < 0 || mode.duration > kFarthest) {
        add("task {}, mode {}: duration {} is out of range", i, m, mode.duration);
      }
      for (const Use& use : mode.uses) {
        if (use.resource >= model_.resources.size()) {
          add("task {}, mode {}: there is no resource {}", i, m, use.resource);
        }
        if (use.amount < 0 || use.amount > kLargest) {
          add("task {}, mode {}: amount {} is out of range", i, m, use.amount);
        }
      }
      for (const Spend& spend : mode.spends) {
        if (spend.budget >= model_.budgets.size()) {
          add("task {}, mode {}: there is no budget {}", i, m, spend.budget);
        }
        if (spend.amount < 0 || spend.amount > kLargest) {
          add("task {}, mode {}: amount {} is out of range", i, m, spend.amount);
        }
      }
    }
    for (const Stretch& closed : task.closed) {
      if (!is_time(closed.from) || !is_time(closed.to))
        add("task {}: closed stretch is out of range", i);
    }
  }

  void inspect_pairs_of_modes() {
    double pairs = 0;
    for (const Task& task : model_.tasks) {
      const auto modes = static_cast<double>(task.modes.size());
      pairs += modes * (modes - 1) / 2;
    }
    if (pairs > static_cast<double>(kMostModePairs)) {
      add("tasks have too many modes: {:.0f} pairs of modes of one task, more than {}", pairs,
          kMostModePairs);
    }
  }

  void inspect_capacities() {
    for (std::size_t r = 0; r < model_.resources.size(); ++r) {
      const auto& steps = model_.resources[r].steps;
      for (std::size_t s = 0; s < steps.size(); ++s) {
        if (!is_time(steps[s].from)) add("resource {}: step {} is out of range", r, s);
        if (steps[s].capacity < 0 || steps[s].capacity > kLargest) {
          add("resource {}: capacity {} is out of range", r, steps[s].capacity);
        }
        if (s > 0 && steps[s].from <= steps[s - 1].from) add("resource {}: steps do not ascend", r);
      }
    }
    for (std::size_t b = 0; b < model_.budgets.size(); ++b) {
      const Value total = model_.budgets[b].total;
      if (total < 0 || total > kLargest) add("budget {}: total {} is out of range", b, total);
    }
  }

  /// What all tasks together may take or spend has to be a number, too.
  void inspect_sums() {
    std::vector<double> taken(model_.resources.size(), 0.0);
    std::vector<double> spent(model_.budgets.size(), 0.0);
    for (const Task& task : model_.tasks) {
      for (const Mode& mode : task.modes) {
        for (const Use& use : mode.uses) taken[use.resource] += static_cast<double>(use.amount);
        for (const Spend& spend : mode.spends) {
          spent[spend.budget] += static_cast<double>(spend.amount);
        }
      }
    }
    constexpr double kMost = 4.0 * static_cast<double>(kLargest);
    for (std::size_t r = 0; r < taken.size(); ++r) {
      if (taken[r] > kMost) add("resource {}: its amounts add up to more than 2^62", r);
    }
    for (std::size_t b = 0; b < spent.size(); ++b) {
      if (spent[b] > kMost) add("budget {}: its amounts add up to more than 2^62", b);
    }
  }

  void inspect_lag(std::size_t i) {
    const Lag& lag = model_.lags[i];
    if (lag.from.task >= model_.tasks.size()) add("lag {}: there is no task {}", i, lag.from.task);
    if (lag.to.task >= model_.tasks.size()) add("lag {}: there is no task {}", i, lag.to.task);
    if (lag.at_least < -2 * kFarthest || lag.at_least > 2 * kFarthest) {
      add("lag {}: {} is out of range", i, lag.at_least);
    }
  }

  void inspect_group(std::size_t i) {
    for (const Fact& fact : model_.groups[i].facts) {
      if (fact.task >= model_.tasks.size()) {
        add("group {}: there is no task {}", i, fact.task);
      } else if (fact.mode < kAnyMode ||
                 fact.mode >= static_cast<int>(model_.tasks[fact.task].modes.size())) {
        add("group {}: task {} has no mode {}", i, fact.task, fact.mode);
      }
    }
  }

  void inspect_objective(std::size_t i) {
    const Objective& objective = model_.objectives[i];
    double size = 0;  // wider than any overflow; the limit leaves three bits of slack
    const auto count = [&](double value) { size += std::abs(value); };
    if (objective.makespan_weight < 0) {
      add("objective {}: makespan weight {} is negative", i, objective.makespan_weight);
    }
    count(static_cast<double>(objective.makespan_weight) * 2.0 * kFarthest);
    for (const Cost& cost : objective.costs) {
      if (cost.moment.task >= model_.tasks.size()) {
        add("objective {}: there is no task {}", i, cost.moment.task);
        continue;
      }
      count(static_cast<double>(cost.if_absent));
      if (!cost.by_mode.empty() &&
          cost.by_mode.size() != model_.tasks[cost.moment.task].modes.size()) {
        add("objective {}: task {} has another number of modes", i, cost.moment.task);
      }
      for (const Value value : cost.by_mode) count(static_cast<double>(value));
      for (std::size_t p = 0; p < cost.pieces.size(); ++p) {
        const Piece& piece = cost.pieces[p];
        if (!is_time(piece.from) || piece.to > 2 * kFarthest || piece.from > piece.to) {
          add("objective {}: a piece of task {} has no length or is out of range", i,
              cost.moment.task);
          continue;
        }
        if (p > 0 && piece.from <= cost.pieces[p - 1].to) {
          add("objective {}: pieces of task {} do not ascend", i, cost.moment.task);
        }
        count(static_cast<double>(piece.at_from));
        count(static_cast<double>(piece.slope) * static_cast<double>(piece.to - piece.from));
      }
    }
    if (size > static_cast<double>(kLargest))
      add("objective {}: its costs add up to more than 2^60", i);
  }

  const Model& model_;
  std::vector<std::string> defects_;
};

}  // namespace

std::vector<std::string> defects_of(const Model& model) { return Inspector(model).inspect(); }

Value cost_of(const Model& model, const Objective& objective, std::span<const Placement> schedule) {
  Value sum = 0;
  for (const Cost& cost : objective.costs) {
    const Placement& placement = schedule[cost.moment.task];
    if (!placement.is_done()) {
      sum += cost.if_absent;
      continue;
    }
    if (!cost.by_mode.empty()) sum += cost.by_mode[static_cast<std::size_t>(placement.mode)];
    const Time moment = cost.moment.point == Point::Start
                            ? placement.start
                            : end_of(model, cost.moment.task, placement);
    for (const Piece& piece : cost.pieces) {
      if (moment >= piece.from && moment <= piece.to) {
        sum += piece.at_from + piece.slope * (moment - piece.from);
      }
    }
  }
  if (objective.makespan_weight > 0) {
    Time makespan = 0;
    for (Index i = 0; i < schedule.size(); ++i) {
      if (schedule[i].is_done()) makespan = std::max(makespan, end_of(model, i, schedule[i]));
    }
    sum += objective.makespan_weight * makespan;
  }
  return sum;
}

}  // namespace penholder::solver
