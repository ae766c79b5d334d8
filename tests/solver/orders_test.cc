// Pairs of tasks that can never run at once, and what their Booleans do.

#include "solver/orders.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "solver/compile.h"

namespace penholder::solver {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(OpenPairs, AskForMoreThanThereEverIs) {
  Model model;
  const Index crane = model.add_resource("crane", 5);
  model.resources[crane].steps.push_back({.from = 10, .capacity = 6});
  model.add_task("a", 3, {{.resource = crane, .amount = 4}});
  model.add_task("b", 3, {{.resource = crane, .amount = 2}});  // fits beside a from 10 on
  model.add_task("c", 3, {{.resource = crane, .amount = 3}});
  model.add_task("no time", 0, {{.resource = crane, .amount = 5}});
  model.add_task("no crane", 3);
  model.add_optional_task("may be left out", 3, {{.resource = crane, .amount = 5}});
  EXPECT_THAT(open_pairs(model), ElementsAre(TaskPair{.a = 0, .b = 2}));
}

TEST(OpenPairs, CountTheModeThatTakesLeast) {
  Model model;
  const Index crane = model.add_resource("crane", 5);
  model.add_task("a", 3, {{.resource = crane, .amount = 3}});
  model.add_task("b", 3, {{.resource = crane, .amount = 3}});
  model.tasks[1].modes.push_back(
      {.duration = 6, .uses = {{.resource = crane, .amount = 2}}, .spends = {}});
  EXPECT_THAT(open_pairs(model), IsEmpty());
  model.tasks[1].modes[1].uses[0].amount = 4;
  EXPECT_THAT(open_pairs(model), ElementsAre(TaskPair{.a = 0, .b = 1}));
}

TEST(OpenPairs, LeaveOutWhatLagsOrderAlready) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  for (int i = 0; i < 3; ++i) model.add_task("t", 3, {{.resource = crane, .amount = 1}});
  const Index between = model.add_task("between", 2);
  model.after(between, 0);
  model.after(2, between);  // 0 before 2, by way of another
  // 1 starts 2 after the start of 0 at least: they are not ordered by that.
  model.lags.push_back({.from = {.task = 0}, .to = {.task = 1}, .at_least = 2});
  EXPECT_THAT(open_pairs(model), ElementsAre(TaskPair{.a = 0, .b = 1}, TaskPair{.a = 1, .b = 2}));
}

TEST(OpenPairs, LagsThatGoThroughWhatMayBeLeftOutSayNothing) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  for (int i = 0; i < 2; ++i) model.add_task("t", 3, {{.resource = crane, .amount = 1}});
  const Index between = model.add_optional_task("between", 2);
  model.after(between, 0);
  model.after(1, between);
  EXPECT_THAT(open_pairs(model), ElementsAre(TaskPair{.a = 0, .b = 1}));
}

TEST(OpenPairs, LagsThatContradictEachOtherAreNoMatter) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  for (int i = 0; i < 3; ++i) model.add_task("t", 3, {{.resource = crane, .amount = 1}});
  model.after(1, 0);
  model.after(0, 1);
  model.after(2, 1, kFarthest);
  for (const TaskPair& pair : open_pairs(model)) EXPECT_LT(pair.a, pair.b);
}

TEST(Orders, BoundsDecideTheBooleanAndTheBooleanMovesBounds) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  model.add_task("a", 4, {{.resource = crane, .amount = 1}});
  model.add_task("b", 3, {{.resource = crane, .amount = 1}});
  model.add_task("beside them", 2);  // makes the horizon 9
  const std::unique_ptr<Program> program = compile(model, 0, {});
  Engine& engine = program->engine;
  ASSERT_EQ(program->orders.size(), 1U);
  const Literal a_first = is_true(program->orders[0].boolean);
  ASSERT_TRUE(engine.propagate());
  engine.decide(a_first);
  ASSERT_TRUE(engine.propagate());
  EXPECT_EQ(engine.domains().low(program->tasks[1].start), 4);
  EXPECT_EQ(engine.domains().high(program->tasks[0].start), 2);
  engine.back_to(0);
  // b cannot wait for a: so it goes first.
  engine.decide(at_most(program->tasks[1].start, 3));
  ASSERT_TRUE(engine.propagate());
  EXPECT_TRUE(engine.domains().fails(a_first));
  EXPECT_EQ(engine.domains().low(program->tasks[0].start), 3);
}

TEST(Orders, FollowTheEndOfTheModeThatIsChosen) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  model.add_task("a", 4, {{.resource = crane, .amount = 1}});
  model.tasks[0].modes.push_back(
      {.duration = 2, .uses = {{.resource = crane, .amount = 1}}, .spends = {}});
  model.add_task("b", 3, {{.resource = crane, .amount = 1}});
  const std::unique_ptr<Program> program = compile(model, 0, {});
  Engine& engine = program->engine;
  ASSERT_EQ(program->orders.size(), 1U);
  engine.decide(is_true(program->orders[0].boolean));
  ASSERT_TRUE(engine.propagate());
  EXPECT_EQ(engine.domains().low(program->tasks[1].start), 2);
  engine.decide(program->tasks[0].modes[0].presence);
  ASSERT_TRUE(engine.propagate());
  EXPECT_EQ(engine.domains().low(program->tasks[1].start), 4);
}

}  // namespace
}  // namespace penholder::solver
