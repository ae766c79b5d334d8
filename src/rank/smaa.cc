#include "rank/smaa.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/parallel.h"
#include "rank/place_kernel.h"

namespace penholder {
namespace {

// Sums over draws run in this many interleaved parts, so that they become vector code; the parts
// are added up in order, whatever the machine.
constexpr std::size_t kParts = 8;
using Parts = std::array<double, kParts>;

void add_to(Parts& sum, Parts& square_sum, const Lanes& lanes) {
  static_assert(kLanes % kParts == 0);
  for (std::size_t l = 0; l < kLanes; l += kParts) {
    for (std::size_t i = 0; i < kParts; ++i) sum[i] += lanes[l + i];
    for (std::size_t i = 0; i < kParts; ++i) square_sum[i] += lanes[l + i] * lanes[l + i];
  }
}

double total_of(const Parts& parts) {
  double sum = 0.0;
  for (const double part : parts) sum += part;
  return sum;
}

/// Rounds to a multiple of 2^-30 by pushing the lower bits out of the mantissa; right for |value| <
/// 2^20.
double snapped(double value) {
  constexpr double kPush = 6291456.0;  // 1.5 * 2^22
  return (value + kPush) - kPush;
}

/// Entries by alternative, so that a value is summed in registers.
struct Grouped {
  std::vector<std::size_t> begin;  ///< alternative -> first in `entry`; one more at the end
  std::vector<std::size_t> entry;
  std::vector<std::uint32_t> leaf;  ///< of entry[i]

  Grouped(std::span<const StrengthEntry> entries, std::size_t alternatives)
      : begin(alternatives + 1, 0) {
    for (const StrengthEntry& e : entries) ++begin[e.alternative + 1];
    for (std::size_t t = 0; t < alternatives; ++t) begin[t + 1] += begin[t];
    entry.resize(entries.size());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t e = 0; e < entries.size(); ++e) entry[next[entries[e].alternative]++] = e;
    for (const std::size_t e : entry) leaf.push_back(entries[e].leaf);
  }
};

/// values[t] = sum of scaled[leaf] * strength over one tile.
void fill_values(const Grouped& grouped, std::span<const Lanes> strength,
                 std::span<const Lanes> scaled, std::span<Lanes> values) {
  for (std::size_t t = 0; t < values.size(); ++t) {
    Lanes& value = values[t];
    value.fill(0.0);
    for (std::size_t i = grouped.begin[t]; i < grouped.begin[t + 1]; ++i) {
      const Lanes& weight = scaled[grouped.leaf[i]];
      const Lanes& factor = strength[grouped.entry[i]];
      for (std::size_t l = 0; l < kLanes; ++l) value[l] += weight[l] * factor[l];
    }
    for (double& lane : value) lane = snapped(lane);
  }
}

/// The same where strengths are the same in every draw.
void fill_values(const Grouped& grouped, std::span<const double> strength,
                 std::span<const Lanes> scaled, std::span<Lanes> values) {
  constexpr std::size_t kAtOnce = 16;
  for (std::size_t t = 0; t < values.size(); ++t) {
    for (std::size_t from = 0; from < kLanes; from += kAtOnce) {
      std::array<double, kAtOnce> sum{};
      for (std::size_t i = grouped.begin[t]; i < grouped.begin[t + 1]; ++i) {
        const double* weight = scaled[grouped.leaf[i]].data() + from;
        const double factor = strength[grouped.entry[i]];
        for (std::size_t l = 0; l < kAtOnce; ++l) sum[l] += weight[l] * factor;
      }
      for (std::size_t l = 0; l < kAtOnce; ++l) values[t][from + l] = snapped(sum[l]);
    }
  }
}

/// Odd numbers without pattern (SplitMix64), one for each alternative.
std::uint64_t mark_of(std::size_t alternative) {
  std::uint64_t z = (alternative + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return (z ^ (z >> 31)) | 1U;
}

/// Counts of one block of draws.
class BlockCounter {
 public:
  BlockCounter(const Grouped& grouped, const StrengthDraws& strengths, const Tiles& weights,
               KeptDraws& kept, Tally& out)
      : grouped_(grouped),
        strengths_(strengths),
        weights_(weights),
        kept_(kept),
        out_(out),
        n_(grouped.begin.size() - 1),
        leaves_(weights.rows()),
        scaled_(leaves_),
        value_(n_),
        above_(n_ * kPlaceDraws),
        at_rank_(n_),
        places_(n_ * n_, 0),
        value_sum_(n_, Parts{}),
        value_square_sum_(n_, Parts{}),
        weight_sum_(leaves_, Parts{}),
        weight_square_sum_(leaves_, Parts{}) {
    if (!strengths.is_same_in_all_draws()) return;
    for (const Lanes& lanes : strengths.strength.tile_of(0)) fixed_strength_.push_back(lanes[0]);
    for (const Lanes& lanes : strengths.per_total.tile_of(0)) fixed_scale_.push_back(lanes[0]);
  }

  void count(std::size_t from, std::size_t to) {
    out_.draws += to - from;
    for (std::size_t begin = from; begin < to; begin += kPlaceDraws) {
      count_places(begin, std::min(begin + kPlaceDraws, to));
    }
    finish();
  }

 private:
  /// One stretch of at most kPlaceDraws.
  void count_places(std::size_t from, std::size_t to) {
    bool has_ties = false;
    std::ranges::fill(above_, std::int16_t{0});
    for (std::size_t begin = from; begin < to; begin += kLanes) {
      const std::size_t count = std::min(kLanes, to - begin);
      // Lanes behind the end hold weights of zero: there every value is zero and nobody is above
      // anybody.
      fill_tile(begin, count);
      if (n_ == 0) continue;  // the weights are counted all the same
      std::int16_t* above = above_.data() + (begin - from);
      count_above(value_, above);
      has_ties = count_tile(begin, above, count) || has_ties;
    }
    count_wins(above_.data(), n_, to - from, has_ties, out_.wins);
  }

  void fill_tile(std::size_t begin, std::size_t count) {
    const std::span<const Lanes> weight = weights_.tile_of(begin);
    const bool is_fixed = strengths_.is_same_in_all_draws();
    for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
      const Lanes& lanes = weight[leaf];
      if (is_fixed) {
        const double scale = 100.0 * fixed_scale_[leaf];
        for (std::size_t l = 0; l < kLanes; ++l) scaled_[leaf][l] = lanes[l] * scale;
      } else {
        const Lanes& scale = strengths_.per_total.tile_of(begin)[leaf];
        for (std::size_t l = 0; l < kLanes; ++l) scaled_[leaf][l] = 100.0 * lanes[l] * scale[l];
      }
      add_to(weight_sum_[leaf], weight_square_sum_[leaf], lanes);
    }
    if (is_fixed) {
      fill_values(grouped_, fixed_strength_, scaled_, value_);
    } else {
      fill_values(grouped_, strengths_.strength.tile_of(begin), scaled_, value_);
    }
    for (std::size_t t = 0; t < n_; ++t) add_to(value_sum_[t], value_square_sum_[t], value_[t]);
    if (begin >= kept_.draws) return;
    const std::size_t kept = std::min(count, kept_.draws - begin);
    for (std::size_t t = 0; t < n_; ++t) {
      float* out = kept_.values.data() + t * kept_.draws + begin;
      for (std::size_t l = 0; l < kept; ++l) out[l] = static_cast<float>(value_[t][l]);
    }
  }

  /// Ranks of one tile; whether there was a tie.
  bool count_tile(std::size_t begin, const std::int16_t* above, std::size_t count) {
    // Places of a draw without ties are 0, 1, .. n-1; every tie makes their sum smaller.
    std::array<std::int32_t, kLanes> sum{};
    std::array<std::int32_t, kLanes> first{};
    for (std::size_t t = 0; t < n_; ++t) {
      const std::int16_t* row = above + t * kPlaceDraws;
      for (std::size_t l = 0; l < kLanes; ++l) {
        sum[l] += row[l];
        first[l] += row[l] == 0 ? static_cast<std::int32_t>(t) : 0;
      }
    }
    if (begin < kept_.orders.size()) {
      mark_orders(begin, above, std::min(count, kept_.orders.size() - begin));
    }
    const auto whole = static_cast<std::int32_t>(n_ * (n_ - 1) / 2);
    bool has_ties = false;
    for (std::size_t l = 0; l < count; ++l) has_ties = has_ties || sum[l] != whole;
    const std::span<const Lanes> weight = weights_.tile_of(begin);
    if (!has_ties) {
      for (std::size_t t = 0; t < n_; ++t) {
        const std::int16_t* row = above + t * kPlaceDraws;
        std::uint32_t* places = places_.data() + t * n_;
        for (std::size_t l = 0; l < count; ++l) ++places[row[l]];
      }
      for (std::size_t l = 0; l < count; ++l) {
        add_central(static_cast<std::size_t>(first[l]), 1.0, weight, l);
      }
      return false;
    }
    for (std::size_t l = 0; l < count; ++l) add_shared_ranks(above + l, weight, l);
    return true;
  }

  void mark_orders(std::size_t begin, const std::int16_t* above, std::size_t count) {
    std::array<std::uint64_t, kLanes> mark{};
    for (std::size_t t = 0; t < n_; ++t) {
      const std::int16_t* row = above + t * kPlaceDraws;
      const std::uint64_t factor = mark_of(t);
      for (std::size_t l = 0; l < kLanes; ++l)
        mark[l] += static_cast<std::uint64_t>(row[l]) * factor;
    }
    std::copy_n(mark.begin(), count, kept_.orders.begin() + static_cast<std::ptrdiff_t>(begin));
  }

  /// Ranks of a draw with ties. Tied alternatives are those with the same number above them.
  void add_shared_ranks(const std::int16_t* above, std::span<const Lanes> weight,
                        std::size_t lane) {
    std::ranges::fill(at_rank_, 0U);
    for (std::size_t t = 0; t < n_; ++t)
      ++at_rank_[static_cast<std::size_t>(above[t * kPlaceDraws])];
    for (std::size_t t = 0; t < n_; ++t) {
      const auto rank = static_cast<std::size_t>(above[t * kPlaceDraws]);
      const std::uint32_t tied = at_rank_[rank];
      const double part = 1.0 / static_cast<double>(tied);
      for (std::size_t r = rank; r < rank + tied; ++r) out_.ranks[t * n_ + r] += part;
      if (rank == 0) add_central(t, part, weight, lane);
    }
  }

  void add_central(std::size_t t, double part, std::span<const Lanes> weight, std::size_t lane) {
    const double square = part * part;
    out_.first_square_sum[t] += square;
    double* sum = out_.central_sum.data() + t * leaves_;
    double* parts = out_.central_part_sum.data() + t * leaves_;
    double* squares = out_.central_square_sum.data() + t * leaves_;
    for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
      const double w = weight[leaf][lane];
      sum[leaf] += part * w;
      parts[leaf] += square * w;
      squares[leaf] += square * w * w;
    }
  }

  void finish() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      out_.ranks[i] += static_cast<double>(places_[i]);
    }
    for (std::size_t t = 0; t < n_; ++t) {
      // Tied alternatives hold the mean of the ranks that they share.
      for (std::size_t r = 0; r < n_; ++r) {
        out_.rank_sum[t] += static_cast<double>(r + 1) * out_.ranks[t * n_ + r];
      }
      out_.value_sum[t] = total_of(value_sum_[t]);
      out_.value_square_sum[t] = total_of(value_square_sum_[t]);
    }
    for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
      out_.weight_sum[leaf] = total_of(weight_sum_[leaf]);
      out_.weight_square_sum[leaf] = total_of(weight_square_sum_[leaf]);
    }
  }

  const Grouped& grouped_;
  const StrengthDraws& strengths_;
  const Tiles& weights_;
  KeptDraws& kept_;
  Tally& out_;
  std::size_t n_;
  std::size_t leaves_;
  std::vector<double> fixed_strength_;
  std::vector<double> fixed_scale_;
  std::vector<Lanes> scaled_;
  std::vector<Lanes> value_;
  std::vector<std::int16_t> above_;
  std::vector<std::uint32_t> at_rank_;
  std::vector<std::uint32_t> places_;  // draws without ties, alternatives x ranks
  std::vector<Parts> value_sum_;
  std::vector<Parts> value_square_sum_;
  std::vector<Parts> weight_sum_;
  std::vector<Parts> weight_square_sum_;
};

/// Draws in one unit of parallel work: whole stretches, and few enough units that their tallies
/// take little memory. Depends on the draws alone, so that sums run in the same order on any number
/// of threads.
std::size_t block_size(std::size_t draws) {
  constexpr std::size_t kMostBlocks = 256;
  const std::size_t each = (draws + kMostBlocks - 1) / kMostBlocks;
  return std::max<std::size_t>(1, (each + kPlaceDraws - 1) / kPlaceDraws) * kPlaceDraws;
}

}  // namespace

Tally::Tally(std::size_t alternatives, std::size_t leaves)
    : wins(alternatives * alternatives, 0),
      ranks(alternatives * alternatives, 0.0),
      rank_sum(alternatives, 0.0),
      value_sum(alternatives, 0.0),
      value_square_sum(alternatives, 0.0),
      central_sum(alternatives * leaves, 0.0),
      weight_sum(leaves, 0.0),
      weight_square_sum(leaves, 0.0),
      first_square_sum(alternatives, 0.0),
      central_part_sum(alternatives * leaves, 0.0),
      central_square_sum(alternatives * leaves, 0.0) {}

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
  add_all(value_square_sum, other.value_square_sum);
  add_all(central_sum, other.central_sum);
  add_all(weight_sum, other.weight_sum);
  add_all(weight_square_sum, other.weight_square_sum);
  add_all(first_square_sum, other.first_square_sum);
  add_all(central_part_sum, other.central_part_sum);
  add_all(central_square_sum, other.central_square_sum);
}

Tally tally(std::span<const StrengthEntry> entries, std::size_t alternatives,
            const StrengthDraws& strengths, const Tiles& weights, unsigned threads,
            KeptDraws& kept) {
  CHECK(strengths.is_same_in_all_draws() || weights.draws() <= strengths.strength.draws());
  const std::size_t draws = weights.draws();
  const std::size_t leaves = weights.rows();
  kept.draws = std::min(draws, kept.draws_most);
  kept.values.assign(alternatives * kept.draws, 0.0F);
  kept.orders.assign(kept.wants_orders ? kept.draws : 0, 0);
  Tally whole(alternatives, leaves);
  const Grouped grouped(entries, alternatives);
  const std::size_t block = block_size(draws);
  std::vector<Tally> blocks((draws + block - 1) / block);
  parallel_blocks(draws, block, threads, [&](std::size_t from, std::size_t to) {
    Tally& mine = blocks[from / block] = Tally(alternatives, leaves);
    BlockCounter(grouped, strengths, weights, kept, mine).count(from, to);
  });
  for (const Tally& each : blocks) whole.add(each);
  return whole;
}

Tally tally(std::span<const StrengthEntry> entries, std::size_t alternatives,
            const StrengthDraws& strengths, const Tiles& weights, unsigned threads,
            std::vector<float>& values) {
  KeptDraws kept;
  Tally result = tally(entries, alternatives, strengths, weights, threads, kept);
  values = std::move(kept.values);
  return result;
}

double chance_first(std::span<const StrengthEntry> entries, std::size_t alternatives,
                    const StrengthDraws& strengths, std::span<const double> weights,
                    std::size_t alternative, std::size_t draws) {
  const std::size_t used = std::min(draws, strengths.strength.draws());
  if (used == 0) return 0.0;
  const Grouped grouped(entries, alternatives);
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
    fill_values(grouped, strengths.strength.tile_of(begin), scaled, value);
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
