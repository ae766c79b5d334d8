#pragma once
// A time axis over a case's horizon: months, phases, and the milestones as flags above it.

#include <string>
#include <vector>

#include "chart/figure.h"
#include "chart/scale.h"
#include "chart/text_layout.h"
#include "mandate/case.h"

namespace penholder {

/// Days of the horizon on the x axis.
class Calendar {
 public:
  Calendar(const Case& c, double x_low, double x_high);

  /// Position of a day counted from the start of the horizon; kept within the axis.
  [[nodiscard]] double x(double day) const;
  [[nodiscard]] double x(Date date) const;
  [[nodiscard]] double low() const { return x_low_; }
  [[nodiscard]] double high() const { return x_high_; }
  [[nodiscard]] Days length() const { return length_; }

  /// As many milestones carry a flag; later ones only a mark on the axis.
  static constexpr std::size_t kFlagsMax = 24;

  /// Flags, axis, months and phase titles from `y` on; returns the y below them. Text of the flags
  /// may reach from `text_low` to `text_high`.
  double draw_head(Figure& figure, double y, double text_low, double text_high) const;

  /// Month labels alone, below an axis at `y`; returns the y below them.
  double draw_months(Figure& figure, double y) const;

  /// Phase boundaries and milestones as vertical lines from `top` to `bottom`: draw before the
  /// marks that stand on them.
  void draw_lines(Figure& figure, double top, double bottom) const;

 private:
  struct Marker {
    Milestone::Kind kind;
    double x;
    double x_early;
    double x_late;
    std::string title;
    std::string date;
  };
  [[nodiscard]] std::vector<Marker> markers(double text_width_max) const;
  double draw_flags(Figure& figure, double y, const std::vector<Marker>& shown,
                    const std::vector<FlagPlace>& places) const;
  double draw_numbers(Figure& figure, double y, const std::vector<Marker>& shown,
                      double text_width_max) const;

  const Case& case_;
  double x_low_;
  double x_high_;
  Days length_;
  LinearScale scale_;
};

}  // namespace penholder
