#include "geo/geojson.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

namespace penholder {
namespace {

using nlohmann::json;

std::string place_of(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const std::size_t line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return fmt::format("line {}, column {}", line, before.size() - line_start + 1);
}

// Bounds what the parser will build, from the brackets and commas outside strings alone: the parser
// is never shown a text that could make it take much memory. Malformed texts are left to it.
Result<void> within_limits(std::string_view text, const GeojsonLimits& limits) {
  if (text.size() > limits.bytes_max) {
    return fail(fmt::format("the GeoJSON text has {} bytes; at most {} are read", text.size(),
                            limits.bytes_max));
  }
  std::size_t depth = 0;
  std::size_t values = 1;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
      continue;
    }
    switch (c) {
      case '"':
        in_string = true;
        break;
      case '[':
      case '{':
        if (++depth > limits.depth_max) {
          return fail(fmt::format("{}: nested deeper than {} levels, which no GeoJSON needs",
                                  place_of(text, i), limits.depth_max));
        }
        ++values;
        break;
      case ']':
      case '}':
        if (depth > 0) --depth;
        break;
      case ',':
      case ':':
        ++values;
        break;
      default:
        break;
    }
    if (values > limits.values_max) {
      return fail(fmt::format("{}: more than {} values; simplify the polygons first",
                              place_of(text, i), limits.values_max));
    }
  }
  return {};
}

// The library's message without its own prefix (`[json.exception.parse_error.101] parse error …:
// `).
std::string parser_words(std::string_view what) {
  const std::size_t end = what.find("; last read");
  if (end != std::string_view::npos) what = what.substr(0, end);
  const std::size_t colon = what.rfind(": ");
  return std::string(colon == std::string_view::npos ? what : what.substr(colon + 2));
}

Result<json> parse(std::string_view text) {
  // The library reports the place of an error only by throwing; nothing is thrown past here.
  try {
    return json::parse(text);
  } catch (const json::parse_error& error) {
    const std::size_t byte = error.byte > 0 ? error.byte - 1 : 0;
    return fail(fmt::format("{}: not JSON: {}", place_of(text, byte), parser_words(error.what())));
  } catch (const json::exception& error) {
    return fail(fmt::format("not JSON: {}", parser_words(error.what())));
  }
}

// Text members are looked up through these: a member of another type counts as absent.
std::string_view text_member(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (found == object.end() || !found->is_string()) return {};
  return found->get_ref<const std::string&>();
}

const json* member(const json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string first_text(const json* object, std::span<const char* const> keys) {
  if (object == nullptr) return {};
  for (const char* key : keys) {
    const std::string_view text = text_member(*object, key);
    if (!text.empty()) return std::string(text);
  }
  return {};
}

Result<LonLat> read_position(const json& position) {
  if (!position.is_array() || position.size() < 2 || !position[0].is_number() ||
      !position[1].is_number()) {
    return fail("a position must be two numbers, longitude then latitude");
  }
  const LonLat at{position[0].get<double>(), position[1].get<double>()};
  // Written so that a NaN is refused, too.
  const bool in_range = std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90;
  if (!in_range) {
    return fail(
        fmt::format("[{}, {}] is no longitude and latitude in degrees; convert the file to "
                    "WGS 84 (EPSG:4326)",
                    at.lon, at.lat));
  }
  return at;
}

Result<Ring> read_ring(const json& positions) {
  if (!positions.is_array()) return fail("must be a list of positions");
  if (positions.size() < 4) {
    return fail(fmt::format("has {} positions; a closed ring has at least 4", positions.size()));
  }
  Ring ring;
  ring.reserve(positions.size());
  for (const json& position : positions) {
    const Result<LonLat> at = read_position(position);
    if (!at) return fail(at.error().message);
    ring.push_back(*at);
  }
  if (ring.front() != ring.back()) {
    return fail(fmt::format("is not closed: it starts at [{}, {}] and ends at [{}, {}]",
                            ring.front().lon, ring.front().lat, ring.back().lon, ring.back().lat));
  }
  return ring;
}

Result<void> read_polygon(const json& coordinates, std::vector<Ring>& rings) {
  if (!coordinates.is_array() || coordinates.empty()) return fail("a polygon needs a ring");
  std::size_t number = 0;
  for (const json& positions : coordinates) {
    ++number;
    Result<Ring> ring = read_ring(positions);
    if (!ring) return fail(fmt::format("ring {}: {}", number, ring.error().message));
    rings.push_back(*std::move(ring));
  }
  return {};
}

Result<std::vector<Ring>> read_geometry(const json& geometry) {
  std::vector<Ring> rings;
  if (geometry.is_null()) return rings;
  const std::string_view type = text_member(geometry, "type");
  if (type.empty()) return fail("a geometry needs a `type`");
  if (type != "Polygon" && type != "MultiPolygon") return rings;
  const json* coordinates = member(geometry, "coordinates");
  if (coordinates == nullptr || !coordinates->is_array()) {
    return fail(fmt::format("a {} needs a list of `coordinates`", type));
  }
  if (type == "Polygon") {
    if (const auto done = read_polygon(*coordinates, rings); !done)
      return fail(done.error().message);
    return rings;
  }
  std::size_t number = 0;
  for (const json& polygon : *coordinates) {
    ++number;
    if (const auto done = read_polygon(polygon, rings); !done) {
      return fail(fmt::format("polygon {}, {}", number, done.error().message));
    }
  }
  return rings;
}

// `number` counts from 1 and serves the messages.
Result<Feature> read_feature(const json& feature, std::size_t number) {
  if (text_member(feature, "type") != "Feature") {
    return fail(fmt::format("feature {}: must be an object of type `Feature`", number));
  }
  static constexpr std::array kNameKeys = {"name",    "shapeName", "ADM1_EN",
                                           "ADM1_FR", "ADM2_EN",   "ADM2_FR"};
  static constexpr std::array kPcodeKeys = {"pcode", "ADM1_PCODE", "ADM2_PCODE"};
  const json* properties = member(feature, "properties");
  Feature read;
  read.name = first_text(properties, kNameKeys);
  read.pcode = first_text(properties, kPcodeKeys);
  if (const json* geometry = member(feature, "geometry")) {
    Result<std::vector<Ring>> rings = read_geometry(*geometry);
    if (!rings) {
      const std::string name = read.name.empty() ? "" : fmt::format(" (`{}`)", read.name);
      return fail(fmt::format("feature {}{}: {}", number, name, rings.error().message));
    }
    read.rings = *std::move(rings);
  }
  return read;
}

}  // namespace

Result<std::vector<Feature>> read_geojson(std::string_view text, const GeojsonLimits& limits) {
  if (const auto bounded = within_limits(text, limits); !bounded) {
    return fail(bounded.error().message);
  }
  const Result<json> root = parse(text);
  if (!root) return fail(root.error().message);

  std::vector<Feature> features;
  const std::string_view type = text_member(*root, "type");
  if (type == "FeatureCollection") {
    const json* list = member(*root, "features");
    if (list == nullptr || !list->is_array()) {
      return fail("a FeatureCollection needs a list of `features`");
    }
    features.reserve(list->size());
    for (const json& item : *list) {
      Result<Feature> feature = read_feature(item, features.size() + 1);
      if (!feature) return fail(feature.error().message);
      features.push_back(*std::move(feature));
    }
    return features;
  }
  if (type == "Feature") {
    Result<Feature> feature = read_feature(*root, 1);
    if (!feature) return fail(feature.error().message);
    features.push_back(*std::move(feature));
    return features;
  }
  if (type == "Polygon" || type == "MultiPolygon") {
    Result<std::vector<Ring>> rings = read_geometry(*root);
    if (!rings) return fail(rings.error().message);
    features.push_back({"", "", *std::move(rings)});
    return features;
  }
  return fail(
      "not GeoJSON: the outermost `type` must be FeatureCollection, Feature, Polygon or "
      "MultiPolygon");
}

}  // namespace penholder
