#pragma once
// What a bounded set {x : A x >= b, E x = f} looks like: empty or not, how many dimensions it
// really has (inequalities that can only hold as equations are found), a point deep inside.
// Everything that walks over a polytope starts from its Shape.
//
// Distances are measured with rows scaled to unit length. A set thinner than kFlat in a direction
// counts as flat there: the numbers of this program are weights, and a ten-millionth of a weight is
// nobody's statement.

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "polytope/dense.h"

namespace penholder::polytope {

inline constexpr double kFlat = 1e-7;

/// normal . x >= bound, or == bound, by where it stands.
struct Plane {
  std::vector<double> normal;
  double bound = 0.0;
};

struct Polytope {
  std::size_t dimension = 0;    ///< of the space around it: length of every normal
  std::vector<Plane> at_least;  ///< normal . x >= bound
  std::vector<Plane> equal;     ///< normal . x == bound
};

/// A set that holds something. All points are x = centre + sum of y_i basis[i].
struct Shape {
  /// Centre of the largest ball within the set's own dimensions; the point itself for a point.
  std::vector<double> centre;
  double radius = 0.0;  ///< of that ball; 0 for a point
  Matrix basis;         ///< orthonormal; as many rows as the set has dimensions
  /// Inequalities (places in `at_least`) that hold as equations everywhere in the set.
  std::vector<std::size_t> always_tight;
};
struct EmptySet {};
/// Not a polytope: it reaches infinity in some direction.
struct UnboundedSet {};
/// The linear programs could not decide (`lp.h`).
struct Undecided {
  std::string why;
};
using ShapeOutcome = std::variant<Shape, EmptySet, UnboundedSet, Undecided>;

/// Rows of zeros are judged by their bound alone.
///
///   cost    one linear program for each inequality without a witness so far, two for each
///   dimension
///           and one for the ball: a few milliseconds for 30 dimensions and 60 rows
///   source  implied equations: an inequality is one exactly when its largest slack is 0 (Schrijver
///           1986, Theory of Linear and Integer Programming, chapter 8); largest ball: Boyd &
///           Vandenberghe 2004, Convex Optimization, section 8.5.1
ShapeOutcome shape_of(const Polytope& polytope);

/// Slack of every inequality at x, with rows as they are given.
std::vector<double> slacks(const Polytope& polytope, const std::vector<double>& x);

}  // namespace penholder::polytope
