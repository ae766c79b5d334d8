#include "resolution/label.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(Label, ReadsADoubtfulLetterBothWays) {
  const auto readings = read_label("(i)");
  ASSERT_EQ(readings.size(), 2u);
  EXPECT_EQ(readings[0].style, LabelStyle::Alpha);
  EXPECT_EQ(readings[0].ordinal, 9);
  EXPECT_EQ(readings[1].style, LabelStyle::Roman);
  EXPECT_EQ(readings[1].ordinal, 1);
}

TEST(Label, KnowsEachStyle) {
  EXPECT_EQ(read_label("28.").front().style, LabelStyle::Decimal);
  EXPECT_EQ(read_label("28.").front().key, "28");
  EXPECT_EQ(read_label("(1)").front().style, LabelStyle::DecimalParen);
  EXPECT_EQ(read_label("b.").front().style, LabelStyle::AlphaDot);
  EXPECT_EQ(read_label("b)").front().style, LabelStyle::Alpha);
  EXPECT_EQ(read_label("(aa)").front().ordinal, 27);
  EXPECT_EQ(read_label("–").front().style, LabelStyle::Dash);
  EXPECT_EQ(read_label("Article 3").front().style, LabelStyle::Bare);
  EXPECT_EQ(read_label("").front().style, LabelStyle::Bare);
}

TEST(Label, CountsRomanNumbersInTheirOneSpelling) {
  EXPECT_EQ(roman_value("xxiv"), 24);
  EXPECT_EQ(roman_value("ix"), 9);
  EXPECT_EQ(roman_value("iiii"), 0);
  EXPECT_EQ(roman_value("vx"), 0);
  EXPECT_EQ(roman_value("m"), 0);
}

TEST(Label, FindsLabelsAtTheStartOfALine) {
  EXPECT_EQ(leading_label("28. Decides"), 4u);
  EXPECT_EQ(leading_label("(iii) to"), 6u);
  EXPECT_EQ(leading_label("– to"), 4u);
  EXPECT_EQ(leading_label("4.5 per cent"), 0u);
  EXPECT_EQ(leading_label("the parties"), 0u);
  EXPECT_EQ(leading_label("(the parties) agree"), 0u);
  EXPECT_EQ(leading_label(""), 0u);
}

}  // namespace
}  // namespace penholder
