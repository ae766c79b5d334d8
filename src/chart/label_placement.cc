#include "chart/label_placement.h"

#include <algorithm>
#include <array>

namespace penholder {
namespace {

Box mark_of(const PointLabel& label) {
  return {label.x - label.radius, label.y - label.radius, label.x + label.radius,
          label.y + label.radius};
}

std::array<Box, 8> positions(const PointLabel& l) {
  const double gap = l.radius + 3;
  const double near = l.radius * 0.7 + 2;  // on the diagonal the mark is nearer
  const auto at = [&](double left, double top) {
    return Box{left, top, left + l.width, top + l.height};
  };
  const double half = l.height / 2;
  return {at(l.x + gap, l.y - half),
          at(l.x + near, l.y - near - l.height),
          at(l.x + near, l.y + near),
          at(l.x - gap - l.width, l.y - half),
          at(l.x - near - l.width, l.y - near - l.height),
          at(l.x - near - l.width, l.y + near),
          at(l.x - l.width / 2, l.y - gap - l.height),
          at(l.x - l.width / 2, l.y + gap)};
}

}  // namespace

std::vector<std::optional<Box>> place_labels(const std::vector<PointLabel>& labels, Box frame,
                                             const std::vector<Box>& taken) {
  std::vector<Box> blocked = taken;
  for (const PointLabel& label : labels) blocked.push_back(mark_of(label));
  std::vector<std::optional<Box>> placed;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::optional<Box> found;
    for (const Box& box : positions(labels[i])) {
      const auto is_free = [&](const Box& other) { return !box.overlaps(other); };
      if (box.is_inside(frame) && std::ranges::all_of(blocked, is_free)) {
        found = box;
        break;
      }
    }
    if (found) blocked.push_back(*found);
    placed.push_back(found);
  }
  return placed;
}

}  // namespace penholder
