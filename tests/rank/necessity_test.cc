#include "rank/necessity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "flat_case.h"
#include "oracle/lp_by_vertices.h"
#include "rank/rank.h"
#include "rank/view_rows.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::o;
using testing::says;
using testing::t;
using testing::view_of;

Necessity necessity(const Case& c, const std::vector<Statement>& statements) {
  const Leaves leaves(c);
  const auto forms = value_forms(c, leaves);
  return necessity_of(weights_meeting(rows_of(c, leaves, statements), leaves.size()), forms);
}

TEST(Necessity, IsDominanceWhenNothingIsStated) {
  const Case c = flat_case(2, {{0.7, 0.7}, {0.3, 0.3}, {1.0, 0.1}});
  const Necessity found = necessity(c, {});
  EXPECT_TRUE(found.necessary(t(1), t(2)));
  EXPECT_FALSE(found.necessary(t(2), t(1)));
  EXPECT_FALSE(found.possible(t(2), t(1)));
  EXPECT_FALSE(found.necessary(t(3), t(1)));
  EXPECT_TRUE(found.possible(t(3), t(1)));
  EXPECT_TRUE(found.possible(t(1), t(3)));
}

TEST(Necessity, FollowsFromStatements) {
  // t1 has o1 alone, t2 has o2 alone.
  const Case c = flat_case(2, {{1, 0}, {0, 1}});
  EXPECT_FALSE(necessity(c, {}).necessary(t(1), t(2)));
  const Necessity ordered = necessity(c, {says(PreferObjectives{{o(1), o(2)}})});
  EXPECT_TRUE(ordered.necessary(t(1), t(2)));
  EXPECT_TRUE(ordered.possible(t(2), t(1))) << "at equal weights they tie";
  const Necessity apart = necessity(c, {says(RatioBetween{o(1), o(2), 1.2, 9.0})});
  EXPECT_FALSE(apart.possible(t(2), t(1)));
}

TEST(Necessity, TiesAreNecessaryBothWays) {
  const Case c = flat_case(3, {{0.4, 0.1, 0.2}, {0.4, 0.1, 0.2}, {0, 0, 0}});
  const Necessity found = necessity(c, {});
  EXPECT_TRUE(found.necessary(t(1), t(2)) && found.necessary(t(2), t(1)));
  EXPECT_FALSE(found.possible(t(3), t(1)));
}

/// Random strengths (many of them equal or zero) and statements on a flat case.
struct RandomCase {
  Case c;
  std::vector<Statement> statements;
};
RandomCase random_case(std::uint64_t seed, std::size_t leaves, std::size_t tasks) {
  Rng rng(seed, 31);
  std::vector<std::vector<double>> strengths(tasks, std::vector<double>(leaves));
  for (auto& row : strengths) {
    for (double& x : row) x = std::round(4.0 * rng.uniform()) / 4.0;
  }
  RandomCase result{.c = flat_case(leaves, strengths), .statements = {}};
  const auto any = [&] { return o(1 + rng.below(static_cast<std::uint32_t>(leaves))); };
  for (std::uint32_t i = 0; i < 1 + rng.below(3); ++i) {
    const ObjectiveId a = any();
    const ObjectiveId b = any();
    if (a == b) continue;
    if (rng.below(2) == 0) {
      result.statements.push_back(says(PreferObjectives{{a, b}}));
    } else {
      result.statements.push_back(says(RatioBetween{a, b, 0.5, 0.5 + rng.uniform()}));
    }
  }
  return result;
}

TEST(Necessity, IsAPreorderAndImpliesThePossible) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const RandomCase random = random_case(seed, 4, 8);
    if (conflicting_statements(random.c, Leaves(random.c), random.statements)) continue;
    const Necessity found = necessity(random.c, random.statements);
    for (const TaskId a : random.c.tasks.ids()) {
      EXPECT_TRUE(found.necessary(a, a));
      for (const TaskId b : random.c.tasks.ids()) {
        EXPECT_TRUE(!found.necessary(a, b) || found.possible(a, b));
        EXPECT_TRUE(found.possible(a, b) || found.necessary(b, a)) << "one of the two always holds";
        for (const TaskId d : random.c.tasks.ids()) {
          EXPECT_TRUE(!found.necessary(a, b) || !found.necessary(b, d) || found.necessary(a, d));
          EXPECT_TRUE(!found.necessary(a, b) || !found.possible(b, d) || found.possible(a, d));
        }
      }
    }
  }
}

TEST(Necessity, AgreesWithAllVerticesOfTheWeights) {
  // A linear difference is least at a vertex.
  int checked = 0;
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    const RandomCase random = random_case(seed, 3, 6);
    const Leaves leaves(random.c);
    if (conflicting_statements(random.c, leaves, random.statements)) continue;
    const auto set = weights_meeting(rows_of(random.c, leaves, random.statements), 3);
    polytope::LpProblem problem{.objective = {},
                                .lower = std::vector<double>(3, 0.0),
                                .upper = std::vector<double>(3, 1.0),
                                .rows = {}};
    for (const auto& plane : set.at_least) {
      problem.rows.push_back({plane.normal, plane.bound, polytope::kInfinity});
    }
    for (const auto& plane : set.equal) {
      problem.rows.push_back({plane.normal, plane.bound, plane.bound});
    }
    const auto vertices = testing::all_vertices(problem);
    ASSERT_FALSE(vertices.empty());
    const auto forms = value_forms(random.c, leaves);
    const Necessity found = necessity_of(set, forms);
    for (const TaskId a : random.c.tasks.ids()) {
      for (const TaskId b : random.c.tasks.ids()) {
        double least = 1.0;
        double most = -1.0;
        for (const auto& v : vertices) {
          const double lead = polytope::dot(forms[a.value], v) - polytope::dot(forms[b.value], v);
          least = std::min(least, lead);
          most = std::max(most, lead);
        }
        EXPECT_EQ(found.necessary(a, b), least >= -1e-7) << seed;
        EXPECT_EQ(found.possible(a, b), most >= -1e-7) << seed;
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 500);
}

TEST(Necessity, AgreesWithSampledWinningIndices) {
  for (std::uint64_t seed = 200; seed < 215; ++seed) {
    RandomCase random = random_case(seed, 4, 6);
    if (conflicting_statements(random.c, Leaves(random.c), random.statements)) continue;
    random.c.views.push_back(view_of("only", random.statements));
    const Ranking ranking = rank(random.c, {.samples = 3000});
    ASSERT_EQ(ranking.views.size(), 1U);
    const Necessity found = necessity(random.c, random.statements);
    for (const TaskId a : random.c.tasks.ids()) {
      for (const TaskId b : random.c.tasks.ids()) {
        const double wins = ranking.views[0].pairwise[a.value * 6 + b.value];
        const double losses = ranking.views[0].pairwise[b.value * 6 + a.value];
        // Strengths are certain. What is necessary is never lost; what is lost at times is not
        // necessary.
        EXPECT_FALSE(found.necessary(a, b) && losses > 0.0) << seed;
        EXPECT_TRUE(wins == 0.0 || found.possible(a, b)) << seed;
      }
    }
  }
}

TEST(Necessity, OverViewsIsTheirMeetAndTheirJoin) {
  const Case c = flat_case(2, {{1, 0}, {0, 1}, {0.4, 0.4}});
  const std::vector<Necessity> views{necessity(c, {says(PreferObjectives{{o(1), o(2)}})}),
                                     necessity(c, {says(PreferObjectives{{o(2), o(1)}})})};
  const GroupNecessity group = group_necessity(views, 3);
  EXPECT_FALSE(group.necessary_for_all(t(1), t(2)));
  EXPECT_TRUE(group.necessary_for_some(t(1), t(2)));
  EXPECT_TRUE(group.necessary_for_some(t(2), t(1)));
  EXPECT_TRUE(group.possible_for_all(t(1), t(2))) << "a tie at equal weights";
  EXPECT_TRUE(group.possible_for_some(t(3), t(1)));
  const GroupNecessity none = group_necessity({}, 3);
  EXPECT_FALSE(none.necessary_for_all(t(1), t(1)));
}

TEST(Necessity, OfNothingIsNothing) {
  EXPECT_EQ(necessity(flat_case(2, {}), {}).necessary.tasks, 0U);
  const Necessity one = necessity(flat_case(1, {{1}, {0.5}}), {});
  EXPECT_TRUE(one.necessary(t(1), t(2)));
}

}  // namespace
}  // namespace penholder
