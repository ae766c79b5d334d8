#pragma once
// Weights drawn uniformly from what a view allows, by rejection. The seam for a sampler that needs
// no luck (hit-and-run) is `draw_feasible`: it takes a WeightSpace and gives rows of weights, and
// nothing else here or above knows how they were found.
//
// Proposal i draws from random stream i, whoever computes it, and the result is the first `count`
// accepted ones in the order of their numbers: the same bytes at any number of threads, and a
// smaller draw is the beginning of a larger one.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rank/weight_space.h"

namespace penholder {

/// Rows of leaf weights.
struct WeightDraws {
  std::size_t leaves = 0;
  std::vector<double> weights;  ///< rows x leaves, row-major
  std::uint64_t proposals = 0;  ///< tried to find them
  /// Share of all weights that agree with every statement: the exact parts' share times the share
  /// of proposals accepted. 0 when a statement fixes an exact share or ratio.
  double acceptance = 0.0;

  [[nodiscard]] std::size_t rows() const { return leaves == 0 ? 0 : weights.size() / leaves; }
  [[nodiscard]] std::span<const double> row(std::size_t i) const {
    return std::span(weights).subspan(i * leaves, leaves);
  }
};

/// Up to `count` rows within `budget` proposals; fewer when the budget runs out first.
///
///   cost   about a quarter of a microsecond a proposal for ten leaves
WeightDraws draw_feasible(const WeightSpace& space, std::size_t count, std::uint64_t seed,
                          unsigned threads, std::uint64_t budget);

/// The proposals that a draw of `count` may cost: 200 a row, and 300,000 to start with.
constexpr std::uint64_t proposal_budget(std::size_t count) { return 300'000 + 200 * count; }

/// How weights of one view are drawn; made once, drawn from as often as wanted.
struct ViewSampler {
  std::optional<ViewId> view;  ///< nothing: no statements, all weights
  WeightSpace space;
  std::uint64_t seed = 0;    ///< of this view: the run's seed mixed with the view's id
  std::string empty_reason;  ///< why there is nothing to draw, in words; empty when there is
};

/// The sampler of `view`. A view counts as empty when its first 300,000 proposals hold fewer than
/// 20 weights; the reason then names the statements: one that alone leaves nothing, else two that
/// contradict each other, else all.
ViewSampler make_sampler(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                         std::uint64_t seed);

/// Samplers of all views that are not empty, in the order of the case; when there is none, the one
/// sampler of all weights. `empty` (if not null) receives the samplers of empty views.
std::vector<ViewSampler> make_samplers(const Case& base, const Leaves& leaves, std::uint64_t seed,
                                       std::vector<ViewSampler>* empty = nullptr);

}  // namespace penholder
