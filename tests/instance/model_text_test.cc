// Our own format: both ways exact, every damage told with its line, the page's example true.

#include "instance/model_text.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"
#include "base/source_text.h"
#include "oracle/solver_random.h"
#include "support/golden.h"

namespace penholder::instance {
namespace {

using solver::Model;
using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Reading {
  std::optional<Model> model;
  std::string complaints;  ///< `line:column message` one a line
};

Reading read(std::string text) {
  SourceTexts texts;
  const FileId file = texts.add({.name = "m", .text = std::move(text)});
  Diagnostics diagnostics;
  Reading reading{.model = read_model_text(texts[file].text, file, diagnostics), .complaints = {}};
  for (const Diagnostic& diagnostic : diagnostics.found()) {
    if (diagnostic.span.is_known()) {
      const LineColumn place = texts.place(file, diagnostic.span.begin);
      reading.complaints += fmt::format("{}:{} ", place.line, place.column);
    }
    reading.complaints += diagnostic.message + "\n";
  }
  EXPECT_EQ(reading.model.has_value(), reading.complaints.empty());
  return reading;
}

void expect_round_trip(const Model& model) {
  const std::string text = write_model_text(model);
  const Reading reading = read(text);
  ASSERT_EQ(reading.complaints, "") << text;
  EXPECT_EQ(*reading.model, model) << text;
  EXPECT_EQ(write_model_text(*reading.model), text);
}

TEST(ModelText, RandomModelsComeBackAsTheyWere) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Rng rng(seed, 31);
    expect_round_trip(oracle::random_model(rng, oracle::random_shape(rng, seed % 9)));
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
}

TEST(ModelText, NamesOfAnyBytesComeBackAsTheyWere) {
  Rng rng(5);
  const std::vector<std::string> given = {"",
                                          "not",
                                          "plain-name_1.b",
                                          "@3",
                                          "a b",
                                          "a\"b\\c",
                                          "x\ny",
                                          "\t",
                                          "#",
                                          "1st",
                                          "-",
                                          "\x7f\x01",
                                          "é",
                                          "a,b:c",
                                          "mode",
                                          "start",
                                          "ab",
                                          "doubly",
                                          "doubly",
                                          "",
                                          "\xff\xfe",
                                          std::string("nul\0s", 5)};
  Model model;
  for (const std::string& name : given) {
    model.add_resource(name, 1);
    model.add_budget(name, 1);
  }
  for (const std::string& name : given) {
    const auto any = [&] { return rng.below(static_cast<std::uint32_t>(given.size())); };
    const auto task = model.add_task(name, 1, {{.resource = any(), .amount = 1}});
    model.tasks[task].modes[0].spends = {{.budget = any(), .amount = 2}};
  }
  for (solver::Index i = 0; i < given.size(); ++i) {
    model.after(i, rng.below(static_cast<std::uint32_t>(given.size())));
    model.groups.push_back({.facts = {{.task = i, .mode = 0, .is_true = false}, {.task = i}}});
  }
  expect_round_trip(model);
}

TEST(ModelText, WhatNoSolverTakesStillComesBackAsItWas) {
  Model model;
  model.tasks.resize(2);  // without modes
  model.tasks[0].release = INT64_MIN;
  model.tasks[0].deadline = INT64_MAX;
  model.tasks[1].closed = {{.from = 5, .to = -5}};
  model.resources.resize(1);
  model.groups = {{}, {.facts = {{.task = 1, .mode = 7}}, .at_least = -3, .at_most = INT64_MAX}};
  model.objectives.resize(2);
  model.objectives[1].costs = {{.moment = {.task = 0},
                                .pieces = {{.from = INT64_MIN, .to = INT64_MAX, .slope = -1}},
                                .if_absent = -1,
                                .by_mode = {INT64_MIN, 0}}};
  expect_round_trip(model);
}

TEST(ModelText, TheExampleOfThePageIsWhatThePageSaysItIs) {
  const std::string page = testing::read_source_file("docs/formats/model.md");
  const std::string_view fence = "```model\n";
  const std::size_t begin = page.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = page.find("```", begin + fence.size());
  const Reading reading = read(page.substr(begin + fence.size(), end - begin - fence.size()));
  ASSERT_EQ(reading.complaints, "");

  using solver::Point;
  Model model;
  model.resources = {
      {.name = "crane",
       .steps = {
           {.from = 0, .capacity = 1}, {.from = 40, .capacity = 0}, {.from = 50, .capacity = 1}}}};
  model.add_resource("crew", 4);
  model.add_budget("fuel", 100);
  model.add_task("load", 5, {{.resource = 0, .amount = 1}, {.resource = 1, .amount = 2}});
  model.tasks[0].deadline = 60;
  model.tasks[0].closed = {{.from = 8, .to = 10}};
  model.tasks[0].modes[0].spends = {{.budget = 0, .amount = 30}};
  model.tasks[0].modes.push_back(
      {.duration = 9, .uses = {{.resource = 1, .amount = 4}}, .spends = {}});
  model.add_optional_task("service, crane", 4, {{.resource = 0, .amount = 1}});
  model.tasks[1].release = 2;
  model.add_task("sail", 3);
  model.after(2, 0);
  model.lags.push_back({.from = {.task = 2, .point = Point::Start},
                        .to = {.task = 0, .point = Point::End},
                        .at_least = -12});
  model.implies({.task = 0, .mode = 0}, {.task = 1});
  model.minimise_makespan();
  model.objectives.push_back(
      {.costs = {{.moment = {.task = 1, .point = Point::Start},
                  .pieces = {},
                  .if_absent = 20,
                  .by_mode = {}},
                 {.moment = {.task = 2, .point = Point::End},
                  .pieces = {{.from = 0, .to = 20, .at_from = 0, .slope = 0},
                             {.from = 21, .to = 60, .at_from = 10, .slope = 2}},
                  .if_absent = 0,
                  .by_mode = {5}}}});
  EXPECT_EQ(*reading.model, model);
  EXPECT_TRUE(solver::defects_of(model).empty());
}

TEST(ModelText, ReadsCommentsLineEndsAndIndentationAsNothing) {
  const Reading reading =
      read("# first\n\n  model 1 # head\r\n\ttask a#now\r\n mode 3\n# no line break at the end");
  ASSERT_EQ(reading.complaints, "");
  Model model;
  model.add_task("a", 3);
  EXPECT_EQ(*reading.model, model);
}

TEST(ModelText, EachDamageIsToldWithItsPlace) {
  struct Case {
    std::string line;  ///< the fifth of the text
    std::string says;
  };
  const std::vector<Case> cases = {
      {"frob 1", "5:1 no line begins with `frob`"},
      {"resource", "5:9 the resource's name is missing"},
      {"resource @3 1", "5:10 `@3` is not a name"},
      {"resource r 1 2", "5:14 `2` is not expected here"},
      {"resource r 0:", "5:14 a whole number is missing"},
      {"resource r x", "5:12 `x` is not a whole number"},
      {"resource r 1.5", "5:12 `1.5` is not a whole number"},
      {"budget b", "5:9 a whole number is missing"},
      {"budget b 9223372036854775808", "5:10 `9223372036854775808` is too large"},
      {"task", "5:5 the task's name is missing"},
      {"task b early", "5:8 `early` is not expected"},
      {"task b release", "5:15 a whole number is missing"},
      {"task b closed 3", "5:15 two numbers with `..`"},
      {"task b closed 3..", "5:15 `` is not a whole number"},
      {"task b closed 3..x", "5:15 `x` is not a whole number"},
      {"task \"b", "5:6 the quote is not closed"},
      {R"(task "\q")", "5:6 after a backslash"},
      {R"(task "\x4")", "5:6 after a backslash"},
      {"mode", "5:5 a whole number is missing"},
      {"mode 3 use nothing 1", "5:12 there is no resource `nothing`"},
      {"mode 3 use r0", "5:14 a whole number is missing"},
      {"mode 3 spend r0 1", "5:14 there is no budget `r0`"},
      {"mode 3 uses r0 1", "5:8 `uses` is not expected"},
      {"lag a b 1", "5:5 `start` or `end` is missing"},
      {"lag end a start b 1", "5:17 there is no task `b`"},
      {"lag end a start @7 1", "5:17 there is no task at position 7"},
      {"lag end a start @-1 1", "5:17 `-1` is not a whole number"},
      {"lag end a start a", "5:18 a whole number is missing"},
      {"group a", "5:7 here stands `:`"},
      {"group: a a", "5:10 here stands `,`"},
      {"group: a,", "5:10 a task is missing"},
      {"group: a mode x", "5:15 `x` is not a whole number"},
      {"group: a mode 99999999999", "5:15 `99999999999` is too large"},
      {"cost start a", "5:1 a cost without an objective"},
      {"objective span 1", "5:11 `span` is not expected"},
      {"model 1", "5:1 no line begins with `model`"},
  };
  for (const Case& one : cases) {
    const Reading told = read("model 1\nresource r0 1\ntask a\n# nothing\n" + one.line + "\n");
    EXPECT_FALSE(told.model.has_value()) << one.line;
    EXPECT_THAT(told.complaints, StartsWith(one.says));
    EXPECT_EQ(std::ranges::count(told.complaints, '\n'), 1) << told.complaints;
  }
}

TEST(ModelText, NamesThatAreThereTwiceNeedAPosition) {
  const std::string two = "model 1\ntask a\ntask a\n";
  EXPECT_EQ(read(two + "lag end a start @1 0\n").complaints,
            "4:9 more than one task is called `a`\n");
  EXPECT_EQ(read(two + "lag end @0 start @1 0\n").complaints, "");
}

TEST(ModelText, ATextNeedsItsHead) {
  EXPECT_EQ(read("").complaints, "1:1 the text is empty\n");
  EXPECT_EQ(read("# only this\n").complaints, "1:1 the text is empty\n");
  EXPECT_EQ(read("task a\n mode 1\n").complaints, "1:1 this is not a model text of version 1\n");
  EXPECT_EQ(read("model 2\n").complaints, "1:1 this is not a model text of version 1\n");
  EXPECT_EQ(read("model 1\nmode 3\n").complaints, "2:1 a mode without a task\n");
}

TEST(ModelText, ManyDamagesAreToldTogetherButNotForEver) {
  EXPECT_THAT(read("model 1\nfrob\ntask\nfrob\n").complaints,
              HasSubstr("\n3:5 the task's name is missing here\n4:1"));
  std::string text = "model 1\n";
  for (int i = 0; i < 100'000; ++i) text += "frob\n";
  EXPECT_EQ(std::ranges::count(read(text).complaints, '\n'), 100);
}

TEST(ModelText, ATextBeyondTheLimitIsRefusedUnread) {
  std::string text = "model 1\n";
  text.resize(kModelTextBytesMax + 1, ' ');
  EXPECT_THAT(read(text).complaints, HasSubstr("at most 16777216 are read"));
  text.resize(kModelTextBytesMax);
  EXPECT_EQ(read(text).complaints, "");
}

// Any cut and any changed byte gives an answer or a complaint, never a crash.
TEST(ModelText, RandomDamageNeverBreaksAPromise) {
  int damaged = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed, 32);
    std::string text = write_model_text(oracle::random_model(rng, oracle::random_shape(rng, 3)));
    const auto place = [&] { return rng.below(static_cast<std::uint32_t>(text.size())); };
    for (std::uint32_t n = 1 + rng.below(3); n > 0; --n) {
      switch (rng.below(4)) {
        case 0:
          text.resize(std::max<std::size_t>(1, place()));
          break;
        case 1:
          text[place()] = static_cast<char>(rng.below(256));
          break;
        case 2:
          text.erase(place(), 1 + rng.below(6));
          if (text.empty()) text = "#";
          break;
        default:
          text.insert(place(), text.substr(place(), rng.below(20)));
      }
    }
    const Reading reading = read(text);
    if (!reading.model) {
      ++damaged;
      continue;
    }
    expect_round_trip(*reading.model);
  }
  EXPECT_GT(damaged, 1000);
}

}  // namespace
}  // namespace penholder::instance
