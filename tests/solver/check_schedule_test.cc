// The checker: each rule kept, then broken by one step, and the sentence that says so.

#include "solver/check_schedule.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"

namespace penholder::solver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Placement at(Time start, int mode = 0) { return {.mode = mode, .start = start}; }
constexpr Placement kLeftOut;

std::vector<std::string> broken(const Model& model, const Schedule& schedule) {
  EXPECT_TRUE(defects_of(model).empty());
  return check_schedule(model, schedule).broken;
}

TEST(CheckSchedule, KeepsToTheWindowOfATask) {
  Model model;
  model.add_task("dig", 3);
  model.tasks[0].release = 2;
  model.tasks[0].deadline = 9;
  EXPECT_THAT(broken(model, {at(2)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(6)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(1)}),
              ElementsAre("task 0 `dig` starts at 1, before its release 2"));
  EXPECT_THAT(broken(model, {at(7)}), ElementsAre("task 0 `dig` ends at 10, after its deadline 9"));
}

TEST(CheckSchedule, LeavesOutOnlyWhatIsOptional) {
  Model model;
  model.add_optional_task("dig", 3);
  EXPECT_THAT(broken(model, {kLeftOut}), IsEmpty());
  model.tasks[0].is_optional = false;
  EXPECT_THAT(broken(model, {kLeftOut}),
              ElementsAre("task 0 `dig` is left out, and is not optional"));
}

TEST(CheckSchedule, KeepsOutOfClosedStretches) {
  Model model;
  model.add_task("", 3);
  model.tasks[0].closed = {{.from = 5, .to = 7}, {.from = 20, .to = 21}};
  EXPECT_THAT(broken(model, {at(2)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(7)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(3)}), ElementsAre("task 0 runs in [3, 6), closed in [5, 7)"));
  EXPECT_THAT(broken(model, {at(6)}), ElementsAre(HasSubstr("closed in [5, 7)")));
  EXPECT_THAT(broken(model, {at(18)}), ElementsAre(HasSubstr("closed in [20, 21)")));
}

TEST(CheckSchedule, SeesAnOverloadAtTheMomentWhereItBegins) {
  Model model;
  const Index crane = model.add_resource("crane", 2);
  for (int i = 0; i < 3; ++i) model.add_task("", 4, {{.resource = crane, .amount = 1}});
  EXPECT_THAT(broken(model, {at(0), at(0), at(4)}), IsEmpty()) << "half-open";
  EXPECT_THAT(broken(model, {at(0), at(2), at(3)}),
              ElementsAre("resource 0 `crane` has 2 at 3, and 3 is taken"));
}

TEST(CheckSchedule, SeesCapacityThatFallsDuringTheRun) {
  Model model;
  model.resources.push_back(
      {.name = "crew", .steps = {{.from = 0, .capacity = 1}, {.from = 5, .capacity = 0}}});
  model.add_task("", 3, {{.resource = 0, .amount = 1}});
  model.tasks[0].release = -10;
  EXPECT_THAT(broken(model, {at(2)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(3)}), ElementsAre("resource 0 `crew` has 0 at 5, and 1 is taken"));
  EXPECT_THAT(broken(model, {at(-1)}), ElementsAre("resource 0 `crew` has 0 at -1, and 1 is taken"))
      << "nothing is there before the first step";
}

TEST(CheckSchedule, WhatTakesNoTimeTakesNoResource) {
  Model model;
  const Index crane = model.add_resource("crane", 0);
  model.add_task("", 0, {{.resource = crane, .amount = 5}});
  model.add_task("", 5, {{.resource = crane, .amount = 0}});
  EXPECT_THAT(broken(model, {at(0), at(0)}), IsEmpty());
}

TEST(CheckSchedule, AddsUpAmountsThatSixtyFourBitsDoNotHold) {
  Model model;
  const Index crane = model.add_resource("crane", kLargest);
  const Index fuel = model.add_budget("fuel", kLargest);
  for (int i = 0; i < 16; ++i) {  // 16 * 2^60 = 2^64, which wraps to 0
    model.add_task("", 1, {{.resource = crane, .amount = kLargest}});
    model.tasks.back().modes[0].spends = {{.budget = fuel, .amount = kLargest}};
    model.tasks.back().is_optional = true;
  }
  Schedule schedule(16, kLeftOut);
  schedule[0] = at(0);
  EXPECT_THAT(check_schedule(model, schedule).broken, IsEmpty());
  EXPECT_THAT(
      check_schedule(model, Schedule(16, at(0))).broken,
      ElementsAre(HasSubstr("more than 2^60 is taken"), HasSubstr("more than 2^60 is spent")));
}

TEST(CheckSchedule, AddsUpWhatIsSpent) {
  Model model;
  const Index fuel = model.add_budget("fuel", 5);
  for (const Value amount : {2, 3, 1}) {
    model.add_optional_task("", 1);
    model.tasks.back().modes[0].spends = {{.budget = fuel, .amount = amount}};
  }
  EXPECT_THAT(broken(model, {at(0), at(0), kLeftOut}), IsEmpty());
  EXPECT_THAT(broken(model, {at(0), at(0), at(0)}),
              ElementsAre("budget 0 `fuel` has 5, and 6 is spent"));
}

TEST(CheckSchedule, KeepsMinimumAndMaximumLagsBetweenAllMoments) {
  Model model;
  model.add_optional_task("a", 3);
  model.add_optional_task("b", 2);
  model.after(1, 0, 1);
  model.lags.push_back({.from = {.task = 1, .point = Point::End},
                        .to = {.task = 0, .point = Point::Start},
                        .at_least = -8});
  EXPECT_THAT(broken(model, {at(0), at(4)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(0), at(6)}), IsEmpty());
  EXPECT_THAT(broken(model, {at(0), at(3)}),
              ElementsAre("lag 0: from the end of task 0 `a` at 3 to the start of task 1 `b` at 3 "
                          "is less than 1"));
  EXPECT_THAT(broken(model, {at(0), at(7)}), ElementsAre(HasSubstr("lag 1: from the end of")));
  EXPECT_THAT(broken(model, {at(0), kLeftOut}), IsEmpty());
  EXPECT_THAT(broken(model, {kLeftOut, at(0)}), IsEmpty());
}

TEST(CheckSchedule, CountsTheFactsOfGroups) {
  Model model;
  for (int i = 0; i < 3; ++i) model.add_optional_task("", 1);
  model.tasks[2].modes.push_back({.duration = 2, .uses = {}, .spends = {}});
  model.groups.push_back(
      {.facts = {{.task = 0}, {.task = 1, .is_true = false}, {.task = 2, .mode = 1}},
       .at_least = 1,
       .at_most = 2});
  EXPECT_THAT(broken(model, {at(0), at(0), kLeftOut}), IsEmpty());
  EXPECT_THAT(broken(model, {kLeftOut, at(0), at(0, 1)}), IsEmpty());
  EXPECT_THAT(broken(model, {kLeftOut, at(0), at(0, 0)}),
              ElementsAre("group 0: 0 of its facts are true, at least 1 should be"));
  EXPECT_THAT(broken(model, {at(0), kLeftOut, at(0, 1)}),
              ElementsAre("group 0: 3 of its facts are true, at most 2 may be"));
}

TEST(CheckSchedule, WorksOutCostsByItself) {
  Model model;
  model.add_task("", 3);
  model.add_optional_task("", 1);
  model.objectives.push_back(
      {.costs = {{.moment = {.task = 0, .point = Point::End},
                  .pieces = {{.from = 3, .to = 5, .at_from = 1, .slope = 2},
                             {.from = 8, .to = 8, .at_from = 9}},
                  .by_mode = {100}},
                 {.moment = {.task = 1}, .pieces = {}, .if_absent = -7, .by_mode = {}}},
       .makespan_weight = 1000});
  EXPECT_THAT(check_schedule(model, Schedule{at(0), kLeftOut}).costs,
              ElementsAre(1 + 100 - 7 + 3000));
  EXPECT_THAT(check_schedule(model, Schedule{at(2), at(0)}).costs, ElementsAre(5 + 100 + 5000));
  EXPECT_THAT(check_schedule(model, Schedule{at(3), at(0)}).costs, ElementsAre(100 + 6000));
  EXPECT_THAT(check_schedule(model, Schedule{at(5), at(9)}).costs, ElementsAre(9 + 100 + 10'000));
}

TEST(CheckSchedule, RefusesWhatHasNoMeaning) {
  Model model;
  model.add_task("dig", 3);
  model.minimise_makespan();
  const Time last = std::numeric_limits<Time>::max();
  for (const Schedule& schedule :
       {Schedule{}, Schedule{at(0), at(0)}, Schedule{at(0, 1)}, Schedule{at(last)},
        Schedule{at(std::numeric_limits<Time>::min())}}) {
    const ScheduleCheck check = check_schedule(model, schedule);
    EXPECT_EQ(check.broken.size(), 1U);
    EXPECT_THAT(check.costs, IsEmpty());
  }
}

TEST(CheckSchedule, TheEmptyModelHasOneSchedule) {
  EXPECT_TRUE(check_schedule(Model(), {}).is_valid());
}

// Random schedules of the oracle, then one placement changed at a time: whatever no longer is among
// the schedules that the oracle allows must be caught, and nothing else.
TEST(CheckSchedule, CatchesEveryMutationThatBreaksARule) {
  int broken_count = 0;
  int still_valid = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 21);
    const Model model = oracle::random_model(rng, oracle::random_shape(rng, 5));
    const auto answer = oracle::solve_naively(model);
    if (!answer.is_complete || !answer.is_feasible) continue;
    ASSERT_THAT(broken(model, answer.best), IsEmpty()) << "seed " << seed;
    for (Index task = 0; task < model.tasks.size(); ++task) {
      Schedule changed = answer.best;
      changed[task] = rng.below(3) == 0 ? kLeftOut
                                        : at(static_cast<Time>(rng.below(14)) - 2,
                                             static_cast<int>(rng.below(static_cast<std::uint32_t>(
                                                 model.tasks[task].modes.size()))));
      std::vector<Assumption> exactly;  // pins the whole schedule, so the oracle judges it
      for (Index i = 0; i < changed.size(); ++i) {
        using Kind = Assumption::Kind;
        if (!changed[i].is_done()) {
          exactly.push_back({.kind = Kind::LeftOut, .task = i, .value = 0});
          continue;
        }
        exactly.push_back({.kind = Kind::InMode, .task = i, .value = changed[i].mode});
        exactly.push_back({.kind = Kind::StartAtLeast, .task = i, .value = changed[i].start});
        exactly.push_back({.kind = Kind::StartAtMost, .task = i, .value = changed[i].start});
      }
      const auto judged = oracle::solve_naively(model, exactly);
      ASSERT_TRUE(judged.is_complete);
      ASSERT_EQ(broken(model, changed).empty(), judged.is_feasible)
          << "seed " << seed << "\n"
          << oracle::to_text(model, changed);
      ++(judged.is_feasible ? still_valid : broken_count);
    }
  }
  EXPECT_GT(broken_count, 100);
  EXPECT_GT(still_valid, 20);
}

// Near-linear: a sweep that looked at pairs or moments would take minutes here.
TEST(CheckSchedule, CopesWithTenThousandTasksAndDistantTimes) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  Schedule schedule;
  for (Index i = 0; i < 10'000; ++i) {
    model.add_task("", 20'000, {{.resource = crane, .amount = 1}});
    schedule.push_back(at(20'000 * static_cast<Time>(i)));
    if (i > 0) model.after(i, i - 1);
  }
  model.minimise_makespan();
  const ScheduleCheck check = check_schedule(model, schedule);
  EXPECT_THAT(check.broken, IsEmpty());
  EXPECT_THAT(check.costs, ElementsAre(200'000'000));
  schedule[5'000].start -= 1;
  EXPECT_EQ(check_schedule(model, schedule).broken.size(), 2U) << "one overload, one lag";
}

}  // namespace
}  // namespace penholder::solver
