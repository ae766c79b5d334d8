// What survives the method: conclusions, degenerate tables, text and JSON.

#include "lens/survival.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/columns.h"
#include "lens/survival_json.h"
#include "lens/survival_text.h"
#include "support/golden.h"
#include "table/read_csv.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;

PerformanceTable table_of(std::string_view csv) {
  TableRead read = read_csv(csv, FileId{0});
  EXPECT_TRUE(read.usable) << (read.usable ? "" : read.diagnostics.found()[0].message);
  return std::move(read.table);
}

const std::string kBoats =
    "id,#title,speed,range,price\n"
    "#title,,Top speed,Range,Price\n"
    "#worst,,0,0,40\n#best,,40,400,10\n"
    "#preference,,linear q=2 p=10,v-shape p=100,usual\n"
    "#weight,,3,2,1\n"
    "heron,The Heron,18,240,25\n"
    "gull,The Gull,16,310,12\n"
    "tern,The Tern,22,200,19\n"
    "skua,The Skua,15,200,30\n";

TEST(Survival, SaysWhatHoldsUnderEveryLensAndWhatDoesNot) {
  const PerformanceTable table = table_of(kBoats);
  const Survival survival = look_through_lenses(table, {});
  ASSERT_EQ(survival.views.size(), 4U);
  EXPECT_TRUE(survival.absent.empty());
  EXPECT_EQ(survival.draws, 0U) << "nothing is uncertain";
  for (std::size_t a = 0; a + 1 < 4; ++a) {
    EXPECT_TRUE(std::ranges::any_of(survival.held, [&](const Survival::Pair& pair) {
      return pair.above == a && pair.below == 3;
    })) << "the Skua is worst on every criterion or ties";
  }
  // By definition, from the ranks.
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < 4; ++b) {
      bool everywhere = a != b;
      for (const LensView& view : survival.views) {
        everywhere = everywhere && view.rank[a] < view.rank[b];
      }
      EXPECT_EQ(std::ranges::count_if(
                    survival.held,
                    [&](const Survival::Pair& pair) { return pair.above == a && pair.below == b; }),
                everywhere ? 1 : 0);
    }
  }
}

TEST(Survival, WithoutAnchorsThereIsNoValueAndThatIsSaid) {
  const PerformanceTable table = table_of("id,a,b\n#direction,max,min\nx,1,2\ny,2,1\n");
  const Survival survival = look_through_lenses(table, {});
  ASSERT_EQ(survival.views.size(), 2U);
  ASSERT_EQ(survival.absent.size(), 2U);
  EXPECT_EQ(survival.absent[0].lens, Lens::Value);
  EXPECT_THAT(survival.absent[0].reason, HasSubstr("`a` has no anchors"));
  EXPECT_EQ(survival.first_everywhere, 1U);
  EXPECT_FALSE(survival.smaa);
}

TEST(Survival, DrawsWhatIsUncertainAndSharesSumToOne) {
  std::string text = kBoats;
  text.replace(text.find("16,310"), 6, "14..16..20,\"normal(310, 40)\"");
  text.replace(text.find("#weight,,3,2,1"), 14, "#order,,1,2,3");
  const PerformanceTable table = table_of(text);
  LensSettings settings{.lenses = {},
                        .weights = {},
                        .fallback = {},
                        .normalisation = Normalisation::Vector,
                        .samples = 4000,
                        .lens_samples = 500,
                        .seed = 5,
                        .threads = 1};
  const Survival survival = look_through_lenses(table, settings);
  EXPECT_EQ(survival.draws, 500U);
  double everywhere = 0;
  for (const double share : survival.first_everywhere_share) everywhere += share;
  EXPECT_NEAR(everywhere, survival.same_first_share, 1e-12);
  for (const LensView& view : survival.views) {
    double firsts = 0;
    double ranks = 0;
    for (std::size_t a = 0; a < 4; ++a) {
      firsts += view.first_share[a];
      ranks += view.mean_rank[a];
      EXPECT_LE(survival.first_everywhere_share[a], view.first_share[a] + 1e-12);
    }
    EXPECT_NEAR(firsts, 1, 1e-9);
    EXPECT_NEAR(ranks, 10, 1e-9);
  }
  settings.threads = 3;
  EXPECT_EQ(to_json(look_through_lenses(table, settings), table).dump(),
            to_json(survival, table).dump());
}

TEST(Survival, HasAnAnswerForEverythingDegenerate) {
  for (const char* csv : {
           "id,a\n#worst,0\n#best,1\nx,0.5\n",
           "id,a,b\n#worst,0,0\n#best,1,1\nx,1,1\ny,1,1\nz,1,1\n",
           "id,a,b\n#worst,0,0\n#best,1,1\n#weight,1,0\nx,0,9\ny,0,1\n",
           "id,a\n#worst,0\n#best,1\nx,0\ny,0\n",
           "id,a\n#worst,0\n#best,1e-12\nx,1e15\ny,-1e15\n",
           "id,a\n#direction,min\nx,-3\ny,-4\n",
           "id,a,b\n#worst,0,0\n#best,1,1\nx,0..1,2\ny,1,0.2..0.3..0.4\n",
       }) {
    SCOPED_TRACE(csv);
    const PerformanceTable table = table_of(csv);
    const Survival survival = look_through_lenses(table, {});
    const std::string json = to_json(survival, table).dump();
    // JSON has no NaN: the library writes null.
    for (const LensView& view : survival.views) {
      for (std::size_t a = 0; a < view.score.size(); ++a) {
        EXPECT_TRUE(std::isfinite(view.score[a]) && std::isfinite(view.rank[a]));
        EXPECT_TRUE(std::isfinite(view.first_share[a]) && std::isfinite(view.mean_rank[a]));
      }
    }
    for (const int width : {60, 80, 120}) {
      const std::string text = render_text(survival, table, "Table", width, false);
      EXPECT_EQ(text.find("nan"), std::string::npos) << text;
      EXPECT_EQ(text.find("inf"), std::string::npos) << text;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        EXPECT_LE(columns_of(text.substr(at, end - at)), static_cast<std::size_t>(width));
        at = end + 1;
      }
    }
  }
}

TEST(Survival, LooksAsItLookedBefore) {
  const PerformanceTable certain = table_of(kBoats);
  std::string text = kBoats;
  text.replace(text.find("16,310"), 6, "14..16..20,\"normal(310, 40)\"");
  text.replace(text.find("#weight,,3,2,1"), 14, "#order,,1,2,3");
  const PerformanceTable uncertain = table_of(text);
  const PerformanceTable bare = table_of("id,a,b\n#direction,max,min\nx,1,2\ny,2,3\n");
  std::string all;
  for (const PerformanceTable* table : {&certain, &uncertain, &bare}) {
    const Survival survival = look_through_lenses(*table, {});
    for (const int width : {80, 120}) {
      all += render_text(survival, *table, "Performance table boats.csv", width, false);
      all += std::string(static_cast<std::size_t>(width), '=') + '\n';
    }
  }
  testing::expect_golden("lens/survival.expect", all);
}

}  // namespace
}  // namespace penholder
