#include "draft/alike.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace penholder {
namespace {

using ::testing::ElementsAre;

const std::vector<std::string> kPriorities = {
    "to support the implementation of the Valley Accord by the Sylvanian parties",
    "to facilitate a strategy for the lowlands, to protect civilians, reduce violence between "
    "communities and restore State authority in the centre of Sylvania"};

TEST(KeyWords, LeaveOutWhatEveryMandateSays) {
  EXPECT_THAT(key_words("Support to the implementation of the Valley Accord, through the mission"),
              ElementsAre("valle"));
  EXPECT_EQ(key_words("stabilisation"), key_words("stabilization"));
  EXPECT_EQ(key_words("the centre"), key_words("central"));
}

TEST(MostAlike, FindsWhatATextIsAbout) {
  const auto accord = most_alike("Support to the Valley Accord", kPriorities, {"sylva"}, 0.25);
  ASSERT_TRUE(accord);
  EXPECT_EQ(accord->index, 0U);
  EXPECT_THAT(accord->shared, ElementsAre("valley"));
  const auto civilians = most_alike("Protection of civilians", kPriorities, {"sylva"}, 0.25);
  ASSERT_TRUE(civilians);
  EXPECT_EQ(civilians->index, 1U);
  EXPECT_THAT(civilians->shared, ElementsAre("protection", "civilians"));
}

TEST(MostAlike, SaysNothingWhenNothingIsShared) {
  EXPECT_FALSE(most_alike("Humanitarian assistance", kPriorities, {"sylva"}, 0.25));
  EXPECT_FALSE(most_alike("Support in Sylvania", kPriorities, {"sylva"}, 0.01));  // only its name
  EXPECT_FALSE(most_alike("", kPriorities, {}, 0.0));
  EXPECT_FALSE(most_alike("Protection of civilians", {}, {}, 0.0));
  EXPECT_FALSE(most_alike("valley", {"valley", "valley"}, {}, 0.1));  // two share as much
}

}  // namespace
}  // namespace penholder
