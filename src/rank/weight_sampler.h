#pragma once
// Weights drawn from what a view allows: by rejection where a fair part of the exact draws
// (weight_space.h) meets the view's statements, by a random walk (weight_walk.h) where hardly any
// does or the view has no volume. A view counts as empty only when that is proven
// (view_rows.h), and then the few statements that are to blame are named.
//
// Rejection: proposal i draws from random stream i, whoever computes it, and the result is the
// first `count` accepted ones in the order of their numbers. Walk: each chain has its own stream.
// Either way the same bytes at any number of threads, and a smaller draw is the beginning of a
// larger one.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/source_text.h"
#include "rank/ranking.h"
#include "rank/weight_space.h"
#include "rank/weight_walk.h"

namespace penholder {

/// Rows of leaf weights.
struct WeightDraws {
  std::size_t leaves = 0;
  std::vector<double> weights;  ///< rows x leaves, row-major
  std::uint64_t proposals = 0;  ///< tried to find them
  /// Share of all weights that agree with every statement: the exact parts' share times the share
  /// of proposals accepted. 0 when a statement fixes an exact share or ratio, and when not one of
  /// 100,000 proposals agreed.
  double acceptance = 0.0;
  std::optional<WalkCheck> walk = {};  ///< when a walk found them

  [[nodiscard]] std::size_t rows() const { return leaves == 0 ? 0 : weights.size() / leaves; }
  [[nodiscard]] std::span<const double> row(std::size_t i) const {
    return std::span(weights).subspan(i * leaves, leaves);
  }
};

/// Mean of the rows, summed in their order: whoever means these draws gets the same bits. Zeros
/// without rows.
Weights mean_of(const WeightDraws& draws);

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
  std::uint64_t seed = 0;          ///< of this view: the run's seed mixed with the view's id
  std::optional<WeightWalk> walk;  ///< where rejection would try in vain
  double acceptance = 0.0;         ///< of a view that is walked: see WeightDraws
  std::string empty_reason;        ///< why there is nothing to draw, in words; empty when there is
  /// The statements that no weights meet together, each of them needed for that: for an empty view.
  std::vector<Statement> conflict;
};

/// The sampler of `view`. Rejection when at least kPilotRows of kPilotProposals proposals are
/// accepted; else the linear programs decide: a conflict, proven, or a walk.
///
///   threads  for walking the chains in; any number gives the same sampler
ViewSampler make_sampler(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                         std::uint64_t seed, unsigned threads = 1);
inline constexpr std::uint64_t kPilotProposals = 4000;
inline constexpr std::size_t kPilotRows = 20;

/// `count` rows of the sampler's view, which must not be empty (checked). Fewer only when rejection
/// has far worse luck than in its pilot.
///
///   cost   rejection: a quarter of a microsecond a proposal, up to 200 proposals a row; walk:
///   about
///          a microsecond a step, some tens of steps a row
WeightDraws draw_from(const ViewSampler& sampler, std::size_t count, unsigned threads);

/// Samplers of all views that are not empty, in the order of the case; when there is none, the one
/// sampler of all weights. `empty` (if not null) receives the samplers of empty views.
std::vector<ViewSampler> make_samplers(const Case& base, const Leaves& leaves, std::uint64_t seed,
                                       std::vector<ViewSampler>* empty = nullptr,
                                       unsigned threads = 1);

}  // namespace penholder
