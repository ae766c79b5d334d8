#include "cite/quotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace penholder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(QuotedPhrases, StandInMarksOfEveryForm) {
  EXPECT_THAT(quoted_phrases("asks for \"sufficient resources\" and \xE2\x80\x9Cgood "
                             "offices\xE2\x80\x9D, \xC2\xABune fois\xC2\xBB"),
              ElementsAre("sufficient resources", "good offices", "une fois"));
  EXPECT_THAT(quoted_phrases("the mandate's text says 'within its mandate' and no more"),
              ElementsAre("within its mandate"));
}

TEST(QuotedPhrases, AreNotApostrophesOrSingleWordsInSingleMarks) {
  EXPECT_THAT(quoted_phrases("the parties' and the mission's work"), IsEmpty());
  EXPECT_THAT(quoted_phrases("'Transition' has two meanings"), IsEmpty());
  EXPECT_THAT(quoted_phrases("a mark \" that never closes"), IsEmpty());
  EXPECT_THAT(quoted_phrases("\"\" \"...\""), IsEmpty());
}

TEST(ContainsPhrase, IgnoresCapitalsSpacesAndMarks) {
  constexpr std::string_view kText =
      "Requests the Secretary-General to ensure that the mission\xE2\x80\x99s second priority, and "
      "its tasks, have sufficient resources;";
  EXPECT_TRUE(contains_phrase(kText, "Ensure  that the mission's second priority"));
  EXPECT_TRUE(contains_phrase(kText, "requests ... to ensure"));
  EXPECT_TRUE(contains_phrase(kText, "that [MINUSMA's] second priority"));
  EXPECT_FALSE(contains_phrase(kText, "to ensure ... requests"));
  EXPECT_FALSE(contains_phrase(kText, "sufficient means"));
  EXPECT_FALSE(contains_phrase("", "words"));
}

}  // namespace
}  // namespace penholder
