// SMAA-2 on tables: published results, closed forms, weights and distributions.

#include "lens/table_smaa.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "lens/draw_cells.h"
#include "table/read_csv.h"

namespace penholder {
namespace {

using ::testing::Pointwise;
using Kind = WeightStatement::Kind;

MATCHER_P(NearTo, tolerance, "") {
  return std::abs(std::get<0>(arg) - std::get<1>(arg)) <= tolerance;
}

PerformanceTable table_of(std::string_view csv) {
  TableRead read = read_csv(csv, FileId{0});
  EXPECT_TRUE(read.usable) << (read.usable ? "" : read.diagnostics.found()[0].message);
  return std::move(read.table);
}

// The heparin and enoxaparin example of the R package smaa (G. van Valkenhoef) and of drugis.org:
// events of trials as beta distributions, values linear and not cut off.
constexpr std::string_view kThrombolytics =
    "id,prox,dist,bleed\n"
    "#title,Proximal DVT,Distal DVT,Major bleeding\n"
    "#worst,0.25,0.40,0.10\n"
    "#best,0,0.15,0\n"
    "heparin,\"beta(20, 116)\",\"beta(40, 96)\",\"beta(1, 135)\"\n"
    "enoxaparin,\"beta(8, 121)\",\"beta(32, 97)\",\"beta(5, 124)\"\n";

TableSmaa smaa_of(const PerformanceTable& table, std::string_view weights, std::size_t samples) {
  const auto statement = parse_weights(weights, table);
  EXPECT_TRUE(statement.has_value()) << weights;
  const auto smaa = table_smaa(table, *statement, {.samples = samples});
  EXPECT_TRUE(smaa.has_value());
  return *smaa;
}

struct Published {
  const char* weights;
  std::vector<double> first;
  std::vector<std::vector<double>> central;  ///< empty: not published
  std::vector<double> confidence;            ///< empty: not published
  double entropy;                            ///< 0: not published
};

TEST(TableSmaa, GivesThePublishedFiguresOfTheThrombolytics) {
  const PerformanceTable table = table_of(kThrombolytics);
  const std::vector<Published> all = {
      {"any",
       {0.3504, 0.6496},
       {{0.1865, 0.2772, 0.5363}, {0.4073, 0.3641, 0.2285}},
       {0.6682, 0.8956},
       0.9344},
      {"any",
       {0.3381, 0.6619},
       {{0.1976, 0.2780, 0.5244}, {0.4118, 0.3578, 0.2304}},
       {0.6389, 0.8925},
       0},
      {"prox > bleed > dist",
       {0.1369, 0.8631},
       {{0.5240, 0.1213, 0.3547}, {0.6229, 0.1103, 0.2668}},
       {0.1914, 0.9174},
       0},
      {"prox=4, dist=1, bleed=2", {0.1049, 0.8951}, {}, {}, 0},
      {"prox=0.5, dist=0.2, bleed=0.3", {0.1279, 0.8721}, {}, {}, 0},
  };
  for (const Published& published : all) {
    SCOPED_TRACE(published.weights);
    const TableSmaa smaa = smaa_of(table, published.weights, 100'000);
    for (std::size_t a = 0; a < 2; ++a) {
      EXPECT_NEAR(smaa.rows[a].rank_acceptability[0], published.first[a], 0.02);
      if (!published.central.empty()) {
        EXPECT_THAT(smaa.rows[a].central_weights, Pointwise(NearTo(0.02), published.central[a]));
        EXPECT_NEAR(smaa.rows[a].confidence, published.confidence[a], 0.02);
      }
    }
    EXPECT_NEAR(smaa.pairwise[0 * 2 + 1], published.first[0], 0.02);
    if (published.entropy > 0) {
      EXPECT_NEAR(smaa.ranking_entropy, published.entropy, 0.02);
    }
  }
}

TEST(TableSmaa, AgreesWithTheClosedFormOfThreeUnitAlternativesAndAMiddleOne) {
  for (const std::string c : {"0.5", "0.6", "0.8"}) {
    const PerformanceTable table = table_of(
        "id,a,b,c\n#worst,0,0,0\n#best,1,1,1\nx,1,0,0\ny,0,1,0\n"
        "z,0,0,1\nm," +
        c + "," + c + "," + c + "\n");
    const TableSmaa smaa = smaa_of(table, "any", 40'000);
    const double unit = std::pow(1 - std::stod(c), 2);
    for (std::size_t a = 0; a < 3; ++a) {
      EXPECT_NEAR(smaa.rows[a].rank_acceptability[0], unit, 0.01);
    }
    EXPECT_NEAR(smaa.rows[3].rank_acceptability[0], 1 - 3 * unit, 0.01);
    EXPECT_EQ(smaa.rows[3].confidence, 1.0) << "performances are certain";
  }
}

TEST(TableSmaa, IsTheSameForAnyNumberOfThreadsAndInAnyBatches) {
  const PerformanceTable table = table_of(kThrombolytics);
  const WeightStatement any;
  const auto one = table_smaa(table, any, {.samples = 30'000, .seed = 7, .threads = 1});
  const auto three = table_smaa(table, any, {.samples = 30'000, .seed = 7, .threads = 3});
  for (std::size_t a = 0; a < 2; ++a) {
    EXPECT_EQ(one->rows[a].rank_acceptability, three->rows[a].rank_acceptability);
    EXPECT_EQ(one->rows[a].central_weights, three->rows[a].central_weights);
    EXPECT_EQ(one->rows[a].confidence, three->rows[a].confidence);
  }
  EXPECT_EQ(one->ranking_entropy, three->ranking_entropy);
}

TEST(TableSmaa, HasAnAnswerForEverythingDegenerate) {
  for (const char* csv : {
           "id,a\n#worst,0\n#best,1\nx,0.5\n",                            // one of each
           "id,a,b\n#worst,0,0\n#best,1,1\nx,1,1\ny,1,1\nz,1,1\n",        // all tie
           "id,a,b\n#worst,0,0\n#best,1,1\n#weight,1,0\nx,0,9\ny,0,1\n",  // a weight of 0
           "id,a\n#worst,0\n#best,1e-12\nx,1e15\ny,-1e15\n",              // far beyond the anchors
           "id,a\n#worst,0\n#best,1\nx,\"beta(1e-6, 1e-6)\"\ny,\"beta(1e9, 1e9)\"\n",
       }) {
    SCOPED_TRACE(csv);
    const PerformanceTable table = table_of(csv);
    const auto smaa = table_smaa(table, stated_weights(table), {.samples = 500});
    ASSERT_TRUE(smaa);
    double firsts = 0;
    for (const TableSmaa::Row& row : smaa->rows) {
      firsts += row.rank_acceptability[0];
      EXPECT_TRUE(std::isfinite(row.mean_value) && std::isfinite(row.mean_rank));
      EXPECT_TRUE(row.confidence >= 0 && row.confidence <= 1 + 1e-12);
      for (const double w : row.central_weights) EXPECT_TRUE(std::isfinite(w));
    }
    EXPECT_NEAR(firsts, 1, 1e-9);
    EXPECT_TRUE(std::isfinite(smaa->ranking_entropy) && std::isfinite(smaa->choice_entropy));
  }
  const PerformanceTable bare = table_of("id,a\n#direction,max\nx,1\n");
  EXPECT_FALSE(table_smaa(bare, {}, {})) << "without anchors there is no value";
}

TEST(TableWeights, MeansAreThoseOfTheDraws) {
  const PerformanceTable table =
      table_of("id,a,b,c,d,e\n#direction,max,max,max,max,max\nx,1,1,1,1,1\n");
  for (const char* text :
       {"any", "a>b>c>d>e", "c>a", "a~b>c", "e>a~b~c", "a>b~c>d", "a", "a=1,b=3"}) {
    SCOPED_TRACE(text);
    const auto statement = parse_weights(text, table);
    ASSERT_TRUE(statement) << statement.error().message;
    const std::vector<double> mean = mean_weights(*statement, 5);
    std::vector<double> sum(5, 0.0);
    constexpr int kDraws = 40'000;
    for (int s = 0; s < kDraws; ++s) {
      Rng rng(1, static_cast<std::uint64_t>(s));
      std::vector<double> w(5);
      draw_weights(*statement, rng, w);
      double total = 0;
      for (std::size_t c = 0; c < 5; ++c) {
        sum[c] += w[c];
        total += w[c];
        for (std::size_t d = 0; d < 5 && statement->kind == Kind::Order; ++d) {
          const int here = statement->place[c];
          const int there = statement->place[d];
          EXPECT_TRUE(here == 0 || there == 0 || here >= there || w[c] >= w[d]);
        }
      }
      EXPECT_NEAR(total, 1, 1e-12);
    }
    for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(sum[c] / kDraws, mean[c], 0.004);
  }
  // Barron & Barrett 1996: the centroid of three ordered weights.
  const PerformanceTable three = table_of("id,a,b,c\n#direction,max,max,max\nx,1,1,1\n");
  const auto mean = mean_weights(*parse_weights("a>b>c", three), 3);
  EXPECT_NEAR(mean[0], 11.0 / 18, 1e-12);
  EXPECT_NEAR(mean[1], 5.0 / 18, 1e-12);
  EXPECT_NEAR(mean[2], 2.0 / 18, 1e-12);
}

TEST(TableWeights, AnOrderIsDrawnUniformlyFromWhatAgrees) {
  // Against rejection: the share of draws with the first weight above a half.
  const PerformanceTable table = table_of("id,a,b,c,d\n#direction,max,max,max,max\nx,1,1,1,1\n");
  const auto statement = parse_weights("a~c>b", table);
  int exact = 0;
  int accepted = 0;
  int rejected = 0;
  for (std::uint64_t s = 0; s < 60'000; ++s) {
    Rng rng(2, s);
    std::vector<double> w(4);
    draw_weights(*statement, rng, w);
    exact += w[0] > 0.5 ? 1 : 0;
    Rng other(3, s);
    draw_simplex(other, w);
    if (w[0] < w[1] || w[2] < w[1]) continue;
    ++accepted;
    rejected += w[0] > 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(exact / 60'000.0, rejected / static_cast<double>(accepted), 0.01);
}

TEST(TableWeights, BoundedRatiosAreUniformOnWhatTheyLeave) {
  const PerformanceTable two = table_of("id,a,b\n#direction,max,max\nx,1,1\n");
  const auto statement = parse_weights("a/b=1..3", two);
  ASSERT_TRUE(statement) << statement.error().message;
  EXPECT_EQ(statement->kind, Kind::Drawn);
  EXPECT_NEAR(mean_weights(*statement, 2)[0], 0.625, 0.002) << "uniform on [1/2, 3/4]";
  for (const std::vector<double>& w : statement->drawn) {
    EXPECT_GE(w[0], w[1]);
    EXPECT_LE(w[0], 3 * w[1]);
  }
  Rng rng(1);
  std::vector<double> w(2);
  draw_weights(*statement, rng, w);
  EXPECT_NEAR(w[0] + w[1], 1, 1e-12);
  for (const char* text : {"a/b", "a/b=2", "a/c=1..2", "a/b=2..1", "a/b=-1..1", "a/a=2..3",
                           "a/b=1..2,a/b=3..4", "/=1..2"}) {
    EXPECT_FALSE(parse_weights(text, two)) << text;
  }
}

TEST(TableWeights, WhatTheUserSaysIsCheckedByName) {
  const PerformanceTable table = table_of("id,speed,price\n#direction,max,min\nx,1,2\n");
  for (const char* text : {"sped>price", "speed=1,sped=2", "speed>speed", "speed=-1", "speed=x",
                           "speed=0", "order", "", ">", "speed>", "=", "speed=1,price"}) {
    const auto statement = parse_weights(text, table);
    EXPECT_FALSE(statement) << text;
    EXPECT_TRUE(statement || !statement.error().message.empty());
  }
  EXPECT_THAT(parse_weights("sped>price", table).error().message,
              ::testing::HasSubstr("did you mean `speed`?"));
}

TEST(DrawCells, HaveTheMeanAndSpreadOfTheirDistribution) {
  struct Case {
    Performance performance;
    double mean;
    double sd;
  };
  const std::vector<Case> cases = {
      {Exact{3}, 3, 0},
      {UniformBetween{1, 4}, 2.5, 3 / std::sqrt(12.0)},
      {Normal{-2, 0.5}, -2, 0.5},
      {Percentiles{1, 2, 3}, 2, 1 / 1.2815515655446004},
      {Beta{20, 116}, 20.0 / 136, std::sqrt(20.0 * 116 / (136.0 * 136 * 137))},
      {Beta{0.5, 0.5}, 0.5, std::sqrt(0.125)},
      {Beta{2, 0.25}, 2 / 2.25, std::sqrt(0.5 / (2.25 * 2.25 * 3.25))},
  };
  for (const Case& c : cases) {
    double sum = 0;
    double squares = 0;
    constexpr int kDraws = 100'000;
    Rng rng(9);
    for (int s = 0; s < kDraws; ++s) {
      const double x = draw(c.performance, rng);
      sum += x;
      squares += x * x;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, c.mean, 0.01);
    EXPECT_NEAR(std::sqrt(std::max(0.0, squares / kDraws - mean * mean)), c.sd, 0.01);
  }
}

}  // namespace
}  // namespace penholder
