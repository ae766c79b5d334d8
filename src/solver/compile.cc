#include "solver/compile.h"

#include <algorithm>
#include <array>
#include <utility>

#include "solver/alternatives.h"
#include "solver/energy.h"
#include "solver/holes.h"
#include "solver/orders.h"
#include "solver/slots.h"
#include "solver/timetable.h"

namespace penholder::solver {
namespace {

class Compiler {
 public:
  Compiler(const Model& model, Program& program, Time latest_date)
      : model_(model),
        program_(program),
        engine_(program.engine),
        horizon_(static_cast<Tick>(safe_horizon(model, latest_date))),
        presence_(model) {}

  void compile(std::size_t level, const std::vector<HeldLevel>& held) {
    for (Index i = 0; i < model_.tasks.size(); ++i) add_task(i);
    for (const Lag& lag : model_.lags) add_lag(lag);
    for (const Group& group : model_.groups) add_group(group);
    for (Index r = 0; r < model_.resources.size(); ++r) add_resource(r);
    for (Index b = 0; b < model_.budgets.size(); ++b) add_budget(b);
    if (!program_.is_contradictory) add_orders(model_, program_);
    for (const HeldLevel& each : held)
      add_objective(model_.objectives[each.objective], each.at_most);
    if (level < model_.objectives.size()) {
      program_.has_objective = true;
      add_objective(model_.objectives[level], FunctionSum::kNoLimit);
    }
  }

 private:
  void require(bool is_sound) {
    if (!is_sound) program_.is_contradictory = true;
  }

  Var add_boolean() { return engine_.add_variable(0, 1); }

  /// A start within its window; an empty window makes the owner absent.
  Var add_start(const Task& task, Tick duration, Literal presence) {
    const Tick low = static_cast<Tick>(task.release);
    const Tick high = static_cast<Tick>(std::min<Time>(task.deadline, horizon_)) - duration;
    if (low <= high) return engine_.add_variable(low, high, presence);
    if (is_always(presence)) {
      program_.is_contradictory = true;
    } else {
      require(engine_.domains().make_true(negation(presence), Reason{}));
    }
    return engine_.add_variable(low, low, presence);
  }

  void add_task(Index i) {
    const Task& task = model_.tasks[i];
    TaskVars vars;
    if (task.is_optional) vars.presence = is_true(add_boolean());
    Time shortest = task.modes[0].duration;
    Time longest = shortest;
    for (const Mode& mode : task.modes) {
      shortest = std::min(shortest, mode.duration);
      longest = std::max(longest, mode.duration);
    }
    vars.start = add_start(task, static_cast<Tick>(shortest), vars.presence);
    vars.duration = static_cast<Tick>(shortest);
    if (shortest != longest) {
      const Domains& domains = engine_.domains();
      const Tick last = static_cast<Tick>(std::min<Time>(task.deadline, horizon_));
      const Tick first = domains.low(vars.start) + vars.duration;
      vars.end = engine_.add_variable(first, std::max(first, last), vars.presence);
    }
    if (task.modes.size() == 1) {
      vars.modes.push_back(
          {.presence = vars.presence, .start = vars.start, .duration = vars.duration});
    } else {
      add_modes(task, vars);
    }
    for (const ModeVars& mode : vars.modes) {
      if (mode.start != vars.start || task.modes.size() == 1) add_calendar(task, mode);
    }
    program_.tasks.push_back(std::move(vars));
  }

  void add_modes(const Task& task, TaskVars& vars) {
    const bool has_fixed_start =
        vars.end == kNoVar && engine_.domains().is_fixed(vars.start) && task.closed.empty();
    std::vector<Literal> none_of;
    for (const Mode& mode : task.modes) {
      ModeVars made;
      made.duration = static_cast<Tick>(mode.duration);
      made.presence = is_true(add_boolean());
      made.start = has_fixed_start ? vars.start : add_start(task, made.duration, made.presence);
      none_of.push_back(negation(made.presence));
      vars.modes.push_back(made);
    }
    // Exactly one mode if done, none if not.
    for (std::size_t a = 0; a < vars.modes.size(); ++a) {
      for (std::size_t b = a + 1; b < vars.modes.size(); ++b) {
        require(engine_.add_nogood({vars.modes[a].presence, vars.modes[b].presence}));
      }
      if (!is_always(vars.presence)) {
        require(engine_.add_nogood({vars.modes[a].presence, negation(vars.presence)}));
      }
    }
    if (!is_always(vars.presence)) none_of.push_back(vars.presence);
    require(engine_.add_nogood(none_of));
    if (has_fixed_start) return;
    link_modes(vars);
  }

  void link_modes(const TaskVars& vars) {
    // A mode says more than the whole: its bounds follow the whole's without a condition, since
    // its presence implies the whole's; the other way round only once it is chosen.
    const auto link = [&](Side whole, Tick offset, bool is_start) {
      std::vector<Alternatives::Option> options;
      for (const ModeVars& mode : vars.modes) {
        const Side side = (whole & 1U) == 0 ? lower_side(mode.start) : upper_side(mode.start);
        Tick shift = is_start ? 0 : mode.duration - offset;
        if ((whole & 1U) != 0) shift = -shift;
        engine_.add_arc({.from = whole, .to = side, .weight = -shift});
        engine_.add_arc({.from = side, .to = whole, .weight = shift, .guard = mode.presence});
        options.push_back({.when = mode.presence, .side = side, .offset = shift});
      }
      auto rule = std::make_unique<Alternatives>(whole, std::move(options));
      const std::vector<Side> wakes = rule->wakes();
      engine_.add_propagator(std::move(rule), Effort::Cheap, wakes);
    };
    link(lower_side(vars.start), 0, true);
    link(upper_side(vars.start), 0, true);
    if (vars.end != kNoVar) {
      link(lower_side(vars.end), 0, false);
      link(upper_side(vars.end), 0, false);
    }
  }

  void add_calendar(const Task& task, const ModeVars& mode) {
    std::vector<std::pair<Tick, Tick>> holes;
    for (const Stretch& closed : task.closed) {
      const Time first = closed.from - mode.duration + 1;
      const Time last = closed.to - 1;
      if (first <= last) holes.emplace_back(static_cast<Tick>(first), static_cast<Tick>(last));
    }
    if (holes.empty()) return;
    auto rule = std::make_unique<Holes>(mode.start, std::move(holes));
    const std::vector<Side> wakes = rule->wakes();
    engine_.add_propagator(std::move(rule), Effort::Cheap, wakes);
  }

  /// A moment as a variable plus an offset.
  [[nodiscard]] std::pair<Var, Tick> place_of(const Moment& moment) const {
    const TaskVars& vars = program_.tasks[moment.task];
    if (moment.point == Point::Start) return {vars.start, 0};
    if (vars.end == kNoVar) return {vars.start, vars.duration};
    return {vars.end, 0};
  }

  void add_lag(const Lag& lag) {
    const auto [from, from_offset] = place_of(lag.from);
    const auto [to, to_offset] = place_of(lag.to);
    const Time weight = lag.at_least + from_offset - to_offset;
    if (from == to) {
      // A lag of a moment to itself: void, or it forbids the task.
      if (weight <= 0) return;
      const Literal presence = program_.tasks[lag.to.task].presence;
      require(engine_.add_nogood(is_always(presence) ? std::vector<Literal>{}
                                                     : std::vector<Literal>{presence}));
      return;
    }
    // Beyond these a lag says nothing or cannot be kept; clamped so that sums stay small.
    const Tick w = static_cast<Tick>(std::clamp<Time>(weight, -2 * kFarthest, 2 * kFarthest));
    const auto guard = [&](Index reader, Index written) {
      return !model_.tasks[reader].is_optional || presence_.implies(written, reader)
                 ? kAlways
                 : program_.tasks[reader].presence;
    };
    engine_.add_arc({.from = lower_side(from),
                     .to = lower_side(to),
                     .weight = w,
                     .guard = guard(lag.from.task, lag.to.task)});
    engine_.add_arc({.from = upper_side(to),
                     .to = upper_side(from),
                     .weight = w,
                     .guard = guard(lag.to.task, lag.from.task)});
  }

  void add_group(const Group& group) {
    Value at_least = group.at_least;
    Value at_most = group.at_most;
    std::vector<Literal> open;
    for (const Fact& fact : group.facts) {
      const Literal l = literal_of(program_, fact);
      if (is_always(l)) {
        // A fact about a task that is always done is settled.
        if (fact.is_true) {
          --at_least;
          --at_most;
        }
        continue;
      }
      open.push_back(l);
    }
    const auto count = static_cast<Value>(open.size());
    if (at_most < 0 || at_least > count) {
      program_.is_contradictory = true;
      return;
    }
    if (at_least == 1) {
      std::vector<Literal> none;
      none.reserve(open.size());
      for (const Literal l : open) none.push_back(negation(l));
      require(engine_.add_nogood(std::move(none)));
    } else if (at_least > 1) {
      add_count(open, count - at_least, true);
    }
    if (at_most >= count) return;
    if (at_most == 0) {
      for (const Literal l : open) require(engine_.add_nogood({l}));
    } else if (at_most == 1 && count <= 8) {
      for (std::size_t a = 0; a < open.size(); ++a) {
        for (std::size_t b = a + 1; b < open.size(); ++b) {
          if (open[a] == open[b]) {  // counted twice: never
            require(engine_.add_nogood({open[a]}));
          } else {
            require(engine_.add_nogood({open[a], open[b]}));
          }
        }
      }
    } else {
      add_count(open, at_most, false);
    }
  }

  void add_count(const std::vector<Literal>& literals, Value at_most, bool is_negated) {
    std::vector<SumTerm> terms;
    for (const Literal l : literals) {
      const Literal counted = is_negated ? negation(l) : l;
      terms.push_back({.options = {{.when = counted, .constant = 1}, {.when = negation(counted)}}});
    }
    add_sum(std::move(terms), {}, at_most, "group");
  }

  FunctionSum* add_sum(std::vector<SumTerm> terms, std::vector<CostTable> tables, Value limit,
                       const char* name) {
    auto rule = std::make_unique<FunctionSum>(std::move(terms), std::move(tables), limit, name);
    FunctionSum* const made = rule.get();
    const std::vector<Side> wakes = rule->wakes();
    engine_.add_propagator(std::move(rule), Effort::Middling, wakes);
    return made;
  }

  void add_resource(Index r) {
    Value greatest = 0;
    for (const auto& step : model_.resources[r].steps) greatest = std::max(greatest, step.capacity);
    std::vector<Interval> intervals;
    Value total = 0;
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      const Task& task = model_.tasks[i];
      Value most = 0;
      for (std::size_t m = 0; m < task.modes.size(); ++m) {
        Value amount = 0;
        for (const Use& use : task.modes[m].uses) {
          if (use.resource == r) amount += use.amount;
        }
        const ModeVars& mode = program_.tasks[i].modes[m];
        if (amount == 0 || mode.duration == 0) continue;
        if (amount > greatest) {
          require(engine_.add_nogood(is_always(mode.presence)
                                         ? std::vector<Literal>{}
                                         : std::vector<Literal>{mode.presence}));
          continue;
        }
        most = std::max(most, amount);
        intervals.push_back({.start = mode.start,
                             .duration = mode.duration,
                             .presence = mode.presence,
                             .amount = amount});
      }
      total += most;
    }
    Value least = model_.resources[r].steps.empty() ? 0 : greatest;
    for (const auto& step : model_.resources[r].steps) least = std::min(least, step.capacity);
    // Capacity before the first step is 0.
    std::vector<Resource::Step> steps = model_.resources[r].steps;
    if (steps.empty() || steps.front().from > -kFarthest) {
      steps.insert(steps.begin(), {.from = -kFarthest, .capacity = 0});
      least = 0;
    }
    if (intervals.empty() || total <= least) return;
    if (auto energy = Energy::make(engine_.domains(), steps, intervals)) {
      const std::vector<Side> wakes = energy->wakes();
      engine_.add_propagator(std::move(energy), Effort::Dearest, wakes);
    }
    auto rule = std::make_unique<Timetable>(std::move(steps), std::move(intervals));
    const std::vector<Side> wakes = rule->wakes();
    engine_.add_propagator(std::move(rule), Effort::Dear, wakes);
  }

  void add_budget(Index b) {
    std::vector<SumTerm> terms;
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      const Task& task = model_.tasks[i];
      SumTerm term;
      bool spends = false;
      for (std::size_t m = 0; m < task.modes.size(); ++m) {
        Value amount = 0;
        for (const Spend& spend : task.modes[m].spends) {
          if (spend.budget == b) amount += spend.amount;
        }
        spends = spends || amount > 0;
        term.options.push_back({.when = program_.tasks[i].modes[m].presence, .constant = amount});
      }
      if (!spends) continue;
      if (!is_always(program_.tasks[i].presence)) {
        term.options.push_back({.when = negation(program_.tasks[i].presence)});
      }
      terms.push_back(std::move(term));
    }
    if (!terms.empty()) add_sum(std::move(terms), {}, model_.budgets[b].total, "budget");
  }

  void add_makespan() {
    if (program_.makespan != kNoVar) return;
    Tick latest = 0;
    for (const TaskVars& vars : program_.tasks) {
      const Domains& domains = engine_.domains();
      latest = std::max(latest, vars.end == kNoVar ? domains.high(vars.start) + vars.duration
                                                   : domains.high(vars.end));
    }
    program_.makespan = engine_.add_variable(0, latest);
    for (Index i = 0; i < model_.tasks.size(); ++i) {
      const auto [x, offset] = place_of({.task = i, .point = Point::End});
      engine_.add_arc({.from = lower_side(x),
                       .to = lower_side(program_.makespan),
                       .weight = offset,
                       .guard = program_.tasks[i].presence});
      engine_.add_arc(
          {.from = upper_side(program_.makespan), .to = upper_side(x), .weight = offset});
    }
  }

  void add_objective(const Objective& objective, Value limit) {
    const bool is_makespan_alone = objective.costs.empty();
    if (objective.makespan_weight > 0) add_makespan();
    if (is_makespan_alone && objective.makespan_weight > 0) {
      program_.makespan_weight = objective.makespan_weight;
      program_.sum = nullptr;
      if (limit < FunctionSum::kNoLimit) {
        const Value most = limit / objective.makespan_weight;
        if (most < engine_.domains().high(program_.makespan)) {
          require(most >= 0 && engine_.domains().make_true(
                                   at_most(program_.makespan, static_cast<Tick>(most)), Reason{}));
        }
      }
      return;
    }
    std::vector<SumTerm> terms;
    std::vector<CostTable> tables;
    for (const Cost& cost : objective.costs) add_cost(cost, terms, tables);
    if (objective.makespan_weight > 0) {
      const Tick high = engine_.domains().high(program_.makespan);
      const std::array<Piece, 1> line{
          Piece{.from = 0, .to = high, .at_from = 0, .slope = objective.makespan_weight}};
      tables.emplace_back(Tick{0}, high, line, Tick{0});
      terms.push_back({.options = {{.when = kAlways,
                                    .constant = 0,
                                    .table = static_cast<int>(tables.size()) - 1,
                                    .x = program_.makespan}}});
    }
    program_.sum = add_sum(std::move(terms), std::move(tables), limit, "objective");
    program_.makespan_weight = 0;
    add_sum_by_slots(objective, limit);
  }

  /// The same sum once more, with what a slot's tasks cost together in the place of each.
  void add_sum_by_slots(const Objective& objective, Value limit) {
    program_.slot_sum = nullptr;
    const std::vector<Slot> slots = add_slots(model_, objective, program_);
    if (slots.empty()) return;
    std::vector<std::uint8_t> is_in_slot(model_.tasks.size(), 0);
    std::vector<SumTerm> terms;
    std::vector<CostTable> tables;
    const auto add_line = [&](Var x, Value base, Value slope) {
      const Tick high = engine_.domains().high(x);
      const std::array<Piece, 1> line{
          Piece{.from = 0, .to = high, .at_from = base, .slope = slope}};
      tables.emplace_back(Tick{0}, high, line, Tick{0});
      terms.push_back(
          {.options = {{.constant = 0, .table = static_cast<int>(tables.size()) - 1, .x = x}}});
    };
    for (const Slot& slot : slots) {
      for (const Index i : slot.tasks) is_in_slot[i] = 1;
      add_line(slot.joint, slot.base, slot.scale);
      const TaskVars& any = program_.tasks[slot.tasks.front()];
      const Tick begin = engine_.domains().low(any.start);
      program_.slots.push_back(
          {.tasks = slot.tasks,
           .begin = begin,
           .end = Time{begin} + any.duration,
           .objective = static_cast<std::size_t>(&objective - model_.objectives.data()),
           .joint = slot.joint,
           .base = slot.base,
           .scale = slot.scale});
    }
    for (const Cost& cost : objective.costs) {
      if (is_in_slot[cost.moment.task] == 0) add_cost(cost, terms, tables);
    }
    if (objective.makespan_weight > 0) add_line(program_.makespan, 0, objective.makespan_weight);
    program_.slot_sum = add_sum(std::move(terms), std::move(tables), limit, "objective by slots");
  }

  void add_cost(const Cost& cost, std::vector<SumTerm>& terms, std::vector<CostTable>& tables) {
    const TaskVars& vars = program_.tasks[cost.moment.task];
    const bool is_optional = !is_always(vars.presence);
    // What depends on the mode is a term of its own when there are several modes.
    Value present = 0;
    Value absent = cost.if_absent;
    if (!cost.by_mode.empty()) {
      if (vars.modes.size() == 1) {
        present = cost.by_mode[0];
      } else {
        SumTerm term;
        for (std::size_t m = 0; m < vars.modes.size(); ++m) {
          term.options.push_back({.when = vars.modes[m].presence, .constant = cost.by_mode[m]});
        }
        if (is_optional) {
          term.options.push_back({.when = negation(vars.presence), .constant = absent});
          absent = 0;
        }
        terms.push_back(std::move(term));
        if (cost.pieces.empty()) return;
      }
    }
    SumTerm term;
    SumOption done{.when = vars.presence, .constant = present};
    if (!cost.pieces.empty()) {
      const auto [x, offset] = place_of(cost.moment);
      const Domains& domains = engine_.domains();
      tables.emplace_back(domains.low(x), std::max(domains.low(x), domains.high(x)), cost.pieces,
                          offset);
      if (x == vars.start && !tables.back().never_falls()) {
        program_.tasks[cost.moment.task].start_cost =
            std::make_shared<const CostTable>(tables.back());
      }
      done.table = static_cast<int>(tables.size()) - 1;
      done.x = x;
    }
    term.options.push_back(done);
    if (is_optional) term.options.push_back({.when = negation(vars.presence), .constant = absent});
    terms.push_back(std::move(term));
  }

  const Model& model_;
  Program& program_;
  Engine& engine_;
  Tick horizon_;
  PresenceGraph presence_;
};

}  // namespace

Time safe_horizon(const Model& model, Time latest_date) {
  // After the last date that anything refers to, a schedule with a gap longer than any lag can be
  // pulled together: so all lags and durations, one after the other, are room enough.
  Time last_date = std::max<Time>(latest_date, 0);
  Time stretch = 0;
  Time latest_deadline = 0;
  for (const Task& task : model.tasks) {
    last_date = std::max(last_date, task.release);
    Time longest = 0;
    for (const Mode& mode : task.modes) longest = std::max(longest, mode.duration);
    for (const Stretch& closed : task.closed) last_date = std::max(last_date, closed.to);
    stretch += longest;
    latest_deadline = std::max(latest_deadline, task.deadline);
  }
  for (const Lag& lag : model.lags) stretch += std::max<Time>(lag.at_least, 0);
  for (const Resource& resource : model.resources) {
    if (!resource.steps.empty()) last_date = std::max(last_date, resource.steps.back().from);
  }
  for (const Objective& objective : model.objectives) {
    for (const Cost& cost : objective.costs) {
      if (!cost.pieces.empty()) last_date = std::max(last_date, cost.pieces.back().to + 1);
    }
  }
  return std::min({latest_deadline, last_date + stretch, 2 * kFarthest});
}

std::unique_ptr<Program> compile(const Model& model, std::size_t level,
                                 const std::vector<HeldLevel>& held, Time latest_date) {
  auto program = std::make_unique<Program>();
  Compiler(model, *program, latest_date).compile(level, held);
  return program;
}

Literal literal_of(const Program& program, const Fact& fact) {
  const TaskVars& vars = program.tasks[fact.task];
  const Literal done = fact.mode == kAnyMode
                           ? vars.presence
                           : vars.modes[static_cast<std::size_t>(fact.mode)].presence;
  if (is_always(done)) return kAlways;
  return fact.is_true ? done : negation(done);
}

namespace {

Literal conditional(Program& program, Index task, Literal bound) {
  const Literal presence = program.tasks[task].presence;
  if (is_always(presence)) return bound;
  // A Boolean that brings "absent or bound" with it.
  Engine& engine = program.engine;
  const Literal asked = is_true(engine.add_variable(0, 1));
  if (!engine.add_nogood({asked, presence, negation(bound)})) program.is_contradictory = true;
  program.asked.push_back({.boolean = var_of(asked.side), .bound = bound, .task = task});
  return asked;
}

Tick clamped(Time value) {
  return static_cast<Tick>(std::clamp<Time>(value, -2 * kFarthest, 2 * kFarthest));
}

}  // namespace

Literal start_at_least(Program& program, Index task, Time value) {
  return conditional(program, task, at_least(program.tasks[task].start, clamped(value)));
}

Literal start_at_most(Program& program, Index task, Time value) {
  return conditional(program, task, at_most(program.tasks[task].start, clamped(value)));
}

Schedule schedule_from(const Program& program) {
  const Domains& domains = program.engine.domains();
  Schedule schedule(program.tasks.size());
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    const TaskVars& vars = program.tasks[i];
    if (domains.fails(vars.presence)) continue;
    for (std::size_t m = 0; m < vars.modes.size(); ++m) {
      if (domains.holds(vars.modes[m].presence)) {
        schedule[i] = {.mode = static_cast<int>(m), .start = domains.low(vars.start)};
      }
    }
  }
  return schedule;
}

bool is_complete(const Program& program) {
  const Domains& domains = program.engine.domains();
  return std::ranges::all_of(program.tasks, [&](const TaskVars& vars) {
    if (domains.fails(vars.presence)) return true;
    if (!domains.holds(vars.presence) || !domains.is_fixed(vars.start)) return false;
    return std::ranges::any_of(vars.modes,
                               [&](const ModeVars& mode) { return domains.holds(mode.presence); });
  });
}

FunctionSum* add_cut(Program& program, const ClosureCut& cut) {
  const Domains& domains = program.engine.domains();
  std::vector<SumTerm> terms;
  std::vector<CostTable> tables;
  for (Index i = 0; i < program.tasks.size(); ++i) {
    const TaskVars& vars = program.tasks[i];
    const ClosureCut::Table& table = cut.tables[i];
    if (domains.fails(vars.presence)) {
      if (table.if_absent != 0) terms.push_back({.options = {{.constant = table.if_absent}}});
      continue;
    }
    const Tick low = domains.low(vars.start);
    const Tick high = domains.high(vars.start);
    std::vector<Piece> pieces;
    for (std::size_t k = 0; k < table.steps.size(); ++k) {
      const Time to = k + 1 < table.steps.size() ? table.steps[k + 1].from - 1 : high;
      if (table.steps[k].cost == 0 || to < low || table.steps[k].from > high) continue;
      pieces.push_back({.from = table.steps[k].from, .to = to, .at_from = table.steps[k].cost});
    }
    const bool is_free = is_always(vars.presence) || table.if_absent == 0;
    if (pieces.empty() && is_free) continue;
    SumTerm term;
    SumOption done{.when = vars.presence};
    if (!pieces.empty()) {
      tables.emplace_back(low, high, pieces, Tick{0});
      done.table = static_cast<int>(tables.size()) - 1;
      done.x = vars.start;
    }
    term.options.push_back(done);
    if (!is_always(vars.presence)) {
      term.options.push_back({.when = negation(vars.presence), .constant = table.if_absent});
    }
    terms.push_back(std::move(term));
  }
  auto rule = std::make_unique<FunctionSum>(std::move(terms), std::move(tables),
                                            FunctionSum::kNoLimit, "closure cut");
  FunctionSum* const made = rule.get();
  const std::vector<Side> wakes = rule->wakes();
  program.engine.add_propagator(std::move(rule), Effort::Middling, wakes);
#ifdef PENHOLDER_AUDIT
  program.cuts.push_back({.cut = std::make_shared<const ClosureCut>(cut), .rule = made});
#endif
  return made;
}

std::vector<StartWindow> windows_of(const Program& program) {
  const Domains& domains = program.engine.domains();
  std::vector<StartWindow> windows;
  windows.reserve(program.tasks.size());
  for (const TaskVars& vars : program.tasks) {
    windows.push_back({.first = domains.low(vars.start),
                       .last = domains.high(vars.start),
                       .is_required = domains.holds(vars.presence),
                       .is_excluded = domains.fails(vars.presence)});
  }
  return windows;
}

Value least_cost(Program& program) {
  const Domains& domains = program.engine.domains();
  if (!program.has_objective) return 0;
  if (program.sum != nullptr) {
    const Value least = program.sum->least(domains);
    if (program.slot_sum == nullptr) return least;
    return std::max(least, program.slot_sum->least(domains));
  }
  if (program.makespan == kNoVar) return 0;
  return program.makespan_weight * domains.low(program.makespan);
}

bool limit_cost(Program& program, Value limit) {
  Domains& domains = program.engine.domains();
  CHECK(domains.level() == 0);
  if (!program.has_objective) return false;
  if (program.sum != nullptr) {
    for (FunctionSum* const sum : {program.sum, program.slot_sum}) {
      if (sum == nullptr || limit >= sum->limit()) continue;
      sum->set_limit(limit);
      program.engine.wake(*sum);
    }
    return true;
  }
  if (program.makespan == kNoVar) return limit >= 0;
  if (limit < 0) return false;
  const Value most = limit / program.makespan_weight;
  if (most >= domains.high(program.makespan)) return true;
  return domains.make_true(at_most(program.makespan, static_cast<Tick>(most)), Reason{});
}

}  // namespace penholder::solver
