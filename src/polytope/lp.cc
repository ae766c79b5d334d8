#include "polytope/lp.h"

#include <ClpFactorization.hpp>
#include <ClpSimplex.hpp>
#include <CoinError.hpp>
#include <algorithm>
#include <cmath>
#include <exception>

#include "base/check.h"

namespace penholder::polytope {
namespace {

constexpr double kTolerance = 1e-9;
// Our problems have tens of rows and need tens of pivots.
constexpr int kMostPivots = 100'000;

double clp_bound(double bound) {
  if (bound == kInfinity) return COIN_DBL_MAX;
  return bound == -kInfinity ? -COIN_DBL_MAX : bound;
}

}  // namespace

struct LpSolver::Model {
  ClpSimplex clp;
  std::vector<double> lower;
  std::vector<double> upper;
  std::size_t rows = 0;
  std::string trouble;         ///< why the problem could not be loaded
  bool is_infeasible = false;  ///< found by an earlier solve, and true of every objective
};

LpSolver::LpSolver(const LpProblem& problem) : model_(std::make_unique<Model>()) {
  const std::size_t n = problem.lower.size();
  CHECK(problem.upper.size() == n);
  CHECK(problem.objective.empty() || problem.objective.size() == n);
  model_->lower = problem.lower;
  model_->upper = problem.upper;
  model_->rows = problem.rows.size();

  // Column by column, zeros left out.
  std::vector<CoinBigIndex> starts{0};
  std::vector<int> indices;
  std::vector<double> elements;
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t i = 0; i < problem.rows.size(); ++i) {
      CHECK(problem.rows[i].coefficients.size() == n);
      const double coefficient = problem.rows[i].coefficients[j];
      if (coefficient == 0.0) continue;
      indices.push_back(static_cast<int>(i));
      elements.push_back(coefficient);
    }
    starts.push_back(static_cast<CoinBigIndex>(indices.size()));
  }
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  for (std::size_t j = 0; j < n; ++j) {
    lower.push_back(clp_bound(problem.lower[j]));
    upper.push_back(clp_bound(problem.upper[j]));
  }
  for (const LpRow& row : problem.rows) {
    row_lower.push_back(clp_bound(row.lower));
    row_upper.push_back(clp_bound(row.upper));
  }
  const std::vector<double> objective =
      problem.objective.empty() ? std::vector<double>(n, 0.0) : problem.objective;
  try {
    ClpSimplex& clp = model_->clp;
    clp.setLogLevel(0);
    clp.loadProblem(static_cast<int>(n), static_cast<int>(problem.rows.size()), starts.data(),
                    indices.data(), elements.data(), lower.data(), upper.data(), objective.data(),
                    row_lower.data(), row_upper.data());
    clp.setPrimalTolerance(kTolerance);
    clp.setDualTolerance(kTolerance);
    clp.setMaximumIterations(kMostPivots);
    clp.setPerturbation(100);  // off: perturbed costs would show in the last digits
    clp.scaling(0);            // rows are of one scale already
    // LAPACK's last bits differ between machines: keep to the sparse code.
    clp.factorization()->setDenseThreshold(0);
    clp.factorization()->setGoDenseThreshold(-1);
    clp.factorization()->setGoSmallThreshold(-1);
  } catch (const CoinError& error) {
    model_->trouble = error.message();
  } catch (const std::exception& error) {
    model_->trouble = error.what();
  }
}

LpSolver::~LpSolver() = default;
LpSolver::LpSolver(LpSolver&&) noexcept = default;
LpSolver& LpSolver::operator=(LpSolver&&) noexcept = default;

LpOutcome LpSolver::minimise(std::span<const double> objective) {
  const std::size_t n = model_->lower.size();
  CHECK(objective.size() == n);
  if (!model_->trouble.empty()) return LpFailed{model_->trouble};
  for (std::size_t j = 0; j < n; ++j) {
    // Clp would report a crossed pair as infeasible only after presolve.
    if (model_->lower[j] > model_->upper[j]) return LpInfeasible{};
  }
  if (model_->is_infeasible) return LpInfeasible{};
  try {
    ClpSimplex& clp = model_->clp;
    for (std::size_t j = 0; j < n; ++j) {
      clp.setObjectiveCoefficient(static_cast<int>(j), objective[j]);
    }
    clp.primal();
    switch (clp.status()) {
      case 0: {
        LpOptimal optimal;
        optimal.x.assign(clp.primalColumnSolution(), clp.primalColumnSolution() + n);
        for (std::size_t j = 0; j < n; ++j) {
          optimal.x[j] = std::clamp(optimal.x[j], model_->lower[j], model_->upper[j]);
          optimal.value += objective[j] * optimal.x[j];
        }
        optimal.row_duals.assign(clp.dualRowSolution(), clp.dualRowSolution() + model_->rows);
        return optimal;
      }
      case 1:
        model_->is_infeasible = true;
        return LpInfeasible{};
      case 2:
        return LpUnbounded{};
      default:
        return LpFailed{"the linear program ran into its limit of pivots or lost precision"};
    }
  } catch (const CoinError& error) {
    return LpFailed{error.message()};
  } catch (const std::exception& error) {
    return LpFailed{error.what()};
  }
}

LpOutcome solve_lp(const LpProblem& problem) {
  const std::vector<double> none(problem.lower.size(), 0.0);
  return LpSolver(problem).minimise(problem.objective.empty() ? none : problem.objective);
}

double dual_bound(const LpProblem& problem, std::span<const double> row_duals) {
  CHECK(row_duals.size() == problem.rows.size());
  // c.x = sum of y_i (row_i . x) + (c - sum of y_i row_i) . x, each part at its least.
  double bound = 0.0;
  std::vector<double> rest = problem.objective;
  rest.resize(problem.lower.size(), 0.0);
  const auto add_least = [&](double factor, double lower, double upper) {
    if (factor != 0.0) bound += factor * (factor > 0.0 ? lower : upper);
  };
  for (std::size_t i = 0; i < problem.rows.size(); ++i) {
    const LpRow& row = problem.rows[i];
    double dual = row_duals[i];
    // A multiplier of the wrong sign that rounding left behind proves nothing: drop it.
    if (!std::isfinite(dual > 0.0 ? row.lower : row.upper)) dual = 0.0;
    add_least(dual, row.lower, row.upper);
    for (std::size_t j = 0; j < rest.size(); ++j) rest[j] -= dual * row.coefficients[j];
  }
  for (std::size_t j = 0; j < rest.size(); ++j) {
    add_least(rest[j], problem.lower[j], problem.upper[j]);
  }
  return bound;
}

}  // namespace penholder::polytope
