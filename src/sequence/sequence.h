#pragma once
// Stage `sequence`: which tasks start, when, at which level, and which are left out. Pure: a case
// and weights in, a Plan out.
//
//   const Plan plan = sequence(dossier.base, dossier.base, weights, view, {.seed = 1});
//   fmt::print("{}", render_text(plan, dossier.base, 100, false));
//
// Method and sources: docs/methods/sequencing.md. The search itself stands behind solve() in
// problem.h.

#include <functional>
#include <optional>
#include <span>

#include "base/parallel.h"
#include "mandate/case.h"
#include "sequence/plan.h"
#include "value/weights.h"

namespace penholder {

struct SequenceSettings {
  std::uint64_t seed = 1;
  /// Placements that the search may try. More finds better plans to start the proof from, and so
  /// shortens it: 120,000 take 23 ms on 27 tasks (docs/methods/sequencing.md, "How good it is").
  std::size_t work = 120'000;
  /// Work of the exact solver on the proof (SolveSettings::proof_work).
  std::uint64_t proof_work = 60'000'000;
  unsigned threads = 1;  ///< never changes the result
  /// Without it the bound is loose, at a quarter of the time: for many plans of which only the plan
  /// counts.
  bool wants_tight_bound = true;
  /// SolveSettings::should_stop; several threads may ask. core_index leaves out the vectors that
  /// are not begun by then.
  std::function<bool()> should_stop = {};
};

/// The best plan that the search finds for `design` under `weights`, with an upper bound on any
/// plan.
///
///   base     gives the value scale and the leaves; `design` is it or one of its options' designs
///   weights  over the leaves of `base` (checked)
///   view     noted in the plan as what the weights stand for
///   returns  a plan that keeps every link and capacity (checked), whatever the case; must-work
///            that does not fit stands in `unmet`
///   cost     docs/benchmarks.md; the same bytes for the same arguments at any number of threads
Plan sequence(const Case& base, const Case& design, const Weights& weights,
              std::optional<ViewId> view, const SequenceSettings& settings,
              Progress* progress = nullptr);

/// Which tasks stand in the best plan whatever the weights, in some, in none. A task counts as in a
/// plan when it is done at all (a standing one: on in some phase).
///
///   weights   e.g. draw_weights (rank/rank.h); none gives zero plans and every task Out
///   cost      as `sequence` for each vector, warm-started from its neighbours in a block of eight,
///             with half of the search; without a proof a twelfth of it
CoreIndex core_index(const Case& base, const Case& design, std::span<const Weights> weights,
                     const SequenceSettings& settings, Progress* progress = nullptr);

}  // namespace penholder
