// Who watches the watchers: the two oracles agree with each other and with the checker, the judge
// notices planted faults, and what the shrinker leaves is small.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "oracle/shrink_model.h"
#include "oracle/solver_brute_force.h"
#include "oracle/solver_judge.h"
#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"
#include "solver/check_schedule.h"

namespace penholder::solver {
namespace {

using namespace oracle;

TEST(Oracle, BruteForceAndNaiveSearchAgreeOnOptimumAndCount) {
  int feasible = 0;
  int complete = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    Rng rng(seed, 1);
    const Model model = random_model(rng, random_shape(rng, 1 + seed % 3));
    const auto assumptions = random_assumptions(rng, model, 3);
    const OracleAnswer all = try_all_schedules(model, assumptions, 30'000);
    if (!all.is_complete) continue;
    const OracleAnswer naive = solve_naively(model, assumptions);
    const OracleAnswer count = solve_naively(model, assumptions, Ask::Count);
    ASSERT_TRUE(naive.is_complete && count.is_complete) << "seed " << seed;
    ASSERT_EQ(naive.is_feasible, all.is_feasible) << "seed " << seed;
    ASSERT_EQ(count.count, all.count) << "seed " << seed;
    if (all.is_feasible) {
      ASSERT_EQ(naive.costs, all.costs) << "seed " << seed;
    }
    ++complete;
    feasible += all.is_feasible ? 1 : 0;
  }
  EXPECT_GT(complete, 700);
  EXPECT_GT(feasible, complete / 3);
  EXPECT_LT(feasible, complete);
}

// A longer horizon allows nothing better: what safe_horizon's comment claims.
TEST(Oracle, NothingIsGainedBehindTheSafeHorizon) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed, 2);
    ModelShape shape = random_shape(rng, 2);
    shape.deadline = 0.3;
    shape.has_cycles = true;
    const Model model = random_model(rng, shape);
    const OracleAnswer answer = solve_naively(model);
    // An assumption that says nothing but has a late date moves the horizon.
    const std::vector<Assumption> later = {
        {.kind = Assumption::Kind::StartAtMost, .task = 0, .value = safe_horizon(model, {}) + 40}};
    const OracleAnswer with_more_room = solve_naively(model, later);
    if (!answer.is_complete || !with_more_room.is_complete) continue;
    ASSERT_EQ(answer.is_feasible, with_more_room.is_feasible) << "seed " << seed;
    ASSERT_EQ(answer.costs, with_more_room.costs) << "seed " << seed;
  }
}

// The checker judges by event sweep what the brute force judges moment by moment.
TEST(Oracle, CheckerAcceptsExactlyWhatTheDefinitionCounts) {
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed, 3);
    const Model model = random_model(rng, random_shape(rng, 2));
    const OracleAnswer all = try_all_schedules(model, {}, 3000);
    if (!all.is_complete) continue;
    std::uint64_t count = 0;
    const auto first = placements_of(model, 0, {}, 3000);
    const auto second = placements_of(model, 1, {}, 3000);
    for (const Placement& a : *first) {
      for (const Placement& b : *second) {
        const Schedule schedule = {a, b};
        const bool is_valid = check_schedule(model, schedule).is_valid();
        count += is_valid ? 1 : 0;
        ++(is_valid ? accepted : refused);
      }
    }
    ASSERT_EQ(count, all.count) << "seed " << seed;
    if (all.is_feasible) {
      ASSERT_EQ(check_schedule(model, all.best).costs, all.costs);
    }
  }
  EXPECT_GT(accepted, 1000U);
  EXPECT_GT(refused, 1000U);
}

TEST(Oracle, CountsTheSameByAskingASolverAgainAndAgain) {
  int counted = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 4);
    const Model model = random_model(rng, random_shape(rng, 2));
    const OracleAnswer count = solve_naively(model, {}, Ask::Count);
    if (!count.is_complete || count.count > 60) continue;
    const auto by_solving = count_by_solving(model, solve_by_oracle, 100);
    ASSERT_TRUE(by_solving.has_value()) << "seed " << seed;
    ASSERT_EQ(*by_solving, count.count) << "seed " << seed;
    ++counted;
  }
  EXPECT_GT(counted, 10);
}

/// A solver with a fault: what it overlooks in the model.
Solver overlooking(void (*forget)(Model&)) {
  return [forget](const Model& model, const Settings& settings) {
    Model wrong = model;
    forget(wrong);
    return solve_by_oracle(wrong, settings);
  };
}

struct Planted {
  const char* name;
  Solver solve;
};

std::vector<Planted> planted_faults() {
  std::vector<Planted> faults;
  const auto add = [&](const char* name, void (*forget)(Model&)) {
    faults.push_back({name, overlooking(forget)});
  };
  add("closed stretches", [](Model& model) {
    for (Task& task : model.tasks) task.closed.clear();
  });
  add("lags", [](Model& model) { model.lags.clear(); });
  add("groups", [](Model& model) { model.groups.clear(); });
  add("at most", [](Model& model) {
    for (Group& group : model.groups) group.at_most = Group().at_most;
  });
  add("budgets", [](Model& model) {
    for (Budget& budget : model.budgets) budget.total += 1;
  });
  add("later capacity", [](Model& model) {
    for (Resource& resource : model.resources) {
      if (resource.steps.size() > 1) resource.steps.pop_back();
    }
  });
  add("second level", [](Model& model) {
    if (model.objectives.size() > 1) model.objectives[1].costs.clear();
  });
  add("slopes", [](Model& model) {
    for (Objective& objective : model.objectives) {
      for (Cost& cost : objective.costs) {
        for (Piece& piece : cost.pieces) piece.slope = 0;
      }
    }
  });
  add("releases", [](Model& model) {
    for (Task& task : model.tasks) task.release = std::max<Time>(task.release, 0);
  });
  faults.push_back({"assumptions", [](const Model& model, const Settings& settings) {
                      Settings without = settings;
                      without.assumptions.clear();
                      return solve_by_oracle(model, without);
                    }});
  faults.push_back({"cores", [](const Model& model, const Settings& settings) {
                      Outcome outcome = solve_by_oracle(model, settings);
                      if (auto* none = std::get_if<Infeasible>(&outcome); none != nullptr) {
                        if (none->core.size() > 1) none->core.resize(1);
                      }
                      return outcome;
                    }});
  faults.push_back({"bounds", [](const Model& model, const Settings& settings) {
                      Outcome outcome = solve_by_oracle(model, settings);
                      const auto* best = std::get_if<Optimal>(&outcome);
                      if (settings.work_limit > 1000 || best == nullptr) return outcome;
                      if (best->costs.empty()) return outcome;
                      return Outcome(Unknown{.bound = best->costs[0] + 1});
                    }});
  return faults;
}

TEST(Judge, FindsNoFaultWithTheOracleItself) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Rng rng(seed, 5);
    const Model model = random_model(rng, random_shape(rng, 3));
    const Judgement judgement = judge_solver(model, solve_by_oracle, {.seed = seed});
    ASSERT_EQ(judgement.fault, "") << "seed " << seed;
  }
}

TEST(Judge, NoticesEveryPlantedFaultAndShrinksItsModel) {
  for (const Planted& planted : planted_faults()) {
    bool is_found = false;
    for (std::uint64_t seed = 0; seed < 400 && !is_found; ++seed) {
      const auto fails = [&](const Model& model) {
        const Trial trial{.seed = seed, .oracle_nodes = 20'000};
        return !judge_solver(model, planted.solve, trial).fault.empty();
      };
      Rng rng(seed, 6);
      const Model model = random_model(rng, random_shape(rng, 3));
      if (!fails(model)) continue;
      is_found = true;
      const Model small = shrink_model(model, fails, 400);
      EXPECT_TRUE(fails(small)) << planted.name;
      EXPECT_LE(small.tasks.size(), 2U) << planted.name;
      EXPECT_LE(small.lags.size() + small.groups.size(), 2U) << planted.name;
    }
    EXPECT_TRUE(is_found) << planted.name;
  }
}

TEST(Generator, DrawsEveryFeature) {
  std::size_t optional = 0;
  std::size_t several_modes = 0;
  std::size_t closed = 0;
  std::size_t negative_lags = 0;
  std::size_t capacity_zero = 0;
  std::size_t levels = 0;
  std::size_t makespan = 0;
  std::size_t by_mode = 0;
  std::size_t gains = 0;
  std::size_t mode_facts = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 7);
    const Model model = random_model(rng, random_shape(rng, 4));
    for (const Task& task : model.tasks) {
      optional += task.is_optional ? 1 : 0;
      several_modes += task.modes.size() > 1 ? 1 : 0;
      closed += task.closed.size();
    }
    for (const Lag& lag : model.lags) negative_lags += lag.at_least < 0 ? 1 : 0;
    for (const Resource& resource : model.resources) {
      for (const auto& step : resource.steps) capacity_zero += step.capacity == 0 ? 1 : 0;
    }
    levels += model.objectives.size() > 1 ? 1 : 0;
    for (const Objective& objective : model.objectives) {
      makespan += objective.makespan_weight > 0 ? 1 : 0;
      for (const Cost& cost : objective.costs) {
        by_mode += cost.by_mode.empty() ? 0 : 1;
        gains += cost.if_absent < 0 ? 1 : 0;
      }
    }
    for (const Group& group : model.groups) {
      for (const Fact& fact : group.facts) mode_facts += fact.mode >= 0 ? 1 : 0;
    }
  }
  for (const std::size_t count : {optional, several_modes, closed, negative_lags, capacity_zero,
                                  levels, makespan, by_mode, gains, mode_facts}) {
    EXPECT_GE(count, 20U);
  }
}

TEST(Generator, GivesTheSameModelForTheSameSeed) {
  Rng first(11, 8);
  Rng second(11, 8);
  const ModelShape shape = random_shape(first, 5);
  EXPECT_EQ(random_model(first, shape), random_model(second, random_shape(second, 5)));
}

}  // namespace
}  // namespace penholder::solver
