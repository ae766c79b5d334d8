#include "chart/calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "chart/numbers.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr double kPhaseLine = 12.5;

// The kind of a milestone as a shape: a vote is a diamond, the mandate's own dates a square, a
// report an open circle, anything else a dot.
void draw_marker(Figure& figure, Milestone::Kind kind, double x, double y) {
  switch (kind) {
    case Milestone::Kind::Vote:
      figure.diamond(x, y, 5.5, "fi kp");
      return;
    case Milestone::Kind::Mandate:
      figure.rect(x - 4, y - 4, 8, 8, "fi kp");
      return;
    case Milestone::Kind::Report:
      figure.circle(x, y, 3.6, "fp ki w2");
      return;
    case Milestone::Kind::Other:
      figure.circle(x, y, 4.2, "fi kp");
      return;
  }
}

}  // namespace

Calendar::Calendar(const Case& c, double x_low, double x_high)
    : case_(c),
      x_low_(x_low),
      x_high_(x_high),
      length_(std::max<Days>(1, c.horizon.length())),
      scale_(0, length_, x_low, x_high) {}

double Calendar::x(double day) const {
  return scale_(std::clamp(finite(day), 0.0, static_cast<double>(length_)));
}

double Calendar::x(Date date) const { return x(static_cast<double>(date - case_.horizon.start)); }

std::vector<Calendar::Marker> Calendar::markers(double text_width_max) const {
  std::vector<Marker> found;
  for (const Milestone& milestone : case_.milestones) {
    const Date date = milestone.date.likely;
    if (date < case_.horizon.start || date > case_.horizon.end) continue;
    std::string when = show_date(date);
    if (!milestone.date.is_certain()) when.insert(0, "about ");
    found.push_back({milestone.kind, x(date), x(milestone.date.low), x(milestone.date.high),
                     fit_text(milestone.title, text_width_max, kSmall), std::move(when)});
  }
  std::ranges::stable_sort(found, {}, &Marker::x);
  return found;
}

double Calendar::draw_flags(Figure& figure, double y, const std::vector<Marker>& shown,
                            const std::vector<FlagPlace>& places) const {
  constexpr double kRow = 17;
  std::size_t rows = 0;
  for (const FlagPlace& place : places) rows = std::max(rows, place.row + 1);
  const double axis = y + kRow * static_cast<double>(rows) + 10;
  const auto top_of = [&](std::size_t i) {
    return axis - 10 - kRow * static_cast<double>(places[i].row + 1);
  };
  for (std::size_t i = 0; i < shown.size(); ++i) {
    figure.line(shown[i].x, top_of(i) + 2, shown[i].x, axis, "kr");
  }
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Marker& marker = shown[i];
    const double base = top_of(i) + 11;
    if (places[i].left) {
      const double date_end = marker.x - 5;
      figure.text(date_end, base, marker.date, "t m e o");
      figure.text(date_end - text_width(marker.date, kTiny) - 6, base, marker.title, "s e o");
    } else {
      figure.text(marker.x + 5, base, marker.title, "s o");
      figure.text(marker.x + 11 + text_width(marker.title, kSmall), base, marker.date, "t m o");
    }
  }
  return axis;
}

double Calendar::draw_numbers(Figure& figure, double y, const std::vector<Marker>& shown,
                              double text_width_max) const {
  double date_width = 0;
  for (const Marker& marker : shown) {
    date_width = std::max(date_width, text_width(marker.date, kTiny));
  }
  std::vector<double> xs;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string number = fmt::format("{}", i + 1);
    figure.text(12, y + 11, number, "s b e");
    figure.text(20, y + 11, shown[i].date, "t m");
    figure.text(28 + date_width, y + 11,
                fit_text(shown[i].title, text_width_max - 28 - date_width, kSmall), "s");
    y += kLine;
    xs.push_back(shown[i].x);
  }
  const double numbers = y + 16;
  const double axis = numbers + 18;
  const auto placed = spread_labels(xs, 15, 7, figure.width() - 7);
  for (std::size_t i = 0; i < shown.size(); ++i) {
    figure.line(placed[i], numbers + 3, shown[i].x, axis, "kr w0");
    figure.text(placed[i], numbers, fmt::format("{}", i + 1), "s b c");
  }
  return axis;
}

double Calendar::draw_head(Figure& figure, double y, double text_low, double text_high) const {
  constexpr std::size_t kRowsMax = 12;
  const bool narrow = figure.is_narrow();
  const auto all = markers(230);
  std::vector<Marker> shown(
      all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(kFlagsMax, all.size())));
  std::vector<Flag> flags;
  for (const Marker& marker : shown) {
    const double width = text_width(marker.title, kSmall) + 6 + text_width(marker.date, kTiny);
    flags.push_back({marker.x, width + 5});
  }
  const auto places = place_flags(flags, text_low, text_high);
  const bool towers =
      std::ranges::any_of(places, [](const FlagPlace& place) { return place.row >= kRowsMax; });
  double axis = 0;
  if (shown.empty()) {
    axis = y + 8;
  } else if (narrow || towers) {
    shown = markers(figure.width());
    shown.resize(std::min(kFlagsMax, shown.size()));
    axis = draw_numbers(figure, y, shown, figure.width());
  } else {
    axis = draw_flags(figure, y, shown, places);
  }
  figure.line(x_low_, axis, x_high_, axis, "kr");
  for (const Marker& marker : all) {
    if (marker.x_late > marker.x_early) {
      figure.line(marker.x_early, axis, marker.x_late, axis, "ki w3");
    }
  }
  for (const Marker& marker : all) draw_marker(figure, marker.kind, marker.x, axis);
  double bottom = draw_months(figure, axis + 4);

  if (case_.phases.size() > 1) {
    double height = 0;
    std::vector<std::vector<std::string>> titles;
    for (const Phase& phase : case_.phases) {
      const double width = x(phase.range.end) - x(phase.range.start);
      titles.push_back(wrap_text(phase.title, std::max(10.0, width - 6), kSmall, 3, true));
      height = std::max(height, 7 + 12.5 * static_cast<double>(titles.back().size()));
    }
    std::size_t i = 0;
    for (const Phase& phase : case_.phases) {
      const double from = x(phase.range.start);
      const double to = x(phase.range.end);
      figure.rect(from, bottom, to - from, height, i % 2 == 0 ? "fh" : "f0");
      figure.lines((from + to) / 2, bottom + 13, titles[i], "s b c", kPhaseLine);
      ++i;
    }
    bottom += height;
  }
  return bottom;
}

double Calendar::draw_months(Figure& figure, double y) const {
  const int count_max = static_cast<int>((x_high_ - x_low_) / 36);
  double free_from = -1e9;
  for (const MonthTick& tick : month_ticks(case_.horizon, std::max(2, count_max))) {
    const double at = x(tick.date);
    figure.line(at, y - 4, at, y, "kr");
    const double width = text_width(tick.label, kTiny);
    // Left-aligned to its tick: a month's name stands over the month, not over its first day.
    if (at + 2 < free_from || at + 2 + width > x_high_ + 6) continue;
    figure.text(at + 2, y + 8, tick.label, "t m");
    free_from = at + 2 + width + 3;
  }
  return y + 14;
}

void Calendar::draw_lines(Figure& figure, double top, double bottom) const {
  for (const Phase& phase : case_.phases) {
    const double from = x(phase.range.start);
    if (from > x_low_) figure.line(from, top, from, bottom, "kg");
  }
  for (const Marker& marker : markers(x_high_)) {
    figure.line(marker.x, top, marker.x, bottom, "kr d1");
  }
}

}  // namespace penholder
