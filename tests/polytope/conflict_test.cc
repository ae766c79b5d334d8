#include "polytope/conflict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/random.h"

namespace penholder::polytope {
namespace {

/// A set system given by its conflicts: some demands can be met unless they include one of these.
auto unless(std::vector<Subset> conflicts) {
  return [conflicts = std::move(conflicts)](const Subset& subset) {
    return std::ranges::none_of(
        conflicts, [&](const Subset& one) { return std::ranges::includes(subset, one); });
  };
}

TEST(Conflict, IsNothingWhenAllCanBeMet) {
  EXPECT_FALSE(minimal_conflict(5, unless({})).has_value());
  EXPECT_FALSE(minimal_conflict(0, unless({})).has_value());
}

TEST(Conflict, PrefersFewAndThenTheFirst) {
  EXPECT_EQ(minimal_conflict(6, unless({{0, 1, 2}, {3, 5}, {2, 4}})), (Subset{2, 4}));
  EXPECT_EQ(minimal_conflict(6, unless({{0, 5}, {3}})), (Subset{3}));
  EXPECT_EQ(minimal_conflict(6, unless({{0, 1, 2, 3, 4}, {1, 2, 3, 4, 5}})),
            (Subset{0, 1, 2, 3, 4}));
}

TEST(Conflict, OfTheEmptySubsetIsEmpty) {
  EXPECT_EQ(minimal_conflict(3, [](const Subset&) { return false; }), Subset{});
}

TEST(Conflict, EndsWithManyDemands) {
  std::size_t calls = 0;
  const auto found = minimal_conflict(400, [&](const Subset& subset) {
    ++calls;
    return !std::ranges::includes(subset, Subset{7, 100, 399});
  });
  EXPECT_EQ(found, (Subset{7, 100, 399}));
  EXPECT_LT(calls, 600U) << "400 alone, then by blocks";
}

LpProblem unit_box(std::size_t n) {
  return {.objective = {},
          .lower = std::vector<double>(n, 0.0),
          .upper = std::vector<double>(n, 1.0),
          .rows = {}};
}

TEST(Margin, TellsWhatCanBeExceededFromWhatCanOnlyBeReached) {
  // x >= 0.5 and 1 - x >= 0.5: only x = 0.5.
  const std::vector<Demand> weak{{{{1}, 0.5, kInfinity}, false}, {{{-1}, -0.5, kInfinity}, false}};
  EXPECT_EQ(margin(unit_box(1), weak).margin, 1.0) << "nothing strict: no row is in its way";
  std::vector<Demand> strict = weak;
  strict[0].is_strict = true;
  const Margin none = margin(unit_box(1), strict);
  EXPECT_NEAR(none.margin, 0.0, kNoMargin);
  EXPECT_LE(none.proven_at_most, kNoMargin) << "and the multipliers prove it";
  strict[1].row.lower = -0.75;
  EXPECT_NEAR(margin(unit_box(1), strict).margin, 0.25, 1e-9);
  std::vector<Demand> torn = weak;
  torn[0].row.lower = 0.6;
  EXPECT_EQ(margin(unit_box(1), torn).margin, -kInfinity);
}

TEST(Conflict, IsMinimalOnRandomLinearDemands) {
  int conflicts = 0;
  std::set<std::size_t> sizes;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 9);
    constexpr std::size_t kDemands = 9;
    std::vector<Demand> demands;
    for (std::size_t i = 0; i < kDemands; ++i) {
      Demand demand;
      for (int j = 0; j < 4; ++j) {
        demand.row.coefficients.push_back(std::round(6.0 * (rng.uniform() - 0.5)));
      }
      demand.row.lower = std::round(2.0 * rng.uniform()) / 2.0;
      demand.is_strict = rng.below(3) == 0;
      demands.push_back(std::move(demand));
    }
    const auto can_meet = [&](const Subset& subset) {
      std::vector<Demand> some;
      for (const std::size_t i : subset) some.push_back(demands[i]);
      return margin(unit_box(4), some).margin > kNoMargin;
    };
    const auto found = minimal_conflict(kDemands, can_meet);
    const auto filtered = minimal_conflict(kDemands, can_meet, 0);
    ASSERT_EQ(filtered.has_value(), found.has_value()) << seed;
    // Against all subsets.
    std::size_t smallest = kDemands + 1;
    for (unsigned bits = 0; bits < (1U << kDemands); ++bits) {
      Subset subset;
      for (std::size_t i = 0; i < kDemands; ++i) {
        if ((bits >> i & 1U) != 0) subset.push_back(i);
      }
      if (subset.size() < smallest && !can_meet(subset)) smallest = subset.size();
    }
    ASSERT_EQ(found.has_value(), smallest <= kDemands) << seed;
    if (!found) continue;
    ++conflicts;
    sizes.insert(found->size());
    for (const Subset& conflict : {*found, *filtered}) {
      EXPECT_FALSE(can_meet(conflict)) << seed;
      for (std::size_t i = 0; i < conflict.size(); ++i) {
        Subset without = conflict;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_TRUE(can_meet(without)) << seed << ": member " << conflict[i] << " is not needed";
      }
    }
    EXPECT_TRUE(smallest > 3 || found->size() == smallest) << seed;
  }
  EXPECT_GT(conflicts, 100);
  EXPECT_GE(sizes.size(), 3U);
}

}  // namespace
}  // namespace penholder::polytope
