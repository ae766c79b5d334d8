#include "sequence/matrix_game.h"

#include <algorithm>
#include <variant>

#include "base/check.h"
#include "polytope/lp.h"

namespace penholder {
namespace {

void make_mix(std::vector<double>& mix) {
  double sum = 0.0;
  for (double& part : mix) {
    part = std::max(part, 0.0);
    sum += part;
  }
  for (double& part : mix) part = sum > 0.0 ? part / sum : 1.0 / static_cast<double>(mix.size());
}

}  // namespace

MatrixGame solve_matrix_game(std::span<const double> payoff, std::size_t rows,
                             std::size_t columns) {
  CHECK(rows > 0 && columns > 0 && payoff.size() == rows * columns);
  const auto [least, most] = std::ranges::minmax(payoff);
  // Payoffs between 0 and 1: adding a constant or scaling changes no best answer.
  const double scale = most > least ? most - least : 1.0;

  // The row player's mix x and what it secures, v: maximise v, with x . column >= v for every
  // column. The multipliers of these rows are the column player's mix.
  polytope::LpProblem problem{.objective = std::vector<double>(rows + 1, 0.0),
                              .lower = std::vector<double>(rows + 1, 0.0),
                              .upper = std::vector<double>(rows + 1, 1.0),
                              .rows = {}};
  problem.objective[rows] = -1.0;
  problem.lower[rows] = -polytope::kInfinity;
  problem.upper[rows] = polytope::kInfinity;
  for (std::size_t c = 0; c < columns; ++c) {
    std::vector<double> secured(rows + 1, -1.0);
    for (std::size_t r = 0; r < rows; ++r) secured[r] = (payoff[r * columns + c] - least) / scale;
    problem.rows.push_back({.coefficients = std::move(secured), .lower = 0.0});
  }
  std::vector<double> whole(rows + 1, 1.0);
  whole[rows] = 0.0;
  problem.rows.push_back({.coefficients = std::move(whole), .lower = 1.0, .upper = 1.0});
  const polytope::LpOutcome outcome = polytope::solve_lp(problem);

  // Without an answer both mix evenly: a mixture like any other, only not the best one.
  MatrixGame game{.row_mix = std::vector<double>(rows, 0.0),
                  .column_mix = std::vector<double>(columns, 0.0)};
  if (const auto* optimal = std::get_if<polytope::LpOptimal>(&outcome)) {
    std::copy_n(optimal->x.begin(), rows, game.row_mix.begin());
    std::copy_n(optimal->row_duals.begin(), columns, game.column_mix.begin());
  }
  make_mix(game.row_mix);
  make_mix(game.column_mix);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      game.value += game.row_mix[r] * game.column_mix[c] * payoff[r * columns + c];
    }
  }
  return game;
}

}  // namespace penholder
