#pragma once
// Stage `rank`: which tasks matter most to whom. Pure: a case in, a Ranking out; and the weights of
// the views for the stages above.
//
//   const Ranking ranking = rank(dossier.base, {.samples = 10'000, .seed = 1, .threads = 2});
//   fmt::print("{}", render_text(ranking, dossier.base, 100, false));
//
// Knows nothing of plans. Method and sources: docs/methods/ranking.md.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/parallel.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "value/weights.h"

namespace penholder {

struct RankSettings {
  /// Weight vectors a view, 1 to kMostRankSamples (cut to it).
  std::size_t samples = 10'000;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  /// A winner leads the second by at least this first-rank acceptability, and by two standard
  /// errors.
  double winner_margin = 0.05;
  /// Share of draws from which on a view counts as clear about a pair; above 0.5.
  double clear = 0.8;
  /// Only statements held at least so widely count (mandate/rung.h); nothing: all.
  std::optional<Support> at_least = std::nullopt;
};

/// Shares are then right to 0.1 points, which is more than any judgement carries. Memory is what
/// forbids more: see `rank`.
inline constexpr std::size_t kMostRankSamples = 1'000'000;

/// Ranks the tasks of `c` under every view and under their union.
///
/// Weights are uniform over what a view's statements leave (weight_space.h), uncertain strengths
/// are drawn with them (the same draws for every view, so that views differ by their weights
/// alone). Ties share their ranks (smaa.h). A view that is proven to have no weights goes to
/// `empty_views`; when no view has any, or the case has none, `all` stands for all weights and
/// `views` is empty. Without tasks or objectives every list is empty or zero.
///
///   cost     docs/benchmarks.md; memory 16 bytes a leaf and sample, 8 bytes a strength and sample
///            where any is uncertain, and 4 bytes a task, view and sample for the first 100,000
///   source   Lahdelma & Salminen 2001, Operations Research 49(3), 444-454 (SMAA-2)
Ranking rank(const Case& c, const RankSettings& settings, Progress* progress = nullptr);

/// `count` weight vectors of a view (nothing: the union of the views, one of each view in turn, in
/// the order of the case, so that each is drawn equally often). A smaller draw is the beginning of
/// a larger one. Narrow views are walked (weight_walk.h); should rejection run out of its budget
/// after all, the vectors found are repeated. An empty view gives an empty vector. A case without
/// (drawable) views gives weights uniform over the tree.
///
///   leaves   made from `base` (checked)
///   cost     about a quarter of a microsecond a proposal; a loose view needs one or two proposals
///   a
///            vector. A view that is walked takes some tenths of a second to settle, each time
std::vector<Weights> draw_weights(const Case& base, const Leaves& leaves,
                                  std::optional<ViewId> view, std::size_t count,
                                  std::uint64_t seed);

/// Mean of the weights of a view (nothing: of the union): one vector that stands for the view where
/// a stage can work with only one. With the same seed and as many samples it is `mean_weights` of
/// the view's ranking. An empty view gives the union's.
Weights reference_weights(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                          std::uint64_t seed, std::size_t samples = 10'000);

}  // namespace penholder
