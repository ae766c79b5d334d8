// The golden helper itself: a difference must be seen and shown.

#include "support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace penholder::testing {
namespace {

TEST(FirstDifference, IsEmptyForEqualTexts) {
  EXPECT_EQ(first_difference("", ""), "");
  EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
}

TEST(FirstDifference, ShowsTheChangedLineWithItsNeighbours) {
  EXPECT_EQ(first_difference("a\nb\nc\nd\n", "a\nb\nC\nd\n"), "@@ line 1 @@\n a\n b\n-c\n+C\n d\n");
}

TEST(FirstDifference, ShowsAddedAndMissingLines) {
  EXPECT_EQ(first_difference("a\nc\n", "a\nb\nc\n"), "@@ line 1 @@\n a\n+b\n c\n");
  EXPECT_EQ(first_difference("a\nb\nc\n", "a\nc\n"), "@@ line 1 @@\n a\n-b\n c\n");
}

TEST(FirstDifference, MakesAMissingNewlineAtTheEndVisible) {
  EXPECT_EQ(first_difference("a\n", "a"), "@@ line 1 @@\n-a\n+a\n\\ no newline at the end\n");
}

TEST(FirstDifference, StaysShortWhenEverythingDiffers) {
  std::string want;
  std::string got;
  for (int i = 0; i < 1000; ++i) {
    want += "x\n";
    got += "y\n";
  }
  const std::string shown = first_difference(want, got, 10);
  EXPECT_EQ(std::count(shown.begin(), shown.end(), '\n'), 11);
  EXPECT_NE(shown.find("-x"), std::string::npos);
  EXPECT_NE(shown.find("+y"), std::string::npos);
}

}  // namespace
}  // namespace penholder::testing
