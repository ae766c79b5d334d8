// Damaged tables: each fault has its kind, its line and its words; nothing crashes, hangs or
// swells.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic_render.h"
#include "base/random.h"
#include "support/golden.h"
#include "table/csv_text.h"
#include "table/kinds.h"
#include "table/read_table.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kGood =
    "id,#title,a,b\n"
    "#direction,,max,min\n"
    "#worst,,0,10\n"
    "#best,,1,0\n"
    "#preference,,linear q=1 p=2,usual\n"
    "#weight,,3,1\n"
    "x,The X,0.5,4\n"
    "y,The Y,0.2..0.3..0.9,5\n";

constexpr std::string_view kGoodXml =
    "<x:XMCDA xmlns:x=\"http://www.decision-deck.org/2019/XMCDA-3.1.1\">\n"
    "<alternatives><alternative id=\"x\"/></alternatives>\n"
    "<criteria><criterion id=\"a\"/></criteria>\n"
    "<criteriaScales><criterionScale><criterionID>a</criterionID><scales><scale><quantitative>\n"
    "<preferenceDirection>max</preferenceDirection>\n"
    "</quantitative></scale></scales></criterionScale></criteriaScales>\n"
    "<criteriaValues><criterionValue><criterionID>a</criterionID><values><value>\n"
    "<real>1</real>\n"
    "</value></values></criterionValue></criteriaValues>\n"
    "<performanceTable><alternativePerformances><alternativeID>x</alternativeID>\n"
    "<performance><criterionID>a</criterionID><values><value>\n"
    "<real>0.5</real>\n"
    "</value></values></performance>\n"
    "</alternativePerformances></performanceTable>\n"
    "</x:XMCDA>\n";

struct Damage {
  std::string_view good;
  const char* from;  ///< replaced once; must occur
  const char* to;
  const DiagnosticKind* kind;
  int line;
  const char* message;
};

namespace k = table_kinds;

const std::vector<Damage> kDamages = {
    {kGood, "x,The X,0.5,4", "x,The X,,4", &k::kMissingCell, 7, "`x` has no performance on `a`"},
    {kGood, "x,The X,0.5,4", "x,The X,0.5", &k::kMissingCell, 7, "`x` has no performance on `b`"},
    {kGood, "x,The X,0.5,4", ",The X,0.5,4", &k::kMissingCell, 7, "this alternative has no name"},
    {kGood, "x,The X,0.5,4", "x,The X,0.5,4,5", &k::kRowLength, 7, "more fields than the 4"},
    {kGood, "0.5,4", "half,4", &k::kNotAPerformance, 7, "`half` is no number"},
    {kGood, "0.5,4", "\"0,5\",4", &k::kNotAPerformance, 7, "`0,5` is no number"},
    {kGood, "0.2..0.3..0.9", "0.4..0.3..0.9", &k::kOutOfRange, 8, "the numbers must rise"},
    {kGood, "0.5,4", "1e40,4", &k::kOutOfRange, 7, "beyond 10^15"},
    {kGood, "y,The Y", "x,The Y", &k::kDuplicate, 8, "`x` names an earlier alternative"},
    {kGood, "#title,a,b", "#title,a,a", &k::kDuplicate, 1, "`a` names an earlier criterion"},
    {kGood, "#best", "#worst", &k::kDuplicate, 4, "a second row `#worst`"},
    {kGood, "#weight", "#wieght", &k::kUnknownRow, 6, "`#wieght` says nothing known"},
    {kGood, "#title,a,b", "#titel,a,b", &k::kUnknownRow, 1, "the column `#titel`"},
    {kGood, "max,min", "up,min", &k::kUnknownWord, 2, "`up` is no direction"},
    {kGood, "linear q", "liner q", &k::kUnknownWord, 5, "`liner` is no preference function"},
    {kGood, "q=1 p=2", "q=3 p=2", &k::kPreference, 5, "`q` is at most `p`"},
    {kGood, "max,min", "min,min", &k::kScale, 4,
     "`a` is `min`, but its scale is best at the upper"},
    {kGood, "#best,,1,0", "#best,,0,0", &k::kScale, 4, "the anchors of `a` are the same"},
    {kGood, "#best,,1,0", "#best,,1,", &k::kScale, 3, "`b` has only one anchor"},
    {kGood, "#best,,1,0", "#best,,1,0\n#scale,,0:0 1:1,", &k::kScale, 5, "`a` has two scales"},
    {kGood, "#worst,,0,10\n#best,,1,0", "#scale,,1:0 0:1,", &k::kScale, 3, "do not rise"},
    {kGood, "#worst,,0,10\n#best,,1,0", "#scale,,0:0 1:1 2:0,", &k::kScale, 3, "go up and down"},
    {kGood, "#worst,,0,10\n#best,,1,0", "#scale,,0:1 1:1,", &k::kScale, 3, "are all the same"},
    {kGood, "#worst,,0,10\n#best,,1,0", "#scale,,0:1,", &k::kScale, 3, "has one point"},
    {kGood, "#worst,,0,10\n#best,,1,0", "#scale,,0-1,", &k::kScale, 3, "is no point of a scale"},
    {kGood, "#weight,,3,1", "#weight,,3,", &k::kWeights, 6, "`b` has no weight, others have"},
    {kGood, "#weight,,3,1", "#weight,,0,0", &k::kWeights, 6, "all weights are 0"},
    {kGood, "#weight,,3,1", "#weight,,3,-1", &k::kWeights, 6, "the weight `-1` is negative"},
    {kGood, "#weight,,3,1", "#order,,0,1", &k::kWeights, 6, "`0` is no place in an order"},
    {kGood, "#weight,,3,1", "#order,,1.5,1", &k::kWeights, 6, "`1.5` is no place in an order"},
    {kGood, "The X", "\"The X", &k::kBrokenQuote, 7, "never closed"},
    {kGood, "The X", "\"The\" X", &k::kBrokenQuote, 7, "goes on behind its closing quote"},
    {kGood, "The X", "Caf\xE9", &k::kNotUtf8, 7, "the byte 0xE9"},
    {kGood, "#title,a,b", "#title,,", &k::kNoCriteria, 2, "stands in a column without a criterion"},
    {kGood, "x,The X,0.5,4\ny,The Y,0.2..0.3..0.9,5\n", "", &k::kNoAlternatives, 1,
     "no alternatives"},
    {kGoodXml, "2019/XMCDA-3.1.1", "2009/XMCDA-2.0.0", &k::kNotXmcda, 1, "the file is XMCDA 2.0.0"},
    {kGoodXml, " xmlns:x=\"http://www.decision-deck.org/2019/XMCDA-3.1.1\"", " xmlns:x=\"urn:x\"",
     &k::kNotXmcda, 1, "the root element is `XMCDA`"},
    {kGoodXml, "0.5</real>", "0.5</rael>", &k::kBrokenXml, 12, "`</rael>` where"},
    {kGoodXml, "<x:XMCDA", "<!DOCTYPE x [<!ENTITY a 'b'>]><x:XMCDA", &k::kUnsafeXml, 1, "document"},
    {kGoodXml, ">a</criterionID><values><value>\n<real>0.5",
     ">b</criterionID><values><value>\n<real>0.5", &k::kUnknownId, 11, "there is no criterion `b`"},
    {kGoodXml, ">x</alternativeID>", ">z</alternativeID>", &k::kUnknownId, 11,
     "there is no alternative `z`"},
    {kGoodXml, "<real>0.5</real>", "<real>much</real>", &k::kNotAPerformance, 12,
     "`much` is no number"},
    {kGoodXml, "<real>0.5</real>", "<label>much</label>", &k::kNotAPerformance, 11,
     "neither a number nor an interval"},
    {kGoodXml, "<real>0.5</real>", "<NA/>", &k::kMissingCell, 2, "`x` has no performance on `a`"},
    {kGoodXml, "<real>1</real>", "<real>-1</real>", &k::kWeights, 7, "the weight of `a`"},
    {kGoodXml, "Direction>max<", "Direction>up<", &k::kUnknownWord, 4, "`up` is no direction"},
};

TEST(DamagedTable, EachFaultHasItsKindItsLineAndItsWords) {
  for (const Damage& damage : kDamages) {
    SCOPED_TRACE(std::string("`") + damage.from + "` -> `" + damage.to + '`');
    std::string text(damage.good);
    const std::size_t at = text.find(damage.from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string(damage.from).size(), damage.to);
    SourceTexts texts;
    const FileId file = texts.add({.name = "table", .text = text});
    const TableRead got = read_table(text, file);
    EXPECT_FALSE(got.usable);
    EXPECT_TRUE(got.table.criteria.empty() && got.table.cells.empty());
    ASSERT_FALSE(got.diagnostics.found().empty());
    const Diagnostic& found = got.diagnostics.found()[0];
    EXPECT_EQ(found.kind->id, damage.kind->id);
    EXPECT_EQ(texts.place(found.span.file, found.span.begin).line, damage.line);
    EXPECT_THAT(found.message, HasSubstr(damage.message));
    std::size_t errors = 0;
    for (const Diagnostic& d : got.diagnostics.found()) {
      errors += d.kind->severity == Severity::Error ? 1U : 0U;
    }
    EXPECT_LE(errors, 2U) << "one fault has no long echo";
  }
}

TEST(DamagedTable, TheUndamagedOnesAreGood) {
  for (const std::string_view good : {kGood, kGoodXml}) {
    const TableRead got = read_table(good, FileId{0});
    EXPECT_TRUE(got.usable);
    EXPECT_TRUE(got.diagnostics.found().empty());
  }
}

TEST(DamagedTable, ShowsPlaceWordsAndRemedy) {
  const std::string text =
      "id,speed,price\n#direction,max,mni\n#weight,0.6,\n#wieght,1,1\nheron,18,\"25,000\"\n"
      "gull,,12000\n";
  SourceTexts texts;
  const FileId file = texts.add({.name = "boats.csv", .text = text});
  testing::expect_golden("table/damaged.expect",
                         render_text(texts, read_table(text, file).diagnostics.sorted(), false));
}

std::string only_kind(std::string_view text) {
  const TableRead got = read_table(text, FileId{0});
  EXPECT_EQ(got.usable, !got.diagnostics.has_errors());
  return got.diagnostics.found().size() == 1 ? std::string(got.diagnostics.found()[0].kind->id)
                                             : "none or several";
}

TEST(DamagedTable, WhatIsNoTableAtAllIsRefused) {
  EXPECT_EQ(only_kind(""), k::kEmpty.id);
  EXPECT_EQ(only_kind(" \r\n,,\n\t"), k::kEmpty.id);
  EXPECT_EQ(only_kind("\xEF\xBB\xBF"), k::kEmpty.id);
  EXPECT_EQ(only_kind("Dear reader"), k::kNoCriteria.id);
  EXPECT_EQ(only_kind(std::string("id,a\nx,\0\n", 9)), k::kNotUtf8.id);
  EXPECT_EQ(only_kind("\xFF\xFEi\0d\0"), k::kNotUtf8.id);
  EXPECT_EQ(only_kind("<html><body>403 Forbidden</body></html>"), k::kNotXmcda.id);
  EXPECT_EQ(only_kind("<!DOCTYPE html><html></html>"), k::kUnsafeXml.id);
  EXPECT_EQ(only_kind("<"), k::kBrokenXml.id);
}

TEST(DamagedTable, NeverOpensOrExpandsAnything) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a '";
  bomb += std::string(1000, 'a') + "'>";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "'>";
  }
  bomb += "]><XMCDA>&j;</XMCDA>";
  EXPECT_EQ(only_kind(bomb), k::kUnsafeXml.id);
  EXPECT_EQ(only_kind("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><XMCDA>&a;</XMCDA>"),
            k::kUnsafeXml.id);
  std::string deep(kGoodXml.substr(0, kGoodXml.find('\n')));
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  const TableRead got = read_table(deep, FileId{0});
  EXPECT_FALSE(got.usable);
  EXPECT_TRUE(std::ranges::any_of(got.diagnostics.found(),
                                  [](const Diagnostic& d) { return d.kind == &k::kUnsafeXml; }));
}

TEST(DamagedTable, NeitherHangsNorSwells) {
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  EXPECT_EQ(only_kind(std::string(100'000'000, 'x')), k::kTooLarge.id);
  EXPECT_EQ(only_kind("<" + std::string(100'000'000, 'x')), k::kTooLarge.id);
  EXPECT_EQ(only_kind(std::string(15'000'000, 'x')), k::kTooLarge.id);
  EXPECT_EQ(only_kind('"' + std::string(15'000'000, '\n')), k::kBrokenQuote.id);
  for (const std::string& text :
       {std::string(15'000'000, ','), std::string(7'000'000, 'a') + std::string(7'000'000, ','),
        [] {
          std::string wide = "id";
          for (int i = 0; i < 1'000'000; ++i) wide += ",c" + std::to_string(i);
          return wide + "\nx,1\n";
        }(),
        [] {
          std::string tall = "id,a\n";
          for (int i = 0; i < 1'000'000; ++i) tall += std::to_string(i) + ",1\n";
          return tall;
        }(),
        [] {
          std::string square = "id";
          for (int i = 0; i < 200; ++i) square += ",c" + std::to_string(i);
          for (int i = 0; i < 2000; ++i) square += "\n" + std::to_string(i) + ",1";
          return square;
        }()}) {
    const TableRead got = read_table(text, FileId{0});
    EXPECT_FALSE(got.usable);
    EXPECT_LE(got.diagnostics.found().size(), 60U);
  }
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  const double cpu = static_cast<double>(after.ru_utime.tv_sec - before.ru_utime.tv_sec);
  EXPECT_LT(cpu, 30);
  EXPECT_LT(after.ru_maxrss, 2L << 20) << "kilobytes";
}

TEST(DamagedTable, AnyDamageGivesAnAnswer) {
  Rng rng(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text(round % 2 == 0 ? kGood : kGoodXml);
    for (std::uint32_t edits = 1 + rng.below(4); edits > 0; --edits) {
      const auto at = rng.below(static_cast<std::uint32_t>(text.size()));
      switch (rng.below(3)) {
        case 0:
          text[at] = static_cast<char>(rng.below(256));
          break;
        case 1:
          text.erase(at, 1 + rng.below(20));
          break;
        default:
          text.insert(at, text.substr(rng.below(static_cast<std::uint32_t>(text.size())), 12));
      }
      if (text.empty()) text = "x";
    }
    const TableRead got = read_table(text, FileId{0});
    ASSERT_EQ(got.usable, !got.diagnostics.has_errors()) << text;
    ASSERT_TRUE(got.usable || got.table.cells.empty());
    for (const Diagnostic& d : got.diagnostics.found()) {
      ASSERT_LE(d.span.end, text.size() + 1) << text;
      ASSERT_FALSE(d.message.empty());
    }
  }
}

TEST(DamagedTable, EveryKindIsBroughtAboutAndHasItsLineOnThePage) {
  std::set<std::string> seen = {"table-empty", "table-too-large"};
  for (const Damage& damage : kDamages) seen.emplace(damage.kind->id);
  const auto see = [&](std::string_view text) {
    const TableRead got = read_table(text, FileId{0});
    for (const Diagnostic& d : got.diagnostics.found()) seen.emplace(d.kind->id);
  };
  see("id,a\nx,1\n");
  see("id;a\n#direction;max\nx;0,5\n");
  see("id,a\n#direction,max\n#weight,1\n#order,1\nweight,1\n");
  see("<XMCDA xmlns='http://www.decision-deck.org/2030/XMCDA-3.9.0'><other/></XMCDA>");
  std::string faults = "id,a\n";
  for (int i = 0; i < 100; ++i) faults += "x,1\n";
  see(faults);
  const std::string page = testing::read_source_file("docs/formats/tables.md");
  for (const DiagnosticKind* kind : k::all()) {
    EXPECT_TRUE(seen.contains(std::string(kind->id))) << kind->id << " is never brought about";
    EXPECT_THAT(page, HasSubstr("`" + std::string(kind->id) + "`"));
  }
}

}  // namespace
}  // namespace penholder
