#include "polytope/dense.h"

#include <cmath>

#include "base/check.h"

namespace penholder::polytope {

double dot(std::span<const double> a, std::span<const double> b) {
  DCHECK(a.size() == b.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

double norm(std::span<const double> a) { return std::sqrt(dot(a, a)); }

namespace {

void remove_parts(const Matrix& basis, std::vector<double>& v) {
  for (const auto& unit : basis) {
    const double along = dot(unit, v);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] -= along * unit[i];
  }
}

}  // namespace

Matrix orthonormal_rows(const Matrix& rows, double tolerance, std::vector<std::size_t>* kept) {
  Matrix basis;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<double> v = rows[i];
    const double length = norm(v);
    if (length <= 0.0) continue;
    for (double& x : v) x /= length;
    remove_parts(basis, v);
    if (norm(v) <= tolerance) continue;
    remove_parts(basis, v);  // the second pass makes up for cancellation in the first
    const double rest = norm(v);
    for (double& x : v) x /= rest;
    basis.push_back(std::move(v));
    if (kept != nullptr) kept->push_back(i);
  }
  return basis;
}

Matrix complement(const Matrix& rows, std::size_t n) {
  Matrix taken = orthonormal_rows(rows);
  Matrix result;
  const std::size_t wanted = n - taken.size();
  std::vector<char> used(n, 0);
  while (result.size() < wanted) {
    std::vector<double> best;
    double length = -1.0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (used[i] != 0) continue;
      std::vector<double> v(n, 0.0);
      v[i] = 1.0;
      remove_parts(taken, v);
      remove_parts(taken, v);
      if (norm(v) > length + 1e-12) {
        length = norm(v);
        best = std::move(v);
        place = i;
      }
    }
    used[place] = 1;
    for (double& x : best) x /= length;
    taken.push_back(best);
    result.push_back(std::move(best));
  }
  return result;
}

std::optional<Matrix> cholesky(const Matrix& a) {
  const std::size_t n = a.size();
  Matrix lower(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= lower[i][k] * lower[j][k];
      if (i == j) {
        if (!(sum > 0.0)) return std::nullopt;
        lower[i][i] = std::sqrt(sum);
      } else {
        lower[i][j] = sum / lower[j][j];
      }
    }
  }
  return lower;
}

std::vector<double> cholesky_solve(const Matrix& lower, std::span<const double> b) {
  const std::size_t n = lower.size();
  std::vector<double> x(b.begin(), b.end());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

Matrix inverse_transposed(const Matrix& lower) {
  const std::size_t n = lower.size();
  Matrix result(n, std::vector<double>(n, 0.0));
  for (std::size_t column = 0; column < n; ++column) {
    // L x = e_column; x is a column of the inverse, so a row of its transpose.
    std::vector<double> x(n, 0.0);
    for (std::size_t i = column; i < n; ++i) {
      double sum = i == column ? 1.0 : 0.0;
      for (std::size_t k = column; k < i; ++k) sum -= lower[i][k] * x[k];
      x[i] = sum / lower[i][i];
    }
    result[column] = std::move(x);
  }
  return result;
}

}  // namespace penholder::polytope
