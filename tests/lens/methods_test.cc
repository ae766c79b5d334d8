// The lenses against published tables, closed forms and what they leave open.

#include "lens/methods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "lens/ranks.h"

namespace penholder {
namespace {

using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Pointwise;
using Shape = Preference::Shape;

std::vector<Criterion> criteria(std::size_t count, Direction direction = Direction::Max,
                                Preference preference = {}) {
  std::vector<Criterion> result(count);
  for (std::size_t c = 0; c < count; ++c) {
    result[c].id = "c" + std::to_string(c);
    result[c].direction = direction;
    result[c].preference = preference;
  }
  return result;
}

MATCHER_P(NearTo, tolerance, "") {
  return std::abs(std::get<0>(arg) - std::get<1>(arg)) <= tolerance;
}

TEST(Methods, WeightsAreSharesWhateverTheirScale) {
  EXPECT_THAT(normalised(std::vector<double>{3, 1}), ElementsAre(0.75, 0.25));
  EXPECT_THAT(normalised(std::vector<double>{0, 0, 0, 0}), Each(0.25));
  EXPECT_THAT(normalised(std::vector<double>{}), ElementsAre());
}

TEST(Methods, PartialValueIsStraightBetweenPointsAndBeyond) {
  Criterion criterion;
  criterion.scale = linear_scale(0.25, 0.0);
  EXPECT_DOUBLE_EQ(partial_value(criterion, 0.25), 0);
  EXPECT_DOUBLE_EQ(partial_value(criterion, 0.0), 1);
  EXPECT_DOUBLE_EQ(partial_value(criterion, 0.30), -0.2) << "not cut off";
  criterion.scale = {{0, 0}, {10, 0.7}, {20, 1}};
  EXPECT_DOUBLE_EQ(partial_value(criterion, 5), 0.35);
  EXPECT_DOUBLE_EQ(partial_value(criterion, 10), 0.7);
  EXPECT_DOUBLE_EQ(partial_value(criterion, 30), 1.3);
  EXPECT_DOUBLE_EQ(partial_value(criterion, -10), -0.7);
}

TEST(Methods, PreferenceFunctionsAreThoseOfBransAndVincke) {
  const auto at = [](Preference preference, double d) { return preference_degree(preference, d); };
  for (const Shape shape :
       {Shape::Usual, Shape::UShape, Shape::VShape, Shape::Level, Shape::Linear, Shape::Gaussian}) {
    const Preference preference{.shape = shape, .q = 1, .p = 3, .s = 2};
    EXPECT_EQ(at(preference, 0), 0);
    EXPECT_EQ(at(preference, -5), 0);
    double last = 0;
    for (double d = 0; d < 12; d += 0.125) {
      EXPECT_GE(at(preference, d), last) << "never falls";
      last = at(preference, d);
      EXPECT_LE(last, 1);
    }
  }
  EXPECT_EQ(at({.shape = Shape::Usual}, 1e-12), 1);
  EXPECT_EQ(at({.shape = Shape::UShape, .q = 1}, 1), 0);
  EXPECT_EQ(at({.shape = Shape::UShape, .q = 1}, 1.01), 1);
  EXPECT_EQ(at({.shape = Shape::VShape, .p = 4}, 1), 0.25);
  EXPECT_EQ(at({.shape = Shape::VShape, .p = 4}, 5), 1);
  EXPECT_EQ(at({.shape = Shape::Level, .q = 1, .p = 3}, 2), 0.5);
  EXPECT_EQ(at({.shape = Shape::Level, .q = 1, .p = 3}, 3), 0.5);
  EXPECT_EQ(at({.shape = Shape::Level, .q = 1, .p = 3}, 3.5), 1);
  EXPECT_EQ(at({.shape = Shape::Linear, .q = 1, .p = 3}, 2), 0.5);
  EXPECT_EQ(at({.shape = Shape::Linear, .q = 2, .p = 2}, 2), 0);
  EXPECT_EQ(at({.shape = Shape::Linear, .q = 2, .p = 2}, 2.1), 1);
  EXPECT_DOUBLE_EQ(at({.shape = Shape::Gaussian, .s = 2}, 2), 1 - std::exp(-0.5));
  EXPECT_EQ(at({.shape = Shape::Gaussian, .s = 1e-12}, 1e15), 1);
}

// Tzeng & Huang 2011, Multiple Attribute Decision Making, CRC Press: four alternatives, vector
// normalisation.
TEST(Methods, TopsisGivesThePublishedClosenessOfTzengAndHuang) {
  const std::vector<double> cells = {5, 8, 4, 7, 6, 8, 8, 8, 6, 7, 4, 6};
  const std::vector<double> weights = {0.3, 0.4, 0.3};
  const std::vector<double> expected = {0.5037, 0.6581, 0.7482, 0.3340};
  EXPECT_THAT(topsis(criteria(3), cells, weights, Normalisation::Vector),
              Pointwise(NearTo(1e-4), expected));
}

// Hwang & Yoon 1981, Multiple Attribute Decision Making, Springer, pp. 133-134: four fighter
// aircraft, cost (the fourth criterion) to be minimised. Printed to three digits.
TEST(Methods, TopsisGivesThePublishedClosenessOfHwangAndYoon) {
  auto list = criteria(6);
  list[3].direction = Direction::Min;
  const std::vector<double> cells = {2.0, 1500, 20000, 5.5, 5, 9, 2.5, 2700, 18000, 6.5, 3, 5,
                                     1.8, 2000, 21000, 4.5, 7, 7, 2.2, 1800, 20000, 5.0, 5, 5};
  const std::vector<double> weights = {0.2, 0.1, 0.1, 0.1, 0.2, 0.3};
  const std::vector<double> expected = {0.643, 0.268, 0.613, 0.312};
  EXPECT_THAT(topsis(list, cells, weights, Normalisation::Vector),
              Pointwise(NearTo(6e-4), expected));
}

// Brans, Vincke & Mareschal 1986, "How to select and how to rank projects: the PROMETHEE method",
// EJOR 24(2), 228-238: six power stations, each of the six preference functions once, criteria of
// both directions, equal weights. Printed: preference indices, cut to three digits. Of two
// alternatives alone the positive flow is the index of one over the other.
TEST(Methods, PrometheeGivesThePublishedIndicesOfBransVinckeAndMareschal) {
  auto list = criteria(6, Direction::Min);
  list[1].direction = list[5].direction = Direction::Max;
  list[0].preference = Preference{.shape = Shape::UShape, .q = 10};
  list[1].preference = Preference{.shape = Shape::VShape, .p = 30};
  list[2].preference = Preference{.shape = Shape::Linear, .q = 0.5, .p = 5};
  list[3].preference = Preference{.shape = Shape::Level, .q = 1, .p = 6};
  list[4].preference = Preference{.shape = Shape::Usual};
  list[5].preference = Preference{.shape = Shape::Gaussian, .s = 5};
  const std::vector<std::vector<double>> stations = {
      {80, 90, 6, 5.4, 8, 5},   {65, 58, 2, 9.7, 1, 1}, {83, 60, 4, 7.2, 4, 7},
      {40, 80, 10, 7.5, 7, 10}, {52, 72, 6, 2.0, 3, 8}, {94, 96, 7, 3.6, 5, 6}};
  const std::vector<std::vector<double>> index = {
      {0.000, 0.296, 0.250, 0.268, 0.100, 0.185}, {0.462, 0.000, 0.389, 0.333, 0.296, 0.500},
      {0.236, 0.180, 0.000, 0.333, 0.056, 0.429}, {0.399, 0.505, 0.305, 0.000, 0.223, 0.212},
      {0.444, 0.515, 0.487, 0.380, 0.000, 0.448}, {0.286, 0.399, 0.250, 0.432, 0.133, 0.000}};
  const std::vector<double> weights(6, 1.0);
  std::vector<double> all;
  for (const auto& station : stations) all.insert(all.end(), station.begin(), station.end());
  const Flows flows = promethee(list, all, weights);
  for (std::size_t a = 0; a < 6; ++a) {
    double positive = 0;
    double negative = 0;
    for (std::size_t b = 0; b < 6; ++b) {
      positive += index[a][b] / 5;
      negative += index[b][a] / 5;
      std::vector<double> two = stations[a];
      two.insert(two.end(), stations[b].begin(), stations[b].end());
      EXPECT_NEAR(promethee(list, two, weights).positive[0], index[a][b], 0.001) << a << b;
    }
    EXPECT_NEAR(flows.positive[a], positive, 0.002);
    EXPECT_NEAR(flows.negative[a], negative, 0.002);
  }
}

// Papathanasiou & Ploskas 2018, Multiple Criteria Decision Aid, Springer, chapter 3: facility
// location, linear preference with q = 1, p = 2 on every criterion.
TEST(Methods, PrometheeGivesThePublishedFlowsOfPapathanasiouAndPloskas) {
  const std::vector<double> cells = {8, 7, 2, 1, 5,  3,  7, 5, 7, 5, 6, 4,
                                     9, 9, 7, 3, 11, 10, 3, 7, 6, 9, 5, 4};
  const std::vector<double> weights = {0.4, 0.3, 0.1, 0.2};
  const std::vector<double> expected = {-0.26, -0.52, -0.22, 0.36, 0.70, -0.06};
  const Flows flows = promethee(
      criteria(4, Direction::Max, {.shape = Shape::Linear, .q = 1, .p = 2}), cells, weights);
  EXPECT_THAT(flows.net, Pointwise(NearTo(0.005), expected));
}

TEST(Methods, EachNormalisationIsItsFormula) {
  // One criterion: closeness is (x - worst) / (best - worst) whatever divides the column, so the
  // normalisations differ only in how criteria weigh against each other.
  auto list = criteria(2);
  list[1].direction = Direction::Min;
  const std::vector<double> cells = {1, 8, 2, 4, 4, 5};
  const std::vector<double> weights = {0.5, 0.5};
  const auto expected = [&](double first, double second) {
    std::vector<double> closeness;
    for (std::size_t a = 0; a < 3; ++a) {
      const double x = cells[2 * a];
      const double y = cells[2 * a + 1];
      const double ideal = std::hypot((4 - x) / first, (y - 4) / second);
      const double worst = std::hypot((x - 1) / first, (8 - y) / second);
      closeness.push_back(worst / (ideal + worst));
    }
    return closeness;
  };
  const auto check = [&](Normalisation norm, double first, double second) {
    EXPECT_THAT(topsis(list, cells, weights, norm),
                Pointwise(NearTo(1e-12), expected(first, second)));
  };
  check(Normalisation::Vector, std::sqrt(21.0), std::sqrt(105.0));
  check(Normalisation::MinMax, 3, 4);
  check(Normalisation::Max, 4, 8);
  check(Normalisation::Sum, 7, 17);
}

TEST(Methods, FlowsStayWithinTheirRangeAndNetFlowsCancel) {
  Rng rng(5);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 1 + rng.below(8);
    const std::size_t m = 1 + rng.below(5);
    auto list = criteria(m);
    std::vector<double> weights;
    for (Criterion& c : list) {
      c.direction = rng.below(2) == 0 ? Direction::Max : Direction::Min;
      c.preference = Preference{
          .shape = static_cast<Shape>(rng.below(6)), .q = 0.1, .p = 0.1 + rng.uniform(), .s = 0.3};
      weights.push_back(rng.uniform());
    }
    std::vector<double> cells(n * m);
    for (double& cell : cells) cell = rng.below(4) == 0 ? 0.5 : rng.uniform() * 4 - 2;
    const Flows flows = promethee(list, cells, weights);
    double sum = 0;
    for (std::size_t a = 0; a < n; ++a) {
      EXPECT_GE(flows.positive[a], 0);
      EXPECT_LE(flows.positive[a], 1 + 1e-12);
      EXPECT_GE(flows.negative[a], 0);
      EXPECT_LE(flows.negative[a], 1 + 1e-12);
      sum += flows.net[a];
    }
    EXPECT_NEAR(sum, 0, 1e-12);
    for (const Normalisation norm :
         {Normalisation::Vector, Normalisation::MinMax, Normalisation::Max, Normalisation::Sum}) {
      for (const double closeness : topsis(list, cells, weights, norm)) {
        EXPECT_GE(closeness, 0);
        EXPECT_LE(closeness, 1);
      }
    }
  }
}

TEST(Methods, ACriterionToMinimiseIsItsMirror) {
  const std::vector<double> cells = {1, 5, 2, 7, 4, 6};
  std::vector<double> mirrored = cells;
  for (std::size_t i = 1; i < mirrored.size(); i += 2) mirrored[i] = -mirrored[i];
  const std::vector<double> weights = {0.4, 0.6};
  auto plain = criteria(2, Direction::Max, {.shape = Shape::Linear, .q = 0.5, .p = 2});
  plain[1].direction = Direction::Min;
  const auto all_max = criteria(2, Direction::Max, {.shape = Shape::Linear, .q = 0.5, .p = 2});
  EXPECT_EQ(promethee(plain, cells, weights).net, promethee(all_max, mirrored, weights).net);
  EXPECT_EQ(topsis(plain, cells, weights, Normalisation::Vector),
            topsis(all_max, mirrored, weights, Normalisation::Vector));
}

TEST(Methods, LinearPreferenceOverTheWholeRangeIsAdditiveValue) {
  // With v-shape and p at least the range, the net flow is 2 w.x - its mean, up to a factor:
  // a closed form of PROMETHEE II.
  const std::vector<double> cells = {0, 0.5, 0.25, 1, 1, 0};
  const std::vector<double> weights = {0.3, 0.7};
  const Flows flows =
      promethee(criteria(2, Direction::Max, {.shape = Shape::VShape, .p = 1}), cells, weights);
  const std::vector<double> values = {0.35, 0.775, 0.3};
  const double mean = (values[0] + values[1] + values[2]) / 3;
  for (std::size_t a = 0; a < 3; ++a) EXPECT_NEAR(flows.net[a], 1.5 * (values[a] - mean), 1e-12);
}

TEST(Methods, NothingIsNanWhateverIsDegenerate) {
  const auto all = [](const std::vector<Criterion>& list, const std::vector<double>& cells,
                      const std::vector<double>& weights) {
    std::vector<double> scores = promethee(list, cells, weights).net;
    for (const Normalisation norm :
         {Normalisation::Vector, Normalisation::MinMax, Normalisation::Max, Normalisation::Sum,
          Normalisation::Anchors}) {
      for (const double x : topsis(list, cells, weights, norm)) scores.push_back(x);
    }
    for (const double x : additive_values(list, cells, weights)) scores.push_back(x);
    for (const double score : scores) EXPECT_TRUE(std::isfinite(score));
    return scores;
  };
  auto list = criteria(2);
  for (Criterion& c : list) c.scale = linear_scale(0, 1);
  all(list, {0, 0, 0, 0}, {1, 1});         // zero columns
  all(list, {3, 3, 3, 3, 3, 3}, {1, 1});   // constant criteria
  all(list, {1, 0, 0, 1}, {0, 0});         // zero weights count as equal
  all(list, {1, 0}, {0.5, 0.5});           // one alternative
  all(list, {-1, -2, -3, 4}, {0.5, 0.5});  // negative performances
  all(list, {1e15, -1e15, 1e-300, 0}, {1, 0});
  auto one = criteria(1);
  one[0].scale = linear_scale(1e-12, 0);
  all(one, {1e15, -1e15}, {1});
  EXPECT_THAT(topsis(list, std::vector<double>{3, 3, 3, 3}, std::vector<double>{1, 1},
                     Normalisation::Vector),
              ElementsAre(0.5, 0.5))
      << "ideal and anti-ideal are the same";
  EXPECT_THAT(promethee(list, std::vector<double>{1, 0}, std::vector<double>{1, 1}).net,
              ElementsAre(0));
}

TEST(Methods, AnchorsKeepTheOrderWhenAnAlternativeIsAddedAndDataDoNot) {
  // The published weakness of TOPSIS: a third alternative turns the first two round.
  Rng rng(3);
  int reversals = 0;
  for (int round = 0; round < 2000; ++round) {
    auto list = criteria(2);
    for (Criterion& c : list) c.scale = linear_scale(0, 10);
    const std::vector<double> weights = {0.5, 0.5};
    std::vector<double> cells(4);
    for (double& cell : cells) cell = rng.uniform() * 10;
    std::vector<double> more = cells;
    more.push_back(rng.uniform() * 10);
    more.push_back(rng.uniform() * 10);
    const auto order = [&](const std::vector<double>& x, Normalisation norm) {
      const auto closeness = topsis(list, x, weights, norm);
      return closeness[0] > closeness[1];
    };
    EXPECT_EQ(order(cells, Normalisation::Anchors), order(more, Normalisation::Anchors));
    const bool turned = order(cells, Normalisation::Vector) != order(more, Normalisation::Vector);
    reversals += turned ? 1 : 0;
  }
  EXPECT_GT(reversals, 20);
}

TEST(Ranks, TiesShareTheirRanksAndRoundingMakesNoOrder) {
  EXPECT_THAT(ranks_of(std::vector<double>{0.1, 0.9, 0.5}), ElementsAre(3, 1, 2));
  EXPECT_THAT(ranks_of(std::vector<double>{1, 2, 2, 0}), ElementsAre(3, 1.5, 1.5, 4));
  EXPECT_THAT(ranks_of(std::vector<double>{0.1 + 0.2, 0.3}), ElementsAre(1.5, 1.5));
  EXPECT_THAT(ranks_of(std::vector<double>{}), ElementsAre());
  EXPECT_THAT(ranks_of(std::vector<double>{-1e27, 1e27}), ElementsAre(2, 1));
}

TEST(Ranks, KendallTauIsOneForTheSameAndMinusOneForTheReverse) {
  const std::vector<double> a = {1, 2, 3, 4};
  const std::vector<double> reversed = {4, 3, 2, 1};
  EXPECT_EQ(kendall_tau_b(a, a), 1.0);
  EXPECT_EQ(kendall_tau_b(a, reversed), -1.0);
  EXPECT_FALSE(kendall_tau_b(a, std::vector<double>{2.5, 2.5, 2.5, 2.5}));
  EXPECT_FALSE(kendall_tau_b(std::vector<double>{1}, std::vector<double>{1}));
  // Five pairs untied in both, four concordant, one discordant; one tie in b:
  // (4 - 1) / sqrt(6 * 5).
  const auto tau = kendall_tau_b(a, std::vector<double>{2, 1, 3.5, 3.5});
  ASSERT_TRUE(tau);
  EXPECT_NEAR(*tau, 3.0 / std::sqrt(30.0), 1e-12);
}

}  // namespace
}  // namespace penholder
