// Any bytes as GeoJSON: an answer or an error, and every ring that is returned keeps its promises.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "geo/geojson.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto features = penholder::read_geojson(text);
  if (!features) {
    CHECK(!features.error().message.empty());
    return 0;
  }
  for (const penholder::Feature& feature : *features) {
    for (const penholder::Ring& ring : feature.rings) {
      CHECK(ring.size() >= 4);
      CHECK(ring.front() == ring.back());
      for (const penholder::LonLat at : ring) {
        CHECK(std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90);
      }
    }
  }
  return 0;
}
