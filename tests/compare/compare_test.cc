// Stage compare: hand-made draws for the value of settling a question, and its promises on the
// sample case.

#include "compare/compare.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "compare/comparison_json.h"
#include "compare/comparison_text.h"
#include "compare/crux.h"
#include "oracle/stress_planner.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using testing::first_fit_plan;

Planner first_fit(const Case& base, std::uint64_t seed) {
  return [&base, seed](const Case& design, const Weights& weights, std::optional<ViewId> view) {
    Plan plan = first_fit_plan(base, design, weights, seed);
    plan.view = view;
    return plan;
  };
}

// Two views that put all weight on one leaf each, and a third in between.
std::vector<ViewWeights> three_views(const Case& base) {
  const Leaves leaves(base);
  std::vector<ViewWeights> views;
  for (std::uint32_t v = 0; v < 3; ++v) {
    Weights weights(leaves.size(), 0.0);
    if (v < 2) {
      weights[LeafId{v}] = 1.0;
    } else {
      weights = leaves.equal_weights(base);
    }
    views.push_back({.view = ViewId{v}, .mean = weights, .draws = {weights}});
  }
  return views;
}

TEST(Crux, IsWorthWhatKnowingItGains) {
  // Design 0 is worth 10 whatever happens; design 1 is worth 0 or 30 by the toss of a coin.
  DesignDraws draws{.designs = 2, .draws = 10'000, .value = {}, .period = 10'000};
  std::vector<std::uint8_t> coin, noise;
  Rng rng(8);
  for (std::size_t r = 0; r < draws.draws; ++r) {
    coin.push_back(static_cast<std::uint8_t>(rng.below(2)));
    noise.push_back(static_cast<std::uint8_t>(rng.below(3)));
    draws.value.push_back(10.0F);
    draws.value.push_back(coin.back() == 1 ? 30.0F : 0.0F);
  }
  // Before: the risky one, 15 on average. After: 30 or 10, 20 on average.
  const Settling settled = value_of_settling(draws, coin, 2);
  EXPECT_NEAR(settled.gain.mean, 5.0, 4 * settled.gain.standard_error);
  EXPECT_GT(settled.gain.mean, 20 * settled.gain.standard_error);
  EXPECT_EQ(settled.low_best, 0U);
  EXPECT_EQ(settled.high_best, 1U);
  EXPECT_LE(value_of_settling(draws, noise, 3).gain.mean, 0.0);
}

TEST(Crux, FindsNoneInNoiseHoweverManyAreTried) {
  DesignDraws draws{.designs = 5, .draws = 2'000, .value = {}, .period = 1'000};
  Rng rng(9);
  for (std::size_t i = 0; i < draws.draws * draws.designs; ++i) {
    draws.value.push_back(static_cast<float>(rng.normal()));
  }
  int false_finds = 0;
  for (int question = 0; question < 300; ++question) {
    std::vector<std::uint8_t> group;
    for (std::size_t r = 0; r < draws.draws; ++r) {
      group.push_back(static_cast<std::uint8_t>(rng.below(3)));
    }
    const Measured gain = value_of_settling(draws, group, 3).gain;
    false_finds += gain.mean > 3.0 * gain.standard_error ? 1 : 0;
  }
  EXPECT_LE(false_finds, 2);
}

TEST(Compare, TheBaseGainsNothingOverItselfAndRegretsAreConsistent) {
  const Dossier dossier = sample_dossier();
  const auto views = three_views(dossier.base);
  const Comparison c =
      compare_designs(dossier, views, first_fit(dossier.base, 4), {.replications = 1'000});
  ASSERT_EQ(c.designs.size(), 2U);
  ASSERT_EQ(c.views.size(), 3U);
  EXPECT_FALSE(c.designs[0].option);
  EXPECT_EQ(c.designs[1].option, OptionId{0});
  for (std::size_t v = 0; v < 3; ++v) {
    const Cell& base = c.designs[0].cells[v];
    const Cell& option = c.designs[1].cells[v];
    EXPECT_DOUBLE_EQ(base.gain.mean, 0.0);
    EXPECT_DOUBLE_EQ(base.gain.standard_error, 0.0);
    EXPECT_NEAR(option.gain.mean, option.value.mean - base.value.mean, 1e-4);
    // With two designs the loser regrets exactly the difference.
    EXPECT_NEAR(base.mean_regret - option.mean_regret, option.gain.mean, 1e-4);
    EXPECT_GE(base.chance_best + option.chance_best, 1.0);
    EXPECT_GE(base.mean_regret, 0.0);
    EXPECT_LE(base.spread.p5, base.spread.p95);
    EXPECT_LE(base.mean_regret, c.designs[0].worst_view_regret);
  }
  for (const DesignRow& row : c.designs) {
    EXPECT_GE(row.worst_view_regret, c.designs[c.least_regret].worst_view_regret);
  }
}

TEST(Compare, AnOptionThatChangesNothingIsNeverAhead) {
  Dossier dossier = sample_dossier();
  dossier.designs[OptionId{0}] = dossier.base;
  const Comparison c = compare_designs(dossier, three_views(dossier.base),
                                       first_fit(dossier.base, 2), {.replications = 600});
  for (const Cell& cell : c.designs[1].cells) {
    EXPECT_DOUBLE_EQ(cell.gain.mean, 0.0);
    EXPECT_DOUBLE_EQ(cell.mean_regret, 0.0);
    EXPECT_DOUBLE_EQ(cell.chance_best, 1.0);
  }
  for (const auto& best : c.best_by_view) EXPECT_FALSE(best);
  EXPECT_TRUE(c.cruxes.empty());
  EXPECT_TRUE(c.designs[1].tasks_gained.empty());
  EXPECT_TRUE(c.designs[1].tasks_lost.empty());
  EXPECT_EQ(c.least_regret, 0U);
}

TEST(Compare, ABadlyPlannedOptionIsCarriedOutByThePlanOfTheBase) {
  Dossier dossier = sample_dossier();
  dossier.designs[OptionId{0}] = dossier.base;
  const Planner unfair = [&](const Case& design, const Weights& weights, std::optional<ViewId>) {
    Plan plan = first_fit_plan(dossier.base, design, weights, 0);
    if (&design == &dossier.base) return plan;
    for (PlannedTask& task : plan.tasks) {
      task = {};
      task.levels.assign(design.phases.size(), -1);
    }
    plan.order.clear();
    plan.value = 0.0;
    return plan;
  };
  const auto views = three_views(dossier.base);
  const Comparison fair = compare_designs(dossier, views, unfair, {.replications = 300});
  EXPECT_DOUBLE_EQ(fair.designs[1].cells[2].gain.mean, 0.0);
  const Comparison own =
      compare_designs(dossier, views, unfair, {.replications = 300, .pilot_replications = 0});
  EXPECT_LT(own.designs[1].cells[2].gain.mean, -10.0);
  EXPECT_FALSE(own.designs[1].tasks_lost.empty());
}

TEST(Compare, FindsTheConditionOnWhichTheChoiceTurns) {
  // The option serves the same objective by a way that needs no law; the base waits for the law.
  Dossier dossier = sample_dossier();
  Case& base = dossier.base;
  Condition& law = base.conditions[ConditionId{0}];
  law.probability = cited(0.5);
  law.date.low = law.date.likely = law.date.high = base.horizon.start;
  base.shocks = {};
  const TaskId elections = *find_by_id(base.tasks, "elections");
  Task simple = base.tasks[elections];
  simple.needs.clear();
  simple.duration = cited(30);
  simple.credit = {.kind = CreditRule::Kind::Constant, .by = std::nullopt, .is_default = false};
  for (Serves& serves : simple.serves) serves.strength = cited(1.0);
  base.tasks = {simple};
  base.links = {};
  Link link;
  link.id = "after-law";
  link.kind = Link::Kind::After;
  link.task = TaskId{0};
  link.on = ConditionId{0};
  base.links.push_back(link);
  base.benchmarks = {};
  Case design = base;
  design.links = {};
  for (Serves& serves : design.tasks[TaskId{0}].serves) serves.strength = cited(0.4);
  dossier.designs[OptionId{0}] = design;
  std::vector<ViewWeights> views = three_views(base);
  views.resize(1);
  Weights weights(Leaves(base).size(), 0.0);
  weights[LeafId{0}] = 1.0;
  views[0] = {.view = ViewId{0}, .mean = weights, .draws = {weights}};
  const Comparison c = compare_designs(dossier, views, first_fit(base, 0), {.replications = 4'000});
  // Worth 100 or 0 with the mandate as it stands, 40 with the option: knowing the law gains half
  // of 40.
  ASSERT_FALSE(c.cruxes.empty());
  EXPECT_EQ(c.cruxes[0].id, "condition/law");
  EXPECT_NEAR(c.cruxes[0].value_of_settling, 20.0, 2.0);
  EXPECT_EQ(c.cruxes[0].low_prefers, "Two more helicopters");
  EXPECT_EQ(c.cruxes[0].high_prefers, "The mandate as it stands");
}

TEST(Compare, GivesTheSameBytesForAnyNumberOfThreads) {
  const Dossier dossier = sample_dossier();
  const auto text = [&](unsigned threads) {
    return to_json(compare(dossier, {.replications = 600, .threads = threads, .plan_work = 500}),
                   dossier.base)
        .dump();
  };
  EXPECT_EQ(text(1), text(2));
  EXPECT_EQ(text(1), text(5));
}

TEST(Compare, PlansEveryViewOfTheCaseAndShowsIt) {
  const Dossier dossier = sample_dossier();
  const Comparison c = compare(dossier, {.replications = 400, .plan_work = 500});
  EXPECT_EQ(c.views.size(), dossier.base.views.size());
  for (const DesignRow& row : c.designs) {
    ASSERT_EQ(row.cells.size(), c.views.size());
    for (const Cell& cell : row.cells) EXPECT_GE(cell.upper_bound, cell.planned_value);
  }
  const std::string text = render_text(c, dossier.base, 80, false);
  EXPECT_NE(text.find("Two more helicopters"), std::string::npos);
  EXPECT_NE(text.find("Civilians first"), std::string::npos);
}

TEST(Compare, WorksWithoutViewsOptionsOrReplications) {
  Dossier dossier = sample_dossier();
  dossier.base.views = {};
  dossier.base.reference_view = std::nullopt;
  dossier.base.options = {};
  dossier.designs = {};
  for (const std::size_t replications : {std::size_t{0}, std::size_t{100}}) {
    const Comparison c = compare(dossier, {.replications = replications, .plan_work = 200});
    EXPECT_TRUE(c.views.empty());
    ASSERT_EQ(c.designs.size(), 1U);
    EXPECT_EQ(c.designs[0].cells.size(), 1U);
    EXPECT_FALSE(to_json(c, dossier.base).dump().empty());
    EXPECT_FALSE(render_text(c, dossier.base, 60, true).empty());
  }
}

}  // namespace
}  // namespace penholder
