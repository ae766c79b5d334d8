#include "stress/outlook_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/text.h"
#include "stress/figures.h"

namespace penholder {
namespace {

constexpr std::size_t kMostRows = 8;
constexpr std::size_t kChanceColumns = 20;

class Page {
 public:
  Page(const Outlook& outlook, const Case& c, int width, bool colour)
      : o_(outlook),
        c_(c),
        width_(static_cast<std::size_t>(std::clamp(width, 60, 200))),
        colour_(colour) {}

  std::string render() {
    heading("Outlook: " + without_controls(c_.title));
    paragraph(
        fmt::format("As of {}. {} simulated courses of events, seed {}. Figures inform a political "
                    "decision and do not take it.",
                    to_long_string(c_.as_of),
                    format_thousands(static_cast<long long>(o_.replications)), o_.seed));
    value();
    benchmarks();
    tasks();
    shocks();
    drivers();
    return std::move(text_);
  }

 private:
  void heading(std::string_view words) {
    if (!text_.empty()) text_ += '\n';
    const std::string line = wrapped(words, width_);
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }
  void paragraph(std::string_view words) { text_ += wrapped(words, width_); }
  void row(std::string_view title, std::string_view figure) {
    text_ += "  " + fitted(title, width_ - kChanceColumns - 4) + "  " + std::string(figure) + '\n';
  }
  void more(std::size_t count, std::string_view what) {
    if (count > 0) text_ += fmt::format("  and {} more {}\n", count, what);
  }
  [[nodiscard]] std::string date(double day) const {
    return to_short_string(c_.horizon.start + static_cast<Days>(std::lround(day))) +
           fmt::format(" {}", (c_.horizon.start + static_cast<Days>(std::lround(day))).year());
  }

  void value() {
    heading("Value");
    paragraph(
        fmt::format("The plan would be worth {} of 100 if nothing went wrong. On average it "
                    "reaches {}; in 8 courses of events out "
                    "of 10 between {} and {}.",
                    format_number(o_.planned_value, 1), figure_in_words(o_.value),
                    format_number(o_.value_spread.p10, 0), format_number(o_.value_spread.p90, 0)));
  }

  void benchmarks() {
    if (o_.benchmarks.empty()) return;
    heading("Benchmarks met by their date");
    for (const BenchmarkOutlook& one : o_.benchmarks) {
      const Benchmark& entity = c_.benchmarks[one.benchmark];
      row(fmt::format("{} ({})", entity.title, to_string(resolve(c_, entity.due))),
          chance_in_words(one.met.mean));
    }
    row("All of them together", chance_in_words(o_.all_benchmarks.mean));
    double at_least_half = 0.0;
    for (std::size_t k = (o_.benchmarks.size() + 1) / 2; k < o_.benchmarks_met.size(); ++k) {
      at_least_half += o_.benchmarks_met[k];
    }
    row("At least half of them", chance_in_words(at_least_half));
  }

  void tasks() {
    std::vector<const TaskOutlook*> late;
    for (const TaskOutlook& one : o_.tasks) {
      if (c_.tasks[one.task].is_standing()) continue;
      if (one.on_plan < 1.0 && (one.done > 0.0 || one.criticality > 0.0)) late.push_back(&one);
    }
    if (late.empty()) return;
    std::ranges::stable_sort(late, {}, &TaskOutlook::on_plan);
    heading("Tasks, most often late first");
    text_ += "  " + fitted("", width_ - kChanceColumns - 4) + "  on time\n";
    for (std::size_t i = 0; i < std::min(late.size(), kMostRows); ++i) {
      const TaskOutlook& one = *late[i];
      row(c_.tasks[one.task].title, chance_in_words(one.on_plan));
      std::string detail;
      if (one.done > 0.0) {
        detail = fmt::format("done within the mandate {}, then by {} (1 in 10 only by {})",
                             chance_in_words(one.done), date(one.finish.p50), date(one.finish.p90));
      } else {
        detail = "never done within the mandate";
      }
      if (one.criticality >= 0.005) {
        detail += fmt::format("; holds up others {}", chance_in_words(one.criticality));
      }
      text_ += "    " + wrapped(detail, width_ - 4, 4);
    }
    more(late.size() - std::min(late.size(), kMostRows), "that are sometimes late");
  }

  void shocks() {
    std::vector<const ShockOutlook*> costly;
    for (const ShockOutlook& one : o_.shocks) {
      if (one.strikes > 0.0) costly.push_back(&one);
    }
    if (costly.empty()) return;
    std::ranges::stable_sort(costly, std::ranges::greater{},
                             [](const ShockOutlook* one) { return one->value_lost.mean; });
    heading("Shocks: what the plan would gain, on average, if each were ruled out");
    for (std::size_t i = 0; i < std::min(costly.size(), kMostRows); ++i) {
      const ShockOutlook& one = *costly[i];
      row(fmt::format("{} (strikes {})", c_.shocks[one.shock].title, chance_in_words(one.strikes)),
          figure_in_words(one.value_lost) + " of 100");
    }
    more(costly.size() - std::min(costly.size(), kMostRows), "shocks");
  }

  void drivers() {
    heading("What the spread hangs on");
    if (o_.drivers.empty()) {
      paragraph("No single input moves the value by more than chance.");
      return;
    }
    paragraph(
        fmt::format("Single inputs explain about {} of the spread; about {} of that rests on "
                    "judgement, not on a source.",
                    percent(o_.explained), percent(o_.judgement_share)));
    for (std::size_t i = 0; i < std::min(o_.drivers.size(), kMostRows); ++i) {
      const Driver& one = o_.drivers[i];
      row(one.title, percent(one.variance_share) + " of the spread");
      text_ +=
          "    " +
          wrapped(fmt::format("{}: {} on average; {}: {} ({})", without_controls(one.low_label),
                              format_number(one.value_low, 0), without_controls(one.high_label),
                              format_number(one.value_high, 0), to_word(one.basis.kind)),
                  width_ - 4, 4);
    }
    more(o_.drivers.size() - std::min(o_.drivers.size(), kMostRows), "with less weight");
  }

  [[nodiscard]] static std::string percent(double share) {
    if (share > 0.0 && share < 0.01) return "1 %";
    return format_number(100.0 * share, 0) + " %";
  }

  const Outlook& o_;
  const Case& c_;
  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace

std::string render_text(const Outlook& outlook, const Case& c, int width, bool colour) {
  return Page(outlook, c, width, colour).render();
}

}  // namespace penholder
