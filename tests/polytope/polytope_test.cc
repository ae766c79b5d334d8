#include "polytope/polytope.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "oracle/lp_by_vertices.h"
#include "sets.h"

namespace penholder::polytope {
namespace {

using testing::order_simplex;
using testing::simplex;

const Shape* shape(const ShapeOutcome& outcome) { return std::get_if<Shape>(&outcome); }

TEST(Polytope, ASimplexHasOneDimensionLessThanCorners) {
  const ShapeOutcome outcome = shape_of(simplex(4));
  ASSERT_TRUE(shape(outcome));
  EXPECT_EQ(shape(outcome)->basis.size(), 3U);
  EXPECT_TRUE(shape(outcome)->always_tight.empty());
  for (const double x : shape(outcome)->centre) EXPECT_NEAR(x, 0.25, 1e-9);
  // Inner radius of the regular simplex in its plane: 1 / sqrt(n (n - 1)).
  EXPECT_NEAR(shape(outcome)->radius, 1.0 / std::sqrt(12.0), 1e-9);
}

TEST(Polytope, TheBasisIsOrthonormalAndStaysInTheSet) {
  const ShapeOutcome outcome = shape_of(order_simplex(5));
  ASSERT_TRUE(shape(outcome));
  const Shape& found = *shape(outcome);
  ASSERT_EQ(found.basis.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    double sum = 0.0;
    for (const double x : found.basis[i]) sum += x;
    EXPECT_NEAR(sum, 0.0, 1e-12);
    for (std::size_t j = 0; j < 4; ++j) {
      EXPECT_NEAR(dot(found.basis[i], found.basis[j]), i == j ? 1.0 : 0.0, 1e-12);
    }
  }
  // The largest ball around the centre lies within: a step of its radius keeps every slack.
  for (std::size_t i = 0; i < 4; ++i) {
    for (const double sign : {-1.0, 1.0}) {
      std::vector<double> x = found.centre;
      for (std::size_t j = 0; j < 5; ++j) x[j] += sign * found.radius * found.basis[i][j];
      for (const double slack : slacks(order_simplex(5), x)) EXPECT_GE(slack, -1e-9);
    }
  }
}

TEST(Polytope, FindsInequalitiesThatCanOnlyHoldAsEquations) {
  Polytope set = simplex(3);
  set.at_least.push_back({{1, -1, 0}, 0});  // x1 >= x2
  set.at_least.push_back({{-1, 1, 0}, 0});  // x2 >= x1
  const ShapeOutcome outcome = shape_of(set);
  ASSERT_TRUE(shape(outcome));
  EXPECT_EQ(shape(outcome)->basis.size(), 1U);
  EXPECT_EQ(shape(outcome)->always_tight, (std::vector<std::size_t>{3, 4}));
  EXPECT_GT(shape(outcome)->radius, 0.1);
}

TEST(Polytope, CanBeASinglePoint) {
  Polytope set = simplex(3);
  set.at_least.push_back({{1, 0, 0}, 1});
  const ShapeOutcome outcome = shape_of(set);
  ASSERT_TRUE(shape(outcome));
  EXPECT_TRUE(shape(outcome)->basis.empty());
  EXPECT_EQ(shape(outcome)->radius, 0.0);
  EXPECT_NEAR(shape(outcome)->centre[0], 1.0, 1e-9);
  EXPECT_NEAR(shape(outcome)->centre[1], 0.0, 1e-9);
}

TEST(Polytope, IsRefusedWhenEmptyOrWithoutBounds) {
  Polytope empty = simplex(3);
  empty.at_least.push_back({{1, 1, 0}, 1.1});
  EXPECT_TRUE(std::holds_alternative<EmptySet>(shape_of(empty)));
  Polytope open{.dimension = 2, .at_least = {{{1, 0}, 0}, {{0, 1}, 0}}, .equal = {}};
  EXPECT_TRUE(std::holds_alternative<UnboundedSet>(shape_of(open)));
  const Polytope everything{.dimension = 2, .at_least = {}, .equal = {}};
  EXPECT_TRUE(std::holds_alternative<UnboundedSet>(shape_of(everything)));
}

TEST(Polytope, RowsOfZerosAreJudgedByTheirBound) {
  Polytope set = simplex(3);
  set.at_least.push_back({{0, 0, 0}, -1});
  ASSERT_TRUE(shape(shape_of(set)));
  set.at_least.push_back({{0, 0, 0}, 1});
  EXPECT_TRUE(std::holds_alternative<EmptySet>(shape_of(set)));
}

TEST(Polytope, OfNoDimensionIsAPoint) {
  const ShapeOutcome outcome = shape_of({});
  ASSERT_TRUE(shape(outcome));
  EXPECT_TRUE(shape(outcome)->centre.empty());
}

TEST(Polytope, RandomOnesHoldTheirCentreAndHaveTheDimensionOfTheirVertices) {
  int flat = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Rng rng(seed, 5);
    Polytope set = simplex(4);
    for (std::uint32_t i = 0; i < 1 + rng.below(4); ++i) {
      std::vector<double> normal(4);
      for (double& x : normal) x = std::round(6.0 * (rng.uniform() - 0.5));
      set.at_least.push_back({normal, 0.0});
      // Its opposite: the two can only hold as an equation.
      if (rng.below(3) == 0) {
        for (double& x : normal) x = -x;
        set.at_least.push_back({normal, 0.0});
      }
    }
    LpProblem problem{.objective = std::vector<double>(4, 0.0),
                      .lower = std::vector<double>(4, 0.0),
                      .upper = std::vector<double>(4, 1.0),
                      .rows = {{{1, 1, 1, 1}, 1, 1}}};
    for (std::size_t i = 4; i < set.at_least.size(); ++i) {
      problem.rows.push_back({set.at_least[i].normal, 0.0, kInfinity});
    }
    const auto vertices = testing::all_vertices(problem);
    const ShapeOutcome outcome = shape_of(set);
    if (vertices.empty()) {
      EXPECT_TRUE(std::holds_alternative<EmptySet>(outcome)) << seed;
      continue;
    }
    ASSERT_TRUE(shape(outcome)) << seed;
    Matrix differences;
    for (const auto& v : vertices) {
      std::vector<double> d = v;
      for (std::size_t j = 0; j < 4; ++j) d[j] -= vertices[0][j];
      if (norm(d) > 1e-6) differences.push_back(std::move(d));
    }
    EXPECT_EQ(shape(outcome)->basis.size(), orthonormal_rows(differences, 1e-6).size()) << seed;
    flat += shape(outcome)->basis.size() < 3 ? 1 : 0;
    for (const double slack : slacks(set, shape(outcome)->centre)) EXPECT_GE(slack, -1e-8) << seed;
  }
  EXPECT_GT(flat, 20);
}

TEST(Dense, CholeskyUndoesWhatItMultiplies) {
  const Matrix a{{4, 2, 0.6}, {2, 5, 1}, {0.6, 1, 3}};
  const auto lower = cholesky(a);
  ASSERT_TRUE(lower);
  const std::vector<double> x = cholesky_solve(*lower, std::vector<double>{1, 2, 3});
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(dot(a[i], x), static_cast<double>(i + 1), 1e-12);
  const Matrix m = inverse_transposed(*lower);  // m m' = a^-1
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) {
      double product = 0.0;
      for (std::size_t k = 0; k < 3; ++k) product += a[i][k] * dot(m[k], m[j]);
      EXPECT_NEAR(product, i == j ? 1.0 : 0.0, 1e-12);
    }
  }
  EXPECT_FALSE(cholesky({{1, 2}, {2, 1}}).has_value());
}

}  // namespace
}  // namespace penholder::polytope
