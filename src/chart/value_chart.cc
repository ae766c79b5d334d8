// Histogram of the plan's value over the simulated runs.

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

constexpr std::string_view kTitle = "The value that the plan realises";

DataTable make_table(const Outlook& outlook) {
  DataTable table{.caption = "Share of simulated runs by value of the plan",
                  .headers = {"Value, points of 100", "Share of runs"},
                  .rows = {},
                  .row_keys = {}};
  for (std::size_t i = 0; i < outlook.value_bins.size(); ++i) {
    if (!(outlook.value_bins[i] > 0)) continue;
    const double from = static_cast<double>(i) * outlook.bin_width;
    table.rows.push_back(
        {show_range(from, from + outlook.bin_width, 0), show_percent(outlook.value_bins[i])});
    table.row_keys.emplace_back("outlook/value");
  }
  return table;
}

}  // namespace

Chart draw_value(const Outlook& outlook, const Case& /*c*/, const ChartSettings& settings) {
  const auto& bins = outlook.value_bins;
  const auto filled = [&](double share) { return std::isfinite(share) && share > 0; };
  const auto first = std::ranges::find_if(bins, filled);
  if (first == bins.end() || !(outlook.bin_width > 0) || !std::isfinite(outlook.bin_width)) {
    return empty_chart(settings, std::string(kTitle), "Nothing has been simulated.",
                       make_table(outlook));
  }
  const auto begin = static_cast<std::size_t>(first - bins.begin());
  std::size_t end = bins.size();
  while (!filled(bins[end - 1])) --end;
  const double width = outlook.bin_width;
  const double planned = finite(outlook.planned_value);
  const double low = std::min(static_cast<double>(begin) * width, planned);
  const double high = std::max(static_cast<double>(end) * width, planned);

  Figure figure(settings);
  constexpr double kTop = 44;
  constexpr double kBase = 150;
  const NiceRange range = nice_range(low, high, 9);
  const LinearScale x(range.low, range.high, 6, figure.width() - 6);
  const LinearScale height(0, *std::ranges::max_element(bins), kBase, kTop);
  std::string d;
  for (std::size_t i = begin; i < end; ++i) {
    const double left = x(static_cast<double>(i) * width);
    if (i == begin) d += fmt::format("M{} {}", svg_number(left), svg_number(kBase));
    d += fmt::format("V{}H{}", svg_number(height(finite(bins[i]))),
                     svg_number(x(static_cast<double>(i + 1) * width)));
  }
  figure.path(d + fmt::format("V{}Z", svg_number(kBase)), "fs ka");
  figure.line(6, kBase, figure.width() - 6, kBase, "kr");
  const auto ticks = nice_ticks(range.low, range.high, figure.is_narrow() ? 6 : 9);
  for (const double tick : ticks) {
    figure.line(x(tick), kBase, x(tick), kBase + 4, "kr");
    figure.text(x(tick), kBase + 15, show_number(tick, tick_decimals(ticks)), "t m c");
  }
  // Median with its 10-90 % range below the axis; the plan's own value above it.
  const double bar = kBase + 26;
  const Spread& s = outlook.value_spread;
  figure.line(x(s.p10), bar, x(s.p90), bar, "ka w3");
  figure.circle(x(s.p50), bar, 4, "fa kp");
  const std::string middle = fmt::format("median {}, 10\u201390% of runs {}", show_number(s.p50),
                                         show_range(s.p10, s.p90));
  const double half = text_width(middle, kSmall) / 2;
  figure.text(std::clamp(x(s.p50), half, std::max(half, figure.width() - half)), bar + 17, middle,
              "s c");
  figure.line(x(planned), kTop - 18, x(planned), kBase, "ki d2");
  const std::string label = fmt::format("as planned {}", show_number(planned));
  const bool left = x(planned) + 6 + text_width(label, kSmall) > figure.width();
  figure.text(x(planned) + (left ? -6 : 6), kTop - 10, label, left ? "s e o" : "s o");
  figure.text(0, 11, "Share of runs by value, points of 100", "s b");

  const std::string text = fmt::format(
      "In {} simulated runs the plan realises {} of 100 points in the median, and between {} and "
      "{} in "
      "the middle 80% of runs; as planned, with nothing going wrong, {}.",
      format_thousands(static_cast<long long>(outlook.replications)), show_number(s.p50),
      show_number(s.p10), show_number(s.p90), show_number(planned));
  return figure.finish(bar + 24, std::string(kTitle), text, make_table(outlook));
}

}  // namespace penholder
