#include "rank/weight_walk.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "base/random.h"
#include "flat_case.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::o;
using testing::says;
using testing::t;
using testing::view_of;

/// o1 with children o3, o4, o5; o2 with children o6, o7; o7 with children o8, o9.
Case tree() {
  Case c = flat_case(2, {});
  const std::array<std::uint32_t, 7> parents{1, 1, 1, 2, 2, 7, 7};
  for (std::size_t i = 0; i < parents.size(); ++i) {
    Objective child;
    child.id = child.title = fmt::format("o{}", i + 3);
    child.parent = o(parents[i]);
    c.objectives.push_back(std::move(child));
  }
  return c;
}

struct Rows {
  std::size_t leaves = 0;
  std::vector<double> rows;
  [[nodiscard]] std::size_t size() const { return rows.size() / leaves; }
  [[nodiscard]] double mean(const std::function<double(const double*)>& of) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < size(); ++i) sum += of(rows.data() + i * leaves);
    return sum / static_cast<double>(size());
  }
};

WeightWalk make_walk(const Case& c, const std::vector<Statement>& statements) {
  auto made = WeightWalk::make(c, Leaves(c), statements, 3, 1);
  EXPECT_TRUE(std::holds_alternative<WeightWalk>(made));
  return std::get<WeightWalk>(std::move(made));
}

Rows walked(const Case& c, const std::vector<Statement>& statements, std::size_t count) {
  const WeightWalk walk = make_walk(c, statements);
  const auto& settled = walk.settled();
  EXPECT_TRUE(settled.has_converged)
      << "R-hat " << settled.pilot.r_hat << ", effective rows " << settled.pilot.effective_rows
      << " at a thinning of " << settled.thin << " in " << walk.dimension() << " dimensions";
  return {.leaves = Leaves(c).size(), .rows = walk.draw(count, 5, 1).rows};
}

Rows rejected(const Case& c, const std::vector<Statement>& statements, std::size_t count) {
  const Leaves leaves(c);
  const WeightDraws draws =
      draw_feasible(WeightSpace(c, leaves, statements), count, 9, 1, 40'000'000);
  EXPECT_EQ(draws.rows(), count);
  return {.leaves = leaves.size(), .rows = draws.weights};
}

/// Means, second moments and the chance of each leaf to be below its mean, to 5 standard errors.
void expect_alike(const Rows& one, const Rows& other, const std::string& what) {
  const auto n = 0.8 * static_cast<double>(std::min(one.size(), other.size()));
  for (std::size_t j = 0; j < one.leaves; ++j) {
    const auto value = [j](const double* w) { return w[j]; };
    const double mean = other.mean(value);
    const double variance =
        other.mean([&](const double* w) { return (w[j] - mean) * (w[j] - mean); });
    const double error = 5.0 * std::sqrt(2.0 * variance / n) + 1e-9;
    EXPECT_NEAR(one.mean(value), mean, error) << what << ": mean of leaf " << j;
    EXPECT_NEAR(one.mean([&](const double* w) { return (w[j] - mean) * (w[j] - mean); }), variance,
                3.0 * error * std::sqrt(variance) + 1e-9)
        << what << ": variance of leaf " << j;
    const auto below = [&](const double* w) { return w[j] < mean - 1e-9 ? 1.0 : 0.0; };
    EXPECT_NEAR(one.mean(below), other.mean(below), 5.0 * std::sqrt(0.5 / n))
        << what << ": share below the mean of leaf " << j;
    for (std::size_t k = 0; k < j; ++k) {
      const auto product = [j, k](const double* w) { return w[j] * w[k]; };
      EXPECT_NEAR(one.mean(product), other.mean(product), 2.0 * error) << what;
    }
  }
}

constexpr std::size_t kRows = 20'000;

TEST(WeightWalk, WithoutStatementsHasTheDistributionOfTheTree) {
  const Case c = tree();
  expect_alike(walked(c, {}, kRows), rejected(c, {}, kRows), "tree");
}

TEST(WeightWalk, AgreesWithRejectionAcrossAndWithinNodes) {
  const Case c = tree();
  const std::vector<std::vector<Statement>> views{
      {says(PreferObjectives{{o(3), o(6)}})},
      {says(PreferObjectives{{o(8), o(3)}}), says(ShareBetween{o(4), o(2), 0.1, 0.9})},
      {says(RatioBetween{o(7), o(1), 0.5, 1.2}), says(PreferObjectives{{o(5), o(4), o(3)}})},
      {says(ShareBetween{o(9), o(2), 0.2, 0.4}), says(RatioBetween{o(3), o(8), 0.2, 5.0})}};
  for (std::size_t v = 0; v < views.size(); ++v) {
    expect_alike(walked(c, views[v], kRows), rejected(c, views[v], kRows),
                 fmt::format("view {}", v));
  }
}

/// A tree of up to ten leaves, and one to three statements.
struct RandomView {
  Case c;
  std::vector<Statement> statements;
};
RandomView random_view(std::uint64_t seed) {
  Rng rng(seed, 77);
  RandomView result{.c = flat_case(2 + rng.below(2), {}), .statements = {}};
  const std::uint32_t more = 2 + rng.below(6);
  for (std::uint32_t i = 0; i < more; ++i) {
    Objective child;
    child.id = child.title = fmt::format("o{}", result.c.objectives.size() + 1);
    child.parent = ObjectiveId{rng.below(static_cast<std::uint32_t>(result.c.objectives.size()))};
    result.c.objectives.push_back(std::move(child));
  }
  const auto any = [&] {
    return ObjectiveId{rng.below(static_cast<std::uint32_t>(result.c.objectives.size()))};
  };
  const std::uint32_t count = 1 + rng.below(3);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double low = 0.4 * rng.uniform();
    if (rng.below(3) == 0) {
      result.statements.push_back(says(PreferObjectives{{any(), any()}}));
    } else if (rng.below(2) == 0) {
      result.statements.push_back(says(RatioBetween{any(), any(), low, low + 2.0 * rng.uniform()}));
    } else {
      result.statements.push_back(says(ShareBetween{any(), any(), low, low + 0.5 * rng.uniform()}));
    }
  }
  return result;
}

TEST(WeightWalk, AgreesWithRejectionOnRandomTreesAndStatements) {
  int compared = 0;
  for (std::uint64_t seed = 0; compared < 12 && seed < 200; ++seed) {
    const RandomView view = random_view(seed);
    const Leaves leaves(view.c);
    const WeightSpace space(view.c, leaves, view.statements);
    if (draw_feasible(space, 100, 1, 1, 4000).rows() < 100) continue;
    if (space.half_spaces().empty()) continue;
    ++compared;
    expect_alike(walked(view.c, view.statements, kRows), rejected(view.c, view.statements, kRows),
                 fmt::format("seed {}", seed));
  }
  EXPECT_EQ(compared, 12);
}

TEST(WeightWalk, EquationsHaveTheDistributionOfTheExactDraws) {
  const Case c = tree();
  const std::vector<std::vector<Statement>> views{
      {says(RatioBetween{o(3), o(4), 2.0, 2.0})},
      {says(ShareBetween{o(5), o(1), 0.3, 0.3})},
      {says(RatioBetween{o(1), o(2), 1.5, 1.5}), says(RatioBetween{o(3), o(5), 1.0, 1.0}),
       says(PreferObjectives{{o(4), o(3)}})}};
  for (std::size_t v = 0; v < views.size(); ++v) {
    expect_alike(walked(c, views[v], kRows), rejected(c, views[v], kRows),
                 fmt::format("equations {}", v));
  }
}

TEST(WeightWalk, AnEquationBetweenNodesIsTheLimitOfNarrowBounds) {
  const Case c = tree();
  const std::vector<Statement> exact{says(RatioBetween{o(3), o(6), 1.0, 1.0})};
  const std::vector<Statement> narrow{says(RatioBetween{o(3), o(6), 0.985, 1.015})};
  const Rows one = walked(c, exact, kRows);
  for (std::size_t i = 0; i < one.size(); ++i) {
    ASSERT_NEAR(one.rows[i * one.leaves], one.rows[i * one.leaves + 3], 1e-9);
  }
  const Rows other = rejected(c, narrow, 8000);
  for (std::size_t j = 0; j < one.leaves; ++j) {
    const auto value = [j](const double* w) { return w[j]; };
    EXPECT_NEAR(one.mean(value), other.mean(value), 0.012) << j;
  }
}

TEST(WeightWalk, APointAnEdgeAndZeroWeightsWork) {
  const Case c = tree();
  const WeightWalk edge = make_walk(
      c, {says(ShareBetween{o(1), o(1), 1.0, 1.0}), says(RatioBetween{o(1), o(2), 1.0, 1.0}),
          says(RatioBetween{o(3), o(4), 1.0, 1.0}), says(ShareBetween{o(5), o(1), 0.2, 0.2}),
          says(RatioBetween{o(6), o(7), 1.0, 1.0})});
  EXPECT_EQ(edge.dimension(), 1U) << "only o8 against o9 is open";
  const auto rows = edge.draw(4000, 1, 1);
  double mean = 0.0;
  for (std::size_t i = 0; i < 4000; ++i) {
    EXPECT_NEAR(rows.rows[i * 6], 0.2, 1e-9);
    mean += rows.rows[i * 6 + 4] / 4000.0;
  }
  EXPECT_NEAR(mean, 0.125, 0.006);

  const Case flat = flat_case(3, {});
  const WeightWalk point = make_walk(
      flat, {says(RatioBetween{o(1), o(2), 2.0, 2.0}), says(RatioBetween{o(2), o(3), 1.0, 1.0})});
  EXPECT_EQ(point.dimension(), 0U);
  EXPECT_TRUE(point.settled().has_converged);
  const auto one = point.draw(3, 1, 1);
  EXPECT_NEAR(one.rows[0], 0.5, 1e-9);
  EXPECT_NEAR(one.rows[8], 0.25, 1e-9);

  // o1 weighs nothing: what is left is the tree below o2, uniform at its nodes.
  const Rows zero = walked(c, {says(RatioBetween{o(1), o(2), 0.0, 0.0})}, kRows);
  EXPECT_NEAR(zero.mean([](const double* w) { return w[0] + w[1] + w[2]; }), 0.0, 1e-9);
  EXPECT_NEAR(zero.mean([](const double* w) { return w[3]; }), 0.5, 0.012);
  EXPECT_NEAR(zero.mean([](const double* w) { return w[4]; }), 0.25, 0.01);
  // One child of three weighs nothing: the two others share what a uniform parent has.
  const Rows two = walked(c, {says(ShareBetween{o(4), o(1), 0.0, 0.0})}, kRows);
  EXPECT_NEAR(two.mean([](const double* w) { return w[0]; }), 0.25, 0.01);
  EXPECT_NEAR(two.mean([](const double* w) { return (w[0] + w[2]) * (w[0] + w[2]); }), 1.0 / 3.0,
              0.015);
}

TEST(WeightSampler, WalksWhereRejectionWouldTryInVain) {
  // Ten leaves in one order and then some: a share of about 1 in 10! of all weights, if it were not
  // drawn exactly; the seams between branches and tasks cannot be.
  Case c = flat_case(6, {});
  c.views.push_back(
      view_of("narrow",
              {says(RatioBetween{o(1), o(2), 1.0, 1.02}), says(RatioBetween{o(2), o(3), 1.0, 1.02}),
               says(RatioBetween{o(3), o(4), 1.0, 1.02}), says(RatioBetween{o(4), o(5), 1.0, 1.02}),
               says(RatioBetween{o(5), o(6), 1.0, 1.02})}));
  const Leaves leaves(c);
  const ViewSampler sampler = make_sampler(c, leaves, ViewId{0}, 1);
  ASSERT_TRUE(sampler.walk.has_value());
  EXPECT_TRUE(sampler.empty_reason.empty());
  const WeightDraws draws = draw_from(sampler, 5000, 1);
  ASSERT_EQ(draws.rows(), 5000U);
  ASSERT_TRUE(draws.walk.has_value());
  EXPECT_TRUE(draws.walk->has_converged);
  EXPECT_LE(draws.walk->r_hat, 1.01);
  EXPECT_GE(draws.walk->effective_samples, 3500.0);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    const auto row = draws.row(i);
    double sum = 0.0;
    for (std::size_t j = 0; j < 6; ++j) {
      sum += row[j];
      if (j == 0) continue;
      ASSERT_GE(row[j - 1], row[j] - 1e-12);
      ASSERT_LE(row[j - 1], 1.02 * row[j] + 1e-12);
    }
    ASSERT_NEAR(sum, 1.0, 1e-12);
  }
  EXPECT_EQ(draw_from(sampler, 5000, 2).weights, draws.weights);
  const WeightDraws few = draw_from(sampler, 30, 1);
  EXPECT_TRUE(std::equal(few.weights.begin(), few.weights.end(), draws.weights.begin()));
}

TEST(WeightSampler, KeepsRejectionWhereItAcceptsEnough) {
  Case c = tree();
  c.views.push_back(view_of("wide", {says(PreferObjectives{{o(3), o(6)}})}));
  EXPECT_FALSE(make_sampler(c, Leaves(c), ViewId{0}, 1).walk.has_value());
}

TEST(ViewRows, NameFewStatementsThatCannotBeMetTogether) {
  const Case c = tree();
  const Leaves leaves(c);
  const std::vector<Statement> statements{
      says(PreferObjectives{{o(3), o(4)}}), says(ShareBetween{o(1), o(2), 0.5, 2.0}),
      says(PreferObjectives{{o(4), o(5)}}), says(RatioBetween{o(5), o(3), 1.2, 2.0})};
  EXPECT_EQ(conflicting_statements(c, leaves, statements), (std::vector<std::size_t>{0, 2, 3}))
      << "weights of zero are no way out: a ratio to nothing says nothing";
  const std::vector<Statement> fine(statements.begin(), statements.begin() + 3);
  EXPECT_FALSE(conflicting_statements(c, leaves, fine).has_value());
  EXPECT_FALSE(conflicting_statements(c, leaves, {}).has_value());
  const std::vector<Statement> alone{says(PreferObjectives{{o(3), o(4)}}),
                                     says(ShareBetween{o(3), o(1), 1.2, 1.5})};
  EXPECT_EQ(conflicting_statements(c, leaves, alone), (std::vector<std::size_t>{1}));
}

TEST(ViewRows, EmptyMeansTheSameToProofAndToSampling) {
  int empty = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const RandomView view = random_view(seed);
    const Leaves leaves(view.c);
    const auto conflict = conflicting_statements(view.c, leaves, view.statements);
    const WeightSpace space(view.c, leaves, view.statements);
    const bool found = draw_feasible(space, 1, 1, 1, 20'000).rows() > 0;
    EXPECT_FALSE(conflict && found) << seed << ": weights of what is proven empty";
    if (!conflict) continue;
    ++empty;
    for (std::size_t i = 0; i < conflict->size(); ++i) {
      std::vector<Statement> others;
      for (std::size_t j = 0; j < conflict->size(); ++j) {
        if (j != i) others.push_back(view.statements[(*conflict)[j]]);
      }
      EXPECT_FALSE(conflicting_statements(view.c, leaves, others).has_value()) << seed;
    }
  }
  EXPECT_GT(empty, 10);
}

TEST(ViewRows, StatementsOnTasksTakePart) {
  const Case c = flat_case(2, {{1, 0}, {0, 1}});
  const Leaves leaves(c);
  const std::vector<Statement> statements{says(PreferTasks{{t(1), t(2)}}),
                                          says(RatioBetween{o(2), o(1), 1.5, 2.0})};
  EXPECT_EQ(conflicting_statements(c, leaves, statements), (std::vector<std::size_t>{0, 1}));
  const std::vector<Statement> amounts{says(TaskValueBetween{t(1), 0.7, 0.8}),
                                       says(TaskRatioBetween{t(2), t(1), 0.5, 1.0})};
  EXPECT_EQ(conflicting_statements(c, leaves, amounts), (std::vector<std::size_t>{0, 1}));
}

}  // namespace
}  // namespace penholder
