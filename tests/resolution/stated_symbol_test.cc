#include "resolution/stated_symbol.h"

#include <gtest/gtest.h>

#include "support/golden.h"

namespace penholder {
namespace {

TEST(StatedSymbol, IsTheDocumentsOwnNumberAndNotItsFileName) {
  EXPECT_EQ(stated_symbol(testing::read_golden_input("resolution/sylvania-1.xml")),
            "S/RES/9001 (2030)");
  EXPECT_EQ(stated_symbol("<akomaNtoso><docNumber refersTo=\"#s\">\n <b>S/PRST/</b>2030/11 "
                          "</docNumber></akomaNtoso>"),
            "S/PRST/2030/11");
  EXPECT_EQ(stated_symbol("<akomaNtoso><FRBRthis value=\"/akn/un/statement/deliberation/unsc/"
                          "2030-06-29/9001-2030/!main/\"/>"),
            "S/RES/9001 (2030)");
}

TEST(StatedSymbol, OfPastedTextStandsInALineOfItsOwn) {
  EXPECT_EQ(stated_symbol("United Nations\n  S/RES/9001 (2030)  \nSecurity Council\n"),
            "S/RES/9001 (2030)");
  EXPECT_EQ(stated_symbol("Resolution 9001 (2030)\nAdopted by"), "S/RES/9001 (2030)");
  EXPECT_EQ(stated_symbol("The Council recalls S/RES/8900 (2029) and what was asked there.\n"), "");
}

TEST(StatedSymbol, OfAnythingElseIsEmpty) {
  for (const char* bytes : {"", "  \n", "<html><body>S/RES/1</body></html>", "<docNumber",
                            "\xFF\xFE", "<docNumber>", "<docNumber></docNumber>"}) {
    EXPECT_EQ(stated_symbol(bytes), "") << bytes;
  }
}

TEST(ResolutionNumber, IsReadFromTheSymbolAlone) {
  EXPECT_EQ(resolution_number("S/RES/2531 (2020)"), 2531);
  EXPECT_EQ(resolution_number("S/RES/2531"), 2531);
  EXPECT_EQ(resolution_number("S/PRST/2020/10"), 0);
  EXPECT_EQ(resolution_number("S/RES/99999999999"), 0);
  EXPECT_EQ(year_of_symbol("S/RES/2531 (2020)"), 2020);
  EXPECT_EQ(year_of_symbol("S/RES/2531"), 0);
}

TEST(FileNames, HintAtANumberOnlyWhenItStandsAlone) {
  EXPECT_TRUE(name_hints_at("S_RES_2531 (2020)-2008609E.xml", 2531));
  EXPECT_TRUE(name_hints_at("SC_2584_2021-E.xml", 2584));
  EXPECT_FALSE(name_hints_at("S_RES_1912_N1025313.xml", 2531));
  EXPECT_FALSE(name_hints_at("", 2531));
}

}  // namespace
}  // namespace penholder
