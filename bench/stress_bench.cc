// Stages stress and compare on the MINUSMA case: 100,000 courses of events; 4,000 for every design
// under every view.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "casefile/reader.h"
#include "compare/compare.h"
#include "rank/rank.h"
#include "sequence/sequence.h"
#include "stress/stress.h"

namespace penholder {
namespace {

const Dossier& minusma() {
  static const Dossier dossier = [] {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(PENHOLDER_SOURCE_DIR "/cases/minusma-2021")) {
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    SourceTexts texts;
    for (const auto& file : files) {
      std::ifstream in(file);
      texts.add({.name = file.filename().string(),
                 .text = std::string(std::istreambuf_iterator<char>(in), {})});
    }
    return read_case(texts).dossier;
  }();
  return dossier;
}

const Plan& headline_plan() {
  static const Plan plan = [] {
    const Case& base = minusma().base;
    const Leaves leaves(base);
    const Weights weights = reference_weights(base, leaves, base.reference_view, 1);
    return sequence(base, base, weights, base.reference_view, {.seed = 1});
  }();
  return plan;
}

void stress_minusma(benchmark::State& state) {
  const Case& base = minusma().base;
  const Plan& plan = headline_plan();
  StressSettings settings;
  settings.threads = static_cast<unsigned>(state.range(0));
  settings.shock_replications = static_cast<std::size_t>(state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(stress(base, base, plan, settings));
}
BENCHMARK(stress_minusma)
    ->ArgNames({"threads", "shocks"})
    ->Args({1, 20000})
    ->Args({2, 20000})
    ->Args({2, 0})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// Weights and plans are made beforehand, so that this is the comparison alone.
void compare_minusma(benchmark::State& state) {
  const Dossier& dossier = minusma();
  const Leaves leaves(dossier.base);
  std::vector<ViewWeights> views;
  for (const ViewId view : dossier.base.views.ids()) {
    auto draws = draw_weights(dossier.base, leaves, view, 4000, 1);
    if (draws.empty()) continue;
    views.push_back({view, reference_weights(dossier.base, leaves, view, 1), std::move(draws)});
  }
  std::vector<std::pair<const Case*, std::optional<ViewId>>> keys;
  std::vector<Plan> plans;
  std::vector<const Case*> designs{&dossier.base};
  for (const Case& design : dossier.designs) designs.push_back(&design);
  for (const Case* design : designs) {
    for (const ViewWeights& view : views) {
      keys.emplace_back(design, view.view);
      plans.push_back(sequence(dossier.base, *design, view.mean, view.view,
                               {.work = 20'000, .proof_work = 0, .wants_tight_bound = false}));
    }
  }
  const Planner planner = [&](const Case& design, const Weights&, std::optional<ViewId> view) {
    const auto at = std::ranges::find(keys, std::pair(&design, view));
    return plans[static_cast<std::size_t>(at - keys.begin())];
  };
  CompareSettings settings;
  settings.threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(compare_designs(dossier, views, planner, settings));
  }
}
BENCHMARK(compare_minusma)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void compare_minusma_with_plans(benchmark::State& state) {
  CompareSettings settings;
  settings.threads = 2;
  for (auto _ : state) benchmark::DoNotOptimize(compare(minusma(), settings));
}
BENCHMARK(compare_minusma_with_plans)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace penholder
