// CSV in and out: the layout, the habits of spreadsheets, and back to the same table.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "random_table.h"
#include "table/csv_text.h"
#include "table/read_csv.h"
#include "table/write_csv.h"

namespace penholder {
namespace {

constexpr std::string_view kBoats =
    "id,#title,speed,price\n"
    "#title,,Top speed,Price\n"
    "#unit,,knots,EUR\n"
    "#direction,,max,\n"
    "#worst,,,30000\n"
    "#best,,,10000\n"
    "#scale,,0:0 20:0.8 40:1,\n"
    "#preference,,linear q=2 p=10,usual\n"
    "#weight,,3,1\n"
    "heron,The Heron,18,25000\n"
    "gull,\"Gull, the \"\"old\"\" one\",14..16..20,\"normal(12000, 500)\"\n";

TableRead read(std::string_view text) { return read_csv(text, FileId{0}); }

std::vector<std::string> kinds_of(const TableRead& read) {
  std::vector<std::string> ids;
  for (const Diagnostic& d : read.diagnostics.found()) ids.emplace_back(d.kind->id);
  return ids;
}

TEST(Csv, ReadsTheWholeLayout) {
  const TableRead got = read(kBoats);
  ASSERT_TRUE(got.usable);
  EXPECT_THAT(kinds_of(got), ::testing::IsEmpty());
  const PerformanceTable& table = got.table;
  ASSERT_EQ(table.criteria.size(), 2U);
  EXPECT_EQ(table.criteria[0].title, "Top speed");
  EXPECT_EQ(table.criteria[0].unit, "knots");
  EXPECT_EQ(table.criteria[0].scale.size(), 3U);
  EXPECT_EQ(table.criteria[0].weight, 3.0);
  EXPECT_EQ(table.criteria[0].preference,
            (Preference{.shape = Preference::Shape::Linear, .q = 2, .p = 10}));
  EXPECT_EQ(table.criteria[1].direction, Direction::Min) << "the anchors say so";
  EXPECT_EQ(table.criteria[1].scale, linear_scale(30000, 10000));
  ASSERT_EQ(table.alternatives.size(), 2U);
  EXPECT_EQ(table.alternatives[1].title, "Gull, the \"old\" one");
  EXPECT_EQ(table.cell(0, 1), Performance(Exact{25000}));
  EXPECT_EQ(table.cell(1, 0), Performance(Percentiles{14, 16, 20}));
  EXPECT_EQ(table.cell(1, 1), Performance(Normal{12000, 500}));
}

TEST(Csv, ReadsBackWhatItWrites) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const PerformanceTable table = testing::random_table(seed);
    const std::string text = write_csv(table);
    const TableRead got = read(text);
    ASSERT_TRUE(got.usable) << seed << '\n' << text << got.diagnostics.found()[0].message;
    ASSERT_TRUE(is_same(got.table, table)) << seed << '\n' << text << write_csv(got.table);
  }
}

TEST(Csv, TakesTheHabitsOfSpreadsheets) {
  const PerformanceTable plain = read(kBoats).table;
  std::string crlf(kBoats);
  for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) {
    crlf.replace(at, 1, "\r\n");
  }
  EXPECT_TRUE(is_same(read(crlf).table, plain));
  EXPECT_TRUE(is_same(read("\xEF\xBB\xBF" + crlf).table, plain));
  EXPECT_TRUE(is_same(read("sep=,\r\n" + crlf).table, plain));
  EXPECT_TRUE(is_same(read(crlf + ",,,\r\n\r\n").table, plain)) << "empty rows at the end";

  const TableRead european =
      read("id;a;b\r\n#direction;max;min\r\nx;0,5;1\r\ny;0.25;\"normal(1,5; 0,5)\"\r\n");
  ASSERT_TRUE(european.usable);
  EXPECT_THAT(kinds_of(european), ::testing::ElementsAre("table-decimal-comma"));
  EXPECT_EQ(european.table.cell(0, 0), Performance(Exact{0.5}));
  EXPECT_EQ(european.table.cell(1, 1), Performance(Normal{1.5, 0.5}));

  const TableRead tabs = read("id\ta\n#direction\tmax\nx\t1\n");
  ASSERT_TRUE(tabs.usable);
  EXPECT_EQ(tabs.table.cell(0, 0), Performance(Exact{1}));
}

TEST(Csv, KeepsLineBreaksInsideQuotes) {
  const TableRead got =
      read("id,#title,a\n#direction,,max\nx,\"two\nlines, and \"\"quotes\"\"\",1\n");
  ASSERT_TRUE(got.usable);
  EXPECT_EQ(got.table.alternatives[0].title, "two\nlines, and \"quotes\"");
}

TEST(Csv, GuardsWhatASpreadsheetWouldRunAndTakesTheGuardOff) {
  for (const std::string text : {"=cmd|' /C calc'!A0", "+1+2", "-x", "@SUM(A1)", "\tx", "'quoted",
                                 "'", "#heading", "'=x", "''"}) {
    const std::string field = csv_field(text);
    const char first = field[field[0] == '"' ? 1 : 0];
    EXPECT_EQ(first, '\'') << text;
    Diagnostics diagnostics;
    const CsvRead got = read_csv_text(field + "\n", FileId{0}, diagnostics);
    ASSERT_EQ(got.records.size(), 1U);
    EXPECT_EQ(got.records[0][0].text, text);
  }
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("5'"), "5'");
}

TEST(Csv, AnIdMayBeginWithAMarkWhenItIsGuarded) {
  const TableRead got = read("id,'#a\n#direction,max\n'#weight,1\n");
  ASSERT_TRUE(got.usable);
  EXPECT_EQ(got.table.criteria[0].id, "#a");
  EXPECT_EQ(got.table.alternatives[0].id, "#weight");
}

TEST(Csv, PassesRemarksOver) {
  const TableRead got =
      read("id,a,## why\n## made by hand,,\n#direction,max,\nx,1,because\n#weight,1,\n");
  ASSERT_TRUE(got.usable) << got.diagnostics.found()[0].message;
  EXPECT_EQ(got.table.criteria.size(), 1U);
  EXPECT_EQ(got.table.criteria[0].weight, 1.0) << "rows that describe may stand anywhere";
}

TEST(Csv, WithoutADirectionMoreIsBetterAndThatIsSaid) {
  const TableRead got = read("id,a,b\nx,1,2\n");
  EXPECT_TRUE(got.usable);
  EXPECT_THAT(kinds_of(got), ::testing::ElementsAre("table-no-direction", "table-no-direction"));
  EXPECT_EQ(got.table.criteria[0].direction, Direction::Max);
}

}  // namespace
}  // namespace penholder
