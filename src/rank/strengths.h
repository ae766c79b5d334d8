#pragma once
// How strongly tasks serve objectives, drawn many times over: the uncertain half of SMAA-2's input.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mandate/case.h"
#include "rank/tiles.h"
#include "value/weights.h"

namespace penholder {

/// One strength of one alternative for one leaf, as an estimate of 0..1.
struct StrengthEntry {
  std::uint32_t alternative = 0;
  std::uint32_t leaf = 0;
  Estimate strength;
  std::size_t input = 0;  ///< its place among the case's strength inputs: names its score
  /// Where the strength is measured: the scale, and the amount that is drawn and then mapped by it.
  /// Not ours: a measure of the case, which outlives the entries.
  const Measure* measure = nullptr;
  Estimate amount = {};

  [[nodiscard]] double at(double score) const {
    return measure == nullptr ? at_score(strength, score, kShare)
                              : value_at(*measure, at_score(amount, score, kAnyAmount));
  }
  [[nodiscard]] bool is_certain() const {
    return measure == nullptr ? strength.is_certain() : amount.is_certain();
  }
};

/// Drawn strengths, a row per entry, and the reciprocal sums, a row per leaf (0 where nothing
/// serves the leaf).
struct StrengthDraws {
  bool is_certain = true;  ///< no entry is uncertain
  Tiles strength;
  Tiles per_total;

  /// One draw stands for all: how strengths that are certain are kept.
  [[nodiscard]] bool is_same_in_all_draws() const { return per_total.draws() == 1; }
};

/// `draws` of them, or one that stands for all when no entry is uncertain.
///
/// Draw s takes its scores from random stream s of `seed`: one standard-normal score for each
/// uncertain entry, in the order of `entries`.
///
///   entries  ascending by alternative, then leaf (checked in debug builds)
StrengthDraws draw_strengths(std::span<const StrengthEntry> entries, std::size_t leaves,
                             std::size_t draws, std::uint64_t seed, unsigned threads);

/// The serves-entries of `c` that serve a leaf, ascending by task, then leaf.
std::vector<StrengthEntry> strength_entries(const Case& c, const Leaves& leaves);

/// Seed of the strengths' draws in a run with `seed`: another stream than those of the weights.
constexpr std::uint64_t strength_seed(std::uint64_t seed) { return seed ^ 0x5DEECE66D1234567ULL; }

}  // namespace penholder
