#include "oracle/solver_judge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/random.h"
#include "oracle/solver_brute_force.h"
#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"
#include "solver/check_schedule.h"

namespace penholder::oracle {
namespace {

using solver::Assumption;
using solver::Index;
using solver::Model;
using solver::Outcome;
using solver::Schedule;
using solver::Settings;
using solver::Value;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

OracleAnswer ask_oracle(const Model& model, std::span<const Assumption> assumptions,
                        std::uint64_t nodes) {
  return solve_naively(model, assumptions, Ask::Optimum, nodes);
}

std::string judge_schedule(const Model& model, const Schedule& schedule,
                           const std::vector<Value>& costs,
                           std::span<const Assumption> assumptions) {
  const solver::ScheduleCheck check = solver::check_schedule(model, schedule);
  if (!check.is_valid()) {
    return fmt::format("the schedule breaks a rule: {}\n{}", check.broken.front(),
                       to_text(model, schedule));
  }
  if (check.costs != costs) {
    return fmt::format("costs are said to be {}, and are {}", costs, check.costs);
  }
  for (const Assumption& assumption : assumptions) {
    if (!holds(assumption, schedule[assumption.task])) {
      return fmt::format("the schedule does not keep an assumption on task {}\n{}", assumption.task,
                         to_text(model, schedule));
    }
  }
  return {};
}

std::string judge_core(const Model& model, const solver::Infeasible& infeasible,
                       std::span<const Assumption> assumptions, std::uint64_t nodes) {
  std::vector<Assumption> kept;
  for (std::size_t i = 0; i < infeasible.core.size(); ++i) {
    const std::size_t at = infeasible.core[i];
    if (at >= assumptions.size()) return fmt::format("core names assumption {}", at);
    if (std::ranges::count(infeasible.core, at) > 1) return fmt::format("core has {} twice", at);
    kept.push_back(assumptions[at]);
  }
  const OracleAnswer answer = ask_oracle(model, kept, nodes);
  if (answer.is_complete && answer.is_feasible) {
    return fmt::format("core {} allows a schedule\n{}", infeasible.core,
                       to_text(model, answer.best));
  }
  return {};
}

/// Incumbents are valid and ever better, bounds ever tighter, and the two never cross.
class ProgressJudge {
 public:
  explicit ProgressJudge(const Model& model) : model_(model) {}

  void see(const solver::State& state) {
    if (!fault_.empty()) return;
    if (state.level < level_) say("the level went back");
    if (state.level > level_) {
      level_ = state.level;
      has_bound_ = has_cost_ = false;
    }
    if (has_bound_ && state.bound < bound_) {
      say(fmt::format("the bound fell from {} to {}", bound_, state.bound));
    }
    bound_ = state.bound;
    has_bound_ = true;
    if (state.schedule == nullptr) return;
    const solver::ScheduleCheck check = solver::check_schedule(model_, *state.schedule);
    if (!check.is_valid()) return say("an incumbent breaks a rule: " + check.broken.front());
    if (model_.objectives.empty()) return;
    if (check.costs[state.level] != state.cost) {
      say(fmt::format("an incumbent's cost is said to be {}, and is {}", state.cost,
                      check.costs[state.level]));
    }
    if (has_cost_ && state.cost > cost_) {
      say(fmt::format("the incumbent rose from {} to {}", cost_, state.cost));
    }
    if (state.bound > state.cost) {
      say(fmt::format("bound {} above the incumbent {}", state.bound, state.cost));
    }
    cost_ = state.cost;
    has_cost_ = true;
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  void say(std::string fault) {
    if (fault_.empty()) fault_ = "progress: " + std::move(fault);
  }
  const Model& model_;
  std::string fault_;
  std::size_t level_ = 0;
  Value bound_ = 0;
  Value cost_ = 0;
  bool has_bound_ = false;
  bool has_cost_ = false;
};

/// Schedules that no sane caller hands in.
std::vector<Schedule> absurd_schedules(const Model& model) {
  const std::size_t n = model.tasks.size();
  std::vector<Schedule> absurd;
  absurd.push_back({});
  absurd.emplace_back(n + 1);
  absurd.emplace_back(n, solver::Placement{.mode = 1000, .start = 0});
  absurd.emplace_back(
      n, solver::Placement{.mode = 0, .start = std::numeric_limits<solver::Time>::max()});
  absurd.emplace_back(n, solver::Placement{.mode = -7, .start = -1});
  return absurd;
}

class Judge {
 public:
  Judge(const Model& model, const Solver& solve, const Trial& trial)
      : model_(model), solve_(solve), trial_(trial), rng_(trial.seed, 77) {}

  Judgement judge() {
    answer_ = ask_oracle(model_, {}, trial_.oracle_nodes);
    judgement_.was_checked = answer_.is_complete;
    judgement_.was_feasible = answer_.is_complete && answer_.is_feasible;
    plain();
    twice_with_little_work();
    variants();
    for (int i = 0; i < trial_.assumption_sets; ++i) assumptions();
    return std::move(judgement_);
  }

 private:
  Settings settings() const {
    Settings settings;
    settings.seed = trial_.seed;
    settings.work_limit = trial_.work_limit;
    settings.improves = trial_.improves;
    return settings;
  }
  void say(std::string_view what, const std::string& fault) {
    if (!fault.empty() && judgement_.fault.empty()) {
      judgement_.fault = fmt::format("{}: {}", what, fault);
    }
  }
  Outcome run(std::string_view what, const Settings& with, bool is_limited = false) {
    Outcome outcome = solve_(model_, with);
    say(what, judge_outcome(model_, outcome, {}, answer_, is_limited));
    return outcome;
  }

  void plain() {
    ProgressJudge progress(model_);
    Settings with = settings();
    with.on_progress = [&](const solver::State& state) { progress.see(state); };
    const Outcome outcome = run("plain", with);
    say("plain", progress.fault());
    // What the oracle does not know, the solver itself has said: the later runs must agree.
    if (answer_.is_complete) return;
    if (const auto* optimal = std::get_if<solver::Optimal>(&outcome)) {
      answer_ = {.is_complete = true,
                 .is_feasible = true,
                 .count = 0,
                 .best = optimal->schedule,
                 .costs = optimal->costs};
    } else if (std::holds_alternative<solver::Infeasible>(outcome)) {
      answer_ = OracleAnswer();
      answer_.is_complete = true;
    }
  }

  void twice_with_little_work() {
    for (const std::uint32_t scale : {30U, 1000U, 30'000U}) {
      Settings with = settings();
      with.work_limit = 1 + rng_.below(scale);
      const std::string name = fmt::format("work limit {}", with.work_limit);
      const std::string first = to_text(run(name, with, true));
      const std::string second = to_text(run(name, with, true));
      if (first != second) say(name, fmt::format("twice run:\n  {}\n  {}", first, second));
    }
  }

  void variants() {
    Settings with = settings();
    with.improves = false;
    run("without improvement", with);
    with = settings();
    with.warm_starts = absurd_schedules(model_);
    run("absurd warm starts", with);
    if (answer_.is_feasible && answer_.is_complete) {
      with.warm_starts = {answer_.best};
      run("warm start at the optimum", with);
    }
    with = settings();
    with.should_stop = [] { return true; };
    run("stopped at once", with, true);
  }

  void assumptions() {
    Settings with = settings();
    with.assumptions = random_assumptions(rng_, model_, 4);
    const OracleAnswer answer = ask_oracle(model_, with.assumptions, trial_.oracle_nodes);
    std::string name = "assumptions";
    for (const Assumption& one : with.assumptions) {
      name += fmt::format(" ({} {} {})", static_cast<int>(one.kind), one.task, one.value);
    }
    const Outcome outcome = solve_(model_, with);
    say(name, judge_outcome(model_, outcome, with.assumptions, answer, false));
    if (const auto* infeasible = std::get_if<solver::Infeasible>(&outcome)) {
      say(name, judge_core(model_, *infeasible, with.assumptions, trial_.oracle_nodes));
    }
  }

  const Model& model_;
  const Solver& solve_;
  const Trial& trial_;
  Rng rng_;
  OracleAnswer answer_;
  Judgement judgement_;
};

std::string judge_feasible(const Model& model, const solver::Feasible& feasible,
                           std::span<const Assumption> assumptions, const OracleAnswer& answer) {
  std::string fault = judge_schedule(model, feasible.schedule, feasible.costs, assumptions);
  if (!fault.empty() || model.objectives.empty()) return fault;
  const std::size_t level = feasible.level;
  if (level >= model.objectives.size()) return fmt::format("there is no level {}", level);
  if (feasible.bound > feasible.costs[level]) {
    return fmt::format("bound {} above the cost {}", feasible.bound, feasible.costs[level]);
  }
  if (!answer.is_complete) return {};
  if (!answer.is_feasible) return "a schedule where the oracle knows of none";
  for (std::size_t before = 0; before < level; ++before) {
    if (feasible.costs[before] != answer.costs[before]) {
      return fmt::format("level {} is called proven at {}, the optimum is {}", before,
                         feasible.costs[before], answer.costs[before]);
    }
  }
  if (feasible.bound > answer.costs[level]) {
    return fmt::format("bound {} above the optimum {} of level {}", feasible.bound,
                       answer.costs[level], level);
  }
  if (feasible.costs < answer.costs) return "better than the optimum of the oracle";
  return {};
}

}  // namespace

std::string judge_outcome(const Model& model, const Outcome& outcome,
                          std::span<const Assumption> assumptions, const OracleAnswer& answer,
                          bool is_limited) {
  return std::visit(
      Overloaded{
          [&](const solver::Optimal& optimal) -> std::string {
            std::string fault = judge_schedule(model, optimal.schedule, optimal.costs, assumptions);
            if (!fault.empty() || !answer.is_complete) return fault;
            if (!answer.is_feasible) return "optimal where the oracle knows of no schedule";
            if (optimal.costs != answer.costs) {
              return fmt::format("optimum said to be {}, the oracle has {}\n{}", optimal.costs,
                                 answer.costs, to_text(model, answer.best));
            }
            return {};
          },
          [&](const solver::Feasible& feasible) -> std::string {
            std::string fault = judge_feasible(model, feasible, assumptions, answer);
            if (fault.empty() && !is_limited) fault = "no proof, though there is time";
            return fault;
          },
          [&](const solver::Infeasible& infeasible) -> std::string {
            if (assumptions.empty() && !infeasible.core.empty()) {
              return "a core without assumptions";
            }
            if (answer.is_complete && answer.is_feasible) {
              return fmt::format("said to be infeasible; the oracle has\n{}",
                                 to_text(model, answer.best));
            }
            return {};
          },
          [&](const solver::Unknown& unknown) -> std::string {
            if (!is_limited) return "unknown, though there is time";
            if (answer.is_complete && answer.is_feasible && !answer.costs.empty() &&
                unknown.bound > answer.costs[0]) {
              return fmt::format("bound {} above the optimum {}", unknown.bound, answer.costs[0]);
            }
            return {};
          },
          [&](const solver::Rejected& rejected) -> std::string {
            return fmt::format("rejected, though sound: {}",
                               rejected.defects.empty() ? "" : rejected.defects.front());
          },
      },
      outcome);
}

Judgement judge_solver(const Model& model, const Solver& solve, const Trial& trial) {
  return Judge(model, solve, trial).judge();
}

namespace {

/// Counts by cutting the space: behind a schedule found, the rest is what keeps its first i
/// placements and differs in the next, for each i.
class Counter {
 public:
  Counter(Model model, const Solver& solve, std::uint64_t most)
      : model_(std::move(model)), solve_(solve), most_(most) {}

  std::optional<std::uint64_t> count() {
    std::vector<Assumption> none;
    count_below(none, 0);
    if (gave_up_) return std::nullopt;
    return count_;
  }

 private:
  using Kind = Assumption::Kind;

  /// Schedules under `fixed`, which pins all tasks before `free` (and cuts the space of that one).
  void count_below(std::vector<Assumption>& fixed, Index free) {
    if (gave_up_ || count_ > most_) {
      gave_up_ = true;
      return;
    }
    Settings settings;
    settings.improves = false;
    settings.assumptions = fixed;
    const Outcome outcome = solve_(model_, settings);
    if (std::holds_alternative<solver::Infeasible>(outcome)) return;
    const auto* found = std::get_if<solver::Optimal>(&outcome);  // of no objective
    if (found == nullptr) {
      gave_up_ = true;
      return;
    }
    ++count_;
    const Schedule schedule = found->schedule;
    const std::size_t before = fixed.size();
    for (Index task = free; task < schedule.size(); ++task) {
      const solver::Placement& here = schedule[task];
      const auto branch = [&](std::initializer_list<Assumption> cuts) {
        fixed.insert(fixed.end(), cuts);
        count_below(fixed, task);
        fixed.resize(fixed.size() - cuts.size());
      };
      const auto modes = static_cast<int>(model_.tasks[task].modes.size());
      if (here.is_done() && model_.tasks[task].is_optional) {
        branch({{.kind = Kind::LeftOut, .task = task, .value = 0}});
      }
      for (int mode = 0; mode < modes; ++mode) {
        if (mode != here.mode) branch({{.kind = Kind::InMode, .task = task, .value = mode}});
      }
      if (!here.is_done()) {
        fixed.push_back({.kind = Kind::LeftOut, .task = task, .value = 0});
        continue;
      }
      const Assumption in_mode{.kind = Kind::InMode, .task = task, .value = here.mode};
      branch({in_mode, {.kind = Kind::StartAtMost, .task = task, .value = here.start - 1}});
      branch({in_mode, {.kind = Kind::StartAtLeast, .task = task, .value = here.start + 1}});
      fixed.push_back(in_mode);
      fixed.push_back({.kind = Kind::StartAtLeast, .task = task, .value = here.start});
      fixed.push_back({.kind = Kind::StartAtMost, .task = task, .value = here.start});
    }
    fixed.resize(before);
  }

  Model model_;
  const Solver& solve_;
  std::uint64_t most_;
  std::uint64_t count_ = 0;
  bool gave_up_ = false;
};

}  // namespace

std::optional<std::uint64_t> count_by_solving(const Model& model, const Solver& solve,
                                              std::uint64_t most) {
  Model bounded = model;
  const solver::Time horizon = safe_horizon(model, {});
  for (auto& task : bounded.tasks) task.deadline = std::min(task.deadline, horizon);
  bounded.objectives.clear();
  return Counter(std::move(bounded), solve, most).count();
}

std::string to_text(const Outcome& outcome) {
  const auto placements = [](const Schedule& schedule) {
    std::string text;
    for (const auto& placement : schedule) {
      text += placement.mode < 0 ? " -" : fmt::format(" {}@{}", placement.mode, placement.start);
    }
    return text;
  };
  return std::visit(
      Overloaded{
          [&](const solver::Optimal& o) {
            return fmt::format("optimal {}{}", o.costs, placements(o.schedule));
          },
          [&](const solver::Feasible& f) {
            return fmt::format("feasible {} level {} bound {} stop {}{}", f.costs, f.level, f.bound,
                               static_cast<int>(f.stop), placements(f.schedule));
          },
          [](const solver::Infeasible& i) { return fmt::format("infeasible {}", i.core); },
          [](const solver::Unknown& u) {
            return fmt::format("unknown bound {} stop {}", u.bound, static_cast<int>(u.stop));
          },
          [](const solver::Rejected& r) { return fmt::format("rejected {}", r.defects); },
      },
      outcome);
}

Outcome solve_by_oracle(const Model& model, const Settings& settings) {
  if (auto defects = solver::defects_of(model); !defects.empty()) {
    return solver::Rejected{std::move(defects)};
  }
  const OracleAnswer answer = solve_naively(model, settings.assumptions, Ask::Optimum, 10'000'000);
  if (!answer.is_complete) return solver::Unknown{.bound = -solver::kLargest};
  if (answer.is_feasible) return solver::Optimal{.schedule = answer.best, .costs = answer.costs};
  solver::Infeasible infeasible;
  if (!solve_naively(model, {}).is_feasible) return infeasible;
  for (std::size_t i = 0; i < settings.assumptions.size(); ++i) infeasible.core.push_back(i);
  return infeasible;
}

}  // namespace penholder::oracle
