#include "cite/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace penholder {
namespace {

using ::testing::ElementsAre;

const Date kAdopted(2020, 6, 29);

TEST(GivenDates, AreStatedInEitherOrder) {
  const DatesGiven given = find_given_dates(
      "until 30 June 2021, on February 27, 2022 and 27 February, 2022, in March 2021", kAdopted);
  EXPECT_THAT(given.days, ElementsAre(Date(2021, 6, 30), Date(2022, 2, 27), Date(2022, 2, 27)));
  EXPECT_THAT(given.months, ElementsAre("March 2021"));
  EXPECT_TRUE(gives(given, Date(2021, 6, 30)));
  EXPECT_FALSE(gives(given, Date(2021, 6, 29)));
  EXPECT_FALSE(gives(given, Date(2021, 3, 31)));
}

TEST(GivenDates, AreCountedFromAdoption) {
  EXPECT_TRUE(gives(find_given_dates("within six months", kAdopted), Date(2020, 12, 29)));
  EXPECT_TRUE(gives(find_given_dates("within 90 days of adoption", kAdopted), Date(2020, 9, 27)));
  const DatesGiven every = find_given_dates("report every three months", kAdopted);
  EXPECT_TRUE(gives(every, Date(2020, 9, 29)));
  EXPECT_TRUE(gives(every, Date(2021, 3, 29)));
  EXPECT_FALSE(gives(every, Date(2021, 2, 15)));
  EXPECT_FALSE(gives(find_given_dates("within six months", std::nullopt), Date(2020, 12, 29)));
}

TEST(GivenDates, LeaveOutDaysThatTheCalendarLacks) {
  EXPECT_TRUE(find_given_dates("31 February 2021, 0 May 2021, May 2021", kAdopted).days.empty());
  EXPECT_EQ(date_at_front("June 20, 2020), UN Doc.")->date, Date(2020, 6, 20));
  EXPECT_EQ(date_at_front("20 June 2020), UN Doc.")->length, 12U);
  EXPECT_FALSE(date_at_front(""));
  EXPECT_FALSE(date_at_front("June 2020"));
}

}  // namespace
}  // namespace penholder
