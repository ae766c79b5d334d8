// Where in the space of weights each design is preferred, when it has too many objectives for a
// map: for each design one column, for each leaf objective one row with the range of its weight.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "chart/charts.h"
#include "chart/design_key.h"
#include "chart/figure.h"
#include "chart/numbers.h"
#include "chart/scale.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::string_view kTitle = "What weighs how much where a design is best";
constexpr std::size_t kMostDesigns = 4;
constexpr double kLeastShare = 0.02;  // of all weights: of fewer a range says little
constexpr double kApart = 0.15;       // of the range of all weights: a shift worth a word

/// The designs that get a column.
std::vector<std::size_t> shown_designs(const Comparison& comparison) {
  std::vector<std::size_t> shown;
  for (const std::size_t d : designs_by_share(comparison)) {
    const Preference& preference = comparison.preferences[d];
    const bool is_whole = preference.weight.size() == comparison.all_weights.size();
    if (is_whole && finite(preference.of_all.mean) >= kLeastShare && shown.size() < kMostDesigns) {
      shown.push_back(d);
    }
  }
  return shown;
}

std::string percent_range(const Preference::Range& range) {
  return show_range(100 * range.p10, 100 * range.p90, 0) + "%";
}

/// The leaf whose weight sets a design's region most apart.
std::string describe(const Comparison& comparison, const Leaves& leaves,
                     const std::vector<std::size_t>& shown) {
  std::string text =
      "Grey: the range of each objective's weight over all weights; dark: where the design is "
      "best on average (10 to 90 %, dot at the middle).";
  for (const std::size_t d : shown) {
    const Preference& preference = comparison.preferences[d];
    double most = kApart;
    std::string words;
    for (const LeafId leaf : leaves.ids()) {
      const Preference::Range& all = comparison.all_weights[leaf];
      const double by = (preference.weight[leaf].p50 - all.p50) / std::max(all.p90 - all.p10, 1e-9);
      if (std::abs(by) <= most) continue;
      most = std::abs(by);
      words = fmt::format(" {} is best for {} of all weights, most of all where {} weighs {}.",
                          quoted(comparison.designs[d].title), show_percent(preference.of_all.mean),
                          quoted(leaves.title(leaf)), by > 0 ? "much" : "little");
    }
    if (words.empty()) {
      words = fmt::format(
          " {} is best for {} of all weights, whatever single objective weighs "
          "more.",
          quoted(comparison.designs[d].title), show_percent(preference.of_all.mean));
    }
    text += words;
  }
  return text;
}

DataTable make_table(const Comparison& comparison, const Leaves& leaves,
                     const std::vector<std::size_t>& shown) {
  DataTable table{.caption = "Weight of each objective, 10 to 90 % of the weights and median",
                  .headers = {"Objective", "All weights"},
                  .rows = {},
                  .row_keys = {}};
  for (const std::size_t d : shown) table.headers.push_back(comparison.designs[d].title);
  if (comparison.all_weights.size() != leaves.size()) return table;
  const auto cell = [](const Preference::Range& range) {
    return fmt::format("{} ({}%)", percent_range(range), show_number(100 * range.p50, 0));
  };
  for (const LeafId leaf : leaves.ids()) {
    std::vector<std::string> row{leaves.title(leaf), cell(comparison.all_weights[leaf])};
    for (const std::size_t d : shown) row.push_back(cell(comparison.preferences[d].weight[leaf]));
    table.rows.push_back(std::move(row));
    table.row_keys.push_back("objective/" + leaves.id(leaf));
  }
  return table;
}

class RangesDrawing {
 public:
  RangesDrawing(const Comparison& comparison, const Leaves& leaves, const ChartSettings& settings,
                std::vector<std::size_t> shown)
      : comparison_(comparison), leaves_(leaves), figure_(settings), shown_(std::move(shown)) {
    for (const LeafId leaf : leaves.ids()) {
      most_ = std::max(most_, finite(comparison.all_weights[leaf].p90));
      for (const std::size_t d : shown_) {
        most_ = std::max(most_, finite(comparison.preferences[d].weight[leaf].p90));
      }
    }
    most_ = nice_range(0, 100 * most_, 4).high;
  }

  Chart draw() {
    if (figure_.is_narrow()) {
      for (const std::size_t d : shown_) draw_stacked(d);
    } else {
      draw_side_by_side();
    }
    draw_key();
    return figure_.finish(y_, std::string(kTitle), describe(comparison_, leaves_, shown_),
                          make_table(comparison_, leaves_, shown_));
  }

 private:
  [[nodiscard]] std::string share_of(std::size_t design) const {
    return "for " + show_percent(comparison_.preferences[design].of_all.mean) + " of weights";
  }

  void draw_axis(const LinearScale& scale, double top, double bottom) {
    const auto ticks = nice_ticks(0, most_, 4);
    for (const double tick : ticks) {
      figure_.line(scale(tick), top, scale(tick), bottom, "kg");
      figure_.text(scale(tick), bottom + 11, show_number(tick, 0) + (tick == 0 ? "%" : ""),
                   "t m c");
    }
  }

  void draw_range(std::size_t design, LeafId leaf, const LinearScale& scale, double y) {
    const auto x = [&](double share) { return scale(100 * finite(share)); };
    const Preference::Range& all = comparison_.all_weights[leaf];
    const Preference::Range& here = comparison_.preferences[design].weight[leaf];
    figure_.rect(x(all.p10), y - 5, x(all.p90) - x(all.p10), 10, "fg");
    figure_.line(x(here.p10), y, x(here.p90), y, "ka w3");
    figure_.circle(x(here.p50), y, 4, "fa kp");
  }

  void draw_side_by_side() {
    const double w = figure_.width();
    const double label = std::round(w * 0.30);
    const double gap = 28;
    const auto columns = static_cast<double>(shown_.size());
    const double column = (w - label - gap * columns) / columns;
    double head = 0;
    std::vector<std::vector<std::string>> heads;
    for (const std::size_t d : shown_) {
      heads.push_back(wrap_text(comparison_.designs[d].title, column, kSmall, 5, true));
      head = std::max(head, static_cast<double>(heads.back().size()));
    }
    const double top = 13 * head + 26;
    std::vector<double> middle;
    double y = top;
    for (const LeafId leaf : leaves_.ids()) {
      const auto words = wrap_text(leaves_.title(leaf), label - 6, kSmall, 3);
      const double height = std::max(24.0, 13.0 * static_cast<double>(words.size()) + 8);
      figure_.lines(0, y + height / 2 + 4 - 6.5 * (static_cast<double>(words.size()) - 1), words,
                    "s", 13);
      middle.push_back(y + height / 2);
      y += height;
    }
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      const double x = label + gap + static_cast<double>(i) * (column + gap);
      const LinearScale scale(0, most_, x, x + column);
      figure_.lines(x, 11, heads[i], "s b", 13);
      for (const std::string& line : wrap_text(share_of(shown_[i]), column, kTiny, 1)) {
        figure_.text(x, 13 * static_cast<double>(heads[i].size()) + 11, line, "t m");
      }
      draw_axis(scale, top, y);
      for (const LeafId leaf : leaves_.ids()) {
        draw_range(shown_[i], leaf, scale, middle[leaf.value]);
      }
    }
    y_ = y + 18;
  }

  void draw_stacked(std::size_t design) {
    const double w = figure_.width();
    const auto title = wrap_text(comparison_.designs[design].title, w, kBody, 3, true);
    figure_.lines(0, y_ + 12, title, "b");
    y_ += kLine * static_cast<double>(title.size()) + 12;
    figure_.text(0, y_, share_of(design), "t m");
    y_ += 8;
    const LinearScale scale(0, most_, 8, w - 12);
    const double top = y_;
    std::vector<double> middle;
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      middle.push_back(y_ + 26);
      y_ += 36;
    }
    draw_axis(scale, top, y_);
    for (const LeafId leaf : leaves_.ids()) {
      figure_.text(0, middle[leaf.value] - 11, fit_text(leaves_.title(leaf), w, kSmall), "s o");
      draw_range(design, leaf, scale, middle[leaf.value]);
    }
    y_ += 30;
  }

  void draw_key() {
    y_ += 8;
    const bool narrow = figure_.is_narrow();
    figure_.rect(0, y_ - 5, 26, 10, "fg");
    figure_.text(32, y_ + 4, "all weights, 10 to 90 %", "s m");
    const double second = narrow ? 0 : 32 + text_width("all weights, 10 to 90 %", kSmall) + 24;
    if (narrow) y_ += 18;
    figure_.line(second, y_, second + 26, y_, "ka w3");
    figure_.circle(second + 13, y_, 4, "fa kp");
    figure_.text(second + 32, y_ + 4, "where it is best, with the median", "s m");
    y_ += 12;
  }

  const Comparison& comparison_;
  const Leaves& leaves_;
  Figure figure_;
  std::vector<std::size_t> shown_;
  double most_ = 0.1;
  double y_ = 0;
};

}  // namespace

Chart draw_weight_ranges(const Comparison& comparison, const Case& c,
                         const ChartSettings& settings) {
  const Leaves leaves(c);
  const bool is_whole = comparison.all_weights.size() == leaves.size();
  const std::vector<std::size_t> shown =
      is_whole ? shown_designs(comparison) : std::vector<std::size_t>();
  if (shown.empty() || leaves.size() == 0) {
    return empty_chart(settings, std::string(kTitle), "The designs were not compared.",
                       make_table(comparison, leaves, shown));
  }
  return RangesDrawing(comparison, leaves, settings, shown).draw();
}

}  // namespace penholder
