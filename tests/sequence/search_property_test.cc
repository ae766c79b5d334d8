// Properties of the search on random problems larger than the oracle can solve.

#include <gtest/gtest.h>

#include "oracle/sequence_random.h"
#include "sequence/check_plan.h"
#include "sequence/improve.h"

namespace penholder {
namespace {

using oracle::random_problem;
using oracle::RandomShape;

RandomShape shape_of(std::uint64_t seed) {
  return {.horizon = static_cast<Days>(90 + seed * 37 % 400),
          .phases = 1 + seed % 6,
          .discrete = seed % 14,
          .standing = seed * 5 % 17,
          .renewable = seed % 9,
          .budgets = seed % 3,
          .links = seed * 3 % 16,
          .tightness = 0.15 + 0.1 * static_cast<double>(seed % 9),
          .must = 0.1 * static_cast<double>(seed % 4),
          .has_negative_lags = seed % 5 == 0};
}

TEST(SearchProperty, PlansKeepAllRulesAndTheirBounds) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Rng rng(seed, 9);
    const PlanProblem problem = random_problem(rng, shape_of(seed));
    const PlanOutcome outcome = solve(problem, {.seed = seed, .work = 1500, .proof_work = 50'000});
    ASSERT_TRUE(check_plan(problem, outcome.assignment).empty()) << "seed " << seed;
    ASSERT_NEAR(outcome.value, value_of(problem, outcome.assignment), 1e-6);
    ASSERT_EQ(outcome.shortfall, shortfall_of(problem, outcome.assignment)) << "seed " << seed;
    ASSERT_GE(outcome.bound, outcome.value) << "seed " << seed;
    // A longer search of another seed may not pass the bound either.
    const PlanOutcome other = solve(
        problem, {.seed = seed + 1000, .work = 6000, .proof_work = 0, .wants_tight_bound = false});
    if (outcome.is_shortfall_least) {
      ASSERT_GE(other.shortfall, outcome.shortfall);
    }
    if (other.shortfall == outcome.shortfall) {
      ASSERT_LE(other.value, outcome.bound + 1e-6) << "seed " << seed;
    }
  }
}

TEST(SearchProperty, AScheduleKeepsTheRulesAtEveryStepAndItsBooksInOrder) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed, 10);
    const PlanProblem problem = random_problem(rng, shape_of(seed));
    if (problem.tasks.empty()) continue;
    const Network network(problem);
    Schedule schedule(problem, network);
    for (int step = 0; step < 150; ++step) {
      const Index id = rng.below(static_cast<std::uint32_t>(problem.tasks.size()));
      const PlanProblem::Task& task = problem.tasks[id];
      const std::size_t phase = rng.below(static_cast<std::uint32_t>(problem.phases.size()));
      switch (rng.below(5)) {
        case 0:
          schedule.insert(id, rng.below(2) == 0);
          break;
        case 1:
          if (task.is_standing) {
            const auto levels = static_cast<std::uint32_t>(task.modes[phase].size());
            schedule.set_level(id, phase, static_cast<int>(rng.below(levels)));
          }
          break;
        case 2:
          schedule.remove(id);
          break;
        case 3:
          if (task.is_standing) schedule.switch_off(id, phase);
          break;
        default:
          schedule.shift_left();
          break;
      }
      schedule.repair();
      const PlanAssignment assignment = schedule.assignment();
      const auto violations = check_plan(problem, assignment);
      ASSERT_TRUE(violations.empty()) << "seed " << seed << ": " << violations.front().text;
      ASSERT_NEAR(schedule.value(), value_of(problem, assignment), 1e-6);
      ASSERT_EQ(schedule.shortfall(), shortfall_of(problem, assignment));
      for (Index asset = 0; asset < problem.assets.size(); ++asset) {
        for (std::size_t p = 0; p < problem.phases.size(); ++p) {
          ASSERT_EQ(schedule.free_in_phase(asset, p),
                    schedule.least_free(asset, problem.phases[p].start, problem.phases[p].end));
        }
      }
      // What was taken over is what was there.
      Schedule copy(problem, network);
      copy.adopt(assignment);
      ASSERT_EQ(copy.assignment(), assignment) << "seed " << seed;
    }
  }
}

TEST(SearchProperty, AbsurdProblemsEnd) {
  PlanProblem problem;
  problem.horizon = 1;
  problem.phases = {{.start = 0, .end = 1}};
  problem.assets = {{.is_budget = false, .steps = {{.from = 0, .capacity = 0}}},
                    {.is_budget = false, .steps = {{.from = 0, .capacity = kUnlimited}}}};
  PlanProblem::Task task;
  task.deadline = 1;
  task.duration = 1'000'000;
  task.value = {{.from = 0, .to = 1, .at_from = 1.0, .slope = -1.0}};
  problem.tasks.push_back(task);  // too long
  task.duration = 1;
  task.needs = {{.asset = 0, .amount = 1}};
  problem.tasks.push_back(task);  // nothing there
  task.needs = {{.asset = 1, .amount = static_cast<Amount>(1e15)}};
  task.duration = 0;
  problem.tasks.push_back(task);  // no time at all
  const PlanOutcome outcome = solve(problem, {.work = 1000});
  EXPECT_FALSE(outcome.assignment.tasks[0].included);
  EXPECT_FALSE(outcome.assignment.tasks[1].included);
  EXPECT_TRUE(outcome.assignment.tasks[2].included);
  EXPECT_NEAR(outcome.bound, 1.0, 1e-6);
}

}  // namespace
}  // namespace penholder
