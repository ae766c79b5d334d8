#include "compare/comparison_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/columns.h"
#include "base/text.h"
#include "stress/figures.h"

namespace penholder {
namespace {

constexpr std::size_t kMostCruxes = 6;
constexpr std::size_t kColumn = 8;  // of one view in the table
constexpr double kErrors = 2.0;     // a gain of fewer standard errors is not shown as one

class Page {
 public:
  Page(const Comparison& comparison, const Case& c, int width, bool colour)
      : comparison_(comparison),
        c_(c),
        width_(static_cast<std::size_t>(std::clamp(width, 60, 200))),
        colour_(colour) {}

  std::string render() {
    heading("Options: " + without_controls(c_.title));
    paragraph(fmt::format(
        "As of {}. Under each view, each design is carried out by the plan that holds best of "
        "those found, simulated {} times on the "
        "same draws, seed {}. "
        "Figures inform a political decision and do not take it.",
        to_long_string(c_.as_of),
        format_thousands(static_cast<long long>(comparison_.replications)), comparison_.seed));
    table();
    best();
    costs();
    cruxes();
    return std::move(text_);
  }

 private:
  void heading(std::string_view words) {
    if (!text_.empty()) text_ += '\n';
    const std::string line = wrapped(words, width_);
    text_ += colour_ ? fmt::format("\x1b[1m{}\x1b[0m\n", line.substr(0, line.size() - 1)) : line;
  }
  void paragraph(std::string_view words) { text_ += wrapped(words, width_); }
  void item(std::string_view words) { text_ += "  - " + wrapped(words, width_ - 4, 4); }
  [[nodiscard]] std::string title(std::size_t design) const {
    return without_controls(comparison_.designs[design].title);
  }
  [[nodiscard]] std::string view(std::size_t index) const {
    if (index >= comparison_.views.size()) return "Equal weights";
    return without_controls(c_.views[comparison_.views[index]].title);
  }
  [[nodiscard]] std::size_t views() const {
    return comparison_.designs.empty() ? 0 : comparison_.designs.front().cells.size();
  }

  static std::string gain(const Measured& gain) {
    const double size = std::max(gain.mean, -gain.mean);
    if (size <= kErrors * gain.standard_error || size < 0.05) return "=";
    return (gain.mean > 0 ? "+" : "") + figure_in_words(gain);
  }

  void table() {
    heading("Value of the mandate as it stands, and what each option adds (points of 100)");
    // As many views side by side as fit beside a readable title.
    const std::size_t room = width_ - std::min<std::size_t>(width_ / 2, 44);
    const std::size_t side_by_side = std::max<std::size_t>(1, room / kColumn);
    for (std::size_t from = 0; from < views(); from += side_by_side) {
      const std::size_t to = std::min(views(), from + side_by_side);
      if (from > 0) text_ += '\n';
      const std::size_t wide = width_ - (to - from) * kColumn - 2;
      text_ += "  " + fitted("", wide);
      for (std::size_t v = from; v < to; ++v) text_ += fmt::format("{:>{}}", letter(v), kColumn);
      text_ += '\n';
      for (std::size_t d = 0; d < comparison_.designs.size(); ++d) {
        text_ += "  " + fitted(title(d), wide);
        for (std::size_t v = from; v < to; ++v) {
          const Cell& cell = comparison_.designs[d].cells[v];
          const std::string figure = d == 0 ? figure_in_words(cell.value) : gain(cell.gain);
          const bool is_best = comparison_.best_by_view[v] == d;
          text_ += fmt::format("{:>{}}", figure + (is_best ? "*" : " "), kColumn);
        }
        text_ += '\n';
      }
    }
    for (std::size_t v = 0; v < views(); ++v) {
      text_ += fmt::format("  {}  ", letter(v));
      std::string words = view(v);
      if (v < comparison_.views.size()) {
        words += fmt::format(" ({})", to_phrase(c_.views[comparison_.views[v]].held_by));
      }
      text_ += wrapped(words, width_ - 5, 5);
    }
    paragraph("* best beyond chance under that view; = no difference beyond chance");
  }

  static std::string letter(std::size_t view) {
    return view < 26 ? std::string(1, static_cast<char>('A' + view)) : fmt::format("{}", view + 1);
  }

  void best() {
    heading("Which design");
    std::size_t clear = 0;
    for (const auto& one : comparison_.best_by_view) clear += one ? 1 : 0;
    if (clear == 0) paragraph("No design leads under any view by more than chance.");
    std::vector<bool> is_named(comparison_.designs.size(), false);
    for (std::size_t v = 0; v < views(); ++v) {
      const auto& winner = comparison_.best_by_view[v];
      if (!winner || is_named[*winner]) continue;
      is_named[*winner] = true;
      std::vector<std::string> fans;
      for (std::size_t other = v; other < views(); ++other) {
        if (comparison_.best_by_view[other] == winner) fans.push_back(letter(other));
      }
      item(fmt::format("{} does best under {}", title(*winner), join_words(fans)));
    }
    if (clear > 0 && clear < views()) {
      item(fmt::format("under {} no design leads by more than chance",
                       views() - clear == 1 ? "one other view"
                                            : fmt::format("{} other views", views() - clear)));
    }
    if (comparison_.designs.size() > 1) {
      const std::size_t least = comparison_.least_regret;
      item(fmt::format(
          "{} costs the view that it serves worst the least: on average {} points behind what "
          "would be "
          "best for it",
          title(least), format_number(comparison_.designs[least].worst_view_regret, 1)));
    }
  }

  void costs() {
    bool is_first = true;
    for (std::size_t d = 1; d < comparison_.designs.size(); ++d) {
      const DesignRow& row = comparison_.designs[d];
      if (row.tasks_gained.empty() && row.tasks_lost.empty()) continue;
      if (is_first) heading("What an option brings into the plan, and what it pushes out");
      is_first = false;
      std::string words = title(d) + ": ";
      if (!row.tasks_gained.empty()) words += "in: " + listed(row.tasks_gained);
      if (!row.tasks_gained.empty() && !row.tasks_lost.empty()) words += "; ";
      if (!row.tasks_lost.empty()) words += "out: " + listed(row.tasks_lost);
      item(words);
    }
  }

  static std::string listed(const std::vector<std::string>& titles) {
    std::vector<std::string> quoted;
    for (const std::string& one : titles) quoted.push_back("“" + without_controls(one) + "”");
    return join_words(quoted);
  }

  void cruxes() {
    if (comparison_.designs.size() < 2) return;
    heading("Questions on which the choice turns, over all views together");
    if (comparison_.cruxes.empty()) {
      paragraph(
          "Settling any single question beforehand would not change the choice by more than "
          "chance.");
      return;
    }
    for (std::size_t i = 0; i < std::min(comparison_.cruxes.size(), kMostCruxes); ++i) {
      const Crux& crux = comparison_.cruxes[i];
      item(fmt::format(
          "{} ({}): knowing it before choosing is worth {} points. {}",
          without_controls(crux.title), to_word(crux.basis.kind),
          crux.value_of_settling < 0.1 ? "less than 0.1" : format_number(crux.value_of_settling, 1),
          crux.low_prefers == crux.high_prefers
              ? fmt::format("Low or high: {}; in between, another", crux.low_prefers)
              : fmt::format("Low or no: {}. High or yes: {}", crux.low_prefers,
                            crux.high_prefers)));
    }
  }

  const Comparison& comparison_;
  const Case& c_;
  std::size_t width_;
  bool colour_;
  std::string text_;
};

}  // namespace

std::string render_text(const Comparison& comparison, const Case& c, int width, bool colour) {
  return Page(comparison, c, width, colour).render();
}

}  // namespace penholder
