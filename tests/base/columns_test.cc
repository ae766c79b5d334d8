#include "base/columns.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(Columns, CountCharactersNotBytes) {
  EXPECT_EQ(columns_of("Ménaka"), 6U);
  EXPECT_EQ(columns_of("“x”"), 3U);
}

TEST(Columns, FittedTextIsExactlyAsWideAsAsked) {
  EXPECT_EQ(fitted("Gao", 5), "Gao  ");
  EXPECT_EQ(fitted("Ménaka region", 8), "Ménaka… ");
  EXPECT_EQ(fitted("Tombouctou", 4), "Tom…");
  EXPECT_EQ(fitted("Tombouctou", 0), "");
  EXPECT_EQ(fitted("\x1b[31mred", 8), "[31mred ");
}

TEST(Columns, WrappedLinesBreakBetweenWords) {
  EXPECT_EQ(wrapped("one two three", 7, 2), "one two\n  three\n");
  EXPECT_EQ(wrapped("", 7), "\n");
  EXPECT_EQ(wrapped("extraordinarily long", 5), "extraordinarily\nlong\n");
}

}  // namespace
}  // namespace penholder
