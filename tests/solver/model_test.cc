// Plain data, its defects and its costs.

#include "solver/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace penholder::solver {
namespace {

using ::testing::HasSubstr;

Model sound_model() {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  const Index fuel = model.add_budget("fuel", 9);
  const Index load = model.add_task("load", 5, {{.resource = crane, .amount = 1}});
  model.tasks[load].modes[0].spends = {{.budget = fuel, .amount = 3}};
  const Index sail = model.add_optional_task("sail", 3);
  model.after(sail, load, 1);
  model.implies({.task = sail}, {.task = load});
  model.minimise_makespan();
  model.objectives.push_back(
      {.costs = {{.moment = {.task = sail, .point = Point::End},
                  .pieces = {{.from = 0, .to = 9, .at_from = 4, .slope = -1},
                             {.from = 10, .to = 20, .at_from = 0, .slope = 2}},
                  .if_absent = 30,
                  .by_mode = {7}}}});
  return model;
}

TEST(Model, IsSoundWhenNothingIsWrong) {
  EXPECT_TRUE(defects_of(sound_model()).empty());
  EXPECT_TRUE(defects_of(Model()).empty());
}

TEST(Model, BuildersSayWhatTheyMean) {
  const Model model = sound_model();
  EXPECT_EQ(model.lags[0].from, (Moment{.task = 0, .point = Point::End}));
  EXPECT_EQ(model.lags[0].to, (Moment{.task = 1, .point = Point::Start}));
  EXPECT_EQ(model.groups[0].at_least, 1);
  EXPECT_EQ(model.groups[0].facts[0], (Fact{.task = 1, .is_true = false}));
  EXPECT_EQ(model.objectives[0].makespan_weight, 1);
}

TEST(Model, EachDefectIsFoundAndNamesItsPlace) {
  struct Case {
    const char* says;
    std::function<void(Model&)> damage;
  };
  const std::vector<Case> cases = {
      {"task 0: release", [](Model& m) { m.tasks[0].release = kFarthest + 1; }},
      {"task 1: deadline", [](Model& m) { m.tasks[1].deadline = -kFarthest - 1; }},
      {"task 1: has no mode", [](Model& m) { m.tasks[1].modes.clear(); }},
      {"duration -1", [](Model& m) { m.tasks[0].modes[0].duration = -1; }},
      {"task 0, mode 0: duration", [](Model& m) { m.tasks[0].modes[0].duration = INT64_MAX; }},
      {"no resource 1", [](Model& m) { m.tasks[0].modes[0].uses[0].resource = 1; }},
      {"amount -1", [](Model& m) { m.tasks[0].modes[0].uses[0].amount = -1; }},
      {"amount", [](Model& m) { m.tasks[0].modes[0].uses[0].amount = kLargest + 1; }},
      {"no budget 4", [](Model& m) { m.tasks[0].modes[0].spends[0].budget = 4; }},
      {"amount -5", [](Model& m) { m.tasks[0].modes[0].spends[0].amount = -5; }},
      {"closed", [](Model& m) { m.tasks[0].closed = {{.from = 0, .to = INT64_MAX}}; }},
      {"resource 0: capacity -1", [](Model& m) { m.resources[0].steps[0].capacity = -1; }},
      {"resource 0: step 0", [](Model& m) { m.resources[0].steps[0].from = INT64_MIN; }},
      {"do not ascend", [](Model& m) { m.resources[0].steps = {{.from = 3}, {.from = 3}}; }},
      {"budget 0: total", [](Model& m) { m.budgets[0].total = -1; }},
      {"lag 0: there is no task 2", [](Model& m) { m.lags[0].to.task = 2; }},
      {"lag 0", [](Model& m) { m.lags[0].at_least = 3 * kFarthest; }},
      {"group 0: there is no task 9", [](Model& m) { m.groups[0].facts[0].task = 9; }},
      {"has no mode 1", [](Model& m) { m.groups[0].facts[0].mode = 1; }},
      {"has no mode -2", [](Model& m) { m.groups[0].facts[0].mode = -2; }},
      {"objective 0: makespan", [](Model& m) { m.objectives[0].makespan_weight = -1; }},
      {"objective 1: there is no task", [](Model& m) { m.objectives[1].costs[0].moment.task = 2; }},
      {"another number of modes", [](Model& m) { m.objectives[1].costs[0].by_mode = {1, 2}; }},
      {"piece", [](Model& m) { m.objectives[1].costs[0].pieces[0].to = -1; }},
      {"do not ascend", [](Model& m) { m.objectives[1].costs[0].pieces[1].from = 9; }},
      {"2^60", [](Model& m) { m.objectives[1].costs[0].if_absent = INT64_MIN; }},
      {"2^60", [](Model& m) { m.objectives[0].makespan_weight = kLargest; }},
      {"2^60", [](Model& m) { m.objectives[1].costs[0].pieces[0].slope = kLargest; }},
  };
  for (const Case& one : cases) {
    Model model = sound_model();
    one.damage(model);
    const auto defects = defects_of(model);
    ASSERT_FALSE(defects.empty()) << one.says;
    EXPECT_THAT(defects.front(), HasSubstr(one.says));
  }
}

TEST(Model, AThousandDefectsDoNotMakeAThousandSentences) {
  Model model;
  for (int i = 0; i < 1000; ++i) model.add_task("", -1);
  EXPECT_LE(defects_of(model).size(), 100U);
}

TEST(CostOf, AddsPiecesModesAbsenceAndMakespan) {
  const Model model = sound_model();
  const auto cost = [&](std::size_t level, Schedule schedule) {
    return cost_of(model, model.objectives[level], schedule);
  };
  const Placement load{.mode = 0, .start = 0};
  EXPECT_EQ(cost(0, {load, {.mode = 0, .start = 6}}), 9);
  EXPECT_EQ(cost(0, {load, {}}), 5);
  EXPECT_EQ(cost(0, {{.mode = 0, .start = -20}, {}}), 0) << "the makespan is at least 0";
  EXPECT_EQ(cost(1, {load, {}}), 30);
  EXPECT_EQ(cost(1, {load, {.mode = 0, .start = 6}}), 7 + 4 - 9) << "the last of its piece";
  EXPECT_EQ(cost(1, {load, {.mode = 0, .start = 7}}), 7 + 0) << "the first of its piece";
  EXPECT_EQ(cost(1, {load, {.mode = 0, .start = 17}}), 7 + 20);
  EXPECT_EQ(cost(1, {load, {.mode = 0, .start = 18}}), 7) << "no piece covers it";
  EXPECT_EQ(cost(1, {load, {.mode = 0, .start = -4}}), 7);
}

}  // namespace
}  // namespace penholder::solver
