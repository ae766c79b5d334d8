#include "cite/locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resolution/read_resolution.h"
#include "support/golden.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Kind = LocatorAnswer::Kind;

class Locators : public ::testing::Test {
 protected:
  LocatorAnswer at(std::string_view locator) { return resolve_locator(resolution_, locator); }

  Resolution resolution_ =
      read_resolution(testing::read_golden_input("resolution/sylvania-1.xml"), FileId{0})
          .resolution;
};

TEST_F(Locators, NameParagraphsItemsRecitalsAndTheWhole) {
  EXPECT_THAT(at("7.a.ii.2").text, StartsWith("to support the disarmament"));
  EXPECT_EQ(at("7.A.II").kind, Kind::Found);
  EXPECT_THAT(at("pp2").text, HasSubstr("Chapter VII"));
  EXPECT_THAT(at("").text, HasSubstr("remain actively seized"));
  EXPECT_EQ(at("").at, "");
}

TEST(LocatorsInLine, NameItemsOfTheRunningText) {
  Resolution resolution;
  resolution.operative.resize(1);
  resolution.operative[0].locator = "3";
  resolution.operative[0].text =
      "ensure the reform, with regard to (i) the chamber, (ii) 30 per cent of revenue (as agreed), "
      "and (iii) the police;";
  EXPECT_EQ(resolve_locator(resolution, "3.ii").text,
            "(ii) 30 per cent of revenue (as agreed), and ");
  EXPECT_EQ(resolve_locator(resolution, "3.iii").text, "(iii) the police;");
  EXPECT_EQ(resolve_locator(resolution, "3.iv").kind, Kind::Missing);
}

TEST_F(Locators, NameRangesOfOneList) {
  EXPECT_THAT(at("7.a-c").text, HasSubstr("Protection of civilians"));
  EXPECT_EQ(at("7.a-c").at, "7.a");
  EXPECT_THAT(at("3-5").text, HasSubstr("4,200"));
  EXPECT_EQ(at("7.c-a").kind, Kind::Missing);
  EXPECT_EQ(at("9-14").kind, Kind::Missing);
}

TEST_F(Locators, ThatAreNotThereSayWhatIs) {
  EXPECT_EQ(at("11").kind, Kind::Missing);
  EXPECT_EQ(at("11").remedy, "it has `1` to `10`");
  EXPECT_EQ(at("11").nearest, "10");
  EXPECT_EQ(at("7aii").remedy, "did you mean `7.a.ii`?");
  EXPECT_EQ(at("7.a.iv").nearest, "7.a");
  EXPECT_THAT(at("7.a.iv").remedy, HasSubstr("`7.a.i` to `7.a.iii`"));
  EXPECT_THAT(at("3.a").remedy, HasSubstr("nothing under it"));
  EXPECT_THAT(at("pp7").remedy, HasSubstr("`pp1` to `pp2`"));
  EXPECT_EQ(at("annex").remedy, "it has no annex");
  EXPECT_EQ(at("priority-tasks").kind, Kind::Missing);
}

TEST_F(Locators, OfPrintedPagesAreNotChecked) {
  EXPECT_EQ(at("p4").kind, Kind::NotChecked);
  EXPECT_EQ(at("fn12").kind, Kind::NotChecked);
}

TEST(FirstWords, EndBetweenWordsAndNeverInsideACharacter) {
  EXPECT_EQ(first_words("short", 10), "short");
  EXPECT_EQ(first_words("some more words, here", 16), "some more words...");
  EXPECT_EQ(first_words("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 3), "\xC3\xA9...");
}

}  // namespace
}  // namespace penholder
