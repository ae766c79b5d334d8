#include "sequence/check_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracle/sequence_random.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Two discrete tasks of 4 days, one standing task over two phases of 10 days, one asset of 2.
PlanProblem small_problem() {
  PlanProblem problem;
  problem.horizon = 20;
  problem.phases = {{.start = 0, .end = 10}, {.start = 10, .end = 20}};
  problem.assets = {
      {.is_budget = false, .steps = {{.from = 0, .capacity = 2}, {.from = 10, .capacity = 1}}},
      {.is_budget = true, .steps = {{.from = 0, .capacity = 5}}}};
  PlanProblem::Task discrete;
  discrete.deadline = 20;
  discrete.duration = 4;
  discrete.needs = {{.asset = 0, .amount = 1}, {.asset = 1, .amount = 2}};
  discrete.value = {{.from = 0, .to = 20, .at_from = 3.0, .slope = 0.0}};
  PlanProblem::Task standing;
  standing.is_standing = true;
  standing.deadline = 20;
  standing.modes = {{{.needs = {{.asset = 0, .amount = 1}}, .value = 1.0}},
                    {{.needs = {{.asset = 0, .amount = 1}}, .value = 1.0}}};
  problem.tasks = {discrete, discrete, standing};
  return problem;
}

PlanAssignment plan_of(std::optional<Days> first, std::optional<Days> second,
                       std::vector<int> levels) {
  PlanAssignment plan;
  plan.tasks.push_back({.included = first.has_value(), .start = first.value_or(0), .levels = {}});
  plan.tasks.push_back({.included = second.has_value(), .start = second.value_or(0), .levels = {}});
  const bool is_on = std::ranges::any_of(levels, [](int level) { return level >= 0; });
  plan.tasks.push_back({.included = is_on, .start = 0, .levels = std::move(levels)});
  return plan;
}

void expect_broken(const PlanProblem& problem, const PlanAssignment& plan, const char* words) {
  const auto violations = check_plan(problem, plan);
  ASSERT_FALSE(violations.empty()) << words;
  EXPECT_THAT(violations.front().text, HasSubstr(words));
}

TEST(CheckPlan, LetsAGoodPlanPass) {
  PlanProblem problem = small_problem();
  problem.after = {{.task = 1, .on = 0, .lag = 2}};
  EXPECT_THAT(check_plan(problem, plan_of(0, 6, {0, 0})), IsEmpty());
  EXPECT_THAT(check_plan(problem, plan_of(std::nullopt, std::nullopt, {-1, -1})), IsEmpty());
}

TEST(CheckPlan, FindsEveryKindOfBrokenRule) {
  PlanProblem problem = small_problem();
  expect_broken(problem, plan_of(17, std::nullopt, {-1, -1}), "ends too late");
  expect_broken(problem, plan_of(-1, std::nullopt, {-1, -1}), "starts too early");
  expect_broken(problem, plan_of(0, 2, {0, -1}), "asset 0 is overused from day 2");
  expect_broken(problem, plan_of(8, std::nullopt, {-1, 0}), "asset 0 is overused from day 10");
  expect_broken(problem, plan_of(0, std::nullopt, {1, -1}), "no level 1");
  expect_broken(problem, plan_of(0, std::nullopt, {0}), "1 levels for 2 phases");

  problem.assets[1].steps[0].capacity = 3;
  expect_broken(problem, plan_of(0, 4, {-1, -1}), "budget 1 is overspent");
  problem.assets[1].steps[0].capacity = 5;

  problem.after = {{.task = 1, .on = 0, .lag = 3}};
  expect_broken(problem, plan_of(0, 6, {-1, -1}), "task 1 starts before 0 is finished");
  expect_broken(problem, plan_of(std::nullopt, 6, {-1, -1}), "task 1 is done without 0");
  // A standing task is finished with the end of its first phase.
  problem.after = {{.task = 1, .on = 2, .lag = 0}};
  expect_broken(problem, plan_of(std::nullopt, 9, {0, -1}), "task 1 starts before 2 is finished");
  EXPECT_THAT(check_plan(problem, plan_of(std::nullopt, 10, {0, -1})), IsEmpty());
  problem.after = {{.task = 2, .on = 0, .lag = 0}};
  expect_broken(problem, plan_of(0, std::nullopt, {0, -1}), "task 2 starts before 0 is finished");
  EXPECT_THAT(check_plan(problem, plan_of(0, std::nullopt, {-1, 0})), IsEmpty());
  problem.after.clear();

  problem.required = {{.task = 0, .on = 2}};
  expect_broken(problem, plan_of(0, std::nullopt, {-1, -1}), "task 0 is done without 2");
  problem.required.clear();

  problem.together = {{.a = 0, .b = 1, .within = 5}};
  expect_broken(problem, plan_of(0, std::nullopt, {-1, -1}), "one of 0 and 1 is left out");
  expect_broken(problem, plan_of(0, 6, {-1, -1}), "start too far apart");
  EXPECT_THAT(check_plan(problem, plan_of(0, 5, {-1, -1})), IsEmpty());
  problem.together.clear();

  problem.instead_of = {{.a = 0, .b = 1}};
  expect_broken(problem, plan_of(0, 5, {-1, -1}), "both 0 and 1 are done");
  problem.instead_of.clear();

  problem.tasks[0].is_possible = false;
  expect_broken(problem, plan_of(0, std::nullopt, {-1, -1}), "impossible");
}

}  // namespace
}  // namespace penholder
