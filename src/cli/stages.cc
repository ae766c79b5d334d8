#include "cli/stages.h"

#include <algorithm>

#include "compare/compare.h"
#include "rank/rank.h"
#include "sequence/robust.h"
#include "sequence/sequence.h"
#include "stress/stress.h"

namespace penholder {

namespace {

Weights mean_of(const Case& base, const Leaves& leaves, ViewId view, const RunSettings& run) {
  return view.value < run.means.size() ? run.means[view.value]
                                       : reference_weights(base, leaves, view, run.seed);
}

}  // namespace

Ranking stage_rank(const Case& base, std::size_t samples, const RunSettings& run,
                   std::optional<Support> at_least) {
  RankSettings settings;
  if (samples > 0) settings.samples = samples;
  settings.seed = run.seed;
  settings.threads = run.threads;
  settings.at_least = at_least;
  return rank(base, settings, run.progress);
}

std::vector<Weights> mean_weights(const Case& base, const Ranking& ranking,
                                  const RunSettings& run) {
  const Leaves leaves(base);
  std::vector<Weights> means(base.views.size());
  for (const ViewRanking& view : ranking.views) {
    if (view.view) means[view.view->value] = view.mean_weights;
  }
  for (const ViewId view : base.views.ids()) {
    if (means[view.value].size() != leaves.size()) {
      means[view.value] = reference_weights(base, leaves, view, run.seed);
    }
  }
  return means;
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
  const Weights weights = view ? mean_of(base, leaves, *view, run) : leaves.equal_weights(base);
  return sequence(base, design, weights, view, sequence_settings(work, run), run.progress);
}

RobustPlan stage_robust(const Case& base, const Case& design, const Plan& plan, std::size_t vectors,
                        std::size_t work, bool proves, const RunSettings& run) {
  RobustSettings settings;
  settings.sequence = sequence_settings(work, run);
  if (!proves) {  // for a briefing: quick, and good enough to start a discussion from
    settings.sequence.proof_work = 0;
    settings.rounds = 6;
  }
  const Leaves leaves(base);
  // A view without weights has no say; where none has any, all weights count alike.
  std::vector<ViewVectors> all(base.views.size());
  parallel_blocks(all.size(), 1, run.threads, [&](std::size_t v, std::size_t) {
    const ViewId id{static_cast<std::uint32_t>(v)};
    if (draw_weights(base, leaves, id, 1, run.seed).empty()) return;
    all[v] = {.view = id, .mean = mean_of(base, leaves, id, run), .draws = {}};
  });
  std::vector<ViewVectors> views;
  for (ViewVectors& view : all) {
    if (view.view) views.push_back(std::move(view));
  }
  if (views.empty()) {
    views.push_back({.view = std::nullopt,
                     .mean = reference_weights(base, leaves, std::nullopt, run.seed),
                     .draws = {}});
  }
  for (std::size_t v = 0; v < views.size(); ++v) {
    const std::size_t count = vectors / views.size() + (v < vectors % views.size() ? 1 : 0);
    views[v].draws =
        draw_weights(base, leaves, views[v].view, std::max<std::size_t>(count, 1), run.seed);
  }
  return robust_plan(base, design, views, plan, settings, run.progress);
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
  settings.means = run.means;
  return compare(dossier, settings, run.progress);
}

}  // namespace penholder
