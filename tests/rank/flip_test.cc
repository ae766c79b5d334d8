#include "rank/flip.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "flat_case.h"
#include "rank/necessity.h"
#include "rank/view_rows.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::o;
using testing::says;
using testing::t;

Weights weights(std::initializer_list<double> values) { return Weights(values); }

TEST(Flip, MovesWeightFromOneObjectiveToTheOther) {
  // t1 has o1 alone, t2 has o2 alone: at (0.7, 0.3) a fifth has to move.
  const Case c = flat_case(2, {{1, 0}, {0, 1}});
  const Leaves leaves(c);
  const auto forms = value_forms(c, leaves);
  const auto everything = weights_meeting({}, 2);
  const auto flip = weight_flip(everything, weights({0.7, 0.3}), forms[0], forms[1]);
  ASSERT_TRUE(flip);
  EXPECT_NEAR(flip->moved, 0.2, 1e-5);
  EXPECT_NEAR(flip->weights.raw()[0], 0.5, 1e-5);
}

TEST(Flip, StaysWithinTheStatementsOrSaysThatItCannot) {
  const Case c = flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  const Leaves leaves(c);
  const auto forms = value_forms(c, leaves);
  const Weights central = weights({0.5, 0.3, 0.2});
  const std::vector<Statement> ordered{says(RatioBetween{o(1), o(2), 1.1, 9.0})};
  const auto allowed = weights_meeting(rows_of(c, leaves, ordered), 3);
  EXPECT_FALSE(weight_flip(allowed, central, forms[0], forms[1]).has_value());
  const auto third = weight_flip(allowed, central, forms[0], forms[2]);
  ASSERT_TRUE(third);
  // o3 >= o1 >= 1.1 o2. From o1 to o3 alone 0.15 would do, and then o1 = 0.35 >= 0.33 holds.
  EXPECT_NEAR(third->moved, 0.15, 1e-5);
  const auto flips = flips_of_first(c, leaves, allowed, central, forms);
  ASSERT_EQ(flips.size(), 2U);
  EXPECT_EQ(flips[0].below, t(2)) << "rivals by falling value";
  EXPECT_NEAR(flips[0].lead, 20.0, 1e-9);
  EXPECT_EQ(least_weight_flip(flips, true), &flips[1]);
  EXPECT_EQ(least_weight_flip(flips, false), &flips[0]);
}

TEST(Flip, CannotTurnRoundWhatIsDominated) {
  const Case c = flat_case(2, {{0.7, 0.7}, {0.3, 0.3}});
  const Leaves leaves(c);
  const auto forms = value_forms(c, leaves);
  EXPECT_FALSE(
      weight_flip(weights_meeting({}, 2), weights({0.5, 0.5}), forms[0], forms[1]).has_value());
  // A tie everywhere is no reversal.
  const Case twins = flat_case(2, {{0.5, 0.5}, {0.5, 0.5}});
  const auto same = value_forms(twins, leaves);
  EXPECT_FALSE(
      weight_flip(weights_meeting({}, 2), weights({0.5, 0.5}), same[0], same[1]).has_value());
}

TEST(Flip, OfWeightsIsTheNearestOnAGrid) {
  constexpr int kSteps = 120;
  int found = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 41);
    std::vector<std::vector<double>> strengths(2, std::vector<double>(3));
    for (auto& row : strengths) {
      for (double& x : row) x = rng.uniform();
    }
    const Case c = flat_case(3, strengths);
    const Leaves leaves(c);
    const auto forms = value_forms(c, leaves);
    Weights central(3, 0.0);
    draw_simplex(rng, central.raw());
    std::vector<Statement> statements;
    if (rng.below(2) == 0) statements.push_back(says(PreferObjectives{{o(1), o(2)}}));
    const auto rows = rows_of(c, leaves, statements);
    const auto allowed = weights_meeting(rows, 3);
    const auto flip = weight_flip(allowed, central, forms[0], forms[1]);
    double least = 2.0;
    for (int i = 0; i <= kSteps; ++i) {
      for (int j = 0; i + j <= kSteps; ++j) {
        const std::vector<double> w{static_cast<double>(i) / kSteps,
                                    static_cast<double>(j) / kSteps,
                                    static_cast<double>(kSteps - i - j) / kSteps};
        if (!statements.empty() && w[0] < w[1]) continue;
        if (polytope::dot(forms[1], w) < polytope::dot(forms[0], w) + kAhead) continue;
        double moved = 0.0;
        for (std::size_t k = 0; k < 3; ++k) moved += 0.5 * std::fabs(w[k] - central.raw()[k]);
        least = std::min(least, moved);
      }
    }
    if (!flip) {
      EXPECT_EQ(least, 2.0) << seed;
      continue;
    }
    ++found;
    EXPECT_LE(flip->moved, least + 1e-9) << seed;
    EXPECT_TRUE(least > 1.5 || flip->moved >= least - 2.5 / kSteps) << seed;
    const auto& w = flip->weights.raw();
    EXPECT_GE(polytope::dot(forms[1], w) - polytope::dot(forms[0], w), 0.5 * kAhead) << seed;
    double moved = 0.0;
    for (std::size_t k = 0; k < 3; ++k) moved += 0.5 * std::fabs(w[k] - central.raw()[k]);
    EXPECT_NEAR(moved, flip->moved, 1e-7) << seed;
  }
  EXPECT_GT(found, 30);
}

/// Lead of t1 over t2 after one strength is changed, by the value model itself.
double lead_after(Case c, const Weights& central, TaskId task, LeafId leaf, double strength) {
  const Leaves leaves(c);
  for (Serves& serves : c.tasks[task].serves) {
    if (serves.objective == leaves.objective(leaf)) serves.strength = cited(strength);
  }
  const Shares shares(c, c, leaves);
  return (shares.full_value(t(1), central) - shares.full_value(t(2), central)) / 100.0;
}

TEST(Flip, OfOneScoreIsTheNearestOfAFineSearch) {
  int found = 0;
  int impossible = 0;
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    Rng rng(seed, 43);
    std::vector<std::vector<double>> strengths(3, std::vector<double>(3));
    for (auto& row : strengths) {
      for (double& x : row) x = rng.below(4) == 0 ? 0.0 : 0.05 + 0.9 * rng.uniform();
    }
    const Case c = flat_case(3, strengths);
    const Leaves leaves(c);
    Weights central(3, 0.0);
    draw_simplex(rng, central.raw());
    const Shares shares(c, c, leaves);
    if (shares.full_value(t(1), central) <= shares.full_value(t(2), central)) continue;
    const auto flip = score_flip(c, leaves, central, t(1), t(2));
    constexpr int kSteps = 1000;
    double least = 2.0;
    for (const TaskId task : {t(1), t(2)}) {
      for (const LeafId leaf : leaves.ids()) {
        const double now = strengths[task.value][leaf.value];
        if (now == 0.0) continue;  // not stated
        for (int i = 0; i <= kSteps; ++i) {
          const double to = static_cast<double>(i) / kSteps;
          if (std::fabs(to - now) >= least) continue;
          if (lead_after(c, central, task, leaf, to) <= -kAhead) least = std::fabs(to - now);
        }
      }
    }
    if (!flip) {
      EXPECT_EQ(least, 2.0) << seed;
      ++impossible;
      continue;
    }
    ++found;
    EXPECT_NEAR(std::fabs(flip->to - flip->from), least, 2.0 / kSteps) << seed;
    EXPECT_GE(flip->to, 0.0);
    EXPECT_LE(flip->to, 1.0);
    // Level where it crosses; at 0 a task that served an objective alone loses it at once.
    const double after = lead_after(c, central, flip->task, flip->leaf, flip->to);
    EXPECT_LE(after, -0.5 * kAhead) << seed;
    EXPECT_TRUE(flip->to == 0.0 || after >= -2.0 * kAhead) << seed;
  }
  EXPECT_GT(found, 15);
  EXPECT_GT(impossible, 0);
}

TEST(Flip, ATaskAloneOnItsObjectiveLosesItOnlyAtZero) {
  const Case c = flat_case(2, {{0.6, 0}, {0, 0.6}});
  const Leaves leaves(c);
  const auto flip = score_flip(c, leaves, weights({0.7, 0.3}), t(1), t(2));
  ASSERT_TRUE(flip);
  EXPECT_EQ(flip->task, t(1));
  EXPECT_EQ(flip->to, 0.0);
}

TEST(Flip, OfFewTasksOrNoObjectiveIsNothing) {
  const Case one = flat_case(2, {{1, 1}});
  const Leaves leaves(one);
  EXPECT_TRUE(flips_of_first(one, leaves, weights_meeting({}, 2), weights({0.5, 0.5}),
                             value_forms(one, leaves))
                  .empty());
  const Case zero = flat_case(2, {{0, 0}, {0, 0}});
  const auto flips = flips_of_first(zero, leaves, weights_meeting({}, 2), weights({0.5, 0.5}),
                                    value_forms(zero, leaves));
  ASSERT_EQ(flips.size(), 1U);
  EXPECT_FALSE(flips[0].anywhere || flips[0].within || flips[0].score);
  EXPECT_EQ(least_weight_flip(flips, false), nullptr);
  EXPECT_EQ(least_score_flip(flips), nullptr);
}

}  // namespace
}  // namespace penholder
