#include "polytope/line_density.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace penholder::polytope {
namespace {

struct Example {
  const char* name;
  double low;
  double high;
  std::vector<LinePower> factors;
};

/// Largest distance between the drawn distribution and the one that a fine sum gives.
double distance(const Example& example, std::uint64_t seed) {
  constexpr int kDraws = 20'000;
  constexpr int kSteps = 400'000;
  std::vector<double> drawn;
  Rng rng(seed);
  for (int i = 0; i < kDraws; ++i) {
    drawn.push_back(draw_on_line(rng, example.low, example.high, example.factors));
  }
  std::ranges::sort(drawn);
  EXPECT_GE(drawn.front(), example.low);
  EXPECT_LE(drawn.back(), example.high);
  std::vector<double> sum{0.0};
  // Cells that shrink towards both ends, where the density may rise steeply.
  std::vector<double> edge;
  for (int i = 0; i <= kSteps; ++i) {
    const double u = static_cast<double>(i) / kSteps;
    edge.push_back(example.low + (example.high - example.low) * u * u * (3.0 - 2.0 * u));
  }
  for (int i = 0; i < kSteps; ++i) {
    sum.push_back(sum.back() +
                  std::exp(log_density(example.factors, 0.5 * (edge[i] + edge[i + 1]))) *
                      (edge[i + 1] - edge[i]));
  }
  double worst = 0.0;
  for (int i = 0; i < kDraws; ++i) {
    const auto place = std::ranges::upper_bound(edge, drawn[i]) - edge.begin();
    const double at = sum[std::min<std::size_t>(place, kSteps)] / sum.back();
    worst = std::max(worst, std::fabs(at - (i + 0.5) / kDraws));
  }
  return worst;
}

TEST(LineDensity, DrawsHaveTheDistributionOfTheDensity) {
  const std::vector<Example> examples{
      {"constant", -1, 2, {}},
      {"falling", -1, 2, {{2, 1, -3}}},
      {"steep", -0.999, 3, {{1, 1, -3}}},
      {"very steep", -0.9999, 3, {{1, 1, -2}}},
      {"both ends", -0.99, 0.99, {{1, 1, -2}, {1, -1, -3}}},
      {"rising", -1, 1, {{1, 1, 2}}},
      {"hump", -1, 1, {{1, 1, 3}, {1, -1, 2}}},
      {"mixed", -0.95, 1, {{1, 1, -2}, {1, -1, 1}, {3, 1, 4}}},
      {"cancelled", -1, 1, {{1, 1, -1}, {2, 2, 1}}},
      {"zero in the middle power", -1, 1, {{1, 1, 0}}},
  };
  for (const Example& example : examples) {
    // Kolmogorov-Smirnov: 1.95 / sqrt(20,000) is passed by chance once in a thousand.
    EXPECT_LT(distance(example, 11), 0.0138) << example.name;
  }
}

TEST(LineDensity, StaysWhereThereIsNoRoom) {
  Rng rng(1);
  const std::vector<LinePower> factors{{1, 1, -2}};
  EXPECT_EQ(draw_on_line(rng, 0.0, 0.0, factors), 0.0);
  const double t = draw_on_line(rng, -1e-15, 1e-15, factors);
  EXPECT_LE(std::fabs(t), 1e-15);
}

}  // namespace
}  // namespace penholder::polytope
