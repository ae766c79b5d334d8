#pragma once
// The frame of every picture: the root element with its title and description, ids that do not
// collide, the hatches, and the few shapes that pictures are made of.
//
// Shapes take class names of the style sheet (palette.cc): f? = fill, k? = stroke with a role
// letter (p paper, i ink, m muted, r rule, g grid, h shade, a accent, s soft, w warn); w0 w2 w3 =
// stroke width; d1..d4 = dashes; for text l 13 px, s 11 px, t 10 px (else 12), b bold, m muted, v
// warn, c centred, e right-aligned, o with a halo.

#include <string>
#include <string_view>
#include <vector>

#include "chart/chart.h"
#include "chart/svg.h"

namespace penholder {

inline constexpr double kBody = 12;
inline constexpr double kSmall = 11;
inline constexpr double kTiny = 10;
inline constexpr double kLine = 14;  ///< from baseline to baseline

/// Fill patterns; each is told from the others and from a plain fill in black and white.
enum class Hatch {
  Light,  ///< thin rising lines in the accent colour
  Warn,   ///< dense falling lines in the warning colour
};

class Figure {
 public:
  explicit Figure(const ChartSettings& settings);

  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] bool is_narrow() const { return width_ < ChartSettings::kNarrow; }
  /// The writer, for what has no helper.
  SvgWriter& svg() { return body_; }

  void line(double x1, double y1, double x2, double y2, std::string_view classes);
  void rect(double x, double y, double width, double height, std::string_view classes);
  void hatched(double x, double y, double width, double height, Hatch hatch,
               std::string_view classes);
  void circle(double x, double y, double radius, std::string_view classes);
  void diamond(double x, double y, double radius, std::string_view classes);
  void path(std::string_view d, std::string_view classes);
  void hatched_path(std::string_view d, Hatch hatch, std::string_view classes);
  void text(double x, double y, std::string_view content, std::string_view classes = "");
  /// Lines below each other, the first with its baseline at `y`.
  void lines(double x, double y, const std::vector<std::string>& content,
             std::string_view classes = "", double leading = kLine);

  /// `name` as an id of this picture.
  [[nodiscard]] std::string id(std::string_view name) const { return prefix_ + std::string(name); }

  /// The whole picture. `title` and `description` go into the SVG and into the chart.
  Chart finish(double height, std::string title, std::string description, DataTable table,
               std::string attribution = {});

 private:
  std::string hatch_fill(Hatch hatch);

  ChartSettings settings_;
  double width_;
  std::string prefix_;
  SvgWriter body_;
  bool uses_light_ = false;
  bool uses_warn_ = false;
};

/// A picture that only says why there is nothing to see.
Chart empty_chart(const ChartSettings& settings, std::string title, std::string reason,
                  DataTable table);

}  // namespace penholder
