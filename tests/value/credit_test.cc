#include "value/credit.h"

#include <gtest/gtest.h>

#include <array>

#include "support/sample_case.h"

namespace penholder {
namespace {

TaskId task(const Case& c, std::string_view id) { return find_by_id(c.tasks, id).value(); }

TEST(CompletionCredit, OfARemainingRuleIsThePartOfTheHorizonThatIsLeft) {
  const Case c = sample_dossier().base;  // a horizon of 365 days
  const CompletionCredit credit(c, task(c, "decentralise"));
  EXPECT_DOUBLE_EQ(credit.at(0), 1.0);
  EXPECT_DOUBLE_EQ(credit.at(73), 0.8);
  EXPECT_DOUBLE_EQ(credit.at(365), 0.0);
  EXPECT_DOUBLE_EQ(credit.at(400), 0.0);
  EXPECT_EQ(credit.last_useful_finish(), 364);
}

TEST(CompletionCredit, OfAStepFallsToNothingAfterItsDate) {
  const Case c = sample_dossier().base;
  const CompletionCredit credit(c, task(c, "elections"));
  const Days by = Date(2030, 9, 15) - c.horizon.start;  // the milestone's likely date
  EXPECT_EQ(credit.last_useful_finish(), by);
  EXPECT_DOUBLE_EQ(credit.at(by), 1.0);
  EXPECT_DOUBLE_EQ(credit.at(by + 1), 0.0);
}

TEST(CompletionCredit, OfAStepBehindTheHorizonStopsAtTheHorizon) {
  Case c = sample_dossier().base;
  c.tasks[task(c, "elections")].credit.by = Date(2035, 1, 1);
  const CompletionCredit credit(c, task(c, "elections"));
  EXPECT_EQ(credit.last_useful_finish(), 365);
  EXPECT_DOUBLE_EQ(credit.at(366), 0.0);
}

TEST(CompletionCredit, OfAConstantIsFullUpToTheHorizon) {
  const Case c = sample_dossier().base;
  const CompletionCredit credit(c, task(c, "archive"));
  EXPECT_DOUBLE_EQ(credit.at(365), 1.0);
  EXPECT_DOUBLE_EQ(credit.at(365.5), 0.0);
}

TEST(CompletionCredit, NeverRisesWithTheFinish) {
  const Case c = sample_dossier().base;
  for (const TaskId id : c.tasks.ids()) {
    if (c.tasks[id].is_standing()) continue;
    const CompletionCredit credit(c, id);
    for (int finish = 0; finish < 400; ++finish) {
      EXPECT_GE(credit.at(finish), credit.at(finish + 1)) << c.tasks[id].id << finish;
    }
    EXPECT_GT(credit.at(credit.last_useful_finish()), 0.0);
    EXPECT_EQ(credit.at(credit.last_useful_finish() + 1), 0.0);
  }
}

TEST(AreaCover, IsTheShareOfTheNeedThatIsCovered) {
  Case c = sample_dossier().base;
  const Task& protect = c.tasks[task(c, "protect")];  // north (0.6) of north and south (0.4)
  EXPECT_DOUBLE_EQ(area_cover(c, protect), 0.6);
  EXPECT_DOUBLE_EQ(area_cover(c, c.tasks[task(c, "good-offices")]), 1.0) << "no areas, all of it";
}

TEST(AreaCover, IgnoresAreasThatDoNotCount) {
  Case c = sample_dossier().base;
  Task protect = c.tasks[task(c, "protect")];
  protect.counted_over = {AreaId{1}};
  EXPECT_DOUBLE_EQ(area_cover(c, protect), 0.0);
  c.areas[AreaId{1}].need.reset();
  EXPECT_DOUBLE_EQ(area_cover(c, protect), 1.0) << "no need anywhere: nothing to share out";
}

TEST(StandingCredit, IsTheTimeAverageOfTheEffectTimesTheCover) {
  const Case c = sample_dossier().base;  // phases of 120, 122 and 123 days
  const Task& protect = c.tasks[task(c, "protect")];
  const std::array<double, 3> effects{1.0, 0.6, 0.0};
  EXPECT_NEAR(standing_credit(c, protect, effects), 0.6 * (120.0 + 0.6 * 122.0) / 365.0, 1e-12);
  const std::array<double, 3> always{1.0, 1.0, 1.0};
  EXPECT_DOUBLE_EQ(standing_credit(c, c.tasks[task(c, "good-offices")], always), 1.0);
}

}  // namespace
}  // namespace penholder
