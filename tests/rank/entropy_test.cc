#include "rank/entropy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "base/random.h"

namespace penholder {
namespace {

TEST(Entropy, IsZeroForWhatIsSureAndWholeBitsForEvenChances) {
  EXPECT_EQ(entropy_of(std::vector{0.0, 1.0, 0.0}, 100).bits, 0.0);
  EXPECT_EQ(entropy_of(std::vector{0.0, 1.0, 0.0}, 100).error, 0.0);
  EXPECT_DOUBLE_EQ(entropy_of(std::vector{0.25, 0.25, 0.25, 0.25}, 100).bits, 2.0);
  EXPECT_EQ(entropy_of({}, 100).bits, 0.0);
  EXPECT_EQ(entropy_of(std::vector{0.0, 0.0}, 0).bits, 0.0);
}

// R package smaa, thrombolytics example: first ranks 0.3504 and 0.6496, ranking entropy 0.9344
// bits.
TEST(Entropy, MeetsThePublishedFigureOfTheSmaaPackage) {
  EXPECT_NEAR(entropy_of(std::vector{0.3504, 0.6496}, 10'000).bits, 0.9344, 5e-5);
}

TEST(Entropy, ItsErrorIsWhatRepetitionShows) {
  const std::vector<double> chances{0.6, 0.3, 0.1};
  constexpr int kDraws = 400;
  constexpr int kRounds = 2000;
  double sum = 0.0;
  double squares = 0.0;
  double error = 0.0;
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    Rng rng(11, round);
    std::vector<double> counts(3, 0.0);
    for (int i = 0; i < kDraws; ++i) {
      const double u = rng.uniform();
      counts[u < 0.6 ? 0 : u < 0.9 ? 1 : 2] += 1.0;
    }
    const Entropy entropy = entropy_of(counts, kDraws);
    sum += entropy.bits;
    squares += entropy.bits * entropy.bits;
    error += entropy.error / kRounds;
  }
  const double truth = entropy_of(chances, 1e12).bits;
  const double mean = sum / kRounds;
  const double off = std::sqrt(squares / kRounds - 2.0 * truth * mean + truth * truth);
  EXPECT_NEAR(error, off, 0.05 * off);
}

TEST(Entropy, OfOrdersCountsDrawsOfGroupsByTheirSay) {
  const std::vector<std::uint64_t> one{7, 7, 7, 7};
  const std::vector<std::uint64_t> other{9, 9};
  const OrderEntropy both =
      order_entropy(std::vector<OrderGroup>{{.orders = one, .weight = 0.5, .effective = 4.0},
                                            {.orders = other, .weight = 0.5, .effective = 2.0}});
  EXPECT_DOUBLE_EQ(both.bits, 1.0);
  EXPECT_EQ(both.orders, 2U);
  EXPECT_DOUBLE_EQ(both.coverage, 1.0);
  EXPECT_EQ(order_entropy({}).orders, 0U);
}

TEST(Entropy, OrdersThatNeverRepeatAreOnlyALowerBound) {
  const std::vector<std::uint64_t> draws{1, 2, 3, 4, 5, 6, 7, 8};
  const OrderEntropy open =
      order_entropy(std::vector<OrderGroup>{{.orders = draws, .weight = 1.0, .effective = 8.0}});
  EXPECT_DOUBLE_EQ(open.bits, 3.0);
  EXPECT_DOUBLE_EQ(open.coverage, 0.0);
  EXPECT_NEAR(open.error, 7.0 / (16.0 * std::numbers::ln2), 1e-12);
}

}  // namespace
}  // namespace penholder
