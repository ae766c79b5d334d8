// The SVG text of every picture, for the small sample case at both widths.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "chart/charts.h"
#include "chart/sample_products.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

ChartSettings settings(const std::string& name, double width) {
  // Without the style sheet, which has a golden of its own.
  return {.width = width, .id_prefix = name, .theme = Theme::Page, .embed_style = false};
}

std::string as_text(const Chart& chart) {
  std::string text = chart.svg + "\n";
  if (!chart.attribution.empty()) text += "<!-- " + chart.attribution + " -->\n";
  return text;
}

std::vector<std::pair<std::string, Chart>> all_charts(const Case& c, double width) {
  const auto with = [&](const char* name) { return settings(name, width); };
  const Outlook outlook = sample_outlook(c);
  std::vector<std::pair<std::string, Chart>> charts;
  charts.emplace_back("ranking", draw_ranking(sample_ranking(c), c, with("ranking")));
  charts.emplace_back("plan", draw_plan(sample_plan(c), c, with("plan")));
  charts.emplace_back("benchmarks", draw_benchmarks(outlook, c, with("benchmarks")));
  charts.emplace_back("drivers", draw_drivers(outlook, c, with("drivers"), 12));
  charts.emplace_back("shocks", draw_shocks(outlook, c, with("shocks")));
  charts.emplace_back("value", draw_value(outlook, c, with("value")));
  charts.emplace_back("options", draw_options(sample_comparison(c), c, with("options")));
  charts.emplace_back("weight-map", draw_weight_map(sample_comparison(c), c, with("weight-map")));
  charts.emplace_back("weight-ranges",
                      draw_weight_ranges(sample_comparison(c), c, with("weight-ranges")));
  charts.emplace_back("map", draw_map(c, {}, with("map")));
  return charts;
}

TEST(ChartGolden, DrawsTheSampleCaseWide) {
  const Case c = sample_dossier().base;
  for (const auto& [name, chart] : all_charts(c, 720)) {
    testing::expect_golden(fmt::format("chart/{}.svg", name), as_text(chart));
  }
}

TEST(ChartGolden, DrawsTheSampleCaseNarrow) {
  const Case c = sample_dossier().base;
  for (const auto& [name, chart] : all_charts(c, 360)) {
    testing::expect_golden(fmt::format("chart/{}-narrow.svg", name), as_text(chart));
  }
}

TEST(ChartGolden, DrawsALargeCase) {
  const Case c = large_case();
  for (const auto& [name, chart] : all_charts(c, 720)) {
    testing::expect_golden(fmt::format("chart/{}-large.svg", name), as_text(chart));
  }
}

TEST(ChartGolden, SaysTheSameInTheTables) {
  const Case c = sample_dossier().base;
  std::string text;
  for (const auto& [name, chart] : all_charts(c, 720)) {
    text += fmt::format("== {}: {}\n{}\n-- {}\n", name, chart.title, chart.description,
                        chart.table.caption);
    for (const char ch : to_csv(chart.table)) {
      if (ch != '\r') text += ch;
    }
    text += '\n';
  }
  testing::expect_golden("chart/tables.expect", text);
}

TEST(ChartGolden, KeepsTheStyleSheet) {
  testing::expect_golden("chart/style.expect", chart_properties_css() + chart_style(Theme::Page));
}

}  // namespace
}  // namespace penholder
