#include "lint/lint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ids(const Diagnostics& found) {
  std::vector<std::string> result;
  for (const Diagnostic& diagnostic : found.sorted()) result.emplace_back(diagnostic.kind->id);
  return result;
}

TEST(Lint, OfAnEmptyCaseFindsNothing) { EXPECT_THAT(ids(lint(Case{})), IsEmpty()); }

TEST(Lint, OfTheSampleCaseFindsWhatItWasBuiltWith) {
  // Two tasks serve only `rights`, which stands under no strategic priority; helicopters are short.
  EXPECT_THAT(ids(lint(sample_dossier().base)),
              ElementsAre("christmas-tree", "task-serves-no-priority", "task-serves-no-priority"));
}

TEST(Lint, SaysOnceWhatTheBaseCaseAndItsDesignsShare) {
  const Dossier dossier = sample_dossier();
  EXPECT_EQ(lint(dossier).found().size(), lint(dossier.base).found().size());
}

TEST(Lint, NamesTheOptionThatBringsAFindingAbout) {
  Dossier dossier = sample_dossier();
  dossier.designs[OptionId{0}].tasks[TaskId{2}].leads.push_back(ActorId{1});
  const Diagnostics found = lint(dossier);
  ASSERT_THAT(ids(found), Contains("two-leads"));
  for (const Diagnostic& diagnostic : found.found()) {
    if (diagnostic.kind->id != "two-leads") continue;
    EXPECT_EQ(
        diagnostic.message,
        "with option `more-helicopters`: task `elections` has 2 leads: `The mission` and `The "
        "Government`");
  }
}

TEST(Lint, CountsOnlyTheDearerOfTwoTasksThatReplaceEachOther) {
  Case c = sample_dossier().base;  // the fund: 200 + 400 + 300 + 200 of 1,000
  for (Link& link : c.links) {
    if (link.kind == Link::Kind::InsteadOf) link.on = find_by_id(c.tasks, "decentralise").value();
  }
  EXPECT_THAT(ids(lint(c)), ::testing::Not(Contains("christmas-tree")));
}

TEST(Lint, AsksForThePriorityOfATaskOnlyOnceItsStrengthsAreJudged) {
  Case c = sample_dossier().base;
  for (Task& task : c.tasks) {
    for (Serves& serves : task.serves) serves.strength.basis.kind = Basis::Kind::Unknown;
  }
  EXPECT_THAT(ids(lint(c)), ElementsAre("christmas-tree"));
}

TEST(Lint, EndsOnLinksThatRunInACircle) {
  Case c = sample_dossier().base;  // the reader breaks circles; the rules do not rely on it
  Link back;
  back.id = "back";
  back.kind = Link::Kind::After;
  back.task = find_by_id(c.tasks, "decentralise").value();
  back.on = find_by_id(c.tasks, "elections").value();
  c.links.push_back(back);
  EXPECT_FALSE(lint(c).found().empty());
}

TEST(Lint, MeasuresADueDateByTheMostFavourableNumbers) {
  Case c = sample_dossier().base;
  for (Link& link : c.links) {
    if (link.kind == Link::Kind::Due) {
      link.on = LinkTarget{};
      // decentralise 60 days from 1 February, elections 90 more: done on 1 July.
      link.date = Date(2030, 7, 1);
    }
  }
  EXPECT_THAT(ids(lint(c)), ::testing::Not(Contains("impossible-due")));
  for (Link& link : c.links) {
    if (link.kind == Link::Kind::Due) link.date = Date(2030, 6, 30);
  }
  EXPECT_THAT(ids(lint(c)), Contains("impossible-due"));
}

TEST(Lint, AMustWithoutAnyOfItsAssetIsAnOverload) {
  Case c = sample_dossier().base;
  for (Asset& asset : c.assets) {
    if (asset.id == "advisers") {
      asset.capacity.push_back({.from = Date(2030, 6, 1), .amount = cited(0)});
    }
  }
  bool seen = false;
  const Diagnostics found = lint(c);
  for (const Diagnostic& d : found.found()) {
    if (d.kind->id == "must-overload") {
      seen = true;
      EXPECT_NE(d.message.find("where there is none"), std::string::npos) << d.message;
    }
  }
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace penholder
