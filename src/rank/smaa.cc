#include "rank/smaa.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/parallel.h"

namespace penholder {
namespace {

// Draws in one unit of parallel work: whole tiles.
constexpr std::size_t kBlock = 16 * kLanes;
using Counts = std::array<std::int64_t, kLanes>;

/// Rounds to a multiple of 2^-30 by pushing the lower bits out of the mantissa; right for |value| <
/// 2^20.
double snapped(double value) {
  constexpr double kPush = 6291456.0;  // 1.5 * 2^22
  return (value + kPush) - kPush;
}

/// values[t] = sum of scaled[leaf] * strength over one tile.
void fill_values(std::span<const StrengthEntry> entries, std::span<const Lanes> strength,
                 std::span<const Lanes> scaled, std::span<Lanes> values) {
  for (Lanes& lanes : values) lanes.fill(0.0);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const Lanes& weight = scaled[entries[e].leaf];
    Lanes& sum = values[entries[e].alternative];
    for (std::size_t l = 0; l < kLanes; ++l) sum[l] += weight[l] * strength[e][l];
  }
  for (Lanes& lanes : values) {
    for (double& value : lanes) value = snapped(value);
  }
}

/// above[t][l] = how many alternatives are worth more than t in lane l; wins as in Tally.
void compare_all(std::span<const Lanes> values, std::span<Counts> above,
                 std::vector<std::uint64_t>& wins) {
  const std::size_t n = values.size();
  for (Counts& counts : above) counts.fill(0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      std::int64_t a_wins = 0;
      std::int64_t b_wins = 0;
      for (std::size_t l = 0; l < kLanes; ++l) {
        const std::int64_t a_above = values[a][l] > values[b][l] ? 1 : 0;
        const std::int64_t b_above = values[b][l] > values[a][l] ? 1 : 0;
        above[b][l] += a_above;
        above[a][l] += b_above;
        a_wins += a_above;
        b_wins += b_above;
      }
      wins[a * n + b] += static_cast<std::uint64_t>(a_wins);
      wins[b * n + a] += static_cast<std::uint64_t>(b_wins);
    }
  }
}

/// Adds one draw's ranks. Tied alternatives are those with the same number above them.
void add_ranks(std::span<const Counts> above, std::size_t lane, std::span<const Lanes> weights,
               std::vector<std::uint32_t>& at_rank, Tally& tally) {
  const std::size_t n = above.size();
  const std::size_t leaves = weights.size();
  std::ranges::fill(at_rank, 0U);
  for (const Counts& counts : above) ++at_rank[static_cast<std::size_t>(counts[lane])];
  for (std::size_t t = 0; t < n; ++t) {
    const auto rank = static_cast<std::size_t>(above[t][lane]);
    const std::uint32_t tied = at_rank[rank];
    const double part = 1.0 / static_cast<double>(tied);
    for (std::size_t r = rank; r < rank + tied; ++r) tally.ranks[t * n + r] += part;
    tally.rank_sum[t] += static_cast<double>(rank) + 0.5 * static_cast<double>(tied + 1);
    if (rank == 0) {
      for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        tally.central_sum[t * leaves + leaf] += part * weights[leaf][lane];
      }
    }
  }
}

}  // namespace

Tally::Tally(std::size_t alternatives, std::size_t leaves)
    : wins(alternatives * alternatives, 0),
      ranks(alternatives * alternatives, 0.0),
      rank_sum(alternatives, 0.0),
      value_sum(alternatives, 0.0),
      central_sum(alternatives * leaves, 0.0),
      weight_sum(leaves, 0.0) {}

void Tally::add(const Tally& other) {
  const auto add_all = [](auto& mine, const auto& theirs) {
    CHECK(mine.size() == theirs.size());
    for (std::size_t i = 0; i < mine.size(); ++i) mine[i] += theirs[i];
  };
  draws += other.draws;
  add_all(wins, other.wins);
  add_all(ranks, other.ranks);
  add_all(rank_sum, other.rank_sum);
  add_all(value_sum, other.value_sum);
  add_all(central_sum, other.central_sum);
  add_all(weight_sum, other.weight_sum);
}

Tally tally(std::span<const StrengthEntry> entries, std::size_t alternatives,
            const StrengthDraws& strengths, const Tiles& weights, unsigned threads,
            std::vector<float>& values) {
  CHECK(weights.draws() <= strengths.strength.draws());
  const std::size_t draws = weights.draws();
  const std::size_t leaves = weights.rows();
  values.assign(alternatives * draws, 0.0F);
  std::vector<Tally> blocks((draws + kBlock - 1) / kBlock, Tally(alternatives, leaves));
  parallel_blocks(draws, kBlock, threads, [&](std::size_t from, std::size_t to) {
    Tally& mine = blocks[from / kBlock];
    std::vector<Lanes> scaled(leaves);
    std::vector<Lanes> value(alternatives);
    std::vector<Counts> above(alternatives);
    std::vector<std::uint32_t> at_rank(alternatives);
    mine.draws = to - from;
    for (std::size_t begin = from; begin < to; begin += kLanes) {
      const std::size_t count = std::min(kLanes, to - begin);
      // Lanes behind the end hold weights of zero: there every value is zero and nobody is above
      // anybody.
      const std::span<const Lanes> weight = weights.tile_of(begin);
      const std::span<const Lanes> per_total = strengths.per_total.tile_of(begin);
      for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        for (std::size_t l = 0; l < kLanes; ++l) {
          scaled[leaf][l] = 100.0 * weight[leaf][l] * per_total[leaf][l];
        }
        for (const double lane : weight[leaf]) mine.weight_sum[leaf] += lane;
      }
      fill_values(entries, strengths.strength.tile_of(begin), scaled, value);
      for (std::size_t t = 0; t < alternatives; ++t) {
        for (const double lane : value[t]) mine.value_sum[t] += lane;
        for (std::size_t l = 0; l < count; ++l) {
          values[t * draws + begin + l] = static_cast<float>(value[t][l]);
        }
      }
      compare_all(value, above, mine.wins);
      for (std::size_t l = 0; l < count; ++l) add_ranks(above, l, weight, at_rank, mine);
    }
  });
  Tally whole(alternatives, leaves);
  for (const Tally& block : blocks) whole.add(block);
  return whole;
}

double chance_first(std::span<const StrengthEntry> entries, std::size_t alternatives,
                    const StrengthDraws& strengths, std::span<const double> weights,
                    std::size_t alternative, std::size_t draws) {
  const std::size_t used = strengths.is_certain ? std::min<std::size_t>(draws, 1)
                                                : std::min(draws, strengths.strength.draws());
  if (used == 0) return 0.0;
  std::vector<Lanes> scaled(weights.size());
  std::vector<Lanes> value(alternatives);
  double first = 0.0;
  for (std::size_t begin = 0; begin < used; begin += kLanes) {
    const std::size_t count = std::min(kLanes, used - begin);
    const std::span<const Lanes> per_total = strengths.per_total.tile_of(begin);
    for (std::size_t leaf = 0; leaf < weights.size(); ++leaf) {
      for (std::size_t l = 0; l < kLanes; ++l) {
        scaled[leaf][l] = 100.0 * weights[leaf] * per_total[leaf][l];
      }
    }
    fill_values(entries, strengths.strength.tile_of(begin), scaled, value);
    Lanes above{};
    Lanes tied{};
    for (std::size_t t = 0; t < alternatives; ++t) {
      for (std::size_t l = 0; l < kLanes; ++l) {
        above[l] += value[t][l] > value[alternative][l] ? 1.0 : 0.0;
        tied[l] += value[t][l] == value[alternative][l] ? 1.0 : 0.0;
      }
    }
    for (std::size_t l = 0; l < count; ++l) first += above[l] == 0.0 ? 1.0 / tied[l] : 0.0;
  }
  return first / static_cast<double>(used);
}

}  // namespace penholder
