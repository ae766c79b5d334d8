#pragma once
// Have several Markov chains forgotten where they started, and what are their rows worth? The two
// figures that practice asks for, on ranks, so that they hold for any distribution.
//
// Source: Gelman & Rubin 1992, Statistical Science 7(4) (comparing chains); Vehtari, Gelman,
// Simpson, Carpenter & Bürkner 2021, Bayesian Analysis 16(2) (split, rank normalised, folded;
// effective sample size; thresholds); Geyer 1992, Statistical Science 7(4) (where to cut the
// autocorrelations).

#include <cstddef>
#include <span>
#include <vector>

namespace penholder::polytope {

struct Convergence {
  /// Largest rank-normalised split R-hat of any coordinate, of its bulk or of its spread: 1 when
  /// the halves of all chains look alike.
  double r_hat = 1.0;
  /// Smallest effective sample size of any coordinate: how many independent rows the rows are
  /// worth.
  double effective_rows = 0.0;
};

/// One coordinate of several chains of equal length (at least 4 rows each; checked).
///
///   chains[c][i]  row i of chain c
///   cost          O(n log n) and the autocorrelations up to where they vanish
Convergence convergence_of(std::span<const std::vector<double>> chains);

/// The worst over all coordinates. `rows[c]` holds the rows of chain c, each of `dimension`
/// numbers; coordinates that vary by less than 1e-9 are left out (with none left: R-hat 1, all rows
/// count).
Convergence convergence_of(std::span<const std::vector<double>> rows, std::size_t dimension);

}  // namespace penholder::polytope
