// What every picture must keep, whatever it is given.

#include "chart/charts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "chart/sample_products.h"
#include "chart/svg_reader.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Products {
  Ranking ranking;
  Plan plan;
  Outlook outlook;
  Comparison comparison;
};

Products products_of(const Case& c) {
  return {sample_ranking(c), sample_plan(c), sample_outlook(c), sample_comparison(c)};
}

std::vector<Chart> draw_all(const Case& c, const Products& products, double width) {
  const auto with = [&](const char* name) {
    return ChartSettings{.width = width, .id_prefix = name, .theme = Theme::Page};
  };
  return {draw_ranking(products.ranking, c, with("ranking")),
          draw_plan(products.plan, c, with("plan")),
          draw_benchmarks(products.outlook, c, with("benchmarks")),
          draw_drivers(products.outlook, c, with("drivers")),
          draw_shocks(products.outlook, c, with("shocks")),
          draw_value(products.outlook, c, with("value")),
          draw_options(products.comparison, c, with("options")),
          draw_weight_map(products.comparison, c, with("weight-map")),
          draw_weight_ranges(products.comparison, c, with("weight-ranges")),
          draw_map(c, {}, with("map"))};
}

// The promises of chart.h.
void expect_sound(const Chart& chart, const std::string& what) {
  SCOPED_TRACE(what + ": " + chart.title);
  EXPECT_EQ(xml_complaint(chart.svg), std::nullopt);
  EXPECT_FALSE(chart.title.empty());
  EXPECT_FALSE(chart.description.empty());
  EXPECT_NE(chart.svg.find("role=\"img\""), std::string::npos);
  EXPECT_EQ(chart.svg.find("<script"), std::string::npos);
  for (const char* word : {"nan", "inf", "NaN", "-0\""}) {
    // In quotes or between tags: as a number, not as part of a word.
    EXPECT_EQ(chart.svg.find(fmt::format(">{}<", word)), std::string::npos) << word;
    EXPECT_EQ(chart.svg.find(fmt::format("\"{}\"", word)), std::string::npos) << word;
    EXPECT_EQ(chart.description.find(fmt::format(" {} ", word)), std::string::npos) << word;
  }
  const auto ids = attribute_values(chart.svg, "id");
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
  const auto labels = attribute_values(chart.svg, "aria-labelledby");
  ASSERT_EQ(labels.size(), 1u);
  ASSERT_GE(ids.size(), 2u);
  EXPECT_EQ(labels[0], ids[0] + " " + ids[1]);
  for (const auto& name : {"fill", "clip-path"}) {
    for (const std::string& value : attribute_values(chart.svg, name)) {
      ASSERT_TRUE(value.starts_with("url(#")) << value;
      const std::string id = value.substr(5, value.size() - 6);
      EXPECT_EQ(std::ranges::count(ids, id), 1) << id;
    }
  }
  ASSERT_EQ(chart.table.rows.size(), chart.table.row_keys.size());
  for (const auto& row : chart.table.rows) EXPECT_EQ(row.size(), chart.table.headers.size());
}

void expect_all_sound(const Case& c, const Products& products, const std::string& what) {
  for (const double width : {720.0, 360.0}) {
    for (const Chart& chart : draw_all(c, products, width)) expect_sound(chart, what);
  }
}

TEST(Charts, AreSoundForTheSampleCases) {
  const Case small = sample_dossier().base;
  expect_all_sound(small, products_of(small), "small");
  const Case large = large_case();
  expect_all_sound(large, products_of(large), "large");
}

TEST(Charts, AreTheSameBytesEveryTime) {
  const Case c = large_case();
  const auto first = draw_all(c, products_of(c), 720);
  const auto second = draw_all(c, products_of(c), 720);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].svg, second[i].svg);
}

TEST(Charts, ShareNoIdOnOnePage) {
  const Case c = large_case();
  std::set<std::string> seen;
  for (const Chart& chart : draw_all(c, products_of(c), 720)) {
    for (const std::string& id : attribute_values(chart.svg, "id")) {
      EXPECT_TRUE(seen.insert(id).second) << id;
    }
  }
}

TEST(Charts, SayThatThereIsNothingToSee) {
  Case empty;
  empty.horizon = {Date(2030, 1, 1), Date(2030, 1, 1)};
  expect_all_sound(empty, {}, "empty");
  const Chart chart = draw_plan({}, empty, {});
  EXPECT_NE(chart.svg.find("There is no task to plan."), std::string::npos);
}

TEST(Charts, DrawOneTask) {
  const Case c = large_case(1);
  expect_all_sound(c, products_of(c), "one task");
}

TEST(Charts, DrawNothingButZeros) {
  const Case c = sample_dossier().base;
  Products products = products_of(c);
  for (auto& row : products.ranking.views[0].rows) {
    row.mean_value = row.low_value = row.high_value = row.mean_rank = 0;
    std::ranges::fill(row.rank_acceptability, 0.0);
  }
  products.ranking.views[0].winner.reset();
  for (AssetUse& use : products.plan.use) {
    for (auto& step : use.steps) step.used = step.capacity = 0;
  }
  Outlook& outlook = products.outlook;
  outlook.planned_value = 0;
  outlook.value = {};
  outlook.value_spread = {};
  outlook.drivers.clear();
  std::ranges::fill(outlook.value_bins, 0.0);
  for (auto& b : outlook.benchmarks) {
    b.met = {};
    std::ranges::fill(b.curve.probability, 0.0);
  }
  for (auto& shock : outlook.shocks) shock = {.shock = shock.shock, .value_lost = {}};
  for (auto& design : products.comparison.designs) {
    for (Cell& cell : design.cells) cell = {};
  }
  expect_all_sound(c, products, "zeros");
}

TEST(Charts, PrintNoNumberThatIsNotFinite) {
  const Case c = sample_dossier().base;
  for (const double bad : {kNan, kInfinity, -kInfinity, 1e300}) {
    Products products = products_of(c);
    for (auto& row : products.ranking.views[0].rows) {
      row.mean_value = row.high_value = row.mean_rank = bad;
      row.rank_acceptability[0] = bad;
    }
    for (PlannedTask& task : products.plan.tasks) task.credit = bad;
    products.plan.use[0].steps[1].used = bad;
    products.plan.use[1].steps[1].capacity = bad;
    Outlook& outlook = products.outlook;
    outlook.value = {bad, bad};
    outlook.planned_value = bad;
    outlook.value_spread = {bad, bad, bad, bad, bad};
    outlook.judgement_share = bad;
    outlook.value_bins[20] = bad;
    outlook.drivers[0].value_low = outlook.drivers[0].variance_share = bad;
    outlook.benchmarks[0].met = {bad, bad};
    outlook.benchmarks[0].curve.probability[3] = bad;
    outlook.shocks[0].value_lost = {bad, bad};
    outlook.shocks[0].value_when_struck = bad;
    for (auto& design : products.comparison.designs) {
      design.worst_view_regret = bad;
      design.cells[0].value = design.cells[0].gain = {bad, bad};
    }
    products.comparison.preferences[0].of_all = {bad, bad};
    products.comparison.preferences[0].by_view[0] = {bad, bad};
    products.comparison.preferences[0].weight[LeafId{0}] = {bad, bad, bad};
    products.comparison.all_weights[LeafId{1}] = {bad, bad, bad};
    products.comparison.weight_map->parts[0].outline[0] = {bad, bad, bad};
    products.comparison.weight_map->views[0].mean = {bad, bad, bad};
    expect_all_sound(c, products, fmt::format("{}", bad));
  }
}

TEST(Charts, DrawTwoHundredTasks) {
  const Case c = large_case(200);
  expect_all_sound(c, products_of(c), "200 tasks");
}

TEST(Charts, EscapeWhatTitlesSay) {
  for (const std::string& title :
       {std::string("</svg><script>alert('x')</script>"), std::string("Q&A \"now\" <b>"),
        std::string(
            "\u062F\u0639\u0645 \u0627\u0644\u0627\u0646\u062A\u062E\u0627\u0628\u0627\u062A 2030"),
        std::string("\u652F\u6301\u9009\u4E3E"), std::string("bad \xFF\xC3 bytes \x01\x1B[31m"),
        std::string(3000, 'x'), std::string("word ") + std::string(600, ' ') + "end",
        std::string()}) {
    Case c = sample_dossier().base;
    for (Task& task : c.tasks) task.title = title;
    for (Milestone& milestone : c.milestones) milestone.title = title;
    for (Benchmark& benchmark : c.benchmarks) benchmark.title = title;
    for (View& view : c.views) view.title = title;
    for (Option& option : c.options) option.title = title;
    for (Shock& shock : c.shocks) shock.title = title;
    for (Area& area : c.areas) area.title = title;
    for (Asset& asset : c.assets) asset.title = asset.unit = title;
    for (Phase& phase : c.phases) phase.title = title;
    for (Objective& objective : c.objectives) objective.title = title;
    for (Task& task : c.tasks) {
      for (Level& level : task.levels) level.title = title;
    }
    Products products = products_of(c);
    for (Driver& driver : products.outlook.drivers) {
      driver.title = driver.low_label = driver.high_label = title;
    }
    for (PlannedTask& task : products.plan.tasks) task.held_back_by = title;
    expect_all_sound(c, products, title.substr(0, 40));
  }
}

TEST(Charts, KeepAPrefixHarmless) {
  const Case c = sample_dossier().base;
  for (const std::string& prefix :
       {std::string("\"><script>"), std::string(), std::string("9 a")}) {
    expect_sound(draw_plan(sample_plan(c), c, {.id_prefix = prefix}), prefix);
  }
}

TEST(Charts, KeepAWidthWithinReason) {
  const Case c = sample_dossier().base;
  for (const double width : {-5.0, 0.0, 1e9, kNan, kInfinity}) {
    expect_sound(draw_plan(sample_plan(c), c, {.width = width}), fmt::format("{}", width));
  }
}

// By the same measure as the layout uses: a label that runs out of the picture or into another one.
void expect_legible(const Chart& chart) {
  SCOPED_TRACE(chart.title);
  const auto box = attribute_values(chart.svg, "viewBox");
  ASSERT_EQ(box.size(), 1u);
  double width = 0;
  double height = 0;
  ASSERT_EQ(std::sscanf(box[0].c_str(), "0 0 %lf %lf", &width, &height), 2);
  const auto texts = placed_texts(chart.svg);
  EXPECT_FALSE(texts.empty());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const PlacedText& a = texts[i];
    EXPECT_GE(a.left, -6) << a.text;
    EXPECT_LE(a.right, width + 6) << a.text;
    EXPECT_GE(a.top, -1) << a.text;
    EXPECT_LE(a.bottom, height) << a.text;
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      const PlacedText& b = texts[j];
      const double across = std::min(a.right, b.right) - std::max(a.left, b.left);
      const double down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
      EXPECT_FALSE(across > 1 && down > 1) << a.text << " / " << b.text;
    }
  }
}

TEST(Charts, LetNoLabelsCollideOrLeaveThePicture) {
  for (const Case& c : {sample_dossier().base, large_case(), large_case(60)}) {
    for (const double width : {1000.0, 720.0, 600.0, 400.0, 340.0}) {
      SCOPED_TRACE(fmt::format("{} tasks at {}", c.tasks.size(), width));
      for (const Chart& chart : draw_all(c, products_of(c), width)) expect_legible(chart);
    }
  }
}

TEST(Charts, ShowManyViewsByLetters) {
  Case c = large_case();
  while (c.views.size() < 10) c.views.push_back(c.views[ViewId{0}]);
  for (const double width : {720.0, 360.0}) {
    expect_legible(draw_options(sample_comparison(c), c, {.width = width}));
    expect_legible(draw_weight_map(sample_comparison(c), c, {.width = width}));
    expect_legible(draw_weight_ranges(sample_comparison(c), c, {.width = width}));
  }
}

TEST(Charts, CompareUnderEqualWeightsWhereThereIsNoView) {
  const Case c = sample_dossier().base;
  Comparison comparison = sample_comparison(c);
  comparison.views.clear();
  for (DesignRow& design : comparison.designs) design.cells.resize(1);
  comparison.best_by_view.resize(1);
  const Chart chart = draw_options(comparison, c, {});
  expect_sound(chart, "no view");
  expect_legible(chart);
  EXPECT_NE(chart.svg.find(">Equal weights<"), std::string::npos);
  EXPECT_NE(chart.description.find("under equal weights"), std::string::npos);
}

TEST(Charts, DrawFiveBenchmarksInOnePanelWithoutCollision) {
  Case c = large_case();
  while (c.benchmarks.size() > 5) c.benchmarks.raw().pop_back();
  Outlook outlook = sample_outlook(c);
  for (auto& b : outlook.benchmarks)
    b.curve = outlook.benchmarks[0].curve;  // all ends in one place
  expect_legible(draw_benchmarks(outlook, c, {}));
}

TEST(Charts, MapAcrossTheAntimeridianStaysTogether) {
  Case c = sample_dossier().base;
  c.areas[AreaId{0}].at = Area::Point{-17.8, 178.0};
  c.areas[AreaId{1}].at = Area::Point{-18.2, -178.8};
  const Chart chart = draw_map(c, {}, {});
  expect_sound(chart, "Fiji");
  const auto xs = attribute_values(chart.svg, "cx");
  ASSERT_GE(xs.size(), 2u);
  EXPECT_LT(std::strtod(xs[1].c_str(), nullptr), 720);
  EXPECT_NE(chart.svg.find("180\u00b0<"), std::string::npos);
}

TEST(Charts, MapTakesPolygonsByCodeThenName) {
  const Case c = sample_dossier().base;
  const Ring square = {{-2, 16}, {0, 16}, {0, 18}, {-2, 18}, {-2, 16}};
  const std::vector<Feature> by_code = {{.name = "?", .pcode = "sy01", .rings = {square}}};
  const std::vector<Feature> by_name = {{.name = "south", .pcode = "", .rings = {square}}};
  const std::vector<Feature> stranger = {{.name = "Elsewhere", .pcode = "ZZ", .rings = {square}}};
  EXPECT_NE(draw_map(c, by_code, {}).attribution.find("given by the user"), std::string::npos);
  EXPECT_NE(draw_map(c, by_name, {}).attribution.find("given by the user"), std::string::npos);
  EXPECT_EQ(draw_map(c, stranger, {}).attribution.find("given by the user"), std::string::npos);
}

TEST(Charts, NameTheFindingInWords) {
  const Case c = sample_dossier().base;
  const Plan plan = sample_plan(c);
  const auto out = std::ranges::count_if(plan.tasks, [](const auto& t) { return !t.included; });
  ASSERT_EQ(out, 1);
  EXPECT_NE(draw_plan(plan, c, {}).description.find("seven of eight tasks"), std::string::npos);
}

TEST(Charts, WriteTablesAsCsv) {
  const DataTable table{.caption = "",
                        .headers = {"a", "b"},
                        .rows = {{"x, y", "say \"no\""}, {"1", "two\nlines"}},
                        .row_keys = {"", ""}};
  EXPECT_EQ(to_csv(table), "a,b\r\n\"x, y\",\"say \"\"no\"\"\"\r\n1,\"two\nlines\"\r\n");
}

}  // namespace
}  // namespace penholder
