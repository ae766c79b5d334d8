#include "base/date.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(ParseDate, ReadsExactlyTheIsoForm) {
  EXPECT_EQ(parse_date("2021-05-20"), Date(2021, 5, 20));
  EXPECT_EQ(parse_date("0001-01-01"), Date(1, 1, 1));
  EXPECT_EQ(parse_date("9999-12-31"), Date(9999, 12, 31));
  for (const char* text :
       {"", "2021-5-20", "20-05-2021", "2021/05/20", "2021-05-20 ", " 2021-05-20", "2021-05-2x",
        "+021-05-20", "0000-01-01", "2021-05-200"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(ParseDate, RefusesDaysThatTheCalendarLacks) {
  EXPECT_EQ(parse_date("2021-02-30"), std::nullopt);
  EXPECT_EQ(parse_date("2021-02-29"), std::nullopt);
  EXPECT_EQ(parse_date("2020-02-29"), Date(2020, 2, 29));
  EXPECT_EQ(parse_date("1900-02-29"), std::nullopt);
  EXPECT_EQ(parse_date("2021-13-01"), std::nullopt);
  EXPECT_EQ(parse_date("2021-00-10"), std::nullopt);
  EXPECT_EQ(parse_date("2021-04-31"), std::nullopt);
}

TEST(Date, GoesThereAndBackForEveryDayOfACentury) {
  for (Date date(1950, 1, 1); date < Date(2050, 1, 1); date = date + 1) {
    ASSERT_EQ(parse_date(to_string(date)), date);
  }
}

TEST(Date, CountsDays) {
  EXPECT_EQ(Date(2022, 7, 1) - Date(2021, 7, 1), 365);
  EXPECT_EQ(Date(2020, 3, 1) - Date(2020, 2, 1), 29);
  EXPECT_EQ(Date(2021, 1, 1) - 1, Date(2020, 12, 31));
}

TEST(Date, ReadsAloudInEnglish) {
  EXPECT_EQ(to_long_string(Date(2021, 5, 20)), "20 May 2021");
  EXPECT_EQ(to_short_string(Date(2022, 2, 27)), "27 Feb");
}

TEST(DateRange, IsHalfOpen) {
  const DateRange year{Date(2021, 7, 1), Date(2022, 7, 1)};
  EXPECT_TRUE(year.contains(Date(2021, 7, 1)));
  EXPECT_FALSE(year.contains(Date(2022, 7, 1)));
  EXPECT_EQ(year.length(), 365);
}

}  // namespace
}  // namespace penholder
