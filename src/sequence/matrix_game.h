#pragma once
// A zero-sum game of two players on a small matrix, solved exactly: which mix of views makes a set
// of plans look worst, and which mix of plans answers it best. Knows nothing of plans or views.
//
// Source: von Neumann 1928; as a linear program: Dantzig 1951, "A proof of the equivalence of the
// programming problem and the game problem".

#include <cstddef>
#include <span>
#include <vector>

namespace penholder {

struct MatrixGame {
  std::vector<double> row_mix;     ///< of the player who wants much: non-negative, sum 1
  std::vector<double> column_mix;  ///< of the player who wants little: non-negative, sum 1
  double value = 0.0;              ///< what the row player gets when both mix so
};

/// Solves the game in which the row player is paid `payoff[row * columns + column]`.
///
///   payoff  finite, rows x columns, row-major, both at least 1 (checked)
///   result  both mixes are best answers to each other to within about 1e-9 of the span of the
///   payoffs cost    one linear program of that size
MatrixGame solve_matrix_game(std::span<const double> payoff, std::size_t rows, std::size_t columns);

}  // namespace penholder
