#include "polytope/hit_and_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "polytope/chains.h"
#include "sets.h"

namespace penholder::polytope {
namespace {

using testing::order_simplex;
using testing::simplex;

struct Drawn {
  std::size_t width = 0;
  Settled settled;
  WalkRows rows;
  [[nodiscard]] std::size_t size() const { return width == 0 ? 0 : rows.rows.size() / width; }
  [[nodiscard]] double mean(const std::function<double(const double*)>& of) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < size(); ++i) sum += of(rows.rows.data() + i * width);
    return sum / static_cast<double>(size());
  }
  [[nodiscard]] double mean(std::size_t j) const {
    return mean([j](const double* x) { return x[j]; });
  }
  [[nodiscard]] double square(std::size_t j) const {
    return mean([j](const double* x) { return x[j] * x[j]; });
  }
};

Drawn draw(const Polytope& set, std::size_t count, std::span<const FormPower> density = {},
           unsigned threads = 1) {
  const ShapeOutcome outcome = shape_of(set);
  EXPECT_TRUE(std::holds_alternative<Shape>(outcome));
  const Walker walker(set, std::get<Shape>(outcome), density);
  std::vector<std::vector<double>> starts;
  for (std::size_t c = 0; c < kChains; ++c) {
    Rng rng(7, c);
    starts.push_back(walker.start(rng));
  }
  const Step step = [&](Rng& rng, std::span<double> x) { walker.step(rng, x); };
  Drawn drawn{.width = set.dimension,
              .settled = settle(std::move(starts), walker.dimension(), step, 1, threads),
              .rows = {}};
  drawn.rows = draw_rows(drawn.settled, step, count, 2, threads);
  EXPECT_TRUE(drawn.settled.has_converged);
  EXPECT_EQ(drawn.size(), count);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const std::vector<double> x(
        drawn.rows.rows.begin() + static_cast<std::ptrdiff_t>(i * drawn.width),
        drawn.rows.rows.begin() + static_cast<std::ptrdiff_t>((i + 1) * drawn.width));
    for (const double slack : slacks(set, x)) {
      if (slack < -1e-9) ADD_FAILURE() << "row " << i << " is outside by " << slack;
    }
  }
  return drawn;
}

// 20,000 rows worth at least 0.8 of independent ones: 5 standard errors.
constexpr std::size_t kRows = 20'000;
double error(double variance) { return 5.0 * std::sqrt(variance / (0.8 * kRows)); }

TEST(HitAndRun, HasTheMomentsOfTheSimplex) {
  for (const std::size_t n : {2U, 3U, 8U}) {
    const Drawn drawn = draw(simplex(n), kRows);
    const auto m = static_cast<double>(n);
    const double variance = (m - 1.0) / (m * m * (m + 1.0));
    for (std::size_t j = 0; j < n; ++j) {
      EXPECT_NEAR(drawn.mean(j), 1.0 / m, error(variance)) << n;
      EXPECT_NEAR(drawn.square(j), 2.0 / (m * (m + 1.0)), 3.0 * error(variance) / m) << n;
    }
  }
}

TEST(HitAndRun, HasTheMeansOfTheOrderedSimplex) {
  constexpr std::size_t n = 6;
  const Drawn drawn = draw(order_simplex(n), kRows);
  for (std::size_t j = 0; j < n; ++j) {
    double exact = 0.0;
    for (std::size_t k = j; k < n; ++k) exact += 1.0 / static_cast<double>((k + 1) * n);
    EXPECT_NEAR(drawn.mean(j), exact, error(0.02)) << j;
  }
}

/// Uniform on the simplex, kept when in the set.
Drawn reject(const Polytope& set, std::size_t count, std::uint64_t seed) {
  Drawn drawn{.width = set.dimension, .settled = {}, .rows = {}};
  Rng rng(seed);
  std::vector<double> x(set.dimension);
  while (drawn.size() < count) {
    draw_simplex(rng, x);
    bool inside = true;
    for (const double slack : slacks(set, x)) inside = inside && slack >= 0.0;
    if (inside) drawn.rows.rows.insert(drawn.rows.rows.end(), x.begin(), x.end());
  }
  return drawn;
}

TEST(HitAndRun, AgreesWithRejectionOnBoxCutAndRandomSets) {
  std::vector<Polytope> sets;
  Polytope box = simplex(4);
  box.at_least.push_back({{1, 0, 0, 0}, 0.1});
  box.at_least.push_back({{-1, 0, 0, 0}, -0.4});
  box.at_least.push_back({{0, -1, 0, 0}, -0.3});
  sets.push_back(box);
  for (std::uint64_t seed = 0; sets.size() < 8; ++seed) {
    Rng rng(seed, 21);
    Polytope set = simplex(3 + rng.below(3));
    for (std::uint32_t i = 0; i < 1 + rng.below(3); ++i) {
      std::vector<double> normal(set.dimension);
      for (double& x : normal) x = rng.normal();
      set.at_least.push_back({std::move(normal), 0.0});
    }
    // Those that rejection can do, too.
    std::vector<double> x(set.dimension);
    int inside = 0;
    for (int i = 0; i < 2000; ++i) {
      draw_simplex(rng, x);
      const auto slack = slacks(set, x);
      inside += std::ranges::all_of(slack, [](double s) { return s >= 0.0; }) ? 1 : 0;
    }
    if (inside > 100) sets.push_back(std::move(set));
  }
  for (std::size_t s = 0; s < sets.size(); ++s) {
    const Drawn walked = draw(sets[s], kRows);
    const Drawn rejected = reject(sets[s], kRows, s);
    for (std::size_t j = 0; j < sets[s].dimension; ++j) {
      const double variance = rejected.square(j) - rejected.mean(j) * rejected.mean(j);
      EXPECT_NEAR(walked.mean(j), rejected.mean(j), 1.5 * error(variance)) << s << " " << j;
      EXPECT_NEAR(walked.square(j), rejected.square(j), 3.0 * error(variance)) << s << " " << j;
      for (std::size_t k = 0; k < j; ++k) {
        const auto product = [j, k](const double* x) { return x[j] * x[k]; };
        EXPECT_NEAR(walked.mean(product), rejected.mean(product), 3.0 * error(variance)) << s;
      }
    }
  }
}

TEST(HitAndRun, MeetsDensitiesWithClosedForms) {
  // Dirichlet(2, 1, 1): density x1. Means 1/2, 1/4, 1/4; E x1^2 = 2*3/(4*5).
  const std::vector<FormPower> twice{{{1, 0, 0}, 1.0}};
  const Drawn dirichlet = draw(simplex(3), kRows, twice);
  EXPECT_NEAR(dirichlet.mean(0), 0.5, error(0.05));
  EXPECT_NEAR(dirichlet.square(0), 0.3, error(0.05));
  // A tree of two branches, the first of three leaves: its weight is uniform on 0..1.
  const std::vector<FormPower> branch{{{1, 1, 1, 0}, -2.0}};
  const Drawn tree = draw(simplex(4), kRows, branch);
  EXPECT_NEAR(tree.mean(3), 0.5, error(1.0 / 12.0));
  EXPECT_NEAR(tree.square(3), 1.0 / 3.0, error(0.09));
  for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(tree.mean(j), 1.0 / 6.0, error(0.03));
}

TEST(HitAndRun, ThinSetsAreRounded) {
  // A slab a thousandth as wide as it is long, at an angle: the rest is as on the simplex.
  Polytope set = simplex(4);
  set.at_least.push_back({{1, -1, 0.5, 0}, -0.0001});
  set.at_least.push_back({{-1, 1, -0.5, 0}, -0.0001});
  const Drawn walked = draw(set, kRows);
  EXPECT_LE(walked.settled.thin, 60U);
  const Drawn rejected = reject(set, 2000, 3);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(walked.mean(j), rejected.mean(j), 0.02) << j;
}

TEST(HitAndRun, MeetsEquations) {
  Polytope set = simplex(3);
  set.equal.push_back({{1, -2, 0}, 0.0});  // x1 = 2 x2: an edge from (2/3, 1/3, 0) to (0, 0, 1)
  const Drawn drawn = draw(set, kRows);
  EXPECT_NEAR(drawn.mean(2), 0.5, error(1.0 / 12.0));
  EXPECT_NEAR(drawn.square(2), 1.0 / 3.0, error(0.09));
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const double* x = drawn.rows.rows.data() + i * 3;
    ASSERT_NEAR(x[0], 2.0 * x[1], 1e-9);
    ASSERT_NEAR(x[0] + x[1] + x[2], 1.0, 1e-9);
  }
}

TEST(HitAndRun, StaysInAPoint) {
  Polytope set = simplex(3);
  set.at_least.push_back({{0, 1, 0}, 1.0});
  const Drawn drawn = draw(set, 10);
  for (std::size_t i = 0; i < 10; ++i) EXPECT_NEAR(drawn.rows.rows[i * 3 + 1], 1.0, 1e-9);
}

TEST(Chains, GiveTheSameBytesForAnyNumberOfThreads) {
  const Drawn one = draw(order_simplex(5), 4001);
  for (const unsigned threads : {2U, 5U}) {
    EXPECT_EQ(draw(order_simplex(5), 4001, {}, threads).rows.rows, one.rows.rows);
  }
}

TEST(Chains, ASmallDrawIsTheBeginningOfALargeOne) {
  const Drawn few = draw(order_simplex(4), 10);
  const Drawn many = draw(order_simplex(4), 5000);
  EXPECT_TRUE(std::equal(few.rows.rows.begin(), few.rows.rows.end(), many.rows.rows.begin()));
  EXPECT_FALSE(few.rows.is_checked);
  EXPECT_TRUE(many.rows.is_checked);
}

TEST(Chains, AWalkThatCannotForgetItsStartIsSaidToHaveFailed) {
  // Two rooms without a door: each chain stays in its own.
  std::vector<std::vector<double>> starts;
  for (std::size_t c = 0; c < kChains; ++c) starts.push_back({c % 2 == 0 ? 0.25 : 0.75});
  const Step step = [](Rng& rng, std::span<double> x) {
    x[0] = (x[0] < 0.5 ? 0.0 : 0.5) + 0.5 * rng.uniform();
  };
  const Settled settled = settle(std::move(starts), 1, step, 1, 1);
  EXPECT_FALSE(settled.has_converged);
  EXPECT_GT(settled.pilot.r_hat, 1.2);
  const WalkRows rows = draw_rows(settled, step, 4000, 1, 1);
  EXPECT_GT(rows.found.r_hat, 1.2) << "and the rows show it, too";
}

TEST(Chains, SlowWalksAreThinnedMore) {
  std::vector<std::vector<double>> starts(kChains, {0.5});
  const Step slow = [](Rng& rng, std::span<double> x) {
    x[0] = 0.9 * x[0] + std::sqrt(0.19) * rng.normal();
  };
  const Settled settled = settle(std::move(starts), 1, slow, 1, 1);
  EXPECT_TRUE(settled.has_converged);
  EXPECT_GE(settled.thin, 16U);
}

}  // namespace
}  // namespace penholder::polytope
