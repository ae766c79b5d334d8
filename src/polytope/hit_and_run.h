#pragma once
// Hit-and-run: a random walk in a polytope that forgets where it started. From x take a random
// direction, look how far the set reaches both ways, and draw the next point from the target
// density along that chord. The target is uniform, or a product of powers of linear forms; each
// step leaves it unchanged, whatever it is.
//
// What theory gives. Uniform on a convex body K of dimension n that holds a ball of radius r and
// lies in one of radius R: from a warm start O*(n^2 (R/r)^2) steps suffice (Lovász 1999,
// Mathematical Programming 86), from any inner point a factor n more (Lovász & Vempala 2006, SIAM
// J. Computing 35(4)). `Walker` sees to R/r itself: it draws directions in the coordinates in which
// the Dikin ellipsoid at the analytic centre of K is the unit ball. With m inequalities that
// ellipsoid lies within K, and K within sqrt(m (m-1)) times it (Boyd & Vandenberghe 2004,
// section 8.5.3), so R/r < m however thin K is. The constants of the theorems are far from what is
// seen, so the number of steps is a policy on top of them (chains.h).
//
// For a density h that is not log-concave the theorems are silent, but if M/m bounds how much h
// varies over K, the spectral gap is at least (m/M)^2 that of the uniform walk (comparison of
// Dirichlet forms, Diaconis & Saloff-Coste 1993, Annals of Applied Probability 3(3)); otherwise
// only the checks of convergence.h speak.
//
// Source of the walk: Smith 1984, Operations Research 32(6); with densities: Bélisle, Romeijn &
// Smith 1993, Mathematics of Operations Research 18(2).

#include <cstddef>
#include <span>
#include <vector>

#include "base/random.h"
#include "polytope/line_density.h"
#include "polytope/polytope.h"

namespace penholder::polytope {

/// (form . x)^power, form . x > 0 in the inside of the set.
struct FormPower {
  std::vector<double> form;
  double power = 0.0;
};

/// From low <= 0 to high >= 0 times a direction one stays in the set.
struct Chord {
  double low = 0.0;
  double high = 0.0;
};

class Walker {
 public:
  /// `shape` must be the polytope's own (`shape_of`).
  ///
  ///   density  its factors; empty for uniform. The density is with respect to the plain volume of
  ///            the set's own dimensions
  ///   cost     a few Newton steps of O(m n^2)
  Walker(const Polytope& polytope, const Shape& shape, std::span<const FormPower> density = {});

  /// Of the set itself.
  [[nodiscard]] std::size_t dimension() const { return directions_.size(); }

  /// A start far from the centre: nine tenths of the way to the edge in a random direction.
  [[nodiscard]] std::vector<double> start(Rng& rng) const;

  /// One step in place; nothing happens in a point.
  ///
  ///   x     in the set
  ///   cost  O(m n): half a microsecond for 12 dimensions and 30 inequalities
  void step(Rng& rng, std::span<double> x) const;

  /// Moves x back onto the equations of the set. Steps keep them but for rounding; where a walk
  /// also scales coordinates, a rounding error would be scaled with them, again and again.
  void straighten(std::span<double> x) const;

  /// How far the inequalities let one go from x.
  [[nodiscard]] Chord chord(std::span<const double> x, std::span<const double> direction) const;

  /// Bound on R/r in the walk's own coordinates: sqrt(m (m-1)), and 1 for a point or an edge.
  [[nodiscard]] double roundness() const;

 private:
  void round(const Shape& shape);

  std::size_t n_ = 0;
  std::size_t rows_ = 0;
  std::vector<double> normals_;  // rows x n, without those that are always tight
  std::vector<double> bounds_;
  std::vector<double> centre_;
  Matrix directions_;  // the set's own dimensions, scaled so that the set is round in them
  Matrix across_;      // orthonormal: the directions in which the set has no extent
  Matrix forms_;
  std::vector<double> powers_;
};

}  // namespace penholder::polytope
