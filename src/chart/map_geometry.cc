#include "chart/map_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace penholder {
namespace {

constexpr double kKmPerDegree = 111.32;  // of latitude, mean

double wrapped(double lon, double west) {
  double turned = std::fmod(lon - west, 360.0);
  if (turned < 0) turned += 360.0;
  return west + turned;
}

bool is_place(LonLat p) {
  return std::isfinite(p.lon) && std::isfinite(p.lat) && std::abs(p.lon) <= 360 &&
         std::abs(p.lat) <= 90;
}

// Keeps what lies on the inner side of one edge of the frame.
template <class Inside, class Cross>
std::vector<Point> clip_edge(const std::vector<Point>& polygon, Inside inside, Cross cross) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& from = polygon[(i + polygon.size() - 1) % polygon.size()];
    const Point& to = polygon[i];
    if (inside(from) != inside(to)) kept.push_back(cross(from, to));
    if (inside(to)) kept.push_back(to);
  }
  return kept;
}

std::vector<Point> clip(std::vector<Point> polygon, double x0, double y0, double x1, double y1) {
  const auto at_x = [](double x) {
    return [x](Point a, Point b) { return Point{x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)}; };
  };
  const auto at_y = [](double y) {
    return [y](Point a, Point b) { return Point{a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y}; };
  };
  polygon = clip_edge(polygon, [&](Point p) { return p.x >= x0; }, at_x(x0));
  polygon = clip_edge(polygon, [&](Point p) { return p.x <= x1; }, at_x(x1));
  polygon = clip_edge(polygon, [&](Point p) { return p.y >= y0; }, at_y(y0));
  polygon = clip_edge(polygon, [&](Point p) { return p.y <= y1; }, at_y(y1));
  return polygon;
}

double distance_to_line(Point p, Point a, Point b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = std::hypot(dx, dy);
  if (length == 0) return std::hypot(p.x - a.x, p.y - a.y);
  const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (length * length), 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Douglas-Peucker with a list of open stretches instead of recursion: rings may have many points.
std::vector<Point> thin(const std::vector<Point>& line, double tolerance) {
  if (line.size() < 4) return line;
  std::vector<char> keep(line.size(), 0);
  keep.front() = keep.back() = 1;
  // A ring's two ends are neighbours; its farthest point divides it in two.
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [begin, end] = open.back();
    open.pop_back();
    double worst = tolerance;
    std::size_t at = 0;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const double d = distance_to_line(line[i], line[begin], line[end]);
      if (d > worst) worst = d, at = i;
    }
    if (at == 0) continue;
    keep[at] = 1;
    open.emplace_back(begin, at);
    open.emplace_back(at, end);
  }
  std::vector<Point> kept;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (keep[i] != 0) kept.push_back(line[i]);
  }
  return kept;
}

}  // namespace

std::optional<Extent> extent_of(std::span<const LonLat> points) {
  std::vector<double> lons;
  double south = 90;
  double north = -90;
  for (const LonLat& p : points) {
    if (!is_place(p)) continue;
    lons.push_back(wrapped(p.lon, -180));
    south = std::min(south, p.lat);
    north = std::max(north, p.lat);
  }
  if (lons.empty()) return std::nullopt;
  std::ranges::sort(lons);
  // The extent begins after the widest gap between neighbours on the circle.
  double widest = lons.front() + 360 - lons.back();
  double west = lons.front();
  double east = lons.back();
  for (std::size_t i = 1; i < lons.size(); ++i) {
    if (lons[i] - lons[i - 1] > widest) {
      widest = lons[i] - lons[i - 1];
      west = lons[i];
      east = lons[i - 1] + 360;
    }
  }
  return Extent{west, south, east, north};
}

Extent padded(Extent extent, double share, double degrees_min) {
  const double lon = std::max(extent.lon_span() * share, (degrees_min - extent.lon_span()) / 2);
  const double lat = std::max(extent.lat_span() * share, (degrees_min - extent.lat_span()) / 2);
  return {extent.west - lon, std::max(-89.0, extent.south - lat), extent.east + lon,
          std::min(89.0, extent.north + lat)};
}

bool contains(std::span<const RingView> rings, LonLat point) {
  bool inside = false;
  for (const RingView& ring : rings) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat& a = ring[i - 1];
      const LonLat& b = ring[i];
      if ((a.lat > point.lat) == (b.lat > point.lat)) continue;
      const double lon = a.lon + (point.lat - a.lat) * (b.lon - a.lon) / (b.lat - a.lat);
      if (point.lon < lon) inside = !inside;
    }
  }
  return inside;
}

Projection::Projection(Extent extent, double width, double height_min, double height_max)
    : extent_(extent), width_(width) {
  const double middle = (extent.south + extent.north) / 2;
  const double shrink = std::max(0.05, std::cos(middle * std::numbers::pi / 180));
  // Scale that fits both directions; what is left over widens the extent.
  px_per_lat_ = width / (std::max(1e-6, extent.lon_span()) * shrink);
  if (extent.lat_span() * px_per_lat_ > height_max) px_per_lat_ = height_max / extent.lat_span();
  px_per_lon_ = px_per_lat_ * shrink;
  height_ = std::clamp(extent.lat_span() * px_per_lat_, height_min, height_max);
  const double lon_mid = (extent.west + extent.east) / 2;
  extent_.west = lon_mid - width / px_per_lon_ / 2;
  extent_.east = lon_mid + width / px_per_lon_ / 2;
  extent_.south = middle - height_ / px_per_lat_ / 2;
  extent_.north = middle + height_ / px_per_lat_ / 2;
}

Point Projection::operator()(LonLat place) const {
  return {(place.lon - extent_.west) * px_per_lon_, (extent_.north - place.lat) * px_per_lat_};
}

double Projection::px_per_km() const { return px_per_lat_ / kKmPerDegree; }

std::vector<std::vector<Point>> project_ring(RingView ring, const Projection& projection,
                                             double margin, double tolerance) {
  std::vector<std::vector<Point>> shown;
  if (ring.size() < 4) return shown;
  double west = 360;
  double east = -360;
  for (const LonLat& p : ring) {
    west = std::min(west, p.lon);
    east = std::max(east, p.lon);
  }
  const Extent& extent = projection.extent();
  for (const double turn : {-360.0, 0.0, 360.0}) {
    if (east + turn < extent.west || west + turn > extent.east) continue;
    std::vector<Point> page;
    page.reserve(ring.size());
    for (const LonLat& p : ring) page.push_back(projection({p.lon + turn, p.lat}));
    page.pop_back();  // the last point repeats the first
    page = clip(std::move(page), -margin, -margin, projection.width() + margin,
                projection.height() + margin);
    if (page.size() < 3) continue;
    page.push_back(page.front());
    page = thin(page, tolerance);
    const auto [x0, x1] = std::ranges::minmax(page, {}, &Point::x);
    const auto [y0, y1] = std::ranges::minmax(page, {}, &Point::y);
    if (page.size() < 4 || (x1.x - x0.x < 2 && y1.y - y0.y < 2)) continue;
    page.pop_back();
    shown.push_back(std::move(page));
  }
  return shown;
}

double doubled_area(std::span<const Point> polygon) {
  double sum = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& a = polygon[i];
    const Point& b = polygon[(i + 1) % polygon.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return sum;
}

Point centroid(std::span<const Point> polygon) {
  const double area = doubled_area(polygon);
  if (polygon.empty()) return {};
  if (std::abs(area) < 1e-9) return polygon.front();
  double x = 0;
  double y = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const Point& a = polygon[i];
    const Point& b = polygon[(i + 1) % polygon.size()];
    const double cross = a.x * b.y - b.x * a.y;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return {x / (3 * area), y / (3 * area)};
}

}  // namespace penholder
