#include "note/cite_words.h"

#include <gtest/gtest.h>

#include <string_view>

namespace penholder {
namespace {

TEST(LocatorWords, ReadAsUnDraftingHasThem) {
  struct Given {
    std::string_view locator;
    std::string_view words;
  };
  for (const auto& [locator, words] : {
           Given{"", ""},
           Given{"28", "para. 28"},
           Given{"28.a.iii", "para. 28 (a) (iii)"},
           Given{"28.a.iii.2", "para. 28 (a) (iii), second dash"},
           Given{"3.2.v", "para. 3, second dash (v)"},
           Given{"3.12", "para. 3, 12th dash"},
           Given{"3.21", "para. 3, 21st dash"},
           Given{"7-15", "paras. 7–15"},
           Given{"pp4", "preambular para. 4"},
           Given{"p2", "p. 2"},
           Given{"p2-4", "pp. 2–4"},
           Given{"fn18", "fn. 18"},
           Given{"p2.fn3", "p. 2, fn. 3"},
           Given{"box-1", "under “Box 1”"},
           Given{"protection-of-civilians", "under “Protection of civilians”"},
           Given{"annex-2.4", "under “Annex 2”, para. 4"},
           Given{"political", "under “Political”"},
           Given{"..", ""},
       }) {
    EXPECT_EQ(locator_words(locator), words) << locator;
  }
}

TEST(CitationWords, NameResolutionsAndStatementsAsTheCouncilDoes) {
  Source source;
  source.symbol = "S/RES/2531 (2020)";
  EXPECT_EQ(citation_words(source, "19"), "resolution 2531 (2020), para. 19");
  EXPECT_EQ(citation_words(source, ""), "resolution 2531 (2020)");
  source.symbol = "S/PRST/2020/10";
  EXPECT_EQ(source_words(source), "presidential statement S/PRST/2020/10");
  source.symbol = "S/2021/299";
  EXPECT_EQ(source_words(source), "S/2021/299");
  source.symbol = "";
  source.title = "A press article";
  EXPECT_EQ(source_words(source), "A press article");
}

TEST(DocumentUrl, IsMadeForUnSymbolsOnly) {
  Source source;
  source.symbol = "S/RES/2531 (2020)";
  EXPECT_EQ(document_url(source), "https://undocs.org/S/RES/2531(2020)");
  source.symbol = "S/2021/299";
  EXPECT_EQ(document_url(source), "https://undocs.org/S/2021/299");
  source.symbol = "S/\"onclick";
  EXPECT_EQ(document_url(source), "");
  source.symbol = "Reuters";
  EXPECT_EQ(document_url(source), "");
}

}  // namespace
}  // namespace penholder
