#pragma once
// SMAA-2 on a performance table: in what share of the weights that agree with what is stated, and
// of the performances that may be, does each alternative have each rank under additive value? The
// counting is rank/smaa.h.

#include <cstdint>
#include <optional>
#include <vector>

#include "lens/table_weights.h"
#include "table/performance_table.h"

namespace penholder {

struct TableSmaaSettings {
  /// Draws, at least 1; cut where the table is so large that they would take many seconds.
  /// A confidence factor moves with its central weights, so it wants more draws than a share does.
  std::size_t samples = 100'000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
};

/// Source: Lahdelma & Salminen 2001, Operations Research 49(3), 444-454; Leskinen et al. 2006 for
/// the pairwise index; Tervonen & Lahdelma 2007, EJOR 178(2), 500-513, for how it is computed.
struct TableSmaa {
  std::size_t samples = 0;
  bool is_certain = false;  ///< weights and performances are known: one draw says all
  struct Row {
    double mean_value = 0.0;
    double mean_rank = 0.0;
    std::vector<double> rank_acceptability;  ///< [r]: share of draws with rank r + 1
    /// Mean of the weights that put it first; empty when none do.
    std::vector<double> central_weights;
    /// Chance that it is first under its central weights, when only performances vary; 0 without.
    double confidence = 0.0;
  };
  std::vector<Row> rows;  ///< by alternative
  std::vector<double>
      pairwise;  ///< alternatives squared: share of draws, row strictly above column
  /// Entropy of the whole ranking, and of who is first, in bits: 0 when there is no doubt.
  /// Estimated from shares, so that of the ranking is too low where rankings are nearly as many as
  /// draws.
  double ranking_entropy = 0.0;
  double choice_entropy = 0.0;
  double standard_error = 0.0;  ///< largest of any rank acceptability
};

/// Nothing when a criterion has no scale: then there is no value.
///
/// Draw s takes its weights from stream s of `seed` and its performances from stream s of
/// strength_seed(seed): the same bytes at any number of threads, and a smaller run is the beginning
/// of a larger one.
///
///   cost    samples * (cells + alternatives^2); memory bounded, draws are worked on in batches
std::optional<TableSmaa> table_smaa(const PerformanceTable& table, const WeightStatement& weights,
                                    const TableSmaaSettings& settings);

}  // namespace penholder
