// Which weights prefer which design, where regions have a closed form.

#include "compare/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.h"

namespace penholder {
namespace {

using Point = WeightMap::Point;

Case three_leaves() {
  Case c;
  for (const char* id : {"north", "centre", "south"}) {
    Objective leaf;
    leaf.id = id;
    leaf.title = id;
    c.objectives.push_back(leaf);
  }
  return c;
}

/// Constant attainments, one row a design, the same for `views` views.
Courses constant(const std::vector<std::vector<double>>& rows, std::size_t views = 1) {
  Courses courses{.designs = rows.size(),
                  .views = views,
                  .leaves = rows.front().size(),
                  .courses = 16,
                  .attained = {}};
  courses.attained.resize(courses.designs * views * courses.courses * courses.leaves);
  for (std::size_t d = 0; d < rows.size(); ++d) {
    for (std::size_t v = 0; v < views; ++v) {
      for (std::size_t c = 0; c < courses.courses; ++c) {
        std::ranges::transform(rows[d], courses.at(d, v, c),
                               [](double each) { return static_cast<float>(each); });
      }
    }
  }
  return courses;
}

std::vector<Weights> uniform(std::size_t leaves, std::size_t count) {
  Rng rng(21);
  std::vector<Weights> draws;
  for (std::size_t i = 0; i < count; ++i) {
    Weights weights(leaves, 0.0);
    draw_simplex(rng, weights.raw());
    draws.push_back(weights);
  }
  return draws;
}

/// Share of the triangle that a design's parts cover.
double covered(const WeightMap& map, std::size_t design) {
  double sum = 0.0;
  for (const WeightMap::Part& part : map.parts) {
    if (part.design != design) continue;
    double twice = 0.0;
    for (std::size_t i = 0; i < part.outline.size(); ++i) {
      const Point& a = part.outline[i];
      const Point& b = part.outline[(i + 1) % part.outline.size()];
      twice += a[0] * b[1] - b[0] * a[1];
    }
    sum += std::abs(twice);
  }
  return sum;
}

double length(const WeightMap& map) {
  double sum = 0.0;
  for (const WeightMap::Border& border : map.borders) {
    double square = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
      square += (border.from[k] - border.to[k]) * (border.from[k] - border.to[k]);
    }
    sum += std::sqrt(square);
  }
  return sum;
}

TEST(Regions, OfThreeUnitDesignsAndAnEvenOneHaveTheirClosedForm) {
  // Designs e1, e2, e3 and (c, c, c) with c >= 1/2: shares (1 - c)^2 each and 1 - 3 (1 - c)^2.
  const Case c = three_leaves();
  const Leaves leaves(c);
  for (const double even : {0.5, 0.6, 0.75, 0.9}) {
    const Courses courses = constant({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {even, even, even}});
    const std::vector<Weights> all = uniform(3, 20'000);
    const std::vector<std::vector<Weights>> views{all};
    const RegionInput input{
        .base = c, .leaves = leaves, .courses = courses, .views = views, .all = all};
    const auto map = make_weight_map(input);
    ASSERT_TRUE(map);
    EXPECT_TRUE(map->has_leaves_at_corners);
    const std::vector<Preference> preferences = find_preferences(input);
    const double corner = (1 - even) * (1 - even);
    for (std::size_t d = 0; d < 4; ++d) {
      const double share = d < 3 ? corner : 1.0 - 3.0 * corner;
      EXPECT_NEAR(covered(*map, d), share, 1e-6) << even;  // attainments are floats
      EXPECT_NEAR(preferences[d].of_all.mean, share,
                  4 * preferences[d].of_all.standard_error + 1e-9);
    }
    // Each corner is cut off by a segment parallel to the opposite side.
    EXPECT_NEAR(length(*map), 3.0 * (1.0 - even) * std::sqrt(2.0), 1e-5);
  }
}

TEST(Regions, CoverTheTriangleAndAgreeWithTheDraws) {
  const Case c = three_leaves();
  const Leaves leaves(c);
  const std::vector<Weights> all = uniform(3, 4'000);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 3);
    std::vector<std::vector<double>> rows;
    const std::size_t designs = 1 + rng.below(8);
    for (std::size_t d = 0; d < designs; ++d) {
      rows.push_back({});
      // Some ties.
      for (int leaf = 0; leaf < 3; ++leaf) rows.back().push_back(0.1 * rng.below(8));
    }
    const Courses courses = constant(rows);
    const std::vector<std::vector<Weights>> views{all};
    const RegionInput input{
        .base = c, .leaves = leaves, .courses = courses, .views = views, .all = all};
    const auto map = make_weight_map(input);
    ASSERT_TRUE(map);
    const std::vector<Preference> preferences = find_preferences(input);
    double sum = 0.0;
    for (std::size_t d = 0; d < designs; ++d) {
      sum += covered(*map, d);
      const Measured& share = preferences[d].of_all;
      EXPECT_NEAR(covered(*map, d), share.mean, 4 * share.standard_error + 0.005)
          << "seed " << seed << " design " << d;
      // Nowhere means nowhere.
      EXPECT_EQ(preferences[d].standing == Preference::Standing::Nowhere, share.mean == 0.0);
      EXPECT_EQ(preferences[d].weight.empty(), share.mean == 0.0);
    }
    EXPECT_NEAR(sum, 1.0, 1e-6) << "seed " << seed;
  }
}

TEST(Regions, StandingsSayWhoPrefersWhat) {
  const Case c = three_leaves();
  const Leaves leaves(c);
  // Design 3 is never best; design 2 only where nobody stands.
  const Courses courses = constant({{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0.2, 0.2, 0.2}}, 2);
  const std::vector<std::vector<Weights>> views{
      {Weights{0.8, 0.1, 0.1}, Weights{0.7, 0.3, 0.0}, Weights{0.2, 0.8, 0.0}},
      {Weights{0.1, 0.8, 0.1}}};
  const std::vector<Weights> all = uniform(3, 500);
  const std::vector<Preference> found = find_preferences(
      {.base = c, .leaves = leaves, .courses = courses, .views = views, .all = all});
  using Standing = Preference::Standing;
  EXPECT_EQ(found[0].standing, Standing::SomeViews);
  EXPECT_EQ(found[1].standing, Standing::SomeViews);
  EXPECT_EQ(found[2].standing, Standing::NoView);
  EXPECT_EQ(found[3].standing, Standing::Nowhere);
  EXPECT_NEAR(found[0].by_view[0].mean, 2.0 / 3.0, 1e-12);
  EXPECT_NEAR(found[1].by_view[1].mean, 1.0, 1e-12);
  // Where it is best, a leaf's own design has more of the weight.
  EXPECT_GT(found[0].weight[LeafId{0}].p50, weight_ranges(all, 3)[LeafId{0}].p90 / 2);
}

TEST(Regions, TheJackknifeSeesTheLuckOfTheCourses) {
  // Two designs that are equal but for noise: the share must not look certain.
  const Case c = three_leaves();
  const Leaves leaves(c);
  Courses courses = constant({{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}});
  Rng rng(5);
  for (float& each : courses.attained) each += static_cast<float>(0.1 * rng.normal());
  const std::vector<Weights> all = uniform(3, 2'000);
  const std::vector<std::vector<Weights>> views{all};
  const std::vector<Preference> found = find_preferences(
      {.base = c, .leaves = leaves, .courses = courses, .views = views, .all = all});
  EXPECT_GT(found[0].of_all.standard_error, 0.05);
}

TEST(Regions, ThreeBranchesAtTheTopSpanAMapToo) {
  Case c;
  const auto add = [&](const char* id, std::optional<ObjectiveId> parent) {
    Objective objective;
    objective.id = id;
    objective.title = id;
    objective.parent = parent;
    return c.objectives.push_back(objective);
  };
  const ObjectiveId root = add("peace", std::nullopt);
  const ObjectiveId first = add("first", root);
  add("second", root);
  add("third", root);
  add("first-a", first);
  add("first-b", first);
  const Leaves leaves(c);
  ASSERT_EQ(leaves.size(), 4U);
  // Leaves in the order of the case: second, third, first-a, first-b.
  const Courses courses = constant({{0, 0, 1, 0}, {0.4, 0.4, 0.4, 0.4}});
  const std::vector<Weights> all = uniform(4, 100);
  const std::vector<std::vector<Weights>> views{all};
  const auto map = make_weight_map(
      {.base = c, .leaves = leaves, .courses = courses, .views = views, .all = all});
  ASSERT_TRUE(map);
  EXPECT_FALSE(map->has_leaves_at_corners);
  EXPECT_EQ(map->corners[0], first);
  // Worth t1 / 2 against 0.4: design 0 leads from t1 = 0.8 on, a corner of 0.2 squared.
  EXPECT_NEAR(covered(*map, 0), 0.04, 1e-6);
  ASSERT_EQ(map->views.size(), 1U);
  for (const Point& at : map->views[0].draws) EXPECT_NEAR(at[0] + at[1] + at[2], 1.0, 1e-12);

  add("fourth", root);
  EXPECT_FALSE(make_weight_map({.base = c,
                                .leaves = Leaves(c),
                                .courses = constant({{0, 0, 1, 0, 0}}),
                                .views = views,
                                .all = all}));
}

}  // namespace
}  // namespace penholder
