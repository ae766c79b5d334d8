#include "mandate/estimate.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/random.h"
#include "mandate/events.h"

namespace penholder {
namespace {

constexpr double kNinetieth = 1.2815515655446004;

Estimate estimate(double low, double likely, double high) {
  return {.low = low, .likely = likely, .high = high, .basis = {}, .span = {}};
}

TEST(AtScore, MeetsTheThreeStatedPercentiles) {
  const Estimate skewed = estimate(8, 12, 30);
  EXPECT_NEAR(at_score(skewed, -kNinetieth, kNonNegative), 8.0, 1e-12);
  EXPECT_DOUBLE_EQ(at_score(skewed, 0.0, kNonNegative), 12.0);
  EXPECT_NEAR(at_score(skewed, kNinetieth, kNonNegative), 30.0, 1e-12);
}

TEST(AtScore, OfACertainNumberIsTheNumber) {
  for (const double z : {-8.0, 0.0, 8.0}) {
    EXPECT_DOUBLE_EQ(at_score(estimate(5, 5, 5), z, kNonNegative), 5.0);
  }
}

TEST(AtScore, NeverFallsAndStaysWithinItsBounds) {
  for (const Estimate& e :
       {estimate(0, 0.5, 1), estimate(0.2, 0.2, 0.9), estimate(0.1, 0.9, 0.9)}) {
    double before = -std::numeric_limits<double>::infinity();
    for (double z = -9.0; z <= 9.0; z += 0.01) {
      const double value = at_score(e, z, kShare);
      EXPECT_GE(value, before);
      EXPECT_GE(value, 0.0);
      EXPECT_LE(value, 1.0);
      before = value;
    }
  }
}

TEST(AtScore, HasTheStatedPercentilesInASample) {
  const Estimate e = estimate(100, 140, 240);
  Rng rng(17);
  int below_low = 0;
  int below_likely = 0;
  int below_high = 0;
  constexpr int kDraws = 40'000;
  for (int i = 0; i < kDraws; ++i) {
    const double value = at_score(e, rng.normal(), kNonNegative);
    below_low += value < 100 ? 1 : 0;
    below_likely += value < 140 ? 1 : 0;
    below_high += value < 240 ? 1 : 0;
  }
  EXPECT_NEAR(below_low, 0.1 * kDraws, 0.01 * kDraws);
  EXPECT_NEAR(below_likely, 0.5 * kDraws, 0.01 * kDraws);
  EXPECT_NEAR(below_high, 0.9 * kDraws, 0.01 * kDraws);
}

TEST(AtScore, OfADateRoundsToTheNearestDay) {
  const DateEstimate vote{.low = Date(2030, 9, 1),
                          .likely = Date(2030, 9, 15),
                          .high = Date(2030, 11, 15),
                          .basis = {},
                          .span = {}};
  EXPECT_EQ(at_score(vote, 0.0), Date(2030, 9, 15));
  EXPECT_EQ(at_score(vote, -kNinetieth), Date(2030, 9, 1));
  EXPECT_EQ(at_score(vote, kNinetieth), Date(2030, 11, 15));
  EXPECT_EQ(at_score(vote, 0.01), Date(2030, 9, 15)) << "half a day is not a day";
}

TEST(AtScore, OfADateStaysInTheCalendarForWildScores) {
  const DateEstimate wide{.low = Date(2000, 1, 1),
                          .likely = Date(2030, 1, 1),
                          .high = Date(2400, 1, 1),
                          .basis = {},
                          .span = {}};
  EXPECT_LE(at_score(wide, 40.0), Date(2030, 1, 1) + 100000);
  EXPECT_GE(at_score(wide, -40.0), Date(2030, 1, 1) - 100000);
}

}  // namespace
}  // namespace penholder
