#include "rank/weight_space.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "flat_case.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::o;
using testing::says;
using testing::t;

WeightDraws draw(const Case& c, const std::vector<Statement>& statements, std::size_t count) {
  const Leaves leaves(c);
  return draw_feasible(WeightSpace(c, leaves, statements), count, 1, 1, 1'000'000);
}

double mean_of(const WeightDraws& draws, std::size_t leaf) {
  double sum = 0.0;
  for (std::size_t i = 0; i < draws.rows(); ++i) sum += draws.row(i)[leaf];
  return sum / static_cast<double>(draws.rows());
}

Case tree() {  // two roots; the first has three children
  Case c = flat_case(2, {});
  for (int i = 3; i <= 5; ++i) {
    Objective child;
    child.id = child.title = fmt::format("o{}", i);
    child.parent = o(1);
    c.objectives.push_back(std::move(child));
  }
  return c;
}

TEST(WeightSpace, SplittingAnObjectiveDoesNotMakeItHeavier) {
  const Case c = tree();
  const auto draws = draw(c, {}, 20'000);
  // Leaves in the order of the case: o2, then o3, o4, o5 below o1.
  EXPECT_NEAR(mean_of(draws, 0), 0.5, 0.01);
  for (std::size_t leaf = 1; leaf < 4; ++leaf) EXPECT_NEAR(mean_of(draws, leaf), 1.0 / 6.0, 0.01);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    double sum = 0.0;
    for (const double weight : draws.row(i)) {
      EXPECT_GE(weight, 0.0);
      sum += weight;
    }
    ASSERT_NEAR(sum, 1.0, 1e-12);
  }
}

TEST(WeightSpace, ExactDrawsHaveTheDistributionOfRejection) {
  // Each statement once drawn exactly, and once with a harmless statement before it that takes the
  // exact place, so that it is left to rejection. Means and shares of all weights must agree.
  const Case c = flat_case(4, {});
  const std::vector<Statement> cases{says(PreferObjectives{{o(2), o(1), o(3)}}),
                                     says(RatioBetween{o(1), o(2), 0.5, 3.0}),
                                     says(ShareBetween{o(2), o(1), 0.0, 1.0})};
  for (const Statement& statement : cases) {
    std::vector<Statement> blocked;
    if (std::holds_alternative<ShareBetween>(statement.says)) continue;
    for (std::uint32_t i = 1; i <= 3; i += 2) {
      blocked.push_back(says(RatioBetween{o(i), o(i + 1), 0.0, 1e15}));
    }
    blocked.push_back(statement);
    const auto exact = draw(c, {statement}, 40'000);
    const auto rejected = draw(c, blocked, 40'000);
    EXPECT_EQ(exact.proposals, 40'000U);
    EXPECT_GT(rejected.proposals, 40'000U);
    EXPECT_NEAR(exact.acceptance, rejected.acceptance, 0.01);
    for (std::size_t leaf = 0; leaf < 4; ++leaf) {
      EXPECT_NEAR(mean_of(exact, leaf), mean_of(rejected, leaf), 0.005);
    }
  }
}

TEST(WeightSpace, ABoundedShareIsDrawnFromItsOwnMarginal) {
  Case c = tree();
  const ShareBetween bounds{o(3), o(1), 0.5, 0.8};
  const auto exact = draw(c, {says(bounds)}, 40'000);
  // Bounds that always hold take the exact place, so that the real ones are left to rejection.
  const auto rejected = draw(c, {says(ShareBetween{o(3), o(1), 0.0, 1.0}), says(bounds)}, 40'000);
  EXPECT_EQ(exact.proposals, 40'000U);
  EXPECT_GT(rejected.proposals, 40'000U);
  EXPECT_NEAR(exact.acceptance, 0.25 - 0.04, 1e-12) << "(1-low)^2 - (1-high)^2";
  EXPECT_NEAR(rejected.acceptance, 0.21, 0.01);
  for (std::size_t leaf = 0; leaf < 4; ++leaf) {
    EXPECT_NEAR(mean_of(exact, leaf), mean_of(rejected, leaf), 0.005);
  }
  for (std::size_t i = 0; i < exact.rows(); ++i) {
    const auto row = exact.row(i);
    const double share = row[1] / (row[1] + row[2] + row[3]);
    ASSERT_GE(share, 0.5 - 1e-9);
    ASSERT_LE(share, 0.8 + 1e-9);
  }
}

TEST(WeightSpace, SeveralBoundedSharesHaveTheDistributionOfRejection) {
  const Case c = flat_case(5, {});
  const auto bound = [&](std::uint32_t number, double low, double high) {
    // Roots have no parent to be a share of: take them as shares of a common one.
    return ShareBetween{o(number), o(6), low, high};
  };
  Case rooted = c;
  Objective root;
  root.id = root.title = "o6";
  rooted.objectives.push_back(root);
  for (std::uint32_t i = 1; i <= 5; ++i) rooted.objectives[o(i)].parent = o(6);
  const std::vector<ShareBetween> bounds{bound(1, 0.2, 0.5), bound(2, 0.1, 0.3),
                                         bound(4, 0.0, 0.2)};
  std::vector<Statement> exact;
  std::vector<Statement> blocked;
  for (std::uint32_t i = 1; i <= 4; ++i) blocked.push_back(says(bound(i, 0.0, 1.0)));
  for (const auto& each : bounds) {
    exact.push_back(says(each));
    blocked.push_back(says(each));
  }
  const auto clever = draw(rooted, exact, 40'000);
  const auto rejected = draw(rooted, blocked, 40'000);
  EXPECT_LT(clever.proposals, 80'000U);
  EXPECT_GT(rejected.proposals, 200'000U);
  EXPECT_NEAR(clever.acceptance, rejected.acceptance, 0.05 * rejected.acceptance);
  for (std::size_t leaf = 0; leaf < 5; ++leaf) {
    EXPECT_NEAR(mean_of(clever, leaf), mean_of(rejected, leaf), 0.003) << leaf;
    std::vector<double> one;
    std::vector<double> other;
    for (std::size_t i = 0; i < 40'000; ++i) {
      one.push_back(clever.row(i)[leaf]);
      other.push_back(rejected.row(i)[leaf]);
    }
    std::ranges::sort(one);
    std::ranges::sort(other);
    for (const std::size_t q : {2000U, 10'000U, 20'000U, 30'000U, 38'000U}) {
      EXPECT_NEAR(one[q], other[q], 0.008) << leaf << " at " << q;
    }
  }
}

TEST(WeightSpace, ExactSharesOfSeveralSiblingsAreMet) {
  Case c = tree();
  const auto draws = draw(
      c, {says(ShareBetween{o(3), o(1), 0.5, 0.5}), says(ShareBetween{o(4), o(1), 0.2, 0.2})}, 100);
  ASSERT_EQ(draws.rows(), 100U);
  EXPECT_EQ(draws.acceptance, 0.0);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    const auto row = draws.row(i);
    const double whole = row[1] + row[2] + row[3];
    EXPECT_NEAR(row[1] / whole, 0.5, 1e-9);
    EXPECT_NEAR(row[2] / whole, 0.2, 1e-9);
  }
}

TEST(WeightSpace, SharesThatSumToMoreThanOneAreContradictory) {
  const Case c = tree();
  const Leaves leaves(c);
  const std::vector<Statement> statements{says(ShareBetween{o(3), o(1), 0.6, 0.8}),
                                          says(ShareBetween{o(4), o(1), 0.5, 0.7})};
  EXPECT_TRUE(WeightSpace(c, leaves, statements).is_contradictory());
}

TEST(WeightSpace, TwoSiblingsAreAnInterval) {
  const Case c = tree();
  const auto draws = draw(
      c, {says(PreferObjectives{{o(1), o(2)}}), says(RatioBetween{o(1), o(2), 1.0, 3.0})}, 5000);
  EXPECT_EQ(draws.proposals, 5000U);
  EXPECT_NEAR(draws.acceptance, 0.25, 1e-12);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    ASSERT_GE(draws.row(i)[0], 0.25 - 1e-12);
    ASSERT_LE(draws.row(i)[0], 0.5 + 1e-12);
  }
}

TEST(WeightSpace, AnExactShareIsMetExactly) {
  // Not as a braced list: at -O2 GCC 12 sees uninitialised reads in the list's temporary.
  std::vector<Statement> exact;
  exact.push_back(says(RatioBetween{o(1), o(2), 3.0, 3.0}));
  const auto draws = draw(flat_case(2, {}), exact, 10);
  ASSERT_EQ(draws.rows(), 10U);
  EXPECT_EQ(draws.acceptance, 0.0);
  for (std::size_t i = 0; i < draws.rows(); ++i) EXPECT_NEAR(draws.row(i)[0], 0.75, 1e-12);
}

TEST(WeightSpace, StatementsAcrossBranchesHoldOnWholeWeights) {
  const Case c = tree();
  const auto draws = draw(
      c, {says(PreferObjectives{{o(3), o(2)}}), says(ShareBetween{o(4), o(2), 0.1, 0.5})}, 500);
  ASSERT_EQ(draws.rows(), 500U);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    const auto row = draws.row(i);
    ASSERT_GE(row[1] + 1e-12, row[0]);
    ASSERT_GE(row[2] + 1e-12, 0.1 * row[0]);
    ASSERT_LE(row[2], 0.5 * row[0] + 1e-12);
  }
}

TEST(WeightSpace, PreferredTasksAreWorthMoreUnderLikelyStrengths) {
  Case c = flat_case(3, {{1, 0, 0.2}, {0, 1, 0.3}, {0.5, 0.5, 0.5}});
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  const auto draws = draw(c, {says(PreferTasks{{t(2), t(3), t(1)}})}, 500);
  ASSERT_EQ(draws.rows(), 500U);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    Weights weights(3, 0.0);
    std::ranges::copy(draws.row(i), weights.begin());
    ASSERT_GE(shares.full_value(t(2), weights) + 1e-9, shares.full_value(t(3), weights));
    ASSERT_GE(shares.full_value(t(3), weights) + 1e-9, shares.full_value(t(1), weights));
  }
}

TEST(WeightSpace, StatementsAboutTasksHoldForTheirFullValues) {
  const Case c = flat_case(3, {{1, 0, 0.2}, {0, 1, 0.3}, {0.5, 0.5, 0.5}});
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  const auto draws = draw(
      c, {says(TaskRatioBetween{t(1), t(2), 1.2, 2.5}), says(TaskValueBetween{t(3), 0.33, 0.36})},
      500);
  ASSERT_EQ(draws.rows(), 500U);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    Weights weights(3, 0.0);
    std::ranges::copy(draws.row(i), weights.begin());
    const double ratio = shares.full_value(t(1), weights) / shares.full_value(t(2), weights);
    ASSERT_GE(ratio, 1.2 - 1e-9);
    ASSERT_LE(ratio, 2.5 + 1e-9);
    ASSERT_GE(shares.full_value(t(3), weights), 33.0 - 1e-9);
    ASSERT_LE(shares.full_value(t(3), weights), 36.0 + 1e-9);
  }
}

TEST(WeightSpace, AllOrdersOfFourAreAPartitionOfTheSimplex) {
  const Case c = flat_case(4, {});
  std::array<std::uint32_t, 4> order{1, 2, 3, 4};
  double whole = 0.0;
  do {
    std::vector<ObjectiveId> objectives;
    for (const auto number : order) objectives.push_back(o(number));
    const auto draws = draw(c, {says(PreferObjectives{objectives})}, 20);
    whole += draws.acceptance;
    for (std::size_t i = 0; i < draws.rows(); ++i) {
      for (std::size_t j = 1; j < 4; ++j) {
        ASSERT_GE(draws.row(i)[order[j - 1] - 1], draws.row(i)[order[j] - 1]);
      }
    }
  } while (std::ranges::next_permutation(order).found);
  EXPECT_NEAR(whole, 1.0, 1e-9);
}

TEST(WeightSpace, ContradictoryBoundsAreKnownWithoutDrawing) {
  const Case c = flat_case(2, {});
  const Leaves leaves(c);
  const std::vector<Statement> statements{says(RatioBetween{o(1), o(2), 2.0, 3.0}),
                                          says(PreferObjectives{{o(2), o(1)}})};
  const WeightSpace space(c, leaves, statements);
  EXPECT_TRUE(space.is_contradictory());
  EXPECT_EQ(draw_feasible(space, 5, 1, 1, 1000).rows(), 0U);
}

TEST(WeightSpace, TheMandatesOrderBindsOnlyTheViewOfItsText) {
  Case c = sample_dossier().base;
  for (View& view : c.views) view.statements.clear();
  const auto text = statements_of(c, ViewId{0});
  ASSERT_EQ(text.size(), 1U);
  EXPECT_EQ(std::get<PreferObjectives>(text[0].says).order, c.priority_rule.order);
  EXPECT_TRUE(statements_of(c, ViewId{1}).empty());
  c.priority_rule.kind = PriorityRule::Kind::List;
  EXPECT_TRUE(statements_of(c, ViewId{0}).empty());
}

TEST(WeightSampler, AViewsDrawsDoNotDependOnTheOtherViews) {
  Case c = sample_dossier().base;
  const Leaves leaves(c);
  const auto before = make_sampler(c, leaves, ViewId{2}, 1).seed;
  c.views.raw().erase(c.views.raw().begin());
  EXPECT_EQ(make_sampler(c, leaves, ViewId{1}, 1).seed, before);
}

}  // namespace
}  // namespace penholder
