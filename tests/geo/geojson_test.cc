#include "geo/geojson.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace penholder {
namespace {

constexpr std::string_view kSquare = "[[0,0],[2,0],[2,2],[0,2],[0,0]]";

std::string polygon(std::string_view rings) {
  return fmt::format(R"({{"type":"Polygon","coordinates":[{}]}})", rings);
}

std::string feature(std::string_view properties, std::string_view geometry) {
  return fmt::format(R"({{"type":"Feature","properties":{},"geometry":{}}})", properties, geometry);
}

std::string collection(std::string_view features) {
  return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", features);
}

std::string error_of(std::string_view text, const GeojsonLimits& limits = {}) {
  const auto read = read_geojson(text, limits);
  return read ? "(none)" : read.error().message;
}

TEST(Geojson, ReadsNameCodeAndRings) {
  const std::string text =
      collection(feature(R"({"name":"Gao","pcode":"ML07"})", polygon(kSquare)) + "," +
                 feature(R"({"ADM1_FR":"Ségou","ADM1_PCODE":"ML04"})",
                         fmt::format(R"({{"type":"MultiPolygon","coordinates":[[{0}],[{0},{0}]]}})",
                                     kSquare)));
  const auto read = read_geojson(text);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ(read->at(0).name, "Gao");
  EXPECT_EQ(read->at(0).pcode, "ML07");
  const Ring square = {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}};
  ASSERT_EQ(read->at(0).rings.size(), 1u);
  EXPECT_EQ(read->at(0).rings[0], square);
  EXPECT_EQ(read->at(1).name, "Ségou");
  EXPECT_EQ(read->at(1).pcode, "ML04");
  EXPECT_EQ(read->at(1).rings.size(), 3u);
}

TEST(Geojson, ReadsABareFeatureOrGeometryWithHeights) {
  const auto lone = read_geojson(feature(R"({"name":"a"})", polygon(kSquare)));
  ASSERT_TRUE(lone);
  EXPECT_EQ(lone->at(0).name, "a");
  const auto bare = read_geojson(polygon("[[0,0,9],[2,0,9],[2,2,9],[0,0,9]]"));
  ASSERT_TRUE(bare) << bare.error().message;
  EXPECT_EQ(bare->at(0).rings.at(0).at(1), (LonLat{2, 0}));
}

TEST(Geojson, KeepsFeaturesThatAreNoAreasWithoutRings) {
  const auto read = read_geojson(collection(
      feature(R"({"name":"Niger"})", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})") + "," +
      feature("null", "null") + "," + R"({"type":"Feature"})"));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 3u);
  EXPECT_EQ(read->at(0).name, "Niger");
  for (const Feature& each : *read) EXPECT_TRUE(each.rings.empty());
}

TEST(Geojson, NamesTheFeatureAndTheRingThatAreWrong) {
  const struct {
    std::string text;
    std::string_view message;
  } table[] = {
      {collection(feature(R"({"name":"Gao"})", polygon(kSquare)) + "," +
                  feature(R"({"name":"Kidal"})", polygon("[[0,0],[2,0],[2,2],[0,2]]"))),
       "feature 2 (`Kidal`): ring 1: is not closed: it starts at [0, 0] and ends at [0, 2]"},
      {polygon(fmt::format("{},[[0,0],[1,1],[0,0]]", kSquare)),
       "ring 2: has 3 positions; a closed ring has at least 4"},
      {polygon("[[500000,1800000],[1,1],[2,2],[500000,1800000]]"),
       "ring 1: [500000, 1800000] is no longitude and latitude in degrees; convert the file to "
       "WGS 84 (EPSG:4326)"},
      {polygon(R"([[0,"x"],[1,1],[2,2],[0,0]])"),
       "ring 1: a position must be two numbers, longitude then latitude"},
      {polygon("7"), "ring 1: must be a list of positions"},
      {R"({"type":"Polygon"})", "a Polygon needs a list of `coordinates`"},
      {R"({"type":"Polygon","coordinates":[]})", "a polygon needs a ring"},
      {R"({"type":"MultiPolygon","coordinates":[[]]})", "polygon 1, a polygon needs a ring"},
      {R"({"type":"FeatureCollection"})", "a FeatureCollection needs a list of `features`"},
      {collection("7"), "feature 1: must be an object of type `Feature`"},
      {collection(R"({"type":"Feature","geometry":7})"), "feature 1: a geometry needs a `type`"},
      {"[]",
       "not GeoJSON: the outermost `type` must be FeatureCollection, Feature, Polygon or "
       "MultiPolygon"},
      {R"({"type":"Topology"})",
       "not GeoJSON: the outermost `type` must be FeatureCollection, "
       "Feature, Polygon or MultiPolygon"},
  };
  for (const auto& [text, message] : table) EXPECT_EQ(error_of(text), message) << text;
}

TEST(Geojson, GivesThePlaceOfWhatIsNotJson) {
  EXPECT_TRUE(error_of("").starts_with("line 1, column 1: not JSON: "));
  EXPECT_TRUE(error_of("{\n  \"type\": Polygon}").starts_with("line 2, column 11: not JSON: "))
      << error_of("{\n  \"type\": Polygon}");
}

TEST(Geojson, RefusesNumbersThatAreNone) {
  // JSON has no NaN and no infinity, and a literal too large for a double must not become one.
  for (const std::string_view number : {"NaN", "Infinity", "-Infinity", "1e999", "-1e999"}) {
    const std::string text = polygon(fmt::format("[[{0},0],[1,1],[2,2],[{0},0]]", number));
    EXPECT_NE(error_of(text), "(none)") << number;
  }
}

TEST(Geojson, RefusesHostileTextsBeforeParsingThem) {
  EXPECT_EQ(error_of(std::string(100'000, '[')),
            "line 1, column 33: nested deeper than 32 levels, which no GeoJSON needs");
  std::string nested;
  for (int i = 0; i < 10'000; ++i) nested += R"({"a":)";
  EXPECT_NE(error_of(nested).find("nested deeper"), std::string::npos);

  EXPECT_EQ(error_of(std::string(101, ' '), {.bytes_max = 100}),
            "the GeoJSON text has 101 bytes; at most 100 are read");

  std::string wide = "[";
  for (int i = 0; i < 1'000; ++i) wide += "1,";
  EXPECT_NE(error_of(wide + "1]", {.values_max = 500}).find("more than 500 values"),
            std::string::npos);
}

TEST(Geojson, CountsBracketsOutsideStringsOnly) {
  const std::string name(100, '[');
  const auto read =
      read_geojson(feature(fmt::format(R"({{"name":"\\\"{}"}})", name), polygon(kSquare)));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->at(0).name, "\\\"" + name);
}

TEST(Geojson, RefusesInvalidUtf8) {
  EXPECT_NE(error_of(feature("{\"name\":\"\xff\"}", polygon(kSquare))), "(none)");
}

TEST(Geojson, ReadsTheRegionsOfMaliFromTheSharedData) {
  const char* shared = std::getenv("PENHOLDER_SHARED");
  if (shared == nullptr) GTEST_SKIP() << "PENHOLDER_SHARED is not set";
  const std::filesystem::path path =
      std::filesystem::path(shared) / "data" / "mali_adm1_geoboundaries.geojson";
  std::ifstream in(path, std::ios::binary);
  if (!in) GTEST_SKIP() << path << " is not there";
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const auto read = read_geojson(text);
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 9u);
  EXPECT_EQ(read->at(1).name, "Gao");
  EXPECT_EQ(read->at(1).pcode, "ML07");
  for (const Feature& region : *read) EXPECT_FALSE(region.rings.empty()) << region.name;
}

}  // namespace
}  // namespace penholder
