#include "rank/rank.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "flat_case.h"
#include "oracle/smaa_by_definition.h"
#include "rank/ranking_json.h"
#include "rank/ranking_text.h"
#include "rank/strengths.h"

namespace penholder {
namespace {

using testing::flat_case;
using testing::o;
using testing::says;
using testing::t;
using testing::view_of;

/// Three unit alternatives and (c, c, c) in the SMAA literature's test problem. Our shares divide
/// by the leaf's sum 1 + c, the same for every leaf, which changes no rank.
Case unit_alternatives(double c) {
  return flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {c, c, c}});
}

TEST(Rank, AgreesWithTheClosedFormOfThreeUnitAlternativesAndAMiddleOne) {
  for (const double c : {0.5, 0.6, 0.8}) {
    const Ranking ranking = rank(unit_alternatives(c), {.samples = 40'000});
    const double unit = (1.0 - c) * (1.0 - c);
    for (std::uint32_t i = 1; i <= 3; ++i) {
      EXPECT_NEAR(ranking.all.rows[t(i)].rank_acceptability[0], unit, 0.01) << c;
    }
    EXPECT_NEAR(ranking.all.rows[t(4)].rank_acceptability[0], 1.0 - 3.0 * unit, 0.01) << c;
    EXPECT_LT(ranking.all.standard_error, 0.003);
  }
}

TEST(Rank, MeansOfOrderedWeightsAreThoseOfTheOrderedSimplex) {
  Case c = unit_alternatives(0.5);
  c.views.push_back(view_of("ordered", {says(PreferObjectives{{o(1), o(2), o(3)}})}));
  const Ranking ranking = rank(c, {.samples = 40'000});
  ASSERT_EQ(ranking.views.size(), 1U);
  EXPECT_NEAR(ranking.views[0].mean_weights.raw()[0], 11.0 / 18.0, 0.005);
  EXPECT_NEAR(ranking.views[0].mean_weights.raw()[1], 5.0 / 18.0, 0.005);
  EXPECT_NEAR(ranking.views[0].mean_weights.raw()[2], 2.0 / 18.0, 0.005);
  EXPECT_NEAR(ranking.views[0].acceptance, 1.0 / 6.0, 1e-12);
}

TEST(Rank, CentralWeightsOfASymmetricProblemAreSymmetric) {
  const Ranking ranking = rank(unit_alternatives(0.5), {.samples = 40'000});
  // A unit alternative is first where its weight exceeds 1/2; the mean of a uniform point of that
  // corner is (2/3, 1/6, 1/6).
  const auto& central = ranking.all.rows[t(1)].central_weights;
  ASSERT_TRUE(central.has_value());
  EXPECT_NEAR(central->raw()[0], 2.0 / 3.0, 0.01);
  EXPECT_NEAR(central->raw()[1], 1.0 / 6.0, 0.01);
  EXPECT_EQ(ranking.all.rows[t(1)].confidence, 1.0);  // strengths are certain
}

TEST(Rank, AgreesWithTheDefinitionOnTheSampleCase) {
  const Case c = sample_dossier().base;
  const RankSettings settings{.samples = 1500, .seed = 7};
  const Ranking ranking = rank(c, settings);
  const Leaves leaves(c);
  const auto entries = strength_entries(c, leaves);
  ASSERT_EQ(ranking.views.size(), c.views.size());
  std::vector<std::vector<double>> scores(settings.samples,
                                          std::vector<double>(strength_inputs(c).size(), 0.0));
  for (std::size_t s = 0; s < settings.samples; ++s) {
    Rng rng(strength_seed(settings.seed), s);
    for (const auto& entry : entries) {
      if (!entry.is_certain()) scores[s][entry.input] = rng.normal();
    }
  }
  for (const ViewRanking& view : ranking.views) {
    const auto weights = draw_weights(c, leaves, view.view, settings.samples, settings.seed);
    const auto oracle = testing::smaa_by_definition(c, leaves, weights, scores);
    for (const TaskId task : c.tasks.ids()) {
      const auto& row = view.rows[task];
      EXPECT_NEAR(row.mean_value, oracle.mean_value[task], 1e-9);
      EXPECT_NEAR(row.mean_rank, oracle.mean_rank[task], 1e-9);
      for (std::size_t r = 0; r < c.tasks.size(); ++r) {
        EXPECT_NEAR(row.rank_acceptability[r], oracle.rank_acceptability[task][r], 1e-9);
        EXPECT_NEAR(view.pairwise[task.value * c.tasks.size() + r],
                    oracle.pairwise[task.value * c.tasks.size() + r], 1e-9);
      }
      if (!row.central_weights) continue;
      for (const LeafId leaf : leaves.ids()) {
        EXPECT_NEAR((*row.central_weights)[leaf], oracle.central_weights[task][leaf], 1e-9);
      }
    }
  }
}

TEST(Rank, GivesTheSameBytesForAnyNumberOfThreads) {
  const Case c = sample_dossier().base;
  RankSettings settings{.samples = 3000, .seed = 3};
  const std::string one = to_json(rank(c, settings), c).dump();
  for (const unsigned threads : {2U, 5U}) {
    settings.threads = threads;
    EXPECT_EQ(to_json(rank(c, settings), c).dump(), one) << threads;
  }
  settings.seed = 4;
  EXPECT_NE(to_json(rank(c, settings), c).dump(), one);
}

TEST(Rank, SharesOfEveryRankAndOfEveryTaskSumToOne) {
  const Case c = sample_dossier().base;
  const Ranking ranking = rank(c, {.samples = 2000});
  std::vector<ViewRanking> all = ranking.views;
  all.push_back(ranking.all);
  for (const ViewRanking& view : all) {
    std::vector<double> of_rank(c.tasks.size(), 0.0);
    for (const auto& row : view.rows) {
      double of_task = 0.0;
      for (std::size_t r = 0; r < of_rank.size(); ++r) {
        of_task += row.rank_acceptability[r];
        of_rank[r] += row.rank_acceptability[r];
      }
      EXPECT_NEAR(of_task, 1.0, 1e-9);
      EXPECT_LE(row.low_value, row.mean_value);
      EXPECT_LE(row.mean_value, row.high_value);
    }
    for (const double share : of_rank) EXPECT_NEAR(share, 1.0, 1e-9);
    double weight = 0.0;
    for (const double mean : view.mean_weights) weight += mean;
    EXPECT_NEAR(weight, 1.0, 1e-9);
  }
}

TEST(Rank, ScalingAllStrengthsOfALeafChangesNothing) {
  // Exact powers of two, so that not even the last bit differs.
  Case c = flat_case(2, {{0.5, 0.25}, {0.25, 0.5}, {0.125, 0.25}});
  const auto result = [&] {
    auto json = to_json(rank(c, {.samples = 500}), c);
    // The one part that is on the scale of the strengths themselves.
    for (auto& view : json["robustness"]["views"]) {
      for (auto& flip : view["flips"]) flip.erase("score");
    }
    return json.dump();
  };
  const std::string before = result();
  for (Task& task : c.tasks) task.serves[0].strength = cited(task.serves[0].strength.likely / 2.0);
  EXPECT_EQ(result(), before);
}

TEST(Rank, EqualTasksShareTheirRanksWithoutACoin) {
  const Case c = flat_case(2, {{0.5, 0.5}, {0.5, 0.5}, {0.2, 0.2}});
  const Ranking ranking = rank(c, {.samples = 100});
  for (const TaskId task : {t(1), t(2)}) {
    EXPECT_DOUBLE_EQ(ranking.all.rows[task].rank_acceptability[0], 0.5);
    EXPECT_DOUBLE_EQ(ranking.all.rows[task].rank_acceptability[1], 0.5);
    EXPECT_DOUBLE_EQ(ranking.all.rows[task].mean_rank, 1.5);
  }
  EXPECT_DOUBLE_EQ(ranking.all.pairwise[1], 0.0) << "a tie is not a win";
  EXPECT_FALSE(ranking.all.winner.has_value());
  EXPECT_THAT(ranking.all.by_mean_rank, ::testing::ElementsAre(t(1), t(2), t(3)));
}

TEST(Rank, TheOrderInWhichATaskListsItsObjectivesMakesNoDifference) {
  Case c = flat_case(3, {{0.1, 0.7, 0.3}, {0.1, 0.7, 0.3}});
  std::swap(c.tasks.raw()[1].serves[0], c.tasks.raw()[1].serves[2]);
  const Ranking ranking = rank(c, {.samples = 2000});
  EXPECT_DOUBLE_EQ(ranking.all.rows[t(1)].rank_acceptability[0], 0.5);
}

TEST(Rank, OneTaskIsTheWinner) {
  const Ranking ranking = rank(flat_case(2, {{0.5, 0.5}}), {.samples = 10});
  EXPECT_EQ(ranking.all.winner, t(1));
  EXPECT_DOUBLE_EQ(ranking.all.rows[t(1)].mean_value, 100.0);
}

TEST(Rank, TasksWithoutStrengthGiveNumbersNotNaN) {
  const Case c = flat_case(2, {{0, 0}, {0, 0}});
  const Ranking ranking = rank(c, {.samples = 10});
  for (const auto& row : ranking.all.rows) {
    EXPECT_EQ(row.mean_value, 0.0);
    EXPECT_DOUBLE_EQ(row.rank_acceptability[0], 0.5);
  }
  EXPECT_FALSE(ranking.all.winner.has_value());
  EXPECT_EQ(to_json(ranking, c).dump().find("null,null"), std::string::npos);
}

TEST(Rank, EmptyCasesGiveEmptyRankings) {
  const Case nothing;
  const Ranking none = rank(nothing, {});
  EXPECT_TRUE(none.views.empty());
  EXPECT_TRUE(none.all.rows.empty());
  EXPECT_FALSE(none.all.winner.has_value());
  const Case no_objectives = flat_case(0, {{}, {}});
  EXPECT_EQ(rank(no_objectives, {}).all.by_mean_rank.size(), 2U);
  const Case no_tasks = flat_case(3, {});
  const Ranking of_nothing = rank(no_tasks, {.samples = 10});
  EXPECT_TRUE(of_nothing.all.rows.empty());
  double whole = 0.0;
  for (const double weight : of_nothing.all.mean_weights) whole += weight;
  EXPECT_NEAR(whole, 1.0, 1e-12) << "weights there are, even without tasks";
  EXPECT_EQ(draw_weights(nothing, Leaves(nothing), std::nullopt, 3, 1).size(), 3U);
}

TEST(Rank, AViewWithContradictoryStatementsIsEmptyAndSaysWhy) {
  Case c = unit_alternatives(0.5);
  c.views.push_back(view_of(
      "torn", {says(PreferObjectives{{o(1), o(2)}}), says(RatioBetween{o(2), o(1), 1.5, 3.0}),
               says(ShareBetween{o(3), o(3), 0.0, 1.0})}));
  c.views.push_back(view_of("fine", {says(PreferObjectives{{o(1), o(2)}})}));
  c.reference_view = ViewId{0};
  const Ranking ranking = rank(c, {.samples = 200});
  ASSERT_EQ(ranking.empty_views.size(), 1U);
  EXPECT_EQ(ranking.empty_views[0].view, ViewId{0});
  EXPECT_EQ(ranking.empty_views[0].reason,
            "no weights can meet both “o1” before “o2” and “o2” weighs 1.5 to 3 times "
            "as much as “o1”");
  ASSERT_EQ(ranking.views.size(), 1U);
  EXPECT_EQ(ranking.views[0].view, ViewId{1});
  EXPECT_EQ(ranking.reference, 0U) << "the first view that can be used";
  EXPECT_TRUE(draw_weights(c, Leaves(c), ViewId{0}, 5, 1).empty());
}

TEST(Rank, WhenEveryViewIsEmptyAllWeightsStandIn) {
  Case c = unit_alternatives(0.5);
  c.views.push_back(view_of(
      "torn", {says(PreferObjectives{{o(1), o(2)}}), says(RatioBetween{o(2), o(1), 1.5, 3.0})}));
  const Ranking ranking = rank(c, {.samples = 200});
  EXPECT_TRUE(ranking.views.empty());
  EXPECT_FALSE(ranking.reference.has_value());
  EXPECT_EQ(ranking.all.samples, 200U);
  EXPECT_EQ(&ranking.headline(), &ranking.all);
}

TEST(Rank, UnionGivesEveryViewEqualSay) {
  Case c = flat_case(2, {{1, 0}, {0, 1}});
  c.views.push_back(view_of("first", {says(PreferObjectives{{o(1), o(2)}})}));
  c.views.push_back(view_of("second", {says(PreferObjectives{{o(2), o(1)}})}));
  c.views.push_back(view_of(
      "third", {says(ShareBetween{o(2), o(2), 0, 1}), says(PreferObjectives{{o(2), o(1)}})}));
  const Ranking ranking = rank(c, {.samples = 300});
  EXPECT_DOUBLE_EQ(ranking.views[0].rows[t(1)].rank_acceptability[0], 1.0);
  EXPECT_DOUBLE_EQ(ranking.views[1].rows[t(1)].rank_acceptability[0], 0.0);
  EXPECT_NEAR(ranking.all.rows[t(1)].rank_acceptability[0], 1.0 / 3.0, 1e-12);
  ASSERT_EQ(ranking.contested.size(), 1U);
  EXPECT_EQ(ranking.contested[0].view_for, 0U);
  EXPECT_EQ(ranking.contested[0].view_against, 1U);
  EXPECT_TRUE(ranking.shared.empty());
}

TEST(Rank, ATaskThatIsBetterForEveryObjectiveStandsAboveInAllViews) {
  Case c = flat_case(2, {{0.7, 0.7}, {0.3, 0.3}, {1.0, 0.1}});
  c.views.push_back(view_of("open", {}));
  c.views.push_back(view_of("second", {says(PreferObjectives{{o(2), o(1)}})}));
  const Ranking ranking = rank(c, {.samples = 500});
  ASSERT_GE(ranking.shared.size(), 1U);
  EXPECT_EQ(ranking.shared[0].above, t(1));
  EXPECT_EQ(ranking.shared[0].below, t(2));
}

TEST(Rank, AWinnerNeedsTheStatedMargin) {
  const Case c = unit_alternatives(0.5);  // 0.25 each: no winner
  EXPECT_FALSE(rank(c, {.samples = 20'000}).all.winner.has_value());
  const Case clear = unit_alternatives(0.8);
  EXPECT_EQ(rank(clear, {.samples = 20'000}).all.winner, t(4));
  EXPECT_FALSE(rank(clear, {.samples = 20'000, .winner_margin = 0.95}).all.winner.has_value());
  // With ten draws a lead of this size proves nothing.
  EXPECT_FALSE(rank(unit_alternatives(0.6), {.samples = 4}).all.winner.has_value());
}

TEST(Rank, AtARungOnlyWidelyHeldStatementsCount) {
  Case c = flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  const auto held = [](Statement statement, Support by) {
    statement.held_by = by;
    return statement;
  };
  c.views.push_back(view_of("lone", {says(PreferObjectives{{o(1), o(2)}})}));
  c.views.raw().back().held_by = Support::One;
  c.views.push_back(view_of("wide", {held(says(PreferObjectives{{o(1), o(3)}}), Support::One),
                                     says(PreferObjectives{{o(2), o(3)}})}));
  c.views.raw().back().held_by = Support::Most;
  const Ranking all = rank(c, {.samples = 2000});
  const Ranking seen = rank(c, {.samples = 2000, .at_least = Support::Several});
  ASSERT_EQ(all.views.size(), 2U);
  ASSERT_EQ(seen.views.size(), 1U);
  EXPECT_EQ(seen.views[0].view, ViewId{1});
  EXPECT_THAT(seen.silent_views, ::testing::ElementsAre(ViewId{0}));
  const auto pair = [](const ViewRanking& view, std::uint32_t a, std::uint32_t b) {
    return view.pairwise[(a - 1) * 3 + b - 1];
  };
  EXPECT_EQ(pair(all.views[1], 1, 3), 1.0);
  EXPECT_LT(pair(seen.views[0], 1, 3), 0.8) << "held by one only";
  EXPECT_EQ(pair(seen.views[0], 2, 3), 1.0);
  // What is shared at a rung is shared by the views that still speak with all they say.
  for (const auto& agreement : seen.shared) {
    EXPECT_EQ(all.views[1].pairwise[agreement.above.value * 3 + agreement.below.value], 1.0);
  }
  const Ranking none = rank(c, {.samples = 200, .at_least = Support::All});
  EXPECT_TRUE(none.views.empty());
  EXPECT_EQ(none.silent_views.size(), 2U);
  EXPECT_EQ(none.all.samples, 200U) << "all weights stand in";
}

TEST(Rank, MeasuresDissentOverTheViewsAndSumsThemUp) {
  Case c = flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  c.views.push_back(view_of("one", {says(PreferObjectives{{o(1), o(2), o(3)}})}));
  c.views.push_back(view_of("other", {says(PreferObjectives{{o(3), o(2), o(1)}})}));
  c.views.push_back(view_of("third", {says(PreferObjectives{{o(1), o(2), o(3)}})}));
  const Ranking ranking = rank(c, {.samples = 400});
  ASSERT_TRUE(ranking.dissent.has_value());
  // Sums of ranks 5, 6, 7; 12 * 2 / (9 * 24).
  EXPECT_NEAR(*ranking.dissent->w, 1.0 / 9.0, 1e-12);
  EXPECT_EQ(*ranking.dissent->tau[1], -1.0);
  EXPECT_EQ(ranking.dissent->ranges[0].worst_in, 1U);
  ASSERT_TRUE(ranking.summary.has_value());
  EXPECT_THAT(ranking.summary->kemeny.order, ::testing::ElementsAre(0, 1, 2));
  EXPECT_NEAR(ranking.summary->kemeny.disagreement, 1.0, 1e-9) << "a third of three pairs";
  EXPECT_EQ(ranking.summary->condorcet_winner, 0U);
  EXPECT_FALSE(rank(flat_case(1, {{1}}), {.samples = 10}).summary.has_value());
}

TEST(Rank, ZeroWeightsConstantObjectivesAndTiesGiveNumbersEverywhere) {
  // An objective that all serve alike, one with no weight at all, one that nothing serves.
  Case c = flat_case(4, {{0.5, 0.2, 1.0, 0}, {0.5, 0.7, 0.1, 0}, {0.5, 0.7, 0.4, 0}});
  Objective root;
  root.id = root.title = "root";
  c.objectives.push_back(root);
  for (std::uint32_t i = 1; i <= 4; ++i) c.objectives[o(i)].parent = o(5);
  c.views.push_back(view_of("zero", {says(ShareBetween{o(3), o(5), 0.0, 0.0})}));
  c.views.push_back(view_of("open", {}));
  const Ranking ranking = rank(c, {.samples = 300});
  ASSERT_EQ(ranking.views.size(), 2U);
  const std::string json = to_json(ranking, c).dump();
  EXPECT_EQ(json.find("nan"), std::string::npos);
  EXPECT_NE(json.find("\"kendall_w\""), std::string::npos);
  for (const auto& row : ranking.all.rows) {
    for (const double share : row.rank_acceptability) EXPECT_TRUE(std::isfinite(share));
    EXPECT_TRUE(std::isfinite(row.value_error) && std::isfinite(row.entropy.error));
  }
  EXPECT_EQ(ranking.views[0].weight_error.raw()[2], 0.0);
  EXPECT_DOUBLE_EQ(ranking.views[0].pairwise[1 * 3 + 2], 0.0) << "tied where they differ no more";
}

TEST(Rank, MeasuredStrengthsAreDrawnAsAmountsAndMapped) {
  // One task measured on a scale with a kink, one judged: the share of draws in which the first is
  // above the second is that of amounts above 10, where the scale passes 0.5.
  Case c = flat_case(1, {{0.5}, {0.5}});
  Measure measure;
  measure.anchors = {{.at = 0.0, .value = 0.0, .meaning = {}, .span = {}},
                     {.at = 10.0, .value = 0.5, .meaning = {}, .span = {}},
                     {.at = 11.0, .value = 1.0, .meaning = {}, .span = {}}};
  c.measures.push_back(measure);
  Serves& serves = c.tasks[t(1)].serves[0];
  serves.performance = Serves::Performance{.measure = MeasureId{0}, .amount = judged(2, 8, 14)};
  serves.strength = value_of(measure, serves.performance->amount);
  const Ranking ranking = rank(c, {.samples = 40'000});
  // Upper side of the two-piece normal: 14 is the 90th percentile; 10 lies a third of the way.
  const double chance = 1.0 - 0.5 * std::erfc(-1.2815515655446004 / 3.0 / std::sqrt(2.0));
  EXPECT_NEAR(ranking.all.pairwise[1], chance, 0.01);
}

TEST(Rank, SmallDrawsAreTheBeginningOfLargeOnes) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  for (const auto view : {std::optional<ViewId>{}, std::optional{ViewId{1}}}) {
    const auto few = draw_weights(c, leaves, view, 30, 5);
    const auto many = draw_weights(c, leaves, view, 3000, 5);
    ASSERT_EQ(few.size(), 30U);
    for (std::size_t i = 0; i < few.size(); ++i) EXPECT_EQ(few[i], many[i]);
  }
}

TEST(Rank, TheUnionTakesItsWeightsFromEachViewInTurn) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const auto all = draw_weights(c, leaves, std::nullopt, 9, 5);
  for (const ViewId view : c.views.ids()) {
    const auto own = draw_weights(c, leaves, view, 3, 5);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(all[3 * i + view.value], own[i]);
  }
}

TEST(Rank, ReferenceWeightsAreTheMeanOfTheViewsDraws) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Ranking ranking = rank(c, {.samples = 2000, .seed = 9});
  const Weights reference = reference_weights(c, leaves, ViewId{1}, 9, 2000);
  const Weights of_union = reference_weights(c, leaves, std::nullopt, 9, 2000);
  for (const LeafId leaf : leaves.ids()) {
    EXPECT_EQ(reference[leaf], ranking.views[1].mean_weights[leaf]);
    EXPECT_NEAR(of_union[leaf], ranking.all.mean_weights[leaf], 1e-12);
  }
}

/// No figure that is none; JSON would write null for it, so ask the numbers' own text.
void expect_sound(const Case& c, const std::string& what) {
  const Ranking ranking = rank(c, {.samples = 300});
  const std::string json = to_json(ranking, c).dump();
  EXPECT_EQ(json.find("nan"), std::string::npos) << what;
  EXPECT_EQ(json.find("inf"), std::string::npos) << what;
  const auto finite = [&](double x) { EXPECT_TRUE(std::isfinite(x)) << what; };
  std::vector<ViewRanking> all = ranking.views;
  all.push_back(ranking.all);
  for (const ViewRanking& view : all) {
    finite(view.acceptance);
    finite(view.standard_error);
    for (const double x : view.mean_weights) finite(x);
    for (const double x : view.pairwise) finite(x);
    for (const auto& row : view.rows) {
      finite(row.mean_value);
      finite(row.confidence);
      for (const double x : row.rank_acceptability) finite(x);
    }
  }
  for (const ViewRobustness& view : ranking.robustness.views) {
    EXPECT_EQ(view.necessity.undecided, 0U) << what;
    for (const PairFlip& flip : view.flips) {
      finite(flip.lead);
      if (flip.anywhere) finite(flip.anywhere->moved);
      if (flip.within) finite(flip.within->moved);
      if (flip.score) finite(flip.score->to);
    }
  }
  EXPECT_FALSE(render_text(ranking, c, 80, false).empty()) << what;
}

TEST(Rank, OddCasesGiveFiguresAndNoNaN) {
  expect_sound(flat_case(0, {{}, {}}), "no leaf");
  expect_sound(flat_case(2, {}), "no task");
  expect_sound(flat_case(1, {{1}, {0.5}}), "one leaf");
  expect_sound(flat_case(3, {{0.5, 0.5, 0.5}}), "one alternative");
  expect_sound(flat_case(3, {{0.5, 1, 0}, {0.5, 0, 1}, {0.5, 0.2, 0.2}}), "a constant criterion");
  expect_sound(flat_case(2, {{0.5, 0.5}, {0.5, 0.5}}), "ties");
  expect_sound(flat_case(3, {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}}), "a leaf that nobody serves");
  expect_sound(flat_case(2, {{0, 0}, {0, 0}}), "nothing serves anything");
  Case one_leaf = flat_case(1, {{1}, {0.5}});
  one_leaf.views.push_back(view_of("only", {says(ShareBetween{o(1), o(1), 1.0, 1.0})}));
  expect_sound(one_leaf, "a view of one leaf");
}

TEST(Rank, AViewThatLeavesAPointAnEdgeOrZeroWeightsIsRanked) {
  const std::vector<std::pair<std::string, std::vector<Statement>>> views{
      {"point",
       {says(RatioBetween{o(1), o(2), 2.0, 2.0}), says(RatioBetween{o(2), o(3), 1.0, 1.0})}},
      {"edge", {says(RatioBetween{o(1), o(2), 1.0, 1.0}), says(PreferObjectives{{o(3), o(2)}})}},
      {"zero", {says(RatioBetween{o(1), o(2), 0.0, 0.0})}}};
  for (const auto& [name, statements] : views) {
    Case c = unit_alternatives(0.5);
    c.views.push_back(view_of(name, statements));
    expect_sound(c, name);
    const Ranking ranking = rank(c, {.samples = 300});
    ASSERT_EQ(ranking.views.size(), 1U) << name;
    EXPECT_EQ(ranking.views[0].samples, 300U) << name;
    double sum = 0.0;
    for (const double weight : ranking.views[0].mean_weights) sum += weight;
    EXPECT_NEAR(sum, 1.0, 1e-9) << name;
  }
}

TEST(Rank, AnOrderThatGoesRoundIsAConflictOfAllItsMembers) {
  Case c = unit_alternatives(0.5);
  c.views.push_back(view_of(
      "round", {says(PreferObjectives{{o(1), o(2)}}), says(ShareBetween{o(1), o(1), 1.0, 1.0}),
                says(PreferObjectives{{o(2), o(3)}}), says(PreferObjectives{{o(3), o(1)}})}));
  const Ranking ranking = rank(c, {.samples = 100});
  ASSERT_EQ(ranking.empty_views.size(), 1U);
  EXPECT_EQ(ranking.empty_views[0].conflict.size(), 3U);
  EXPECT_EQ(ranking.empty_views[0].reason,
            "no weights can meet all of “o1” before “o2”, “o2” before “o3” and “o3” before “o1” "
            "together, though they could without any one of them");
}

}  // namespace
}  // namespace penholder
