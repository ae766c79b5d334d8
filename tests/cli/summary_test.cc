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

TEST(Summary, KeepsToTheWidth) {
  const Case base = sample_dossier().base;
  std::istringstream lines(summary_of(base, sample_ranking(base), 60));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 60U) << line;
}

}  // namespace
}  // namespace penholder
