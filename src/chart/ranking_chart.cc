// Ranking with its spread: a dot and a bar for the value, a small histogram for the ranks.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/check.h"
#include "base/text.h"
#include "chart/charts.h"
#include "chart/figure.h"
#include "chart/numbers.h"
#include "chart/scale.h"
#include "chart/task_groups.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::size_t kRankBins = 40;  // more columns than this would be hairs
constexpr double kStripHeight = 15;

struct Layout {
  double label_x;
  double label_width;
  double plot_low;
  double plot_high;
  double mean_x;  // right edge of the printed mean
  double strip_low;
  double strip_high;
};

Layout layout_for(const Figure& figure) {
  const double w = figure.width();
  if (figure.is_narrow()) return {20, w - 20, 20, w * 0.56, w * 0.56 + 40, w - 96, w};
  const double label = std::round(w * 0.41);
  return {24, label - 34, label, w - 200, w - 158, w - 132, w};
}

// Chance of each rank, several ranks to a column where there are too many.
std::vector<double> rank_columns(const ViewRanking::Row& row) {
  const std::size_t ranks = row.rank_acceptability.size();
  const std::size_t columns = std::min(ranks, kRankBins);
  std::vector<double> sums(columns, 0.0);
  for (std::size_t r = 0; r < ranks; ++r) {
    sums[r * columns / ranks] += std::clamp(finite(row.rank_acceptability[r]), 0.0, 1.0);
  }
  return sums;
}

double first_rank(const ViewRanking::Row& row) {
  return row.rank_acceptability.empty() ? 0.0 : row.rank_acceptability.front();
}

// Outline of the columns as one closed path: far fewer bytes than a rectangle each.
std::string strip_path(const std::vector<double>& columns, double top, double low, double high,
                       double base) {
  std::string d = fmt::format("M{} {}", svg_number(low), svg_number(base));
  const double step = (high - low) / static_cast<double>(std::max<std::size_t>(1, columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double y = base - columns[i] / top * kStripHeight;
    d += fmt::format("V{}H{}", svg_number(y), svg_number(low + step * static_cast<double>(i + 1)));
  }
  return d + fmt::format("V{}Z", svg_number(base));
}

std::string name_of(const Case& c, const ViewRanking& view) {
  return view.view ? c.views[*view.view].title : std::string("all views together");
}

std::string describe(const Case& c, const ViewRanking& view) {
  const auto& order = view.by_mean_rank;
  std::string text = fmt::format(
      "{} under the view \u201c{}\u201d, each with its mean value if fully carried out, the range "
      "of "
      "5 to 95% of {} weight draws, and the chance of each rank (each strip to its own scale).",
      order.size() == 1 ? "One task" : fmt::format("{} tasks", order.size()), name_of(c, view),
      format_thousands(static_cast<long long>(view.samples)));
  const auto value = [&](TaskId task) {
    const auto& row = view.rows[task];
    return fmt::format("{} ({} points, {})", quoted(c.tasks[task].title),
                       show_number(row.mean_value), show_range(row.low_value, row.high_value));
  };
  std::vector<std::string> top;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
    top.push_back(value(order[i]));
  }
  if (!top.empty()) text += fmt::format(" Highest by mean rank: {}.", join_words(top));
  if (view.winner) {
    text += fmt::format(" {} comes first in {} of draws.", quoted(c.tasks[*view.winner].title),
                        show_percent(first_rank(view.rows[*view.winner])));
  } else if (order.size() > 1) {
    text += " No task is a clear winner.";
  }
  return text;
}

DataTable make_table(const Case& c, const ViewRanking& view, const std::vector<TaskGroup>& groups) {
  DataTable table;
  table.caption = fmt::format("Tasks by mean rank under the view \u201c{}\u201d", name_of(c, view));
  table.headers = {"Task",
                   "Place by mean rank",
                   "Serves most",
                   "Value, mean (points)",
                   "Value, 5\u201395% of draws",
                   "Mean rank",
                   "Comes first"};
  IdVector<TaskId, std::string> group_of(c.tasks.size());
  for (const TaskGroup& group : groups) {
    for (const TaskId task : group.tasks) group_of[task] = group.title;
  }
  for (std::size_t i = 0; i < view.by_mean_rank.size(); ++i) {
    const TaskId task = view.by_mean_rank[i];
    const auto& row = view.rows[task];
    table.rows.push_back({c.tasks[task].title, fmt::format("{}", i + 1), group_of[task],
                          show_number(row.mean_value), show_range(row.low_value, row.high_value),
                          show_number(row.mean_rank), show_percent(first_rank(row))});
    table.row_keys.push_back("task/" + c.tasks[task].id);
  }
  return table;
}

class RankingDrawing {
 public:
  RankingDrawing(const Case& c, const ViewRanking& view, const ChartSettings& settings)
      : case_(c), view_(view), figure_(settings), at_(layout_for(figure_)), value_(0, 1, 0, 1) {
    double value_max = 0;
    for (const auto& row : view.rows) {
      value_max = std::max({value_max, finite(row.high_value), finite(row.mean_value)});
    }
    ticks_max_ = figure_.is_narrow() ? 4 : 5;
    const NiceRange range = nice_range(0, value_max > 0 ? value_max : 1, ticks_max_);
    value_ = LinearScale(range.low, range.high, at_.plot_low, at_.plot_high);
    for (std::size_t i = 0; i < view.by_mean_rank.size(); ++i) place_[view.by_mean_rank[i]] = i + 1;
  }

  Chart draw() {
    const auto groups = group_tasks(case_, view_.by_mean_rank);
    draw_head();
    for (const TaskGroup& group : groups) draw_group(group);
    return figure_.finish(
        y_ + 2, fmt::format("Tasks by value, under the view \u201c{}\u201d", name_of(case_, view_)),
        describe(case_, view_), make_table(case_, view_, groups));
  }

 private:
  void draw_head() {
    const std::size_t ranks = view_.rows.size();
    figure_.text(at_.plot_low, 11,
                 figure_.is_narrow() ? "Value, points of 100" : "Value if fully carried out",
                 "s b");
    const std::string_view remark = "points of 100: mean and 5\u201395% of draws";
    const bool fits = at_.plot_low + text_width(remark, kTiny) < at_.mean_x - 32;
    figure_.text(at_.plot_low, 24, fits ? remark : "mean and 5\u201395% of draws", "t m");
    figure_.text(at_.mean_x, 24, "mean", "t m e");
    figure_.text(at_.strip_low, 11, figure_.is_narrow() ? "Rank, chance" : "Chance of each rank",
                 "s b");
    figure_.text(at_.strip_low, 24, "1st", "t m");
    if (!figure_.is_narrow()) {
      figure_.text((at_.strip_low + at_.strip_high) / 2, 24, "each to its scale", "t m c");
    }
    if (ranks > 1) figure_.text(at_.strip_high, 24, show_ordinal(ranks), "t m e");
    const auto ticks = nice_ticks(value_.from_low(), value_.from_high(), ticks_max_);
    for (const double tick : ticks) {
      figure_.text(value_(tick), 40, show_number(tick, tick_decimals(ticks)), "t m c");
    }
    y_ = 46;
  }

  void draw_group(const TaskGroup& group) {
    figure_.line(0, y_, figure_.width(), y_, "kr");
    const auto head = wrap_text(group.title, figure_.width(), kBody, 2, true);
    figure_.lines(0, y_ + 16, head, "b");
    y_ += 8 + kLine * static_cast<double>(head.size()) + 2;
    const double top = y_;
    // The grid is drawn behind the rows, whose height is only known after them: rows go to a writer
    // of their own by being measured first.
    double height = 0;
    for (const TaskId task : group.tasks) height += row_height(task);
    for (const double tick : nice_ticks(value_.from_low(), value_.from_high(), ticks_max_)) {
      figure_.line(value_(tick), top, value_(tick), top + height, "kg");
    }
    for (const TaskId task : group.tasks) draw_row(task);
    y_ += 8;
  }

  [[nodiscard]] std::vector<std::string> label_of(TaskId task) const {
    return wrap_text(case_.tasks[task].title, at_.label_width, kBody, 3);
  }

  [[nodiscard]] double row_height(TaskId task) const {
    const auto lines = static_cast<double>(label_of(task).size());
    return figure_.is_narrow() ? lines * kLine + 27 : std::max(22.0, lines * kLine + 8);
  }

  void draw_row(TaskId task) {
    const auto& row = view_.rows[task];
    const auto label = label_of(task);
    const auto lines = static_cast<double>(label.size());
    const double height = row_height(task);
    const bool narrow = figure_.is_narrow();
    const double first = narrow ? y_ + 13 : y_ + height / 2 - (lines - 1) * kLine / 2 + 4;
    const double mid = narrow ? y_ + lines * kLine + 12 : y_ + height / 2;
    figure_.text(at_.label_x - 7, first, fmt::format("{}", place_[task]), "s m e");
    figure_.lines(at_.label_x, first, label);
    if (std::isfinite(row.mean_value)) {
      const double low = value_(std::min(finite(row.low_value), row.mean_value));
      const double high = value_(std::max(finite(row.high_value), row.mean_value));
      figure_.rect(low, mid - 3, high - low, 6, "fs ka w0");
      figure_.circle(value_(row.mean_value), mid, 4, "fa kp");
    }
    figure_.text(at_.mean_x, mid + 4, show_number(row.mean_value), "s e");
    const double base = mid + 7;
    figure_.line(at_.strip_low, base, at_.strip_high, base, "kg");
    // To each row its own scale: on a common one, a single row that is sure of its rank would
    // flatten all others to a line.
    const auto columns = rank_columns(row);
    const double top = columns.empty() ? 0 : *std::ranges::max_element(columns);
    if (top > 0) {
      figure_.path(strip_path(columns, top, at_.strip_low, at_.strip_high, base), "fa");
    }
    y_ += height;
  }

  const Case& case_;
  const ViewRanking& view_;
  Figure figure_;
  Layout at_;
  LinearScale value_;
  int ticks_max_ = 5;
  double y_ = 0;
  std::map<TaskId, std::size_t> place_;
};

}  // namespace

Chart draw_ranking(const Ranking& ranking, const Case& c, const ChartSettings& settings,
                   std::optional<std::size_t> view) {
  CHECK(!view || *view < ranking.views.size());
  const ViewRanking& shown = view ? ranking.views[*view] : ranking.headline();
  if (shown.rows.empty() || shown.by_mean_rank.empty()) {
    return empty_chart(settings, "Tasks by value", "There is no task to rank.",
                       make_table(c, shown, {}));
  }
  CHECK(shown.rows.size() == c.tasks.size());
  return RankingDrawing(c, shown, settings).draw();
}

}  // namespace penholder
