#include "rank/dissent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace penholder {
namespace {

using ::testing::ElementsAre;

TEST(Dissent, RanksShareTheMeanOfTheirPlaces) {
  EXPECT_THAT(mid_ranks(std::vector{0.5, 0.1, 0.5, 0.9}), ElementsAre(2.5, 1.0, 2.5, 4.0));
  EXPECT_THAT(mid_ranks(std::vector{1.0, 1.0 + 1e-12}), ElementsAre(1.5, 1.5));
  EXPECT_TRUE(mid_ranks({}).empty());
}

// Kendall & Babington Smith 1939 call W the ratio of the observed spread of rank sums to the
// largest possible; the figures here are worked by hand from that definition.
TEST(Dissent, KendallsWOfThreeRankingsWorkedByHand) {
  const std::vector<std::vector<double>> rankings{
      {1, 2, 3, 4, 5, 6}, {1, 3, 2, 6, 5, 4}, {2, 1, 5, 3, 4, 6}};
  // Sums 4, 6, 10, 13, 14, 16; mean 10.5; squares 42.25 + 20.25 + .25 + 6.25 + 12.25 + 30.25 =
  // 111.5; 12 * 111.5 / (9 * 210).
  EXPECT_NEAR(*kendall_w(rankings), 12.0 * 111.5 / 1890.0, 1e-12);
}

TEST(Dissent, TiesAreCorrectedFor) {
  // Two rankings that agree but for one tie: sums 2, 5, 5, 8; squares of the differences from 5: 9,
  // 0, 0, 9. Without correction 12 * 18 / (4 * 60) = 0.9; ties take 2 * 6 from the 240.
  const std::vector<std::vector<double>> rankings{{1, 2.5, 2.5, 4}, {1, 2.5, 2.5, 4}};
  EXPECT_NEAR(*kendall_w(rankings), 12.0 * 18.0 / (240.0 - 2.0 * 2.0 * 6.0), 1e-12);
  EXPECT_NEAR(*kendall_w(rankings), 1.0, 1e-12);
}

TEST(Dissent, AgreementIsOneAndOppositionZero) {
  const std::vector<double> up{1, 2, 3, 4};
  const std::vector<double> down{4, 3, 2, 1};
  EXPECT_DOUBLE_EQ(*kendall_w(std::vector{up, up, up}), 1.0);
  EXPECT_DOUBLE_EQ(*kendall_w(std::vector{up, down}), 0.0);
  EXPECT_DOUBLE_EQ(*kendall_tau(up, up), 1.0);
  EXPECT_DOUBLE_EQ(*kendall_tau(up, down), -1.0);
  EXPECT_DOUBLE_EQ(*spearman_rho(up, down), -1.0);
}

TEST(Dissent, MeanSpearmanAndKendallsWSayTheSameWithoutTies) {
  const std::vector<std::vector<double>> r{{1, 2, 3, 4, 5}, {2, 1, 3, 5, 4}, {5, 1, 2, 3, 4}};
  const double mean =
      (*spearman_rho(r[0], r[1]) + *spearman_rho(r[0], r[2]) + *spearman_rho(r[1], r[2])) / 3.0;
  EXPECT_NEAR((3.0 * *kendall_w(r) - 1.0) / 2.0, mean, 1e-12);
}

TEST(Dissent, TauBLeavesOutPairsThatOneSideTies) {
  // Pairs: (1,2) agree, (1,3) agree, (2,3) tied in a. tau-b = 2 / sqrt(2 * 3).
  EXPECT_NEAR(*kendall_tau(std::vector{1.0, 2.5, 2.5}, std::vector{1.0, 2.0, 3.0}),
              2.0 / std::sqrt(6.0), 1e-12);
}

TEST(Dissent, WhatCannotBeComparedGivesNothing) {
  const std::vector<double> tied{2, 2, 2};
  const std::vector<double> up{1, 2, 3};
  EXPECT_FALSE(kendall_w(std::vector<std::vector<double>>{up}).has_value());
  EXPECT_FALSE(kendall_w(std::vector{tied, tied}).has_value());
  EXPECT_TRUE(kendall_w(std::vector{tied, up}).has_value());
  EXPECT_FALSE(kendall_tau(tied, up).has_value());
  EXPECT_FALSE(spearman_rho(tied, up).has_value());
  EXPECT_FALSE(dissent_of({}).has_value());
  EXPECT_FALSE(dissent_of(std::vector<std::vector<double>>{{1}, {1}}).has_value());
}

TEST(Dissent, NamesTheRankingsInWhichAThingStandsBestAndWorst) {
  const auto dissent =
      dissent_of(std::vector<std::vector<double>>{{1, 2, 3}, {3, 2, 1}, {3, 1, 2}});
  ASSERT_TRUE(dissent.has_value());
  EXPECT_EQ(dissent->ranges[0].best, 1.0);
  EXPECT_EQ(dissent->ranges[0].best_in, 0U);
  EXPECT_EQ(dissent->ranges[0].worst, 3.0);
  EXPECT_EQ(dissent->ranges[0].worst_in, 1U);
  EXPECT_EQ(dissent->ranges[1].best_in, 2U);
  EXPECT_EQ(*dissent->tau[1], -1.0);
  EXPECT_EQ(*dissent->tau[4], 1.0);
}

}  // namespace
}  // namespace penholder
