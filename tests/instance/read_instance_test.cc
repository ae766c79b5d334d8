// Whole files by hand, one of each format: what model they become.

#include "instance/read_instance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "instance/horizon.h"
#include "instance/model_text.h"
#include "support/golden.h"

namespace penholder::instance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

InstanceRead read(const std::string& name) {
  return read_instance(testing::read_golden_input("instance/" + name), FileId{0}, name);
}

struct Expected {
  const char* name;
  Format format;
  const char* measure;
};

const std::vector<Expected> kFiles = {
    {"road.sm", Format::Psplib, "makespan"},
    {"bridge.mm", Format::Psplib, "makespan"},
    {"house.rcp", Format::Patterson, "makespan"},
    {"dam.sch", Format::ProGenMax, "makespan"},
    {"choice.dzn", Format::Selection, "value"},
    {"dates.dzn", Format::WeightedDue, "earliness and tardiness"},
};

TEST(ReadInstance, GivesEachFormatsModel) {
  for (const Expected& file : kFiles) {
    const InstanceRead got = read(file.name);
    EXPECT_TRUE(got.usable) << file.name;
    EXPECT_THAT(got.diagnostics.found(), IsEmpty()) << file.name;
    EXPECT_EQ(got.format, file.format) << file.name;
    EXPECT_EQ(got.measure.name, file.measure) << file.name;
    EXPECT_EQ(got.measure.is_maximised, file.format == Format::Selection) << file.name;
    testing::expect_golden("instance/" + std::string(file.name) + ".expect",
                           write_model_text(got.model));
  }
}

TEST(ReadInstance, TellsFormatsByTheirContentNotByTheirName) {
  for (const Expected& file : kFiles) {
    const std::string text = testing::read_golden_input("instance/" + std::string(file.name));
    const solver::Model model = read(file.name).model;
    for (const char* name : {"", "PSP1.SCH", "x.sm", "x.dzn", "x"}) {
      // Patterson's numbers could be anyone's: there the name speaks.
      if (file.format == Format::Patterson && std::string(name) == "PSP1.SCH") continue;
      const InstanceRead got = read_instance(text, FileId{0}, name);
      EXPECT_EQ(got.format, file.format) << file.name << " as `" << name << '`';
      EXPECT_EQ(got.model, model) << file.name << " as `" << name << '`';
    }
  }
}

TEST(ReadInstance, KnowsItsOwnFormat) {
  const solver::Model model = read("bridge.mm").model;
  const InstanceRead got = read_instance("# by hand\n" + write_model_text(model), FileId{0});
  EXPECT_TRUE(got.usable);
  EXPECT_EQ(got.format, Format::ModelText);
  EXPECT_EQ(got.measure.name, "cost");
  EXPECT_EQ(got.model, model);
}

TEST(ReadInstance, LineEndsOfOtherSystemsAreTheSame) {
  for (const Expected& file : kFiles) {
    std::string text;
    for (const char c : testing::read_golden_input("instance/" + std::string(file.name))) {
      if (c == '\n') text += " \t\r";
      text += c;
    }
    while (!text.empty() && text.back() != ']' && text.back() != ';' && text.back() != '*' &&
           (text.back() < '0' || text.back() > '9')) {
      text.pop_back();  // and no line break at the end
    }
    const InstanceRead got = read_instance(text, FileId{0}, file.name);
    EXPECT_TRUE(got.usable) << file.name;
    EXPECT_EQ(got.model, read(file.name).model) << file.name;
  }
}

TEST(ReadInstance, MinimumAndMaximumLagsRunFromStartToStart) {
  const solver::Model model = read("dam.sch").model;
  ASSERT_EQ(model.lags.size(), 7U);
  const solver::Lag& least = model.lags[2];
  EXPECT_EQ(least.from, (solver::Moment{.task = 1, .point = solver::Point::Start}));
  EXPECT_EQ(least.to, (solver::Moment{.task = 3, .point = solver::Point::Start}));
  EXPECT_EQ(least.at_least, 4);
  const solver::Lag& most = model.lags[6];
  EXPECT_EQ(most.from.task, 3U);
  EXPECT_EQ(most.to.task, 1U);
  EXPECT_EQ(most.at_least, -7);  // 3 starts at most 7 after 1
}

TEST(ReadInstance, EarlinessAndTardinessCostWhatTheFileSays) {
  const InstanceRead got = read("dates.dzn");
  // 2 starts at 1 (3 early at 2), 3 at 7 (2 late at 4), 4 at 11 (9 early at 1), 1 at 0 (on time).
  const solver::Schedule schedule = {{.mode = 0, .start = 0},
                                     {.mode = 0, .start = 1},
                                     {.mode = 0, .start = 7},
                                     {.mode = 0, .start = 11}};
  EXPECT_EQ(solver::cost_of(got.model, got.model.objectives[0], schedule), 3 * 2 + 2 * 4 + 9);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(got.model.tasks[i].deadline - got.model.tasks[i].modes[0].duration, 11) << i;
  }
}

TEST(ReadInstance, AChosenTaskNeedsItsPredecessorsAndGainsItsValue) {
  const InstanceRead got = read("choice.dzn");
  const solver::Schedule schedule = {
      {.mode = 0, .start = 0}, {.mode = 0, .start = 0}, {}, {.mode = 0, .start = 4}, {}};
  EXPECT_EQ(solver::cost_of(got.model, got.model.objectives[0], schedule), -32);
  ASSERT_EQ(got.model.groups.size(), 5U);
  EXPECT_THAT(got.model.groups[2].facts,
              ElementsAre(solver::Fact{.task = 3, .is_true = false}, solver::Fact{.task = 1}));
  EXPECT_EQ(got.model.groups[2].at_least, 1);
}

TEST(ReadInstance, ACommentEndsWithItsLineAndTheLastSemicolonMayLack) {
  const std::string text = "n=1;R=0;H=5 % ten?\n;cap=[];d=[2]/*;d=[3]*/;val=[4];rr=[];P=[]";
  const InstanceRead got = read_instance(text, FileId{0});
  ASSERT_TRUE(got.usable);
  ASSERT_EQ(got.model.tasks.size(), 1U);
  EXPECT_EQ(got.model.tasks[0].deadline, 5);
  EXPECT_EQ(got.model.tasks[0].modes[0].duration, 2);
}

TEST(ReadInstance, ParametersNobodyAsksForMayBeAnything) {
  const std::string text = testing::read_golden_input("instance/choice.dzn") +
                           "note = \"a \\\" b\"; share = 0.5e-3; kind = {1..3}; who = Anna;\n"
                           "list = [1.5, A]; span = 1..5; flag = true;";
  // A set with a range in braces is nothing that MiniZinc writes.
  EXPECT_FALSE(read_instance(text, FileId{0}).usable);
  std::string mended = text;
  mended.replace(mended.find("{1..3}"), 6, "{1, 3}");
  const InstanceRead got = read_instance(mended, FileId{0});
  EXPECT_TRUE(got.usable);
  EXPECT_EQ(got.model, read("choice.dzn").model);
}

TEST(Horizon, CoversDurationsAndLagsThatAreLonger) {
  solver::Model model;
  const solver::Index a = model.add_task("a", 3);
  const solver::Index b = model.add_task("b", 4);
  EXPECT_EQ(latest_useful_end(model), 7);
  model.after(b, a, 2);  // from the start of a: 5
  EXPECT_EQ(latest_useful_end(model), 9);
  model.lags.push_back({.from = {.task = b}, .to = {.task = a}, .at_least = -20});
  EXPECT_EQ(latest_useful_end(model), 9);
  // From the start of b to the end of a: its start then lies 10 - 3 behind.
  model.lags.push_back(
      {.from = {.task = b}, .to = {.task = a, .point = solver::Point::End}, .at_least = 10});
  EXPECT_EQ(latest_useful_end(model), 5 + 7);
  EXPECT_TRUE(set_horizon(model));
  EXPECT_EQ(model.tasks[0].deadline, 12);
}

TEST(Horizon, IsRefusedBeyondTheFarthestTime) {
  solver::Model model;
  model.add_task("a", solver::kFarthest);
  EXPECT_TRUE(set_horizon(model));
  model.add_task("b", 1);
  EXPECT_FALSE(set_horizon(model));
  EXPECT_EQ(model.tasks[1].deadline, solver::kFarthest);
}

// What is wrong with a model that was read is shown where it stands.
TEST(ReadInstance, NumbersOutOfRangeAreShownAtTheirLine) {
  struct Case {
    const char* line;
    int number;
    const char* says;
  };
  const std::vector<Case> cases = {
      {"resource r 1152921504606846977", 2, "resource 0: capacity"},
      {"budget b -1", 2, "budget 0: total"},
      {"task t release 999999999999", 2, "task 0: release"},
      {"task t\n  mode 1\n  mode -7", 4, "task 0, mode 1: duration"},
      {"task s\n  mode 1\n\ntask t\n  mode 1\n  mode -7", 7, "task 1, mode 1: duration"},
      {"task t\n mode 1\nlag start t end t 9999999999", 4, "lag 0: 9999999999"},
      {"task t\n mode 1\ngroup at-least 1: t mode 4", 4, "has no mode 4"},
      {"objective\nobjective makespan -3", 3, "objective 1: makespan weight"},
      {"task t\n mode 1\nobjective\n cost start t piece 5..4 1", 4, "objective 0: a piece"},
      {"task t", 2, "task 0: has no mode"},
  };
  for (const Case& one : cases) {
    const std::string text = "model 1\n" + std::string(one.line) + "\n";
    SourceTexts texts;
    const FileId file = texts.add({.name = "x.model", .text = text});
    const InstanceRead read = read_instance(text, file, "x.model");
    EXPECT_FALSE(read.usable) << one.line;
    ASSERT_FALSE(read.diagnostics.found().empty()) << one.line;
    const Diagnostic& found = read.diagnostics.found().front();
    EXPECT_THAT(found.message, ::testing::HasSubstr(one.says));
    EXPECT_EQ(static_cast<int>(texts.place(file, found.span.begin).line), one.number) << one.line;
  }
}

}  // namespace
}  // namespace penholder::instance
