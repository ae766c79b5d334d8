#pragma once
// Stage `compare`: every design of the mandate under every view of the room, each with its own best
// plan, simulated on the same draws.
//
//   const Comparison comparison = compare(dossier, {.threads = 2});
//
// Knows nothing of how plans and weights are made. Method and sources: docs/methods/comparing.md.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "compare/comparison.h"
#include "sequence/sequence.h"

namespace penholder {

struct CompareSettings {
  /// Courses of events, each with one weight vector of every view.
  std::size_t replications = 2'500;
  std::size_t weight_draws = 2'500;  ///< weight vectors a view; used in turn
  std::uint64_t seed = 1;
  unsigned threads = 1;  ///< never changes the result
  /// Effort of the search for each plan; seed and threads are set by those above.
  std::size_t plan_work = 20'000;
  /// Replications of the pilot in which each design's plans are tried (stress/choice.h); 0: each
  /// design is carried out by its own plan for the view, robust or not.
  std::size_t pilot_replications = 100;
  /// The mean weights of every view of the case (reference_weights with the same seed; of an empty
  /// view anything), where they are at hand: they need not be drawn again then. Empty: they are.
  std::span<const Weights> means = {};
};

/// Plans every design under the mean weights of every view that has weights (rank/rank.h: the same
/// weights as the plan of `sequence` under that view), and simulates the designs on common random
/// numbers. Each design is carried out, for each view, by the plan that holds best in a pilot run:
/// any of those made for it or for another design under any view. So a design hardly wins or loses
/// by the luck of one search or the fragility of one plan.
///
/// Without any view that has weights, equal weights at every node stand in for one that has no
/// name: `views` is then empty and each design has one cell.
///
///   progress  "planning", in plans, then "simulating", in replications over all designs; may be
///             null
///   cost      designs * views plans; designs * replications draws of events, each executed once a
///             distinct plan
///   result    the same bytes for the same input and settings at any number of threads
Comparison compare(const Dossier& dossier, const CompareSettings& settings,
                   Progress* progress = nullptr);

/// One view as the comparison needs it.
struct ViewWeights {
  std::optional<ViewId> view;
  Weights mean;                ///< the plan is made for these
  std::vector<Weights> draws;  ///< what the view may mean; not empty
};

/// Makes the plan of `design` under `weights`. Called from several threads at once.
using Planner =
    std::function<Plan(const Case& design, const Weights& weights, std::optional<ViewId> view)>;

/// As `compare`, with weights and planner given: its core, and the seam for tests.
///
///   views  at least one; all weights over the leaves of the base case (checked)
Comparison compare_designs(const Dossier& dossier, const std::vector<ViewWeights>& views,
                           const Planner& planner, const CompareSettings& settings,
                           Progress* progress = nullptr);

}  // namespace penholder
