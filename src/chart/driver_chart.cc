// Tornado: how far the mean value moves when each uncertain input is low or high.

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

constexpr std::string_view kTitle = "What drives the spread of the value";

std::string basis_word(const Basis& basis) {
  switch (basis.kind) {
    case Basis::Kind::Cited:
      return "cited";
    case Basis::Kind::Judgement:
      return "judgement";
    case Basis::Kind::Unknown:
      break;
  }
  return "unknown";
}

// Titles are parts of sentences; on a line of their own they begin with a capital.
std::string headline(std::string title) {
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') {
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  }
  return title;
}

std::string describe(const Outlook& outlook, std::size_t shown) {
  const Driver& first = outlook.drivers.front();
  const std::size_t all = outlook.drivers.size();
  std::string text =
      shown == all ? show_count_first(all) + (all == 1 ? " uncertain input" : " uncertain inputs")
                   : fmt::format("The {} strongest of {} uncertain inputs", show_count(shown),
                                 show_count(all));
  text += fmt::format(
      ", by share of the variance of the value. The strongest is {} ({}), with {} of the variance: "
      "the "
      "mean value is {} when it is low ({}) and {} when it is high ({}).",
      first.title, basis_word(first.basis), show_percent(first.variance_share),
      show_number(first.value_low), first.low_label, show_number(first.value_high),
      first.high_label);
  text += fmt::format(" Of the variance that single inputs explain, {} rests on judgement.",
                      show_percent(outlook.judgement_share));
  return text;
}

DataTable make_table(const Outlook& outlook) {
  DataTable table{.caption = "Uncertain inputs by their share of the variance of the value",
                  .headers = {"Input", "Basis", "Low", "Mean value when low", "High",
                              "Mean value when high", "Share of the variance"},
                  .rows = {},
                  .row_keys = {}};
  for (const Driver& driver : outlook.drivers) {
    table.rows.push_back({headline(driver.title), basis_word(driver.basis), driver.low_label,
                          show_number(driver.value_low), driver.high_label,
                          show_number(driver.value_high), show_percent(driver.variance_share)});
    table.row_keys.push_back(driver.id);
  }
  return table;
}

class DriverDrawing {
 public:
  DriverDrawing(const Outlook& outlook, const ChartSettings& settings, std::size_t shown)
      : outlook_(outlook), shown_(shown), figure_(settings), value_(0, 1, 0, 1) {
    const double w = figure_.width();
    const bool narrow = figure_.is_narrow();
    label_width_ = narrow ? w - 48 : std::round(w * 0.33);
    share_x_ = w;
    plot_low_ = narrow ? 0 : label_width_ + 10;
    plot_high_ = narrow ? w : w - 52;
    mean_ = finite(outlook.value.mean);
    double low = mean_;
    double high = mean_;
    for (std::size_t i = 0; i < shown; ++i) {
      const Driver& driver = outlook.drivers[i];
      for (const double v : {driver.value_low, driver.value_high}) {
        if (!std::isfinite(v)) continue;
        low = std::min(low, v);
        high = std::max(high, v);
      }
    }
    if (!(high > low)) low -= 0.5, high += 0.5;
    range_low_ = low;
    range_high_ = high;
    // Room for what the ends mean, beside the bars.
    double longest = 0;
    for (std::size_t i = 0; i < shown; ++i) {
      for (const auto& label : {outlook.drivers[i].low_label, outlook.drivers[i].high_label}) {
        longest = std::max(longest, text_width(label, kTiny));
      }
    }
    end_width_ = std::clamp(longest, 30.0, 100.0);
    const double margin = narrow ? 8 : end_width_ + 10;
    value_ = LinearScale(low, high, plot_low_ + margin, plot_high_ - margin);
  }

  Chart draw() {
    draw_head();
    for (std::size_t i = 0; i < shown_; ++i) draw_row(outlook_.drivers[i]);
    draw_key();
    return figure_.finish(y_, std::string(kTitle), describe(outlook_, shown_),
                          make_table(outlook_));
  }

 private:
  void draw_head() {
    const bool narrow = figure_.is_narrow();
    figure_.text(narrow ? 0 : plot_low_, 11, "Mean value of the plan, points of 100", "s b");
    if (narrow) {
      figure_.text(share_x_, 11, "Share of variance", "t m e");
    } else {
      figure_.text(share_x_, 11, "Share of", "t m e");
      figure_.text(share_x_, 22, "variance", "t m e");
    }
    const auto ticks = nice_ticks(range_low_, range_high_, 5);
    double height = 0;
    for (std::size_t i = 0; i < shown_; ++i) height += row_height(outlook_.drivers[i]);
    for (const double tick : ticks) {
      figure_.text(value_(tick), 30, show_number(tick, tick_decimals(ticks)), "t m c");
      figure_.line(value_(tick), 35, value_(tick), 38 + height, "kg");
    }
    const double x = value_(mean_);
    figure_.line(x, 35, x, 38 + height, "ki");
    const std::string label = "mean " + show_measured(outlook_.value);
    figure_.text(x, 38 + height + 12, label, "t c o");
    foot_ = 38 + height + 16;
    y_ = 38;
  }

  [[nodiscard]] std::vector<std::string> label_of(const Driver& driver) const {
    return wrap_text(headline(driver.title), label_width_, kBody, 3);
  }
  [[nodiscard]] double row_height(const Driver& driver) const {
    const auto lines = static_cast<double>(label_of(driver).size());
    return figure_.is_narrow() ? lines * kLine + 44 : lines * kLine + 13 + 9;
  }

  void draw_row(const Driver& driver) {
    const bool narrow = figure_.is_narrow();
    const auto label = label_of(driver);
    const auto lines = static_cast<double>(label.size());
    const double height = row_height(driver);
    figure_.lines(0, y_ + 12, label, "o");
    const double under = y_ + 12 + lines * kLine;
    const bool judged = driver.basis.kind != Basis::Kind::Cited;
    if (!narrow) figure_.text(0, under - 1, basis_word(driver.basis), "t m");
    const double mid = narrow ? under + 1 : y_ + height / 2;
    figure_.text(share_x_, narrow ? y_ + 12 : mid + 4, show_percent(driver.variance_share), "s e");
    if (std::isfinite(driver.value_low) && std::isfinite(driver.value_high)) {
      const double at_low = value_(driver.value_low);
      const double at_high = value_(driver.value_high);
      const double left = std::min(at_low, at_high);
      const double right = std::max(at_low, at_high);
      figure_.rect(left, mid - 6, right - left, 12, judged ? "fp" : "fs");
      if (judged) {
        figure_.hatched(left, mid - 6, right - left, 12, Hatch::Light, "ka");
      } else {
        figure_.rect(left, mid - 6, right - left, 12, "f0 ka");
      }
      const bool low_is_left = at_low <= at_high;
      const std::string& left_label = low_is_left ? driver.low_label : driver.high_label;
      const std::string& right_label = low_is_left ? driver.high_label : driver.low_label;
      if (narrow) {
        const double half = figure_.width() / 2 - 6;
        figure_.text(0, mid + 19, fit_text(left_label, half, kTiny), "t m o");
        figure_.text(figure_.width(), mid + 19, fit_text(right_label, half, kTiny), "t m e o");
      } else {
        const auto beside = [&](double x, const std::string& end_label, std::string_view classes) {
          const auto words = wrap_text(end_label, end_width_ + 4, kTiny, 2);
          const double first = mid + 3.5 - 5.5 * (static_cast<double>(words.size()) - 1);
          figure_.lines(x, first, words, classes, 11);
        };
        beside(left - 5, left_label, "t m e o");
        beside(right + 5, right_label, "t m o");
      }
    }
    y_ += height;
  }

  void draw_key() {
    y_ = foot_ + 12;
    const double x = figure_.is_narrow() ? 0 : plot_low_;
    figure_.hatched(x, y_ - 9, 22, 10, Hatch::Light, "ka");
    figure_.text(x + 27, y_, "rests on judgement", "s m");
    const double second = x + 27 + text_width("rests on judgement", kSmall) + 22;
    figure_.rect(second, y_ - 9, 22, 10, "fs ka");
    figure_.text(second + 27, y_, "cited", "s m");
    y_ += 8;
  }

  const Outlook& outlook_;
  std::size_t shown_;
  Figure figure_;
  LinearScale value_;
  double end_width_ = 0;
  double label_width_ = 0;
  double share_x_ = 0;
  double plot_low_ = 0;
  double plot_high_ = 0;
  double mean_ = 0;
  double range_low_ = 0;
  double range_high_ = 1;
  double foot_ = 0;
  double y_ = 0;
};

}  // namespace

Chart draw_drivers(const Outlook& outlook, const Case& /*c*/, const ChartSettings& settings,
                   std::size_t shown_max) {
  const std::size_t shown = std::min(shown_max, outlook.drivers.size());
  if (shown == 0) {
    return empty_chart(settings, std::string(kTitle),
                       "No uncertain input moves the value of the plan.", make_table(outlook));
  }
  return DriverDrawing(outlook, settings, shown).draw();
}

}  // namespace penholder
