#include "mandate/case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "mandate/walk.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::ElementsAre;

ObjectiveId objective(const Case& c, std::string_view id) {
  return find_by_id(c.objectives, id).value();
}

std::vector<std::string> names(const Case& c, const std::vector<ObjectiveId>& ids) {
  std::vector<std::string> result;
  for (const ObjectiveId id : ids) result.push_back(c.objectives[id].id);
  return result;
}

TEST(ObjectiveTree, HasRootsChildrenAndLeavesInTheOrderOfTheCase) {
  const Case c = sample_dossier().base;
  EXPECT_THAT(names(c, children_of(c, std::nullopt)), ElementsAre("peace"));
  EXPECT_THAT(names(c, children_of(c, objective(c, "peace"))),
              ElementsAre("agreement", "north-stable", "rights"));
  EXPECT_THAT(names(c, leaf_objectives(c)),
              ElementsAre("reform", "security-reform", "civilians", "rights"));
  EXPECT_THAT(names(c, leaves_below(c, objective(c, "agreement"))),
              ElementsAre("reform", "security-reform"));
  EXPECT_THAT(names(c, leaves_below(c, objective(c, "rights"))), ElementsAre("rights"));
}

TEST(ObjectiveTree, FindsTheStrategicPriorityAbove) {
  const Case c = sample_dossier().base;
  EXPECT_EQ(priority_above(c, objective(c, "reform")), objective(c, "agreement"));
  EXPECT_EQ(priority_above(c, objective(c, "north-stable")), objective(c, "north-stable"));
  EXPECT_FALSE(priority_above(c, objective(c, "rights")).has_value());
}

TEST(ObjectiveTree, OfACircleEndsAllTheSame) {
  Case c = sample_dossier().base;  // the reader breaks circles; the walks do not rely on it
  c.objectives[objective(c, "peace")].parent = objective(c, "reform");
  c.objectives[objective(c, "agreement")].tier.reset();
  EXPECT_FALSE(priority_above(c, objective(c, "rights")).has_value());
  EXPECT_TRUE(leaves_below(c, objective(c, "rights")).size() <= 1);
}

TEST(Resolve, TakesADateAsItIsAndAMilestoneByItsLikelyDate) {
  const Case c = sample_dossier().base;
  EXPECT_EQ(resolve(c, Date(2030, 5, 1)), Date(2030, 5, 1));
  EXPECT_EQ(resolve(c, MilestoneId{0}), Date(2030, 9, 15));
}

TEST(FindById, FindsNothingForAnUnknownName) {
  const Case c = sample_dossier().base;
  EXPECT_EQ(find_by_id(c.tasks, "elections"), TaskId{2});
  EXPECT_FALSE(find_by_id(c.tasks, "election").has_value());
}

TEST(ForEachCitation, ReachesEveryPartOfTheCase) {
  Case c = sample_dossier().base;
  std::set<std::string> locators;
  for_each_citation(c, [&](const Citation& citation) { locators.insert(citation.locator); });
  // context, limit, objective, rule, numbers, tasks, milestones
  for (const char* locator : {"1", "9", "5", "6", "7", "8.a.ii", "3", "4", "2"}) {
    EXPECT_TRUE(locators.contains(locator)) << locator;
  }
  const auto count = [&] {
    int citations = 0;
    for_each_citation(c, [&](const Citation&) { ++citations; });
    return citations;
  };
  const Citation extra{.source = SourceId{0}, .locator = "x", .span = {}};
  const int before = count();
  c.links[LinkId{0}].cites = {extra};
  c.links[LinkId{0}].lag->basis.cites = {extra};
  c.benchmarks[BenchmarkId{0}].observations.push_back({.date = {}, .value = 1.0, .cites = {extra}});
  c.shocks[ShockId{0}].effects[0].by->basis.cites = {extra};
  c.views[ViewId{0}].statements[0].basis.cites = {extra};
  c.options[OptionId{0}].changes[0].basis->cites = {extra};
  c.conditions[ConditionId{0}].date.basis.cites = {extra};
  c.tasks[TaskId{0}].levels[0].basis.cites = {extra};
  EXPECT_EQ(count(), before + 8);
}

TEST(Support, IsNamedOnTheLadderOfMeetingNotes) {
  EXPECT_EQ(to_phrase(Support::One), "one participant");
  EXPECT_EQ(to_phrase(Support::Most), "most participants");
  EXPECT_EQ(to_phrase(Support::Text), "the text of the mandate");
}

}  // namespace
}  // namespace penholder
