// With and without each shock: the mean value as it is, with the shock switched off, and in the
// runs that it strikes.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "chart/charts.h"
#include "chart/figure.h"
#include "chart/numbers.h"
#include "chart/scale.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::string_view kTitle = "The value with and without each shock";

struct Row {
  const ShockOutlook* shock;
  double without;  // mean value when the shock is switched off
};

std::vector<Row> rows_of(const Outlook& outlook) {
  std::vector<Row> rows;
  for (const ShockOutlook& shock : outlook.shocks) {
    rows.push_back({&shock, finite(outlook.value.mean) + finite(shock.value_lost.mean)});
  }
  std::ranges::stable_sort(rows, std::ranges::greater{}, &Row::without);
  return rows;
}

// What a shock does to the mean, with its sign; "0" within two standard errors is still shown as
// measured.
std::string effect_of(const ShockOutlook& shock) {
  return show_signed(-shock.value_lost.mean, decimals_on_chart(shock.value_lost.standard_error));
}

std::string describe(const Outlook& outlook, const Case& c, const std::vector<Row>& rows) {
  const ShockOutlook& worst = *rows.front().shock;
  return fmt::format(
      "The mean value of the plan is {} of 100. The shock that costs most is {}: without it the "
      "mean "
      "would be {}. It strikes in {} of runs, and in those the mean value is {}.",
      show_measured(outlook.value), quoted(c.shocks[worst.shock].title),
      show_number(rows.front().without, decimals_on_chart(worst.value_lost.standard_error)),
      show_percent(worst.strikes), show_number(worst.value_when_struck));
}

DataTable make_table(const Outlook& outlook, const Case& c, const std::vector<Row>& rows) {
  DataTable table{
      .caption = "The value with and without each shock, points of 100",
      .headers = {"Shock", "Strikes in", "Mean value with it possible", "Mean value without it",
                  "Effect on the mean", "Standard error of the effect",
                  "Mean value when it strikes", "Fall of the chance that all benchmarks are met"},
      .rows = {},
      .row_keys = {}};
  for (const Row& row : rows) {
    const ShockOutlook& shock = *row.shock;
    table.rows.push_back({c.shocks[shock.shock].title, show_percent(shock.strikes),
                          show_measured(outlook.value), show_number(row.without), effect_of(shock),
                          show_number(shock.value_lost.standard_error, 2),
                          shock.strikes > 0 ? show_number(shock.value_when_struck) : "\u2013",
                          show_number(shock.all_benchmarks_lost * 100) + " points"});
    table.row_keys.push_back("shock/" + c.shocks[shock.shock].id);
  }
  return table;
}

}  // namespace

Chart draw_shocks(const Outlook& outlook, const Case& c, const ChartSettings& settings) {
  const auto rows = rows_of(outlook);
  if (rows.empty()) {
    return empty_chart(settings, std::string(kTitle), "The case names no shock.",
                       make_table(outlook, c, rows));
  }
  Figure figure(settings);
  const bool narrow = figure.is_narrow();
  const double w = figure.width();
  const double label_width = narrow ? w - 50 : std::round(w * 0.36);
  const double plot_low = narrow ? 8 : label_width + 20;
  const double plot_high = narrow ? w - 12 : w - 70;
  const double mean = finite(outlook.value.mean);
  double low = mean;
  double high = mean;
  for (const Row& row : rows) {
    high = std::max(high, row.without);
    low = std::min(low, row.without);
    if (row.shock->strikes > 0 && std::isfinite(row.shock->value_when_struck)) {
      low = std::min(low, row.shock->value_when_struck);
      high = std::max(high, row.shock->value_when_struck);
    }
  }
  if (!(high > low)) low -= 0.5, high += 0.5;
  const double room = (high - low) * 0.06;
  const LinearScale x(low - room, high + room, plot_low, plot_high);

  const auto label_of = [&](const ShockOutlook& shock) {
    return wrap_text(c.shocks[shock.shock].title, label_width, kBody, 2);
  };
  const auto height_of = [&](const ShockOutlook& shock) {
    const auto lines = static_cast<double>(label_of(shock).size());
    return lines * kLine + (narrow ? 40.0 : 22.0);
  };
  double height = 0;
  for (const Row& row : rows) height += height_of(*row.shock);

  // The key stands at the head: three shapes on a line, as they stand in a row.
  double key = narrow ? 0 : plot_low;
  const auto key_entry = [&](const auto& mark, std::string_view words) {
    mark(key + 5);
    figure.text(key + 14, 11, words, "s m");
    key += 14 + text_width(words, kSmall) + 16;
  };
  key_entry([&](double at) { figure.diamond(at, 7, 4.5, "fw kp"); }, "when it strikes");
  key_entry([&](double at) { figure.circle(at, 7, 4, "fa kp"); },
            narrow ? "mean" : "mean of all runs");
  key_entry([&](double at) { figure.circle(at, 7, 3.6, "fp ka w2"); }, "without it");
  const auto ticks = nice_ticks(x.from_low(), x.from_high(), narrow ? 4 : 6);
  for (const double tick : ticks) {
    figure.text(x(tick), 30, show_number(tick, tick_decimals(ticks)), "t m c");
    figure.line(x(tick), 35, x(tick), 38 + height, "kg");
  }
  if (!narrow) {
    figure.text(w, 11, "Effect,", "s b e");
    figure.text(w, 24, "points", "s b e");
  }
  double y = 38;
  for (const Row& row : rows) {
    const ShockOutlook& shock = *row.shock;
    const auto label = label_of(shock);
    const auto lines = static_cast<double>(label.size());
    const double tall = height_of(shock);
    figure.lines(0, y + 14, label, "o");
    figure.text(0, y + 14 + lines * kLine - 1,
                fmt::format("strikes in {} of runs", show_percent(shock.strikes)), "t m o");
    const double mid = narrow ? y + 14 + lines * kLine + 12 : y + tall / 2;
    figure.line(x(mean), mid, x(row.without), mid, "ka w3");
    if (shock.strikes > 0 && std::isfinite(shock.value_when_struck)) {
      figure.line(x(shock.value_when_struck), mid, x(mean), mid, "kw d1");
      figure.diamond(x(shock.value_when_struck), mid, 5, "fw kp");
    }
    figure.circle(x(row.without), mid, 3.8, "fp ka w2");
    figure.circle(x(mean), mid, 4.4, "fa kp");
    figure.text(w, narrow ? y + 14 : mid + 4, effect_of(shock), "s e");
    y += tall;
  }
  figure.text(narrow ? 0 : plot_low, y + 14, "Value of the plan, points of 100", "s m");
  return figure.finish(y + 20, std::string(kTitle), describe(outlook, c, rows),
                       make_table(outlook, c, rows));
}

}  // namespace penholder
