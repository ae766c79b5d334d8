#pragma once
// The stages in a row, with the command line's settings: what `rank`, `sequence`, `stress`,
// `compare` and `note` share.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "cli/options.h"
#include "compare/comparison.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "sequence/bindings.h"
#include "sequence/plan.h"
#include "sequence/robust_plan.h"
#include "sequence/sequence.h"
#include "stress/outlook.h"
#include "value/weights.h"

namespace penholder {

/// What every stage is told.
struct RunSettings {
  std::uint64_t seed = 1;
  unsigned threads = 1;
  Progress* progress = nullptr;
  /// Ends planning with the best so far: Ctrl-C.
  std::function<bool()> should_stop = {};
  /// Mean weights of every view (mean_weights), where several stages ask for them; empty: each
  /// stage draws what it needs.
  std::span<const Weights> means = {};
};

/// `samples` 0: the stage's default; so are all further zeros below.
Ranking stage_rank(const Case& base, std::size_t samples, const RunSettings& run,
                   std::optional<Support> at_least = std::nullopt);

/// The mean weights of every view, as `reference_weights` has them: of `ranking` (made with the
/// default samples) where it holds the view, drawn anew for a view without weights.
std::vector<Weights> mean_weights(const Case& base, const Ranking& ranking, const RunSettings& run);

/// The settings of `sequence` for a run.
SequenceSettings sequence_settings(std::size_t work, const RunSettings& run);

/// The plan of `design` under the mean weights of `view` (equal weights when there is none).
Plan stage_sequence(const Case& base, const Case& design, std::optional<ViewId> view,
                    std::size_t work, const RunSettings& run);

/// One plan for the whole room: best plans for `vectors` weight vectors drawn from the views in
/// turn (at least one of each), weighed against every view; `plan` is what they are compared with.
/// `proves` spends time on proving each plan best; without it all is found by a short search.
RobustPlan stage_robust(const Case& base, const Case& design, const Plan& plan, std::size_t vectors,
                        std::size_t work, bool proves, const RunSettings& run);

/// What holds `plan` back.
std::vector<Binding> stage_bindings(const Case& base, const Case& design, const Plan& plan,
                                    const RunSettings& run);

Outlook stage_stress(const Case& base, const Case& design, const Plan& plan,
                     std::size_t replications, const RunSettings& run);

Comparison stage_compare(const Dossier& dossier, std::size_t replications, const RunSettings& run);

}  // namespace penholder
