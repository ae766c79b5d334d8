#pragma once
// Outlines of the world's countries, for drawing a map behind a case's areas.
// Knows rings of coordinates and names; knows nothing of projections, pictures or mandates.
// Source: npm's world-atlas 2.0.2, which is Natural Earth 1:50m (public domain), taken in at build
// time by tools/outlines.mjs. The drawing of a border is Natural Earth's and implies no opinion on
// the status of any territory: whatever shows a map says so.

#include <span>
#include <string_view>

namespace penholder {

/// A place in degrees, WGS 84: longitude in [-180, 180], latitude in [-90, 90].
struct LonLat {
  double lon = 0;
  double lat = 0;

  friend constexpr bool operator==(const LonLat&, const LonLat&) = default;
};

/// A closed ring: at least four points, the last equal to the first.
using RingView = std::span<const LonLat>;

/// One country. Filling all its rings together by the even-odd rule draws islands and holes right.
/// Rings never cross the antimeridian (Natural Earth cuts them there), so that nothing needs
/// wrapping; Antarctica reaches latitude -90, which a Mercator projection must leave out.
struct Country {
  std::string_view iso_n3;  ///< ISO 3166-1 numeric, three digits ("466" is Mali); may be ""
  std::string_view name;    ///< Natural Earth's short English name, UTF-8
  std::span<const RingView> rings;
};

/// All countries, ascending by iso_n3, then name; those without a code come first. Rounded to 0.01
/// degree (about 1 km): for maps of a country or a region, not for measuring. Static data, no cost.
std::span<const Country> countries();

/// The country with this code; null when there is none. `iso_n3` must not be "" (checked).
/// Cost: O(log n).
const Country* find_country(std::string_view iso_n3);

namespace internal {
/// The generated table.
std::span<const Country> outline_table();
}  // namespace internal

}  // namespace penholder
