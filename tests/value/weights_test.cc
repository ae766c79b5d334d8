#include "value/weights.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

TaskId task(const Case& c, std::string_view id) { return find_by_id(c.tasks, id).value(); }
LeafId leaf(const Leaves& leaves, std::string_view id) {
  for (const LeafId l : leaves.ids()) {
    if (leaves.id(l) == id) return l;
  }
  ADD_FAILURE() << "no leaf " << id;
  return LeafId{0};
}

TEST(Leaves, AreTheObjectivesWithoutChildrenInTheOrderOfTheCase) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  ASSERT_EQ(leaves.size(), 4U);
  EXPECT_EQ(leaves.id(LeafId{0}), "reform");
  EXPECT_EQ(leaves.id(LeafId{3}), "rights");
  EXPECT_EQ(c.objectives[leaves.objective(LeafId{2})].id, "civilians");
}

TEST(Leaves, BelowAnObjectiveAreFoundByNameInADesignWithOtherIds) {
  const Case base = sample_dossier().base;
  Case design = base;  // the same objectives in reverse order: parents point elsewhere
  const std::uint32_t last = static_cast<std::uint32_t>(base.objectives.size()) - 1;
  for (const ObjectiveId id : base.objectives.ids()) {
    Objective moved = base.objectives[id];
    if (moved.parent) moved.parent = ObjectiveId{last - moved.parent->value};
    design.objectives[ObjectiveId{last - id.value}] = std::move(moved);
  }
  const Leaves leaves(base);
  const auto below = leaves.below(design);
  EXPECT_EQ(below[find_by_id(design.objectives, "peace").value()].size(), 4U);
  EXPECT_EQ(below[find_by_id(design.objectives, "agreement").value()].size(), 2U);
  EXPECT_EQ(below[find_by_id(design.objectives, "rights").value()].size(), 1U);
}

TEST(Leaves, EqualWeightsSplitEveryNodeEqually) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Weights weights = leaves.equal_weights(c);
  EXPECT_DOUBLE_EQ(weights[leaf(leaves, "reform")], 1.0 / 6.0);
  EXPECT_DOUBLE_EQ(weights[leaf(leaves, "civilians")], 1.0 / 3.0);
  double sum = 0.0;
  for (const double weight : weights) sum += weight;
  EXPECT_DOUBLE_EQ(sum, 1.0);
}

TEST(Shares, OfEveryServedLeafSumToOneInTheBaseCase) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  Rng rng(5);
  std::vector<double> scores(strength_inputs(c).size());
  for (int round = 0; round < 20; ++round) {
    for (double& score : scores) score = rng.normal();
    const Shares shares(c, c, leaves, scores);
    Weights sum(leaves.size(), 0.0);
    for (const TaskId id : c.tasks.ids()) {
      for (const LeafShare& share : shares.of(id)) sum[share.leaf] += share.share;
    }
    for (const double whole : sum) EXPECT_NEAR(whole, 1.0, 1e-12);
  }
}

TEST(Shares, WithZeroScoresAreThoseOfTheLikelyStrengths) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Weights weights = leaves.equal_weights(c);
  const std::vector<double> scores(strength_inputs(c).size(), 0.0);
  const Shares likely(c, c, leaves);
  const Shares drawn(c, c, leaves, scores);
  for (const TaskId id : c.tasks.ids()) {
    EXPECT_DOUBLE_EQ(likely.full_value(id, weights), drawn.full_value(id, weights));
  }
}

TEST(Shares, ByHandForOneTask) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  // reform: 0.7 + 0.7 + 1.0 = 2.4; elections has 1.0 of it, and equal weights give reform a sixth.
  const Shares shares(c, c, leaves);
  EXPECT_NEAR(shares.full_value(task(c, "elections"), leaves.equal_weights(c)),
              100.0 / 6.0 * 1.0 / 2.4, 1e-12);
}

TEST(Shares, OfADesignAreOnTheScaleOfTheBaseCase) {
  const Case base = sample_dossier().base;
  const Leaves leaves(base);
  const Weights weights = leaves.equal_weights(base);
  Case design = base;
  Task added = design.tasks[task(design, "elections")];
  added.id = "second-vote";
  design.tasks.push_back(std::move(added));
  const Shares before(base, base, leaves);
  const Shares after(base, design, leaves);
  double sum = 0.0;
  for (const TaskId id : design.tasks.ids()) sum += after.full_value(id, weights);
  for (const TaskId id : base.tasks.ids()) {
    EXPECT_DOUBLE_EQ(after.full_value(id, weights), before.full_value(id, weights));
  }
  EXPECT_NEAR(sum, 100.0 + before.full_value(task(base, "elections"), weights), 1e-9)
      << "a design with more tasks may pass 100";
}

TEST(Shares, OfALeafThatNothingServesAreLeftOut) {
  Case c = sample_dossier().base;
  for (Task& each : c.tasks) {
    std::erase_if(each.serves, [&](const Serves& serves) {
      return c.objectives[serves.objective].id == "rights";
    });
  }
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  for (const TaskId id : c.tasks.ids()) {
    for (const LeafShare& share : shares.of(id)) EXPECT_NE(leaves.id(share.leaf), "rights");
  }
}

TEST(Value, OfTheBaseCaseFullyCarriedOutIsAHundredUnderAnyWeights) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  const IdVector<TaskId, double> full(c.tasks.size(), 1.0);
  const auto reached = attainment(shares, leaves, full);
  Rng rng(3);
  Weights weights(leaves.size(), 0.0);
  for (int round = 0; round < 20; ++round) {
    draw_simplex(rng, weights.raw());
    EXPECT_NEAR(value_of(reached, weights), 100.0, 1e-9);
  }
}

TEST(Value, IsTheSumOfTheTasksValuesTimesTheirCredit) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  Rng rng(4);
  Weights weights(leaves.size(), 0.0);
  draw_simplex(rng, weights.raw());
  IdVector<TaskId, double> credit(c.tasks.size(), 0.0);
  double expected = 0.0;
  for (const TaskId id : c.tasks.ids()) {
    credit[id] = rng.uniform();
    expected += credit[id] * shares.full_value(id, weights);
  }
  EXPECT_NEAR(value_of(attainment(shares, leaves, credit), weights), expected, 1e-9);
}

TEST(StrengthInputs, NameEveryServesEntryInOrder) {
  const Case c = sample_dossier().base;
  const auto inputs = strength_inputs(c);
  ASSERT_EQ(inputs.size(), 10U);
  EXPECT_EQ(inputs[0].task, TaskId{0});
  EXPECT_EQ(inputs[1].entry, 1U);
  EXPECT_EQ(inputs[2].task, TaskId{1});
}

}  // namespace
}  // namespace penholder
