#include "note/phrase.h"

#include <gtest/gtest.h>

namespace penholder {
namespace {

TEST(ChanceWords, SayAsMuchAsAPersonCanUse) {
  EXPECT_EQ(chance_words(0.0), "fewer than 1 in 100");
  EXPECT_EQ(chance_words(0.009), "fewer than 1 in 100");
  EXPECT_EQ(chance_words(0.012), "about 1 in 100");
  EXPECT_EQ(chance_words(0.02), "about 1 in 50");
  EXPECT_EQ(chance_words(0.04), "about 1 in 25");
  EXPECT_EQ(chance_words(0.06), "about 1 in 20");
  EXPECT_EQ(chance_words(0.08), "about 1 in 10");
  EXPECT_EQ(chance_words(0.31), "about 3 in 10");
  EXPECT_EQ(chance_words(0.5), "about 5 in 10");
  EXPECT_EQ(chance_words(0.92), "about 9 in 10");
  EXPECT_EQ(chance_words(0.94), "about 19 in 20");
  EXPECT_EQ(chance_words(0.985), "about 49 in 50");
  EXPECT_EQ(chance_words(0.995), "more than 99 in 100");
  EXPECT_EQ(chance_words(1.0), "more than 99 in 100");
}

TEST(ChanceWords, NeverFallAsTheChanceRises) {
  // The words' own chance, read back from the text.
  const auto said = [](double p) {
    const std::string words = chance_words(p);
    if (words.starts_with("fewer")) return 0.0;
    if (words.starts_with("more")) return 1.0;
    int part = 0;
    int whole = 1;
    EXPECT_EQ(std::sscanf(words.c_str(), "about %d in %d", &part, &whole), 2) << words;
    return static_cast<double>(part) / whole;
  };
  double before = 0.0;
  for (int i = 0; i <= 1000; ++i) {
    const double p = i / 1000.0;
    EXPECT_GE(said(p), before) << p;
    EXPECT_NEAR(said(p), p, 0.0501) << p;
    before = said(p);
  }
}

TEST(PercentWords, ShowTheIntervalOnlyWhereItShows) {
  EXPECT_EQ(percent_words(Measured{0.312, 0.0001}), "31 %");
  EXPECT_EQ(percent_words(Measured{0.312, 0.01}), "31 % (29–33 %)");
  EXPECT_EQ(percent_words(Measured{0.002, 0.001}), "under 1 %");
  EXPECT_EQ(percent_words(Measured{0.999, 0.001}), "over 99 %");
  EXPECT_EQ(percent_words(Measured{0.02, 0.05}), "2 % (0–12 %)");
}

TEST(PercentWords, DoNotRoundSomethingToNothing) {
  EXPECT_EQ(percent_words(0.0), "0 %");
  EXPECT_EQ(percent_words(0.004), "under 1 %");
  EXPECT_EQ(percent_words(0.996), "over 99 %");
  EXPECT_EQ(percent_words(1.0), "100 %");
}

TEST(GainWords, CallADifferenceInsideItsIntervalUnclear) {
  EXPECT_EQ(gain_words({2.31, 0.2}), "+2.3 (+1.9 to +2.7)");
  EXPECT_EQ(gain_words({-2.31, 0.2}), "−2.3 (−2.7 to −1.9)");
  EXPECT_EQ(gain_words({0.1, 0.2}), "no clear difference (−0.3 to +0.5)");
  EXPECT_EQ(gain_words({12.0, 2.0}), "+12 (+8 to +16)");
  EXPECT_EQ(gain_words({0.0, 0.0}), "no difference");
  EXPECT_EQ(gain_words({0.04, 0.001}), "under +0.1");
}

TEST(SignedRangeWords, KeepTheSignOnBothEnds) {
  EXPECT_EQ(signed_range_words(0.42, 0.93), "+0.4 to +0.9");
  EXPECT_EQ(signed_range_words(-0.52, -0.48), "−0.5");
  EXPECT_EQ(signed_range_words(-0.3, 0.04), "−0.3 to 0");
}

TEST(PointsWords, AreWholeAndNeverAFalseZero) {
  EXPECT_EQ(points_words(61.6), "62");
  EXPECT_EQ(points_words(0.2), "under 1");
  EXPECT_EQ(points_words(0.0), "0");
  EXPECT_EQ(points_words(-3.4), "−3");
  EXPECT_EQ(points_range_words(44.4, 63.2), "44 to 63");
  EXPECT_EQ(points_range_words(44.4, 44.3), "44");
}

TEST(CountWords, AreWordsUpToTen) {
  EXPECT_EQ(count_words(0), "no");
  EXPECT_EQ(count_words(1, "task", "tasks"), "one task");
  EXPECT_EQ(count_words(10, "task", "tasks"), "ten tasks");
  EXPECT_EQ(count_words(13289, "soldier", "soldiers"), "13,289 soldiers");
}

TEST(DaysWords, UseTheLargestUnitThatFits) {
  EXPECT_EQ(days_words(1), "1 day");
  EXPECT_EQ(days_words(84), "12 weeks");
  EXPECT_EQ(days_words(90), "3 months");
  EXPECT_EQ(days_words(365), "1 year");
  EXPECT_EQ(days_words(10), "10 days");
}

Estimate estimate(double low, double likely, double high) {
  return {.low = low, .likely = likely, .high = high, .basis = {}, .span = {}};
}

TEST(EstimateWords, KeepOneUnitForAllThreeNumbers) {
  EXPECT_EQ(days_estimate_words(estimate(56, 84, 140)), "8 to 20 weeks, likely 12");
  EXPECT_EQ(days_estimate_words(estimate(60, 90, 150)), "2 to 5 months, likely 3");
  EXPECT_EQ(days_estimate_words(estimate(0, 14, 30)), "0 to 30 days, likely 14");
  EXPECT_EQ(days_estimate_words(estimate(42, 42, 42)), "6 weeks");
  EXPECT_EQ(share_estimate_words(estimate(0.6, 0.8, 0.9)), "60 to 90 %, likely 80");
  EXPECT_EQ(share_estimate_words(estimate(0.07, 0.07, 0.07)), "7 %");
  EXPECT_EQ(estimate_words(estimate(13289, 13289, 13289), "troops"), "13,289 troops");
  EXPECT_EQ(estimate_words(estimate(0.5, 1, 2), "a year"), "0.5 to 2 a year, likely 1");
  EXPECT_EQ(estimate_words(estimate(0.3, 0.7, 1), ""), "0.3 to 1, likely 0.7");
}

TEST(DateWords, SaySpansWithTheirLastDay) {
  EXPECT_EQ(range_words({Date(2021, 7, 1), Date(2022, 7, 1)}), "1 July 2021 to 30 June 2022");
  EXPECT_EQ(range_words({Date(2021, 7, 1), Date(2021, 9, 1)}), "1 July to 31 August 2021");
  EXPECT_EQ(range_words({Date(2021, 7, 1), Date(2021, 7, 2)}), "1 July 2021");
  EXPECT_EQ(about_date_words(Date(2021, 10, 31)), "late October 2021");
  EXPECT_EQ(about_date_words(Date(2021, 10, 1)), "early October 2021");
  const DateEstimate date{.low = Date(2030, 3, 1),
                          .likely = Date(2030, 4, 1),
                          .high = Date(2030, 6, 1),
                          .basis = {},
                          .span = {}};
  EXPECT_EQ(date_estimate_words(date), "1 March to 1 June 2030, likely 1 April 2030");
}

TEST(HeldWords, PutTheVerbIntoItsNumber) {
  EXPECT_EQ(held_words(Support::One, "holds", "hold"), "one participant holds");
  EXPECT_EQ(held_words(Support::Most, "holds", "hold"), "most participants hold");
}

}  // namespace
}  // namespace penholder
