// Every published table of the shared folder, whatever it holds: read, computed, compared within
// its own tolerance. The folder is no part of the project; without it the tests say so.

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "io/files.h"
#include "lens/methods.h"
#include "lens/table_smaa.h"
#include "table/cell_text.h"

namespace penholder {
namespace {

using Json = nlohmann::json;

class Published : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* shared = std::getenv("PENHOLDER_SHARED");
    if (shared == nullptr) GTEST_SKIP() << "SKIPPED: PENHOLDER_SHARED names no folder";
    const auto text =
        read_file(std::string(shared) + "/vectors/published-tables.json", std::size_t{1} << 20);
    if (!text) GTEST_SKIP() << "SKIPPED: " << text.error().message;
    tables = Json::parse(*text);
  }
  Json tables;
};

struct Numbers {
  std::vector<Criterion> criteria;
  std::vector<double> cells;
  std::vector<double> weights;
};

Numbers numbers_of(const Json& table) {
  Numbers numbers;
  for (const int direction : table["dir"]) {
    numbers.criteria.emplace_back().direction = direction > 0 ? Direction::Max : Direction::Min;
  }
  for (const Json& row : table["matrix"]) {
    for (const double cell : row) numbers.cells.push_back(cell);
  }
  numbers.weights = table["weights"].get<std::vector<double>>();
  return numbers;
}

TEST_F(Published, TopsisTables) {
  ASSERT_FALSE(tables["topsis"].empty());
  for (const Json& table : tables["topsis"]) {
    SCOPED_TRACE(table["id"]);
    ASSERT_EQ(table["norm"], "vector");
    const Numbers n = numbers_of(table);
    const auto closeness = topsis(n.criteria, n.cells, n.weights, Normalisation::Vector);
    for (std::size_t a = 0; a < closeness.size(); ++a) {
      EXPECT_NEAR(closeness[a], table["expected_closeness"][a].get<double>(),
                  table["tol"].get<double>());
    }
  }
}

TEST_F(Published, PrometheeTables) {
  ASSERT_FALSE(tables["promethee2"].empty());
  for (const Json& table : tables["promethee2"]) {
    SCOPED_TRACE(table["id"]);
    const std::string words = table["pf"];
    const auto preference = parse_preference(words.substr(0, words.find(" on every")));
    ASSERT_TRUE(preference) << words;
    const Numbers n = numbers_of(table);
    const Flows flows = promethee(n.criteria, n.cells, n.weights, *preference);
    for (std::size_t a = 0; a < flows.net.size(); ++a) {
      EXPECT_NEAR(flows.net[a], table["expected_net"][a].get<double>(), table["tol"].get<double>());
    }
  }
}

void expect_published(const TableSmaa& smaa, const Json& published, double tolerance) {
  for (std::size_t a = 0; a < smaa.rows.size(); ++a) {
    const TableSmaa::Row& row = smaa.rows[a];
    EXPECT_NEAR(row.rank_acceptability[0], published["b1"][a].get<double>(), tolerance);
    if (published.contains("cw")) {
      for (std::size_t c = 0; c < row.central_weights.size(); ++c) {
        EXPECT_NEAR(row.central_weights[c], published["cw"][a][c].get<double>(), tolerance);
      }
    }
    if (published.contains("cf")) {
      EXPECT_NEAR(row.confidence, published["cf"][a].get<double>(), tolerance);
    }
  }
  if (published.contains("ranking_entropy_bits")) {
    EXPECT_NEAR(smaa.ranking_entropy, published["ranking_entropy_bits"].get<double>(), tolerance);
  }
  if (published.contains("pwi_heparin_over_enox")) {
    EXPECT_NEAR(smaa.pairwise[1], published["pwi_heparin_over_enox"].get<double>(), tolerance);
  }
}

TEST_F(Published, SmaaThrombolyticsUnderAllFourWeightSettings) {
  for (const Json& table : tables["smaa2"]) {
    SCOPED_TRACE(table["id"]);
    ASSERT_EQ(table["id"], "thrombolytics");
    PerformanceTable given;
    const std::vector<std::string> ids = {"prox", "dist", "bleed"};
    const std::vector<Anchors> anchors = {{0.25, 0}, {0.40, 0.15}, {0.10, 0}};
    for (std::size_t c = 0; c < ids.size(); ++c) {
      Criterion& criterion = given.criteria.emplace_back();
      criterion.id = ids[c];
      criterion.direction = Direction::Min;
      criterion.scale = linear_scale(anchors[c].worst, anchors[c].best);
    }
    for (const Json& entry : table["alternatives"]) {
      const std::string name = entry;
      given.alternatives.push_back({.id = name, .title = {}, .span = {}});
      for (const Json& cell : table["measurements_beta"][name]) {
        given.cells.emplace_back(Beta{.alpha = cell[0], .beta = cell[1]});
      }
    }
    const std::vector<std::pair<std::string, std::string>> settings = {
        {"uniform_weights", "any"},
        {"ordinal_prox_bleed_dist", "prox > bleed > dist"},
        {"exact_ratio_4_1_2", "prox=4, dist=1, bleed=2"},
        {"fixed_w_0.5_0.2_0.3", "prox=0.5, dist=0.2, bleed=0.3"}};
    for (const auto& [name, words] : settings) {
      SCOPED_TRACE(name);
      for (const std::uint64_t seed : {1, 2, 3}) {
        const auto smaa = table_smaa(given, *parse_weights(words, given), {.seed = seed});
        ASSERT_TRUE(smaa);
        for (const auto& [source, published] : table[name].items()) {
          SCOPED_TRACE(source);
          expect_published(*smaa, published, table["tol"].get<double>());
        }
      }
    }
  }
}

}  // namespace
}  // namespace penholder
