// Stage stress on cases small enough to work out by hand, and its promises on the sample case.

#include "stress/stress.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "oracle/stress_planner.h"
#include "stress/choice.h"
#include "stress/outlook_json.h"
#include "stress/outlook_text.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using testing::first_fit_plan;

// A horizon of 100 days in two phases, one objective, one unit of one asset, served by
//   build  discrete, 20 days of the unit, strength 0.5, credit for the days that remain
//   watch  standing, two areas of equal need, strength 0.5, no means
Case tiny() {
  Case c;
  c.id = "tiny";
  c.title = "Tiny";
  c.as_of = Date(2030, 1, 1);
  c.horizon = {Date(2030, 1, 1), Date(2030, 4, 11)};
  c.phases = {
      {.id = "one", .title = "One", .range = {Date(2030, 1, 1), Date(2030, 2, 20)}, .span = {}},
      {.id = "two", .title = "Two", .range = {Date(2030, 2, 20), Date(2030, 4, 11)}, .span = {}}};
  Area north;
  north.id = "north";
  north.need = cited(0.5);
  Area south;
  south.id = "south";
  south.need = cited(0.5);
  c.areas = {north, south};
  Objective peace;
  peace.id = "peace";
  peace.title = "Peace";
  c.objectives = {peace};
  Asset unit;
  unit.id = "unit";
  unit.title = "Unit";
  unit.capacity = {{.from = c.horizon.start, .amount = cited(1)}};
  c.assets = {unit};
  Task build;
  build.id = "build";
  build.title = "Build";
  build.duration = cited(20);
  build.serves = {{.objective = ObjectiveId{0}, .strength = cited(0.5), .level = {}, .span = {}}};
  build.needs = {{.asset = AssetId{0}, .amount = cited(1), .span = {}}};
  Task watch;
  watch.id = "watch";
  watch.title = "Watch";
  watch.kind = Task::Kind::Standing;
  watch.serves = build.serves;
  watch.areas = {AreaId{0}, AreaId{1}};
  watch.counted_over = watch.areas;
  watch.levels = {
      {.id = "full", .title = "Full", .effort = 1, .effect = 1, .basis = {}, .span = {}}};
  c.tasks = {build, watch};
  return c;
}

Plan plan_of(const Case& c, std::uint64_t seed = 0) {
  return first_fit_plan(c, c, Leaves(c).equal_weights(c), seed);
}

Shock certain_shock(Effect effect, Date from, Date to) {
  Shock shock;
  shock.id = "blow";
  shock.title = "A blow";
  shock.probability = cited(1.0);
  shock.window = DateRange{from, to};
  shock.effects = {std::move(effect)};
  return shock;
}

Effect effect_of(Effect::Kind kind, double days, double share = 1.0) {
  Effect effect;
  effect.kind = kind;
  effect.by = cited(days);
  effect.lasting = cited(days);
  effect.share = cited(share);
  return effect;
}

TEST(Stress, GivesThePlansOwnValueWhenNothingIsUncertain) {
  const Case c = tiny();
  const Plan plan = plan_of(c);
  const Outlook o = stress(c, c, plan, {.replications = 300});
  // Half of the objective for 80 of 100 days, half for all of them.
  EXPECT_DOUBLE_EQ(plan.value, 90.0);
  EXPECT_DOUBLE_EQ(o.value.mean, plan.value);
  EXPECT_DOUBLE_EQ(o.value.standard_error, 0.0);
  EXPECT_TRUE(o.drivers.empty());
  EXPECT_DOUBLE_EQ(o.explained, 0.0);
  EXPECT_DOUBLE_EQ(o.tasks[0].on_plan, 1.0);
  EXPECT_DOUBLE_EQ(o.tasks[0].criticality, 0.0);
  EXPECT_DOUBLE_EQ(o.value_bins.at(45), 1.0);
  // No benchmark can be missed.
  EXPECT_DOUBLE_EQ(o.all_benchmarks.mean, 1.0);
  EXPECT_EQ(o.benchmarks_met, std::vector<double>{1.0});
}

TEST(Stress, GivesThePlansOwnValueOnTheSampleCaseMadeCertain) {
  Case c = sample_dossier().base;
  const auto settle = [](Estimate& e) { e.low = e.high = e.likely; };
  for (Task& task : c.tasks) {
    if (task.duration) settle(*task.duration);
    for (Need& need : task.needs) settle(need.amount);
    for (Serves& serves : task.serves) settle(serves.strength);
  }
  for (Asset& asset : c.assets) {
    for (Asset::Step& step : asset.capacity) settle(step.amount);
  }
  for (Link& link : c.links) {
    if (link.lag) settle(*link.lag);
  }
  for (Milestone& m : c.milestones) m.date.low = m.date.high = m.date.likely;
  for (Condition& condition : c.conditions) {
    condition.date.low = condition.date.high = condition.date.likely;
    condition.probability = cited(1.0);
  }
  c.shocks = {};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Plan plan = plan_of(c, seed);
    const Outlook o = stress(c, c, plan, {.replications = 20});
    EXPECT_NEAR(o.value.mean, plan.value, 1e-9) << "seed " << seed;
    EXPECT_NEAR(o.value_spread.p5, plan.value, 1e-4) << "seed " << seed;
  }
}

/// The sample case with every strength as an amount of 0 to 100 on a straight scale.
Case measured(Case c) {
  Measure measure;
  measure.id = measure.title = "percent";
  measure.unit = "points";
  measure.anchors = {{.at = 0.0, .value = 0.0, .meaning = {}, .span = {}},
                     {.at = 100.0, .value = 1.0, .meaning = {}, .span = {}}};
  c.measures.push_back(measure);
  for (Task& task : c.tasks) {
    for (Serves& serves : task.serves) {
      Estimate amount = serves.strength;
      amount.low *= 100.0;
      amount.likely *= 100.0;
      amount.high *= 100.0;
      serves.performance = Serves::Performance{.measure = MeasureId{0}, .amount = amount};
      serves.level = {};
    }
  }
  return c;
}

TEST(Stress, AStrengthMeasuredOnAStraightScaleIsTheStrengthItself) {
  const Case judged_case = sample_dossier().base;
  const Case measured_case = measured(judged_case);
  const Weights weights = Leaves(judged_case).equal_weights(judged_case);
  const Plan plan = plan_of(judged_case, 1);
  const Outlook a = stress(judged_case, judged_case, plan, {.replications = 300}, nullptr);
  const Outlook b = stress(measured_case, measured_case, plan, {.replications = 300}, nullptr);
  EXPECT_NEAR(a.value.mean, b.value.mean, 1e-9);
  EXPECT_NEAR(a.value.standard_error, b.value.standard_error, 1e-9);
  EXPECT_GT(a.value.standard_error, 0.0);
  Case sure = measured_case;
  for (Task& task : sure.tasks) {
    for (Serves& serves : task.serves) {
      Estimate& amount = serves.performance->amount;
      amount.low = amount.high = amount.likely;
    }
  }
  Case sure_judged = judged_case;
  for (Task& task : sure_judged.tasks) {
    for (Serves& serves : task.serves) serves.strength = cited(serves.strength.likely);
  }
  EXPECT_NEAR(stress(sure, sure, plan, {.replications = 300}, nullptr).value.mean,
              stress(sure_judged, sure_judged, plan, {.replications = 300}, nullptr).value.mean,
              1e-9)
      << "amounts that are certain are mapped once, not in every replication";
}

TEST(Stress, ADelayThatSurelyComesMovesTheTaskByItsDays) {
  Case c = tiny();
  Effect delay = effect_of(Effect::Kind::Delay, 30);
  delay.objectives = {ObjectiveId{0}};
  // The window is one day long: day 5, while the task runs.
  c.shocks = {certain_shock(delay, Date(2030, 1, 6), Date(2030, 1, 7))};
  const Outlook o = stress(c, c, plan_of(c), {.replications = 200});
  EXPECT_DOUBLE_EQ(o.value.mean, 50.0 * 0.5 + 50.0);
  EXPECT_DOUBLE_EQ(o.tasks[0].finish.p50, 50.0);
  EXPECT_DOUBLE_EQ(o.tasks[0].on_plan, 0.0);
  EXPECT_DOUBLE_EQ(o.shocks[0].strikes, 1.0);
  EXPECT_DOUBLE_EQ(o.shocks[0].value_lost.mean, 15.0);
  EXPECT_DOUBLE_EQ(o.shocks[0].value_lost.standard_error, 0.0);
}

TEST(Stress, HalfTheCapacitySlowsARunningTaskToHalfItsPace) {
  Case c = tiny();
  Effect loss = effect_of(Effect::Kind::LoseCapacity, 10, 0.5);
  loss.assets = {AssetId{0}};
  c.shocks = {certain_shock(loss, Date(2030, 1, 11), Date(2030, 1, 12))};
  const Outlook o = stress(c, c, plan_of(c), {.replications = 200});
  // Ten days at half pace cost five.
  EXPECT_DOUBLE_EQ(o.tasks[0].finish.p50, 25.0);
  EXPECT_DOUBLE_EQ(o.value.mean, 50.0 * 0.75 + 50.0);
}

TEST(Stress, AClosedAreaTakesItsShareOfTheCover) {
  Case c = tiny();
  Effect close = effect_of(Effect::Kind::CloseArea, 40);
  close.areas = {AreaId{0}};
  c.shocks = {certain_shock(close, Date(2030, 1, 11), Date(2030, 1, 12))};
  const Outlook o = stress(c, c, plan_of(c), {.replications = 200});
  // Half of the cover for 40 of 100 days.
  EXPECT_NEAR(o.value.mean, 40.0 + 50.0 * 0.8, 1e-9);
  EXPECT_NEAR(o.tasks[1].mean_credit, 0.8, 1e-9);
}

TEST(Stress, WithoutCapacityATaskNeverStarts) {
  Case c = tiny();
  const Plan plan = plan_of(c);
  c.assets[AssetId{0}].capacity[0].amount = cited(0);
  const Outlook o = stress(c, c, plan, {.replications = 50});
  EXPECT_DOUBLE_EQ(o.tasks[0].done, 0.0);
  EXPECT_DOUBLE_EQ(o.value.mean, 50.0);
}

TEST(Stress, ABenchmarkIsMetAsOftenAsThePartyPlaysItsPart) {
  Case c = tiny();
  Benchmark built;
  built.id = "built";
  built.title = "Built";
  built.due = Date(2030, 2, 10);  // day 40
  built.delivered_by = {TaskId{0}};
  built.lag = cited(10);
  built.feasibility = cited(0.3);
  c.benchmarks.push_back(built);
  built.id = "never";
  built.lag = cited(50);
  c.benchmarks.push_back(built);
  const Outlook o = stress(c, c, plan_of(c), {.replications = 20'000});
  EXPECT_NEAR(o.benchmarks[0].met.mean, 0.3, 4 * std::sqrt(0.21 / 20'000));
  EXPECT_DOUBLE_EQ(o.benchmarks[0].met_in_horizon, o.benchmarks[0].met.mean);
  EXPECT_DOUBLE_EQ(o.benchmarks[1].met.mean, 0.0);
  EXPECT_NEAR(o.benchmarks[1].met_in_horizon, 0.3, 4 * std::sqrt(0.21 / 20'000));
  EXPECT_DOUBLE_EQ(o.all_benchmarks.mean, 0.0);
  // The curve steps up in the week that holds day 30.
  for (std::size_t i = 0; i < o.benchmarks[0].curve.day.size(); ++i) {
    const bool is_later = o.benchmarks[0].curve.day[i] >= 30;
    EXPECT_DOUBLE_EQ(o.benchmarks[0].curve.probability[i],
                     is_later ? o.benchmarks[0].met.mean : 0.0);
  }
}

TEST(Stress, AnUndoneBenchmarkCountsAsNotMet) {
  Case c = tiny();
  Benchmark built;
  built.id = "built";
  built.due = Date(2030, 4, 11);
  built.delivered_by = {TaskId{0}};
  built.feasibility = cited(1.0);
  c.benchmarks.push_back(built);
  Effect undo = effect_of(Effect::Kind::UndoBenchmark, 0, 0.4);
  undo.benchmarks = {BenchmarkId{0}};
  c.shocks = {certain_shock(undo, Date(2030, 3, 1), Date(2030, 3, 2))};
  const Outlook after = stress(c, c, plan_of(c), {.replications = 20'000});
  EXPECT_NEAR(after.benchmarks[0].met.mean, 0.6, 4 * std::sqrt(0.24 / 20'000));
  EXPECT_NEAR(after.shocks[0].all_benchmarks_lost, 0.4, 4 * std::sqrt(0.24 / 20'000));
  // Before it is met there is nothing to undo.
  c.shocks = {certain_shock(undo, Date(2030, 1, 5), Date(2030, 1, 6))};
  EXPECT_DOUBLE_EQ(stress(c, c, plan_of(c), {.replications = 100}).benchmarks[0].met.mean, 1.0);
}

TEST(Stress, AConditionThatSettlesEverythingExplainsTheWholeVariance) {
  Case c = tiny();
  Condition law;
  law.id = "law";
  law.title = "The law";
  law.probability = judged(0.25, 0.25, 0.25);
  law.date = {.low = c.horizon.start,
              .likely = c.horizon.start,
              .high = c.horizon.start,
              .basis = {},
              .span = {}};
  c.conditions.push_back(law);
  Link link;
  link.id = "build-after-law";
  link.kind = Link::Kind::After;
  link.task = TaskId{0};
  link.on = ConditionId{0};
  c.links.push_back(link);
  const Outlook o = stress(c, c, plan_of(c), {.replications = 20'000});
  EXPECT_NEAR(o.value.mean, 50.0 + 0.25 * 40.0, 4 * 40 * std::sqrt(0.1875 / 20'000));
  ASSERT_EQ(o.drivers.size(), 1U);
  EXPECT_EQ(o.drivers[0].id, "condition/law");
  EXPECT_NEAR(o.drivers[0].variance_share, 1.0, 1e-6);
  EXPECT_NEAR(o.drivers[0].value_low, 50.0, 1e-9);
  EXPECT_NEAR(o.drivers[0].value_high, 90.0, 1e-9);
  EXPECT_DOUBLE_EQ(o.judgement_share, 1.0);
}

TEST(Stress, ARateStrikesAsAPoissonProcess) {
  Case c = tiny();
  Shock raid;
  raid.id = "raid";
  raid.title = "A raid";
  raid.rate = cited(3.65);  // one in 100 days
  c.shocks.push_back(raid);
  const std::size_t n = 50'000;
  const Outlook o = stress(c, c, plan_of(c), {.replications = n});
  const double expected = 1.0 - std::exp(-1.0);
  EXPECT_NEAR(o.shocks[0].strikes, expected, 4 * std::sqrt(expected * (1 - expected) / n));
}

// Two tasks in parallel, exponential with means 1 and 1/2 (here in thousands of days), and a
// benchmark that needs both: the last one to end is critical. Closed form: E max = 7/6, criticality
// 2/3 and 1/3.
TEST(Stress, CriticalityOfTwoExponentialTasksFollowsTheClosedForm) {
  Case c = tiny();
  c.horizon.end = c.horizon.start + 100'000;
  c.phases = {{.id = "all", .title = "All", .range = c.horizon, .span = {}}};
  Task first = c.tasks[TaskId{0}];
  first.needs.clear();
  first.duration = judged(0, 1, 2);
  Task second = first;
  second.id = "second";
  c.tasks = {first, second};
  Benchmark both;
  both.id = "both";
  both.due = c.horizon.end;
  both.delivered_by = {TaskId{0}, TaskId{1}};
  both.feasibility = cited(1.0);
  c.benchmarks.push_back(both);
  const Leaves leaves(c);
  Plan plan = plan_of(c);
  for (const TaskId task : c.tasks.ids()) plan.tasks[task].start = plan.tasks[task].finish = 0;
  const Sampler sampler(c, c, leaves);
  const Policy policy(c, plan, sampler);
  Executor executor(policy, leaves.size());
  Realisation r;
  sampler.prepare(r);
  Execution e;
  Rng rng(5);
  double sum = 0.0;
  double critical[2] = {0, 0};
  const int n = 40'000;
  for (int i = 0; i < n; ++i) {
    r.number[sampler.task[TaskId{0}].duration] = 1.0 + 1000.0 * rng.exponential();
    r.number[sampler.task[TaskId{1}].duration] = 1.0 + 500.0 * rng.exponential();
    executor.run(r, std::nullopt, e);
    sum += e.met[BenchmarkId{0}];
    for (std::uint32_t task = 0; task < 2; ++task) critical[task] += e.critical[TaskId{task}];
  }
  EXPECT_NEAR(sum / n / 1000.0, 7.0 / 6.0, 0.02);
  EXPECT_NEAR(critical[0] / n, 2.0 / 3.0, 0.01);
  EXPECT_NEAR(critical[1] / n, 1.0 / 3.0, 0.01);
}

TEST(Stress, GivesTheSameBytesForAnyNumberOfThreads) {
  const Dossier dossier = sample_dossier();
  const Case& c = dossier.designs[OptionId{0}];
  const Plan plan = first_fit_plan(dossier.base, c, Leaves(c).equal_weights(c), 2);
  const auto text = [&](unsigned threads, std::uint64_t seed) {
    return to_json(stress(dossier.base, c, plan,
                          {.replications = 3500, .seed = seed, .threads = threads}),
                   c)
        .dump();
  };
  EXPECT_EQ(text(1, 1), text(2, 1));
  EXPECT_EQ(text(1, 1), text(5, 1));
  EXPECT_NE(text(1, 1), text(1, 2));
}

TEST(Stress, KeepsItsFiguresWithinTheirRanges) {
  const Case c = sample_dossier().base;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Outlook o = stress(c, c, plan_of(c, seed), {.replications = 2000, .seed = seed});
    double sum = 0.0;
    for (const double share : o.benchmarks_met) sum += share;
    EXPECT_NEAR(sum, 1.0, 1e-12);
    sum = 0.0;
    for (const double share : o.value_bins) sum += share;
    EXPECT_NEAR(sum, 1.0, 1e-12);
    EXPECT_LE(o.value_spread.p5, o.value_spread.p50);
    EXPECT_LE(o.value_spread.p50, o.value_spread.p95);
    for (const BenchmarkOutlook& b : o.benchmarks) {
      EXPECT_TRUE(std::ranges::is_sorted(b.curve.probability));
      EXPECT_EQ(b.curve.day.back(), c.horizon.length());
      EXPECT_LE(o.all_benchmarks.mean, b.met.mean);
    }
    EXPECT_TRUE(std::ranges::is_sorted(o.drivers, std::ranges::greater{}, &Driver::variance_share));
    EXPECT_LE(o.explained, 1.02);
    EXPECT_GE(o.judgement_share, 0.0);
    EXPECT_LE(o.judgement_share, 1.0);
    for (const TaskOutlook& t : o.tasks) {
      EXPECT_LE(t.on_plan, t.done);
      EXPECT_LE(t.mean_credit, 1.0);
    }
  }
}

TEST(Stress, AnOptionThatChangesNothingSharesTheLuckOfTheBase) {
  const Case base = sample_dossier().base;
  Case design = base;
  Task extra = base.tasks[TaskId{0}];  // a task more, which the plan leaves out
  extra.id = "extra";
  extra.duration = judged(1, 2, 3);
  design.tasks.push_back(extra);
  Plan plan = plan_of(base, 3);
  const Outlook before = stress(base, base, plan, {.replications = 1500});
  PlannedTask out;
  out.levels.assign(base.phases.size(), -1);
  plan.tasks.push_back(out);
  const Outlook after = stress(base, design, plan, {.replications = 1500});
  EXPECT_DOUBLE_EQ(before.value.mean, after.value.mean);
  EXPECT_EQ(before.benchmarks_met, after.benchmarks_met);
}

TEST(Stress, SurvivesNoReplicationsAndAnEmptyPlan) {
  const Case c = sample_dossier().base;
  Plan empty = plan_of(c);
  empty.order.clear();
  for (PlannedTask& task : empty.tasks) {
    task = {};
    task.levels.assign(c.phases.size(), -1);
  }
  empty.value = 0.0;
  const Outlook nothing = stress(c, c, empty, {.replications = 500});
  EXPECT_DOUBLE_EQ(nothing.value.mean, 0.0);
  const Outlook none = stress(c, c, plan_of(c), {.replications = 0});
  EXPECT_EQ(none.replications, 0U);
  EXPECT_FALSE(to_json(none, c).dump().empty());
  EXPECT_FALSE(render_text(none, c, 80, false).empty());
}

TEST(Choice, TakesThePlanThatHoldsWhenItsRivalIsFragile) {
  // `build` hangs on a condition that seldom comes; a plan that watches instead is worth less on
  // paper.
  Case c = tiny();
  Condition law;
  law.id = "law";
  law.probability = cited(0.1);
  law.date = {.low = c.horizon.start,
              .likely = c.horizon.start,
              .high = c.horizon.start,
              .basis = {},
              .span = {}};
  c.conditions.push_back(law);
  Link link;
  link.id = "build-after-law";
  link.task = TaskId{0};
  link.on = ConditionId{0};
  c.links.push_back(link);
  Plan brave = plan_of(c);
  brave.tasks[TaskId{1}].levels = {-1, 0};
  Plan careful = plan_of(c);
  careful.tasks[TaskId{0}].included = false;
  careful.order.clear();
  const Leaves leaves(c);
  const Sampler sampler(c, c, leaves);
  const std::vector<std::vector<Weights>> views{{leaves.equal_weights(c)}};
  const auto best = most_robust(c, {&brave, &careful}, sampler, views, {.replications = 200});
  EXPECT_EQ(best, std::vector<std::size_t>{1});
  EXPECT_DOUBLE_EQ(value_if_likely(c, brave, sampler, views[0][0]), 40.0 + 25.0);
}

TEST(Choice, CarriesAPlanOverWithoutWhatLacksItsPartner) {
  const Dossier dossier = sample_dossier();
  const Case& base = dossier.base;
  const Plan plan = plan_of(base);
  Case design = base;
  Task novel = base.tasks[*find_by_id(base.tasks, "archive")];
  novel.id = "novel";
  design.tasks.push_back(novel);
  const TaskId added = *find_by_id(design.tasks, "novel");
  Plan own = plan_of(design);
  own.tasks[added].included = false;
  const auto same = carry_over(plan, base, design, own);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->order, plan.order);
  EXPECT_FALSE(same->tasks[added].included);
  // What is new stands as in the design's own plan.
  own.tasks[added].included = true;
  own.tasks[added].start = 17;
  own.tasks[added].finish = 57;
  const auto more = carry_over(plan, base, design, own);
  ASSERT_TRUE(more);
  EXPECT_TRUE(more->tasks[added].included);
  EXPECT_EQ(more->tasks[added].start, 17);
  EXPECT_EQ(more->order.size(), plan.order.size() + 1);
  // An included task that needs the new one is left out where that is.
  Link link;
  link.id = "after-novel";
  link.kind = Link::Kind::After;
  link.task = plan.order.front();
  link.on = added;
  design.links.push_back(link);
  own.tasks[added].included = false;
  const auto less = carry_over(plan, base, design, own);
  ASSERT_TRUE(less);
  EXPECT_FALSE(less->tasks[plan.order.front()].included);
  // Nor can the plan be carried over when it is a must whose partner is missing.
  design.tasks[plan.order.front()].must = true;
  ASSERT_TRUE(own.tasks[plan.order.front()].included);
  EXPECT_FALSE(carry_over(plan, base, design, own));
}

}  // namespace
}  // namespace penholder
