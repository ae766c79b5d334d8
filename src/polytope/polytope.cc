#include "polytope/polytope.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/check.h"
#include "polytope/lp.h"

namespace penholder::polytope {
namespace {

/// Works out a shape step by step; stops at the first outcome that is not one.
class Surveyor {
 public:
  explicit Surveyor(const Polytope& polytope) : n_(polytope.dimension) {
    problem_.lower.assign(n_, -kInfinity);
    problem_.upper.assign(n_, kInfinity);
    const auto unit = [&](const Plane& plane) {
      CHECK(plane.normal.size() == n_);
      const double length = norm(plane.normal);
      Plane scaled = plane;
      if (length > 0.0) {
        for (double& x : scaled.normal) x /= length;
        scaled.bound /= length;
      }
      return scaled;
    };
    for (const Plane& plane : polytope.at_least) {
      inequalities_.push_back(unit(plane));
      problem_.rows.push_back({.coefficients = inequalities_.back().normal,
                               .lower = inequalities_.back().bound,
                               .upper = kInfinity});
    }
    for (const Plane& plane : polytope.equal) {
      equations_.push_back(unit(plane));
      problem_.rows.push_back({.coefficients = equations_.back().normal,
                               .lower = equations_.back().bound,
                               .upper = equations_.back().bound});
    }
  }

  ShapeOutcome survey() {
    if (const auto other = find_inner_point()) return *other;
    span_hull();
    if (shape_.basis.empty()) return shape_;
    if (const auto other = find_widths()) return *other;
    if (const auto other = find_ball()) return *other;
    return shape_;
  }

 private:
  using Otherwise = std::optional<ShapeOutcome>;

  static Otherwise other_than_optimal(const LpOutcome& outcome) {
    if (std::holds_alternative<LpInfeasible>(outcome)) return EmptySet{};
    if (std::holds_alternative<LpUnbounded>(outcome)) return UnboundedSet{};
    if (const auto* failed = std::get_if<LpFailed>(&outcome)) return Undecided{failed->why};
    return std::nullopt;
  }

  /// A point in the relative interior (mean of points that show each inequality's slack), and the
  /// inequalities without any.
  Otherwise find_inner_point() {
    LpSolver solver(problem_);
    const std::vector<double> nothing(n_, 0.0);
    const LpOutcome any = solver.minimise(nothing);
    if (auto other = other_than_optimal(any)) return other;
    std::vector<std::vector<double>> witnesses{std::get<LpOptimal>(any).x};
    for (std::size_t i = 0; i < inequalities_.size(); ++i) {
      const Plane& plane = inequalities_[i];
      const auto has_slack = [&](const std::vector<double>& x) {
        return dot(plane.normal, x) - plane.bound > kFlat;
      };
      if (std::ranges::any_of(witnesses, has_slack)) continue;
      std::vector<double> away = plane.normal;
      for (double& x : away) x = -x;
      const LpOutcome outcome = solver.minimise(away);
      if (auto other = other_than_optimal(outcome)) return other;
      const std::vector<double>& x = std::get<LpOptimal>(outcome).x;
      if (has_slack(x)) {
        witnesses.push_back(x);
      } else {
        shape_.always_tight.push_back(i);
      }
    }
    shape_.centre.assign(n_, 0.0);
    for (const auto& x : witnesses) {
      for (std::size_t j = 0; j < n_; ++j) {
        shape_.centre[j] += x[j] / static_cast<double>(witnesses.size());
      }
    }
    return std::nullopt;
  }

  void span_hull() {
    Matrix fixed;
    for (const Plane& plane : equations_) fixed.push_back(plane.normal);
    for (const std::size_t i : shape_.always_tight) fixed.push_back(inequalities_[i].normal);
    shape_.basis = complement(fixed, n_);
  }

  [[nodiscard]] bool is_tight(std::size_t i) const {
    return std::ranges::binary_search(shape_.always_tight, i);
  }

  /// The inequalities that still matter, in the coordinates y of the basis.
  [[nodiscard]] LpProblem within_hull() const {
    const std::size_t k = shape_.basis.size();
    LpProblem problem{.objective = {},
                      .lower = std::vector<double>(k, -kInfinity),
                      .upper = std::vector<double>(k, kInfinity),
                      .rows = {}};
    for (std::size_t i = 0; i < inequalities_.size(); ++i) {
      if (is_tight(i)) continue;
      LpRow row;
      for (const auto& unit : shape_.basis) {
        row.coefficients.push_back(dot(inequalities_[i].normal, unit));
      }
      // A row across the hull says nothing within it.
      if (norm(row.coefficients) < 1e-9) continue;
      row.lower = inequalities_[i].bound - dot(inequalities_[i].normal, shape_.centre);
      problem.rows.push_back(std::move(row));
    }
    return problem;
  }

  Otherwise find_widths() {
    LpSolver solver(within_hull());
    const std::size_t k = shape_.basis.size();
    for (std::size_t j = 0; j < 2 * k; ++j) {
      std::vector<double> direction(k, 0.0);
      direction[j / 2] = j % 2 == 0 ? 1.0 : -1.0;
      if (auto other = other_than_optimal(solver.minimise(direction))) return other;
    }
    return std::nullopt;
  }

  Otherwise find_ball() {
    LpProblem problem = within_hull();
    for (LpRow& row : problem.rows) row.coefficients.push_back(-norm(row.coefficients));
    problem.lower.push_back(0.0);
    problem.upper.push_back(kInfinity);
    problem.objective.assign(problem.lower.size(), 0.0);
    problem.objective.back() = -1.0;
    const LpOutcome outcome = solve_lp(problem);
    if (auto other = other_than_optimal(outcome)) return other;
    const std::vector<double>& y = std::get<LpOptimal>(outcome).x;
    // A ball of no size would put the centre on the edge: the inner point is the better one then.
    if (y.back() <= 0.0) return std::nullopt;
    shape_.radius = y.back();
    for (std::size_t i = 0; i < shape_.basis.size(); ++i) {
      for (std::size_t j = 0; j < n_; ++j) shape_.centre[j] += y[i] * shape_.basis[i][j];
    }
    return std::nullopt;
  }

  std::size_t n_;
  std::vector<Plane> inequalities_;  // of unit length
  std::vector<Plane> equations_;
  LpProblem problem_;
  Shape shape_;
};

}  // namespace

ShapeOutcome shape_of(const Polytope& polytope) { return Surveyor(polytope).survey(); }

std::vector<double> slacks(const Polytope& polytope, const std::vector<double>& x) {
  std::vector<double> result;
  result.reserve(polytope.at_least.size());
  for (const Plane& plane : polytope.at_least) result.push_back(dot(plane.normal, x) - plane.bound);
  return result;
}

}  // namespace penholder::polytope
