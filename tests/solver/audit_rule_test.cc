// The judge of claims, on claims made by hand: each constraint shows what follows from it, and
// nothing that goes one step further.

#include "solver/audit_rule.h"

#include <gtest/gtest.h>

#include <memory>

#include "solver/compile.h"

namespace penholder::solver {
namespace {

using Verdict = RuleJudge::Verdict;

Mode mode_of(Time duration, std::vector<Spend> spends = {}) {
  return {.duration = duration, .uses = {}, .spends = std::move(spends)};
}

/// A model, its variables and its judge.
struct Court {
  explicit Court(Model given) : model(std::move(given)), program(compile(model, 0, {})) {
    words = vocabulary_of(*program);
    judge = std::make_unique<RuleJudge>(model, words);
  }

  /// Is it shown, and by this very constraint?
  bool shows(Constraint by, std::vector<Literal> because, Literal conclusion) {
    return shows_all(by, std::move(because), &conclusion);
  }
  bool shows_conflict(Constraint by, std::vector<Literal> because) {
    return shows_all(by, std::move(because), nullptr);
  }
  bool shows_all(Constraint by, std::vector<Literal> because, const Literal* conclusion) {
    Constraint shown = Constraint::Box;
    const Box root(model, words);
    return judge->judge(root, because, conclusion, limits, Constraint::Box, &shown) ==
               Verdict::Implied &&
           shown == by;
  }
  Literal from(Index task, Tick value) const { return at_least(program->tasks[task].start, value); }
  Literal until(Index task, Tick value) const { return at_most(program->tasks[task].start, value); }
  Literal done(Index task) const { return program->tasks[task].presence; }
  Literal in_mode(Index task, std::size_t mode) const {
    return program->tasks[task].modes[mode].presence;
  }

  Model model;
  std::unique_ptr<Program> program;
  Vocabulary words;
  std::unique_ptr<RuleJudge> judge;
  Limits limits;
};

TEST(AuditRule, ALagShowsTheDifferenceAndNoMore) {
  Model model;
  const Index a = model.add_task("a", 3);
  const Index b = model.add_task("b", 2);
  model.after(b, a);
  Court court(model);
  EXPECT_TRUE(court.shows(Constraint::Lag, {court.from(a, 2)}, court.from(b, 5)));
  EXPECT_FALSE(court.shows(Constraint::Lag, {court.from(a, 2)}, court.from(b, 6)));
  EXPECT_TRUE(court.shows(Constraint::Lag, {court.until(b, 7)}, court.until(a, 4)));
  EXPECT_FALSE(court.shows(Constraint::Lag, {court.until(b, 7)}, court.until(a, 3)));
}

TEST(AuditRule, ALagFromWhatMayBeLeftOutNeedsItsPresence) {
  Model model;
  const Index a = model.add_optional_task("a", 3);
  const Index b = model.add_optional_task("b", 2);
  model.after(b, a);
  Court court(model);
  EXPECT_FALSE(court.shows(Constraint::Lag, {court.from(a, 2)}, court.from(b, 5)));
  EXPECT_TRUE(court.shows(Constraint::Lag, {court.from(a, 2), court.done(a)}, court.from(b, 5)));
  // Of b nothing is said but what holds if it is done.
  EXPECT_FALSE(court.shows(Constraint::Lag, {court.from(a, 2), court.done(a)}, court.done(b)));
}

TEST(AuditRule, WhatAPresenceImpliesMayStandInForIt) {
  Model model;
  const Index a = model.add_optional_task("a", 3);
  const Index b = model.add_optional_task("b", 2);
  model.after(b, a);
  model.implies({.task = b}, {.task = a});
  Court court(model);
  EXPECT_TRUE(court.shows(Constraint::Presence, {court.from(a, 2)}, court.from(b, 5)));
  EXPECT_FALSE(court.shows(Constraint::Presence, {court.from(a, 2)}, court.from(b, 6)));
}

TEST(AuditRule, AResourceShowsWhatSurelyRunsAtAMoment) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  const Index a = model.add_task("a", 3, {{.resource = crane, .amount = 1}});
  const Index b = model.add_task("b", 2, {{.resource = crane, .amount = 1}});
  Court court(model);
  // a runs in [4, 5) whatever happens.
  const std::vector<Literal> sure{court.from(a, 2), court.until(a, 4), court.from(b, 3)};
  EXPECT_TRUE(court.shows(Constraint::Resource, sure, court.from(b, 5)));
  EXPECT_FALSE(court.shows(Constraint::Resource, sure, court.from(b, 6)));
  EXPECT_FALSE(
      court.shows(Constraint::Resource, {court.until(a, 4), court.from(b, 3)}, court.from(b, 5)));
  EXPECT_FALSE(
      court.shows(Constraint::Resource, {court.from(a, 2), court.until(a, 4)}, court.from(b, 5)));
}

TEST(AuditRule, AResourceShowsThatAModeNeverFits) {
  Model model;
  const Index crane = model.add_resource("crane", 2);
  const Index a = model.add_optional_task("a", 1, {{.resource = crane, .amount = 3}});
  const Index b = model.add_optional_task("b", 1, {{.resource = crane, .amount = 2}});
  Court court(model);
  EXPECT_TRUE(court.shows(Constraint::Resource, {}, negation(court.done(a))));
  EXPECT_FALSE(court.shows(Constraint::Resource, {}, negation(court.done(b))));
}

TEST(AuditRule, CapacityFollowsItsSteps) {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  model.resources[crane].steps = {{.from = 2, .capacity = 1}, {.from = 6, .capacity = 0}};
  const Index a = model.add_task("a", 2, {{.resource = crane, .amount = 1}});
  Court court(model);
  EXPECT_TRUE(court.shows_conflict(Constraint::Resource, {court.from(a, 5), court.until(a, 5)}));
  EXPECT_FALSE(court.shows_conflict(Constraint::Resource, {court.from(a, 4), court.until(a, 4)}));
  EXPECT_TRUE(court.shows_conflict(Constraint::Resource, {court.from(a, 1), court.until(a, 1)}));
}

TEST(AuditRule, ABudgetAddsUpTheCheapestModes) {
  Model model;
  const Index money = model.add_budget("money", 11);
  for (const char* name : {"a", "b"}) {
    const Index task = model.add_task(name, 1);
    model.tasks[task].modes = {mode_of(1, {{.budget = money, .amount = 4}}),
                               mode_of(1, {{.budget = money, .amount = 7}})};
  }
  Court court(model);
  EXPECT_TRUE(
      court.shows(Constraint::Budget, {court.in_mode(0, 1)}, negation(court.in_mode(1, 1))));
  EXPECT_FALSE(court.shows(Constraint::Budget, {}, negation(court.in_mode(1, 1))));
}

TEST(AuditRule, AGroupCountsFactsOfOneTaskTogether) {
  Model model;
  for (const char* name : {"a", "b", "c"}) model.add_optional_task(name, 1);
  model.groups.push_back({.facts = {{.task = 0}, {.task = 1}, {.task = 2}}, .at_least = 2});
  Court court(model);
  EXPECT_TRUE(court.shows(Constraint::Group, {negation(court.done(0))}, court.done(1)));
  EXPECT_FALSE(court.shows(Constraint::Group, {court.done(0)}, court.done(1)));
}

TEST(AuditRule, ACalendarShowsTheEndOfAClosedStretch) {
  Model model;
  const Index a = model.add_task("a", 3);
  model.tasks[a].closed = {{.from = 5, .to = 8}};
  Court court(model);
  EXPECT_TRUE(court.shows(Constraint::Calendar, {court.from(a, 3)}, court.from(a, 8)));
  EXPECT_FALSE(court.shows(Constraint::Calendar, {court.from(a, 2)}, court.from(a, 8)));
  EXPECT_FALSE(court.shows(Constraint::Calendar, {court.from(a, 3)}, court.from(a, 9)));
  EXPECT_TRUE(court.shows(Constraint::Calendar, {court.until(a, 7)}, court.until(a, 2)));
}

TEST(AuditRule, AnObjectiveIsAsCheapAsItsDatesAllow) {
  Model model;
  const Index a = model.add_task("a", 2);
  const Index b = model.add_task("b", 1);
  model.tasks[b].deadline = 31;
  // The end of a costs 2 a day after day 10; b costs 5 up to day 3 and 1 from then on.
  Cost late_end{.moment = {.task = a, .point = Point::End}, .pieces = {}, .by_mode = {}};
  late_end.pieces = {{.from = 10, .to = 20, .at_from = 0, .slope = 2}};
  Cost early_start{.moment = {.task = b}, .pieces = {}, .by_mode = {}};
  early_start.pieces = {{.from = 0, .to = 3, .at_from = 5}, {.from = 4, .to = 30, .at_from = 1}};
  model.objectives.push_back({.costs = {late_end, early_start}});
  Court court(model);
  const std::vector<Literal> late{court.from(a, 10), court.until(a, 15)};
  court.limits.costs = {{.objective = 0, .at_most = 6}};
  EXPECT_TRUE(court.shows(Constraint::Objective, late, court.until(a, 10)));
  EXPECT_TRUE(court.shows(Constraint::Objective, late, court.from(b, 4)));
  EXPECT_FALSE(court.shows(Constraint::Objective, {}, court.from(b, 4)));
  court.limits.costs = {{.objective = 0, .at_most = 9}};
  EXPECT_TRUE(court.shows(Constraint::Objective, late, court.until(a, 12)));
  EXPECT_FALSE(court.shows(Constraint::Objective, late, court.until(a, 11)));
}

TEST(AuditRule, TheMakespanIsNoEarlierThanAnyEnd) {
  Model model;
  const Index a = model.add_task("a", 3);
  model.minimise_makespan();
  Court court(model);
  const Var makespan = court.program->makespan;
  EXPECT_TRUE(court.shows(Constraint::Makespan, {court.from(a, 4)}, at_least(makespan, 7)));
  EXPECT_FALSE(court.shows(Constraint::Makespan, {court.from(a, 4)}, at_least(makespan, 8)));
  EXPECT_TRUE(court.shows(Constraint::Makespan, {at_most(makespan, 9)}, court.until(a, 6)));
}

TEST(AuditRule, ATaskIsDoneInOneModeAndStartsWithIt) {
  Model model;
  const Index a = model.add_optional_task("a", 2);
  model.tasks[a].modes = {mode_of(2), mode_of(5)};
  model.tasks[a].deadline = 20;
  Court court(model);
  const TaskVars& vars = court.program->tasks[a];
  EXPECT_TRUE(court.shows(Constraint::Box, {court.in_mode(a, 0)}, negation(court.in_mode(a, 1))));
  EXPECT_TRUE(court.shows(Constraint::Box, {court.in_mode(a, 0)}, court.done(a)));
  EXPECT_TRUE(court.shows(Constraint::Box, {court.done(a), negation(court.in_mode(a, 0))},
                          court.in_mode(a, 1)));
  EXPECT_FALSE(court.shows(Constraint::Box, {negation(court.in_mode(a, 0))}, court.in_mode(a, 1)));
  // "Absent or in another mode, or the bound": of the whole it says something once it is chosen.
  const Literal late = at_least(vars.modes[1].start, 7);
  EXPECT_TRUE(court.shows(Constraint::Box, {late, court.in_mode(a, 1)}, court.from(a, 7)));
  EXPECT_FALSE(court.shows(Constraint::Box, {late}, court.from(a, 7)));
  EXPECT_TRUE(court.shows(Constraint::Box, {late, court.in_mode(a, 1)}, at_least(vars.end, 12)));
  EXPECT_FALSE(court.shows(Constraint::Box, {late, court.in_mode(a, 1)}, at_least(vars.end, 13)));
  // Two bounds that cross: left out.
  EXPECT_TRUE(
      court.shows(Constraint::Box, {court.from(a, 9), court.until(a, 8)}, negation(court.done(a))));
  EXPECT_FALSE(
      court.shows(Constraint::Box, {court.from(a, 8), court.until(a, 8)}, negation(court.done(a))));
}

/// Three tasks for one place in time and two units of room; being left out costs 1, 2 and 4.
Model crowded() {
  Model model;
  const Index room = model.add_resource("room", 2);
  Objective objective;
  for (const Value cost : {1, 2, 4}) {
    const Index task = model.add_optional_task("t", 5, {{.resource = room, .amount = 1}});
    model.tasks[task].release = 10;
    model.tasks[task].deadline = 15;
    objective.costs.push_back(
        {.moment = {.task = task}, .pieces = {}, .if_absent = cost, .by_mode = {}});
  }
  model.objectives.push_back(objective);
  return model;
}

TEST(AuditRule, ASlotCostsWhatItsCheapestChoiceCosts) {
  Court court(crowded());
  ASSERT_EQ(court.words.slots.size(), 1U);
  const SlotMeaning& slot = court.words.slots[0];
  ASSERT_EQ(slot.base, 0);
  ASSERT_EQ(slot.scale, 1);
  const Var cost = slot.variable;
  EXPECT_TRUE(court.shows(Constraint::Slot, {}, at_least(cost, 1)));
  EXPECT_FALSE(court.shows(Constraint::Slot, {}, at_least(cost, 2)));
  EXPECT_TRUE(court.shows(Constraint::Slot, {court.done(0)}, at_least(cost, 2)));
  EXPECT_TRUE(court.shows(Constraint::Slot, {court.done(0), court.done(1)}, at_least(cost, 4)));
  EXPECT_FALSE(court.shows(Constraint::Slot, {court.done(0), court.done(1)}, at_least(cost, 5)));
  // What the slot costs counts in the objective, once.
  court.limits.costs = {{.objective = 0, .at_most = 3}};
  EXPECT_TRUE(court.shows(Constraint::Objective, {}, at_most(cost, 3)));
  EXPECT_FALSE(court.shows(Constraint::Objective, {}, at_most(cost, 2)));
  EXPECT_TRUE(court.shows_conflict(Constraint::Objective, {negation(court.done(2))}));
}

TEST(AuditRule, AnInequalityIsAsSmallAsItsTablesAllow) {
  Model model;
  const Index a = model.add_task("a", 1);
  const Index b = model.add_optional_task("b", 1);
  Court court(model);
  ClosureCut cut;
  cut.tables = {{.steps = {{.from = 0, .cost = 0}, {.from = 5, .cost = 3}}},
                {.steps = {{.from = 0, .cost = 1}}, .if_absent = 4}};
  court.limits.cuts = {{.cut = &cut, .at_most = 3}};
  EXPECT_TRUE(court.shows(Constraint::Cut, {}, court.done(b)));
  EXPECT_TRUE(court.shows(Constraint::Cut, {}, court.until(a, 4)));
  EXPECT_FALSE(court.shows(Constraint::Cut, {}, court.until(a, 3)));
  court.limits.cuts[0].at_most = 4;
  EXPECT_FALSE(court.shows(Constraint::Cut, {}, court.done(b)));
}

TEST(AuditRule, AnAskedStartBringsItsBound) {
  Model model;
  const Index a = model.add_optional_task("a", 1);
  model.tasks[a].deadline = 30;
  Court court(model);
  const Literal asked = start_at_least(*court.program, a, 12);
  court.words = vocabulary_of(*court.program);
  EXPECT_TRUE(court.shows(Constraint::Box, {asked}, court.from(a, 12)));
  EXPECT_FALSE(court.shows(Constraint::Box, {asked}, court.from(a, 13)));
  EXPECT_TRUE(court.shows(Constraint::Box, {court.until(a, 11), court.done(a)}, negation(asked)));
  EXPECT_FALSE(court.shows(Constraint::Box, {court.until(a, 11)}, negation(asked)));
}

TEST(AuditRule, ALiteralMeansOfAScheduleWhatItSays) {
  Model model;
  const Index a = model.add_optional_task("a", 2);
  model.tasks[a].modes = {mode_of(2), mode_of(5)};
  model.tasks[a].deadline = 40;
  model.minimise_makespan();
  Court court(model);
  const TaskVars& vars = court.program->tasks[a];
  const auto holds = [&](const Schedule& schedule, Literal l) {
    return holds_in(court.model, court.words, schedule, l);
  };
  const Schedule done{{.mode = 1, .start = 3}};
  const Schedule absent{{.mode = -1}};
  EXPECT_TRUE(holds(done, vars.presence));
  EXPECT_FALSE(holds(absent, vars.presence));
  EXPECT_TRUE(holds(done, at_least(vars.end, 8)));
  EXPECT_FALSE(holds(done, at_least(vars.end, 9)));
  EXPECT_TRUE(holds(absent, at_least(vars.end, 9)));
  EXPECT_TRUE(holds(done, at_least(vars.modes[0].start, 30)));
  EXPECT_FALSE(holds(done, at_least(vars.modes[1].start, 4)));
  EXPECT_TRUE(holds(done, at_most(court.program->makespan, 8)));
  EXPECT_FALSE(holds(done, at_most(court.program->makespan, 7)));
}

}  // namespace
}  // namespace penholder::solver
