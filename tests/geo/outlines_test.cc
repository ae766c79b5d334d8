#include "geo/outlines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace penholder {
namespace {

TEST(Outlines, EveryRingIsClosedAndOnTheGlobe) {
  for (const Country& country : countries()) {
    ASSERT_FALSE(country.rings.empty()) << country.name;
    for (const RingView ring : country.rings) {
      ASSERT_GE(ring.size(), 4u) << country.name;
      EXPECT_EQ(ring.front(), ring.back()) << country.name;
      for (const LonLat at : ring) {
        ASSERT_LE(std::abs(at.lon), 180.0) << country.name;
        ASSERT_LE(std::abs(at.lat), 90.0) << country.name;
      }
    }
  }
}

TEST(Outlines, NoRingJumpsAcrossTheAntimeridian) {
  for (const Country& country : countries()) {
    for (const RingView ring : country.rings) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        // Antarctica's lower edge runs along the frame of the map, at latitude -90.
        const bool on_frame = ring[i].lat <= -89.9 && ring[i - 1].lat <= -89.9;
        if (!on_frame) {
          EXPECT_LT(std::abs(ring[i].lon - ring[i - 1].lon), 180.0) << country.name;
        }
      }
    }
  }
}

TEST(Outlines, AreSortedByCodeAndNameWithoutTwins) {
  const auto all = countries();
  EXPECT_GT(all.size(), 230u);
  EXPECT_TRUE(std::ranges::is_sorted(all, [](const Country& a, const Country& b) {
    return std::pair(a.iso_n3, a.name) < std::pair(b.iso_n3, b.name);
  }));
  std::set<std::string_view> codes;
  for (const Country& country : all) {
    if (country.iso_n3.empty()) continue;
    EXPECT_EQ(country.iso_n3.size(), 3u) << country.name;
    EXPECT_TRUE(codes.insert(country.iso_n3).second) << country.name;
  }
}

// Bounds as in Natural Earth's own 1:110m map, which is drawn apart from 1:50m: the outline must
// be the right country in the right place, not just any rings.
TEST(Outlines, FindsMaliWhereItLies) {
  const Country* mali = find_country("466");
  ASSERT_NE(mali, nullptr);
  EXPECT_EQ(mali->name, "Mali");
  double west = 180;
  double east = -180;
  double south = 90;
  double north = -90;
  for (const RingView ring : mali->rings) {
    for (const LonLat at : ring) {
      west = std::min(west, at.lon);
      east = std::max(east, at.lon);
      south = std::min(south, at.lat);
      north = std::max(north, at.lat);
    }
  }
  EXPECT_NEAR(west, -12.2, 0.2);
  EXPECT_NEAR(east, 4.3, 0.2);
  EXPECT_NEAR(south, 10.1, 0.2);
  EXPECT_NEAR(north, 25.0, 0.2);
}

bool covers(const Country& country, LonLat at) {
  bool inside = false;
  for (const RingView ring : country.rings) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const LonLat& a = ring[i - 1];
      const LonLat& b = ring[i];
      if ((a.lat > at.lat) == (b.lat > at.lat)) continue;
      if (at.lon < a.lon + (at.lat - a.lat) * (b.lon - a.lon) / (b.lat - a.lat)) inside = !inside;
    }
  }
  return inside;
}

// Natural Earth cuts it along the berm; the United Nations list it undivided.
TEST(Outlines, KeepWesternSaharaUndivided) {
  const Country* sahara = find_country("732");
  const Country* morocco = find_country("504");
  ASSERT_NE(sahara, nullptr);
  ASSERT_NE(morocco, nullptr);
  EXPECT_EQ(sahara->name, "Western Sahara");
  for (const LonLat at : {LonLat{-13.1, 27.0}, LonLat{-15.0, 24.0}, LonLat{-10.0, 26.5}}) {
    EXPECT_TRUE(covers(*sahara, at)) << at.lon << " " << at.lat;
    EXPECT_FALSE(covers(*morocco, at)) << at.lon << " " << at.lat;
  }
  EXPECT_TRUE(covers(*morocco, {-7.0, 32.0}));
  EXPECT_TRUE(covers(*morocco, {-10.5, 28.5}));
  EXPECT_FALSE(covers(*sahara, {-10.5, 28.5}));
}

TEST(Outlines, GiveSharedCodesToTheLargerTerritory) {
  const Country* australia = find_country("036");
  ASSERT_NE(australia, nullptr);
  EXPECT_EQ(australia->name, "Australia");
}

TEST(Outlines, AnswerNothingForAnUnknownCode) { EXPECT_EQ(find_country("999"), nullptr); }

}  // namespace
}  // namespace penholder
