#include <fmt/core.h>
#include <gtest/gtest.h>

#include "oracle/sequence_brute_force.h"
#include "oracle/sequence_random.h"
#include "sequence/relaxation.h"

namespace penholder {
namespace {

using oracle::best_plan_by_trying_all;
using oracle::random_problem;
using oracle::RandomShape;

constexpr double kRounding = 1e-6;

struct Tally {
  std::size_t count = 0;
  std::size_t optimal = 0;
  std::size_t proven = 0;
  std::size_t missed_must = 0;
  double heuristic_gap = 0.0;  // shares of the optimum, summed
  double bound_gap = 0.0;
};

void compare_with_oracle(const PlanProblem& problem, std::uint64_t seed, Tally& tally) {
  const auto best = best_plan_by_trying_all(problem);
  const PlanOutcome outcome =
      solve(problem, {.seed = seed, .work = 4000, .proof_work = 100'000'000});
  ASSERT_TRUE(check_plan(problem, outcome.assignment).empty()) << "seed " << seed;
  ASSERT_NEAR(outcome.value, value_of(problem, outcome.assignment), kRounding);
  ASSERT_EQ(outcome.shortfall, shortfall_of(problem, outcome.assignment));
  ASSERT_EQ(outcome.shortfall, best.shortfall) << "seed " << seed;
  ASSERT_TRUE(outcome.is_shortfall_least) << "seed " << seed;
  ASSERT_NEAR(outcome.value, best.value, kRounding) << "seed " << seed;
  ASSERT_NEAR(outcome.bound, best.value, kRounding) << "seed " << seed;
  ASSERT_GE(outcome.bound, outcome.value);
  ++tally.count;
  if (outcome.shortfall > best.shortfall) {
    ++tally.missed_must;
    return;
  }
  const double scale = std::max(1.0, best.value);
  tally.heuristic_gap += (best.value - outcome.value) / scale;
  tally.bound_gap += (outcome.bound - best.value) / scale;
  tally.optimal += outcome.value >= best.value - kRounding ? 1 : 0;
  tally.proven += outcome.bound - outcome.value <= kRounding ? 1 : 0;
}

void report(const char* name, const Tally& tally) {
  const auto count = static_cast<double>(tally.count);
  fmt::print(
      "{}: {} problems, {} solved to the optimum, {} proven, must-work missed {}; mean gap "
      "heuristic {:.3f} %, bound {:.2f} %\n",
      name, tally.count, tally.optimal, tally.proven, tally.missed_must,
      100.0 * tally.heuristic_gap / count, 100.0 * tally.bound_gap / count);
}

TEST(Solve, BoundIsNeverBelowAndThePlanNeverAboveTheOptimumOfTinyProblems) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Rng rng(seed);
    RandomShape shape;
    shape.discrete = 1 + rng.below(3);
    shape.standing = rng.below(shape.discrete == 3 ? 2 : 3);
    shape.links = rng.below(4);
    shape.tightness = 0.3 + 0.6 * rng.uniform();
    shape.has_negative_lags = rng.below(4) == 0;
    if (shape.discrete == 3) shape.horizon = 8;
    compare_with_oracle(random_problem(rng, shape), seed, tally);
    if (HasFatalFailure()) return;
  }
  report("tiny mixed", tally);
  EXPECT_GE(tally.optimal, tally.count * 97 / 100);
}

TEST(Solve, StandingTasksAloneAreLeveledAsTheOracleDoes) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed, 1);
    const RandomShape shape{.horizon = 30,
                            .phases = 2,
                            .discrete = 0,
                            .standing = 4,
                            .renewable = 2,
                            .budgets = 1,
                            .links = rng.below(3),
                            .tightness = 0.3 + 0.5 * rng.uniform()};
    compare_with_oracle(random_problem(rng, shape), seed, tally);
    if (HasFatalFailure()) return;
  }
  report("standing", tally);
  EXPECT_GE(tally.optimal, tally.count * 97 / 100);
}

TEST(Solve, AnyPricesGiveABound) {
  // Whatever the search for prices does, stopping it anywhere must leave a bound.
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Rng rng(seed, 2);
    RandomShape shape;
    shape.links = rng.below(4);
    const PlanProblem problem = random_problem(rng, shape);
    const auto best = best_plan_by_trying_all(problem);
    const Network network(problem);
    Relaxation relaxation(problem, network, false);
    double last = relaxation.bound();
    for (const std::size_t iterations : {0U, 1U, 2U, 5U, 20U, 100U}) {
      relaxation.tighten(best.value_of_any * rng.uniform(), iterations);
      EXPECT_GE(relaxation.bound(), best.value_of_any - kRounding) << "seed " << seed;
      EXPECT_LE(relaxation.bound(), last + kRounding) << "seed " << seed;
      last = relaxation.bound();
    }
    // Striking out below a floor keeps every plan that is worth more than the floor.
    for (const double share : {0.0, 0.5, 0.9, 0.99}) {
      Relaxation struck(problem, network, false);
      const double floor = best.value_of_any * share;
      for (int round = 0; round < 5; ++round) {
        struck.tighten(floor, 20);
        if (!struck.strike_out(floor)) break;
      }
      if (best.value_of_any > floor + 1e-3) {
        EXPECT_GE(struck.bound(), best.value_of_any - kRounding) << "seed " << seed;
      }
    }
  }
}

TEST(Solve, ThreadsDoNotChangeThePlan) {
  Rng rng(7);
  const RandomShape shape{.horizon = 365,
                          .phases = 4,
                          .discrete = 8,
                          .standing = 8,
                          .renewable = 5,
                          .budgets = 1,
                          .links = 6};
  const PlanProblem problem = random_problem(rng, shape);
  const SolveSettings settings{.seed = 5, .work = 8000, .threads = 1, .proof_work = 200'000};
  const PlanOutcome one = solve(problem, settings);
  SolveSettings on_three = settings;
  on_three.threads = 3;
  const PlanOutcome three = solve(problem, on_three);
  EXPECT_EQ(one.assignment, three.assignment);
  EXPECT_EQ(one.value, three.value);
  EXPECT_EQ(one.bound, three.bound);
}

TEST(Solve, AWarmPlanIsNeverMadeWorse) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Rng rng(seed, 3);
    const RandomShape shape{.horizon = 200,
                            .phases = 3,
                            .discrete = 6,
                            .standing = 6,
                            .renewable = 4,
                            .budgets = 1,
                            .links = 5};
    const PlanProblem problem = random_problem(rng, shape);
    const PlanOutcome cold = solve(problem, {.seed = seed, .work = 6000, .proof_work = 50'000});
    const PlanOutcome warm =
        solve(problem, {.seed = seed + 1, .work = 400, .proof_work = 10'000}, {cold.assignment});
    EXPECT_LE(warm.shortfall, cold.shortfall);
    if (warm.shortfall == cold.shortfall) {
      EXPECT_GE(warm.value, cold.value - kRounding);
    }
  }
}

TEST(Solve, EmptyProblemsHaveAnEmptyProvenPlan) {
  PlanProblem problem;
  problem.horizon = 10;
  problem.phases = {{.start = 0, .end = 10}};
  const PlanOutcome outcome = solve(problem, {});
  EXPECT_TRUE(outcome.assignment.tasks.empty());
  EXPECT_EQ(outcome.value, 0.0);
  EXPECT_EQ(outcome.bound, 0.0);
}

TEST(Solve, CirclesOfPredecessorsAreLeftOut) {
  PlanProblem problem;
  problem.horizon = 10;
  problem.phases = {{.start = 0, .end = 10}};
  PlanProblem::Task task;
  task.deadline = 10;
  task.duration = 2;
  task.value = {{.from = 0, .to = 10, .at_from = 1.0, .slope = 0.0}};
  problem.tasks = {task, task, task};
  problem.after = {{.task = 0, .on = 1, .lag = 0}, {.task = 1, .on = 0, .lag = -30}};
  const PlanOutcome outcome = solve(problem, {.work = 500});
  EXPECT_FALSE(outcome.assignment.tasks[0].included);
  EXPECT_TRUE(outcome.assignment.tasks[2].included);
  EXPECT_NEAR(outcome.bound, 1.0, kRounding);
}

}  // namespace
}  // namespace penholder
