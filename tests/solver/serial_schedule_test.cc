#include "solver/serial_schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/random.h"
#include "oracle/serial_schedule_slow.h"
#include "oracle/solver_random.h"
#include "solver/check_schedule.h"
#include "solver/justify.h"

namespace penholder::solver {
namespace {

/// A list in random order, random modes, some optional tasks left out.
struct Plan {
  std::vector<Index> list;
  std::vector<int> modes;

  Plan(Rng& rng, const Model& model) : list(model.tasks.size()), modes(model.tasks.size()) {
    std::iota(list.begin(), list.end(), 0U);
    for (std::size_t i = list.size(); i > 1; --i) {
      std::swap(list[i - 1], list[rng.below(static_cast<std::uint32_t>(i))]);
    }
    for (std::size_t i = 0; i < modes.size(); ++i) {
      const auto count = static_cast<std::uint32_t>(model.tasks[i].modes.size());
      modes[i] = static_cast<int>(rng.below(count));
      if (model.tasks[i].is_optional && rng.below(3) == 0) modes[i] = -1;
    }
  }
};

/// Groups and budgets are not the scheduler's business.
Model random_project(Rng& rng, std::size_t tasks) {
  oracle::ModelShape shape = oracle::random_shape(rng, tasks);
  shape.groups = 0;
  shape.budgets = 0;
  shape.deadline = 0.3;
  return oracle::random_model(rng, shape);
}

Time last_moment(const Model& model) {
  Time last = 0;
  for (const Task& task : model.tasks) {
    last = std::max(last, task.release);
    for (const Stretch& closed : task.closed) last = std::max(last, closed.to);
    for (const Mode& mode : task.modes) last += mode.duration;
  }
  for (const Resource& resource : model.resources) {
    for (const auto& step : resource.steps) last = std::max(last, step.from);
  }
  for (const Lag& lag : model.lags) last += std::max<Time>(0, lag.at_least);
  return 2 * last + 10;
}

TEST(SerialSchedule, AgreesWithTheSlowVersionOnRandomModels) {
  int made = 0;
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Rng rng(seed);
    const Model model = random_project(rng, 2 + rng.below(7));
    const Plan plan(rng, model);
    const auto fast = serial_schedule(model, plan.list, plan.modes);
    const auto slow =
        oracle::serial_schedule_slow(model, plan.list, plan.modes, last_moment(model));
    ASSERT_EQ(fast.has_value(), slow.has_value()) << "seed " << seed;
    if (!fast) continue;
    ++made;
    ASSERT_EQ(*fast, *slow) << "seed " << seed;
    ASSERT_TRUE(check_schedule(model, *fast).is_valid()) << "seed " << seed;
  }
  EXPECT_GT(made, 500);
}

TEST(SerialSchedule, IsTheSameOnBothFormsOfTimelineAndAfterLifting) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Rng rng(seed);
    const Model model = random_project(rng, 3 + rng.below(20));
    const FlatModel flat = flatten(model);
    Scheduler dense(flat, Scheduler::Form::Dense);
    Scheduler sparse(flat, Scheduler::Form::Sparse);
    for (int step = 0; step < 200 && flat.task_count > 0; ++step) {
      const std::uint32_t task = rng.below(flat.task_count);
      if (dense.is_placed(task)) {
        dense.lift(task);
        sparse.lift(task);
        continue;
      }
      const std::uint32_t mode = rng.below(flat.mode_count(task));
      dense.set_mode(task, mode);
      sparse.set_mode(task, mode);
      if (rng.below(2) == 0) {
        ASSERT_EQ(dense.place_between(task), sparse.place_between(task)) << "seed " << seed;
      } else if (flat.is_possible[dense.flat_mode(task)] != 0) {
        const ShortTime first = dense.lower_bound(task);
        const ShortTime last = dense.upper_bound(task, flat.horizon);
        const ShortTime start = dense.latest(task, first, last);
        ASSERT_EQ(start, sparse.latest(task, first, last)) << "seed " << seed;
        if (start == kNowhere) continue;
        dense.put(task, start);
        sparse.put(task, start);
      }
      ASSERT_TRUE(std::ranges::equal(dense.starts(), sparse.starts())) << "seed " << seed;
    }
  }
}

TEST(SerialSchedule, PlacesTasksOfNoDurationAndStopsAtClosedStretches) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  const Index load = model.add_task("load", 3, {{.resource = crane, .amount = 1}});
  const Index sign = model.add_task("sign", 0, {{.resource = crane, .amount = 1}});
  const Index sail = model.add_task("sail", 2);
  model.after(sign, load);
  model.after(sail, sign);
  model.tasks[sail].closed = {{.from = 4, .to = 6}};
  const std::vector<Index> list{load, sign, sail};
  const std::vector<int> modes{0, 0, 0};
  const auto schedule = serial_schedule(model, list, modes);
  ASSERT_TRUE(schedule.has_value());
  EXPECT_EQ((*schedule)[sign].start, 3);
  EXPECT_EQ((*schedule)[sail].start, 6);
}

TEST(SerialSchedule, SaysSoWhenATaskFindsNoPlace) {
  Model model;
  const Index crane = model.add_resource("crane", 0);
  model.add_task("load", 3, {{.resource = crane, .amount = 1}});
  const std::vector<Index> list{0};
  const std::vector<int> modes{0};
  EXPECT_FALSE(serial_schedule(model, list, modes).has_value());
  EXPECT_TRUE(flatten(model).is_impossible);
}

TEST(SerialSchedule, CarriesAmountsUpToTheLargest) {
  Model model;
  const Index money = model.add_resource("money", kLargest);
  for (int i = 0; i < 3; ++i) {
    model.add_task("spend", 2, {{.resource = money, .amount = kLargest / 2}});
  }
  const std::vector<Index> list{0, 1, 2};
  const std::vector<int> modes{0, 0, 0};
  const auto schedule = serial_schedule(model, list, modes);
  ASSERT_TRUE(schedule.has_value());
  EXPECT_EQ((*schedule)[1].start, 0);
  EXPECT_EQ((*schedule)[2].start, 2);
}

TEST(Justify, NeverMakesAScheduleLongerOrBreaksARule) {
  int shorter = 0;
  int made = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Rng rng(seed);
    const Model model = random_project(rng, 3 + rng.below(20));
    const Plan plan(rng, model);
    const auto schedule = serial_schedule(model, plan.list, plan.modes);
    if (!schedule) continue;
    ++made;
    const FlatModel flat = flatten(model);
    Scheduler scheduler(flat);
    ASSERT_TRUE(scheduler.read(*schedule)) << "seed " << seed;
    Justifier justifier(scheduler);
    const ShortTime before = scheduler.makespan();
    const auto check = [&] {
      Schedule now;
      scheduler.write(now);
      ASSERT_TRUE(check_schedule(model, now).is_valid()) << "seed " << seed;
      ASSERT_LE(scheduler.makespan(), before) << "seed " << seed;
    };
    justifier.to_the_right(before);
    check();
    justifier.to_the_left();
    check();
    justifier.improve();
    check();
    if (scheduler.makespan() < before) ++shorter;
  }
  EXPECT_GT(made, 300);
  EXPECT_GT(shorter, 10);
}

}  // namespace
}  // namespace penholder::solver
