#pragma once
// The best vertex of a small linear program by looking at all of them: every choice of as many
// tight bounds and rows as there are variables, solved by elimination. For bounded problems only.

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "polytope/lp.h"

namespace penholder::testing {

/// Solves a square system by elimination with pivoting; nothing when it is singular.
inline std::optional<std::vector<double>> solve_square(std::vector<std::vector<double>> a,
                                                       std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t i = column + 1; i < n; ++i) {
      if (std::fabs(a[i][column]) > std::fabs(a[pivot][column])) pivot = i;
    }
    if (std::fabs(a[pivot][column]) < 1e-9) return std::nullopt;
    std::swap(a[pivot], a[column]);
    std::swap(b[pivot], b[column]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == column) continue;
      const double factor = a[i][column] / a[column][column];
      for (std::size_t j = column; j < n; ++j) a[i][j] -= factor * a[column][j];
      b[i] -= factor * b[column];
    }
  }
  for (std::size_t i = 0; i < n; ++i) b[i] /= a[i][i];
  return b;
}

/// Every vertex (some more than once) of the feasible set.
inline std::vector<std::vector<double>> all_vertices(const polytope::LpProblem& problem) {
  using polytope::LpRow;
  const std::size_t n = problem.lower.size();
  struct Plane {
    std::vector<double> normal;
    double at;
  };
  std::vector<Plane> planes;
  const auto add = [&](const std::vector<double>& normal, double lower, double upper) {
    if (std::isfinite(lower)) planes.push_back({normal, lower});
    if (std::isfinite(upper) && upper != lower) planes.push_back({normal, upper});
  };
  for (std::size_t j = 0; j < n; ++j) {
    std::vector<double> unit(n, 0.0);
    unit[j] = 1.0;
    add(unit, problem.lower[j], problem.upper[j]);
  }
  for (const LpRow& row : problem.rows) add(row.coefficients, row.lower, row.upper);

  const auto is_feasible = [&](const std::vector<double>& x) {
    const auto within = [](double at, double lower, double upper) {
      return at >= lower - 1e-7 && at <= upper + 1e-7;
    };
    for (std::size_t j = 0; j < n; ++j) {
      if (!within(x[j], problem.lower[j], problem.upper[j])) return false;
    }
    return std::ranges::all_of(problem.rows, [&](const LpRow& row) {
      double sum = 0.0;
      for (std::size_t j = 0; j < n; ++j) sum += row.coefficients[j] * x[j];
      return within(sum, row.lower, row.upper);
    });
  };

  std::vector<std::vector<double>> found;
  std::vector<char> chosen(planes.size(), 0);
  if (planes.size() < n) return found;
  std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(n), 1);
  do {
    std::vector<std::vector<double>> a;
    std::vector<double> b;
    for (std::size_t i = 0; i < planes.size(); ++i) {
      if (chosen[i] == 0) continue;
      a.push_back(planes[i].normal);
      b.push_back(planes[i].at);
    }
    if (const auto x = solve_square(a, b); x && is_feasible(*x)) found.push_back(*x);
  } while (std::ranges::prev_permutation(chosen).found);
  return found;
}

/// The least objective over all vertices; nothing when the problem is infeasible.
inline std::optional<double> best_vertex(const polytope::LpProblem& problem) {
  std::optional<double> best;
  for (const auto& x : all_vertices(problem)) {
    double value = 0.0;
    for (std::size_t j = 0; j < x.size(); ++j) value += problem.objective[j] * x[j];
    if (!best || value < *best) best = value;
  }
  return best;
}

}  // namespace penholder::testing
