#include "polytope/convergence.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"

namespace penholder::polytope {
namespace {

using Chains = std::vector<std::vector<double>>;

/// Autoregressive chains: x' = a x + noise, stationary variance 1.
Chains autoregressive(double a, std::size_t chains, std::size_t rows, std::uint64_t seed) {
  Chains result;
  for (std::size_t c = 0; c < chains; ++c) {
    Rng rng(seed, c);
    std::vector<double> chain;
    double x = rng.normal();
    for (std::size_t i = 0; i < rows; ++i) {
      x = a * x + std::sqrt(1.0 - a * a) * rng.normal();
      chain.push_back(x);
    }
    result.push_back(std::move(chain));
  }
  return result;
}

TEST(Convergence, OfIndependentRowsIsTheirNumber) {
  const Convergence found = convergence_of(autoregressive(0.0, 4, 2500, 1));
  EXPECT_LT(found.r_hat, 1.005);
  EXPECT_NEAR(found.effective_rows, 10'000.0, 1200.0);
}

TEST(Convergence, OfAnAutoregressiveChainIsTheClosedForm) {
  // Autocorrelation a^k: n (1 - a) / (1 + a) rows are worth as much.
  for (const double a : {0.5, 0.9}) {
    const Convergence found = convergence_of(autoregressive(a, 4, 10'000, 2));
    const double exact = 40'000.0 * (1.0 - a) / (1.0 + a);
    EXPECT_NEAR(found.effective_rows, exact, 0.15 * exact) << a;
  }
}

TEST(Convergence, SeesAChainElsewhereADriftAndAChainOfOtherSpread) {
  Chains shifted = autoregressive(0.0, 4, 500, 3);
  for (double& x : shifted[2]) x += 1.0;
  EXPECT_GT(convergence_of(shifted).r_hat, 1.05);
  Chains drifting = autoregressive(0.0, 4, 500, 4);
  for (auto& chain : drifting) {
    for (std::size_t i = 0; i < chain.size(); ++i) chain[i] += static_cast<double>(i) / 250.0;
  }
  EXPECT_GT(convergence_of(drifting).r_hat, 1.05) << "the halves differ";
  Chains wide = autoregressive(0.0, 4, 500, 5);
  for (double& x : wide[1]) x *= 4.0;
  EXPECT_GT(convergence_of(wide).r_hat, 1.05) << "folded";
}

TEST(Convergence, DoesNotDependOnTheScaleOrOnAMonotoneMap) {
  Chains chains = autoregressive(0.7, 4, 400, 6);
  const Convergence before = convergence_of(chains);
  for (auto& chain : chains) {
    for (double& x : chain) x = std::exp(3.0 * x) - 5.0;
  }
  EXPECT_NEAR(convergence_of(chains).effective_rows, before.effective_rows, 1e-9);
}

TEST(Convergence, LeavesOutCoordinatesThatDoNotVary) {
  const std::vector<std::vector<double>> rows(4, std::vector<double>(200, 0.25));
  const Convergence found = convergence_of(rows, 2);
  EXPECT_EQ(found.r_hat, 1.0);
  EXPECT_EQ(found.effective_rows, 400.0);
  const std::vector<std::vector<double>> none(4);
  EXPECT_EQ(convergence_of(none, 0).r_hat, 1.0);
}

}  // namespace
}  // namespace penholder::polytope
