#pragma once
// The counting at the heart of SMAA-2, free of mandates: criteria, alternatives, draws of weights
// and of strengths. Knows nothing of tasks or views. The obvious version is
// tests/oracle/smaa_by_definition.h.
//
// The value of alternative t in draw s is 100 * sum over its entries e of  w[leaf(e)][s] *
// strength[e][s] / total[leaf(e)][s], where total sums the strengths of all entries of the leaf.
// Values are rounded to multiples of 2^-30 (a billionth), so that equal judgements give equal
// values whatever the order of addition.
//
// Ties: alternatives of equal value share the ranks they hold together, each rank counted 1/k for k
// tied ones. That is the mean over all ways of breaking the tie, without a coin.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "rank/strengths.h"

namespace penholder {

/// What is counted over draws. Sums, not shares: tallies of blocks add up.
struct Tally {
  std::size_t draws = 0;
  std::vector<std::uint64_t> wins;  ///< alternatives x alternatives: row strictly above column
  std::vector<double> ranks;        ///< alternatives x ranks
  std::vector<double> rank_sum;     ///< by alternative, ranks from 1
  std::vector<double> value_sum;    ///< by alternative
  std::vector<double> value_square_sum;
  std::vector<double>
      central_sum;  ///< alternatives x leaves: weights of the draws in which it is first
  std::vector<double> weight_sum;  ///< by leaf
  std::vector<double> weight_square_sum;

  // For the error of central weights. `part` is a draw's share in an alternative's first ranks: 1,
  // or 1/k where k tie.
  std::vector<double> first_square_sum;    ///< by alternative: sum of part^2
  std::vector<double> central_part_sum;    ///< alternatives x leaves: of part^2 * weight
  std::vector<double> central_square_sum;  ///< alternatives x leaves: of part^2 * weight^2

  Tally() = default;
  Tally(std::size_t alternatives, std::size_t leaves);
  void add(const Tally& other);
};

/// What is kept of single draws, beside what is counted.
struct KeptDraws {
  /// Draws of which anything is kept, from the first on.
  std::size_t draws_most = std::numeric_limits<std::size_t>::max();
  std::size_t draws = 0;           ///< of which they were kept
  std::vector<float> values = {};  ///< alternatives x draws, row-major
  bool wants_orders = false;
  /// One number for each draw: the same for two draws in which the same alternatives stand above
  /// the same (and, but for a chance of about 1 in 2^64, only then). Empty unless wanted.
  std::vector<std::uint64_t> orders = {};
};

/// Counts over all draws of `weights` (a row per leaf; no more draws than the strengths have,
/// unless these are the same in every draw).
///
///   cost  O(draws * (entries + alternatives^2)); docs/benchmarks.md
Tally tally(std::span<const StrengthEntry> entries, std::size_t alternatives,
            const StrengthDraws& strengths, const Tiles& weights, unsigned threads,
            KeptDraws& kept);

/// The same, keeping all values.
///
///   values   receives the values for quantiles, alternatives x draws, row-major, as float
Tally tally(std::span<const StrengthEntry> entries, std::size_t alternatives,
            const StrengthDraws& strengths, const Tiles& weights, unsigned threads,
            std::vector<float>& values);

/// Chance that `alternative` is first (ties shared) when the weights are `weights` and only
/// strengths vary: the confidence factor, over the first `draws` draws of the strengths.
double chance_first(std::span<const StrengthEntry> entries, std::size_t alternatives,
                    const StrengthDraws& strengths, std::span<const double> weights,
                    std::size_t alternative, std::size_t draws);

}  // namespace penholder
