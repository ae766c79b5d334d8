#include "sequence/matrix_game.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace penholder {
namespace {

constexpr double kZero = 1e-12;

// The game with all payoffs made positive, as the column player's program
//     maximise sum of y  subject to  A y <= 1, y >= 0,
// whose value is 1 / sum. The tableau holds [A | slack | 1] and, as its last row, the reduced
// costs; the row player's mix stands under the slacks when no reduced cost is negative.
class Tableau {
 public:
  Tableau(std::span<const double> payoff, std::size_t rows, std::size_t columns)
      : rows_(rows), width_(columns + rows + 1), cells_((rows + 1) * width_, 0.0), basis_(rows) {
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t c = 0; c < columns; ++c) at(r, c) = payoff[r * columns + c];
      at(r, columns + r) = 1.0;
      at(r, width_ - 1) = 1.0;
      basis_[r] = columns + r;
    }
    for (std::size_t c = 0; c < columns; ++c) at(rows, c) = -1.0;
  }

  void solve() {
    // Bland's rule ends; the limit guards against rounding.
    for (std::size_t step = 0; step < 200 * width_; ++step) {
      std::size_t enters = 0;
      while (enters + 1 < width_ && at(rows_, enters) >= -kZero) ++enters;
      if (enters + 1 == width_) return;
      std::size_t leaves = rows_;
      double least = std::numeric_limits<double>::infinity();
      for (std::size_t r = 0; r < rows_; ++r) {
        if (at(r, enters) <= kZero) continue;
        const double ratio = at(r, width_ - 1) / at(r, enters);
        const bool is_less = ratio < least - kZero;
        const bool is_tied = leaves < rows_ && ratio <= least + kZero && basis_[r] < basis_[leaves];
        if (is_less || is_tied) {
          leaves = r;
          least = std::min(least, ratio);
        }
      }
      if (leaves == rows_) return;
      pivot(leaves, enters);
    }
  }

  [[nodiscard]] double reduced_cost(std::size_t column) const {
    return cells_[rows_ * width_ + column];
  }
  /// Value of the variable of a column.
  [[nodiscard]] double level(std::size_t column) const {
    const auto found = std::ranges::find(basis_, column);
    if (found == basis_.end()) return 0.0;
    return cells_[static_cast<std::size_t>(found - basis_.begin()) * width_ + width_ - 1];
  }

 private:
  double& at(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }

  void pivot(std::size_t row, std::size_t column) {
    const double by = at(row, column);
    for (std::size_t c = 0; c < width_; ++c) at(row, c) /= by;
    for (std::size_t r = 0; r <= rows_; ++r) {
      const double factor = at(r, column);
      if (r == row || factor == 0.0) continue;
      for (std::size_t c = 0; c < width_; ++c) at(r, c) -= factor * at(row, c);
    }
    basis_[row] = column;
  }

  std::size_t rows_;
  std::size_t width_;
  std::vector<double> cells_;
  std::vector<std::size_t> basis_;
};

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
  // Payoffs between 1 and 2: adding a constant or scaling changes no best answer.
  const double scale = most > least ? most - least : 1.0;
  std::vector<double> shifted(payoff.begin(), payoff.end());
  for (double& each : shifted) each = 1.0 + (each - least) / scale;
  Tableau tableau(shifted, rows, columns);
  tableau.solve();
  MatrixGame game;
  for (std::size_t r = 0; r < rows; ++r) game.row_mix.push_back(tableau.reduced_cost(columns + r));
  for (std::size_t c = 0; c < columns; ++c) game.column_mix.push_back(tableau.level(c));
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
