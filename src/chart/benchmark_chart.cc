// Probability over time that each benchmark is met: one panel with labels at the line ends, or
// small multiples when that would tangle.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "chart/calendar.h"
#include "chart/charts.h"
#include "chart/figure.h"
#include "chart/numbers.h"
#include "chart/scale.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::size_t kPanelLines = 5;
constexpr std::string_view kTitle = "When the benchmarks are met";

Date due_of(const Case& c, const BenchmarkOutlook& outlook) {
  return resolve(c, c.benchmarks[outlook.benchmark].due);
}

double share(double probability) { return std::clamp(finite(probability), 0.0, 1.0); }

// The curve as a path; it starts at zero on the first day and runs level to the end.
std::string curve_path(const Curve& curve, const Calendar& calendar, const LinearScale& y) {
  std::string d = fmt::format("M{} {}", svg_number(calendar.low()), svg_number(y(0)));
  const std::size_t n = std::min(curve.day.size(), curve.probability.size());
  double last = 0;
  for (std::size_t i = 0; i < n; ++i) {
    last = share(curve.probability[i]);
    d += fmt::format("L{} {}", svg_number(calendar.x(curve.day[i])), svg_number(y(last)));
  }
  return d + fmt::format("L{} {}", svg_number(calendar.high()), svg_number(y(last)));
}

double end_of(const Curve& curve) {
  return curve.probability.empty() ? 0.0 : share(curve.probability.back());
}

std::string describe(const Outlook& outlook, const Case& c) {
  std::size_t likely = 0;
  const BenchmarkOutlook* worst = nullptr;
  const BenchmarkOutlook* best = nullptr;
  for (const BenchmarkOutlook& b : outlook.benchmarks) {
    if (b.met.mean >= 0.5) ++likely;
    if (!worst || b.met.mean < worst->met.mean) worst = &b;
    if (!best || b.met.mean > best->met.mean) best = &b;
  }
  const auto name = [&](const BenchmarkOutlook& b) {
    return fmt::format("{} ({} by {})", quoted(c.benchmarks[b.benchmark].title),
                       show_percent(b.met.mean), show_date(due_of(c, b)));
  };
  const std::size_t all = outlook.benchmarks.size();
  if (all == 1) return fmt::format("One benchmark: {}.", name(*best));
  return fmt::format(
      "{} of {} benchmarks {} more likely than not to be met by {}. Most likely: {}. Least likely: "
      "{}. "
      "All together by their dates: in {} of {} simulated runs.",
      show_count_first(likely), show_count(all), likely == 1 ? "is" : "are",
      likely == 1 ? "its date" : "their dates", name(*best), name(*worst),
      outlook.all_benchmarks.mean == 0 ? "none" : show_percent(outlook.all_benchmarks.mean),
      format_thousands(static_cast<long long>(outlook.replications)));
}

DataTable make_table(const Outlook& outlook, const Case& c) {
  DataTable table{.caption = "Probability that each benchmark is met",
                  .headers = {"Benchmark", "Due", "Met by the due date", "Standard error",
                              "Met within the horizon", "Half of the runs by"},
                  .rows = {},
                  .row_keys = {}};
  for (const BenchmarkOutlook& b : outlook.benchmarks) {
    std::string median = "\u2013";
    for (std::size_t i = 0; i < std::min(b.curve.day.size(), b.curve.probability.size()); ++i) {
      if (b.curve.probability[i] >= 0.5) {
        median = to_string(c.horizon.start + b.curve.day[i]);
        break;
      }
    }
    table.rows.push_back({c.benchmarks[b.benchmark].title, to_string(due_of(c, b)),
                          show_percent(b.met.mean),
                          show_number(b.met.standard_error * 100, 1) + " points",
                          show_percent(b.met_in_horizon), median});
    table.row_keys.push_back("benchmark/" + c.benchmarks[b.benchmark].id);
  }
  return table;
}

void draw_grid(Figure& figure, const Calendar& calendar, const LinearScale& y, bool labels) {
  for (const double p : {0.0, 0.5, 1.0}) {
    figure.line(calendar.low(), y(p), calendar.high(), y(p), p == 0 ? "kr" : "kg");
    if (labels) {
      figure.text(calendar.low() - 5, y(p) + 3.5, show_percent(p), "t m e");
    }
  }
}

bool is_within(const Case& c, Date date) {
  return date >= c.horizon.start && date <= c.horizon.end;
}

double draw_panel(Figure& figure, const Outlook& outlook, const Case& c) {
  constexpr double kTop = 30;
  constexpr double kBottom = 280;
  constexpr std::array<std::string_view, kPanelLines> kDashes = {"", " d2", " d4", " d1", " d3"};
  const double label_width = std::round(figure.width() * 0.31);
  const Calendar calendar(c, 40, figure.width() - label_width - 16);
  const LinearScale y(0, 1, kBottom, kTop);
  figure.text(0, 11, "Probability of being met by then", "s b");
  draw_grid(figure, calendar, y, true);
  calendar.draw_months(figure, kBottom + 4);

  std::vector<double> ends;
  for (const BenchmarkOutlook& b : outlook.benchmarks) ends.push_back(y(end_of(b.curve)));
  double tallest = 0;
  std::vector<std::vector<std::string>> labels;
  for (const BenchmarkOutlook& b : outlook.benchmarks) {
    labels.push_back(wrap_text(c.benchmarks[b.benchmark].title, label_width, kSmall, 2));
    tallest = std::max(tallest, 13.0 * static_cast<double>(labels.back().size() + 1) + 6);
  }
  const auto placed = spread_labels(ends, tallest, kTop + tallest / 2 - 12, kBottom - 4);
  for (std::size_t i = 0; i < outlook.benchmarks.size(); ++i) {
    figure.path(curve_path(outlook.benchmarks[i].curve, calendar, y),
                fmt::format("f0 ka w2 rj{}", kDashes[i % kDashes.size()]));
  }
  for (std::size_t i = 0; i < outlook.benchmarks.size(); ++i) {
    const BenchmarkOutlook& b = outlook.benchmarks[i];
    const Date due = due_of(c, b);
    if (is_within(c, due)) {
      const double x = calendar.x(due);
      figure.circle(x, y(share(b.met.mean)), 4, "fp ki w2");
    }
    const double text_x = figure.width() - label_width;
    figure.line(calendar.high() + 1, ends[i], text_x - 4, placed[i], "kr w0");
    const double first = placed[i] - (static_cast<double>(labels[i].size()) * 13) / 2 + 4;
    figure.lines(text_x, first, labels[i], "s", 13);
    figure.text(text_x, first + 13 * static_cast<double>(labels[i].size()),
                fmt::format("{} by {}", show_percent(b.met.mean), show_date(due)), "s b");
  }
  figure.circle(45, kBottom + 32, 4, "fp ki w2");
  figure.text(54, kBottom + 36, "the due date, and the probability of being met by then", "s m");
  return std::max(kBottom + 44, placed.empty() ? 0.0 : *std::ranges::max_element(placed) + tallest);
}

double draw_multiples(Figure& figure, const Outlook& outlook, const Case& c) {
  const std::size_t columns = figure.is_narrow() ? 2 : (figure.width() >= 900 ? 4 : 3);
  const double gap = figure.is_narrow() ? 18 : 26;
  const double left = 34;  // of the whole figure: the percentages stand there once a row
  const double wide = (figure.width() - left - gap * static_cast<double>(columns - 1)) /
                      static_cast<double>(columns);
  constexpr double kPlot = 64;
  const auto& all = outlook.benchmarks;
  double y0 = 0;
  for (std::size_t begin = 0; begin < all.size(); begin += columns) {
    const std::size_t end = std::min(begin + columns, all.size());
    std::vector<std::vector<std::string>> titles;
    std::size_t lines_max = 1;
    for (std::size_t i = begin; i < end; ++i) {
      titles.push_back(wrap_text(c.benchmarks[all[i].benchmark].title, wide, kSmall, 3));
      lines_max = std::max(lines_max, titles.back().size());
    }
    const double top = y0 + 13 * static_cast<double>(lines_max) + 24;
    const LinearScale y(0, 1, top + kPlot, top);
    for (std::size_t i = begin; i < end; ++i) {
      const BenchmarkOutlook& b = all[i];
      const double x0 = left + (wide + gap) * static_cast<double>(i - begin);
      const Calendar calendar(c, x0, x0 + wide);
      const auto& title = titles[i - begin];
      // Titles stand on a common foot, so that the figures below them line up.
      const double first = y0 + 11 + 13 * static_cast<double>(lines_max - title.size());
      figure.lines(x0, first, title, "s", 13);
      const Date due = due_of(c, b);
      const double under = y0 + 11 + 13 * static_cast<double>(lines_max) + 1;
      const std::string percent = show_percent(b.met.mean);
      figure.text(x0, under, percent, "b l");
      figure.text(x0 + text_width(percent, 13, true) + 5, under, "by " + show_date(due), "s m");
      draw_grid(figure, calendar, y, i == begin);
      const std::string curve = curve_path(b.curve, calendar, y);
      figure.path(curve + fmt::format("V{}Z", svg_number(y(0))), "fs");
      if (is_within(c, due)) {
        figure.line(calendar.x(due), y(0), calendar.x(due), y(1) - 4, "ki d1");
      }
      figure.path(curve, "f0 ka w2 rj");
      if (is_within(c, due)) figure.circle(calendar.x(due), y(share(b.met.mean)), 3.6, "fp ki w2");
      figure.text(x0, top + kPlot + 12, show_date(c.horizon.start), "t m");
      figure.text(x0 + wide, top + kPlot + 12, show_date(c.horizon.end - 1), "t m e");
    }
    y0 = top + kPlot + 30;
  }
  figure.circle(left + 4, y0 + 2, 3.6, "fp ki w2");
  figure.text(left + 13, y0 + 6, "due date, and the probability of being met by then", "s m");
  return y0 + 12;
}

}  // namespace

Chart draw_benchmarks(const Outlook& outlook, const Case& c, const ChartSettings& settings) {
  if (outlook.benchmarks.empty()) {
    return empty_chart(settings, std::string(kTitle), "The case has no benchmark.",
                       make_table(outlook, c));
  }
  Figure figure(settings);
  const bool one_panel = outlook.benchmarks.size() <= kPanelLines && !figure.is_narrow();
  const double height =
      one_panel ? draw_panel(figure, outlook, c) : draw_multiples(figure, outlook, c);
  return figure.finish(height, std::string(kTitle), describe(outlook, c), make_table(outlook, c));
}

}  // namespace penholder
