#pragma once
// The little dense linear algebra that this room needs, for tens of rows and columns: plain loops
// whose bits are the same on every machine.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace penholder::polytope {

/// Rows of equal length.
using Matrix = std::vector<std::vector<double>>;

double dot(std::span<const double> a, std::span<const double> b);
double norm(std::span<const double> a);

/// Rows that span what `rows` span, orthonormal, by Gram-Schmidt with a second pass. A row that
/// keeps less than `tolerance` of its length adds nothing.
///
///   kept   (if not null) receives the places of the rows that added something
Matrix orthonormal_rows(const Matrix& rows, double tolerance = 1e-9,
                        std::vector<std::size_t>* kept = nullptr);

/// Orthonormal basis of all vectors of length `n` that are at right angles to every row: those of
/// the unit vectors that keep most of their length first, so that the result is well conditioned.
Matrix complement(const Matrix& rows, std::size_t n);

/// Lower triangle L with L L' = a, for a symmetric positive definite matrix; nothing when it is not
/// one. O(n^3).
std::optional<Matrix> cholesky(const Matrix& a);

/// Solves L L' x = b.
std::vector<double> cholesky_solve(const Matrix& lower, std::span<const double> b);

/// Inverse of a lower triangle, transposed: columns of the result span directions d = M g with
/// covariance (L L')^-1 when g is standard normal.
Matrix inverse_transposed(const Matrix& lower);

}  // namespace penholder::polytope
