#include "solver/closure_bound.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <vector>

#include "base/random.h"
#include "oracle/schedule_space.h"
#include "oracle/solver_random.h"
#include "solver/check_schedule.h"
#include "solver/start_windows.h"

namespace penholder::solver {
namespace {

using oracle::ModelShape;

/// Calls `visit` with each schedule that keeps the rules; false when there are
/// too many to try.
bool for_each_schedule(
    const Model& model,
    const std::function<void(const Schedule&, const std::vector<Value>&)>& visit) {
  std::vector<std::vector<Placement>> choices;
  std::size_t product = 1;
  for (Index task = 0; task < model.tasks.size(); ++task) {
    auto placements = oracle::placements_of(model, task, {}, 40);
    if (!placements) return false;
    product *= std::max<std::size_t>(1, placements->size());
    if (product > 15'000) return false;
    choices.push_back(std::move(*placements));
  }
  Schedule schedule(choices.size());
  const std::function<void(std::size_t)> choose = [&](std::size_t task) {
    if (task == choices.size()) {
      const ScheduleCheck check = check_schedule(model, schedule);
      if (check.is_valid()) visit(schedule, check.costs);
      return;
    }
    for (const Placement& placement : choices[task]) {
      schedule[task] = placement;
      choose(task + 1);
    }
  };
  choose(0);
  return true;
}

Value left_side(const ClosureCut& cut, const Schedule& schedule) {
  Value sum = cut.constant;
  for (Index task = 0; task < schedule.size(); ++task) {
    sum +=
        schedule[task].is_done() ? cut.at(task, schedule[task].start) : cut.tables[task].if_absent;
  }
  return sum;
}

/// Bound, cuts and windows against every schedule; returns whether the model
/// was small enough.
bool check_against_all_schedules(const Model& model, std::size_t most_arcs, std::size_t* tight) {
  const auto windows = start_windows(model, PresenceGraph(model));
  std::vector<ClosureBound> bounds;
  for (std::size_t level = 0; level < model.objectives.size(); ++level) {
    bounds.emplace_back(model, level,
                        ClosureBound::Settings{.most_arcs = most_arcs, .windows = {}});
    // Prices of anything will do.
    if (level > 0) bounds.back().start_from(bounds.front());
    for (int slice = 0; slice < 3; ++slice) {
      bounds.back().run(20'000, ClosureBound::kNoIncumbent, {});
    }
    for (const ClosureCut& cut : bounds.back().cuts()) {
      for (const auto& table : cut.tables) {
        EXPECT_GE(table.if_absent, 0);
        for (const auto& step : table.steps) EXPECT_GE(step.cost, 0);
      }
    }
  }
  std::vector<Value> best(bounds.size(), std::numeric_limits<Value>::max());
  std::size_t faults = 0;
  const bool is_complete =
      for_each_schedule(model, [&](const Schedule& schedule, const std::vector<Value>& costs) {
        faults += windows ? 0 : 1;
        for (std::size_t i = 0; windows && i < schedule.size(); ++i) {
          const StartWindow& window = (*windows)[i];
          const bool is_kept = schedule[i].is_done()
                                   ? !window.is_excluded && schedule[i].start >= window.first &&
                                         schedule[i].start <= window.last
                                   : !window.is_required;
          faults += is_kept ? 0 : 1;
        }
        for (std::size_t level = 0; level < bounds.size(); ++level) {
          best[level] = std::min(best[level], costs[level]);
          faults += bounds[level].bound() > costs[level] ? 1 : 0;
          for (const ClosureCut& cut : bounds[level].cuts()) {
            faults += left_side(cut, schedule) > cut.scale * costs[level] ? 1 : 0;
          }
        }
      });
  EXPECT_EQ(faults, 0U);
  for (std::size_t level = 0; level < bounds.size(); ++level) {
    if (tight != nullptr && bounds[level].bound() == best[level]) ++*tight;
  }
  return is_complete;
}

TEST(ClosureBound, IsNeverAboveTheOptimumAndItsCutsHoldForEverySchedule) {
  std::size_t complete = 0;
  std::size_t tight = 0;
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    Rng rng(seed, 21);
    ModelShape shape = oracle::random_shape(rng, 1 + seed % 4);
    shape.levels = 1;
    const Model model = oracle::random_model(rng, shape);
    if (check_against_all_schedules(model, 2'000'000, &tight)) ++complete;
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(complete, 300U);
  EXPECT_GT(tight, complete / 3);
}

TEST(ClosureBound, HoldsOnLongCellsToo) {
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    Rng rng(seed, 22);
    const Model model = oracle::random_model(rng, oracle::random_shape(rng, 2 + seed % 3));
    if (check_against_all_schedules(model, 10 + rng.below(20), nullptr)) ++complete;
    ASSERT_FALSE(HasFailure()) << "seed " << seed;
  }
  EXPECT_GT(complete, 150U);
}

TEST(ClosureBound, HoldsOnAllTinyModels) {
  std::size_t complete = 0;
  const std::uint64_t stride = std::max<std::uint64_t>(1, oracle::tiny_model_count() / 5000);
  for (std::uint64_t index = 0; index < oracle::tiny_model_count(); index += stride) {
    if (check_against_all_schedules(oracle::tiny_model(index), 2'000'000, nullptr)) ++complete;
    ASSERT_FALSE(HasFailure()) << "model " << index;
  }
  EXPECT_GT(complete, 1000U);
}

/// Two jobs of length 3 on one machine, each worth its value when it ends by 3.
Model contest() {
  Model model;
  const Index machine = model.add_resource("machine", 1);
  Objective objective;
  for (const Value value : {7, 5}) {
    const Index job = model.add_optional_task("job", 3, {{.resource = machine, .amount = 1}});
    model.tasks[job].deadline = 4;
    objective.costs.push_back(
        {.moment = {.task = job, .point = Point::End}, .pieces = {}, .by_mode = {-value}});
  }
  model.objectives.push_back(objective);
  return model;
}

TEST(ClosureBound, SeesThatAMachineHasRoomForOneJobOnly) {
  const Model model = contest();
  ClosureBound closure(model, 0);
  while (closure.run(100'000, ClosureBound::kNoIncumbent, {})) {
  }
  EXPECT_EQ(closure.bound(), -7);
  ASSERT_FALSE(closure.cuts().empty());
  // Better than 0 leaves no room for doing without the dearer job by more than
  // its value.
  EXPECT_LE(closure.hints()[1].presence, closure.hints()[0].presence);
}

TEST(ClosureBound, KnowsThatNoScheduleExists) {
  Model model = contest();
  model.tasks[0].is_optional = false;
  model.tasks[0].release = 2;
  const ClosureBound closure(model, 0);
  EXPECT_TRUE(closure.is_infeasible());
  EXPECT_EQ(closure.bound(), std::numeric_limits<Value>::max());
}

TEST(ClosureBound, GivesTheSameBoundAndCutsForTheSameWork) {
  Rng rng(7, 23);
  ModelShape shape;
  shape.tasks = 12;
  shape.horizon = 30;
  const Model model = oracle::random_model(rng, shape);
  ClosureBound whole(model, 0);
  ClosureBound again(model, 0);
  whole.run(3'000'000, ClosureBound::kNoIncumbent, {});
  again.run(3'000'000, ClosureBound::kNoIncumbent, {});
  EXPECT_GT(whole.iterations(), 1U);
  EXPECT_EQ(whole.bound(), again.bound());
  EXPECT_EQ(whole.cuts(), again.cuts());
}

TEST(ClosureBound, StartsFromThePricesOfAnother) {
  Rng rng(7, 23);
  ModelShape shape;
  shape.tasks = 12;
  shape.horizon = 30;
  const Model model = oracle::random_model(rng, shape);
  ClosureBound slow(model, 0);
  slow.run(30'000'000, ClosureBound::kNoIncumbent, {});
  ClosureBound quick(model, 0);
  const Value before = quick.bound();
  quick.start_from(slow);
  EXPECT_EQ(quick.bound(), slow.bound());
  EXPECT_LT(before, slow.bound());
}

TEST(ClosureBound, StandsWindowsWithoutEndAndCostsNearOverflow) {
  Model model;
  const Index crane = model.add_resource("crane", 3);
  Objective objective;
  objective.makespan_weight = 1;
  for (int i = 0; i < 40; ++i) {
    const Index task =
        model.add_optional_task("task", 1'000'000 + i, {{.resource = crane, .amount = 2}});
    if (i > 0) model.after(task, task - 1, i % 3);
    objective.costs.push_back({.moment = {.task = task, .point = Point::End},
                               .pieces = {{.from = 0, .to = kFarthest, .at_from = 0, .slope = 3}},
                               .if_absent = Value{1} << 45,
                               .by_mode = {}});
  }
  model.objectives.push_back(objective);
  ASSERT_TRUE(defects_of(model).empty());
  ClosureBound closure(model, 0);
  ASSERT_TRUE(closure.is_applicable());
  closure.run(5'000'000, ClosureBound::kNoIncumbent, {});
  EXPECT_GT(closure.bound(), 0);
  for (auto& cost : model.objectives[0].costs) cost.if_absent = Value{1} << 54;
  ClosureBound far(model, 0);
  far.run(1'000'000, ClosureBound::kNoIncumbent, {});
  EXPECT_LE(far.bound(), Value{1} << 60);
}

}  // namespace
}  // namespace penholder::solver
