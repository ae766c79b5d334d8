// Stage compare: its promises on the sample case.

#include "compare/compare.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compare/comparison_json.h"
#include "compare/comparison_text.h"
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

TEST(Compare, TheChoiceOfViewIsACruxWhenEachDesignServesOneView) {
  // Two tasks, one for each leaf; each design has the means for one of them. Two views, each with
  // all weight on one leaf.
  Dossier dossier = sample_dossier();
  Case& base = dossier.base;
  base.shocks = {};
  base.links = {};
  base.benchmarks = {};
  base.conditions = {};
  Task task = base.tasks[*find_by_id(base.tasks, "elections")];
  task.needs.clear();
  task.duration = cited(30);
  task.credit = {.kind = CreditRule::Kind::Constant, .by = std::nullopt, .is_default = false};
  const Leaves leaves(base);
  base.tasks = {};
  for (std::uint32_t leaf = 0; leaf < 2; ++leaf) {
    task.id = leaf == 0 ? "first" : "second";
    task.serves = {{.objective = leaves.objective(LeafId{leaf}),
                    .strength = cited(1.0),
                    .level = {},
                    .span = {}}};
    base.tasks.push_back(task);
  }
  dossier.designs[OptionId{0}] = base;
  const Planner one_task = [&](const Case& design, const Weights& weights,
                               std::optional<ViewId> view) {
    Plan plan = first_fit_plan(base, design, weights, 0);
    const TaskId left_out{&design == &base ? 1U : 0U};
    plan.tasks[left_out] = {};
    std::erase(plan.order, left_out);
    plan.view = view;
    return plan;
  };
  std::vector<ViewWeights> views = three_views(base);
  views.resize(2);
  const Comparison c =
      compare_designs(dossier, views, one_task, {.replications = 200, .pilot_replications = 0});
  // Before: either design, 50 on average over the views. After: 100.
  const auto crux = std::ranges::find(c.cruxes, "view", &Crux::id);
  ASSERT_NE(crux, c.cruxes.end());
  EXPECT_NEAR(crux->value_of_settling, 50.0, 1e-3);
  EXPECT_EQ(crux->by_view, (std::vector<std::size_t>{0, 1}));
  EXPECT_NEAR(c.value_of_view.mean, 50.0, 1e-3);
  EXPECT_NEAR(c.value_of_all.mean, 50.0, 1e-3);
  EXPECT_NEAR(c.room_lead.mean, 0.0, 1e-3);
  for (std::size_t d = 0; d < 2; ++d) {
    EXPECT_EQ(c.preferences[d].standing, Preference::Standing::SomeViews);
    EXPECT_EQ(c.preferences[d].by_view[d].mean, 1.0);
  }
  const std::string text = render_text(c, base, 80, false);
  EXPECT_NE(text.find("which view of the room is to hold"), std::string::npos);
}

TEST(Compare, EveryQuestionIsWorthAtMostAllOfThem) {
  const Dossier dossier = sample_dossier();
  const Comparison c = compare(dossier, {.replications = 1'500, .plan_work = 500});
  EXPECT_GT(c.questions, 20U);
  for (const Crux& crux : c.cruxes) {
    EXPECT_LE(crux.value_of_settling,
              c.value_of_all.mean + 3 * (c.value_of_all.standard_error + crux.standard_error));
    EXPECT_GT(crux.value_of_settling, 3 * crux.standard_error);
  }
  EXPECT_LE(c.value_of_view.mean, c.value_of_weights.mean + 3 * c.value_of_weights.standard_error);
  EXPECT_LE(c.value_of_weights.mean, c.value_of_all.mean + 3 * c.value_of_all.standard_error);
}

TEST(Compare, TheLeastMoveOfWeightMakesBothEqual) {
  const Dossier dossier = sample_dossier();
  const Comparison c = compare(dossier, {.replications = 1'500, .plan_work = 500});
  ASSERT_EQ(c.preferences.size(), c.designs.size());
  double sum = 0.0;
  for (const Preference& preference : c.preferences) sum += preference.of_all.mean;
  EXPECT_NEAR(sum, 1.0, 1e-12);
  for (std::size_t i = 0; i < c.turns.size(); ++i) {
    EXPECT_GT(c.turns[i].shift, 0.0);
    EXPECT_LT(c.turns[i].shift, 1.0);
    EXPECT_NE(c.turns[i].design, c.room_best);
    if (i > 0) {
      EXPECT_GE(c.turns[i].shift, c.turns[i - 1].shift);
    }
  }
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

TEST(Compare, StructuredOutputNeverPointsAtOneParticipant) {
  Dossier dossier = sample_dossier();
  for (View& view : dossier.base.views) view.held_by = Support::One;
  const Comparison c = compare(dossier, {.replications = 100, .plan_work = 200});
  const std::string json = to_json(c, dossier.base).dump();
  EXPECT_EQ(json.find("one participant\""), std::string::npos);
  EXPECT_NE(json.find("one or some participants"), std::string::npos);
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
    EXPECT_TRUE(c.preferences.empty());
    EXPECT_FALSE(c.weight_map);
    EXPECT_FALSE(to_json(c, dossier.base).dump().empty());
    EXPECT_FALSE(render_text(c, dossier.base, 60, true).empty());
  }
}

}  // namespace
}  // namespace penholder
