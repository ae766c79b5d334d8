// What of the ranking is not sampling, and sampling where rejection fails: linear programs over the
// views of the MINUSMA case, and walks over narrow sets of weights.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "casefile/reader.h"
#include "rank/find_robustness.h"
#include "rank/necessity.h"
#include "rank/rank.h"
#include "rank/view_rows.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

const Case& minusma() {
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
  return dossier.base;
}

/// Necessary and possible preference of all pairs of tasks, in every view.
void necessity(benchmark::State& state) {
  const Case& c = minusma();
  const Leaves leaves(c);
  const auto forms = value_forms(c, leaves);
  for (auto _ : state) {
    for (const ViewId view : c.views.ids()) {
      const auto rows = rows_of(c, leaves, statements_of(c, view));
      benchmark::DoNotOptimize(necessity_of(weights_meeting(rows, leaves.size()), forms));
    }
  }
}
BENCHMARK(necessity)->Unit(benchmark::kMillisecond);

/// The same and the smallest flips.
void robustness(benchmark::State& state) {
  const Case& c = minusma();
  const Ranking ranking = rank(c, {.samples = 500});
  for (auto _ : state) {
    benchmark::DoNotOptimize(find_robustness(c, Leaves(c), ranking, 1));
  }
}
BENCHMARK(robustness)->Unit(benchmark::kMillisecond);

/// Whether the statements of each view can be met.
void conflicts(benchmark::State& state) {
  const Case& c = minusma();
  const Leaves leaves(c);
  for (auto _ : state) {
    for (const ViewId view : c.views.ids()) {
      benchmark::DoNotOptimize(conflicting_statements(c, leaves, statements_of(c, view)));
    }
  }
}
BENCHMARK(conflicts)->Unit(benchmark::kMillisecond);

/// 10,000 weights of each view.
void draws_of_views(benchmark::State& state) {
  const Case& c = minusma();
  const Leaves leaves(c);
  for (auto _ : state) {
    for (const ViewSampler& sampler : make_samplers(c, leaves, 1)) {
      benchmark::DoNotOptimize(draw_from(sampler, 10'000, 1));
    }
  }
}
BENCHMARK(draws_of_views)->Unit(benchmark::kMillisecond);

/// Ten objectives, each 1 to 1.6 times as heavy as the next: about one weight in 100 million.
Case narrow() {
  Case c;
  View view;
  view.id = view.title = "narrow";
  for (std::uint32_t i = 0; i < 10; ++i) {
    Objective objective;
    objective.id = objective.title = fmt::format("o{}", i + 1);
    c.objectives.push_back(std::move(objective));
    if (i == 0) continue;
    Statement statement;
    statement.says =
        RatioBetween{.more = ObjectiveId{i - 1}, .less = ObjectiveId{i}, .low = 1.0, .high = 1.6};
    view.statements.push_back(std::move(statement));
  }
  c.views.push_back(std::move(view));
  return c;
}

void settle_narrow(benchmark::State& state) {
  const Case c = narrow();
  const Leaves leaves(c);
  for (auto _ : state) benchmark::DoNotOptimize(make_sampler(c, leaves, ViewId{0}, 1));
}
BENCHMARK(settle_narrow)->Unit(benchmark::kMillisecond);

/// 10,000 weights once the chains are walked in.
void walk_narrow(benchmark::State& state) {
  const Case c = narrow();
  const ViewSampler sampler = make_sampler(c, Leaves(c), ViewId{0}, 1);
  WeightDraws draws;
  for (auto _ : state) draws = draw_from(sampler, 10'000, 1);
  state.counters["thinning"] = static_cast<double>(draws.walk->thinning);
  state.counters["effective"] = draws.walk->effective_samples;
}
BENCHMARK(walk_narrow)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace penholder
