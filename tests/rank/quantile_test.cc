#include "rank/quantile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/random.h"

namespace penholder {
namespace {

double by_sorting(const std::vector<SampleGroup>& groups, double level) {
  std::vector<std::pair<float, double>> all;
  double whole = 0.0;
  for (const auto& group : groups) {
    if (group.values.empty()) continue;
    whole += group.weight;
    for (const float value : group.values) {
      all.emplace_back(value, group.weight / static_cast<double>(group.values.size()));
    }
  }
  std::ranges::sort(all);
  double sum = 0.0;
  for (const auto& [value, weight] : all) {
    sum += weight;
    if (sum >= level * whole * (1.0 - 1e-12)) return static_cast<double>(value);
  }
  return all.empty() ? 0.0 : static_cast<double>(all.back().first);
}

TEST(Quantiles, AgreeWithSortingOnManyShapes) {
  constexpr std::array kLevels{0.01, 0.05, 0.5, 0.95, 1.0};
  Rng rng(11);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::vector<float>> data(1 + rng.below(3));
    for (auto& values : data) {
      const std::uint32_t shape = rng.below(4);
      values.resize(rng.below(400));
      for (float& value : values) {
        const double u = rng.uniform();
        value = static_cast<float>(shape == 0   ? u
                                   : shape == 1 ? std::floor(4.0 * u)
                                   : shape == 2 ? std::exp(20.0 * u)
                                                : -5.0);
      }
    }
    std::vector<SampleGroup> groups;
    for (const auto& values : data) groups.push_back({.values = values, .weight = 1.0});
    const auto found = quantiles(groups, kLevels);
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
      EXPECT_EQ(found[i], by_sorting(groups, kLevels[i])) << "round " << round << " level " << i;
    }
  }
}

TEST(Quantiles, GroupsOfDifferentSizeWeighTheSame) {
  const std::vector<float> many(900, 1.0F);
  const std::vector<float> few{2.0F, 3.0F};
  const std::vector<SampleGroup> groups{{.values = many, .weight = 1.0},
                                        {.values = few, .weight = 1.0}};
  constexpr std::array kLevels{0.5, 0.51, 0.76};
  const auto found = quantiles(groups, kLevels);
  EXPECT_EQ(found[0], 1.0);
  EXPECT_EQ(found[1], 2.0);
  EXPECT_EQ(found[2], 3.0);
}

TEST(Quantiles, OfNothingAreZero) {
  constexpr std::array kLevels{0.5};
  EXPECT_EQ(quantiles({}, kLevels)[0], 0.0);
}

}  // namespace
}  // namespace penholder
