#include "compare/comparison_text.h"

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

constexpr std::size_t kMostCruxes = 6;
constexpr std::size_t kColumn = 8;  // of one view in the table
constexpr std::size_t kLeastTitle = 28;
constexpr std::size_t kShare = 5;       // of one view in the table of shares
constexpr double kLeastRegion = 0.05;   // of all weights: smaller regions are not described
constexpr double kLeastApart = 0.15;    // of a leaf's whole range: less is not worth a word
constexpr std::size_t kMostLeaves = 2;  // named for each region
constexpr double kErrors = 2.0;         // a gain of fewer standard errors is not shown as one

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
    regions();
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
        words += fmt::format(" ({})", to_label(c_.views[comparison_.views[v]].held_by));
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
    quoted.reserve(titles.size());
    for (const std::string& one : titles) quoted.push_back("“" + without_controls(one) + "”");
    return join_words(quoted);
  }

  // -- which weights prefer which design ---------------------------------------------------------

  static std::string percent(double share) {
    if (share <= 0.0) return ".";
    if (share < 0.01) return "<1";
    return fmt::format("{:.0f}", 100.0 * share);
  }

  [[nodiscard]] std::vector<std::string> of_standing(Preference::Standing standing) const {
    std::vector<std::string> titles;
    for (std::size_t d = 0; d < comparison_.preferences.size(); ++d) {
      if (comparison_.preferences[d].standing == standing) titles.push_back(title(d));
    }
    return titles;
  }

  void regions() {
    const std::vector<Preference>& all = comparison_.preferences;
    if (all.size() < 2) return;
    heading("Which weights prefer which design (per cent of the weights, on average over events)");
    const std::size_t room = width_ - 2 - kLeastTitle;
    const std::size_t side_by_side = std::max<std::size_t>(1, room / kShare - 1);
    for (std::size_t from = 0; from < views(); from += side_by_side) {
      const std::size_t to = std::min(views(), from + side_by_side);
      if (from > 0) text_ += '\n';
      const std::size_t wide = width_ - (to - from + 1) * kShare - 2;
      text_ += "  " + fitted("", wide) + fmt::format("{:>{}}", "all", kShare);
      for (std::size_t v = from; v < to; ++v) text_ += fmt::format("{:>{}}", letter(v), kShare);
      text_ += '\n';
      for (std::size_t d = 0; d < all.size(); ++d) {
        if (all[d].standing == Preference::Standing::Nowhere) continue;
        text_ += "  " + fitted(title(d), wide) +
                 fmt::format("{:>{}}", percent(all[d].of_all.mean), kShare);
        for (std::size_t v = from; v < to; ++v) {
          text_ += fmt::format("{:>{}}", percent(all[d].by_view[v].mean), kShare);
        }
        text_ += '\n';
      }
    }
    double error = 0.0;
    for (const Preference& each : all) {
      error = std::max(error, each.of_all.standard_error);
      for (const Measured& of_view : each.by_view) error = std::max(error, of_view.standard_error);
    }
    paragraph(
        fmt::format("all: of all weights that there could be; A, B, ...: of those that the view "
                    "allows. Standard errors reach {:.0f}, where designs are nearly level.",
                    std::ceil(100.0 * error)));
    const auto say = [&](Preference::Standing standing, std::string_view words) {
      const std::vector<std::string> titles = of_standing(standing);
      if (!titles.empty()) item(fmt::format("{}: {}", words, join_words(titles)));
    };
    using Standing = Preference::Standing;
    say(Standing::EveryView, "Preferred by every view (for most of its weights)");
    for (std::size_t d = 0; d < all.size(); ++d) {
      if (all[d].standing != Standing::SomeViews) continue;
      std::vector<std::string> fans;
      for (std::size_t v = 0; v < views(); ++v) {
        if (all[d].by_view[v].mean > 0.5) fans.push_back(letter(v));
      }
      item(fmt::format("Contested: {}, preferred by {}", title(d), join_words(fans)));
    }
    say(Standing::NoView, "Best for some weights, but for most of no view's");
    say(Standing::Nowhere, "Best in no draw, of any view or of all weights");
    for (std::size_t d = 0; d < all.size(); ++d) where(d);
  }

  // The leaves whose weight sets the design's region most apart from all weights.
  void where(std::size_t design) {
    const Preference& preference = comparison_.preferences[design];
    if (preference.weight.empty() || preference.of_all.mean < kLeastRegion ||
        preference.of_all.mean > 1.0 - kLeastRegion) {
      return;
    }
    std::vector<std::pair<double, LeafId>> apart;
    for (const LeafId leaf : preference.weight.ids()) {
      const Preference::Range& all = comparison_.all_weights[leaf];
      const double spread = std::max(all.p90 - all.p10, 1e-9);
      apart.emplace_back((preference.weight[leaf].p50 - all.p50) / spread, leaf);
    }
    std::ranges::stable_sort(apart, std::ranges::greater{},
                             [](const auto& each) { return std::max(each.first, -each.first); });
    std::vector<std::string> words;
    const Leaves leaves(c_);
    for (const auto& [by, leaf] : apart) {
      if (words.size() == kMostLeaves || std::max(by, -by) < kLeastApart) break;
      const Preference::Range& here = preference.weight[leaf];
      const Preference::Range& all = comparison_.all_weights[leaf];
      words.push_back(
          fmt::format("“{}” weighs {} ({:.0f} to {:.0f} %; in all weights {:.0f} to "
                      "{:.0f} %)",
                      without_controls(leaves.title(leaf)), by > 0 ? "more" : "less",
                      100.0 * here.p10, 100.0 * here.p90, 100.0 * all.p10, 100.0 * all.p90));
    }
    if (!words.empty()) item(fmt::format("{}: best where {}", title(design), join_words(words)));
  }

  // -- cruxes ------------------------------------------------------------------------------------

  /// With the decimals that the error carries, at most two.
  static std::string plus_minus(const Measured& value) {
    const int decimals = std::clamp(decimals_for(value.standard_error), 1, 2);
    const double least = decimals == 1 ? 0.1 : 0.01;
    return fmt::format("{:.{}f} points (±{:.{}f})", value.mean, decimals,
                       std::max(least, value.standard_error), decimals);
  }
  static std::string worth(const Measured& value) {
    if (value.mean < 0.05) return "under 0.05 points";
    return plus_minus(value);
  }

  void cruxes() {
    if (comparison_.designs.size() < 2) return;
    heading("Questions on which the choice turns, over all views together");
    if (comparison_.cruxes.empty()) {
      paragraph(
          "Settling any single question beforehand would not change the choice by more than "
          "chance.");
    }
    for (std::size_t i = 0; i < std::min(comparison_.cruxes.size(), kMostCruxes); ++i) {
      const Crux& crux = comparison_.cruxes[i];
      item(fmt::format(
          "{} ({}): knowing it before choosing is worth {}. {}", without_controls(crux.title),
          to_word(crux.basis.kind),
          worth({.mean = crux.value_of_settling, .standard_error = crux.standard_error}),
          answers(crux)));
    }
    if (comparison_.questions == 0) return;
    bounds();
  }

  [[nodiscard]] std::string answers(const Crux& crux) const {
    if (crux.kind == Crux::Kind::Pair) return "Neither of the two alone is worth as much";
    if (crux.kind == Crux::Kind::View) {
      std::vector<std::string> parts;
      for (std::size_t d = 0; d < comparison_.designs.size(); ++d) {
        std::vector<std::string> fans;
        for (std::size_t v = 0; v < crux.by_view.size(); ++v) {
          if (crux.by_view[v] == d) fans.push_back(letter(v));
        }
        if (!fans.empty()) parts.push_back(fmt::format("{}: {}", join_words(fans), title(d)));
      }
      return fmt::format("{}", fmt::join(parts, ". "));
    }
    return crux.low_prefers == crux.high_prefers
               ? fmt::format("Low or high: {}; in between, another", crux.low_prefers)
               : fmt::format("Low or no: {}. High or yes: {}", crux.low_prefers, crux.high_prefers);
  }

  // What the questions not listed could be worth at most, and what it would take.
  void bounds() {
    std::string words = fmt::format(
        "{} questions were asked: every uncertain number and event, every weight, the choice of "
        "view, and the most telling two by two. Knowing everything beforehand would be worth {}; "
        "no question can be worth more. Knowing all weights: {}",
        comparison_.questions, worth(comparison_.value_of_all),
        worth(comparison_.value_of_weights));
    if (comparison_.views.size() > 1) {
      words += fmt::format("; only which view is to hold: {}", worth(comparison_.value_of_view));
    }
    paragraph(words + ".");
    const Measured& lead = comparison_.room_lead;
    std::string turn;
    if (lead.mean <= kErrors * lead.standard_error) {
      turn = fmt::format("With every view counted alike, {} and {} are level within chance.",
                         title(comparison_.room_best), title(comparison_.room_second));
    } else {
      turn = fmt::format("With every view counted alike, {} leads {} by {}.",
                         title(comparison_.room_best), title(comparison_.room_second),
                         plus_minus(lead));
    }
    if (!comparison_.turns.empty()) {
      const Turn& least = comparison_.turns.front();
      turn += fmt::format(
          " The least move of weight that changes this: {} of all weight to “{}”, and then {} "
          "leads.",
          least.shift < 0.01 ? "under 1 %" : fmt::format("{:.0f} %", 100.0 * least.shift),
          without_controls(Leaves(c_).title(least.leaf)), title(least.design));
    } else {
      turn += " No move of weight to a single objective changes this.";
    }
    paragraph(turn);
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
