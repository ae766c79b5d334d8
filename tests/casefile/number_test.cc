#include "casefile/number.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace penholder {
namespace {

TEST(Number, ReadsDigitsAndTakesTheRestAsUnit) {
  struct Row {
    std::string_view given;
    double value;
    std::string_view unit;
  };
  for (const Row& row : std::vector<Row>{{"13289 troops", 13289, "troops"},
                                         {"35%", 35, "%"},
                                         {"35 %", 35, "%"},
                                         {"0.35", 0.35, ""},
                                         {".5", 0.5, ""},
                                         {"+3 weeks", 3, "weeks"},
                                         {"-4 days", -4, "days"},
                                         {"1e3", 1000, ""},
                                         {"40 flight-hours/month", 40, "flight-hours/month"},
                                         {"2 per year", 2, "per year"},
                                         {"  7\n weeks ", 7, "weeks"},
                                         {"-0", 0, ""}}) {
    NumberFault fault{};
    const auto quantity = parse_quantity(row.given, fault);
    ASSERT_TRUE(quantity) << row.given;
    EXPECT_EQ(quantity->value, row.value) << row.given;
    EXPECT_EQ(quantity->unit, row.unit) << row.given;
  }
}

TEST(Number, SaysWhyItReadsNone) {
  struct Row {
    std::string_view given;
    NumberFault fault;
  };
  for (const Row& row : std::vector<Row>{{"", NumberFault::NotANumber},
                                         {"about 3", NumberFault::NotANumber},
                                         {"weeks", NumberFault::NotANumber},
                                         {"+-3", NumberFault::NotANumber},
                                         {".", NumberFault::NotANumber},
                                         {"nan", NumberFault::NotFinite},
                                         {".NaN", NumberFault::NotFinite},
                                         {"-.inf", NumberFault::NotFinite},
                                         {"inf weeks", NumberFault::NotFinite},
                                         {"1e999", NumberFault::NotFinite},
                                         {"13,289", NumberFault::Separator},
                                         {"13 289 troops", NumberFault::Separator},
                                         {"1.2.3", NumberFault::Separator}}) {
    NumberFault fault{};
    EXPECT_FALSE(parse_quantity(row.given, fault)) << row.given;
    EXPECT_EQ(fault, row.fault) << row.given;
  }
}

TEST(Number, ComparesUnitsWithoutTheirPlural) {
  EXPECT_TRUE(is_same_unit("team", "teams"));
  EXPECT_TRUE(is_same_unit("flight-hour/month", "flight-hours/months"));
  EXPECT_TRUE(is_same_unit("mobile teams", "mobile team"));
  EXPECT_FALSE(is_same_unit("hours", "sorties"));
  EXPECT_FALSE(is_same_unit("s", ""));
}

}  // namespace
}  // namespace penholder
