#include "mandate/rung.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace penholder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Statement held(std::optional<Support> by) {
  Statement statement;
  statement.held_by = by;
  return statement;
}

Case room() {
  Case c;
  const auto add = [&](std::string id, Support by, std::vector<Statement> statements) {
    View view;
    view.id = std::move(id);
    view.held_by = by;
    view.statements = std::move(statements);
    c.views.push_back(std::move(view));
  };
  add("text", Support::Text, {held({}), held({})});
  add("one", Support::One, {held({}), held(Support::All)});
  add("some", Support::Some, {held({}), held({})});
  add("several", Support::Several, {held({}), held(Support::One), held(Support::Most)});
  add("open", Support::Most, {});
  return c;
}

std::vector<std::size_t> counts(const AtRung& seen) {
  std::vector<std::size_t> result;
  for (const View& view : seen.c.views) result.push_back(view.statements.size());
  return result;
}

TEST(Rung, KeepsTheStatementsHeldWidelyEnough) {
  const Case c = room();
  EXPECT_THAT(counts(at_rung(c, Support::One)), ElementsAre(2, 2, 2, 3, 0));
  EXPECT_THAT(at_rung(c, Support::One).silent, IsEmpty());
  const AtRung several = at_rung(c, Support::Several);
  EXPECT_THAT(counts(several), ElementsAre(2, 1, 0, 2, 0));
  EXPECT_THAT(several.silent, ElementsAre(ViewId{2}));
  const AtRung all = at_rung(c, Support::All);
  EXPECT_THAT(counts(all), ElementsAre(2, 1, 0, 0, 0));
  EXPECT_THAT(all.silent, ElementsAre(ViewId{2}, ViewId{3}, ViewId{4}));
}

TEST(Rung, ViewsLeftWithTheSameStatementsAreOne) {
  const auto prefer = [](std::uint32_t a, std::uint32_t b, std::optional<Support> by) {
    Statement statement = held(by);
    statement.says = PreferObjectives{{ObjectiveId{a}, ObjectiveId{b}}};
    return statement;
  };
  Case c;
  for (const Support by : {Support::Some, Support::One, Support::Most}) {
    View view;
    view.held_by = by;
    // The order in which they are said makes no difference.
    if (by == Support::One) view.statements.push_back(prefer(0, 1, Support::All));
    view.statements.push_back(prefer(2, 3, Support::All));
    if (by != Support::One) view.statements.push_back(prefer(0, 1, Support::All));
    view.statements.push_back(prefer(c.views.size() == 2 ? 4 : 3, 4, {}));
    c.views.push_back(std::move(view));
  }
  EXPECT_TRUE(at_rung(c, Support::One).twins.size() == 1U)
      << "the first two say the same throughout";
  const AtRung all = at_rung(c, Support::All);
  ASSERT_EQ(all.twins.size(), 2U);
  EXPECT_EQ(all.twins[1].view, ViewId{2});
  EXPECT_EQ(all.twins[1].same_as, ViewId{0});
  EXPECT_THAT(all.silent, IsEmpty());
}

TEST(Rung, TheTextOfTheMandateAlwaysCounts) {
  EXPECT_TRUE(is_held_at_least(Support::Text, Support::All));
  EXPECT_FALSE(is_held_at_least(Support::All, Support::Text));
  EXPECT_THAT(counts(at_rung(room(), Support::Text)), ElementsAre(2, 0, 0, 0, 0));
}

TEST(Rung, SomeAndOthersStandSideBySide) {
  EXPECT_TRUE(is_held_at_least(Support::Others, Support::Some));
  EXPECT_TRUE(is_held_at_least(Support::Some, Support::Others));
  EXPECT_FALSE(is_held_at_least(Support::One, Support::Some));
}

TEST(Support, NoLabelCountsASingleVoice) {
  EXPECT_EQ(to_phrase(Support::One), "one participant");
  EXPECT_EQ(to_label(Support::One), to_label(Support::Some));
  EXPECT_EQ(to_label(Support::Most), to_phrase(Support::Most));
}

}  // namespace
}  // namespace penholder
