#include "solver/search.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace penholder::solver {

Search::Search(Program& program, std::uint64_t seed)
    : program_(program), rng_(seed), hint_(program.engine.domains().variables(), 0) {
  has_hint_.assign(hint_.size(), 0);
  prefers_true_.assign(hint_.size(), 0);
  for (const TaskVars& vars : program_.tasks) {
    if (!is_always(vars.presence)) prefers_true_[var_of(vars.presence.side)] = 1;
    has_place_.push_back(program_.engine.domains().is_fixed(vars.start) ? 1 : 0);
  }
  program_.engine.on_seen = [this](Literal l) { activity_.seen(l); };
  program_.engine.on_learned = [this](std::span<const Literal> l) { activity_.learned(l); };
}

void Search::clear_hint() { std::ranges::fill(has_hint_, 0); }

void Search::grow() {
  const std::size_t variables = program_.engine.domains().variables();
  hint_.resize(variables, 0);
  has_hint_.resize(variables, 0);
  prefers_true_.resize(variables, 0);
}

void Search::set_hint(const Schedule& schedule) {
  const auto hint = [&](Var x, Tick value) {
    hint_[x] = value;
    has_hint_[x] = 1;
  };
  const auto hint_literal = [&](Literal l, bool holds) {
    if (is_always(l)) return;
    hint(var_of(l.side), holds ? 1 : 0);  // presence literals are "Boolean >= 1"
  };
  Tick makespan = 0;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    const TaskVars& vars = program_.tasks[i];
    const Placement& placement = schedule[i];
    hint_literal(vars.presence, placement.is_done());
    for (std::size_t m = 0; m < vars.modes.size(); ++m) {
      if (vars.modes.size() > 1) {
        hint_literal(vars.modes[m].presence, placement.mode == static_cast<int>(m));
      }
    }
    if (!placement.is_done()) continue;
    const Tick start = static_cast<Tick>(placement.start);
    const ModeVars& mode = vars.modes[static_cast<std::size_t>(placement.mode)];
    hint(vars.start, start);
    hint(mode.start, start);
    if (vars.end != kNoVar) hint(vars.end, start + mode.duration);
    makespan = std::max(makespan, start + mode.duration);
  }
  if (program_.makespan != kNoVar) hint(program_.makespan, makespan);
}

Literal Search::oriented(Literal comparison) const {
  const Var x = var_of(comparison.side);
  const bool is_up = has_hint_[x] != 0 ? hint_[x] >= comparison.bound : prefers_true_[x] != 0;
  return is_up ? comparison : negation(comparison);
}

std::optional<Literal> Search::choose_early() {
  // Of all that is not settled, what can start first; of these, what must end first.
  const Domains& domains = program_.engine.domains();
  const TaskVars* best = nullptr;
  bool best_has_place = false;
  Tick best_low = 0;
  Tick best_high = 0;
  program_.engine.add_work(program_.tasks.size() / 16);
  for (const TaskVars& vars : program_.tasks) {
    if (domains.fails(vars.presence)) continue;
    const bool is_present = domains.holds(vars.presence);
    if (is_present && domains.is_fixed(vars.start) &&
        (vars.modes.size() == 1 || std::ranges::any_of(vars.modes, [&](const ModeVars& mode) {
           return domains.holds(mode.presence);
         }))) {
      continue;
    }
    const Tick low = domains.low(vars.start);
    const Tick high = domains.high(vars.start);
    // What can move comes before what only has to be chosen: that takes what the others leave.
    const bool has_place = has_place_[static_cast<std::size_t>(&vars - program_.tasks.data())] != 0;
    if (best == nullptr ||
        std::tuple(has_place, low, high) < std::tuple(best_has_place, best_low, best_high)) {
      best = &vars;
      best_has_place = has_place;
      best_low = low;
      best_high = high;
    }
  }
  if (best == nullptr) return std::nullopt;
  if (!domains.holds(best->presence)) return oriented(best->presence);
  if (best->modes.size() > 1) {
    const ModeVars* chosen = nullptr;
    for (const ModeVars& mode : best->modes) {
      if (domains.holds(mode.presence)) {
        chosen = nullptr;
        break;
      }
      if (domains.fails(mode.presence)) continue;
      const Var x = var_of(mode.presence.side);
      if (has_hint_[x] != 0 && hint_[x] == 1) {
        chosen = &mode;
        break;
      }
      if (chosen == nullptr ||
          domains.low(mode.start) + mode.duration < domains.low(chosen->start) + chosen->duration) {
        chosen = &mode;
      }
    }
    if (chosen != nullptr) return chosen->presence;
  }
  if (best->start_cost != nullptr) {
    // Early is not always cheapest: the first of the cheapest starts that are left.
    const CostTable& cost = *best->start_cost;
    const Tick cheapest = cost.first_within(best_low, best_high, cost.least(best_low, best_high));
    if (cheapest > best_low && cheapest <= best_high) return at_least(best->start, cheapest);
  }
  return at_most(best->start, best_low);
}

std::optional<Literal> Search::choose(Style style) {
  if (style == Style::Activity) {
    if (const auto comparison = activity_.next(program_.engine.domains())) {
      return oriented(*comparison);
    }
  }
  return choose_early();
}

void Search::back_to(std::uint32_t level) {
  program_.engine.back_to(level);
  activity_.back_to(program_.engine.domains().size());
}

void Search::find_core(Literal failing) {
  const std::vector<Literal> behind =
      program_.engine.decisions_behind(std::vector<Literal>{negation(failing)});
  core_.clear();
  for (std::size_t k = 0; k < assumptions_.size(); ++k) {
    if (assumptions_[k] == failing || std::ranges::find(behind, assumptions_[k]) != behind.end()) {
      core_.push_back(k);
    }
  }
}

Search::End Search::run(const Limits& limits, Style style, bool from_below,
                        const std::function<bool()>& should_stop) {
  Engine& engine = program_.engine;
  const Domains& domains = engine.domains();
  std::uint64_t conflicts = 0;
  std::uint64_t next_look = engine.work() + kLook;
  while (true) {
    const bool is_sound = engine.propagate();
    if (engine.work() >= next_look) {
      next_look = engine.work() + kLook;
      if (should_stop && should_stop()) return End::Stopped;
    }
    if (!is_sound) {
      if (!engine.resolve_conflict()) return End::Refuted;
      activity_.back_to(domains.size());
      activity_.decay();
      ++conflicts;
      continue;
    }
    if (engine.work() >= limits.work) return End::Budget;
    if (conflicts >= limits.conflicts) return End::Budget;
    std::optional<Literal> next;
    if (domains.level() < assumptions_.size()) {
      next = assumptions_[domains.level()];
      if (domains.fails(*next)) {
        find_core(*next);
        return End::AssumptionsRefuted;
      }
    } else {
      if (from_below && domains.level() == assumptions_.size() && program_.makespan != kNoVar &&
          !domains.is_fixed(program_.makespan)) {
        next = at_most(program_.makespan, domains.low(program_.makespan));
      } else {
        next = choose(style);
      }
      if (!next) return End::Complete;
    }
    engine.decide(*next);
  }
}

void Search::reduce() {
  program_.engine.reduce_nogoods();
  activity_.keep_only(program_.engine.nogoods());
}

}  // namespace penholder::solver
