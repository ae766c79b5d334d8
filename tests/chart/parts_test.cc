// The parts that pictures are made of.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <vector>

#include "base/random.h"
#include "chart/label_placement.h"
#include "chart/map_geometry.h"
#include "chart/numbers.h"
#include "chart/palette.h"
#include "chart/scale.h"
#include "chart/svg.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Svg, EscapesWhatXmlReserves) {
  EXPECT_EQ(svg_escape("<a href='x'>\"&\"</a>"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
  EXPECT_EQ(svg_escape("M\u00e9naka \u0645"), "M\u00e9naka \u0645");
  EXPECT_EQ(svg_escape(std::string_view("a\0b\x1f", 4)), "ab");
  EXPECT_EQ(svg_escape("\xff"), "\uFFFD");
  EXPECT_EQ(svg_escape("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");  // half a surrogate pair
  EXPECT_EQ(svg_escape("\xc0\xaf"), "\uFFFD\uFFFD");            // an overlong slash
  EXPECT_EQ(svg_escape("\xe2\x82"), "\uFFFD\uFFFD");            // cut short
}

TEST(Svg, PrintsShortNumbers) {
  EXPECT_EQ(svg_number(1), "1");
  EXPECT_EQ(svg_number(1.25), "1.2");
  EXPECT_EQ(svg_number(-0.01), "0");
  EXPECT_EQ(svg_number(1e6), "1000000");
  EXPECT_EQ(svg_number(kNan), "0");
  EXPECT_EQ(svg_number(-std::numeric_limits<double>::infinity()), "0");
}

TEST(Svg, WritesNestedElements) {
  SvgWriter writer;
  writer.open("g", {{"class", "a\"b"}, {"id", ""}});
  writer.text("text", {{"x", 1.5}}, "1 < 2");
  writer.close();
  EXPECT_EQ(writer.take(), "<g class=\"a&quot;b\">\n<text x=\"1.5\">1 &lt; 2</text>\n</g>\n");
}

TEST(Numbers, AreRoundedWithATrueMinusSign) {
  EXPECT_EQ(show_number(-0.04), "0.0");
  EXPECT_EQ(show_number(-3.26), "\u22123.3");
  EXPECT_EQ(show_number(kNan), "\u2013");
  EXPECT_EQ(show_signed(2.0), "+2.0");
  EXPECT_EQ(show_signed(0.01), "0.0");
  EXPECT_EQ(show_percent(0.0), "0%");
  EXPECT_EQ(show_percent(0.002), "<1%");
  EXPECT_EQ(show_percent(0.998), ">99%");
  EXPECT_EQ(show_percent(1.0), "100%");
  EXPECT_EQ(show_measured({52.14, 0.1}), "52.1");
  EXPECT_EQ(show_measured({52.14, 0.6}), "52");
  EXPECT_EQ(show_amount(13289), "13,289");
  EXPECT_EQ(show_ordinal(1) + show_ordinal(2) + show_ordinal(13) + show_ordinal(23),
            "1st2nd13th23rd");
  EXPECT_EQ(count_of(1, "task", "tasks"), "one task");
  EXPECT_EQ(show_count_first(0), "None");
}

TEST(Scale, GivesRoundTicksWithinTheRange) {
  EXPECT_EQ(nice_ticks(0, 10, 6), (std::vector<double>{0, 2, 4, 6, 8, 10}));
  EXPECT_EQ(nice_ticks(47.1, 58.2, 5), (std::vector<double>{50, 55}));
  EXPECT_TRUE(nice_ticks(3, 3, 5).empty());
  EXPECT_TRUE(nice_ticks(kNan, 3, 5).empty());
  EXPECT_EQ(tick_decimals({0, 0.25, 0.5}), 1);
  EXPECT_EQ(tick_decimals({0, 20}), 0);
  for (double high = 1e-6; high < 1e9; high *= 3.7) {
    const auto ticks = nice_ticks(0, high, 6);
    EXPECT_GE(ticks.size(), 2u) << high;
    EXPECT_LE(ticks.size(), 6u) << high;
    EXPECT_GE(nice_range(0, high, 6).high, high * (1 - 1e-9));
  }
}

TEST(Scale, StandsStillOnAnEmptyDomain) {
  const LinearScale scale(5, 5, 10, 20);
  EXPECT_EQ(scale(5), 10);
  EXPECT_EQ(scale(kNan), 10);
  EXPECT_EQ(LinearScale(0, 10, 100, 0)(2.5), 75);
}

TEST(Scale, TicksAtQuartersNameTheYearOnce) {
  const auto ticks = month_ticks({Date(2021, 7, 1), Date(2022, 7, 1)}, 5);
  ASSERT_EQ(ticks.size(), 4u);
  EXPECT_EQ(ticks[0].label, "Jul 2021");
  EXPECT_EQ(ticks[1].label, "Oct");
  EXPECT_EQ(ticks[2].label, "Jan 2022");
  EXPECT_EQ(ticks[3].label, "Apr");
  EXPECT_TRUE(month_ticks({Date(2021, 7, 1), Date(2021, 7, 1)}, 5).empty());
}

TEST(TextMetrics, KnowsWidths) {
  EXPECT_DOUBLE_EQ(text_width("ab", 10), (551 + 571) / 100.0);
  EXPECT_GT(text_width("ab", 10, true), text_width("ab", 10));
  EXPECT_EQ(text_width("", 10), 0);
  EXPECT_GT(text_width("\u652F", 10), 10);
}

TEST(TextLayout, WrapsBetweenWords) {
  const auto lines = wrap_text("Support the  return\nof State services", 90, 12, 5);
  ASSERT_GE(lines.size(), 2u);
  std::string joined;
  for (const auto& line : lines) {
    EXPECT_LE(text_width(line, 12), 90);
    joined += (joined.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(joined, "Support the return of State services");
  EXPECT_TRUE(wrap_text(" \n ", 90, 12, 5).empty());
}

TEST(TextLayout, CutsWithAnEllipsisAndWithinTheWidth) {
  for (const std::string& text : {std::string(500, 'm'), std::string("a b c d e f g h i j k l m n"),
                                  std::string("\u0645\u0645\u0645\u0645\u0645\u0645\u0645\u0645"
                                              "\u0645\u0645\u0645\u0645\u0645\u0645\u0645")}) {
    const auto lines = wrap_text(text, 40, 12, 2);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_TRUE(lines[1].ends_with("\u2026"));
    EXPECT_LE(text_width(lines[1], 12), 40);
  }
  EXPECT_EQ(wrap_text("mmm", 1, 12, 9).size(), 3u) << "ends even where no letter fits";
}

TEST(TextLayout, SpreadsLabelsApartInOrder) {
  Rng random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<double> centres;
    const auto n = static_cast<std::size_t>(1 + round % 9);
    for (std::size_t i = 0; i < n; ++i) centres.push_back(random.uniform() * 200);
    const auto placed = spread_labels(centres, 20, 0, 200);
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_GE(placed[i], -1e-9);
      EXPECT_LE(placed[i], 200 + 1e-9);
      for (std::size_t j = 0; j < n; ++j) {
        if (i == j) continue;
        EXPECT_GE(std::abs(placed[i] - placed[j]), 20 - 1e-9);
        if (centres[i] < centres[j]) {
          EXPECT_LT(placed[i], placed[j]);
        }
      }
    }
  }
  EXPECT_EQ(spread_labels({50}, 20, 0, 100), (std::vector<double>{50}));
}

TEST(TextLayout, KeepsFlagsOfOneRowApart) {
  Rng random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<Flag> flags;
    const auto n = static_cast<std::size_t>(1 + round % 12);
    for (std::size_t i = 0; i < n; ++i) {
      flags.push_back({100 + random.uniform() * 500, 40 + random.uniform() * 90});
    }
    const auto places = place_flags(flags, 0, 620);
    ASSERT_EQ(places.size(), n);
    const auto begin = [&](std::size_t i) {
      return places[i].left ? flags[i].x - flags[i].width : flags[i].x;
    };
    for (std::size_t i = 0; i < n; ++i) {
      EXPECT_GE(begin(i), 0);
      EXPECT_LE(begin(i) + flags[i].width, 620);
      for (std::size_t j = i + 1; j < n; ++j) {
        if (places[i].row != places[j].row) continue;
        EXPECT_TRUE(begin(i) > begin(j) + flags[j].width || begin(j) > begin(i) + flags[i].width);
      }
    }
  }
}

TEST(TextLayout, RunsNoStaffThroughATextWhereAStaircaseFits) {
  std::vector<Flag> flags;
  for (const double x : {310, 345, 407, 413, 477, 500, 512, 612}) flags.push_back({x, 190});
  const auto places = place_flags(flags, 0, 620);
  for (std::size_t staff = 0; staff < flags.size(); ++staff) {
    for (std::size_t text = 0; text < flags.size(); ++text) {
      const double begin = flags[text].x - (places[text].left ? flags[text].width : 0);
      const bool above = places[staff].row > places[text].row;
      EXPECT_FALSE(above && flags[staff].x > begin && flags[staff].x < begin + 190);
    }
  }
}

TEST(LabelPlacement, NeverOverlaps) {
  Rng random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<PointLabel> labels;
    for (int i = 0; i < 25; ++i) {
      labels.push_back({random.uniform() * 300, random.uniform() * 200, 2 + random.uniform() * 8,
                        20 + random.uniform() * 60, 12});
    }
    const Box frame{0, 0, 300, 200};
    const std::vector<Box> taken = {{100, 0, 200, 30}};
    const auto placed = place_labels(labels, frame, taken);
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (!placed[i]) continue;
      EXPECT_TRUE(placed[i]->is_inside(frame));
      EXPECT_FALSE(placed[i]->overlaps(taken[0]));
      for (std::size_t j = i + 1; j < placed.size(); ++j) {
        EXPECT_FALSE(placed[j] && placed[i]->overlaps(*placed[j]));
      }
    }
  }
}

TEST(MapGeometry, LaysTheExtentAcrossTheAntimeridianWhereThatIsShorter) {
  const std::vector<LonLat> fiji = {{178, -17}, {-179, -18}};
  const auto extent = extent_of(fiji);
  ASSERT_TRUE(extent);
  EXPECT_DOUBLE_EQ(extent->lon_span(), 3);
  EXPECT_FALSE(extent_of(std::vector<LonLat>{{kNan, 1}}));
  const auto mali = extent_of(std::vector<LonLat>{{-8, 12}, {1, 18}});
  EXPECT_DOUBLE_EQ(mali->west, -8);
  EXPECT_DOUBLE_EQ(mali->east, 1);
}

TEST(MapGeometry, ProjectsWithTheScaleRightAtTheMiddleLatitude) {
  const Projection projection({0, 59, 10, 61}, 500, 10, 1000);
  const Point a = projection({4, 60});
  const Point east = projection({5, 60});
  const Point north = projection({4, 61});
  EXPECT_NEAR((east.x - a.x) / (a.y - north.y), std::cos(60 * std::numbers::pi / 180), 1e-9);
  EXPECT_NEAR(projection.px_per_km() * 111.32, a.y - north.y, 1e-9);
  const Extent& e = projection.extent();
  EXPECT_NEAR(projection({e.east, e.south}).x, 500, 1e-9);
  EXPECT_NEAR(projection({e.east, e.south}).y, projection.height(), 1e-9);
}

TEST(MapGeometry, CutsRingsToTheFrame) {
  const Projection projection({0, 0, 10, 10}, 200, 10, 1000);
  for (const Country& country : countries()) {
    for (const RingView& ring : country.rings) {
      for (const auto& page : project_ring(ring, projection, 6, 0.35)) {
        EXPECT_GE(page.size(), 3u);
        for (const Point& p : page) {
          ASSERT_GE(p.x, -6.001) << country.name;
          ASSERT_LE(p.x, projection.width() + 6.001) << country.name;
          ASSERT_GE(p.y, -6.001) << country.name;
          ASSERT_LE(p.y, projection.height() + 6.001) << country.name;
        }
      }
    }
  }
}

TEST(MapGeometry, ThinningKeepsTheArea) {
  const Country* mali = find_country("466");
  ASSERT_NE(mali, nullptr);
  const Projection projection({-13, 10, 5, 26}, 720, 10, 1000);
  const auto fine = project_ring(mali->rings[0], projection, 6, 0.0);
  const auto thin = project_ring(mali->rings[0], projection, 6, 0.35);
  ASSERT_EQ(fine.size(), 1u);
  ASSERT_EQ(thin.size(), 1u);
  EXPECT_LT(thin[0].size(), fine[0].size());
  EXPECT_NEAR(doubled_area(thin[0]) / doubled_area(fine[0]), 1, 0.002);
}

TEST(MapGeometry, FindsWhatAPointLiesIn) {
  EXPECT_TRUE(contains(find_country("466")->rings, {-8.0, 12.65}));  // Bamako
  EXPECT_FALSE(contains(find_country("466")->rings, {2.1, 13.5}));   // Niamey
}

// WCAG 2.2: 4.5 for text, 3 for what is needed to understand a graphic.
TEST(Palette, HasEnoughContrastInLightAndDark) {
  EXPECT_NEAR(contrast_ratio("#000000", "#ffffff"), 21, 1e-9);
  EXPECT_NEAR(contrast_ratio("#777777", "#ffffff"), 4.48, 0.01);
  const auto colour = [](std::string_view property) {
    return *std::ranges::find(chart_colours(), property, &ChartColour::property);
  };
  struct Need {
    std::string_view front, back;
    double ratio;
  };
  for (const Need& need :
       {Need{"--chart-ink", "--chart-paper", 4.5}, Need{"--chart-ink", "--chart-shade", 4.5},
        Need{"--chart-ink", "--chart-soft", 4.5}, Need{"--chart-muted", "--chart-paper", 4.5},
        Need{"--chart-muted", "--chart-shade", 4.5}, Need{"--chart-warn", "--chart-paper", 4.5},
        Need{"--chart-accent", "--chart-paper", 3}, Need{"--chart-accent", "--chart-shade", 3},
        Need{"--chart-accent", "--chart-soft", 3}, Need{"--chart-rule", "--chart-paper", 3},
        Need{"--chart-rule", "--chart-shade", 3}}) {
    EXPECT_GE(contrast_ratio(colour(need.front).light, colour(need.back).light), need.ratio)
        << need.front << " on " << need.back << ", light";
    EXPECT_GE(contrast_ratio(colour(need.front).dark, colour(need.back).dark), need.ratio)
        << need.front << " on " << need.back << ", dark";
  }
}

TEST(Palette, GivesLiteralColoursToProgramsWithoutProperties) {
  EXPECT_EQ(chart_style(Theme::Light).find("var("), std::string::npos);
  EXPECT_EQ(chart_style(Theme::Dark).find("var("), std::string::npos);
  EXPECT_NE(chart_style(Theme::Page).find("var(--chart-ink,#"), std::string::npos);
}

}  // namespace
}  // namespace penholder
