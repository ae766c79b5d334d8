// Which weights prefer which design, on the triangle that three objectives span: each point is a
// weighting, a corner gives all weight to one objective.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "chart/charts.h"
#include "chart/design_key.h"
#include "chart/figure.h"
#include "chart/label_placement.h"
#include "chart/numbers.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::string_view kTitle = "Which weights prefer which design";
constexpr double kBadge = 8.5;        // radius of a number
constexpr double kLeastPart = 0.004;  // of the triangle: smaller parts get no number
constexpr std::size_t kDots = 25;     // of a view's draws
constexpr double kSine = 0.8660254037844386;

std::string corners_in_words(const WeightMap& map, const Case& c) {
  std::vector<std::string> names;
  for (const ObjectiveId corner : map.corners) names.push_back(quoted(c.objectives[corner].title));
  return join_words(names);
}

std::string describe(const Comparison& comparison, const WeightMap& map, const Case& c) {
  std::string text = fmt::format(
      "Every point of the triangle is a weighting of {}; at a corner one of them has all the "
      "weight.",
      corners_in_words(map, c));
  if (!map.has_leaves_at_corners) {
    text +=
        " Within each, the weight is split evenly at every branch; a view that splits it otherwise "
        "can prefer another design than the one where its letter stands.";
  }
  const std::vector<std::size_t> order = designs_by_share(comparison);
  std::vector<std::string> parts;
  for (const std::size_t d : order) {
    const bool is_here = std::ranges::any_of(
        map.parts, [&](const WeightMap::Part& part) { return part.design == d; });
    if (is_here && parts.size() < 3) parts.push_back(quoted(comparison.designs[d].title));
  }
  if (parts.size() == 1) {
    text += fmt::format(" {} is best on average throughout.", parts.front());
  } else {
    text += fmt::format(" Largest areas: {}. On the lines two designs are equally good.",
                        join_words(parts));
  }
  if (!comparison.views.empty()) text += " Letters mark the middle of each view, dots its draws.";
  return text;
}

class MapDrawing {
 public:
  MapDrawing(const Comparison& comparison, const Case& c, const ChartSettings& settings)
      : comparison_(comparison),
        map_(*comparison.weight_map),
        c_(c),
        figure_(settings),
        order_(designs_by_share(comparison)) {
    const double w = figure_.width();
    const bool narrow = figure_.is_narrow();
    side_ = narrow ? w - 24 : std::min(w * 0.58, 560.0);
    left_ = narrow ? 12 : 8;
    top_ = narrow ? 34 : 20;
    key_x_ = narrow ? 0 : left_ + side_ + 34;
  }

  Chart draw() {
    fill_parts();
    for (const WeightMap::Border& border : map_.borders) {
      const auto [x1, y1] = at(border.from);
      const auto [x2, y2] = at(border.to);
      figure_.line(x1, y1, x2, y2, "ki w2");
    }
    const auto [ax, ay] = at({1, 0, 0});
    const auto [bx, by] = at({0, 1, 0});
    const auto [cx, cy] = at({0, 0, 1});
    figure_.path(polygon({{ax, ay}, {bx, by}, {cx, cy}}), "f0 kr w2");
    draw_views();
    draw_badges();
    const double foot = draw_corners();
    double key = figure_.is_narrow() ? foot + 22 : 34;
    key = draw_key(key);
    return figure_.finish(std::max(foot, key), std::string(kTitle), describe(comparison_, map_, c_),
                          preference_table(comparison_, c_));
  }

 private:
  using Place = std::pair<double, double>;

  // The first corner at the top, the second left, the third right.
  [[nodiscard]] Place at(const WeightMap::Point& weights) const {
    return {left_ + side_ * (weights[2] + 0.5 * weights[0]),
            top_ + side_ * kSine * (1.0 - weights[0])};
  }

  static std::string polygon(const std::vector<Place>& places) {
    std::string d;
    for (const auto& [x, y] : places) {
      d += fmt::format("{}{} {}", d.empty() ? "M" : "L", svg_number(x), svg_number(y));
    }
    return d + "Z";
  }

  void fill_parts() {
    for (const WeightMap::Part& part : map_.parts) {
      std::vector<Place> places;
      for (const WeightMap::Point& point : part.outline) places.push_back(at(point));
      const auto rank =
          static_cast<std::size_t>(std::ranges::find(order_, part.design) - order_.begin());
      fill_design(figure_, polygon(places), rank);
    }
  }

  struct Badge {
    std::size_t design = 0;
    double x = 0;
    double y = 0;
    double area = 0;
  };

  // One number a design: in the middle of its largest part.
  [[nodiscard]] std::vector<Badge> badges() const {
    std::vector<Badge> made;
    for (const std::size_t d : order_) {
      Badge best{.design = d};
      for (const WeightMap::Part& part : map_.parts) {
        if (part.design != d) continue;
        double twice = 0, x = 0, y = 0;
        for (std::size_t i = 0; i < part.outline.size(); ++i) {
          const auto [x1, y1] = at(part.outline[i]);
          const auto [x2, y2] = at(part.outline[(i + 1) % part.outline.size()]);
          const double cross = x1 * y2 - x2 * y1;
          twice += cross;
          x += (x1 + x2) * cross;
          y += (y1 + y2) * cross;
        }
        const double area = std::abs(twice) / (side_ * side_ * kSine);
        if (area <= best.area || twice == 0) continue;
        best = {.design = d, .x = x / (3 * twice), .y = y / (3 * twice), .area = area};
      }
      if (best.area >= kLeastPart) made.push_back(best);
    }
    return made;
  }

  void draw_badges() {
    for (const Badge& badge : badges()) {
      const auto rank =
          static_cast<std::size_t>(std::ranges::find(order_, badge.design) - order_.begin());
      figure_.circle(badge.x, badge.y, kBadge, "fp ki");
      figure_.text(badge.x, badge.y + 4, fmt::format("{}", rank + 1), "s b c");
      taken_.push_back({badge.x - kBadge, badge.y - kBadge, badge.x + kBadge, badge.y + kBadge});
    }
  }

  void draw_views() {
    if (comparison_.views.empty()) return;
    for (const WeightMap::Cloud& cloud : map_.views) {
      for (std::size_t i = 0; i < std::min(kDots, cloud.draws.size()); ++i) {
        const auto [x, y] = at(cloud.draws[i]);
        figure_.circle(x, y, 1.1, "fm");
      }
    }
    std::vector<PointLabel> labels;
    std::vector<Box> taken;
    for (const Badge& badge : badges()) {
      taken.push_back(
          {badge.x - kBadge - 1, badge.y - kBadge - 1, badge.x + kBadge + 1, badge.y + kBadge + 1});
    }
    for (std::size_t v = 0; v < map_.views.size(); ++v) {
      const auto [x, y] = at(map_.views[v].mean);
      labels.push_back({.x = x, .y = y, .radius = 4, .width = 11, .height = 12});
    }
    const Box frame{left_, top_, left_ + side_, top_ + side_ * kSine};
    auto placed = place_labels(labels, frame, taken);
    for (std::size_t v = 0; v < labels.size(); ++v) {
      if (placed[v]) taken.push_back(*placed[v]);
      const PointLabel& mark = labels[v];
      taken.push_back({mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4});
    }
    for (std::size_t v = 0; v < labels.size(); ++v) {
      if (!placed[v]) place_afar(labels[v], frame, taken, placed[v]);
    }
    for (const PointLabel& mark : labels) figure_.diamond(mark.x, mark.y, 4, "fi kp");
    for (std::size_t v = 0; v < labels.size(); ++v) {
      if (!placed[v]) continue;
      figure_.text((placed[v]->left + placed[v]->right) / 2, placed[v]->bottom - 2.5,
                   view_letter(v), "s b c o");
    }
  }

  // Where views crowd, a letter stands further off, tied to its mark by a line.
  void place_afar(const PointLabel& mark, const Box& frame, std::vector<Box>& taken,
                  std::optional<Box>& place) {
    for (double radius = 16; radius < 60 && !place; radius += 8) {
      PointLabel afar = mark;
      afar.radius = radius;
      std::vector<Box> others;
      for (const Box& box : taken) {
        const bool is_own = box.left == mark.x - 4 && box.top == mark.y - 4;
        if (!is_own) others.push_back(box);
      }
      place = place_labels({afar}, frame, others).front();
    }
    if (!place) return;
    taken.push_back(*place);
    figure_.line(mark.x, mark.y, (place->left + place->right) / 2, (place->top + place->bottom) / 2,
                 "kr w0");
  }

  // Names of the corners; the foot of the lowest.
  double draw_corners() {
    const auto name = [&](std::size_t corner) { return c_.objectives[map_.corners[corner]].title; };
    const bool narrow = figure_.is_narrow();
    const auto [x, y] = at({1, 0, 0});
    if (narrow) {
      const auto words = wrap_text(name(0), figure_.width(), kSmall, 2, true);
      figure_.lines(0, 11, words, "s b", 13);
    } else {
      const auto words = wrap_text(name(0), figure_.width() - x - 16, kSmall, 2, true);
      figure_.lines(x + 12, y + 1, words, "s b", 13);
    }
    const double under = top_ + side_ * kSine + 16;
    const double half = side_ / 2 - 10;
    const auto low = wrap_text(name(1), half + left_, kSmall, 4, true);
    const auto high = wrap_text(name(2), half, kSmall, 4, true);
    figure_.lines(0, under, low, "s b", 13);
    figure_.lines(left_ + side_, under, high, "s b e", 13);
    return under + 13.0 * static_cast<double>(std::max(low.size(), high.size()));
  }

  // Numbers, then letters.
  double draw_key(double y) {
    const double width = figure_.width() - key_x_;
    const bool narrow = figure_.is_narrow();
    if (!narrow) y = std::max(y, top_ + 34.0);
    figure_.text(key_x_, y, "Best on average there", "s b");
    figure_.text(figure_.width(), y, "of all weights", "t m e");
    y += 8;
    for (std::size_t rank = 0; rank < order_.size(); ++rank) {
      const std::size_t d = order_[rank];
      const Preference& preference = comparison_.preferences[d];
      if (preference.standing == Preference::Standing::Nowhere) continue;
      const auto words = wrap_text(comparison_.designs[d].title, width - 76, kSmall, 3);
      const double box = y + 5;
      fill_design(
          figure_,
          polygon({{key_x_, box}, {key_x_ + 18, box}, {key_x_ + 18, box + 13}, {key_x_, box + 13}}),
          rank);
      figure_.rect(key_x_, box, 18, 13, "f0 kr");
      figure_.text(key_x_ + 24, y + 15, fmt::format("{}", rank + 1), "s b");
      figure_.lines(key_x_ + 38, y + 15, words, "s", 13);
      figure_.text(figure_.width(), y + 15, show_percent(preference.of_all.mean), "s e");
      y += 13.0 * static_cast<double>(words.size()) + 7;
    }
    if (comparison_.views.empty()) return y + 6;
    y += 22;
    figure_.text(key_x_, y, "Middle of each view", "s b");
    y += 4;
    for (std::size_t v = 0; v < comparison_.views.size(); ++v) {
      const auto words = wrap_text(c_.views[comparison_.views[v]].title, width - 20, kSmall, 3);
      figure_.text(key_x_, y + 13, view_letter(v), "s b");
      figure_.lines(key_x_ + 16, y + 13, words, "s", 13);
      y += 13.0 * static_cast<double>(words.size()) + 3;
    }
    return y + 6;
  }

  const Comparison& comparison_;
  const WeightMap& map_;
  const Case& c_;
  Figure figure_;
  std::vector<std::size_t> order_;
  std::vector<Box> taken_;
  double side_ = 0;
  double left_ = 0;
  double top_ = 0;
  double key_x_ = 0;
};

bool is_sound(const Comparison& comparison, const Case& c) {
  if (!comparison.weight_map || comparison.preferences.size() != comparison.designs.size()) {
    return false;
  }
  const WeightMap& map = *comparison.weight_map;
  const auto is_finite = [](const WeightMap::Point& at) {
    return std::isfinite(at[0]) && std::isfinite(at[1]) && std::isfinite(at[2]);
  };
  for (const WeightMap::Part& part : map.parts) {
    if (part.design >= comparison.designs.size()) return false;
    if (!std::ranges::all_of(part.outline, is_finite)) return false;
  }
  for (const ObjectiveId corner : map.corners) {
    if (corner.value >= c.objectives.size()) return false;
  }
  return (comparison.views.empty() || map.views.size() == comparison.views.size()) &&
         std::ranges::all_of(map.views,
                             [&](const WeightMap::Cloud& cloud) { return is_finite(cloud.mean); });
}

}  // namespace

Chart draw_weight_map(const Comparison& comparison, const Case& c, const ChartSettings& settings) {
  if (!is_sound(comparison, c)) {
    return empty_chart(settings, std::string(kTitle),
                       "Three objectives would span such a map; this case has other ones, or its "
                       "designs were not compared.",
                       preference_table(comparison, c));
  }
  return MapDrawing(comparison, c, settings).draw();
}

}  // namespace penholder
