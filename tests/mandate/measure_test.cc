#include "mandate/measure.h"

#include <gtest/gtest.h>

#include "mandate/case.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

Measure measure_of(std::vector<Measure::Anchor> anchors) {
  Measure measure;
  measure.id = measure.title = "m";
  measure.anchors = std::move(anchors);
  return measure;
}

Measure rising() {
  return measure_of({{.at = 0.0, .value = 0.0, .meaning = {}, .span = {}},
                     {.at = 20.0, .value = 0.7, .meaning = {}, .span = {}},
                     {.at = 40.0, .value = 1.0, .meaning = {}, .span = {}}});
}

Measure falling() {
  return measure_of({{.at = -10.0, .value = 0.9, .meaning = {}, .span = {}},
                     {.at = 10.0, .value = 0.1, .meaning = {}, .span = {}}});
}

TEST(Measure, RunsStraightBetweenItsAnchorsAndRestsOutsideThem) {
  const Measure m = rising();
  EXPECT_DOUBLE_EQ(value_at(m, -5.0), 0.0);
  EXPECT_DOUBLE_EQ(value_at(m, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(value_at(m, 10.0), 0.35);
  EXPECT_DOUBLE_EQ(value_at(m, 20.0), 0.7);
  EXPECT_DOUBLE_EQ(value_at(m, 30.0), 0.85);
  EXPECT_DOUBLE_EQ(value_at(m, 40.0), 1.0);
  EXPECT_DOUBLE_EQ(value_at(m, 1e9), 1.0);
  EXPECT_FALSE(m.is_falling());
  EXPECT_TRUE(falling().is_falling());
  EXPECT_DOUBLE_EQ(value_at(falling(), 0.0), 0.5);
  EXPECT_DOUBLE_EQ(value_at(falling(), 25.0), 0.1);
}

TEST(Measure, CarriesPercentilesExactlyAndTurnsThemOverWhereMoreCountsLess) {
  const Estimate up = value_of(rising(), judged(10.0, 20.0, 30.0));
  EXPECT_DOUBLE_EQ(up.low, 0.35);
  EXPECT_DOUBLE_EQ(up.likely, 0.7);
  EXPECT_DOUBLE_EQ(up.high, 0.85);
  EXPECT_TRUE(up.is_judgement());
  const Estimate down = value_of(falling(), judged(-5.0, 0.0, 10.0));
  EXPECT_DOUBLE_EQ(down.low, 0.1);
  EXPECT_DOUBLE_EQ(down.likely, 0.5);
  EXPECT_DOUBLE_EQ(down.high, 0.7);
}

TEST(Measure, AStrengthIsDrawnAsAnAmountAndThenMapped) {
  Case c;
  c.measures.push_back(rising());
  const Serves serves{.objective = {},
                      .strength = value_of(rising(), judged(10.0, 20.0, 30.0)),
                      .level = {},
                      .performance = Serves::Performance{.measure = MeasureId{0},
                                                         .amount = judged(10.0, 20.0, 30.0)},
                      .span = {}};
  constexpr double kNinetieth = 1.2815515655446004;
  EXPECT_NEAR(strength_at(c, serves, -kNinetieth), 0.35, 1e-12);
  EXPECT_NEAR(strength_at(c, serves, 0.0), 0.7, 1e-12);
  EXPECT_NEAR(strength_at(c, serves, kNinetieth), 0.85, 1e-12);
  // Half way down to the 10th percentile the amount is 15, which counts 0.525. A normal through the
  // values' percentiles would say the same only as long as the scale has no kink.
  EXPECT_NEAR(strength_at(c, serves, -0.5 * kNinetieth), 0.525, 1e-12);
  EXPECT_DOUBLE_EQ(strength_at(c, serves, 10.0), 1.0);
}

}  // namespace
}  // namespace penholder
