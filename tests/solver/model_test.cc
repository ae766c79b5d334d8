// Plain data, its defects and its costs.

#include "solver/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "solver/check_schedule.h"

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

Placement at(Time start, int mode = 0) { return {.mode = mode, .start = start}; }

bool keeps(const Model& model, const Schedule& schedule) {
  return check_schedule(model, schedule).is_valid();
}

TEST(Model, AMaximumLagEndsAWaitAndStartsNone) {
  Model model;
  const Index mix = model.add_task("mix", 2);
  const Index pour = model.add_task("pour", 1);
  model.within(pour, mix, 3);
  EXPECT_TRUE(keeps(model, {at(0), at(5)}));
  EXPECT_FALSE(keeps(model, {at(0), at(6)}));
  EXPECT_TRUE(keeps(model, {at(4), at(0)})) << "by itself it lets the later task come first";
  model.after(pour, mix, 1);
  EXPECT_FALSE(keeps(model, {at(4), at(0)}));
  EXPECT_FALSE(keeps(model, {at(0), at(2)}));
  EXPECT_TRUE(keeps(model, {at(0), at(3)}));
}

TEST(Model, OneAtATimeHoldsInEveryMode) {
  Model model;
  const Index a = model.add_task("a", 2);
  const Index b = model.add_task("b", 2);
  const Index c = model.add_task("c", 2);
  EXPECT_EQ(model.add_mode(a, {.duration = 4, .uses = {}, .spends = {}}), 1);
  const std::vector<Index> both = {a, b};
  const Index berth = model.one_at_a_time("berth", both);
  EXPECT_EQ(model.resources[berth].name, "berth");
  EXPECT_TRUE(keeps(model, {at(0), at(2), at(1)}));
  EXPECT_FALSE(keeps(model, {at(0, 1), at(2), at(1)}));
  EXPECT_TRUE(keeps(model, {at(0, 1), at(4), at(1)}));
  EXPECT_TRUE(model.tasks[c].modes[0].uses.empty());
}

TEST(Model, GroupsCountWhatIsDone) {
  for (Value done = 0; done <= 3; ++done) {
    Schedule schedule(3);
    for (Value i = 0; i < done; ++i) schedule[static_cast<std::size_t>(i)] = at(0);
    const auto allows = [&](void (Model::*say)(Value, std::vector<Fact>)) {
      Model model;
      for (int i = 0; i < 3; ++i) model.add_optional_task("", 1);
      (model.*say)(2, {{.task = 0}, {.task = 1}, {.task = 2}});
      return keeps(model, schedule);
    };
    EXPECT_EQ(allows(&Model::at_least), done >= 2);
    EXPECT_EQ(allows(&Model::at_most), done <= 2);
    EXPECT_EQ(allows(&Model::exactly), done == 2);
  }
}

TEST(Model, CostsOfDatesSayWhatTheyMean) {
  Model model;
  model.add_optional_task("", 2);
  const Moment end{.task = 0, .point = Point::End};
  model.minimise({due_cost(end, 10, 3, 5)});
  model.minimise({deadline_cost(end, 10, 7)});
  model.minimise({left_out_cost(0, 4)});
  ASSERT_TRUE(defects_of(model).empty());
  const auto costs = [&](const Placement& placement) {
    const Schedule schedule = {placement};
    std::vector<Value> all;
    all.reserve(model.objectives.size());
    for (const Objective& objective : model.objectives) {
      all.push_back(cost_of(model, objective, schedule));
    }
    EXPECT_EQ(all, check_schedule(model, schedule).costs);
    return all;
  };
  EXPECT_EQ(costs(at(8)), (std::vector<Value>{0, 0, 0}));
  EXPECT_EQ(costs(at(6)), (std::vector<Value>{6, 0, 0}));
  EXPECT_EQ(costs(at(9)), (std::vector<Value>{5, 7, 0}));
  EXPECT_EQ(costs(at(108)), (std::vector<Value>{500, 7, 0}));
  EXPECT_EQ(costs(at(-92)), (std::vector<Value>{300, 0, 0}));
  EXPECT_EQ(costs({}), (std::vector<Value>{0, 7, 4}));
}

TEST(Model, CostsOfDatesAtTheEdgesOfTimeAreSoundOrRefused) {
  for (const Time due : {-kFarthest, -kFarthest + 1, Time{0}, kFarthest - 1, kFarthest}) {
    for (const Value weight : {Value{0}, Value{1}, Value{1} << 29}) {
      Model model;
      model.add_task("", 1);
      model.minimise({due_cost({.task = 0}, due, weight, weight)});
      EXPECT_TRUE(defects_of(model).empty()) << due << " " << weight;
      model.minimise({deadline_cost({.task = 0}, due, weight)});
      EXPECT_TRUE(defects_of(model).empty()) << due << " " << weight;
    }
    Model model;
    model.add_task("", 1);
    model.minimise({due_cost({.task = 0}, due, kLargest, kLargest)});
    EXPECT_FALSE(defects_of(model).empty()) << due;
  }
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
