// The country, its neighbours, and the case's areas as circles as large as their need.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/text.h"
#include "chart/charts.h"
#include "chart/figure.h"
#include "chart/label_placement.h"
#include "chart/map_geometry.h"
#include "chart/numbers.h"
#include "chart/scale.h"
#include "chart/text_layout.h"
#include "chart/text_metrics.h"

namespace penholder {
namespace {

constexpr std::string_view kTitle = "The areas of the case";
constexpr std::string_view kOutlines =
    "Country outlines: Natural Earth 1:50m (public domain), by way of world-atlas. The drawing of "
    "a "
    "border is Natural Earth\u2019s and implies no opinion on the status of any territory.";
constexpr std::string_view kWesternSahara =
    " Western Sahara is drawn undivided, as the United Nations list it.";
constexpr std::string_view kPolygons = " Area boundaries: from the file given by the user.";
constexpr double kLabelHeight = 13;

struct Spot {
  AreaId area;
  LonLat at;
  std::optional<double> need;  // 0..1
};

std::vector<Spot> spots_of(const Case& c) {
  std::vector<Spot> spots;
  for (const AreaId id : c.areas.ids()) {
    const Area& area = c.areas[id];
    if (!area.at || !std::isfinite(area.at->longitude) || !std::isfinite(area.at->latitude) ||
        std::abs(area.at->latitude) > 90 || std::abs(area.at->longitude) > 360) {
      continue;
    }
    std::optional<double> need;
    if (area.need && std::isfinite(area.need->likely)) {
      need = std::clamp(area.need->likely, 0.0, 1.0);
    }
    spots.push_back({id, {area.at->longitude, area.at->latitude}, need});
  }
  return spots;
}

// Largest need first: its label chooses first, its circle is drawn lowest.
void by_need(std::vector<Spot>& spots) {
  std::ranges::stable_sort(spots, std::ranges::greater{},
                           [](const Spot& spot) { return spot.need.value_or(0); });
}

// The country that most of the areas lie in.
const Country* host_of(const std::vector<Spot>& spots) {
  const Country* host = nullptr;
  std::size_t most = 0;
  for (const Country& country : countries()) {
    const auto inside = static_cast<std::size_t>(std::ranges::count_if(
        spots, [&](const Spot& spot) { return contains(country.rings, spot.at); }));
    if (inside > most) most = inside, host = &country;
  }
  return host;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& ch : out) {
    if (ch >= 'A' && ch <= 'Z') ch = static_cast<char>(ch - 'A' + 'a');
  }
  return out;
}

// The user's polygon of an area.
const Feature* polygon_of(const Area& area, std::span<const Feature> polygons) {
  if (!area.pcode.empty()) {
    for (const Feature& feature : polygons) {
      if (!feature.pcode.empty() && lower(feature.pcode) == lower(area.pcode)) return &feature;
    }
  }
  for (const Feature& feature : polygons) {
    if (!feature.name.empty() && lower(feature.name) == lower(area.title)) return &feature;
  }
  return nullptr;
}

std::string need_basis(const Area& area) {
  if (!area.need) return "\u2013";
  switch (area.need->basis.kind) {
    case Basis::Kind::Cited:
      return "cited";
    case Basis::Kind::Judgement:
      return "judgement";
    case Basis::Kind::Unknown:
      break;
  }
  return "unknown";
}

DataTable make_table(const Case& c, const std::vector<Spot>& spots) {
  DataTable table{.caption = "Areas of the case, their places and their need",
                  .headers = {"Area", "Place code", "Latitude", "Longitude",
                              "Need, relative to the other areas", "Basis of the need"},
                  .rows = {},
                  .row_keys = {}};
  for (const Spot& spot : spots) {
    const Area& area = c.areas[spot.area];
    table.rows.push_back({area.title, area.pcode.empty() ? "\u2013" : area.pcode,
                          show_number(spot.at.lat, 2), show_number(spot.at.lon, 2),
                          spot.need ? show_percent(*spot.need) : "\u2013", need_basis(area)});
    table.row_keys.push_back("area/" + area.id);
  }
  return table;
}

std::string describe(const Case& c, const std::vector<Spot>& spots, const Country* host) {
  std::string text = fmt::format(
      "Map of {}{}.", count_of(spots.size(), "area", "areas"),
      host ? fmt::format(" in and around {} with the neighbouring countries", host->name)
           : std::string());
  std::vector<std::string> largest;
  for (const Spot& spot : spots) {
    if (spot.need && *spot.need > 0 && largest.size() < 3) {
      largest.push_back(fmt::format("{} ({})", c.areas[spot.area].title, show_percent(*spot.need)));
    }
  }
  if (!largest.empty()) {
    text += fmt::format(" Circles are as large as the area\u2019s need; the largest: {}.",
                        join_words(largest));
  }
  return text;
}

std::string path_of(const std::vector<Point>& ring) {
  std::string d;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    d += fmt::format("{}{} {}", i == 0 ? "M" : "L", svg_number(ring[i].x), svg_number(ring[i].y));
  }
  return d + "Z";
}

class MapDrawing {
 public:
  MapDrawing(const Case& c, std::vector<Spot> spots, std::span<const Feature> polygons,
             const ChartSettings& settings)
      : case_(c),
        spots_(std::move(spots)),
        polygons_(polygons),
        host_(host_of(spots_)),
        figure_(settings),
        projection_(frame_extent(), figure_.width(), figure_.width() * 0.35,
                    figure_.width() * (figure_.is_narrow() ? 1.15 : 0.78)) {
    has_need_ = std::ranges::any_of(spots_, [](const Spot& s) { return s.need.value_or(0) > 0; });
    double most = 0;
    for (const Spot& spot : spots_) most = std::max(most, spot.need.value_or(0));
    radius_max_ = most > 0 ? (figure_.is_narrow() ? 11.0 : 17.0) / std::sqrt(most) : 0;
  }

  Chart draw() {
    figure_.svg().open("defs");
    figure_.svg().open("clipPath", {{"id", figure_.id("frame")}});
    figure_.rect(0, 0, figure_.width(), projection_.height(), "");
    figure_.svg().close();
    figure_.svg().close();
    figure_.svg().open("g", {{"clip-path", fmt::format("url(#{})", figure_.id("frame"))}});
    draw_countries();
    draw_polygons();
    // Another drawing of the same border beside the user's own would only blur it.
    if (!host_path_.empty()) figure_.path(host_path_, drew_polygons_ ? "f0 kr w0" : "f0 km w2 rj");
    draw_graticule();
    figure_.svg().close();
    draw_spots();
    figure_.rect(0, 0, figure_.width(), projection_.height(), "f0 kr");
    draw_foot();
    std::string attribution(kOutlines);
    if (drew_western_sahara_) attribution += kWesternSahara;
    if (drew_polygons_) attribution += kPolygons;
    return figure_.finish(y_, std::string(kTitle), describe(case_, spots_, host_),
                          make_table(case_, spots_), std::move(attribution));
  }

 private:
  // Round the areas and the user's polygons of them; the whole host country where the areas spread
  // over most of it anyway.
  [[nodiscard]] Extent frame_extent() const {
    std::vector<LonLat> places;
    for (const Spot& spot : spots_) {
      places.push_back(spot.at);
      const Feature* feature = polygon_of(case_.areas[spot.area], polygons_);
      if (!feature) continue;
      for (const Ring& ring : feature->rings) places.insert(places.end(), ring.begin(), ring.end());
    }
    const Extent tight = extent_of(places).value_or(Extent{-1, -1, 1, 1});
    if (host_) {
      std::vector<LonLat> all = places;
      for (const RingView& ring : host_->rings) all.insert(all.end(), ring.begin(), ring.end());
      const Extent whole = extent_of(all).value_or(tight);
      if (tight.lon_span() > whole.lon_span() * 0.4 && tight.lat_span() > whole.lat_span() * 0.4) {
        return padded(whole, 0.05, 2);
      }
    }
    return padded(tight, 0.18, 2);
  }

  void draw_countries() {
    // Neighbours are the ground; the host country stands out from it in the colour of the paper.
    figure_.rect(0, 0, figure_.width(), projection_.height(), "fp");
    for (const Country& country : countries()) {
      std::string d;
      std::vector<Point> largest;
      for (const RingView& ring : country.rings) {
        for (auto& page : project_ring(ring, projection_, 6, 0.35)) {
          d += path_of(page);
          if (std::abs(doubled_area(page)) > std::abs(doubled_area(largest))) {
            largest = std::move(page);
          }
        }
      }
      if (d.empty()) continue;
      if (country.iso_n3 == "732") drew_western_sahara_ = true;
      const bool is_host = &country == host_;
      figure_.svg().leaf(
          "path", {{"class", is_host ? "fp" : "fh kr w0"}, {"fill-rule", "evenodd"}, {"d", d}});
      if (is_host) {
        host_path_ = d;
        names_.push_back({std::string(country.name), centroid(largest), largest, true});
      } else {
        // Only what has a code of its own is named: the others are claims or parts of a country.
        if (!country.iso_n3.empty()) {
          names_.push_back({std::string(country.name), centroid(largest), largest, false});
        }
      }
    }
  }

  void draw_polygons() {
    for (const Spot& spot : spots_) {
      const Feature* feature = polygon_of(case_.areas[spot.area], polygons_);
      if (!feature) continue;
      std::string d;
      for (const Ring& ring : feature->rings) {
        for (const auto& page : project_ring(ring, projection_, 6, 0.35)) d += path_of(page);
      }
      if (d.empty()) continue;
      drew_polygons_ = true;
      figure_.svg().leaf("path", {{"class", "f0 ka w0"}, {"fill-rule", "evenodd"}, {"d", d}});
    }
  }

  void draw_graticule() {
    const Extent& e = projection_.extent();
    const auto lons = nice_ticks(e.west, e.east, figure_.is_narrow() ? 5 : 8);
    const auto lats = nice_ticks(e.south, e.north, 7);
    const double h = projection_.height();
    const int lon_decimals = tick_decimals(lons);
    for (const double lon : lons) {
      const double x = projection_({lon, 0}).x;
      figure_.line(x, h - 5, x, h, "kr");
      if (x < 24 || x > figure_.width() - 24) continue;
      double turned = std::fmod(lon + 540, 360) - 180;
      if (turned == -180) turned = 180;
      const char* side = turned < 0 ? "W" : (turned > 0 && turned < 180 ? "E" : "");
      const std::string label = show_number(std::abs(turned), lon_decimals) + "\u00b0" + side;
      figure_.text(x, h - 8, label, "t m c o");
      taken_.push_back({x - 16, h - 18, x + 16, h});
    }
    const int lat_decimals = tick_decimals(lats);
    for (const double lat : lats) {
      const double y = projection_({0, lat}).y;
      figure_.line(0, y, 5, y, "kr");
      if (y < 14 || y > h - 24) continue;
      const char* side = lat < 0 ? "S" : (lat > 0 ? "N" : "");
      const std::string label = show_number(std::abs(lat), lat_decimals) + "\u00b0" + side;
      figure_.text(8, y + 3.5, label, "t m o");
      taken_.push_back({0, y - 6, 34, y + 6});
    }
  }

  [[nodiscard]] double radius(const Spot& spot) const {
    if (!has_need_ || !spot.need) return 3;
    return std::max(2.5, radius_max_ * std::sqrt(*spot.need));
  }

  [[nodiscard]] Point place(const Spot& spot) const {
    LonLat at = spot.at;
    const Extent& e = projection_.extent();
    while (at.lon < e.west) at.lon += 360;
    while (at.lon > e.east && at.lon - 360 >= e.west) at.lon -= 360;
    return projection_(at);
  }

  void draw_spots() {
    std::vector<PointLabel> labels;
    std::vector<std::string> words;
    for (const Spot& spot : spots_) {
      words.push_back(fit_text(case_.areas[spot.area].title, figure_.width() * 0.4, kSmall));
      const Point at = place(spot);
      labels.push_back({at.x, at.y, radius(spot), text_width(words.back(), kSmall), kLabelHeight});
    }
    const Box frame{3, 3, figure_.width() - 3, projection_.height() - 3};
    const auto placed = place_labels(labels, frame, taken_);
    // Neighbours' names go where room is left.
    std::vector<Box> blocked = taken_;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const PointLabel& l = labels[i];
      blocked.push_back({l.x - l.radius, l.y - l.radius, l.x + l.radius, l.y + l.radius});
      if (placed[i]) blocked.push_back(*placed[i]);
    }
    draw_names(blocked);
    for (std::size_t i = 0; i < spots_.size(); ++i) {
      if (has_need_ && spots_[i].need) {
        figure_.circle(labels[i].x, labels[i].y, labels[i].radius, "fs ka");
      } else {
        figure_.circle(labels[i].x, labels[i].y, labels[i].radius, "fp ki w2");
      }
    }
    for (std::size_t i = 0; i < spots_.size(); ++i) {
      if (placed[i]) {
        figure_.text(placed[i]->left, placed[i]->bottom - 3, words[i], "s o");
        continue;
      }
      // No room: a number in the mark, and the name below the map.
      unplaced_.push_back(fmt::format("{} {}", unplaced_.size() + 1, words[i]));
      figure_.text(labels[i].x, labels[i].y + 3.5, fmt::format("{}", unplaced_.size()), "t b c o");
    }
  }

  void draw_names(std::vector<Box>& blocked) {
    for (const Name& name : names_) {
      if (std::abs(doubled_area(name.ring)) / 2 < 2600) continue;
      const double width = text_width(name.text, kSmall) * 1.08;
      // The centre of gravity first, then points of a coarse net inside the country.
      std::vector<Point> tries = {name.centre};
      for (int row = 1; row < 16; ++row) {
        for (int column = 1; column < 16; ++column) {
          tries.push_back({figure_.width() * column / 16, projection_.height() * row / 16});
        }
      }
      std::stable_sort(tries.begin(), tries.end(), [&](Point a, Point b) {
        return std::hypot(a.x - name.centre.x, a.y - name.centre.y) <
               std::hypot(b.x - name.centre.x, b.y - name.centre.y);
      });
      for (const Point& at : tries) {
        const Box box{at.x - width / 2, at.y - 8, at.x + width / 2, at.y + 8};
        const auto is_in = [&](double x, double y) { return inside(name.ring, {x, y}); };
        if (!is_in(box.left, box.top) || !is_in(box.right, box.top) ||
            !is_in(box.left, box.bottom) || !is_in(box.right, box.bottom) ||
            !box.is_inside({4, 4, figure_.width() - 4, projection_.height() - 4}) ||
            std::ranges::any_of(blocked, [&](const Box& b) { return b.overlaps(box); })) {
          continue;
        }
        figure_.text(at.x, at.y + 4, name.text, name.is_host ? "s m b c" : "s m c");
        blocked.push_back(box);
        break;
      }
    }
  }

  static bool inside(const std::vector<Point>& ring, Point p) {
    bool in = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point& a = ring[i];
      const Point& b = ring[(i + 1) % ring.size()];
      if ((a.y > p.y) == (b.y > p.y)) continue;
      if (p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y)) in = !in;
    }
    return in;
  }

  // Below the frame on the right; returns the x where it begins.
  double draw_scale() {
    const double per_km = projection_.px_per_km();
    double km = 1;
    for (const double candidate : {1., 2., 5., 10., 20., 50., 100., 200., 500., 1000., 2000.}) {
      if (candidate * per_km <= figure_.width() * 0.18) km = candidate;
    }
    const double length = km * per_km;
    const double x = figure_.width() - length - 1;
    const double y = projection_.height() + 15;
    figure_.path(
        fmt::format("M{} {}v4h{}v-4", svg_number(x), svg_number(y - 4), svg_number(length)),
        "f0 ki");
    const std::string label = show_amount(km) + " km";
    figure_.text(x - 6, y + 1, label, "t e");
    return x - 6 - text_width(label, kTiny) - 16;
  }

  void draw_foot() {
    const double scale_low = draw_scale();
    y_ = projection_.height();
    if (!unplaced_.empty()) {
      const auto words =
          wrap_text(fmt::format("{}", fmt::join(unplaced_, ";  ")), figure_.width(), kSmall, 12);
      figure_.lines(0, y_ + 16, words, "s");
      y_ += kLine * static_cast<double>(words.size()) + 4;
    }
    if (!has_need_) {
      y_ += 24;
      return;
    }
    // Key: two circles with what they mean.
    double most = 0;
    bool judged = false;
    for (const Spot& spot : spots_) {
      most = std::max(most, spot.need.value_or(0));
      if (spot.need && case_.areas[spot.area].need->basis.kind != Basis::Kind::Cited) judged = true;
    }
    const double round = most >= 0.2 ? std::floor(most * 10) / 10 : most;
    double x = 0;
    const double big = radius_max_ * std::sqrt(round);
    y_ += 8 + std::max(big, 7.0);
    for (const double need : {round, round / 4}) {
      const double r = radius_max_ * std::sqrt(need);
      figure_.circle(x + r + 1, y_, r, "fs ka");
      const std::string label = show_percent(need);
      figure_.text(x + 2 * r + 6, y_ + 4, label, "s m");
      x += 2 * r + 6 + text_width(label, kSmall) + 14;
    }
    const auto words = wrap_text(judged ? "need of the area, relative to the others (judgement)"
                                        : "need of the area, relative to the others",
                                 scale_low - x, kSmall, 3);
    figure_.lines(x, y_ + 4, words, "s m", 13);
    y_ += std::max(big, 7.0 + 13.0 * static_cast<double>(words.size() - 1)) + 4;
  }

  struct Name {
    std::string text;
    Point centre;
    std::vector<Point> ring;
    bool is_host;
  };

  const Case& case_;
  std::vector<Spot> spots_;
  std::span<const Feature> polygons_;
  const Country* host_;
  Figure figure_;
  Projection projection_;
  bool has_need_ = false;
  double radius_max_ = 0;
  std::string host_path_;
  std::vector<Name> names_;
  std::vector<Box> taken_;
  std::vector<std::string> unplaced_;
  bool drew_polygons_ = false;
  bool drew_western_sahara_ = false;
  double y_ = 0;
};

}  // namespace

Chart draw_map(const Case& c, std::span<const Feature> polygons, const ChartSettings& settings) {
  std::vector<Spot> spots = spots_of(c);
  by_need(spots);
  if (spots.empty()) {
    return empty_chart(settings, std::string(kTitle),
                       "No area of the case has coordinates, so there is no map.",
                       make_table(c, spots));
  }
  return MapDrawing(c, std::move(spots), polygons, settings).draw();
}

}  // namespace penholder
