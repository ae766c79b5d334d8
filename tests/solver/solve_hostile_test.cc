// Models that nobody means: empty, contradictory, absurdly large, near overflow. Each gets a typed
// answer, and a true one.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <limits>

#include "oracle/solver_judge.h"
#include "solver/check_schedule.h"
#include "solver/solve.h"

namespace penholder::solver {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Outcome solve_briefly(const Model& model, std::uint64_t work = 20'000'000) {
  Settings settings;
  settings.work_limit = work;
  return solve(model, settings);
}

std::vector<Value> optimum(const Model& model) {
  const Outcome outcome = solve_briefly(model);
  const auto* optimal = std::get_if<Optimal>(&outcome);
  EXPECT_NE(optimal, nullptr) << oracle::to_text(outcome);
  if (optimal == nullptr) return {};
  const ScheduleCheck check = check_schedule(model, optimal->schedule);
  EXPECT_THAT(check.broken, IsEmpty());
  EXPECT_EQ(check.costs, optimal->costs);
  return optimal->costs;
}

void expect_infeasible(const Model& model) {
  const Outcome outcome = solve_briefly(model);
  EXPECT_TRUE(std::holds_alternative<Infeasible>(outcome)) << oracle::to_text(outcome);
}

/// Whatever the outcome is, what it says is true.
void expect_sensible(const Model& model, const Outcome& outcome) {
  EXPECT_EQ(oracle::judge_outcome(model, outcome, {}, {}, true), "");
}

/// What the process has ever held: each test is a process of its own under ctest. Sanitizers keep
/// books of their own.
void expect_modest_memory() {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  rusage used = {};
  ASSERT_EQ(getrusage(RUSAGE_SELF, &used), 0);
  constexpr long kTwoGigabytes = 2L << 20;  // in kilobytes
  EXPECT_LT(used.ru_maxrss, kTwoGigabytes);
#endif
}

TEST(SolveHostile, NothingToDoIsDoneAtOnce) {
  EXPECT_THAT(optimum(Model()), IsEmpty());
  Model model;
  model.minimise_makespan();
  model.objectives.emplace_back();
  EXPECT_THAT(optimum(model), ElementsAre(0, 0));
  model.groups.push_back({.facts = {}, .at_least = 1});
  expect_infeasible(model);
}

TEST(SolveHostile, OneTaskStandsWhereItsWindowSays) {
  Model model;
  model.add_task("", 5);
  model.minimise_makespan();
  EXPECT_THAT(optimum(model), ElementsAre(5));
  model.tasks[0].release = -kFarthest;
  EXPECT_THAT(optimum(model), ElementsAre(0));
  model.tasks[0].release = kFarthest - 5;
  EXPECT_THAT(optimum(model), ElementsAre(kFarthest));
  model.tasks[0].release = kFarthest - 4;
  expect_infeasible(model);
  model.tasks[0].is_optional = true;
  EXPECT_THAT(optimum(model), ElementsAre(0));
}

TEST(SolveHostile, ContradictionsAreInfeasible) {
  Model too_late;
  too_late.add_task("", 5);
  too_late.tasks[0].deadline = 4;
  expect_infeasible(too_late);

  Model no_capacity;
  no_capacity.add_resource("", 0);
  no_capacity.add_task("", 1, {{.resource = 0, .amount = 1}});
  expect_infeasible(no_capacity);

  Model no_steps;
  no_steps.resources.resize(1);
  no_steps.add_task("", 1, {{.resource = 0, .amount = 1}});
  expect_infeasible(no_steps);

  Model no_budget;
  no_budget.add_budget("", 0);
  no_budget.add_task("", 1);
  no_budget.tasks[0].modes[0].spends = {{.budget = 0, .amount = 1}};
  expect_infeasible(no_budget);

  Model cycle;
  for (int i = 0; i < 3; ++i) cycle.add_task("", 1);
  for (Index i = 0; i < 3; ++i) cycle.after((i + 1) % 3, i);
  expect_infeasible(cycle);

  Model against_itself;
  against_itself.add_task("", 3);
  against_itself.lags.push_back(
      {.from = {.task = 0}, .to = {.task = 0, .point = Point::End}, .at_least = 4});
  expect_infeasible(against_itself);

  Model both_and_neither;
  both_and_neither.add_optional_task("", 1);
  both_and_neither.groups.push_back({.facts = {{.task = 0}}, .at_least = 1});
  both_and_neither.groups.push_back({.facts = {{.task = 0}}, .at_least = 0, .at_most = 0});
  expect_infeasible(both_and_neither);
}

TEST(SolveHostile, CyclesOfTheLongestLagsEndAtOnce) {
  // A naive fixed point would raise the bounds one step at a time, 2^28 times.
  Model model;
  model.add_task("", 1);
  model.add_task("", 1);
  model.lags.push_back({.from = {.task = 0}, .to = {.task = 1}, .at_least = 1});
  model.lags.push_back({.from = {.task = 1}, .to = {.task = 0}, .at_least = 0});
  expect_infeasible(model);
  model.lags[0].at_least = 2 * kFarthest;
  model.lags[1].at_least = -2 * kFarthest;
  expect_infeasible(model);
  model.tasks[0].release = -kFarthest;
  model.tasks[1].modes[0].duration = 0;  // from -2^28 to 2^28 there is just room
  model.tasks[0].modes[0].duration = 0;
  EXPECT_THAT(optimum(model), IsEmpty());
}

TEST(SolveHostile, NegativeLagsLetLaterTasksBeginBefore) {
  Model model;
  model.add_task("", 4);
  model.add_task("", 4);
  model.after(1, 0, -6);
  model.minimise_makespan();
  EXPECT_THAT(optimum(model), ElementsAre(4));
  model.tasks[1].release = -10;
  EXPECT_THAT(optimum(model), ElementsAre(4));
}

void expect_rejected(const Model& model) {
  const Outcome outcome = solve_briefly(model);
  EXPECT_TRUE(std::holds_alternative<Rejected>(outcome)) << oracle::to_text(outcome);
}

TEST(SolveHostile, AmountsNearTheLimitsAddUpWithoutOverflow) {
  constexpr int kTasks = 7;
  for (const Value amount : {Value{1} << 31, (Value{1} << 31) - 1, Value{1} << 32, kLargest / 2}) {
    Model model;
    model.add_resource("", amount);
    model.add_budget("", amount);
    for (int i = 0; i < kTasks; ++i) model.add_task("", 1, {{.resource = 0, .amount = amount}});
    model.minimise_makespan();
    EXPECT_THAT(optimum(model), ElementsAre(kTasks)) << amount;
    model.resources[0].steps[0].capacity = amount - 1;
    expect_infeasible(model);
    model.resources[0].steps[0].capacity = amount;
    for (Task& task : model.tasks) task.modes[0].spends = {{.budget = 0, .amount = amount}};
    expect_infeasible(model);
    for (Task& task : model.tasks) task.is_optional = true;
    model.objectives.clear();
    Objective one_each;
    for (Index i = 0; i < kTasks; ++i) {
      one_each.costs.push_back(
          {.moment = {.task = i}, .pieces = {}, .if_absent = 1, .by_mode = {}});
    }
    model.objectives.push_back(one_each);
    EXPECT_THAT(optimum(model), ElementsAre(kTasks - 1)) << amount;
  }
}

TEST(SolveHostile, SumsOfAmountsThatDoNotFitAreRejected) {
  Model model;
  model.add_resource("", kLargest);
  for (int i = 0; i < 16; ++i) {  // 2^64, which wraps to 0
    model.add_task("", 1, {{.resource = 0, .amount = kLargest}});
  }
  expect_rejected(model);
  model.tasks.resize(1);
  EXPECT_THAT(optimum(model), IsEmpty());
  model.tasks[0].modes[0].uses.push_back({.resource = 0, .amount = kLargest});
  expect_infeasible(model);  // both at once
  model.tasks[0].modes[0].uses.resize(16, {.resource = 0, .amount = kLargest});
  expect_rejected(model);
}

TEST(SolveHostile, CostsNearTheLimitsAddUpWithoutOverflow) {
  Model model;
  for (int i = 0; i < 3; ++i) model.add_optional_task("", 1);
  Objective objective;
  for (Index i = 0; i < 3; ++i) {
    objective.costs.push_back(
        {.moment = {.task = i},
         .pieces = {{.from = 0, .to = 1, .at_from = -kLargest / 8, .slope = kLargest / 16}},
         .if_absent = -kLargest / 16,
         .by_mode = {}});
  }
  model.objectives.push_back(objective);
  EXPECT_THAT(optimum(model), ElementsAre(3 * (-kLargest / 8)));
  for (Task& task : model.tasks) task.release = 2;  // behind the pieces: absence is better
  EXPECT_THAT(optimum(model), ElementsAre(3 * (-kLargest / 16)));
  for (Cost& cost : model.objectives[0].costs) cost.if_absent = kLargest / 16;
  EXPECT_THAT(optimum(model), ElementsAre(0));
  model.objectives[0].costs[0].if_absent = kLargest;
  EXPECT_TRUE(std::holds_alternative<Rejected>(solve_briefly(model)));
}

TEST(SolveHostile, SlopesOverTheWholeOfTimeDoNotOverflow) {
  Model model;
  model.add_task("", 1);
  model.tasks[0].release = -kFarthest;
  const Value slope = 1 << 20;
  model.objectives.push_back(
      {.costs = {{.moment = {.task = 0},
                  .pieces = {{.from = -kFarthest, .to = kFarthest, .at_from = 5, .slope = -slope}},
                  .if_absent = 0,
                  .by_mode = {}}}});
  const Value best = 5 - slope * (2 * kFarthest - 1);
  const Outcome outcome = solve_briefly(model);
  expect_sensible(model, outcome);
  if (const auto* feasible = std::get_if<Feasible>(&outcome)) {
    EXPECT_LE(feasible->bound, best);
  } else {
    EXPECT_EQ(std::get<Optimal>(outcome).costs.at(0), best);
  }
}

TEST(SolveHostile, MakespanFarInTheFutureTimesALargeWeightIsExact) {
  Model model;
  model.add_task("", 3);
  model.tasks[0].release = kFarthest - 3;
  model.objectives.push_back({.costs = {}, .makespan_weight = Value{1} << 30});
  EXPECT_THAT(optimum(model), ElementsAre((Value{1} << 30) * kFarthest));
}

TEST(SolveHostile, WhatIsNotSoundIsRejectedWithReasons) {
  Model model;
  model.add_task("", -1);
  const Outcome outcome = solve_briefly(model);
  const auto* rejected = std::get_if<Rejected>(&outcome);
  ASSERT_NE(rejected, nullptr);
  EXPECT_EQ(rejected->defects, defects_of(model));
}

TEST(SolveHostile, TenThousandTasksInARowAreScheduled) {
  Model model;
  const Index crane = model.add_resource("", 1);
  for (Index i = 0; i < 10'000; ++i) {
    model.add_task("", 3, {{.resource = crane, .amount = 1}});
    if (i > 0) model.after(i, i - 1);
  }
  model.minimise_makespan();
  const Outcome outcome = solve_briefly(model, 50'000'000);
  expect_sensible(model, outcome);
  ASSERT_NE(schedule_of(outcome), nullptr) << oracle::to_text(outcome);
  EXPECT_EQ(cost_of(model, model.objectives[0], *schedule_of(outcome)), 30'000);
}

TEST(SolveHostile, TenThousandOptionalTasksForOneResourceGetAnAnswer) {
  Model model;
  const Index crane = model.add_resource("", 1);
  Objective objective;
  for (Index i = 0; i < 10'000; ++i) {
    model.add_optional_task("", 1 + i % 7, {{.resource = crane, .amount = 1}});
    model.tasks[i].deadline = 5000;
    objective.costs.push_back({.moment = {.task = i},
                               .pieces = {},
                               .if_absent = 1 + static_cast<Value>(i % 11),
                               .by_mode = {}});
  }
  model.objectives.push_back(std::move(objective));
  expect_sensible(model, solve_briefly(model, 500'000));
}

TEST(SolveHostile, OneGroupOfTenThousandFactsGetsAnAnswer) {
  Model model;
  Group group{.facts = {}, .at_least = 5000, .at_most = 5000};
  for (Index i = 0; i < 10'000; ++i) {
    model.add_optional_task("", 1);
    group.facts.push_back({.task = i});
  }
  model.groups.push_back(std::move(group));
  expect_sensible(model, solve_briefly(model, 2'000'000));
}

TEST(SolveHostile, AThousandStepsAndAThousandPiecesGetAnAnswer) {
  Model model;
  Resource resource{.name = "", .steps = {}};
  for (Time at = 0; at < 3000; at += 3) resource.steps.push_back({.from = at, .capacity = at % 2});
  model.resources.push_back(std::move(resource));
  Cost cost;
  for (Time at = 0; at < 3000; at += 3) {
    cost.pieces.push_back({.from = at, .to = at + 2, .at_from = 3000 - at, .slope = 1});
  }
  model.add_task("", 3, {{.resource = 0, .amount = 1}});
  model.objectives.push_back({.costs = {std::move(cost)}});
  Settings proof_only;
  proof_only.improves = false;
  const Outcome outcome = solve(model, proof_only);
  // Steps at 3, 9, 15, .. have capacity 1 for three moments; the last is 2997, with piece 3 there,
  // and behind the pieces the cost is 0 in a capacity that lasts.
  ASSERT_TRUE(std::holds_alternative<Optimal>(outcome)) << oracle::to_text(outcome);
  EXPECT_THAT(std::get<Optimal>(outcome).costs, ElementsAre(0));
}

TEST(SolveHostile, AskedToStopAtOnceItStops) {
  Model model;
  const Index crane = model.add_resource("", 2);
  for (Index i = 0; i < 60; ++i) model.add_task("", 1 + i % 9, {{.resource = crane, .amount = 1}});
  model.minimise_makespan();
  Settings settings;
  settings.should_stop = [] { return true; };
  expect_sensible(model, solve(model, settings));
}

TEST(SolveHostile, AssumptionsOutOfRangeAreFalseOrTrueNotACrash) {
  using Kind = Assumption::Kind;
  Model model;
  model.add_task("", 1);
  model.add_optional_task("", 1);
  const auto ask = [&](Assumption assumption) {
    Settings settings;
    settings.assumptions = {assumption};
    return solve(model, settings);
  };
  const Time far = std::numeric_limits<Time>::max();
  for (const Kind kind : {Kind::InMode, Kind::StartAtLeast}) {
    for (const Time value : {far, Time{1} << 32, 2 * kFarthest}) {
      const Outcome outcome = ask({.kind = kind, .task = 0, .value = value});
      const auto* none = std::get_if<Infeasible>(&outcome);
      ASSERT_NE(none, nullptr) << static_cast<int>(kind) << " " << value;
      EXPECT_THAT(none->core, ElementsAre(0U));
    }
  }
  EXPECT_NE(schedule_of(ask({.kind = Kind::StartAtLeast, .task = 1, .value = far})), nullptr);
  EXPECT_NE(schedule_of(ask({.kind = Kind::StartAtMost, .task = 0, .value = far})), nullptr);
  EXPECT_NE(schedule_of(ask({.kind = Kind::StartAtLeast, .task = 0, .value = -far})), nullptr);
  const Outcome outcome = ask({.kind = Kind::InMode, .task = 0, .value = -1});
  EXPECT_TRUE(std::holds_alternative<Infeasible>(outcome));
  for (const Kind kind : {Kind::Done, Kind::LeftOut, Kind::StartAtMost}) {
    EXPECT_TRUE(std::holds_alternative<Rejected>(ask({.kind = kind, .task = 2})));
  }
}

TEST(SolveHostile, AskedToStopAtOnceAPlanThatDoesNothingIsBetterThanNone) {
  Model model;
  Objective objective;
  for (Index i = 0; i < 5; ++i) {
    model.add_optional_task("", 1);
    objective.costs.push_back(left_out_cost(i, 3));
  }
  model.objectives.push_back(std::move(objective));
  Settings settings;
  settings.work_limit = 0;
  const Outcome outcome = solve(model, settings);
  expect_sensible(model, outcome);
  EXPECT_NE(schedule_of(outcome), nullptr);
}

TEST(SolveHostile, ThousandsOfModesOfATaskAreRefusedNotStored) {
  Model model;
  model.add_task("", 1);
  model.tasks[0].modes.resize(300, {.duration = 1, .uses = {}, .spends = {}});
  model.minimise_makespan();
  EXPECT_THAT(optimum(model), ElementsAre(1));
  model.tasks[0].modes.resize(100'000, {.duration = 1, .uses = {}, .spends = {}});
  expect_rejected(model);
}

TEST(SolveHostile, ManyModesOverALongTimeFitIntoMemory) {
  // A node for each start of each mode would take some ten gigabytes.
  Model model;
  const Index crane = model.add_resource("", 10);
  Objective objective;
  for (Index i = 0; i < 1000; ++i) {
    const Index task = model.add_optional_task("", 1, {{.resource = crane, .amount = 1}});
    model.tasks[task].deadline = 8000;
    for (Time k = 2; k < 25; ++k) {
      model.add_mode(
          task, {.duration = k, .uses = {{.resource = crane, .amount = 1 + k % 7}}, .spends = {}});
    }
    objective.costs.push_back(left_out_cost(task, 100));
    objective.costs.push_back(
        due_cost({.task = task, .point = Point::End}, 7 * static_cast<Time>(i), 1, 1));
  }
  model.objectives.push_back(std::move(objective));
  expect_sensible(model, solve_briefly(model, 300'000));
  expect_modest_memory();
}

TEST(SolveHostile, TwoThousandTasksWithDatesOverALongTimeFitIntoMemory) {
  // Cuts of the relaxation, each with a cost for each start of each task, took a gigabyte apiece
  // and were kept when others took their place.
  constexpr Index kTasks = 2000;
  constexpr Time kLast = 60'000;
  Model model;
  for (int r = 0; r < 4; ++r) model.add_resource("", 20);
  std::vector<Cost> costs;
  for (Index i = 0; i < kTasks; ++i) {
    std::vector<Use> uses;
    uses.reserve(4);
    for (Index r = 0; r < 4; ++r) {
      uses.push_back({.resource = r, .amount = static_cast<Value>((7 * i + 3 * r) % 11)});
    }
    const Index task = model.add_task("", 1 + (13 * i) % 30, std::move(uses));
    model.tasks[task].deadline = kLast;
    costs.push_back(due_cost({.task = task}, (1009 * static_cast<Time>(i)) % 40'000,
                             1 + static_cast<Value>(i % 4), 1 + static_cast<Value>(i % 5)));
    for (const Index back : {Index{17}, Index{40}}) {
      if (i >= back && i % 3 != 0) model.after(task, i - back);
    }
  }
  model.minimise(std::move(costs));
  expect_sensible(model, solve_briefly(model, 25'000'000));
  expect_modest_memory();
}

}  // namespace
}  // namespace penholder::solver
