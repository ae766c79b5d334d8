#include "cli/stages.h"

#include "compare/compare.h"
#include "rank/rank.h"
#include "sequence/sequence.h"
#include "stress/stress.h"

namespace penholder {

Ranking stage_rank(const Case& base, std::size_t samples, const RunSettings& run) {
  RankSettings settings;
  if (samples > 0) settings.samples = samples;
  settings.seed = run.seed;
  settings.threads = run.threads;
  return rank(base, settings, run.progress);
}

SequenceSettings sequence_settings(std::size_t work, const RunSettings& run) {
  SequenceSettings settings;
  if (work > 0) settings.work = work;
  settings.seed = run.seed;
  settings.threads = run.threads;
  settings.should_stop = run.should_stop;
  return settings;
}

Plan stage_sequence(const Case& base, const Case& design, std::optional<ViewId> view,
                    std::size_t work, const RunSettings& run) {
  const Leaves leaves(base);
  const Weights weights =
      view ? reference_weights(base, leaves, view, run.seed) : leaves.equal_weights(base);
  return sequence(base, design, weights, view, sequence_settings(work, run), run.progress);
}

CoreIndex stage_core(const Case& base, const Case& design, std::size_t vectors, std::size_t work,
                     bool proves, const RunSettings& run) {
  SequenceSettings settings = sequence_settings(work, run);
  if (!proves) settings.proof_work = 0;
  const Leaves leaves(base);
  const std::vector<Weights> weights = draw_weights(base, leaves, std::nullopt, vectors, run.seed);
  return core_index(base, design, weights, settings);
}

std::vector<Binding> stage_bindings(const Case& base, const Case& design, const Plan& plan,
                                    const RunSettings& run) {
  return find_bindings({.base = base, .design = design, .weights = plan.weights}, plan,
                       sequence_settings(0, run), run.progress);
}

Outlook stage_stress(const Case& base, const Case& design, const Plan& plan,
                     std::size_t replications, const RunSettings& run) {
  StressSettings settings;
  if (replications > 0) settings.replications = replications;
  settings.seed = run.seed;
  settings.threads = run.threads;
  return stress(base, design, plan, settings, run.progress);
}

Comparison stage_compare(const Dossier& dossier, std::size_t replications, const RunSettings& run) {
  CompareSettings settings;
  if (replications > 0) settings.replications = replications;
  settings.seed = run.seed;
  settings.threads = run.threads;
  return compare(dossier, settings, run.progress);
}

}  // namespace penholder
