#include "sequence/sequence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "sequence/build_problem.h"
#include "sequence/check_plan.h"
#include "sequence/plan_json.h"
#include "sequence/plan_text.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;

class Sequence : public ::testing::Test {
 protected:
  Dossier dossier_ = sample_dossier();
  Case& base_ = dossier_.base;

  [[nodiscard]] TaskId task(std::string_view id) const {
    return *find_by_id(dossier_.base.tasks, id);
  }
  [[nodiscard]] Plan plan(const Case& c) const {
    return sequence(c, c, Leaves(c).equal_weights(c), std::nullopt, {.work = 8000});
  }
  [[nodiscard]] Plan plan() const { return plan(dossier_.base); }
};

TEST_F(Sequence, ValueIsTheOneValueOfTheHouse) {
  const Plan made = plan();
  const Leaves leaves(base_);
  const Shares shares(base_, base_, leaves);
  IdVector<TaskId, double> credit;
  for (const PlannedTask& planned : made.tasks) credit.push_back(planned.credit);
  EXPECT_NEAR(made.value, value_of(attainment(shares, leaves, credit), made.weights), 1e-9);
  EXPECT_GE(made.upper_bound, made.value);
  EXPECT_LE(made.upper_bound, 100.0 + 1e-9);
}

TEST_F(Sequence, LinksOfTheSampleHold) {
  // Weights under which the elections pay: else they would be left out.
  Weights weights(4, 0.1);
  weights[LeafId{0}] = 0.7;
  const Plan made = sequence(base_, base_, weights, std::nullopt, {.work = 8000});
  const auto& elections = made.tasks[task("elections")];
  const auto& law = made.tasks[task("decentralise")];
  const auto& merge = made.tasks[task("merge-units")];
  ASSERT_TRUE(elections.included && law.included && merge.included);
  EXPECT_GE(elections.start, law.finish + 14);
  EXPECT_GE(elections.start, Date(2030, 4, 1) - base_.horizon.start);
  EXPECT_LE(elections.finish, Date(2030, 9, 15) - base_.horizon.start);
  EXPECT_LE(std::abs(merge.start - law.start), 42);
  EXPECT_FALSE(made.tasks[task("archive")].included && made.tasks[task("redeploy")].included);
  for (const int level : made.tasks[task("good-offices")].levels) EXPECT_GE(level, 0);
  EXPECT_TRUE(made.unmet.empty());
}

TEST_F(Sequence, AssetUseNeverPassesCapacity) {
  const Plan made = plan();
  ASSERT_EQ(made.use.size(), base_.assets.size());
  for (const AssetUse& use : made.use) {
    ASSERT_FALSE(use.steps.empty());
    EXPECT_EQ(use.steps.front().from, 0);
    for (const AssetUse::Step& step : use.steps) EXPECT_LE(step.used, step.capacity + 1e-9);
  }
}

TEST_F(Sequence, EveryTaskShortOfFullCreditHasAReason) {
  const Plan made = plan();
  for (const TaskId id : made.tasks.ids()) {
    EXPECT_EQ(made.tasks[id].held_back_by.empty(), made.tasks[id].credit >= 1.0 - 1e-9)
        << base_.tasks[id].id << ": " << made.tasks[id].held_back_by;
  }
}

TEST_F(Sequence, WordsNameWhatBinds) {
  for (Asset::Step& step : base_.assets[*find_by_id(base_.assets, "patrols")].capacity) {
    step.amount = cited(1);
  }
  base_.assets[*find_by_id(base_.assets, "advisers")].capacity[0].amount = cited(3);
  const Plan made = plan();
  EXPECT_THAT(made.tasks[task("redeploy")].held_back_by,
              HasSubstr("needs more “Patrol companies” than there ever is"));
  EXPECT_THAT(made.tasks[task("elections")].held_back_by, HasSubstr("left out: "));
  EXPECT_THAT(made.tasks[task("monitor-rights")].held_back_by, HasSubstr("“Advisers”"));
}

TEST_F(Sequence, MustWorkBeyondTheMeansIsNamedAndBreaksNothing) {
  base_.tasks[task("redeploy")].must = true;
  base_.assets[*find_by_id(base_.assets, "patrols")].capacity[0].amount = cited(1);
  const Plan made = plan();
  ASSERT_EQ(made.unmet.size(), 1U);
  EXPECT_EQ(made.unmet[0].task, task("redeploy"));
  EXPECT_THAT(made.unmet[0].reason, HasSubstr("Patrol companies"));
  EXPECT_FALSE(made.tasks[task("redeploy")].included);
  EXPECT_GE(made.upper_bound, made.value);
}

TEST_F(Sequence, AMustTaskThatIsOffInAPhaseIsUnmet) {
  auto& advisers = base_.assets[*find_by_id(base_.assets, "advisers")];
  advisers.capacity.push_back({.from = Date(2030, 10, 1), .amount = cited(0)});
  const Plan made = plan();
  ASSERT_EQ(made.unmet.size(), 1U);
  EXPECT_EQ(made.unmet[0].task, task("good-offices"));
  EXPECT_THAT(made.unmet[0].reason,
              HasSubstr("off in “After the vote”: too little is free of “Advisers”"));
}

TEST_F(Sequence, AnAssetOfOtherAreasServesNobodyElsewhere) {
  base_.tasks[task("redeploy")].areas = {AreaId{1}};  // the patrols are bound to the north
  EXPECT_THAT(plan().tasks[task("redeploy")].held_back_by, HasSubstr("serves other areas"));
  base_.tasks[task("redeploy")].areas.clear();
  EXPECT_TRUE(serves_areas(base_, base_.assets[AssetId{2}], base_.tasks[task("redeploy")]));
  base_.areas[AreaId{1}].parent = AreaId{0};  // a part of the north
  base_.tasks[task("redeploy")].areas = {AreaId{1}};
  EXPECT_TRUE(serves_areas(base_, base_.assets[AssetId{2}], base_.tasks[task("redeploy")]));
}

TEST_F(Sequence, UnknownNumbersTakeTheirDefaults) {
  const auto unknown = [] {
    Estimate estimate = judged(0, 0, 0);
    estimate.basis = {.kind = Basis::Kind::Unknown, .cites = {}, .reason = "no staffing table"};
    return estimate;
  };
  base_.tasks[task("archive")].duration = unknown();
  base_.tasks[task("archive")].needs[0].amount = unknown();
  base_.assets[AssetId{1}].capacity[0].amount = unknown();
  const PlanProblem problem = build_problem(base_, base_, Leaves(base_).equal_weights(base_));
  const PlanProblem::Task& archive = problem.tasks[task("archive").value];
  EXPECT_EQ(archive.duration, 0);
  EXPECT_EQ(archive.needs.size(), 1U);
  EXPECT_EQ(problem.assets[1].steps[0].capacity, kUnlimited);
  const Plan made = plan();
  EXPECT_TRUE(made.tasks[task("monitor-rights")].included);
  EXPECT_THAT(to_json(made, base_)["use"][1]["steps"][0]["capacity"].dump(), "null");
}

TEST_F(Sequence, MoreMeansNeverMeanLess) {
  const Plan less = plan();
  const Weights weights = Leaves(base_).equal_weights(base_);
  const Plan more =
      sequence(base_, dossier_.designs[OptionId{0}], weights, std::nullopt, {.work = 8000});
  EXPECT_GE(more.value, less.value - 1e-9);
}

TEST_F(Sequence, ThreadsAndSecondRunsGiveTheSameBytes) {
  const Weights weights = Leaves(base_).equal_weights(base_);
  const auto text = [&](unsigned threads) {
    return to_json(sequence(base_, base_, weights, base_.reference_view,
                            {.seed = 3, .work = 4000, .threads = threads}),
                   base_)
        .dump();
  };
  EXPECT_EQ(text(1), text(1));
  EXPECT_EQ(text(1), text(4));
}

TEST_F(Sequence, CoreIndexParts) {
  const Leaves leaves(base_);
  std::vector<Weights> weights;
  Rng rng(5);
  for (int i = 0; i < 21; ++i) {
    Weights drawn(leaves.size(), 0.0);
    draw_simplex(rng, drawn.raw());
    weights.push_back(drawn);
  }
  const CoreIndex one = core_index(base_, base_, weights, {.work = 4000});
  const CoreIndex two = core_index(base_, base_, weights, {.work = 4000, .threads = 3});
  EXPECT_EQ(one.share, two.share);
  EXPECT_EQ(one.plans, 21U);
  EXPECT_EQ(one.coreness[task("good-offices")], Coreness::Core);
  for (const TaskId id : one.share.ids()) {
    EXPECT_EQ(one.coreness[id] == Coreness::Core, one.share[id] == 1.0);
    EXPECT_EQ(one.coreness[id] == Coreness::Out, one.share[id] == 0.0);
  }
  const CoreIndex none = core_index(base_, base_, {}, {});
  EXPECT_EQ(none.plans, 0U);
  EXPECT_EQ(none.coreness[task("protect")], Coreness::Out);
}

TEST_F(Sequence, AskedToStopItGivesThePlanSoFar) {
  const Weights weights = Leaves(base_).equal_weights(base_);
  SequenceSettings settings{.work = 4000};
  settings.should_stop = [] { return true; };
  const Plan so_far = sequence(base_, base_, weights, base_.reference_view, settings);
  EXPECT_LE(so_far.value, so_far.upper_bound + 1e-9);
  EXPECT_GT(so_far.value, 0.0);
  int asked = 0;
  settings.should_stop = [&] { return ++asked > 2; };
  const std::vector<Weights> many(20, weights);
  const CoreIndex some = core_index(base_, base_, many, settings);
  EXPECT_GE(some.plans, 1U);
  EXPECT_LT(some.plans, 20U);
  EXPECT_LE(some.proven, some.plans);
}

TEST_F(Sequence, CasesWithoutTasksOrAssetsArePlannedToo) {
  Case bare = base_;
  bare.assets = {};
  for (Task& each : bare.tasks) each.needs.clear();
  const Plan free = plan(bare);
  EXPECT_GT(free.value, plan().value);
  bare.tasks = {};
  bare.links = {};
  bare.benchmarks = {};
  const Plan empty = plan(bare);
  EXPECT_EQ(empty.value, 0.0);
  EXPECT_TRUE(empty.is_proven());
  EXPECT_FALSE(render_text(empty, bare, 80, false).empty());
}

TEST_F(Sequence, BoundInWordsNeverHidesAGap) {
  Plan made;
  made.value = 68.9;
  made.upper_bound = 71.2;
  EXPECT_EQ(bound_in_words(made),
            "no plan can reach more than 71.2; this one reaches 68.9 (gap 2.3)");
  made.upper_bound = 68.904;
  EXPECT_THAT(bound_in_words(made), HasSubstr("(gap 0.004)"));
  made.upper_bound = made.value;
  EXPECT_THAT(bound_in_words(made), HasSubstr("proven best"));
}

TEST_F(Sequence, TextFitsThePage) {
  const Plan made = plan();
  for (const int width : {72, 80, 100, 140}) {
    std::istringstream lines(render_text(made, base_, width, false));
    for (std::string line; std::getline(lines, line);) {
      std::size_t columns = 0;
      for (const char byte : line) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      EXPECT_LE(columns, static_cast<std::size_t>(width)) << line;
    }
  }
}

TEST_F(Sequence, SampleGoldens) {
  const Weights weights = Leaves(base_).equal_weights(base_);
  const Plan made = sequence(base_, base_, weights, base_.reference_view, {.work = 20'000});
  testing::expect_golden("sequence/plan-text.expect", render_text(made, base_, 100, false));
  testing::expect_golden("sequence/plan-json.expect", to_json(made, base_).dump(2) + "\n");
}

}  // namespace
}  // namespace penholder
