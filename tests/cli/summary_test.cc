#include "cli/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A ranking of the sample case in which the third task is most often first and the first has the
/// best mean rank.
Ranking sample_ranking(const Case& base) {
  Ranking ranking;
  ranking.all.rows.resize(base.tasks.size());
  for (const TaskId task : base.tasks.ids()) {
    ranking.all.by_mean_rank.push_back(task);
    ranking.all.rows[task].rank_acceptability.assign(base.tasks.size(), 0.0);
  }
  ranking.all.rows[TaskId{2}].rank_acceptability[0] = 0.6;
  return ranking;
}

std::string summary_of(const Case& base, const Ranking& ranking, int width) {
  Plan plan;
  plan.tasks.resize(base.tasks.size());
  plan.upper_bound = 12.5;
  Comparison comparison;
  comparison.designs.resize(1);
  comparison.designs[0].title = "The mandate as it stands";
  return render_summary(base, ranking, plan, Outlook{}, comparison, width);
}

TEST(Summary, NamesTheTaskThatIsMostOftenFirst) {
  const Case base = sample_dossier().base;
  Ranking ranking = sample_ranking(base);
  EXPECT_THAT(summary_of(base, ranking, 500), HasSubstr("No clear winner."));
  ranking.all.winner = TaskId{2};
  EXPECT_THAT(summary_of(base, ranking, 500),
              AllOf(HasSubstr("Most often first: Support the elections (60 % of draws)"),
                    Not(HasSubstr("No clear winner"))));
}

TEST(Summary, SaysHowFarAnyPlanCouldGo) {
  const Case base = sample_dossier().base;
  EXPECT_THAT(summary_of(base, sample_ranking(base), 500),
              HasSubstr("worth 0 of 100 points under the view; no plan can pass 12.5 (gap 12.5)"));
}

TEST(Summary, SaysWhatTheRoomSharesAndWhatTheChoiceTurnsOn) {
  const Case base = sample_dossier().base;
  Plan plan;
  plan.tasks.resize(base.tasks.size());
  Comparison comparison;
  comparison.designs.resize(2);
  comparison.questions = 12;
  comparison.value_of_all = {.mean = 1.3, .standard_error = 0.1};
  RobustPlan robust;
  robust.core.plans = 60;
  robust.core.coreness.assign(base.tasks.size(), Coreness::Core);
  robust.core.coreness[TaskId{2}] = Coreness::Borderline;
  BorderlineTask task;
  task.task = TaskId{2};
  robust.borderline.push_back(task);
  RobustCandidate candidate;
  candidate.by_view = {{.low = 2.4, .high = 2.4}};
  robust.candidates.push_back(candidate);
  robust.recommended = 0;
  const std::string text =
      render_summary(base, sample_ranking(base), plan, Outlook{}, comparison, 500, &robust);
  EXPECT_THAT(text, HasSubstr("7 of 8 tasks are in the best plan under all of 60 weightings; most "
                              "disputed: Support the elections. One plan costs no view more than "
                              "2.4 points on average."));
  EXPECT_THAT(text, HasSubstr("no single question would change the choice of option beyond chance. "
                              "No question can be worth more than 1.3."));
}

TEST(Summary, KeepsToTheWidth) {
  const Case base = sample_dossier().base;
  std::istringstream lines(summary_of(base, sample_ranking(base), 60));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 60U) << line;
}

}  // namespace
}  // namespace penholder
