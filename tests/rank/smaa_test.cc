// The counting against its definition on values made at random, with and without ties, and the
// errors against repetition.

#include "rank/smaa.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/random.h"
#include "flat_case.h"
#include "rank/place_kernel.h"
#include "rank/rank.h"
#include "rank/view_result.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::t;

std::vector<StrengthEntry> entries_of(std::size_t alternatives, std::size_t leaves) {
  std::vector<StrengthEntry> entries;
  for (std::uint32_t a = 0; a < alternatives; ++a) {
    for (std::uint32_t leaf = 0; leaf < leaves; ++leaf) {
      entries.push_back({.alternative = a, .leaf = leaf, .strength = {}, .input = entries.size()});
    }
  }
  return entries;
}

/// Weights uniform on the simplex; strengths from a grid so coarse that ties abound, or none do.
struct Problem {
  Tiles weights;
  StrengthDraws strengths;
  std::vector<StrengthEntry> entries;
};

Problem random_problem(std::size_t alternatives, std::size_t leaves, std::size_t draws, int steps,
                       bool is_fixed, std::uint64_t stream) {
  Problem p{.weights = Tiles(leaves, draws),
            .strengths = {.is_certain = is_fixed,
                          .strength = Tiles(alternatives * leaves, is_fixed ? 1 : draws),
                          .per_total = Tiles(leaves, is_fixed ? 1 : draws)},
            .entries = entries_of(alternatives, leaves)};
  Rng rng(5, stream);
  std::vector<double> row(leaves);
  for (std::size_t i = 0; i < draws; ++i) {
    draw_simplex(rng, row);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      p.weights.tile_of(i)[leaf][i % kLanes] = row[leaf];
    }
    if (is_fixed && i > 0) continue;
    for (Lanes& lanes : p.strengths.strength.tile_of(i)) {
      // Performance tables may go below zero: only their order counts.
      lanes[i % kLanes] =
          static_cast<double>(rng.below(static_cast<std::uint32_t>(steps))) / steps - 0.3;
    }
    for (Lanes& lanes : p.strengths.per_total.tile_of(i)) lanes[i % kLanes] = 1.0;
  }
  return p;
}

TEST(Smaa, AgreesWithCountingOneByOne) {
  std::uint64_t stream = 0;
  for (const std::size_t alternatives : {1U, 2U, 7U, 33U}) {
    for (const int steps : {1, 2, 1'000'000}) {
      for (const bool is_fixed : {true, false}) {
        const std::size_t draws = 1100;  // more than a stretch, and no whole tile at the end
        const std::size_t leaves = 3;
        const Problem p = random_problem(alternatives, leaves, draws, steps, is_fixed, stream++);
        KeptDraws kept{.wants_orders = true};
        const Tally fast = tally(p.entries, alternatives, p.strengths, p.weights, 2, kept);
        const std::size_t n = alternatives;
        Tally slow(n, leaves);
        for (std::size_t s = 0; s < draws; ++s) {
          std::vector<double> value(n, 0.0);
          for (std::size_t e = 0; e < p.entries.size(); ++e) {
            const std::size_t at = is_fixed ? 0 : s;
            value[p.entries[e].alternative] += 100.0 *
                                               p.weights.tile_of(s)[p.entries[e].leaf][s % kLanes] *
                                               p.strengths.strength.tile_of(at)[e][at % kLanes];
          }
          for (double& v : value) v = std::round(v * 0x1.0p30) * 0x1.0p-30;
          for (std::size_t a = 0; a < n; ++a) {
            std::size_t above = 0;
            std::size_t equal = 0;
            for (std::size_t b = 0; b < n; ++b) {
              above += value[b] > value[a] ? 1U : 0U;
              equal += value[b] == value[a] ? 1U : 0U;
              slow.wins[a * n + b] += value[a] > value[b] ? 1U : 0U;
            }
            const double part = 1.0 / static_cast<double>(equal);
            slow.value_sum[a] += value[a];
            slow.value_square_sum[a] += value[a] * value[a];
            for (std::size_t r = above; r < above + equal; ++r) {
              slow.ranks[a * n + r] += part;
              slow.rank_sum[a] += part * static_cast<double>(r + 1);
            }
            if (above > 0) continue;
            slow.first_square_sum[a] += part * part;
            for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
              const double w = p.weights.tile_of(s)[leaf][s % kLanes];
              slow.central_sum[a * leaves + leaf] += part * w;
              slow.central_part_sum[a * leaves + leaf] += part * part * w;
              slow.central_square_sum[a * leaves + leaf] += part * part * w * w;
            }
          }
        }
        const auto what = fmt::format("{} alternatives, {} steps", alternatives, steps);
        ASSERT_EQ(fast.draws, draws);
        ASSERT_EQ(fast.wins, slow.wins) << what;
        const auto expect_near = [&](const std::vector<double>& a, const std::vector<double>& b) {
          ASSERT_EQ(a.size(), b.size());
          for (std::size_t i = 0; i < a.size(); ++i) {
            ASSERT_NEAR(a[i], b[i], 1e-6 + 1e-9 * std::abs(b[i])) << what;
          }
        };
        expect_near(fast.ranks, slow.ranks);
        expect_near(fast.rank_sum, slow.rank_sum);
        expect_near(fast.value_sum, slow.value_sum);
        expect_near(fast.value_square_sum, slow.value_square_sum);
        expect_near(fast.central_sum, slow.central_sum);
        expect_near(fast.central_part_sum, slow.central_part_sum);
        expect_near(fast.central_square_sum, slow.central_square_sum);
        expect_near(fast.first_square_sum, slow.first_square_sum);
        ASSERT_EQ(kept.orders.size(), draws);
        if (steps == 1) {
          EXPECT_EQ(std::ranges::count(kept.orders, kept.orders[0]), static_cast<long>(draws));
        }
      }
    }
  }
}

TEST(Smaa, KeepsTheFirstDrawsOnlyWhenToldTo) {
  const Problem p = random_problem(4, 2, 700, 1000, true, 1);
  KeptDraws all;
  KeptDraws few{.draws_most = 130, .wants_orders = true};
  const Tally one = tally(p.entries, 4, p.strengths, p.weights, 1, all);
  const Tally two = tally(p.entries, 4, p.strengths, p.weights, 3, few);
  EXPECT_EQ(one.ranks, two.ranks) << "all are counted";
  ASSERT_EQ(few.draws, 130U);
  ASSERT_EQ(few.orders.size(), 130U);
  EXPECT_TRUE(all.orders.empty());
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t s = 0; s < 130; ++s) {
      ASSERT_EQ(few.values[a * 130 + s], all.values[a * 700 + s]);
    }
  }
}

TEST(PlaceKernel, WideAndCommonVectorsCountTheSame) {
  Rng rng(3);
  constexpr std::size_t kThings = 19;
  std::vector<Lanes> values(kThings);
  for (Lanes& lanes : values) {
    for (double& value : lanes) value = static_cast<double>(rng.below(40));
  }
  std::vector<std::int16_t> wide(kThings * kPlaceDraws, 0);
  std::vector<std::int16_t> common(kThings * kPlaceDraws, 0);
  for (std::size_t tile = 0; tile < kPlaceDraws; tile += kLanes) {
    count_above(values, wide.data() + tile, Width::Widest);
    count_above(values, common.data() + tile, Width::Common);
    std::ranges::rotate(values, values.begin() + 1);
  }
  ASSERT_EQ(wide, common);
  for (const bool has_ties : {true, false}) {
    std::vector<std::uint64_t> wins_wide(kThings * kThings, 0);
    std::vector<std::uint64_t> wins_common(kThings * kThings, 0);
    count_wins(wide.data(), kThings, kPlaceDraws, has_ties, wins_wide, Width::Widest);
    count_wins(wide.data(), kThings, kPlaceDraws, has_ties, wins_common, Width::Common);
    EXPECT_EQ(wins_wide, wins_common);
  }
}

// What a figure's error says must be what another seed does: over many seeds the figures scatter by
// as much.
TEST(MonteCarloErrors, AreWhatOtherSeedsShow) {
  Case c = flat_case(3, {{0.9, 0.1, 0.2}, {0.2, 0.8, 0.3}, {0.3, 0.3, 0.6}, {0.4, 0.4, 0.4}});
  for (Task& task : c.tasks) {
    for (Serves& serves : task.serves) {
      serves.strength = judged(0.7 * serves.strength.likely, serves.strength.likely,
                               std::min(1.0, 1.3 * serves.strength.likely));
    }
  }
  struct Scatter {
    double sum = 0.0;
    double squares = 0.0;
    double error = 0.0;
    void add(double value, double its_error) {
      sum += value;
      squares += value * value;
      error += its_error;
    }
  };
  constexpr int kSeeds = 400;
  std::vector<Scatter> scatter(7);
  for (int seed = 1; seed <= kSeeds; ++seed) {
    const Ranking ranking = rank(c, {.samples = 500, .seed = static_cast<std::uint64_t>(seed)});
    const auto& row = ranking.all.rows[t(1)];
    scatter[0].add(row.rank_acceptability[0], row.acceptability_error[0]);
    scatter[1].add(row.mean_value, row.value_error);
    scatter[2].add(row.mean_rank, row.rank_error);
    scatter[3].add((*row.central_weights).raw()[0], row.central_error.raw()[0]);
    scatter[4].add(row.entropy.bits, row.entropy.error);
    scatter[5].add(ranking.all.pairwise[1], ranking.all.pairwise_error[1]);
    scatter[6].add(ranking.all.mean_weights.raw()[0], ranking.all.weight_error.raw()[0]);
  }
  for (std::size_t i = 0; i < scatter.size(); ++i) {
    const double mean = scatter[i].sum / kSeeds;
    const double spread = std::sqrt(scatter[i].squares / kSeeds - mean * mean);
    // 400 seeds tell a spread to about 3.5 %.
    EXPECT_NEAR(scatter[i].error / kSeeds, spread, 0.15 * spread) << "figure " << i;
  }
}

TEST(MonteCarloErrors, GrowWhereDrawsAreWorthFewerIndependentOnes) {
  const Problem p = random_problem(4, 3, 800, 1000, false, 2);
  Sampled independent{.view = std::nullopt,
                      .acceptance = 1.0,
                      .effective = 800.0,
                      .walk = std::nullopt,
                      .mean = Weights(3, 1.0 / 3.0),
                      .counts = {},
                      .kept = {.wants_orders = true},
                      .narrow_weights = std::vector<float>(3 * 800, 0.5F)};
  independent.counts = tally(p.entries, 4, p.strengths, p.weights, 1, independent.kept);
  Sampled walked = independent;
  walked.effective = 200.0;
  const std::array one{static_cast<const Sampled*>(&independent)};
  const std::array other{static_cast<const Sampled*>(&walked)};
  const ViewRanking full = result_of(one, 4, 3, 1);
  const ViewRanking quarter = result_of(other, 4, 3, 1);
  EXPECT_EQ(full.rows[t(2)].mean_value, quarter.rows[t(2)].mean_value);
  EXPECT_NEAR(quarter.standard_error, 2.0 * full.standard_error, 1e-12);
  EXPECT_NEAR(quarter.rows[t(2)].value_error, 2.0 * full.rows[t(2)].value_error, 1e-12);
  EXPECT_NEAR(quarter.rows[t(2)].rank_error, 2.0 * full.rows[t(2)].rank_error, 1e-12);
  EXPECT_NEAR(quarter.weight_error.raw()[0], 2.0 * full.weight_error.raw()[0], 1e-12);
  EXPECT_NEAR(quarter.rows[t(2)].central_error.raw()[1],
              2.0 * full.rows[t(2)].central_error.raw()[1], 1e-12);
  // Of two views with equal say the errors are averaged, as if they went the same way.
  const std::array both{static_cast<const Sampled*>(&independent),
                        static_cast<const Sampled*>(&walked)};
  EXPECT_NEAR(result_of(both, 4, 3, 1).standard_error, 1.5 * full.standard_error, 1e-12);
}

TEST(MonteCarloErrors, OfWhatIsSureAreZero) {
  const Ranking ranking = rank(flat_case(2, {{0.7, 0.7}, {0.3, 0.3}}), {.samples = 200});
  const auto& row = ranking.all.rows[t(1)];
  EXPECT_EQ(row.acceptability_error[0], 0.0);
  EXPECT_EQ(row.rank_error, 0.0);
  EXPECT_EQ(row.value_error, 0.0);
  EXPECT_EQ(row.confidence_error, 0.0);
  EXPECT_EQ(row.entropy.bits, 0.0);
  EXPECT_EQ(ranking.all.order_entropy.orders, 1U);
  EXPECT_GT(row.central_error.raw()[0], 0.0) << "the weights vary all the same";
}

}  // namespace
}  // namespace penholder
