// Stage rank: the aim's shape (a million weight vectors, 50 tasks, 10 objectives), what it is made
// of, and how fast this machine's memory is, to hold it against.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/parallel.h"
#include "base/random.h"
#include "casefile/reader.h"
#include "rank/rank.h"
#include "rank/smaa.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

constexpr std::size_t kTasks = 50;
constexpr std::size_t kObjectives = 10;

/// Every task serves every objective, with fixed strengths or with ranges.
Case dense_case(bool is_certain) {
  Case c;
  c.id = "dense";
  c.title = "Dense";
  c.horizon = {Date(2030, 1, 1), Date(2031, 1, 1)};
  for (std::size_t i = 0; i < kObjectives; ++i) {
    Objective objective;
    objective.id = objective.title = fmt::format("o{}", i);
    c.objectives.push_back(std::move(objective));
  }
  Rng rng(50, 10);
  for (std::size_t t = 0; t < kTasks; ++t) {
    Task task;
    task.id = task.title = fmt::format("t{}", t);
    for (const ObjectiveId objective : c.objectives.ids()) {
      Serves serves;
      serves.objective = objective;
      const double likely = 0.1 + 0.8 * rng.uniform();
      serves.strength = {.low = is_certain ? likely : 0.7 * likely,
                         .likely = likely,
                         .high = is_certain ? likely : 1.1 * likely,
                         .basis = {.kind = Basis::Kind::Judgement, .cites = {}, .reason = {}},
                         .span = {}};
      task.serves.push_back(std::move(serves));
    }
    c.tasks.push_back(std::move(task));
  }
  return c;
}

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

Tiles uniform_weights(std::size_t draws) {
  Tiles tiles(kObjectives, draws);
  std::array<double, kObjectives> row{};
  for (std::size_t i = 0; i < draws; ++i) {
    Rng rng(1, i);
    draw_simplex(rng, row);
    for (std::size_t leaf = 0; leaf < kObjectives; ++leaf) {
      tiles.tile_of(i)[leaf][i % kLanes] = row[leaf];
    }
  }
  return tiles;
}

/// Values, ranks, wins, central weights and their errors from weights at hand.
/// Arguments: draws, threads, are strengths certain.
void count(benchmark::State& state) {
  const auto draws = static_cast<std::size_t>(state.range(0));
  const auto threads = static_cast<unsigned>(state.range(1));
  const Case c = dense_case(state.range(2) != 0);
  const Leaves leaves(c);
  const auto entries = strength_entries(c, leaves);
  const StrengthDraws strengths = draw_strengths(entries, leaves.size(), draws, 7, 2);
  const Tiles weights = uniform_weights(draws);
  for (auto _ : state) {
    KeptDraws kept{.draws_most = 0};
    const Tally result = tally(entries, kTasks, strengths, weights, threads, kept);
    benchmark::DoNotOptimize(result.wins[1]);
  }
  const std::size_t numbers = draws * (kObjectives + (state.range(2) != 0 ? 0 : entries.size()));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(numbers * sizeof(double)));
}
BENCHMARK(count)
    ->Args({1'000'000, 1, 1})
    ->Args({1'000'000, 2, 1})
    ->Args({100'000, 2, 0})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// Weights of a view without statements, as the stage draws them. Arguments: draws, threads.
void draw(benchmark::State& state) {
  const Case c = dense_case(true);
  const Leaves leaves(c);
  const auto draws = static_cast<std::size_t>(state.range(0));
  const WeightSpace space(c, leaves, {});
  for (auto _ : state) {
    const WeightDraws drawn = draw_feasible(space, draws, 1, static_cast<unsigned>(state.range(1)),
                                            proposal_budget(draws));
    benchmark::DoNotOptimize(drawn.weights.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(draws));
}
BENCHMARK(draw)
    ->Args({1'000'000, 1})
    ->Args({1'000'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// The whole stage on the aim's shape: weights drawn, counted, turned into a Ranking.
/// Arguments: draws, threads, are strengths certain.
void whole_stage(benchmark::State& state) {
  const Case c = dense_case(state.range(2) != 0);
  for (auto _ : state) {
    const Ranking ranking = rank(c, {.samples = static_cast<std::size_t>(state.range(0)),
                                     .threads = static_cast<unsigned>(state.range(1))});
    benchmark::DoNotOptimize(ranking.all.standard_error);
  }
}
BENCHMARK(whole_stage)
    ->Args({1'000'000, 2, 1})
    ->Args({100'000, 2, 0})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// The MINUSMA case, all its views. Arguments: draws a view, threads.
void minusma_case(benchmark::State& state) {
  for (auto _ : state) {
    const Ranking ranking =
        rank(minusma().base, {.samples = static_cast<std::size_t>(state.range(0)),
                              .threads = static_cast<unsigned>(state.range(1))});
    benchmark::DoNotOptimize(ranking.all.standard_error);
  }
}
BENCHMARK(minusma_case)
    ->Args({10'000, 2})
    ->Args({100'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// What the memory gives: a = b + factor * c over arrays far larger than any cache, as in STREAM
/// (McCalpin 1995). Argument: threads.
void memory_triad(benchmark::State& state) {
  constexpr std::size_t kNumbers = 16U << 20U;
  std::vector<double> a(kNumbers, 1.0);
  const std::vector<double> b(kNumbers, 2.0);
  const std::vector<double> c(kNumbers, 3.0);
  for (auto _ : state) {
    parallel_blocks(kNumbers, kNumbers / 64, static_cast<unsigned>(state.range(0)),
                    [&](std::size_t from, std::size_t to) {
                      for (std::size_t i = from; i < to; ++i) a[i] = b[i] + 0.4 * c[i];
                    });
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() *
                          static_cast<std::int64_t>(3 * kNumbers * sizeof(double)));
}
BENCHMARK(memory_triad)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

/// The same reading only, which is what counting does with weights. Argument: threads.
void memory_sum(benchmark::State& state) {
  constexpr std::size_t kNumbers = 16U << 20U;
  const std::vector<double> a(kNumbers, 1.0);
  std::vector<double> sums(64, 0.0);
  for (auto _ : state) {
    parallel_blocks(kNumbers, kNumbers / 64, static_cast<unsigned>(state.range(0)),
                    [&](std::size_t from, std::size_t to) {
                      std::array<double, 16> parts{};
                      for (std::size_t i = from; i < to; i += 16) {
                        for (std::size_t l = 0; l < 16; ++l) parts[l] += a[i + l];
                      }
                      sums[from / (kNumbers / 64)] = parts[0] + parts[15];
                    });
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() *
                          static_cast<std::int64_t>(kNumbers * sizeof(double)));
}
BENCHMARK(memory_sum)
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace
}  // namespace penholder
