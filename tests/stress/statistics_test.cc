#include "stress/statistics.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "base/random.h"
#include "stress/figures.h"
#include "stress/inputs.h"

namespace penholder {
namespace {

TEST(Statistics, MomentsMergeToTheSameAsOneRun) {
  Moments whole(50.0), a(50.0), b(50.0);
  Rng rng(3);
  for (int i = 0; i < 1000; ++i) {
    const double x = 50.0 + rng.normal();
    whole.add(x);
    (i < 300 ? a : b).add(x);
  }
  a.merge(b);
  EXPECT_NEAR(a.mean(), whole.mean(), 1e-12);
  EXPECT_NEAR(a.variance(), whole.variance(), 1e-12);
  EXPECT_NEAR(a.measured().standard_error, std::sqrt(whole.variance() / 999.0), 1e-12);
  EXPECT_DOUBLE_EQ(Moments().mean(), 0.0);
}

TEST(Statistics, SpreadsAreThoseOfTheSortedSample) {
  std::vector<float> values;
  std::vector<std::uint32_t> counts(101, 0);
  for (int i = 100; i >= 1; --i) {
    values.push_back(static_cast<float>(i));
    counts[static_cast<std::size_t>(i)] = 1;
  }
  for (const Spread& s : {spread_of(values), spread_of_days(counts)}) {
    EXPECT_DOUBLE_EQ(s.p5, 5.0);
    EXPECT_DOUBLE_EQ(s.p10, 10.0);
    EXPECT_DOUBLE_EQ(s.p50, 50.0);
    EXPECT_DOUBLE_EQ(s.p90, 90.0);
    EXPECT_DOUBLE_EQ(s.p95, 95.0);
  }
  std::vector<float> one{7.0F};
  EXPECT_DOUBLE_EQ(spread_of(one).p5, 7.0);
  std::vector<float> none;
  EXPECT_DOUBLE_EQ(spread_of(none).p50, 0.0);
  EXPECT_DOUBLE_EQ(spread_of_days(std::vector<std::uint32_t>(5, 0)).p50, 0.0);
}

TEST(Statistics, TheBetweenShareOfASumIsItsPartOfTheVariance) {
  // y = 2a + b with a, b standard normal: a explains 4/5, of which fifths keep about nine tenths.
  Groups by_a{std::vector<double>(5, 0.0), std::vector<std::uint64_t>(5, 0)};
  Groups by_noise = by_a;
  Moments y;
  Rng rng(4);
  for (int i = 0; i < 50'000; ++i) {
    const double u = rng.uniform_open();
    const double value = 2.0 * normal_quantile(u) + rng.normal();
    y.add(value);
    const auto g = static_cast<std::size_t>(u * 5.0);
    by_a.sum[g] += value;
    ++by_a.count[g];
    const std::size_t other = rng.below(5);
    by_noise.sum[other] += value;
    ++by_noise.count[other];
  }
  // Variance between the means of the fifths of a standard normal.
  const std::array<double, 6> cut{0.0, 0.2, 0.4, 0.6, 0.8, 1.0};
  double between = 0.0;
  for (int g = 0; g < 5; ++g) {
    const auto density = [&](double p) {
      if (p <= 0.0 || p >= 1.0) return 0.0;
      const double z = normal_quantile(p);
      return std::exp(-z * z / 2.0) / std::sqrt(2.0 * std::acos(-1.0));
    };
    const double mean = (density(cut[static_cast<std::size_t>(g)]) -
                         density(cut[static_cast<std::size_t>(g) + 1])) /
                        0.2;
    between += 0.2 * mean * mean;
  }
  EXPECT_NEAR(between_share(by_a, y.variance()), 4.0 * between / 5.0, 0.01);
  EXPECT_DOUBLE_EQ(between_share(by_noise, y.variance()), 0.0);
  EXPECT_DOUBLE_EQ(between_share(by_a, 0.0), 0.0);
}

TEST(Inputs, DrawsHangOnSeedReplicationAndIdAlone) {
  const std::uint64_t key = stable_key("duration/elections");
  EXPECT_DOUBLE_EQ(Draws(1, 7).uniform(key), Draws(1, 7).uniform(key));
  EXPECT_NE(Draws(1, 7).uniform(key), Draws(1, 8).uniform(key));
  EXPECT_NE(Draws(1, 7).uniform(key), Draws(2, 7).uniform(key));
  EXPECT_NE(Draws(1, 7).uniform(key), Draws(1, 7).uniform(stable_key("duration/election")));
}

TEST(Inputs, DrawsAreUniformAndUncorrelatedBetweenInputsAndReplications) {
  const int n = 40'000;
  const std::uint64_t a = stable_key("a");
  const std::uint64_t b = stable_key("b");
  std::array<int, 10> bins{};
  double ab = 0.0, lag = 0.0, before = 0.0;
  for (int i = 0; i < n; ++i) {
    const Draws draws(1, static_cast<std::uint64_t>(i));
    const double x = draws.uniform(a) - 0.5;
    ++bins[static_cast<std::size_t>((x + 0.5) * 10.0)];
    ab += x * (draws.uniform(b) - 0.5);
    lag += x * before;
    before = x;
  }
  double chi = 0.0;
  for (const int count : bins) chi += (count - n / 10.0) * (count - n / 10.0) / (n / 10.0);
  EXPECT_LT(chi, 27.9);  // 99.9th percentile at 9 degrees of freedom
  const double error = 1.0 / 12.0 / std::sqrt(static_cast<double>(n));
  EXPECT_LT(std::abs(ab / n), 4.0 * error);
  EXPECT_LT(std::abs(lag / n), 4.0 * error);
}

TEST(Inputs, QuickQuantilesAgreeWithThePolishedOnes) {
  std::vector<double> p, z;
  for (int i = 1; i < 20'000; ++i) p.push_back(i / 20'000.0);
  for (const double tiny : {1e-15, 1e-9, 1e-4, 0.02424, 0.02426}) {
    p.push_back(tiny);
    p.push_back(1.0 - tiny);
  }
  z.resize(p.size());
  normal_quantiles(p, z);
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_NEAR(z[i], normal_quantile(p[i]), 2e-9 * std::max(1.0, std::abs(z[i])) + 1e-8) << p[i];
  }
}

TEST(Figures, CarryNoMoreDigitsThanTheSampleDoes) {
  EXPECT_EQ(decimals_for(0.04), 2);
  EXPECT_EQ(decimals_for(0.5), 1);
  EXPECT_EQ(decimals_for(3.0), 0);
  EXPECT_EQ(decimals_for(0.0), 4);
  EXPECT_EQ(figure_in_words({.mean = 57.7911, .standard_error = 0.03}), "57.8");
  EXPECT_EQ(figure_in_words({.mean = 57.7911, .standard_error = 2.0}), "58");
  EXPECT_DOUBLE_EQ(rounded(-0.001, 2), 0.0);
  EXPECT_FALSE(std::signbit(rounded(-0.001, 2)));
}

TEST(Figures, SayChancesAsPeopleDo) {
  EXPECT_EQ(chance_in_words(0.0), "never");
  EXPECT_EQ(chance_in_words(1.0), "always");
  EXPECT_EQ(chance_in_words(0.004), "fewer than 1 in 100");
  EXPECT_EQ(chance_in_words(0.02), "about 2 in 100");
  EXPECT_EQ(chance_in_words(0.31), "about 3 in 10");
  EXPECT_EQ(chance_in_words(0.33), "about 1 in 3");
  EXPECT_EQ(chance_in_words(0.248), "about 1 in 4");
  EXPECT_EQ(chance_in_words(0.52), "about 1 in 2");
  EXPECT_EQ(chance_in_words(0.995), "more than 99 in 100");
}

}  // namespace
}  // namespace penholder
