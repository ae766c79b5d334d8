// Designs of the mandate against the views of the room, as a matrix of numbers with quiet bars.

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

constexpr std::string_view kTitle = "Designs of the mandate under the views of the room";

// Heads of the columns: the views, or equal weights where the case has no view (one column then).
std::vector<std::string> columns_of(const Comparison& comparison, const Case& c) {
  std::vector<std::string> columns;
  for (const ViewId view : comparison.views) columns.push_back(c.views[view].title);
  const auto has_cell = [](const DesignRow& design) { return !design.cells.empty(); };
  if (columns.empty() && std::ranges::any_of(comparison.designs, has_cell)) {
    columns.emplace_back("Equal weights");
  }
  return columns;
}

// Whether the gain over the base case can be told from luck.
bool is_clear(const Measured& gain) {
  return std::abs(finite(gain.mean)) > 2 * finite(gain.standard_error);
}

std::string describe(const Comparison& comparison) {
  const std::size_t n = comparison.designs.size();
  const std::size_t views = std::max<std::size_t>(1, comparison.views.size());
  std::string text =
      fmt::format("Mean value of {} under {}, on the same draws.", count_of(n, "design", "designs"),
                  comparison.views.empty() ? "equal weights"
                                           : count_of(comparison.views.size(), "view", "views"));
  std::vector<std::size_t> wins(n, 0);
  std::size_t decided = 0;
  for (std::size_t v = 0; v < comparison.best_by_view.size() && v < views; ++v) {
    const auto& winner = comparison.best_by_view[v];
    if (winner && *winner < n) ++wins[*winner], ++decided;
  }
  std::vector<std::string> best;
  for (std::size_t d = 0; d < n; ++d) {
    if (wins[d] == 0) continue;
    if (comparison.views.empty()) {
      best.push_back(quoted(comparison.designs[d].title));
      continue;
    }
    best.push_back(fmt::format("{} under {}", quoted(comparison.designs[d].title),
                               count_of(wins[d], "view", "views")));
  }
  if (!best.empty()) text += fmt::format(" Best: {}.", join_words(best));
  if (decided < views && comparison.views.empty()) {
    text += " No design leads beyond sampling error.";
  } else if (decided < views) {
    text += fmt::format(" Under {} no design leads beyond sampling error.",
                        count_of(views - decided, "view", "views"));
  }
  if (n > 1 && comparison.least_regret < n && !comparison.views.empty()) {
    const DesignRow& row = comparison.designs[comparison.least_regret];
    text += fmt::format(" {} has the least regret for the view that it serves worst ({} points).",
                        quoted(row.title), show_number(row.worst_view_regret));
  }
  return text;
}

DataTable make_table(const Comparison& comparison, const Case& c) {
  DataTable table{.caption =
                      "Mean value of each design under each view, points of 100; in brackets "
                      "the gain over the mandate as it stands",
                  .headers = {"Design"},
                  .rows = {},
                  .row_keys = {}};
  const auto columns = columns_of(comparison, c);
  table.headers.insert(table.headers.end(), columns.begin(), columns.end());
  table.headers.emplace_back("Regret under the view it serves worst");
  for (const DesignRow& design : comparison.designs) {
    std::vector<std::string> row = {design.title};
    for (std::size_t v = 0; v < columns.size(); ++v) {
      if (v >= design.cells.size()) {
        row.emplace_back("\u2013");
        continue;
      }
      const Cell& cell = design.cells[v];
      std::string text = show_measured(cell.value);
      if (design.option) {
        text += fmt::format(
            " ({})", show_signed(cell.gain.mean, decimals_on_chart(cell.gain.standard_error)));
      }
      row.push_back(std::move(text));
    }
    row.push_back(show_number(design.worst_view_regret));
    table.rows.push_back(std::move(row));
    table.row_keys.push_back(design.option ? "option/" + c.options[*design.option].id : "base");
  }
  return table;
}

// Width in em of the longest word of a title.
double longest_word(std::string_view title) {
  double longest = 0;
  while (!title.empty()) {
    const std::size_t end = std::min(title.find(' '), title.size());
    longest = std::max(longest, text_width(title.substr(0, end), 1));
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return longest;
}

class OptionsDrawing {
 public:
  OptionsDrawing(const Comparison& comparison, const Case& c, const ChartSettings& settings)
      : comparison_(comparison), case_(c), heads_(columns_of(comparison, c)), figure_(settings) {
    const double w = figure_.width();
    const auto columns = static_cast<double>(heads_.size() + 1);  // and the regret
    if (figure_.is_narrow()) {
      label_width_ = w;
      first_ = 10;  // clear of the bracket round a group
      step_ = (w - first_) / columns;
    } else {
      label_width_ = std::round(w * (columns > 6 ? 0.265 : 0.33));
      first_ = label_width_ + 14;
      step_ = (w - first_) / columns;
    }
    for (const DesignRow& design : comparison.designs) {
      for (const Cell& cell : design.cells) {
        gain_max_ = std::max(gain_max_, std::abs(finite(cell.gain.mean)));
      }
    }
    // Heads in words where their longest word fits, else letters.
    double longest = 0;
    for (const std::string& head : heads_) longest = std::max(longest, longest_word(head));
    head_size_ = longest * kSmall <= step_ - 4 ? kSmall : kTiny;
    letters_ = figure_.is_narrow() || longest * head_size_ > step_ - 4;
  }

  Chart draw() {
    draw_head();
    std::string group;
    for (std::size_t d = 0; d < comparison_.designs.size(); ++d) {
      const DesignRow& design = comparison_.designs[d];
      const bool opens_group = !design.group.empty() && design.group != group;
      group = design.group;
      draw_row(d, opens_group);
    }
    figure_.line(0, y_, figure_.width(), y_, "kr");
    draw_key();
    return figure_.finish(y_, std::string(kTitle), describe(comparison_),
                          make_table(comparison_, case_));
  }

 private:
  [[nodiscard]] double centre(std::size_t column) const {
    return first_ + step_ * (static_cast<double>(column) + 0.5);
  }

  static std::string letter(std::size_t v) {
    return v < 26 ? std::string(1, static_cast<char>('A' + v)) : fmt::format("{}", v + 1);
  }

  void draw_head() {
    const std::size_t views = heads_.size();
    if (letters_) {
      // Columns too slim for words: letters, read out first; in two columns where there is room.
      const std::size_t columns = figure_.is_narrow() || views < 4 ? 1 : 2;
      const std::size_t rows = (views + columns - 1) / columns;
      const double wide = figure_.width() / static_cast<double>(columns);
      double bottom = y_;
      for (std::size_t column = 0; column < columns; ++column) {
        const double x = wide * static_cast<double>(column);
        double y = y_;
        for (std::size_t v = column * rows; v < std::min(views, (column + 1) * rows); ++v) {
          const auto words = wrap_text(heads_[v], wide - 30, kSmall, 2);
          figure_.text(x, y + 12, letter(v), "s b");
          figure_.lines(x + 18, y + 12, words, "s", 13);
          y += 13 * static_cast<double>(std::max<std::size_t>(1, words.size())) + 3;
        }
        bottom = std::max(bottom, y);
      }
      y_ = bottom;
      y_ += 6;
      for (std::size_t v = 0; v < views; ++v) figure_.text(centre(v), y_ + 12, letter(v), "s b c");
      figure_.text(centre(views), y_ + 12, "regret", "t m c");
      y_ += 20;
      return;
    }
    std::vector<std::vector<std::string>> heads;
    std::size_t lines_max = 0;
    for (const std::string& head : heads_) {
      heads.push_back(wrap_text(head, step_ - 4, head_size_, 4));
      lines_max = std::max(lines_max, heads.back().size());
    }
    heads.push_back(wrap_text("Regret, view served worst", step_ - 6, kTiny, 4));
    lines_max = std::max(lines_max, heads.back().size());
    for (std::size_t v = 0; v < heads.size(); ++v) {
      const double top = 12 + 13 * static_cast<double>(lines_max - heads[v].size());
      figure_.lines(centre(v), top, heads[v],
                    v < views && head_size_ == kSmall ? "s c"
                    : v < views                       ? "t c"
                                                      : "t m c",
                    13);
    }
    y_ = 13 * static_cast<double>(lines_max) + 8;
  }

  void draw_row(std::size_t d, bool opens_group) {
    const DesignRow& design = comparison_.designs[d];
    const bool narrow = figure_.is_narrow();
    figure_.line(0, y_, figure_.width(), y_, d <= 1 ? "kr" : "kg");
    if (opens_group) {
      figure_.text(0, y_ + 13, "one of these only:", "t m");
      y_ += 13;
    }
    const double indent = design.group.empty() ? 0 : 10;
    const auto label =
        wrap_text(design.title, label_width_ - indent, kBody, narrow ? 2 : 3, !design.option);
    const auto lines = static_cast<double>(label.size());
    const double height = narrow ? lines * kLine + 44 : std::max(42.0, lines * kLine + 12);
    const double mid = narrow ? y_ + lines * kLine + 24 : y_ + height / 2;
    figure_.lines(indent, narrow ? y_ + 15 : mid - (lines - 1) * kLine / 2 + 1, label,
                  design.option ? "" : "b");
    if (indent > 0) figure_.line(2, y_ + 3, 2, y_ + height - 3, "kr w2");
    for (std::size_t v = 0; v < heads_.size() && v < design.cells.size(); ++v) {
      draw_cell(design, design.cells[v], centre(v), mid, is_best(d, v));
    }
    const double x = centre(heads_.size());
    const bool least = comparison_.designs.size() > 1 && d == comparison_.least_regret;
    figure_.text(x, mid + 1, show_number(design.worst_view_regret), least ? "s b c" : "s m c");
    if (least) figure_.text(x, mid + 13, "least", "t c");
    y_ += height;
  }

  [[nodiscard]] bool is_best(std::size_t d, std::size_t v) const {
    return v < comparison_.best_by_view.size() && comparison_.best_by_view[v] == d;
  }

  void draw_cell(const DesignRow& design, const Cell& cell, double x, double mid, bool best) {
    const std::string number = show_measured(cell.value);
    const bool tight = step_ < 52;  // no room for the mark beside the number: it stands above
    const double size = tight ? kSmall : 13;
    figure_.text(x, mid + 1, number, tight ? (best ? "s b c" : "s c") : (best ? "l b c" : "c"));
    if (best) {
      const double beside = x - text_width(number, size, true) / 2 - 8;
      figure_.diamond(tight ? x : beside, tight ? mid - 13 : mid - 3.5, tight ? 3.6 : 4, "fi");
    }
    if (!design.option || gain_max_ <= 0) return;
    // The bar stands on the middle of its cell: right is better than the mandate as it stands.
    const double half = std::min(30.0, step_ / 2 - 5);
    const double length = half * std::min(1.0, std::abs(finite(cell.gain.mean)) / gain_max_);
    const double top = mid + 8;
    const double left = cell.gain.mean < 0 ? x - length : x;
    if (!is_clear(cell.gain)) {
      figure_.rect(left, top, length, 6, "fp ka");
    } else if (cell.gain.mean < 0) {
      figure_.hatched(left, top, length, 6, Hatch::Warn, "kw");
    } else {
      figure_.rect(left, top, length, 6, "fa");
    }
    figure_.line(x, top - 3, x, top + 9, "kr");
  }

  void draw_key() {
    y_ += 18;
    double x = 0;
    const auto entry = [&](double mark_width, std::string_view words, const auto& mark) {
      const double width = mark_width + 6 + text_width(words, kSmall) + 18;
      if (x > 0 && x + width > figure_.width() + 18) {
        x = 0;
        y_ += 17;
      }
      mark(x);
      figure_.text(x + mark_width + 6, y_, words, "s m");
      x += width;
    };
    entry(8, "best under the view", [&](double at) { figure_.diamond(at + 4, y_ - 4, 4, "fi"); });
    if (gain_max_ > 0) {
      const std::string longest = show_number(gain_max_);
      entry(26, fmt::format("gain over the mandate as it stands (longest bar {} points)", longest),
            [&](double at) { figure_.rect(at, y_ - 8, 26, 6, "fa"); });
      entry(26, "within sampling error",
            [&](double at) { figure_.rect(at, y_ - 8, 26, 6, "fp ka"); });
      entry(26, "loss", [&](double at) { figure_.hatched(at, y_ - 8, 26, 6, Hatch::Warn, "kw"); });
    }
    y_ += 8;
  }

  const Comparison& comparison_;
  const Case& case_;
  std::vector<std::string> heads_;
  Figure figure_;
  double label_width_ = 0;
  double first_ = 0;
  double step_ = 0;
  double gain_max_ = 0;
  double head_size_ = kSmall;
  bool letters_ = false;
  double y_ = 0;
};

}  // namespace

Chart draw_options(const Comparison& comparison, const Case& c, const ChartSettings& settings) {
  if (comparison.designs.empty() || columns_of(comparison, c).empty()) {
    return empty_chart(settings, std::string(kTitle), "There is nothing to compare.",
                       make_table(comparison, c));
  }
  return OptionsDrawing(comparison, c, settings).draw();
}

}  // namespace penholder
