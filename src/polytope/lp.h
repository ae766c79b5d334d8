#pragma once
// Linear programs: minimise c.x within bounds and rows. A thin door to COIN-OR Clp (the only file
// that knows it is lp.cc), silent and deterministic: no presolve, no threads, no clock, and none of
// the dense linear algebra whose last bits would depend on the BLAS of the machine.
//
//   const LpOutcome outcome = solve_lp({.objective = {1, 1}, .lower = {0, 0}, .upper = {9, 9},
//                                       .rows = {{.coefficients = {1, 2}, .lower = 3}}});
//   if (const auto* optimal = std::get_if<LpOptimal>(&outcome)) ... optimal->value == 1.5
//
// Source: Dantzig 1963, Linear Programming and Extensions; Forrest & Goldfarb 1992, Mathematical
// Programming 57 (the steepest-edge pricing that Clp uses).

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace penholder::polytope {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// lower <= coefficients . x <= upper; equal bounds make an equation.
struct LpRow {
  std::vector<double> coefficients;  ///< by variable
  double lower = -kInfinity;
  double upper = kInfinity;
};

/// Minimise objective . x subject to lower <= x <= upper and the rows.
struct LpProblem {
  std::vector<double> objective;  ///< by variable
  std::vector<double> lower;      ///< by variable; -kInfinity for none
  std::vector<double> upper;
  std::vector<LpRow> rows;
};

struct LpOptimal {
  double value = 0.0;             ///< objective . x
  std::vector<double> x;          ///< within its bounds; rows hold to about 1e-9
  std::vector<double> row_duals;  ///< one a row: change of the value per unit of the row's bound
};
/// No x meets bounds and rows (to the solver's tolerance of 1e-9).
struct LpInfeasible {};
/// The objective falls without end.
struct LpUnbounded {};
/// The solver gave up; never seen on problems of this program's size, and never taken for an
/// answer.
struct LpFailed {
  std::string why;
};
using LpOutcome = std::variant<LpOptimal, LpInfeasible, LpUnbounded, LpFailed>;

/// One set of rows and bounds, minimised for as many objectives as wanted: each solve starts from
/// the vertex where the last one ended, which stays feasible, so that a series of objectives costs
/// a few pivots each. Not for two threads at once.
class LpSolver {
 public:
  /// Sizes must agree (checked). `problem.objective` may be empty.
  explicit LpSolver(const LpProblem& problem);
  ~LpSolver();
  LpSolver(LpSolver&&) noexcept;
  LpSolver& operator=(LpSolver&&) noexcept;
  LpSolver(const LpSolver&) = delete;
  LpSolver& operator=(const LpSolver&) = delete;

  /// Minimises objective . x. The outcome depends on the objectives before only among equally good
  /// vertices.
  LpOutcome minimise(std::span<const double> objective);

 private:
  struct Model;
  std::unique_ptr<Model> model_;
};

/// Minimises `problem` once.
LpOutcome solve_lp(const LpProblem& problem);

/// A lower bound on the minimum of `problem` that follows from any `row_duals` whatever by weak
/// duality, in plain arithmetic: what it proves does not rest on the solver. Minus infinity where a
/// multiplier meets a bound that is missing.
///
///   cost   O(rows * variables)
double dual_bound(const LpProblem& problem, std::span<const double> row_duals);

}  // namespace penholder::polytope
