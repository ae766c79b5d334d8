#pragma once
// Just enough reading of our own SVG to check pictures: is it well-formed, which ids and texts it
// has, and where the texts stand.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace penholder {

/// What is wrong with `svg` as XML (an element left open, a bare `&` or `<`, an attribute twice, a
/// control character), or nothing.
std::optional<std::string> xml_complaint(std::string_view svg);

/// Values of all attributes of this name, in order.
std::vector<std::string> attribute_values(std::string_view svg, std::string_view name);

/// A text as it will stand, by text_metrics.h.
struct PlacedText {
  std::string text;  ///< unescaped only where it matters for the width
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
};
std::vector<PlacedText> placed_texts(std::string_view svg);

}  // namespace penholder
