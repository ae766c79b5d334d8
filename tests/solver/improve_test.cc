#include "solver/improve.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "oracle/solver_brute_force.h"
#include "oracle/solver_random.h"
#include "solver/check_schedule.h"

namespace penholder::solver {
namespace {

bool never() { return false; }

/// A project as the literature has them: precedence, shared resources, the makespan.
Model random_makespan(Rng& rng, std::uint32_t tasks) {
  Model model;
  for (int r = 0; r < 3; ++r) model.add_resource("r", 4 + rng.below(4));
  for (std::uint32_t i = 0; i < tasks; ++i) {
    std::vector<Use> uses;
    for (Index r = 0; r < 3; ++r) {
      if (rng.below(2) == 0) uses.push_back({.resource = r, .amount = 1 + rng.below(4)});
    }
    model.add_task("t", rng.below(9), uses);
    for (int k = 0; k < 2 && i > 0; ++k) {
      if (rng.below(3) == 0) model.after(i, rng.below(i));
    }
  }
  model.minimise_makespan();
  return model;
}

TEST(Improve, FindsSchedulesThatKeepAllRulesOfRandomModels) {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Rng rng(seed);
    oracle::ModelShape shape = oracle::random_shape(rng, rng.below(9));
    shape.levels = std::max<std::size_t>(shape.levels, 1);
    if (rng.below(3) == 0) shape.optional = 0;
    const Model model = oracle::random_model(rng, shape);
    Improver improver(model, seed);
    while (improver.can_go_on() && improver.best() == nullptr && rng.below(8) != 0) {
      improver.run(500, never);
    }
    improver.run(500, never);
    if (improver.best() == nullptr) continue;
    ++found;
    const ScheduleCheck check = check_schedule(model, *improver.best());
    ASSERT_TRUE(check.is_valid()) << "seed " << seed << ": " << check.broken.front();
    if (check.costs.empty()) continue;  // no task, no objective
    ASSERT_EQ(check.costs.front(), improver.cost()) << "seed " << seed;
  }
  EXPECT_GT(found, 500);
}

TEST(Improve, ReachesTheOptimumOfMostTinyModelsAndNeverPassesIt) {
  int asked = 0;
  int reached = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Rng rng(seed);
    oracle::ModelShape shape = oracle::random_shape(rng, 2 + rng.below(3));
    shape.levels = 1;
    const Model model = oracle::random_model(rng, shape);
    const oracle::OracleAnswer answer = oracle::try_all_schedules(model, {}, 20'000);
    if (!answer.is_complete) continue;
    Improver improver(model, seed);
    for (int slice = 0; slice < 10; ++slice) improver.run(1000, never);
    if (!answer.is_feasible) {
      ASSERT_EQ(improver.best(), nullptr) << "seed " << seed;
      continue;
    }
    ++asked;
    if (improver.best() == nullptr) continue;
    ASSERT_GE(improver.cost(), answer.costs.front()) << "seed " << seed;
    if (improver.cost() == answer.costs.front()) ++reached;
  }
  EXPECT_GT(asked, 50);
  EXPECT_GE(reached * 10, asked * 9) << reached << " of " << asked;
}

/// Of these some are chosen, in time and precedence-closed.
Model random_selection(Rng& rng, std::uint32_t tasks) {
  Model model = random_makespan(rng, tasks);
  model.objectives.assign(1, {});
  for (Index i = 0; i < tasks; ++i) {
    model.tasks[i].is_optional = true;
    model.tasks[i].deadline = 30;
    model.objectives[0].costs.push_back(
        {.moment = {.task = i}, .pieces = {}, .if_absent = 1 + rng.below(20), .by_mode = {}});
  }
  for (std::size_t k = 0; k < model.lags.size(); ++k) {
    model.implies({.task = model.lags[k].to.task}, {.task = model.lags[k].from.task});
  }
  return model;
}

/// Of these each has a day of its own, and costs before it and after.
Model random_due(Rng& rng, std::uint32_t tasks) {
  Model model = random_makespan(rng, tasks);
  model.objectives.assign(1, {});
  for (Index i = 0; i < tasks; ++i) {
    const Time due = 1 + rng.below(60);
    model.objectives[0].costs.push_back(
        {.moment = {.task = i},
         .pieces = {{.from = 0, .to = due - 1, .at_from = 2 * due, .slope = -2},
                    {.from = due, .to = kFarthest, .at_from = 0, .slope = 3}},
         .if_absent = 0,
         .by_mode = {}});
  }
  return model;
}

TEST(Improve, GivesTheSameBytesForTheSameSeedAndSlices) {
  for (const auto make : {random_makespan, random_selection, random_due}) {
    Rng rng(7);
    const Model model = make(rng, 40);
    ASSERT_TRUE(defects_of(model).empty());
    const auto once = [&](std::uint64_t seed) {
      Improver improver(model, seed);
      for (int slice = 0; slice < 10; ++slice) improver.run(5000, never);
      return *improver.best();
    };
    const Schedule schedule = once(3);
    EXPECT_EQ(schedule, once(3));
    EXPECT_TRUE(check_schedule(model, schedule).is_valid());
  }
}

TEST(Improve, GetsBetterWithWorkAndNeverWorse) {
  for (const auto make : {random_makespan, random_selection, random_due}) {
    Rng rng(11);
    const Model model = make(rng, 60);
    Improver improver(model, 1);
    improver.run(100, never);
    ASSERT_NE(improver.best(), nullptr);
    Value last = improver.cost();
    const Value first = last;
    for (int slice = 0; slice < 100 && improver.can_go_on(); ++slice) {
      const bool is_better = improver.run(2000, never);
      ASSERT_EQ(is_better, improver.cost() < last);
      last = improver.cost();
    }
    EXPECT_LT(last, first);
  }
}

TEST(Improve, TakesWhatItIsOffered) {
  for (const auto make : {random_makespan, random_selection, random_due}) {
    Rng rng(13);
    const Model model = make(rng, 60);
    Improver long_run(model, 1);
    for (int slice = 0; slice < 50; ++slice) long_run.run(5000, never);
    Improver improver(model, 2);
    improver.offer(*long_run.best());
    EXPECT_EQ(improver.cost(), long_run.cost());
    EXPECT_FALSE(improver.run(10, never));
    EXPECT_EQ(*improver.best(), *long_run.best());
  }
}

TEST(Improve, AnswersAtOnceOnDegenerateModels) {
  {
    Model model;
    model.minimise_makespan();
    Improver improver(model, 1);
    improver.run(1000, never);
    if (improver.best() != nullptr) {
      EXPECT_EQ(improver.cost(), 0);
    }
  }
  {
    Model model;
    const Index crane = model.add_resource("crane", 0);
    model.add_task("load", 3, {{.resource = crane, .amount = 1}});
    model.minimise_makespan();
    Improver improver(model, 1);
    EXPECT_FALSE(improver.can_go_on());
  }
  {
    Model model;  // each mode alone can be paid, two tasks never
    const Index money = model.add_budget("money", 5);
    for (int i = 0; i < 2; ++i) {
      model.add_task("load", 3);
      model.tasks.back().modes[0].spends = {{.budget = money, .amount = 3}};
      model.tasks.back().modes.push_back(model.tasks.back().modes[0]);
    }
    model.minimise_makespan();
    Improver improver(model, 1);
    for (int slice = 0; slice < 1000 && improver.can_go_on(); ++slice) improver.run(1000, never);
    EXPECT_FALSE(improver.can_go_on());
    EXPECT_EQ(improver.best(), nullptr);
  }
  {
    Model model;  // the two cannot both end in time
    const Index crane = model.add_resource("crane", 1);
    for (int i = 0; i < 2; ++i) {
      model.add_task("load", 3, {{.resource = crane, .amount = 1}});
      model.tasks.back().deadline = 5;
    }
    model.minimise_makespan();
    Improver improver(model, 1);
    for (int slice = 0; slice < 1000 && improver.can_go_on(); ++slice) improver.run(1000, never);
    EXPECT_FALSE(improver.can_go_on());
    EXPECT_EQ(improver.best(), nullptr);
  }
}

TEST(Improve, StopsWhenAsked) {
  for (const auto make : {random_makespan, random_selection, random_due}) {
    Rng rng(17);
    const Model model = make(rng, 100);
    Improver improver(model, 1);
    int asked = 0;
    improver.run(std::uint64_t{1} << 60, [&] { return ++asked > 3; });
    EXPECT_EQ(asked, 4);
  }
}

}  // namespace
}  // namespace penholder::solver
