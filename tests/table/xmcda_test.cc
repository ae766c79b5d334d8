// XMCDA 3 in and out.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_table.h"
#include "support/golden.h"
#include "table/read_csv.h"
#include "table/read_xmcda.h"
#include "table/write_xmcda.h"
#include "xml/xml_events.h"

namespace penholder {
namespace {

TableRead read(std::string_view text) { return read_xmcda(text, FileId{0}); }

std::vector<std::string> kinds_of(const TableRead& read) {
  std::vector<std::string> ids;
  for (const Diagnostic& d : read.diagnostics.found()) ids.emplace_back(d.kind->id);
  return ids;
}

TEST(Xmcda, ReadsAFileOfAnotherTool) {
  const TableRead got = read(testing::read_golden_input("table/other-tool.xml"));
  ASSERT_TRUE(got.usable) << got.diagnostics.found()[0].message;
  EXPECT_THAT(kinds_of(got), ::testing::ElementsAre("table-not-read", "table-not-read"));
  const PerformanceTable& table = got.table;
  ASSERT_EQ(table.criteria.size(), 3U);
  ASSERT_EQ(table.alternatives.size(), 2U) << "the inactive one is left out";
  EXPECT_EQ(table.criteria[0].title, "Price");
  EXPECT_EQ(table.criteria[0].direction, Direction::Min);
  EXPECT_EQ(table.criteria[0].scale, linear_scale(30000, 10000));
  EXPECT_EQ(table.criteria[1].scale, (std::vector<ScalePoint>{{0, 0}, {10, 0.7}, {20, 1}}));
  EXPECT_EQ(table.criteria[1].preference,
            (Preference{.shape = Preference::Shape::Linear, .q = 1, .p = 4.5}));
  EXPECT_EQ(table.criteria[2].preference, (Preference{.shape = Preference::Shape::UShape, .q = 2}));
  EXPECT_EQ(table.criteria[0].weight, 0.5);
  EXPECT_EQ(table.criteria[1].weight, 0.25) << "a rational number";
  EXPECT_EQ(table.cell(0, 0), Performance(Exact{25000}));
  EXPECT_EQ(table.cell(1, 1), Performance(UniformBetween{12, 14}));
}

TEST(Xmcda, WritesWhatTheSchemaShows) {
  const TableRead boats = read_csv(
      "id,#title,speed,price\n#title,,Top speed,\n#unit,,knots,EUR\n#direction,,,\n"
      "#worst,,,30000\n#best,,,10000\n#scale,,0:0 20:0.8 40:1,\n#preference,,linear q=2 "
      "p=10,usual\n#weight,,3,1\nheron,The Heron & Co,18,25000\ngull,,14..16..20,20 of 136\n",
      FileId{0});
  ASSERT_TRUE(boats.usable);
  testing::expect_golden("table/boats.xml", write_xmcda(boats.table));
}

TEST(Xmcda, ReadsBackWhatItWrites) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const PerformanceTable table = testing::random_table(seed);
    const std::string text = write_xmcda(table);
    const TableRead got = read(text);
    ASSERT_TRUE(got.usable) << seed << '\n' << text << got.diagnostics.found()[0].message;
    ASSERT_TRUE(is_same(got.table, table)) << seed << '\n' << text << write_xmcda(got.table);
  }
}

TEST(Xmcda, IsWellFormedWhateverTheNames) {
  class Nothing : public XmlHandler {
    bool start(std::string_view, std::span<const XmlAttribute>, std::uint32_t) override {
      return true;
    }
    void end(std::string_view) override {}
    void characters(std::string_view, std::uint32_t, std::uint32_t) override {}
  };
  PerformanceTable table;
  table.criteria.push_back({.id = std::string("\0\x01<&\"'\xFF]]>", 10),
                            .title = "\xED\xA0\x80",
                            .unit = "\x7F\x0B",
                            .direction = Direction::Max,
                            .scale = {},
                            .preference = {},
                            .weight = {},
                            .order = {},
                            .span = {}});
  table.alternatives.push_back({.id = "</alternative>", .title = "<!--", .span = {}});
  table.cells.emplace_back(Exact{1});
  Nothing nothing;
  EXPECT_TRUE(parse_xml(write_xmcda(table), nothing).empty());
}

TEST(Xmcda, ReadsATableThatComesInSeveralFiles) {
  // As the services of the Decision Deck write it: a file for each part.
  const std::string whole = testing::read_golden_input("table/other-tool.xml");
  const std::size_t begin = whole.find("  <performanceTable");
  const std::size_t end = whole.find("  <criteria>");
  const std::size_t head = whole.find("  <!--");
  const std::string table =
      whole.substr(0, head) + whole.substr(begin, end - begin) + "</xmcda:XMCDA>\n";
  const std::string rest = whole.substr(0, begin) + whole.substr(end);
  const std::vector<XmcdaPart> parts = {{table, FileId{0}}, {rest, FileId{1}}};
  const TableRead got = read_xmcda(parts);
  ASSERT_TRUE(got.usable) << got.diagnostics.found()[0].message;
  EXPECT_TRUE(is_same(got.table, read(whole).table));

  const std::string broken = rest.substr(0, rest.find("</criteria>"));
  const std::vector<XmcdaPart> damaged = {{table, FileId{0}}, {broken, FileId{1}}};
  const TableRead refused = read_xmcda(damaged);
  EXPECT_FALSE(refused.usable);
  EXPECT_EQ(refused.diagnostics.found()[0].span.file, FileId{1});
  const std::vector<XmcdaPart> twice = {{whole, FileId{0}}, {whole, FileId{1}}};
  EXPECT_FALSE(read_xmcda(twice).usable) << "everything is there twice";
}

TEST(Xmcda, KnowsEveryVersionOfThree) {
  for (const std::string version : {"2013/XMCDA-3.0.0", "2016/XMCDA-3.0.1", "2018/XMCDA-3.0.2",
                                    "2018/XMCDA-3.1.0", "2019/XMCDA-3.1.1"}) {
    const TableRead got = read("<x:XMCDA xmlns:x='http://www.decision-deck.org/" + version +
                               "'><performanceTable><alternativePerformances><alternativeID>a"
                               "</alternativeID><performance><criterionID>c</criterionID><values>"
                               "<value><integer>3</integer></value></values></performance>"
                               "</alternativePerformances></performanceTable></x:XMCDA>");
    ASSERT_TRUE(got.usable) << version;
    EXPECT_EQ(got.table.cell(0, 0), Performance(Exact{3}));
    EXPECT_THAT(kinds_of(got), ::testing::ElementsAre("table-no-direction"));
  }
}

}  // namespace
}  // namespace penholder
