// The solver as a library: a day in a harbour, from the model to each kind of answer.
//
// Built and run by the tests (tests/solver), which hold what it prints against harbour.expect. A
// program of one's own needs solver/solve.h and, in CMake, add_subdirectory of this repository and
// target_link_libraries(... penholder_solver).

#include <fmt/format.h>

#include <chrono>
#include <stop_token>
#include <string>

#include "solver/solve.h"

namespace {

using namespace penholder::solver;

/// Times are quarters of an hour from six in the morning.
struct Harbour {
  Model model;
  Index unload = 0;
  Index inspect = 0;
  Index load = 0;
  Index refuel = 0;
  Index paint = 0;
  Index sail = 0;
};

Harbour make_harbour() {
  Harbour harbour;
  Model& model = harbour.model;

  // Renewable, with a capacity that changes: six hands, four from noon on.
  const Index crew = model.add_resource("crew", 6);
  model.resources[crew].steps.push_back({.from = 24, .capacity = 4});
  const Index money = model.add_budget("money", 10);  // not renewable

  harbour.unload = model.add_task("unload", 12, {{.resource = crew, .amount = 3}});
  harbour.inspect = model.add_task("inspect", 4, {{.resource = crew, .amount = 1}});
  harbour.load = model.add_task("load", 10, {{.resource = crew, .amount = 3}});
  harbour.refuel = model.add_optional_task("refuel", 5, {{.resource = crew, .amount = 2}});
  harbour.paint = model.add_optional_task("paint", 8, {{.resource = crew, .amount = 2}});
  harbour.sail = model.add_task("sail", 2);

  // Two ways to unload: as above, or with a hired crane, which is quick and dear.
  model.add_mode(harbour.unload, {.duration = 6,
                                  .uses = {{.resource = crew, .amount = 2}},
                                  .spends = {{.budget = money, .amount = 8}}});
  model.tasks[harbour.paint].modes[0].spends = {{.budget = money, .amount = 4}};
  model.tasks[harbour.refuel].closed = {{.from = 16, .to = 20}};  // calendar: the pump rests
  model.tasks[harbour.sail].release = 8;                          // window: no tide before
  model.tasks[harbour.sail].deadline = 44;

  // Order: a precedence, a minimum lag, a maximum lag (the papers are good for 24 quarters).
  model.after(harbour.load, harbour.unload);
  model.after(harbour.sail, harbour.load, 1);
  model.after(harbour.sail, harbour.refuel);  // says something only when there is a refuelling
  model.after(harbour.load, harbour.inspect);
  model.within(harbour.sail, harbour.inspect, 24);
  const Index quay[] = {harbour.unload, harbour.load, harbour.refuel};
  model.one_at_a_time("quay", quay);
  model.at_least(1, {{.task = harbour.refuel}, {.task = harbour.paint}});

  // First: leave on time, with what optional work is worth. Then, among the best: be done early.
  model.minimise({due_cost({.task = harbour.sail}, 26, 1, 8), left_out_cost(harbour.refuel, 12),
                  left_out_cost(harbour.paint, 7)});
  model.minimise_makespan();
  return harbour;
}

std::string text_of(const Model& model, const Schedule& schedule) {
  std::string text;
  for (Index i = 0; i < schedule.size(); ++i) {
    const Placement& placement = schedule[i];
    if (!placement.is_done()) {
      text += fmt::format("  {}: left out\n", model.tasks[i].name);
    } else if (placement.mode > 0) {
      text += fmt::format("  {}: mode {}\n", model.tasks[i].name, placement.mode);
    } else if (i + 1 == schedule.size()) {
      text += fmt::format("  {}: from {} to {}\n", model.tasks[i].name, placement.start,
                          end_of(model, i, placement));
    }
  }
  return text;
}

/// One case for each type of answer: what forgets one does not compile.
struct Say {
  const Model& model;
  std::string operator()(const Optimal& best) const {
    return fmt::format("no schedule is better: {}, then {}\n{}", best.costs[0], best.costs[1],
                       text_of(model, best.schedule));
  }
  std::string operator()(const Feasible& found) const {
    return fmt::format("level {}: found {}, none can go below {}\n{}", found.level,
                       found.costs[found.level], found.bound, text_of(model, found.schedule));
  }
  std::string operator()(const Infeasible& none) const {
    return none.core.empty() ? "no schedule exists\n" : "these assumptions allow no schedule\n";
  }
  std::string operator()(const Unknown& /*open*/) const { return "neither found nor refuted\n"; }
  std::string operator()(const Rejected& rejected) const {
    return fmt::format("no model: {}\n", rejected.defects.front());
  }
};

}  // namespace

int main() {
  const Harbour harbour = make_harbour();
  const Model& model = harbour.model;

  // Limits: ten seconds on the caller's clock, or a stop from elsewhere (a button, Ctrl-C), or a
  // number of steps, which gives the same answer on any machine.
  const std::stop_source button;
  const auto begun = std::chrono::steady_clock::now();
  Settings settings;
  settings.should_stop = [token = button.get_token(), begun] {
    return token.stop_requested() ||
           std::chrono::steady_clock::now() - begun > std::chrono::seconds(10);
  };
  settings.work_limit = 50'000'000;
  bool is_ordered = true;
  settings.on_progress = [&](const State& state) {  // each better schedule, each better bound
    is_ordered = is_ordered && (state.schedule == nullptr || state.bound <= state.cost);
  };
  const Outcome best = solve(model, settings);
  fmt::print("the day: {}", std::visit(Say{model}, best));
  fmt::print("bounds stayed below incumbents: {}\n", is_ordered);

  // Another question of the same model, from the schedule at hand: what if both had to be done?
  settings.warm_starts = {*schedule_of(best)};
  settings.assumptions = {{.kind = Assumption::Kind::Done, .task = harbour.refuel},
                          {.kind = Assumption::Kind::Done, .task = harbour.paint},
                          {.kind = Assumption::Kind::InMode, .task = harbour.unload, .value = 1}};
  fmt::print("all of it, with the crane: {}", std::visit(Say{model}, solve(model, settings)));
  settings.assumptions.pop_back();
  fmt::print("all of it: {}", std::visit(Say{model}, solve(model, settings)));

  // A stop that is asked for before the start: whatever is known by then.
  settings = {};
  settings.should_stop = [] { return true; };
  settings.warm_starts = {*schedule_of(best)};
  fmt::print("stopped at once, a schedule is {}\n",
             schedule_of(solve(model, settings)) != nullptr ? "there" : "not there");

  // What is no model is refused in words.
  Model damaged = model;
  damaged.tasks[harbour.load].modes[0].duration = -1;
  fmt::print("{}", std::visit(Say{damaged}, solve(damaged, {})));
  return 0;
}
