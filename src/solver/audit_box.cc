#include "solver/audit_box.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "solver/compile.h"

namespace penholder::solver {

using Kind = Meaning::Kind;

Vocabulary vocabulary_of(const Program& program) {
  Vocabulary words;
  words.meanings.resize(program.engine.domains().variables());
  // The first to name a variable is its owner: a mode may share its task's.
  const auto name = [&](Var x, Meaning meaning) {
    if (words.meanings[x].kind == Kind::Other) words.meanings[x] = meaning;
  };
  for (Index i = 0; i < program.tasks.size(); ++i) {
    const TaskVars& task = program.tasks[i];
    if (!is_always(task.presence)) {
      name(var_of(task.presence.side), {.kind = Kind::Done, .task = i});
    }
    name(task.start, {.kind = Kind::Start, .task = i});
    if (task.end != kNoVar) name(task.end, {.kind = Kind::End, .task = i});
    for (std::size_t m = 0; m < task.modes.size(); ++m) {
      if (!is_always(task.modes[m].presence)) {
        name(var_of(task.modes[m].presence.side), {.kind = Kind::InMode, .task = i, .mode = m});
      }
      name(task.modes[m].start, {.kind = Kind::ModeStart, .task = i, .mode = m});
    }
  }
  if (program.makespan != kNoVar) {
    words.makespan = program.makespan;
    name(program.makespan, {.kind = Kind::Makespan});
  }
  for (const SlotVars& slot : program.slots) {
    name(slot.joint, {.kind = Kind::SlotCost, .position = words.slots.size()});
    words.slots.push_back({.tasks = slot.tasks,
                           .begin = slot.begin,
                           .end = slot.end,
                           .objective = slot.objective,
                           .variable = slot.joint,
                           .base = slot.base,
                           .scale = slot.scale});
  }
  for (const OrderVars& order : program.orders) {
    name(order.boolean, {.kind = Kind::Order, .position = words.orders.size()});
    words.orders.push_back(
        {.boolean = order.boolean, .first = order.first, .second = order.second});
  }
  for (const PostedSum& posted : program.counted) {
    if (posted.total == kNoVar) continue;
    name(posted.total, {.kind = Kind::Count, .position = words.counted.size()});
    words.counted.push_back(&posted.sum);
  }
  for (const AskedBound& asked : program.asked) {
    name(asked.boolean, {.kind = Kind::Asked, .position = words.asked.size()});
    words.asked.push_back(asked.bound);
  }
  return words;
}

Box::Box(const Model& model, const Vocabulary& vocabulary)
    : model_(&model), vocabulary_(&vocabulary) {
  for (const Task& task : model.tasks) {
    first_.push_back(options_.size());
    may_be_absent_.push_back(task.is_optional ? 1 : 0);
    for (const Mode& mode : task.modes) {
      options_.push_back({.low = task.release, .high = task.deadline - mode.duration});
    }
  }
  first_.push_back(options_.size());
  free_.assign(vocabulary.meanings.size(), {.low = -kWide, .high = kWide});
}

void Box::shut_all_modes(Index task) {
  for (std::size_t k = first_[task]; k < first_[task + 1]; ++k) options_[k] = kShut;
}

void Box::cut(Option& option, bool is_lower, Time bound) {
  if (is_lower) {
    option.low = std::max(option.low, bound);
  } else {
    option.high = std::min(option.high, bound);
  }
}

void Box::set_boolean(bool is_lower, Time bound, bool& is_true, bool& is_false) const {
  // "b >= 1" and above says true (and more is impossible), "b <= 0" says false.
  is_true = is_lower && bound >= 1;
  is_false = (is_lower && bound >= 2) || (!is_lower && bound <= 0);
  if (!is_lower && bound < 0) is_true = true;
}

void Box::assume(Literal l) {
  if (is_always(l)) return;
  const Var x = var_of(l.side);
  const bool is_lower = l.side == lower_side(x);
  const Time bound = is_lower ? Time{l.bound} : -Time{l.bound};
  const Meaning meaning = vocabulary_->of(x);
  const Index i = meaning.task;
  bool is_true = false;
  bool is_false = false;
  switch (meaning.kind) {
    case Kind::Done:
      set_boolean(is_lower, bound, is_true, is_false);
      if (is_true) may_be_absent_[i] = 0;
      if (is_false) shut_all_modes(i);
      return;
    case Kind::InMode:
      set_boolean(is_lower, bound, is_true, is_false);
      if (is_true) {
        may_be_absent_[i] = 0;
        for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) {
          if (k != first_[i] + meaning.mode) options_[k] = kShut;
        }
      }
      if (is_false) close_mode(i, meaning.mode);
      return;
    case Kind::Start:
      for (std::size_t k = first_[i]; k < first_[i + 1]; ++k) cut(options_[k], is_lower, bound);
      return;
    case Kind::End:
      for (std::size_t m = 0; m < model_->tasks[i].modes.size(); ++m) {
        cut(options_[first_[i] + m], is_lower, bound - model_->tasks[i].modes[m].duration);
      }
      return;
    case Kind::ModeStart:
      cut(options_[first_[i] + meaning.mode], is_lower, bound);
      return;
    case Kind::Asked:
      set_boolean(is_lower, bound, is_true, is_false);
      if (is_true) assume(vocabulary_->asked[meaning.position]);
      break;
    case Kind::Makespan:
    case Kind::SlotCost:
    case Kind::Order:
    case Kind::Count:
    case Kind::Other:
      break;
  }
  if (x >= free_.size()) free_.resize(x + 1, {.low = -kWide, .high = kWide});
  cut(free_[x], is_lower, bound);
}

void Box::assume_false(Literal l) {
  if (is_always(l)) {
    is_impossible_ = true;
    return;
  }
  const Meaning meaning = vocabulary_->of(var_of(l.side));
  if (meaning.kind == Kind::Start || meaning.kind == Kind::End) may_be_absent_[meaning.task] = 0;
  if (meaning.kind == Kind::ModeStart) {
    may_be_absent_[meaning.task] = 0;
    for (std::size_t k = first_[meaning.task]; k < first_[meaning.task + 1]; ++k) {
      if (k != first_[meaning.task] + meaning.mode) options_[k] = kShut;
    }
  }
  assume(negation(l));
}

bool Box::is_empty() const {
  if (is_impossible_) return true;
  for (Index i = 0; i + 1 < first_.size(); ++i) {
    if (!may_be_absent(i) && std::ranges::none_of(modes(i), &Option::is_open)) return true;
  }
  return std::ranges::any_of(free_, [](const Option& o) { return !o.is_open(); });
}

Time Box::bound(Side side) const {
  const Var x = var_of(side);
  const bool is_lower = side == lower_side(x);
  const Meaning meaning = vocabulary_->of(x);
  const auto best = [&](Index task, auto&& value) {
    Time least = std::numeric_limits<Time>::max();
    const auto options = modes(task);
    for (std::size_t m = 0; m < options.size(); ++m) {
      if (options[m].is_open()) least = std::min(least, value(options[m], m));
    }
    return least;
  };
  const auto end_of_side = [&](const Option& option) {
    return is_lower ? option.low : -option.high;
  };
  switch (meaning.kind) {
    case Kind::Start:
      return best(meaning.task,
                  [&](const Option& option, std::size_t) { return end_of_side(option); });
    case Kind::End:
      return best(meaning.task, [&](const Option& option, std::size_t m) {
        const Time duration = model_->tasks[meaning.task].modes[m].duration;
        return end_of_side(option) + (is_lower ? duration : -duration);
      });
    case Kind::ModeStart:
      return end_of_side(modes(meaning.task)[meaning.mode]);
    case Kind::Done:
    case Kind::InMode: {
      // As high as it must be: the other value leaves nothing.
      Box other = *this;
      other.assume(is_lower ? is_false(x) : is_true(x));
      const bool is_settled = other.is_empty();
      if (is_lower) return is_settled ? 1 : 0;
      return is_settled ? 0 : -1;
    }
    default:
      return is_lower ? low(x) : -high(x);
  }
}

namespace {

/// What a variable is in a schedule; nothing where it says nothing: of what is left out. `totals`:
/// of the sums that were counted before.
std::optional<Time> value_in(const Model& model, const Vocabulary& vocabulary,
                             std::span<const Placement> schedule, Var x,
                             std::span<const Time> totals) {
  const Meaning meaning = vocabulary.of(x);
  const Placement& placement = schedule[meaning.task];
  switch (meaning.kind) {
    case Kind::Done:
      return placement.is_done() ? 1 : 0;
    case Kind::InMode:
      return placement.mode == static_cast<int>(meaning.mode) ? 1 : 0;
    case Kind::Start:
      if (!placement.is_done()) return std::nullopt;
      return placement.start;
    case Kind::End:
      if (!placement.is_done()) return std::nullopt;
      return end_of(model, meaning.task, placement);
    case Kind::ModeStart:
      if (placement.mode != static_cast<int>(meaning.mode)) return std::nullopt;
      return placement.start;
    case Kind::Makespan: {
      Time value = 0;
      for (Index i = 0; i < schedule.size(); ++i) {
        if (schedule[i].is_done()) value = std::max(value, end_of(model, i, schedule[i]));
      }
      return value;
    }
    case Kind::SlotCost: {
      const SlotMeaning& slot = vocabulary.slots[meaning.position];
      Objective costs;
      for (const Cost& cost : model.objectives[slot.objective].costs) {
        if (std::ranges::find(slot.tasks, cost.moment.task) != slot.tasks.end()) {
          costs.costs.push_back(cost);
        }
      }
      return (cost_of(model, costs, schedule) - slot.base) / slot.scale;
    }
    case Kind::Order: {
      const OrderMeaning& order = vocabulary.orders[meaning.position];
      const Time end = end_of(model, order.first, schedule[order.first]);
      return end <= schedule[order.second].start ? 1 : 0;
    }
    case Kind::Asked:
      return holds_in(model, vocabulary, schedule, vocabulary.asked[meaning.position]) ? 1 : 0;
    case Kind::Count:
      return totals[meaning.position];
    case Kind::Other:
      break;
  }
  return std::nullopt;
}

/// Each sum counts what was there before it.
std::vector<Time> totals_in(const Model& model, const Vocabulary& vocabulary,
                            std::span<const Placement> schedule, std::size_t count) {
  std::vector<Time> totals;
  for (std::size_t k = 0; k < count; ++k) {
    Time total = 0;
    for (const CountedSum::Part& part : vocabulary.counted[k]->parts) {
      const Side side = part.ladder.side;
      const auto value = value_in(model, vocabulary, schedule, var_of(side), totals);
      if (!value) continue;
      const Time bound = side == lower_side(var_of(side)) ? *value : -*value;
      total += part.weight * part.ladder.level_at(static_cast<Tick>(bound));
    }
    totals.push_back(total);
  }
  return totals;
}

}  // namespace

bool holds_in(const Model& model, const Vocabulary& vocabulary, std::span<const Placement> schedule,
              Literal l) {
  if (is_always(l)) return true;
  const Var x = var_of(l.side);
  const Meaning meaning = vocabulary.of(x);
  if (meaning.kind == Kind::Other) return false;
  std::vector<Time> totals;
  if (meaning.kind == Kind::Count) {
    totals = totals_in(model, vocabulary, schedule, meaning.position + 1);
  }
  const auto value = value_in(model, vocabulary, schedule, x, totals);
  return !value || (l.side == lower_side(x) ? *value : -*value) >= l.bound;
}

std::string to_text(const Vocabulary& vocabulary, Literal l) {
  if (is_always(l)) return "always";
  const Var x = var_of(l.side);
  const Meaning meaning = vocabulary.of(x);
  const std::string task = fmt::format("task {}", meaning.task);
  std::string what;
  switch (meaning.kind) {
    case Kind::Done:
      what = task + " done";
      break;
    case Kind::InMode:
      what = fmt::format("{} in mode {}", task, meaning.mode);
      break;
    case Kind::Start:
      what = "start of " + task;
      break;
    case Kind::End:
      what = "end of " + task;
      break;
    case Kind::ModeStart:
      what = fmt::format("start of {} in mode {}", task, meaning.mode);
      break;
    case Kind::Makespan:
      what = "makespan";
      break;
    case Kind::SlotCost:
      what = fmt::format("cost of slot {}", meaning.position);
      break;
    case Kind::Order: {
      const OrderMeaning& order = vocabulary.orders[meaning.position];
      what = fmt::format("task {} before task {}", order.first, order.second);
      break;
    }
    case Kind::Count:
      what = fmt::format("count {}", meaning.position);
      break;
    case Kind::Asked:
      what = fmt::format("asked {}", meaning.position);
      break;
    case Kind::Other:
      what = fmt::format("variable {}", x);
      break;
  }
  return l.side == lower_side(x) ? fmt::format("{} >= {}", what, l.bound)
                                 : fmt::format("{} <= {}", what, -l.bound);
}

}  // namespace penholder::solver
