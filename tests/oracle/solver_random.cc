#include "oracle/solver_random.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace penholder::oracle {
namespace {

using solver::Fact;
using solver::Index;
using solver::Model;
using solver::Moment;
using solver::Point;
using solver::Time;
using solver::Value;

class Generator {
 public:
  Generator(Rng& rng, const ModelShape& shape) : rng_(rng), shape_(shape) {}

  Model make() {
    for (std::size_t r = 0; r < shape_.resources; ++r) add_resource(r);
    for (std::size_t b = 0; b < shape_.budgets; ++b) {
      model_.add_budget(fmt::format("b{}", b), between(0, 3 * std::ssize(model_.budgets) + 6));
    }
    for (std::size_t i = 0; i < shape_.tasks; ++i) add_task(i);
    if (shape_.tasks > 0) {
      for (std::size_t l = 0; l < shape_.lags; ++l) add_lag();
      for (std::size_t g = 0; g < shape_.groups; ++g) add_group();
      for (std::size_t o = 0; o < shape_.levels; ++o) add_objective();
    }
    CHECK(solver::defects_of(model_).empty());
    return std::move(model_);
  }

 private:
  bool chance(double share) { return rng_.uniform() < share; }
  Value between(Value least, Value most) {
    return least + static_cast<Value>(rng_.below(static_cast<std::uint32_t>(most - least + 1)));
  }
  Time date() { return between(0, shape_.horizon); }
  Index any_task() {
    return static_cast<Index>(rng_.below(static_cast<std::uint32_t>(shape_.tasks)));
  }
  bool is_odd() { return shape_.has_odd_things && chance(0.15); }

  void add_resource(std::size_t r) {
    solver::Resource resource{.name = fmt::format("r{}", r), .steps = {}};
    if (!shape_.has_steps || chance(0.5)) {
      resource.steps.push_back(
          {.from = -solver::kFarthest, .capacity = is_odd() ? 0 : between(1, 3)});
    } else {
      Time at = chance(0.5) ? -solver::kFarthest : between(-1, 2);
      for (Value steps = between(1, 4); steps > 0; --steps) {
        resource.steps.push_back({.from = at, .capacity = between(0, 3)});
        at = std::max<Time>(at, 0) + between(1, std::max<Time>(2, shape_.horizon / 2));
      }
    }
    if (is_odd()) resource.steps.clear();
    model_.resources.push_back(std::move(resource));
  }

  void add_task(std::size_t i) {
    solver::Task task;
    task.name = fmt::format("t{}", i);
    task.is_optional = chance(shape_.optional);
    if (chance(0.3)) task.release = between(-2, shape_.horizon / 2);
    if (chance(shape_.deadline)) {
      task.deadline = shape_.horizon - (chance(0.3) ? between(0, shape_.horizon / 2) : 0);
    }
    if (chance(shape_.closed)) {
      for (Value n = between(1, 2); n > 0; --n) {
        const Time from = date();
        task.closed.push_back({.from = from, .to = from + between(1, 3)});
      }
    }
    for (Value modes = between(1, static_cast<Value>(shape_.modes_max)); modes > 0; --modes) {
      task.modes.push_back(make_mode());
    }
    model_.tasks.push_back(std::move(task));
  }

  solver::Mode make_mode() {
    solver::Mode mode;
    mode.duration = chance(0.1) ? 0 : between(1, shape_.duration_max);
    for (Index r = 0; r < model_.resources.size(); ++r) {
      if (chance(0.6)) mode.uses.push_back({.resource = r, .amount = between(is_odd() ? 0 : 1, 2)});
      if (is_odd()) mode.uses.push_back({.resource = r, .amount = 1});
    }
    for (Index b = 0; b < model_.budgets.size(); ++b) {
      if (chance(0.6)) mode.spends.push_back({.budget = b, .amount = between(0, 4)});
      if (is_odd()) mode.spends.push_back({.budget = b, .amount = 1});
    }
    return mode;
  }

  Point any_point() { return chance(0.5) ? Point::Start : Point::End; }

  void add_lag() {
    Index from = any_task();
    Index to = any_task();
    if (from == to && !is_odd()) to = static_cast<Index>((to + 1) % shape_.tasks);
    if (from == to && !shape_.has_odd_things) return;
    const bool is_backward = shape_.has_cycles && chance(0.4);
    if ((from > to) != is_backward) std::swap(from, to);
    solver::Lag lag{.from = {.task = from, .point = Point::End},
                    .to = {.task = to, .point = Point::Start},
                    .at_least = 0};
    if (chance(0.5)) {
      lag.from.point = any_point();
      lag.to.point = any_point();
      lag.at_least = is_backward ? -between(0, shape_.horizon) : between(-3, 4);
    } else if (is_backward) {
      lag.at_least = -between(1, shape_.horizon);
    }
    model_.lags.push_back(lag);
  }

  Fact any_fact() {
    Fact fact{.task = any_task(), .mode = solver::kAnyMode, .is_true = chance(0.6)};
    if (chance(0.25)) {
      const auto modes = static_cast<std::uint32_t>(model_.tasks[fact.task].modes.size());
      fact.mode = static_cast<int>(rng_.below(modes));
    }
    return fact;
  }

  void add_group() {
    const Fact a = any_fact();
    const Fact b = any_fact();
    if (chance(0.3)) return model_.implies(a, b);
    if (chance(0.3)) return model_.exclude(a, b);
    solver::Group group;
    const Value size = is_odd() ? 0 : between(1, 1 + static_cast<Value>(shape_.tasks));
    for (Value i = 0; i < size; ++i) {
      Fact fact = any_fact();
      fact.is_true = fact.is_true || chance(0.7);
      group.facts.push_back(fact);
    }
    if (chance(0.6)) group.at_least = between(is_odd() ? -1 : 0, std::max<Value>(1, size / 2));
    const Value least = std::max<Value>(0, group.at_least);
    if (chance(0.6)) group.at_most = between(least, std::max(least, size));
    model_.groups.push_back(std::move(group));
  }

  void add_objective() {
    solver::Objective objective;
    if (chance(shape_.makespan)) objective.makespan_weight = between(1, 3);
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      if (chance(objective.makespan_weight > 0 ? 0.3 : 0.7))
        objective.costs.push_back(make_cost(i));
    }
    if (is_odd()) objective.costs.push_back(make_cost(any_task()));
    model_.objectives.push_back(std::move(objective));
  }

  solver::Cost make_cost(Index task) {
    solver::Cost cost;
    cost.moment = {.task = task, .point = any_point()};
    if (chance(0.6)) cost.if_absent = between(-4, 12);
    if (chance(0.25)) {
      for (std::size_t m = 0; m < model_.tasks[task].modes.size(); ++m) {
        cost.by_mode.push_back(between(-3, 5));
      }
    }
    if (!chance(shape_.pieces)) return cost;
    if (chance(0.4)) {
      add_due_date(cost);
    } else {
      add_any_pieces(cost);
    }
    return cost;
  }

  /// Weighted earliness and tardiness.
  void add_due_date(solver::Cost& cost) {
    const Time due = date();
    const Value early = between(0, 3);
    const Value late = between(0, 4);
    const Time far = 3 * shape_.horizon;
    cost.pieces.push_back(
        {.from = -far, .to = due - 1, .at_from = early * (due + far), .slope = -early});
    cost.pieces.push_back({.from = due, .to = due + far, .at_from = 0, .slope = late});
  }

  /// Steps and slopes up and down, with holes between them.
  void add_any_pieces(solver::Cost& cost) {
    Time at = between(-2, shape_.horizon / 2);
    for (Value n = between(1, 3); n > 0; --n) {
      const Time to = at + between(0, shape_.horizon / 2);
      const Value slope = chance(0.5) ? 0 : between(-3, 3);
      cost.pieces.push_back({.from = at, .to = to, .at_from = between(-6, 8), .slope = slope});
      at = to + (chance(0.6) ? 1 : between(2, 3));
    }
  }

  Rng& rng_;
  const ModelShape& shape_;
  Model model_;
};

}  // namespace

ModelShape random_shape(Rng& rng, std::size_t tasks) {
  const auto chance = [&](double share) { return rng.uniform() < share; };
  const auto up_to = [&](std::size_t most) -> std::size_t {
    return rng.below(static_cast<std::uint32_t>(most) + 1);
  };
  ModelShape shape;
  shape.tasks = tasks;
  shape.horizon = static_cast<Time>(4 + up_to(4) + tasks);
  shape.duration_max = static_cast<Time>(1 + up_to(3));
  shape.modes_max = chance(0.5) ? 1 : 2 + up_to(1);
  shape.resources = chance(0.3) ? 0 : 1 + up_to(1);
  shape.budgets = chance(0.6) ? 0 : 1 + up_to(1);
  shape.lags = chance(0.3) ? 0 : up_to(2 * tasks);
  shape.groups = chance(0.5) ? 0 : 1 + up_to(tasks / 2);
  shape.levels = chance(0.1) ? 0 : (chance(0.7) ? 1 : 2 + up_to(1));
  shape.optional = chance(0.3) ? 0.0 : rng.uniform();
  shape.deadline = chance(0.6) ? 1.0 : rng.uniform();
  shape.closed = chance(0.6) ? 0.0 : 0.5;
  shape.pieces = chance(0.3) ? 0.0 : 0.8;
  shape.has_steps = chance(0.4);
  shape.has_cycles = chance(0.4);
  shape.has_odd_things = chance(0.2);
  if (chance(0.15)) {  // a choice of tasks under capacities: what bounds by relaxation are made for
    shape.optional = 1.0;
    shape.deadline = 1.0;
    shape.resources = 1 + up_to(1);
    shape.makespan = 0.0;
    shape.levels = 1;
    shape.pieces = chance(0.5) ? 0.0 : 0.5;
    shape.has_odd_things = false;
  } else if (chance(0.15)) {  // earliness and tardiness of tasks that must be done
    shape.optional = 0.0;
    shape.deadline = 1.0;
    shape.closed = 0.0;
    shape.makespan = 0.0;
    shape.levels = 1;
    shape.pieces = 1.0;
  }
  return shape;
}

Model random_model(Rng& rng, const ModelShape& shape) { return Generator(rng, shape).make(); }

std::vector<solver::Assumption> random_assumptions(Rng& rng, const Model& model, std::size_t most) {
  using Kind = solver::Assumption::Kind;
  std::vector<solver::Assumption> assumptions;
  if (model.tasks.empty()) return assumptions;
  for (std::size_t n = rng.below(static_cast<std::uint32_t>(most) + 1); n > 0; --n) {
    solver::Assumption one;
    one.task = rng.below(static_cast<std::uint32_t>(model.tasks.size()));
    one.kind = static_cast<Kind>(rng.below(5));
    if (one.kind == Kind::InMode) {
      one.value = rng.below(static_cast<std::uint32_t>(model.tasks[one.task].modes.size()));
    } else if (one.kind == Kind::StartAtLeast || one.kind == Kind::StartAtMost) {
      one.value = static_cast<Time>(rng.below(10)) - 1;
    }
    assumptions.push_back(one);
  }
  return assumptions;
}

Model shifted(Model model, Time by) {
  for (auto& task : model.tasks) {
    task.release += by;
    if (task.deadline < solver::kFarthest) task.deadline += by;
    for (auto& closed : task.closed) {
      closed.from += by;
      closed.to += by;
    }
  }
  for (auto& resource : model.resources) {
    for (auto& step : resource.steps) {
      if (step.from > -solver::kFarthest) step.from += by;
    }
  }
  for (auto& objective : model.objectives) {
    for (auto& cost : objective.costs) {
      for (auto& piece : cost.pieces) {
        piece.from += by;
        piece.to += by;
      }
    }
  }
  return model;
}

namespace {

void multiply_amounts(Model& model, Value factor) {
  for (auto& resource : model.resources) {
    for (auto& step : resource.steps) step.capacity *= factor;
  }
  for (auto& budget : model.budgets) budget.total *= factor;
  for (auto& task : model.tasks) {
    for (auto& mode : task.modes) {
      for (auto& use : mode.uses) use.amount *= factor;
      for (auto& spend : mode.spends) spend.amount *= factor;
    }
  }
}

/// The largest factor that keeps all amounts within the limit: sums of eight of them do not fit 64
/// bits any more.
Value largest_factor(const Model& model) {
  Value most = 1;
  for (const auto& resource : model.resources) {
    for (const auto& step : resource.steps) most = std::max(most, step.capacity);
  }
  for (const auto& budget : model.budgets) most = std::max(most, budget.total);
  for (const auto& task : model.tasks) {
    for (const auto& mode : task.modes) {
      for (const auto& use : mode.uses) most = std::max(most, use.amount);
      for (const auto& spend : mode.spends) most = std::max(most, spend.amount);
    }
  }
  return solver::kLargest / most;
}

void multiply_costs(Model& model, Value factor) {
  for (auto& objective : model.objectives) {
    objective.makespan_weight *= factor;
    for (auto& cost : objective.costs) {
      cost.if_absent *= factor;
      for (Value& value : cost.by_mode) value *= factor;
      for (auto& piece : cost.pieces) {
        piece.at_from *= factor;
        piece.slope *= factor;
      }
    }
  }
}

bool has_finite_windows(const Model& model) {
  return std::ranges::all_of(
      model.tasks, [](const solver::Task& task) { return task.deadline < solver::kFarthest; });
}
bool has_makespan(const Model& model) {
  return std::ranges::any_of(model.objectives, [](const solver::Objective& objective) {
    return objective.makespan_weight > 0;
  });
}

}  // namespace

Model dressed_up(Rng& rng, Model model) {
  const auto chance = [&](double share) { return rng.uniform() < share; };
  const auto power = [&](std::uint32_t most) { return Value{1} << rng.below(most); };
  const auto accept = [&](Model changed) {
    if (solver::defects_of(changed).empty()) model = std::move(changed);
  };
  if (chance(0.3)) {
    Model changed = model;
    const Value factor = power(57);
    multiply_amounts(changed, chance(0.3) ? largest_factor(changed) : factor);
    accept(std::move(changed));
  }
  if (chance(0.3)) {
    Model changed = model;
    multiply_costs(changed, power(54));
    accept(std::move(changed));
  }
  if (chance(0.3) && has_finite_windows(model) && !has_makespan(model)) {
    const Time far = (solver::kFarthest - 1000) >> rng.below(20);
    accept(shifted(model, chance(0.5) ? far : -far));
  }
  CHECK(solver::defects_of(model).empty());
  return model;
}

namespace {

/// Reads the digits of a number of mixed base.
class Digits {
 public:
  explicit Digits(std::uint64_t number) : number_(number) {}
  Value next(std::uint64_t base) {
    const std::uint64_t digit = number_ % base;
    number_ /= base;
    return static_cast<Value>(digit);
  }

 private:
  std::uint64_t number_;
};

constexpr std::uint64_t kPerTask = 3 * 2 * 2;  // duration, optional, late release
constexpr std::uint64_t kTogether = 4 * 5 * 5 * 4 * 2;

}  // namespace

std::uint64_t tiny_model_count() { return kPerTask * kPerTask * kTogether; }

Model tiny_model(std::uint64_t index) {
  Digits digits(index);
  Model model;
  for (const char* name : {"a", "b"}) {
    const Index task = model.add_task(name, digits.next(3));
    model.tasks[task].is_optional = digits.next(2) == 1;
    model.tasks[task].release = digits.next(2);
    model.tasks[task].deadline = 4;
  }
  if (const Value capacity = digits.next(4); capacity < 3) {
    model.add_resource("r", capacity);
    if (capacity == 2)
      model.resources[0].steps = {{.from = 0, .capacity = 1}, {.from = 2, .capacity = 2}};
    for (auto& task : model.tasks) task.modes[0].uses = {{.resource = 0, .amount = 1}};
  }
  switch (digits.next(5)) {
    case 1:
      model.after(1, 0);
      break;
    case 2:
      model.after(1, 0, -1);
      break;
    case 3:  // starts together
      model.lags.push_back({.from = {.task = 0}, .to = {.task = 1}, .at_least = 0});
      model.lags.push_back({.from = {.task = 1}, .to = {.task = 0}, .at_least = 0});
      break;
    case 4:  // a positive cycle: never both
      model.after(1, 0, 1);
      model.after(0, 1, 0);
      break;
    default:
      break;
  }
  const Fact a{.task = 0};
  const Fact b{.task = 1};
  switch (digits.next(5)) {
    case 1:
      model.implies(a, b);
      break;
    case 2:
      model.exclude(a, b);
      break;
    case 3:
      model.groups.push_back({.facts = {a, b}, .at_least = 1});
      break;
    case 4:
      model.groups.push_back(
          {.facts = {a, {.task = 1, .mode = 0, .is_true = false}}, .at_most = 1});
      break;
    default:
      break;
  }
  const auto cost = [](Index task, Value absent, std::vector<solver::Piece> pieces) {
    return solver::Cost{.moment = {.task = task, .point = Point::End},
                        .pieces = std::move(pieces),
                        .if_absent = absent,
                        .by_mode = {}};
  };
  switch (digits.next(4)) {
    case 1:
      model.minimise_makespan();
      break;
    case 2:  // presence is worth something, and late is dear
      model.objectives.push_back(
          {.costs = {cost(0, 5, {{.from = 2, .to = 9, .at_from = 1, .slope = 3}}),
                     cost(1, 3, {})}});
      break;
    case 3:  // early is dear; then the other as late as possible
      model.objectives.push_back(
          {.costs = {cost(0, 1, {{.from = 0, .to = 3, .at_from = 6, .slope = -2}})}});
      model.objectives.push_back(
          {.costs = {cost(1, -2, {{.from = 0, .to = 4, .at_from = 0, .slope = -1}})},
           .makespan_weight = 1});
      break;
    default:
      break;
  }
  if (digits.next(2) == 1) model.tasks[0].closed = {{.from = 1, .to = 2}};
  CHECK(solver::defects_of(model).empty());
  return model;
}

}  // namespace penholder::oracle
