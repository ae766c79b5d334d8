#pragma once
// From longitude and latitude to the page: extent, projection, clipping, thinning. Knows no SVG.
//
// Nothing streaks across the antimeridian: the extent is laid round the areas wherever they are,
// and every ring is drawn whole, moved by a full turn where that brings it into the extent; a ring
// itself is never cut open (its points are continuous in the sources, see geo/outlines.h).

#include <optional>
#include <span>
#include <vector>

#include "geo/outlines.h"

namespace penholder {

/// Degrees; west < east; east may pass 180.
struct Extent {
  double west = 0;
  double south = 0;
  double east = 0;
  double north = 0;
  [[nodiscard]] double lon_span() const { return east - west; }
  [[nodiscard]] double lat_span() const { return north - south; }
};

/// The smallest extent round `points`, across the antimeridian if that is shorter. Nothing when no
/// point is finite.
std::optional<Extent> extent_of(std::span<const LonLat> points);

/// `extent` with room on all sides: at least `degrees_min` in either direction, and `share` of its
/// size.
Extent padded(Extent extent, double share, double degrees_min);

/// True when the point lies in the area of the rings (even-odd).
bool contains(std::span<const RingView> rings, LonLat point);

struct Point {
  double x = 0;
  double y = 0;
};

/// Equirectangular with the scale right at the middle latitude: degrees of longitude are shortened
/// by its cosine. Fit for the size of a country; not for measuring near the poles.
class Projection {
 public:
  /// Fits `extent` into `width`; the height follows, and the extent grows to at least `height_min`
  /// and to the west and east when it would be taller than `height_max`.
  Projection(Extent extent, double width, double height_min, double height_max);

  [[nodiscard]] Point operator()(LonLat place) const;
  [[nodiscard]] double width() const { return width_; }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] const Extent& extent() const { return extent_; }
  /// Pixels of one kilometre at the middle latitude.
  [[nodiscard]] double px_per_km() const;

 private:
  Extent extent_;
  double width_;
  double height_;
  double px_per_lat_;
  double px_per_lon_;
};

/// `ring` on the page, as often as it shows (once, or again a full turn away), cut to the frame
/// with `margin` px around it and thinned where it changes nothing by more than `tolerance` px.
/// Rings that shrink below 2 px are left out.
///
///   source   Sutherland & Hodgman 1974 (clipping to a rectangle); Douglas & Peucker 1973
///   (thinning)
std::vector<std::vector<Point>> project_ring(RingView ring, const Projection& projection,
                                             double margin, double tolerance);

/// Twice the signed area of a closed polygon on the page.
double doubled_area(std::span<const Point> polygon);

/// Centre of gravity of a polygon; its first point when it has no area.
Point centroid(std::span<const Point> polygon);

}  // namespace penholder
