// The speed of one plan: a random problem of the size of a mandate, search and bound apart and
// together.

#include <benchmark/benchmark.h>

#include "../tests/oracle/sequence_random.h"
#include "sequence/improve.h"
#include "sequence/sequence.h"

namespace penholder {
namespace {

PlanProblem mandate_sized(std::uint64_t seed) {
  Rng rng(seed);
  return oracle::random_problem(rng, {.horizon = 365,
                                      .phases = 4,
                                      .discrete = 11,
                                      .standing = 16,
                                      .renewable = 11,
                                      .budgets = 1,
                                      .links = 10,
                                      .tightness = 0.6});
}

void solve_with_bound(benchmark::State& state) {
  const PlanProblem problem = mandate_sized(1);
  const std::size_t work = SequenceSettings{}.work;
  PlanOutcome outcome;
  for (auto _ : state) outcome = solve(problem, {.seed = 1, .work = work});
  state.counters["value"] = outcome.value;
  state.counters["gap"] = outcome.bound - outcome.value;
}
BENCHMARK(solve_with_bound)->Unit(benchmark::kMillisecond);

void solve_without_tight_bound(benchmark::State& state) {
  const PlanProblem problem = mandate_sized(1);
  const std::size_t work = SequenceSettings{}.work;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        solve(problem, {.seed = 1, .work = work, .proof_work = 0, .wants_tight_bound = false}));
  }
}
BENCHMARK(solve_without_tight_bound)->Unit(benchmark::kMillisecond);

void price_search(benchmark::State& state) {
  const PlanProblem problem = mandate_sized(1);
  const Network network(problem);
  for (auto _ : state) {
    Relaxation relaxation(problem, network, false);
    relaxation.tighten(0.0, 100);
    benchmark::DoNotOptimize(relaxation.bound());
  }
}
BENCHMARK(price_search)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace penholder
