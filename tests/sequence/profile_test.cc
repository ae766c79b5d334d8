#include "sequence/profile.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace penholder {
namespace {

PlanProblem::Asset asset(std::vector<PlanProblem::Asset::Step> steps) {
  return {.is_budget = false, .steps = std::move(steps)};
}

TEST(Profile, EarliestWaitsForTheStepThatGivesEnough) {
  const Profile profile(asset({{.from = 0, .capacity = 2}, {.from = 10, .capacity = 5}}));
  EXPECT_EQ(profile.earliest(0, 100, 4, 2), 0);
  EXPECT_EQ(profile.earliest(0, 100, 4, 3), 10);
  EXPECT_EQ(profile.earliest(0, 9, 4, 3), std::nullopt);
  EXPECT_EQ(profile.earliest(0, 100, 4, 6), std::nullopt);
}

TEST(Profile, AgreesWithADayByDayTable) {
  constexpr Days kHorizon = 40;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    const auto draw = [&](std::uint32_t bound) { return static_cast<Days>(rng.below(bound)); };
    Profile profile(asset({{.from = 0, .capacity = 1 + draw(6)},
                           {.from = 5 + draw(10), .capacity = draw(6)},
                           {.from = 20 + draw(10), .capacity = 1 + draw(6)}}));
    std::vector<Amount> free(kHorizon);
    for (Days day = 0; day < kHorizon; ++day) {
      free[static_cast<std::size_t>(day)] = profile.least_free(day, day + 1);
    }
    for (int step = 0; step < 30; ++step) {
      const Days start = draw(kHorizon);
      const Days end = std::min(kHorizon, start + draw(12));
      const Amount amount = static_cast<Amount>(rng.below(5)) - 2;
      profile.take(start, end, amount);
      for (Days day = start; day < end; ++day) free[static_cast<std::size_t>(day)] -= amount;
      Amount least = kUnlimited;
      for (Days day = start; day < end; ++day) {
        least = std::min(least, free[static_cast<std::size_t>(day)]);
      }
      ASSERT_EQ(profile.least_free(start, end), least) << "seed " << seed;
      const Days length = 1 + draw(8);
      const Amount wanted = 1 + static_cast<Amount>(rng.below(4));
      std::optional<Days> first;
      for (Days from = start; from + length <= kHorizon && !first; ++from) {
        bool is_free = true;
        for (Days day = from; day < from + length; ++day) {
          is_free = is_free && free[static_cast<std::size_t>(day)] >= wanted;
        }
        if (is_free) first = from;
      }
      ASSERT_EQ(profile.earliest(start, kHorizon - length, length, wanted), first)
          << "seed " << seed;
    }
    for (std::size_t i = 1; i < profile.steps().size(); ++i) {
      EXPECT_LT(profile.steps()[i - 1].from, profile.steps()[i].from);
    }
  }
}

}  // namespace
}  // namespace penholder
