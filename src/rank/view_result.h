#pragma once
// From what was counted to the result of a view, or of several with equal say, with the error of
// every figure. Only for rank.cc.

#include <optional>
#include <span>
#include <vector>

#include "rank/ranking.h"
#include "rank/smaa.h"

namespace penholder {

/// Everything about one view that its result is made from.
struct Sampled {
  std::optional<ViewId> view;
  double acceptance = 0.0;
  /// Independent draws that its draws are worth.
  double effective = 0.0;
  std::optional<WalkCheck> walk;  ///< when a walk found them
  Weights mean;                   ///< of its weights, by leaf
  Tally counts;
  KeptDraws kept;
  std::vector<float> narrow_weights;  ///< leaves x kept draws, row-major, for quantiles
};

/// Standard error of a share `p` estimated from `draws` independent draws. Shares of ranks count
/// ties in part, which makes them steadier: the error is then an upper bound.
double share_error(double p, double draws);

/// The result of one view, or of several with equal say: every share is the mean of the views'
/// shares. Without `confidence` and `winner`.
ViewRanking result_of(std::span<const Sampled* const> parts, std::size_t tasks, std::size_t leaves,
                      unsigned threads);

/// The task whose first-rank acceptability leads by `margin`, and by two standard errors of the
/// lead; nothing when none does, or all are worth nothing.
std::optional<TaskId> winner_of(const ViewRanking& result, double margin);

}  // namespace penholder
