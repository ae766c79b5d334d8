#include "sequence/to_model.h"

#include <gtest/gtest.h>

#include <functional>

#include "oracle/sequence_random.h"
#include "sequence/check_plan.h"
#include "solver/check_schedule.h"

namespace penholder {
namespace {

using oracle::random_problem;
using oracle::RandomShape;

/// Every assignment of a tiny problem, sound or not.
void for_each_plan(const PlanProblem& problem,
                   const std::function<void(const PlanAssignment&)>& visit) {
  PlanAssignment plan;
  plan.tasks.resize(problem.tasks.size());
  const std::function<void(Index)> choose = [&](Index id) {
    if (id == problem.tasks.size()) {
      visit(plan);
      return;
    }
    const PlanProblem::Task& task = problem.tasks[id];
    PlanAssignment::Choice& choice = plan.tasks[id];
    if (!task.is_standing) {
      choice = {};
      choose(id + 1);
      for (Days start = 0; start + task.duration <= problem.horizon; ++start) {
        choice = {.included = true, .start = start, .levels = {}};
        choose(id + 1);
      }
      return;
    }
    const std::function<void(std::size_t)> choose_level = [&](std::size_t phase) {
      if (phase == problem.phases.size()) {
        choice.included = std::ranges::any_of(choice.levels, [](int level) { return level >= 0; });
        choose(id + 1);
        return;
      }
      for (int level = -1; level < static_cast<int>(task.modes[phase].size()); ++level) {
        choice.levels[phase] = level;
        choose_level(phase + 1);
      }
    };
    choice = {.included = false, .start = 0, .levels = std::vector<int>(problem.phases.size(), -1)};
    choose_level(0);
  };
  choose(0);
}

PlanProblem tiny_problem(std::uint64_t seed) {
  Rng rng(seed, 21);
  RandomShape shape;
  shape.horizon = 8;
  shape.phases = 2 + rng.below(2);
  shape.discrete = rng.below(3);
  shape.standing = rng.below(3);
  shape.links = rng.below(5);
  shape.must = 0.4;
  shape.tightness = 0.4 + 0.8 * rng.uniform();
  shape.has_negative_lags = rng.below(3) == 0;
  return random_problem(rng, shape);
}

TEST(PlanModel, SaysOfEveryPlanWhatTheCheckerOfPlansSays) {
  std::size_t sound = 0;
  std::size_t broken = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const PlanProblem problem = tiny_problem(seed);
    const Network network(problem);
    const PlanModel most(problem, network, MustWork::Most);
    const PlanModel all(problem, network, MustWork::All);
    ASSERT_TRUE(solver::defects_of(most.model()).empty()) << solver::defects_of(most.model())[0];
    ASSERT_TRUE(solver::defects_of(all.model()).empty());
    std::optional<std::size_t> missed_by_all;  // must-work that no plan can do
    for_each_plan(problem, [&](const PlanAssignment& plan) {
      const bool is_sound = check_plan(problem, plan).empty();
      const solver::Schedule schedule = most.schedule_of(plan);
      const auto check = solver::check_schedule(most.model(), schedule);
      const PlanAssignment back = most.plan_of(schedule);
      if (is_sound) {
        ASSERT_TRUE(check.is_valid()) << "seed " << seed << ": " << check.broken.front();
        ASSERT_GE(most.points_of(check.costs[1]), value_of(problem, plan) - most.rounding());
        ASSERT_NEAR(most.points_of(check.costs[1]), value_of(problem, back), most.rounding());
        const std::size_t shortfall = shortfall_of(problem, plan);
        const std::size_t constant = shortfall - static_cast<std::size_t>(check.costs[0]);
        if (!missed_by_all) missed_by_all = constant;
        ASSERT_EQ(constant, *missed_by_all) << "seed " << seed;
        const auto hard = solver::check_schedule(all.model(), all.schedule_of(plan));
        ASSERT_EQ(hard.is_valid(), shortfall == 0) << "seed " << seed;
        ++sound;
      } else if (back == plan) {
        ASSERT_FALSE(check.is_valid()) << "seed " << seed;
        ++broken;
      }
    });
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(sound, 10'000U);
  EXPECT_GT(broken, 10'000U);
}

TEST(PlanModel, StatesWhatRoundingMayCost) {
  Rng rng(3);
  const PlanProblem problem =
      random_problem(rng, {.horizon = 400, .phases = 5, .discrete = 12, .standing = 20});
  const Network network(problem);
  const PlanModel made(problem, network, MustWork::Most);
  EXPECT_GT(made.rounding(), 0.0);
  EXPECT_LE(made.rounding(), 1e-7);
}

TEST(PlanModel, LeavesOutWhatBringsNothing) {
  PlanProblem problem;
  problem.horizon = 10;
  problem.phases = {{.start = 0, .end = 10}};
  PlanProblem::Task task;
  task.deadline = 10;
  task.duration = 2;
  problem.tasks = {task, task, task};
  problem.tasks[2].value = {{.from = 0, .to = 10, .at_from = 1.0, .slope = 0.0}};
  problem.required = {{.task = 2, .on = 1}};
  const Network network(problem);
  const PlanModel made(problem, network, MustWork::All);
  EXPECT_EQ(made.model().tasks.size(), 2U);
}

TEST(PlanModel, KeepsOfTwoLevelsTheOneThatTakesLessAndBringsMore) {
  PlanProblem problem;
  problem.horizon = 10;
  problem.phases = {{.start = 0, .end = 10}};
  problem.assets = {{.is_budget = false, .steps = {{.from = 0, .capacity = 5}}}};
  PlanProblem::Task task;
  task.is_standing = true;
  task.deadline = 10;
  task.modes = {{{.needs = {{.asset = 0, .amount = 2}}, .value = 3.0},
                 {.needs = {{.asset = 0, .amount = 4}}, .value = 2.0}}};
  problem.tasks = {task, task};
  const Network network(problem);
  const PlanModel made(problem, network, MustWork::All);
  ASSERT_EQ(made.model().tasks.size(), 2U);
  EXPECT_EQ(made.model().tasks[0].modes.size(), 1U);
  EXPECT_EQ(made.model().resources.size(), 1U);
}

}  // namespace
}  // namespace penholder
