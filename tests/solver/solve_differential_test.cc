// The engine against the oracles: random models and all that were once a failure, tiny models over
// a grid, and numbers of schedules.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "instance/model_text.h"
#include "oracle/solver_brute_force.h"
#include "oracle/solver_judge.h"
#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"
#include "support/golden.h"

namespace penholder::solver {
namespace {

using namespace oracle;

struct Tally {
  int models = 0;
  int checked = 0;
  int feasible = 0;
};

/// On a fault: what is wrong, and the model, for solver_fuzz or a debugger.
void expect_no_fault(const Model& model, const Trial& trial, Tally& tally) {
  const Judgement judgement = judge_solver(model, solve, trial);
  ++tally.models;
  tally.checked += judgement.was_checked ? 1 : 0;
  tally.feasible += judgement.was_feasible ? 1 : 0;
  ASSERT_EQ(judgement.fault, "") << "judged with seed " << trial.seed << "\n"
                                 << instance::write_model_text(model);
}

TEST(SolveDifferential, KeepsEveryPromiseOnRandomModelsThatTheOracleCanSolve) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed, 41);
    const ModelShape shape = random_shape(rng, 1 + seed % 6);
    const Model model = dressed_up(rng, random_model(rng, shape));
    // The heuristics take most of the time of a tiny model: they are on for some only.
    const Trial trial{.seed = seed, .oracle_nodes = 20'000, .improves = seed % 50 == 0};
    expect_no_fault(model, trial, tally);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tally.checked, tally.models * 9 / 10);
  EXPECT_GT(tally.feasible, tally.checked / 3);
  EXPECT_LT(tally.feasible, tally.checked);
}

// No oracle reaches these: runs with other settings have to agree with the plain one.
TEST(SolveDifferential, AgreesWithItselfOnModelsBeyondTheOracle) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 42);
    const ModelShape shape = random_shape(rng, 9 + seed % 6);
    const Trial trial{.seed = seed, .oracle_nodes = 1000, .improves = seed % 10 == 0};
    expect_no_fault(random_model(rng, shape), trial, tally);
    if (HasFatalFailure()) return;
  }
}

/// Of the grid of tiny models every one is tried; with the audit on, which judges each step, one in
/// so many (a prime to the grid's bases, so that every value of every digit comes up).
#ifdef PENHOLDER_AUDIT
constexpr std::uint64_t kStride = 7;
#else
constexpr std::uint64_t kStride = 1;
#endif

TEST(SolveDifferential, SolvesEveryTinyModelAsBruteForceDoes) {
  std::uint64_t feasible = 0;
  std::uint64_t count = 0;
  Settings quick;
  quick.improves = false;
  for (std::uint64_t i = 0; i < tiny_model_count(); i += kStride) {
    const Model model = tiny_model(i);
    const OracleAnswer answer = try_all_schedules(model);
    const std::string fault = judge_outcome(model, solve(model, quick), {}, answer, false);
    ASSERT_EQ(fault, "") << "tiny model " << i << "\n" << instance::write_model_text(model);
    ++count;
    feasible += answer.is_feasible ? 1 : 0;
  }
  EXPECT_EQ(count, (tiny_model_count() - 1) / kStride + 1);
  EXPECT_GT(feasible, count / 2);
  EXPECT_LT(feasible, count);
}

// Three ways to the number of schedules: the definition, the naive encoding, the engine asked again
// and again. Objectives have no say in it, so that the models without one are enough.
TEST(SolveDifferential, FindsAsManySchedulesOfEveryTinyModelAsThereAre) {
  std::uint64_t models = 0;
  std::uint64_t schedules = 0;
  for (std::uint64_t i = 0; i < tiny_model_count(); i += kStride) {
    const Model model = tiny_model(i);
    if (!model.objectives.empty()) continue;
    const OracleAnswer all = try_all_schedules(model);
    const OracleAnswer naive = solve_naively(model, {}, Ask::Count);
    ASSERT_TRUE(all.is_complete && naive.is_complete);
    ASSERT_EQ(naive.count, all.count) << "tiny model " << i;
    const auto count = count_by_solving(model, solve, 100);
    ASSERT_TRUE(count.has_value()) << "tiny model " << i;
    ASSERT_EQ(*count, all.count) << "tiny model " << i << "\n" << instance::write_model_text(model);
    ++models;
    schedules += all.count;
  }
  EXPECT_GE(models, tiny_model_count() / 4 / kStride - 1);
  EXPECT_GT(schedules, models);
}

TEST(SolveDifferential, FindsAsManySchedulesAsThereAre) {
  std::uint64_t counted = 0;
  std::uint64_t schedules = 0;
  for (std::uint64_t seed = 0; seed < 6000; seed += kStride) {
    Rng rng(seed, 43);
    const Model model = random_model(rng, random_shape(rng, 1 + seed % 4));
    constexpr std::uint64_t kMost = 150;
    const OracleAnswer answer = solve_naively(model, {}, Ask::Count, 20'000);
    if (!answer.is_complete || answer.count > kMost) continue;
    const auto count = count_by_solving(model, solve, kMost);
    ASSERT_TRUE(count.has_value()) << "seed " << seed << ": gave up, or found too many\n"
                                   << instance::write_model_text(model);
    ASSERT_EQ(*count, answer.count) << "seed " << seed << "\n" << instance::write_model_text(model);
    ++counted;
    schedules += *count;
  }
  EXPECT_GT(counted, 2000U / kStride);
  EXPECT_GT(schedules, 20'000U / kStride);
}

/// The seed in a comment `# judged with seed 12` that solver_fuzz writes; else 1.
std::uint64_t seed_in(std::string_view text) {
  constexpr std::string_view kWords = "judged with seed ";
  std::uint64_t seed = 1;
  const std::size_t at = text.find(kWords);
  if (at != std::string_view::npos) {
    const std::string_view digits = text.substr(at + kWords.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), seed);
  }
  return seed;
}

TEST(SolveDifferential, DoesNotFailAgainWhereItOnceFailed) {
  const std::filesystem::path folder =
      std::filesystem::path(PENHOLDER_SOURCE_DIR) / "tests/solver/regressions";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".model") names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  ASSERT_FALSE(names.empty());
  Tally tally;
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const std::string text = testing::read_source_file("tests/solver/regressions/" + name);
    Diagnostics diagnostics;
    const auto model = instance::read_model_text(text, FileId{0}, diagnostics);
    ASSERT_TRUE(model.has_value());
    for (const std::uint64_t seed : {seed_in(text), std::uint64_t{2}, std::uint64_t{3}}) {
      expect_no_fault(*model, {.seed = seed, .oracle_nodes = 100'000}, tally);
    }
  }
}

}  // namespace
}  // namespace penholder::solver
