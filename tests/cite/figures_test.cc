#include "cite/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace penholder {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<double> values_of(std::string_view text) {
  std::vector<double> values;
  for (const Figure& figure : find_figures(text)) values.push_back(figure.value);
  return values;
}

TEST(Figures, AreFoundInEveryForm) {
  EXPECT_THAT(values_of("up to 13,289 military and 1 920 police"), ElementsAre(13289, 1920));
  EXPECT_THAT(values_of("13\xC2\xA0"
                        "289 and 1\xE2\x80\xAF"
                        "920"),
              ElementsAre(13289, 1920));
  EXPECT_THAT(values_of("two thousand five hundred and thirty-one members, one hundred police"),
              ElementsAre(2531, 100));
  EXPECT_THAT(values_of("1.5 million people, a million litres, two dozen teams"),
              ElementsAre(1.5e6, 1e6, 24));
  EXPECT_THAT(values_of("half of the forces, two thirds of the seats, a quarter"),
              ElementsAre(0.5, 2.0 / 3, 0.25));
  EXPECT_THAT(values_of("transfer 30 per cent of revenue"), ElementsAre(30));
  EXPECT_THAT(values_of("two, three or four regions"), ElementsAre(2, 3, 4));
}

TEST(Figures, AreNotTheNumbersThatNameSomething) {
  EXPECT_THAT(values_of("paragraphs 3, 5 and 7 (a) above of resolution 2374 (2017)"), IsEmpty());
  EXPECT_THAT(values_of("by 27 February 2022, in March 2021 and on June 29, 2020"), IsEmpty());
  EXPECT_THAT(values_of("S/2020/952 and S/RES/2531 (2020); 2480 (2019)"), IsEmpty());
  EXPECT_THAT(values_of("named in paragraph 2.j.12, as ever"), IsEmpty());
  EXPECT_THAT(values_of("the one that someone left"), ElementsAre(1));
}

TEST(Figures, OfTheCaseAreComparedByWhatTheyMeasure) {
  const auto says = [](std::string_view text, double value, NumberKind kind) {
    return is_among(find_figures(text), value, kind);
  };
  EXPECT_TRUE(says("13,289 military personnel", 13289, NumberKind::Amount));
  EXPECT_FALSE(says("13,289 military personnel", 13298, NumberKind::Amount));
  EXPECT_TRUE(says("30 per cent of revenue", 0.3, NumberKind::Share));
  EXPECT_TRUE(says("30% of revenue", 0.3, NumberKind::Share));
  EXPECT_TRUE(says("one third of the seats", 0.33, NumberKind::Share));
  EXPECT_FALSE(says("30 observers", 0.3, NumberKind::Share));
  EXPECT_TRUE(says("within twelve months", 365, NumberKind::Duration));
  EXPECT_TRUE(says("a 90-day period", 90, NumberKind::Duration));
  EXPECT_TRUE(says("an eighteen-month transition", 540, NumberKind::Duration));
  EXPECT_FALSE(says("90 observers", 90, NumberKind::Duration));
  EXPECT_TRUE(says("every three months", 4, NumberKind::Rate));
}

TEST(Figures, OfHostileTextsAreBounded) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "one thousand million billion and 9 999 999 ( ";
  EXPECT_FALSE(find_figures(many).empty());
  EXPECT_THAT(values_of("99999999999999999999999999999999"), ElementsAre(1e32));
  EXPECT_THAT(values_of("paragraph 3 ( ( ( ("), IsEmpty());
  EXPECT_THAT(values_of("resolution"), IsEmpty());
}

}  // namespace
}  // namespace penholder
