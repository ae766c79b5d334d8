#pragma once
// Polygons from a GeoJSON text (RFC 7946): the user's own boundaries for a map.
// Knows text and coordinates; reads no file, draws nothing. The text is not trusted: its size,
// depth and number of values are bounded before any of it is parsed.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/outlines.h"

namespace penholder {

/// A closed ring that owns its points.
using Ring = std::vector<LonLat>;

/// One area of the file.
struct Feature {
  std::string name;   ///< first of: name, shapeName, ADM1_EN, ADM1_FR, ADM2_EN, ADM2_FR; else ""
  std::string pcode;  ///< first of: pcode, ADM1_PCODE, ADM2_PCODE; else ""
  /// Rings of all its polygons, to be filled by the even-odd rule. Empty for a feature that is no
  /// area (a river, a town) or has no place.
  std::vector<Ring> rings;
};

/// What a file may hold. The defaults take in the second-level districts of a large country.
struct GeojsonLimits {
  std::size_t bytes_max = 32u << 20;   ///< length of the text
  std::size_t values_max = 4'000'000;  ///< numbers, texts, objects and arrays in all
  std::size_t depth_max = 32;          ///< of nested objects and arrays; polygons need 9
};

/// The features of `text`, in its order: a FeatureCollection, one Feature, or a bare geometry.
///
///   fails    when the text is no JSON (with line and column), is larger or deeper than `limits`,
///   or
///            has a ring that is not closed, has fewer than four points, or leaves the range of
///            longitude and latitude (projected coordinates do); the message names the feature
///   cost     O(bytes); at the default limits under 400 MB of memory for the worst text
///   source   RFC 7946, sections 3 and 4
Result<std::vector<Feature>> read_geojson(std::string_view text, const GeojsonLimits& limits = {});

}  // namespace penholder
