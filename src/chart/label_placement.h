#pragma once
// Labels beside points without overlap: the greedy form of the classical eight-position model.

#include <cstddef>
#include <optional>
#include <vector>

namespace penholder {

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  [[nodiscard]] bool overlaps(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  [[nodiscard]] bool is_inside(const Box& frame) const {
    return left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
  }
};

struct PointLabel {
  double x = 0;  ///< centre of the point's mark
  double y = 0;
  double radius = 0;  ///< of its mark
  double width = 0;   ///< of its text
  double height = 0;
};

/// A box for each label's text, inside `frame` and clear of every mark, every other text and
/// `taken`; nothing where no position is free. Earlier labels choose first.
///
///   source   Imhof 1975; positions in his order of preference: right, above right, below right,
///   left,
///            above left, below left, above, below
///   cost     O(labels^2)
std::vector<std::optional<Box>> place_labels(const std::vector<PointLabel>& labels, Box frame,
                                             const std::vector<Box>& taken);

}  // namespace penholder
