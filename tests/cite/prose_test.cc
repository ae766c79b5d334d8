#include "cite/prose.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace penholder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `2531 2020-06-20 | 2531#19`: mentions, then citations.
std::vector<std::string> found_in(std::string_view text) {
  std::vector<std::string> found;
  const ProseReferences references = find_prose_references(text, FileId{0});
  for (const ProseMention& mention : references.mentions) {
    std::string shown = fmt::format("{}", mention.number);
    if (mention.year) shown += fmt::format(" ({})", *mention.year);
    if (mention.date) shown += ' ' + to_string(*mention.date);
    found.push_back(shown);
  }
  for (const ProseCitation& citation : references.citations) {
    found.push_back(fmt::format("{}#{}", citation.number, citation.locator));
  }
  return found;
}

TEST(ProseReferences, OfAFootnoteAreOneMentionWithItsParagraph) {
  EXPECT_THAT(
      found_in("1 UN Security Council, Resolution 2531 (June 20, 2020), UN Doc. S/RES/2531, "
               "para. 19."),
      ElementsAre("2531 2020-06-20", "2531#19"));
  EXPECT_THAT(found_in("Resolution 2531 (June 29, 2020), UN Doc.\nS/RES/2531, paras. 3, 14."),
              ElementsAre("2531 2020-06-29", "2531#3", "2531#14"));
}

TEST(ProseReferences, KeepDocumentsOfOneFootnoteApart) {
  EXPECT_THAT(
      found_in(
          "Resolution 2391 (December 8, 2017), UN Doc. S/RES/2391, para. 13(a)\xE2\x80\x93(d); "
          "UN Security Council Resolution 2480 (June 28, 2019), UN Doc. S/RES/2480."),
      ElementsAre("2391 2017-12-08", "2480 2019-06-28", "2391#13.a", "2391#13.d", "2391#13.b",
                  "2391#13.c"));
  EXPECT_THAT(found_in("requested in Resolution 2531, para. 64. For proposed benchmarks, see: UN "
                       "Doc. S/2021/300, paras. 7-15."),
              ElementsAre("2531", "2531#64", "0#7", "0#8", "0#9", "0#10", "0#11", "0#12", "0#13",
                          "0#14", "0#15"));
}

TEST(ProseReferences, FollowOfAndIn) {
  EXPECT_THAT(found_in("as paragraphs 28 (a) (iii) and 30 of its resolution 2531 (2020) ask"),
              ElementsAre("2531 (2020)", "2531#28.a.iii", "2531#30"));
  EXPECT_THAT(found_in("under paragraph 7 (d) and (e) of its resolution 2293 (2016)"),
              ElementsAre("2293 (2016)", "2293#7.d", "2293#7.e"));
  EXPECT_THAT(found_in("Resolution 2531 (2020) asks for it; paragraph 5 of the report does not"),
              ElementsAre("2531 (2020)", "0#5"));
  EXPECT_THAT(found_in("2531 OP 28 and OPs 3 to 5"),
              ElementsAre("2531", "2531#28", "2531#3", "2531#4", "2531#5"));
}

TEST(ProseReferences, TakeListsOfResolutionsWithTheirYears) {
  EXPECT_THAT(found_in("recalling its resolutions 2374 (2017), 2480 (2019) and 2531 (2020), and 12 "
                       "members"),
              ElementsAre("2374 (2017)", "2480 (2019)", "2531 (2020)"));
  EXPECT_THAT(found_in("resolution 2531 of 29 June 2020"), ElementsAre("2531 2020-06-29"));
  EXPECT_THAT(found_in("S/RES/2531 (2020)"), ElementsAre("2531 (2020)"));
}

TEST(ProseReferences, DoNotReachAcrossASentenceOrABlock) {
  EXPECT_THAT(found_in("The Council adopted resolution 2531. Paragraph 19 is about priorities."),
              ElementsAre("2531", "0#19"));
  EXPECT_THAT(found_in("See resolution 2531\n\nparas. 19, 21."),
              ElementsAre("2531", "0#19", "0#21"));
  EXPECT_THAT(found_in("resolution 2531, paragraph 3 above"), ElementsAre("2531", "0#3"));
}

TEST(ProseReferences, DateOnlyWhatTheSentenceDates) {
  EXPECT_THAT(found_in("Resolution 2254 (2015), on 29 January 2016 talks began"),
              ElementsAre("2254 (2015)"));
  EXPECT_THAT(found_in("resolution 2254, adopted on 18 December 2015,"),
              ElementsAre("2254 2015-12-18"));
  EXPECT_THAT(
      found_in("resolution 1541 (2004) of 29 April 2004, Article 12 bis, paragraph 1 (d), of "
               "the Statute"),
      ElementsAre("1541 (2004) 2004-04-29"));
}

TEST(ProseReferences, OfAResolutionItselfAreItsOwnUnlessItSaysWhose) {
  const ProseReferences references = find_prose_references(
      "5: Recalls resolution 2531 (2020) and requests a report as set out in paragraph 21, in line "
      "with paragraph 4 of resolution 2480 (2019) and paragraph 9 of this resolution;\n6: Recalls "
      "paragraph 3 above;\n",
      FileId{0}, 2584);
  std::vector<std::string> found;
  for (const ProseCitation& citation : references.citations) {
    found.push_back(fmt::format("{}#{}", citation.number, citation.locator));
  }
  EXPECT_THAT(found, ElementsAre("2584#21", "2480#4", "2584#9", "2584#3"));
  EXPECT_FALSE(references.citations[0].is_certain);
  EXPECT_TRUE(references.citations[3].is_certain);
}

TEST(ProseReferences, PassOverOtherBodiesAndOtherNumbers) {
  EXPECT_THAT(found_in("General Assembly resolution 60/1; Human Rights Council resolution 16; "
                       "Assembly resolution 377 (V)"),
              IsEmpty());
  EXPECT_THAT(found_in("a resolution of 12 members, para. 12 March 2021"), IsEmpty());
  EXPECT_THAT(found_in("the resolution 2020"), ElementsAre("2020"));
}

TEST(ProseReferences, OfHostileTextsAreBounded) {
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "resolution 2531 (2020 para. 1(a)(b)( of in S/ ";
  EXPECT_FALSE(find_prose_references(many, FileId{0}).mentions.empty());
  for (const char* text : {"", "\n\n", "para.", "resolution", "S/", "S/RES/", "paras. 1-", "OP",
                           "resolutions 1 (", "para. 1(", "\xFF\xFE\x80 para. 3"}) {
    find_prose_references(text, FileId{0});
  }
}

}  // namespace
}  // namespace penholder
