#include "casefile/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "casefile/promises.h"
#include "casefile/texts.h"
#include "support/golden.h"

namespace penholder {
namespace {

using testing::broken_promise;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kHead;
using testing::kinds_of;
using testing::texts_of;

Reading read(std::string_view body) {
  const SourceTexts texts = texts_of({std::string(kHead) + std::string(body)});
  Reading reading = read_case(texts);
  EXPECT_EQ(broken_promise(texts, reading), "");
  return reading;
}

Case good(std::string_view body) {
  Reading reading = read(body);
  EXPECT_TRUE(reading.usable) << testing::problems_of(body);
  return std::move(reading.dossier.base);
}

constexpr std::string_view kPatrol =
    "tasks:\n"
    "- {id: patrol, title: Patrol, kind: discrete, duration: {low: 2 weeks, likely: 1 month, high: "
    "1 year, judgement: example}}\n";

TEST(ReadCase, TheCasesOfTheRepositoryAreUsable) {
  for (const std::string_view name :
       {"case", "scale", "sources", "areas", "actors", "objectives", "tasks", "links", "assets",
        "calendar", "benchmarks", "shocks", "views", "options"}) {
    EXPECT_FALSE(
        testing::read_source_file("cases/minusma-2021/" + std::string(name) + ".yaml").empty());
  }
  SourceTexts texts;
  for (const std::string_view name :
       {"actors", "areas", "assets", "benchmarks", "calendar", "case", "links", "objectives",
        "options", "scale", "shocks", "sources", "tasks", "views"}) {
    const std::string path = "cases/minusma-2021/" + std::string(name) + ".yaml";
    texts.add({.name = path, .text = testing::read_source_file(path)});
  }
  const Reading reading = read_case(texts);
  EXPECT_TRUE(reading.usable) << render_text(texts, reading.diagnostics.sorted(), false);
  EXPECT_EQ(broken_promise(texts, reading), "");
  EXPECT_EQ(reading.dossier.base.tasks.size(), 27U);
  EXPECT_GE(reading.dossier.designs.size(), 7U);
}

TEST(ReadCase, HasOnePhaseWhenNoneIsGiven) {
  const Case c = good("");
  ASSERT_EQ(c.phases.size(), 1U);
  EXPECT_EQ(c.phases.raw().front().range, c.horizon);
  EXPECT_EQ(c.horizon.length(), 365);
}

TEST(ReadCase, AnEmptyTextIsACaseWithProblems) {
  const SourceTexts texts = texts_of({""});
  const Reading reading = read_case(texts);
  EXPECT_THAT(kinds_of(reading), ElementsAre("missing-key", "missing-key"));
  EXPECT_EQ(broken_promise(texts, reading), "");
  EXPECT_EQ(broken_promise(SourceTexts{}, read_case(SourceTexts{})), "");
}

TEST(ReadCase, ConvertsUnits) {
  const Case c = good(kPatrol);
  const Estimate& duration = *c.tasks.raw().front().duration;
  EXPECT_EQ(duration.low, 14.0);
  EXPECT_EQ(duration.likely, 30.0);
  EXPECT_EQ(duration.high, 365.0);
  EXPECT_TRUE(duration.is_judgement());
  EXPECT_EQ(duration.basis.reason, "example");

  const Case rates = good(
      "shocks:\n"
      "- id: s\n  title: S\n  effects: []\n"
      "  rate: {low: 1 per year, likely: 1 per month, high: 3 /month, judgement: x}\n");
  EXPECT_DOUBLE_EQ(rates.shocks.raw().front().rate->likely, 365.0 / 30.0);
  EXPECT_DOUBLE_EQ(rates.shocks.raw().front().rate->high, 3 * 365.0 / 30.0);
}

TEST(ReadCase, SharesComeInPercentOrPlain) {
  const Case c = good(
      "areas:\n- {id: a, title: A, need: {low: 10 %, likely: 0.25, high: 40%, judgement: x}}\n");
  const Estimate& need = *c.areas.raw().front().need;
  EXPECT_DOUBLE_EQ(need.low, 0.1);
  EXPECT_DOUBLE_EQ(need.likely, 0.25);
  EXPECT_DOUBLE_EQ(need.high, 0.4);
}

TEST(ReadCase, StandingNeedsOfABudgetMayBePerMonth) {
  const std::string assets =
      "assets:\n- {id: fuel, title: Fuel, kind: budget, unit: litres, capacity: {low: 1 litre, "
      "likely: 2 litres, high: 3 litres, judgement: x}}\n";
  const auto task = [](std::string_view kind, std::string_view unit) {
    return "tasks:\n- {id: t, title: T, kind: " + std::string(kind) +
           ", needs: [{asset: fuel, amount: {low: 1 " + std::string(unit) + ", likely: 2 " +
           std::string(unit) + ", high: 3 " + std::string(unit) + ", judgement: x}}]" +
           (kind == "discrete" ? ", duration: {unknown: x}" : "") + "}\n";
  };
  EXPECT_TRUE(read(assets + task("standing", "litres/month")).usable);
  EXPECT_TRUE(read(assets + task("standing", "litre per month")).usable);
  EXPECT_TRUE(read(assets + task("discrete", "litres")).usable);
  EXPECT_FALSE(read(assets + task("discrete", "litres/month")).usable);
}

TEST(ReadCase, AnUnknownNumberIsAbsentAndAToDo) {
  const Reading reading = read(
      "tasks:\n- {id: t, title: T, kind: discrete, duration: {unknown: not in the report}}\n"
      "conditions:\n- {id: c, title: C, probability: {unknown: never asked}, date: {low: "
      "2021-08-01, "
      "likely: 2021-09-01, high: 2021-10-01, judgement: x}}\n");
  EXPECT_TRUE(reading.usable);
  EXPECT_THAT(kinds_of(reading), ElementsAre("number-unknown", "number-unknown"));
  EXPECT_FALSE(reading.dossier.base.tasks.raw().front().duration);
  const Estimate& probability = reading.dossier.base.conditions.raw().front().probability;
  EXPECT_TRUE(probability.is_unknown());
  EXPECT_EQ(probability.likely, 0.5);
}

constexpr std::string_view kScale =
    "scale:\n"
    "- {id: weak, value: 0.1, meaning: m, judgement: j}\n"
    "- {id: some, value: 0.3, meaning: m, judgement: j}\n"
    "- {id: strong, value: 0.6, meaning: m, judgement: j}\n"
    "sources:\n"
    "- {id: res, symbol: S, title: R, date: 2020-06-29, kind: resolution}\n"
    "objectives:\n- {id: peace, title: Peace}\n";

std::string serving(std::string_view strength) {
  return std::string(kScale) +
         "tasks:\n- {id: t, title: T, kind: standing, serves: [{objective: peace, " +
         std::string(strength) + "}]}\n";
}

TEST(ReadCase, AnUnknownStrengthIsAToDoWithoutLevels) {
  const Reading reading = read(serving("unknown: not judged yet"));
  EXPECT_TRUE(reading.usable);
  EXPECT_THAT(kinds_of(reading), ElementsAre("number-unknown"));
  const Serves& serves = reading.dossier.base.tasks.raw().front().serves.front();
  EXPECT_TRUE(serves.strength.is_unknown());
  EXPECT_EQ(serves.strength.basis.reason, "not judged yet");
  EXPECT_EQ(serves.level[1], "");
  EXPECT_THAT(kinds_of(read(serving("unknown: x, strength: some"))), ElementsAre("two-bases"));
  EXPECT_THAT(kinds_of(read(serving("judgement: x"))), ElementsAre("missing-key"));
}

TEST(ReadCase, AnUnknownDateIsAToDoWithTheEndOfTheHorizonInItsPlace) {
  const Reading reading =
      read("milestones:\n- {id: m, title: M, kind: vote, date: {unknown: no calendar is out}}\n");
  EXPECT_TRUE(reading.usable);
  EXPECT_THAT(kinds_of(reading), ElementsAre("number-unknown"));
  const DateEstimate& date = reading.dossier.base.milestones.raw().front().date;
  EXPECT_TRUE(date.is_unknown());
  EXPECT_EQ(date.likely, reading.dossier.base.horizon.end);
  EXPECT_THAT(kinds_of(read("milestones:\n- {id: m, title: M, kind: vote, date: {unknown: x, "
                            "value: 2021-08-01}}\n")),
              ElementsAre("two-bases"));
}

TEST(ReadCase, AJudgedStrengthTakesItsRangeFromTheTolerance) {
  const std::string tolerance = "  tolerance: {levels: 1, judgement: two readers}\n";
  const auto serves_of = [&](std::string_view strength) {
    const Case c = good(tolerance + serving(strength));
    return c.tasks.raw().front().serves.front();
  };
  const Serves strong = serves_of("strength: strong, judgement: x");
  EXPECT_EQ(strong.strength.low, 0.3);
  EXPECT_EQ(strong.strength.likely, 0.6);
  EXPECT_EQ(strong.strength.high, 0.6);
  EXPECT_EQ(strong.level[0], "some");
  EXPECT_EQ(serves_of("strength: weak, judgement: x").strength.high, 0.3);
  EXPECT_TRUE(serves_of("strength: some, cites: [res#4]").strength.is_certain());
  const Serves three = serves_of("strength: [weak, some, strong], judgement: x");
  EXPECT_EQ(three.strength.low, 0.1);
  EXPECT_EQ(three.strength.high, 0.6);
}

constexpr std::string_view kMeasured =
    "measures:\n"
    "- {id: away, title: Days away, unit: days, anchors: [{at: 0, value: 1}, {at: 10 days, value: "
    "0.5}, {at: 40, value: 0}], judgement: x}\n"
    "objectives:\n- {id: peace, title: Peace}\n- {id: calm, title: Calm}\n";

TEST(ReadCase, APerformanceCountsWhatTheAnchorsSay) {
  const Case c = good(std::string(kMeasured) +
                      "tasks:\n- {id: t, title: T, kind: standing, serves: [{objective: peace, "
                      "measure: away, performance: {low: 5 days, likely: 10 days, high: 25 days, "
                      "judgement: y}}]}\n");
  const Serves& serves = c.tasks.raw().front().serves.front();
  ASSERT_TRUE(serves.performance.has_value());
  EXPECT_EQ(serves.performance->amount.high, 25.0);
  EXPECT_EQ(serves.strength.low, 0.25) << "more days count less";
  EXPECT_EQ(serves.strength.likely, 0.5);
  EXPECT_EQ(serves.strength.high, 0.75);
  EXPECT_EQ(serves.strength.basis.reason, "y");
}

TEST(ReadCase, APerformanceThatIsNotKnownSpansTheAnchors) {
  const Reading reading =
      read(std::string(kMeasured) +
           "tasks:\n- {id: t, title: T, kind: standing, serves: [{objective: peace, measure: away, "
           "performance: {unknown: not counted}}]}\n");
  EXPECT_TRUE(reading.usable);
  const Serves& serves = reading.dossier.base.tasks.raw().front().serves.front();
  EXPECT_EQ(serves.performance->amount.high, 40.0);
  EXPECT_EQ(serves.strength.low, 0.0);
  EXPECT_EQ(serves.strength.high, 1.0);
}

TEST(ReadCase, SwingPointsAreRatiosToTheObjectiveWithAHundred) {
  const Case c = good(std::string(kMeasured) +
                      "views:\n- id: v\n  title: V\n  held-by: some\n  says:\n"
                      "  - {swing: [{objective: calm, low: 40, high: 80}, {objective: peace, "
                      "points: 100}], held-by: most, text: Calm comes second, judgement: x}\n");
  const auto& statements = c.views.raw().front().statements;
  ASSERT_EQ(statements.size(), 1U);
  const auto& ratio = std::get<RatioBetween>(statements[0].says);
  EXPECT_EQ(c.objectives[ratio.more].id, "calm");
  EXPECT_EQ(c.objectives[ratio.less].id, "peace");
  EXPECT_EQ(ratio.low, 0.4);
  EXPECT_EQ(ratio.high, 0.8);
  EXPECT_EQ(statements[0].held_by, Support::Most);
  EXPECT_EQ(statements[0].text,
            "Calm comes second (40 to 80 swing points for Calm, 100 for Peace)");
}

TEST(ReadCase, ABareJudgedStrengthIsAWarningWithoutTolerance) {
  const Reading reading = read(serving("strength: some, judgement: x"));
  EXPECT_TRUE(reading.usable);
  EXPECT_THAT(kinds_of(reading), ElementsAre("judgement-without-range"));
}

TEST(ReadCase, EntitiesAreMergedOverFilesById) {
  const SourceTexts texts = texts_of(
      {std::string(kHead) + "actors:\n- {id: un, title: UN}\n- {id: au, title: AU, kind: other}\n",
       "actors:\n- {id: un, kind: mission}\n- {id: eu, title: EU, kind: other}\n",
       "penholder: 1\ncase:\n  mission: un\n"});
  const Reading reading = read_case(texts);
  EXPECT_TRUE(reading.usable) << render_text(texts, reading.diagnostics.sorted(), false);
  ASSERT_EQ(reading.dossier.base.actors.size(), 3U);
  EXPECT_EQ(reading.dossier.base.actors[ActorId{0}].kind, Actor::Kind::Mission);
  EXPECT_EQ(reading.dossier.base.actors[ActorId{2}].id, "eu");
  EXPECT_EQ(reading.dossier.base.mission, ActorId{0});
}

TEST(ReadCase, CreditOfWhatDeliversABenchmarkIsAStepAtTheEarliestDue) {
  const Case c =
      good(std::string(kPatrol) +
           "milestones:\n- {id: vote, title: V, date: {low: 2021-10-01, likely: "
           "2021-11-01, high: 2021-12-01, judgement: x}}\n"
           "benchmarks:\n"
           "- {id: late, title: L, indicator: i, due: 2022-01-01, delivered-by: [patrol], "
           "feasibility: {low: 0.1, likely: 0.2, high: 0.3, judgement: x}}\n"
           "- {id: early, title: E, indicator: i, due: vote, delivered-by: [patrol], "
           "feasibility: {low: 0.1, likely: 0.2, high: 0.3, judgement: x}}\n");
  const CreditRule& credit = c.tasks.raw().front().credit;
  EXPECT_TRUE(credit.is_default);
  EXPECT_EQ(credit.kind, CreditRule::Kind::Step);
  EXPECT_EQ(resolve(c, *credit.by), Date(2021, 11, 1));
}

TEST(ReadCase, AStandingTaskWithoutLevelsHasOne) {
  const Case c = good("tasks:\n- {id: t, title: T, kind: standing}\n");
  ASSERT_EQ(c.tasks.raw().front().levels.size(), 1U);
  EXPECT_EQ(c.tasks.raw().front().levels.front().effort, 1.0);
}

TEST(ReadCase, WhatASyntaxErrorCutsOffIsNotCalledMissing) {
  const SourceTexts texts =
      texts_of({std::string(kHead) + "tasks:\n- {id: t, title: T, kind: standing, lead: un}\n",
                "actors:\n- {id: au, title: AU, kind: odd}\n- {id: un, title: \"UN\n"});
  const Reading reading = read_case(texts);
  EXPECT_THAT(kinds_of(reading), ElementsAre("unknown-word", "yaml-syntax"));
  EXPECT_EQ(reading.dossier.base.tasks.size(), 1U);
}

constexpr std::string_view kOptionCase =
    "actors:\n- {id: un, title: UN, kind: mission}\n"
    "objectives:\n"
    "- {id: peace, title: Peace}\n"
    "- {id: first, title: First, parent: peace, tier: 1}\n"
    "- {id: polls, title: Polls, parent: first}\n"
    "- {id: talks, title: Talks, parent: first}\n"
    "tasks:\n"
    "- {id: a, title: A, kind: standing, lead: un}\n"
    "- {id: b, title: B, kind: discrete, duration: {low: 1 week, likely: 2 weeks, high: 3 weeks, "
    "judgement: x}}\n"
    "links:\n- {id: l, kind: after, task: b, on: a, judgement: x}\n"
    "benchmarks:\n- {id: m, title: M, indicator: i, due: 2022-01-01, delivered-by: [a, b], "
    "feasibility: {low: 0.1, likely: 0.2, high: 0.3, judgement: x}}\n"
    "options:\n- id: o\n  title: O\n  changes:\n";

Reading with_changes(std::string_view changes) {
  return read(std::string(kOptionCase) + std::string(changes));
}

TEST(Options, ChangeAddAndDrop) {
  const Reading reading = with_changes(
      "  - {change: task, id: b, set: {title: B again, duration: {low: 5 weeks, likely: 6 weeks, "
      "high: 7 weeks, judgement: y}}, judgement: why}\n"
      "  - {add: task, item: {id: c, title: C, kind: standing}}\n"
      "  - {drop: task, id: a}\n");
  EXPECT_TRUE(reading.usable);
  const Case& base = reading.dossier.base;
  const Case& design = reading.dossier.designs.raw().front();
  EXPECT_EQ(base.tasks.size(), 2U);
  EXPECT_EQ(base.links.size(), 1U);
  ASSERT_EQ(design.tasks.size(), 2U);
  EXPECT_EQ(design.tasks[TaskId{0}].id, "b");
  EXPECT_EQ(design.tasks[TaskId{0}].title, "B again");
  EXPECT_EQ(design.tasks[TaskId{0}].duration->likely, 42.0);
  EXPECT_EQ(design.tasks[TaskId{1}].id, "c");
  EXPECT_TRUE(design.links.empty()) << "a link of a dropped task goes with it";
  EXPECT_THAT(design.benchmarks.raw().front().delivered_by, ElementsAre(TaskId{0}));
  EXPECT_TRUE(design.options.empty());
  const auto& changes = base.options.raw().front().changes;
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].field, "title");
  EXPECT_EQ(changes[1].field, "duration");
  EXPECT_EQ(changes[0].title, "B");
  EXPECT_EQ(changes[0].basis->reason, "why");
  EXPECT_EQ(changes[2].kind, Change::Kind::Add);
  EXPECT_EQ(changes[3].kind, Change::Kind::Drop);
}

TEST(Options, AStatementThatComparesADroppedTaskGoesWithIt) {
  std::string text(kOptionCase);
  text.insert(text.find("options:"),
              "views:\n- id: v\n  title: V\n  held-by: some\n  says:\n"
              "  - {task-ratio: {more: a, less: b, low: 1, high: 2}, judgement: x}\n"
              "  - {task-value: {task: b, low: 10 %, high: 20 %}, judgement: x}\n");
  const Reading reading = read(text + "  - {drop: task, id: a}\n");
  EXPECT_TRUE(reading.usable);
  EXPECT_EQ(reading.dossier.base.views.raw().front().statements.size(), 2U);
  EXPECT_EQ(reading.dossier.designs.raw().front().views.raw().front().statements.size(), 1U);
}

TEST(Options, MayMoveObjectivesAndAddParents) {
  const Reading reading = with_changes(
      "  - {add: objective, item: {id: third, title: Third, parent: peace, tier: 2}}\n"
      "  - {change: objective, id: talks, set: {parent: third}}\n");
  EXPECT_TRUE(reading.usable);
  const Case& design = reading.dossier.designs.raw().front();
  EXPECT_EQ(leaf_objectives(design).size(), 2U);
  EXPECT_EQ(design.objectives[*design.objectives[ObjectiveId{3}].parent].id, "third");
}

TEST(Options, AnEmptyValueRemovesAKey) {
  const Reading reading = with_changes("  - {change: objective, id: first, set: {tier: ~}}\n");
  EXPECT_TRUE(reading.usable);
  EXPECT_FALSE(reading.dossier.designs.raw().front().objectives[ObjectiveId{1}].tier);
}

TEST(Options, MayNotChangeTheLeaves) {
  for (const std::string_view changes :
       {"  - {add: objective, item: {id: more, title: More, parent: first}}\n",
        "  - {drop: objective, id: talks}\n",
        "  - {change: objective, id: polls, set: {parent: talks}}\n"}) {
    const Reading reading = with_changes(changes);
    EXPECT_THAT(kinds_of(reading), ::testing::Contains("leaf-objectives-changed")) << changes;
    for (const Diagnostic& d : reading.diagnostics.found()) {
      if (d.kind->id == "leaf-objectives-changed") {
        EXPECT_GT(d.span.begin, kHead.size() + kOptionCase.size());
      }
    }
  }
}

TEST(Options, AreBlamedForWhatTheyBreak) {
  const Reading reading = with_changes("  - {drop: actor, id: un}\n");
  EXPECT_TRUE(reading.usable) << "a lead in passing is forgotten";
  const Reading broken = with_changes("  - {drop: objective, id: first}\n");
  EXPECT_THAT(kinds_of(broken), ::testing::Contains("unknown-reference"));
  for (const Diagnostic& d : broken.diagnostics.found()) {
    if (d.kind->id != "unknown-reference") continue;
    EXPECT_THAT(d.message, HasSubstr("with this option"));
    EXPECT_FALSE(d.labels.empty());
  }
}

TEST(ReadCase, GivesTheSameForTheSameTexts) {
  const std::string body(kOptionCase);
  EXPECT_EQ(testing::problems_of(body), testing::problems_of(body));
}

}  // namespace
}  // namespace penholder
