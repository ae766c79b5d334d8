#include "cli/progress_bar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace penholder {
namespace {

using ::testing::HasSubstr;

TEST(ProgressBar, ShowsHowFarAStepIs) {
  EXPECT_EQ(ProgressBar::frame("simulating", 50, 100, 42),
            "simulating            [#####.....]  50 %");
  EXPECT_THAT(ProgressBar::frame("simulating", 0, 0, 80), HasSubstr("100 %"));
  EXPECT_THAT(ProgressBar::frame("simulating", 300, 200, 80), HasSubstr("100 %"));
}

TEST(ProgressBar, NeverPassesTheWidth) {
  for (const int width : {0, 1, 20, 40, 80, 200}) {
    EXPECT_LE(ProgressBar::frame("a step with a very long name indeed", 1, 3, width).size(),
              static_cast<std::size_t>(width));
  }
}

TEST(ProgressBar, SaysNothingInTheFirstSecondOrWithoutATerminal) {
  std::ostringstream screen;
  {
    ProgressBar bar(screen, 80, true);
    bar.report("quick", 1, 2);
    ProgressBar off(screen, 80, false);
    off.report("quick", 1, 2);
  }
  EXPECT_EQ(screen.str(), "");
}

}  // namespace
}  // namespace penholder
