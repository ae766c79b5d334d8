// docs/formats/tables.md shows only what can be read.

#include <gtest/gtest.h>

#include "support/golden.h"
#include "table/read_table.h"
#include "table/write_csv.h"
#include "table/write_xmcda.h"

namespace penholder {
namespace {

TEST(TablesPage, EveryExampleIsReadWithoutAWordAndComesBack) {
  const std::string page = testing::read_source_file("docs/formats/tables.md");
  int seen = 0;
  for (const std::string fence : {"```csv\n", "```xml\n"}) {
    for (std::size_t at = 0; (at = page.find(fence, at)) != std::string::npos;) {
      at += fence.size();
      const std::string example = page.substr(at, page.find("```", at) - at);
      const TableRead got = read_table(example, FileId{0});
      ASSERT_TRUE(got.usable) << example << got.diagnostics.found()[0].message;
      EXPECT_TRUE(got.diagnostics.found().empty()) << got.diagnostics.found()[0].message;
      for (const std::string& text : {write_csv(got.table), write_xmcda(got.table)}) {
        const TableRead again = read_table(text, FileId{0});
        EXPECT_TRUE(is_same(again.table, got.table)) << text;
      }
      ++seen;
    }
  }
  EXPECT_EQ(seen, 3);
}

TEST(TablesPage, ItsFirstExampleIsTheOneThatTheHelpNames) {
  const std::string page = testing::read_source_file("docs/formats/tables.md");
  EXPECT_NE(page.find("```csv\n" + testing::read_source_file("docs/examples/boats.csv") + "```"),
            std::string::npos);
}

}  // namespace
}  // namespace penholder
