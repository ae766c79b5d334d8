#include "rank/smaa.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/parallel.h"

namespace penholder {
namespace {

// Draws worked on together. A constant, so that the loops below have a known length.
constexpr std::size_t kLanes = 64;
// Draws in one unit of parallel work; a multiple of kLanes.
constexpr std::size_t kBlock = 1024;
using Lanes = std::array<double, kLanes>;
using Counts = std::array<std::int64_t, kLanes>;

/// Rounds to a multiple of 2^-30 by pushing the lower bits out of the mantissa; right for |value| <
/// 2^20.
double snapped(double value) {
  constexpr double kPush = 6291456.0;  // 1.5 * 2^22
  return (value + kPush) - kPush;
}

/// Copies draws [begin, begin + count) of a row, zero behind the end.
void load(std::span<const double> row, std::size_t begin, std::size_t count, Lanes& lanes) {
  if (count == kLanes) {
    std::copy_n(row.data() + begin, kLanes, lanes.data());
    return;
  }
  lanes.fill(0.0);
  std::copy_n(row.data() + begin, count, lanes.data());
}

std::span<const double> row_of(const std::vector<double>& table, std::size_t row,
                               std::size_t width) {
  return std::span(table).subspan(row * width, width);
}

/// values[t] = 100 * sum of scaled[leaf] * strength, draws [begin, begin + count).
void fill_values(std::span<const StrengthEntry> entries, const StrengthDraws& strengths,
                 std::span<const Lanes> scaled, std::size_t begin, std::size_t count,
                 std::span<Lanes> values) {
  for (Lanes& lanes : values) lanes.fill(0.0);
  Lanes strength{};
  for (std::size_t e = 0; e < entries.size(); ++e) {
    load(row_of(strengths.strength, e, strengths.draws), begin, count, strength);
    const Lanes& weight = scaled[entries[e].leaf];
    Lanes& sum = values[entries[e].alternative];
    for (std::size_t l = 0; l < kLanes; ++l) sum[l] += weight[l] * strength[l];
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
            const StrengthDraws& strengths, const WeightColumns& weights, unsigned threads,
            std::vector<float>& values) {
  CHECK(weights.draws <= strengths.draws);
  const std::size_t leaves = weights.draws == 0 ? 0 : weights.weights.size() / weights.draws;
  values.assign(alternatives * weights.draws, 0.0F);
  std::vector<Tally> blocks((weights.draws + kBlock - 1) / kBlock, Tally(alternatives, leaves));
  parallel_blocks(weights.draws, kBlock, threads, [&](std::size_t from, std::size_t to) {
    Tally& mine = blocks[from / kBlock];
    std::vector<Lanes> weight(leaves);
    std::vector<Lanes> scaled(leaves);
    std::vector<Lanes> value(alternatives);
    std::vector<Counts> above(alternatives);
    std::vector<std::uint32_t> at_rank(alternatives);
    mine.draws = to - from;
    for (std::size_t begin = from; begin < to; begin += kLanes) {
      const std::size_t count = std::min(kLanes, to - begin);
      for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        load(weights.leaf(leaf), begin, count, weight[leaf]);
        load(row_of(strengths.per_total, leaf, strengths.draws), begin, count, scaled[leaf]);
        for (std::size_t l = 0; l < kLanes; ++l) scaled[leaf][l] *= 100.0 * weight[leaf][l];
        for (std::size_t l = 0; l < kLanes; ++l) mine.weight_sum[leaf] += weight[leaf][l];
      }
      fill_values(entries, strengths, scaled, begin, count, value);
      for (std::size_t t = 0; t < alternatives; ++t) {
        for (std::size_t l = 0; l < kLanes; ++l) mine.value_sum[t] += value[t][l];
        for (std::size_t l = 0; l < count; ++l) {
          values[t * weights.draws + begin + l] = static_cast<float>(value[t][l]);
        }
      }
      // Lanes behind the end hold zeros: nobody is above anybody there.
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
  const std::size_t used =
      strengths.is_certain ? std::min<std::size_t>(draws, 1) : std::min(draws, strengths.draws);
  if (used == 0) return 0.0;
  std::vector<Lanes> scaled(weights.size());
  std::vector<Lanes> value(alternatives);
  double first = 0.0;
  for (std::size_t begin = 0; begin < used; begin += kLanes) {
    const std::size_t count = std::min(kLanes, used - begin);
    for (std::size_t leaf = 0; leaf < weights.size(); ++leaf) {
      load(row_of(strengths.per_total, leaf, strengths.draws), begin, count, scaled[leaf]);
      for (double& lane : scaled[leaf]) lane *= 100.0 * weights[leaf];
    }
    fill_values(entries, strengths, scaled, begin, count, value);
    for (std::size_t l = 0; l < count; ++l) {
      std::size_t above = 0;
      std::size_t tied = 0;
      for (std::size_t t = 0; t < alternatives; ++t) {
        above += value[t][l] > value[alternative][l] ? 1 : 0;
        tied += value[t][l] == value[alternative][l] ? 1 : 0;
      }
      if (above == 0) first += 1.0 / static_cast<double>(tied);
    }
  }
  return first / static_cast<double>(used);
}

}  // namespace penholder
