#include "polytope/lp.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>

#include "base/random.h"
#include "oracle/lp_by_vertices.h"

namespace penholder::polytope {
namespace {

const LpOptimal* optimal(const LpOutcome& outcome) { return std::get_if<LpOptimal>(&outcome); }

TEST(Lp, FindsTheVertexOfAHandMadeProblem) {
  // Maximise 3x + 2y with x + y <= 4, x + 3y <= 6, x <= 3: (3, 1), worth 11.
  const LpProblem problem{
      .objective = {-3, -2},
      .lower = {0, 0},
      .upper = {3, kInfinity},
      .rows = {{.coefficients = {1, 1}, .upper = 4}, {.coefficients = {1, 3}, .upper = 6}}};
  const LpOutcome outcome = solve_lp(problem);
  ASSERT_TRUE(optimal(outcome));
  EXPECT_NEAR(optimal(outcome)->value, -11.0, 1e-9);
  EXPECT_NEAR(optimal(outcome)->x[0], 3.0, 1e-9);
  EXPECT_NEAR(optimal(outcome)->x[1], 1.0, 1e-9);
  EXPECT_NEAR(dual_bound(problem, optimal(outcome)->row_duals), -11.0, 1e-9);
}

TEST(Lp, MeetsEquationsAndFreeVariables) {
  const LpOutcome outcome = solve_lp({.objective = {1, 0},
                                      .lower = {-kInfinity, 0},
                                      .upper = {kInfinity, 2},
                                      .rows = {{.coefficients = {1, 1}, .lower = 1, .upper = 1}}});
  ASSERT_TRUE(optimal(outcome));
  EXPECT_NEAR(optimal(outcome)->value, -1.0, 1e-9);
}

TEST(Lp, TellsInfeasibleFromUnbounded) {
  EXPECT_TRUE(std::holds_alternative<LpInfeasible>(
      solve_lp({.objective = {1}, .lower = {0}, .upper = {1}, .rows = {{{1}, 2, kInfinity}}})));
  EXPECT_TRUE(std::holds_alternative<LpInfeasible>(
      solve_lp({.objective = {1}, .lower = {2}, .upper = {1}, .rows = {}})));
  EXPECT_TRUE(std::holds_alternative<LpUnbounded>(solve_lp(
      {.objective = {-1, 0}, .lower = {0, 0}, .upper = {kInfinity, 1}, .rows = {{{1, -1}, 0}}})));
}

TEST(Lp, OfNothingIsNothing) {
  const LpOutcome empty = solve_lp({});
  ASSERT_TRUE(optimal(empty));
  EXPECT_EQ(optimal(empty)->value, 0.0);
  const LpOutcome no_rows =
      solve_lp({.objective = {1, -1}, .lower = {2, 2}, .upper = {3, 3}, .rows = {}});
  ASSERT_TRUE(optimal(no_rows));
  EXPECT_EQ(optimal(no_rows)->value, -1.0);
}

/// Bounded box, random rows: sometimes infeasible.
LpProblem random_problem(Rng& rng, std::size_t n, std::size_t rows) {
  LpProblem problem;
  for (std::size_t j = 0; j < n; ++j) {
    problem.objective.push_back(std::round(10.0 * (rng.uniform() - 0.5)));
    problem.lower.push_back(0.0);
    problem.upper.push_back(std::round(1.0 + 3.0 * rng.uniform()));
  }
  for (std::size_t i = 0; i < rows; ++i) {
    LpRow row;
    for (std::size_t j = 0; j < n; ++j) {
      row.coefficients.push_back(std::round(6.0 * (rng.uniform() - 0.5)));
    }
    const double at = std::round(4.0 * (rng.uniform() - 0.5));
    if (rng.below(6) == 0) {
      row.lower = row.upper = at;
    } else {
      row.lower = at;
    }
    problem.rows.push_back(std::move(row));
  }
  return problem;
}

TEST(Lp, AgreesWithTheBestOfAllVerticesOnRandomProblems) {
  int feasible = 0;
  int infeasible = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    Rng rng(seed);
    const LpProblem problem = random_problem(rng, 2 + rng.below(3), 1 + rng.below(5));
    const std::optional<double> best = testing::best_vertex(problem);
    const LpOutcome outcome = solve_lp(problem);
    if (best) {
      ++feasible;
      ASSERT_TRUE(optimal(outcome)) << seed;
      EXPECT_NEAR(optimal(outcome)->value, *best, 1e-7) << seed;
      // The bound needs no trust in the solver, and closes the gap.
      EXPECT_NEAR(dual_bound(problem, optimal(outcome)->row_duals), *best, 1e-7) << seed;
    } else {
      ++infeasible;
      EXPECT_TRUE(std::holds_alternative<LpInfeasible>(outcome)) << seed;
    }
  }
  EXPECT_GT(feasible, 100);
  EXPECT_GT(infeasible, 50);
}

TEST(Lp, TheDualBoundHoldsForAnyMultipliers) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Rng rng(seed, 1);
    const LpProblem problem = random_problem(rng, 3, 3);
    const auto best = testing::best_vertex(problem);
    if (!best) continue;
    std::vector<double> duals;
    for (std::size_t i = 0; i < problem.rows.size(); ++i) duals.push_back(3.0 * rng.normal());
    EXPECT_LE(dual_bound(problem, duals), *best + 1e-9) << seed;
  }
}

TEST(Lp, ManyObjectivesOverOneSetOfRowsGiveWhatEachGivesAlone) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Rng rng(seed, 2);
    LpProblem problem = random_problem(rng, 5, 4);
    LpSolver solver(problem);
    for (int k = 0; k < 20; ++k) {
      for (double& c : problem.objective) c = rng.normal();
      const LpOutcome warm = solver.minimise(problem.objective);
      const LpOutcome cold = solve_lp(problem);
      ASSERT_EQ(warm.index(), cold.index()) << seed;
      if (!optimal(cold)) continue;
      EXPECT_NEAR(optimal(warm)->value, optimal(cold)->value, 1e-8) << seed;
    }
  }
}

TEST(Lp, GivesTheSameBytesTwice) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Rng rng(seed, 3);
    const LpProblem problem = random_problem(rng, 6, 6);
    const LpOutcome one = solve_lp(problem);
    const LpOutcome two = solve_lp(problem);
    ASSERT_EQ(one.index(), two.index());
    if (!optimal(one)) continue;
    EXPECT_EQ(optimal(one)->x, optimal(two)->x);
  }
}

}  // namespace
}  // namespace penholder::polytope
