#include "casefile/swing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "casefile/kind_table.h"

namespace penholder {
namespace {

constexpr double kMostPoints = 100.0;

struct Swing {
  ObjectiveId objective;
  double low = 0.0;
  double high = 0.0;
  Span span;

  [[nodiscard]] bool is_largest() const { return low == kMostPoints && high == kMostPoints; }
};

/// False when the item says nothing that can be used; what is wrong has been reported.
bool read_points(Fields& item, Swing& swing) {
  const bool has_points = item.has("points");
  const bool has_range = item.has("low") || item.has("high");
  if (has_points == has_range || (has_range && item.has("low") != item.has("high"))) {
    if (item.context().is_complete()) {
      item.report(kind_of("choose-one"), item.span(),
                  fmt::format("an objective has either `points`, or `low` and `high`; this has {}",
                              has_points  ? "both"
                              : has_range ? "one end of a range"
                                          : "neither"),
                  "such as `points: 60`, or `low: 50, high: 80`");
    }
    return false;
  }
  if (has_points) {
    swing.low = -1.0;
    item.read("points", swing.low);
    swing.high = swing.low;
  } else {
    swing.low = swing.high = -1.0;
    item.read("low", swing.low);
    item.read("high", swing.high);
  }
  if (swing.low < 0.0 || swing.high < 0.0) return false;  // no number: reported
  if (swing.low > swing.high) {
    item.report(kind_of("percentile-order"), item.at("high")->span, "`high` is below `low`",
                "low <= high", {{.span = item.at("low")->span, .text = "low"}});
    std::swap(swing.low, swing.high);
  }
  const Span place = item.at(has_points ? "points" : "high")->span;
  if (swing.high > kMostPoints) {
    item.report(kind_of("swing-points"), place,
                fmt::format("{} points are more than 100", format_number(swing.high, 2)),
                "give 100 to the objective that matters most, and to the others in proportion");
    return false;
  }
  if (swing.high == 0.0) {
    item.report(kind_of("swing-points"), place, "0 points are no weight at all",
                "give a low number, or a range that begins at 0");
    return false;
  }
  return true;
}

std::string words_for(const Swing& swing, const Swing& largest, const Case& c,
                      const std::string& text) {
  const std::string points =
      swing.low == swing.high
          ? format_number(swing.low, 2)
          : fmt::format("{} to {}", format_number(swing.low, 2), format_number(swing.high, 2));
  const std::string words =
      fmt::format("{} swing points for {}, 100 for {}", points, c.objectives[swing.objective].title,
                  c.objectives[largest.objective].title);
  return text.empty() ? words : fmt::format("{} ({})", text, words);
}

}  // namespace

std::vector<Statement> read_swing(Fields& f, const Statement& common, const Case& c) {
  std::vector<Swing> swings;
  bool is_whole = f.context().is_complete();
  f.each("swing", [&](Fields& item) {
    Swing swing;
    swing.span = item.span();
    item.read("objective", swing.objective);
    if (!item.is_sound() || !read_points(item, swing)) {
      is_whole = false;
      return;
    }
    const auto twin = std::ranges::find(swings, swing.objective, &Swing::objective);
    if (twin != swings.end()) {
      item.report(kind_of("repeated-reference"), item.at("objective")->span,
                  fmt::format("`{}` has points already", c.objectives[swing.objective].id),
                  "keep one of the two", {{.span = twin->span, .text = "here"}});
      return;
    }
    const auto parent = c.objectives[swing.objective].parent;
    if (!swings.empty() && c.objectives[swings.front().objective].parent != parent) {
      item.report(
          kind_of("swing-points"), item.at("objective")->span,
          fmt::format("`{}` and `{}` have different parents", c.objectives[swing.objective].id,
                      c.objectives[swings.front().objective].id),
          "compare objectives with one parent here; across the tree, use `ratio`",
          {{.span = swings.front().span, .text = "compared with this"}});
      is_whole = false;
      return;
    }
    swings.push_back(swing);
  });
  const auto largest = std::ranges::find_if(swings, &Swing::is_largest);
  if (largest == swings.end() || swings.size() < 2) {
    if (is_whole) {
      f.report(kind_of("swing-points"), f.key_span("swing"),
               swings.size() < 2 ? "swing points compare at least two objectives"
                                 : "no objective has exactly 100 points",
               swings.size() < 2 ? "give points to the other objectives with the same parent"
                                 : "give `points: 100` to the one that matters most");
    }
    return {};
  }
  std::vector<Statement> ratios;
  for (const Swing& swing : swings) {
    if (swing.objective == largest->objective) continue;
    Statement ratio = common;
    // Written with the smaller one in front: points down to 0 then need no infinite ratio.
    ratio.says = RatioBetween{.more = swing.objective,
                              .less = largest->objective,
                              .low = swing.low / kMostPoints,
                              .high = swing.high / kMostPoints};
    ratio.text = words_for(swing, *largest, c, common.text);
    ratio.span = swing.span;
    ratios.push_back(std::move(ratio));
  }
  return ratios;
}

}  // namespace penholder
