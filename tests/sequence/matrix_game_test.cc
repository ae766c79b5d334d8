#include "sequence/matrix_game.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace penholder {
namespace {

// What the row player gets at least, whatever the column.
double guaranteed(const std::vector<double>& payoff, std::size_t columns,
                  const std::vector<double>& mix) {
  double least = 1e300;
  for (std::size_t c = 0; c < columns; ++c) {
    double sum = 0.0;
    for (std::size_t r = 0; r < mix.size(); ++r) sum += mix[r] * payoff[r * columns + c];
    least = std::min(least, sum);
  }
  return least;
}

// What the row player gets at most, whatever the row.
double conceded(const std::vector<double>& payoff, std::size_t rows, std::size_t columns,
                const std::vector<double>& mix) {
  double most = -1e300;
  for (std::size_t r = 0; r < rows; ++r) {
    double sum = 0.0;
    for (std::size_t c = 0; c < columns; ++c) sum += mix[c] * payoff[r * columns + c];
    most = std::max(most, sum);
  }
  return most;
}

TEST(MatrixGame, StoneScissorsPaperIsPlayedEvenly) {
  const MatrixGame game =
      solve_matrix_game(std::vector<double>{0, 1, -1, -1, 0, 1, 1, -1, 0}, 3, 3);
  EXPECT_NEAR(game.value, 0.0, 1e-12);
  for (const double part : game.row_mix) EXPECT_NEAR(part, 1.0 / 3.0, 1e-12);
  for (const double part : game.column_mix) EXPECT_NEAR(part, 1.0 / 3.0, 1e-12);
}

TEST(MatrixGame, TwoByTwoWithoutSaddleHasItsClosedForm) {
  // Value (ad - bc) / (a + d - b - c) = (3*2 - 1*0) / (3 + 2 - 1 - 0).
  const MatrixGame game = solve_matrix_game(std::vector<double>{3, 1, 0, 2}, 2, 2);
  EXPECT_NEAR(game.value, 1.5, 1e-12);
  EXPECT_NEAR(game.row_mix[0], 0.5, 1e-12);
  EXPECT_NEAR(game.column_mix[0], 0.25, 1e-12);
}

TEST(MatrixGame, ASaddleIsPlayedPure) {
  const MatrixGame game = solve_matrix_game(std::vector<double>{4, 2, 3, 1, 0, 5}, 2, 3);
  EXPECT_NEAR(game.value, 2.0, 1e-12);
  EXPECT_NEAR(game.row_mix[0], 1.0, 1e-12);
  EXPECT_NEAR(game.column_mix[1], 1.0, 1e-12);
}

TEST(MatrixGame, OneCellAndEqualPayoffsAreGamesToo) {
  EXPECT_NEAR(solve_matrix_game(std::vector<double>{-7}, 1, 1).value, -7.0, 1e-12);
  EXPECT_NEAR(solve_matrix_game(std::vector<double>(12, 0.5), 3, 4).value, 0.5, 1e-12);
}

TEST(MatrixGame, BothMixesAreBestAnswersOnThousandsOfGames) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed, 77);
    const std::size_t rows = 1 + rng.below(9);
    const std::size_t columns = 1 + rng.below(40);
    std::vector<double> payoff;
    for (std::size_t i = 0; i < rows * columns; ++i) {
      // Many ties: the hard case for a simplex.
      payoff.push_back(seed % 2 == 0 ? rng.uniform() * 10.0 : static_cast<double>(rng.below(4)));
    }
    const MatrixGame game = solve_matrix_game(payoff, rows, columns);
    const auto sum = [](const std::vector<double>& mix) {
      return std::accumulate(mix.begin(), mix.end(), 0.0);
    };
    EXPECT_NEAR(sum(game.row_mix), 1.0, 1e-12) << "seed " << seed;
    EXPECT_NEAR(sum(game.column_mix), 1.0, 1e-12) << "seed " << seed;
    EXPECT_GE(*std::ranges::min_element(game.row_mix), 0.0) << "seed " << seed;
    EXPECT_NEAR(guaranteed(payoff, columns, game.row_mix), game.value, 1e-8) << "seed " << seed;
    EXPECT_NEAR(conceded(payoff, rows, columns, game.column_mix), game.value, 1e-8)
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace penholder
