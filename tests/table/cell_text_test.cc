#include "table/cell_text.h"

#include <gtest/gtest.h>

#include "table/kinds.h"

namespace penholder {
namespace {

Performance read(std::string_view text) {
  const auto performance = parse_performance(text);
  EXPECT_TRUE(performance.has_value()) << text;
  return performance ? *performance : Performance{};
}

std::string kind_of(std::string_view text) {
  const auto performance = parse_performance(text);
  return performance ? "none" : std::string(performance.error().kind->id);
}

TEST(CellText, ReadsNumbersAndEveryDistribution) {
  EXPECT_EQ(read(" -12.50 "), Performance(Exact{-12.5}));
  EXPECT_EQ(read("+3e2"), Performance(Exact{300}));
  EXPECT_EQ(read("-0"), Performance(Exact{0}));
  EXPECT_EQ(read("0.2..0.5..0.9"), Performance(Percentiles{0.2, 0.5, 0.9}));
  EXPECT_EQ(read("-5..-3"), Performance(UniformBetween{-5, -3}));
  EXPECT_EQ(read("uniform(1, 2)"), Performance(UniformBetween{1, 2}));
  EXPECT_EQ(read("Normal( 12 ,2 )"), Performance(Normal{12, 2}));
  EXPECT_EQ(read("beta(20,116)"), Performance(Beta{20, 116}));
  EXPECT_EQ(read("20 of 136"), Performance(Beta{21, 117}));
}

TEST(CellText, RefusesWhatIsNoPerformance) {
  for (const char* text :
       {"",    "x",   "1,5",       "0x10",          "inf",        "nan",        "1e",
        "--1", "1 2", "normal(1)", "normal(1,2,3)", "normal(1,2", "gamma(1,2)", "1..2..3..4",
        "1..", "..",  "of",        "1 of",          "a of b",     "1 von 2"}) {
    EXPECT_EQ(kind_of(text), table_kinds::kNotAPerformance.id) << text;
  }
  for (const char* text : {"1e16", "1e999", "2..1", "1..3..2", "normal(0,-1)", "beta(0,1)",
                           "3 of 2", "-1 of 2", "uniform(2,1)"}) {
    EXPECT_EQ(kind_of(text), table_kinds::kOutOfRange.id) << text;
  }
}

TEST(CellText, TakesACommaForAPointOnlyWhereItCannotPartFields) {
  bool saw = false;
  const NumberStyle style{.comma_is_point = true, .saw_comma = &saw};
  EXPECT_EQ(*parse_number("0.5", style), 0.5);
  EXPECT_FALSE(saw);
  EXPECT_EQ(*parse_number("0,5", style), 0.5);
  EXPECT_TRUE(saw);
  EXPECT_FALSE(parse_number("1.234,5", style));
  EXPECT_FALSE(parse_number("1,234,5", style));
  EXPECT_FALSE(parse_number("0,5"));
  EXPECT_EQ(*parse_performance("normal(1,5; 0,5)", style), Performance(Normal{1.5, 0.5}));
  EXPECT_EQ(*parse_performance("normal(1.5, 0.5)", style), Performance(Normal{1.5, 0.5}));
}

TEST(CellText, ReadsBackWhatItWrites) {
  for (const Performance& p :
       {Performance(Exact{0.1}), Performance(Exact{-1e15}), Performance(Exact{1.0 / 3}),
        Performance(Percentiles{-1, 0, 1e-9}), Performance(UniformBetween{0.1, 0.2}),
        Performance(Normal{1e9, 0.3}), Performance(Beta{20, 116})}) {
    EXPECT_EQ(read(text_of(p)), p) << text_of(p);
  }
  const std::vector<ScalePoint> scale = {{-1, 0}, {0.1, 0.25}, {1e6, 1}};
  EXPECT_EQ(*parse_scale(text_of(scale)), scale);
}

TEST(CellText, KnowsTheSixPreferenceFunctions) {
  for (const char* text : {"usual", "u-shape q=1", "v-shape p=2", "level q=1 p=2", "linear q=1 p=2",
                           "gaussian s=3", "linear p=2", "u-shape"}) {
    const auto preference = parse_preference(text);
    ASSERT_TRUE(preference) << text;
    EXPECT_EQ(text_of(*preference), text);
  }
  for (const char* text : {"v-shape", "linear q=1", "linear q=3 p=2", "gaussian", "gaussian s=0",
                           "linear q=-1 p=2", "linear q=1 q=1 p=2", "linear z=1", "linear p"}) {
    const auto preference = parse_preference(text);
    ASSERT_FALSE(preference) << text;
    EXPECT_EQ(preference.error().kind, &table_kinds::kPreference) << text;
  }
  const auto slip = parse_preference("gausian s=1");
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().remedy, "did you mean `gaussian`?");
  EXPECT_FALSE(parse_preference(""));
}

TEST(CellText, OneNumberStandsForADistribution) {
  EXPECT_EQ(central(Exact{3}), 3);
  EXPECT_EQ(central(Percentiles{1, 2, 9}), 2);
  EXPECT_EQ(central(UniformBetween{1, 2}), 1.5);
  EXPECT_EQ(central(Normal{5, 2}), 5);
  EXPECT_EQ(central(Beta{1, 3}), 0.25);
  EXPECT_TRUE(is_certain(Percentiles{2, 2, 2}));
  EXPECT_TRUE(is_certain(Normal{2, 0}));
  EXPECT_FALSE(is_certain(Beta{1, 1}));
}

}  // namespace
}  // namespace penholder
