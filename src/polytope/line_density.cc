#include "polytope/line_density.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace penholder::polytope {
namespace {

/// The two parts of log h, and the slope of the concave one.
struct Parts {
  double convex = 0.0;
  double concave = 0.0;
  double concave_slope = 0.0;
};

Parts parts_at(std::span<const LinePower> factors, double t) {
  Parts parts;
  for (const LinePower& factor : factors) {
    const double value = std::max(factor.at + factor.slope * t, 1e-300);
    if (factor.power < 0.0) {
      parts.convex += factor.power * std::log(value);
    } else {
      parts.concave += factor.power * std::log(value);
      parts.concave_slope += factor.power * factor.slope / value;
    }
  }
  return parts;
}

/// One exponential piece of the hat: log hat = at_low + slope (t - low).
struct Piece {
  double low = 0.0;
  double high = 0.0;
  double at_low = 0.0;
  double slope = 0.0;
  double mass = 0.0;  ///< relative to the highest point of the hat
};

Piece hat_between(std::span<const LinePower> factors, double low, double high, const Parts& at_low,
                  const Parts& at_high, double& gap) {
  const double width = high - low;
  const Parts middle = parts_at(factors, low + 0.5 * width);
  Piece piece{.low = low,
              .high = high,
              .at_low = at_low.convex + middle.concave - 0.5 * width * middle.concave_slope,
              .slope = (at_high.convex - at_low.convex) / width + middle.concave_slope,
              .mass = 0.0};
  // The chord is furthest off somewhere inside; the tangent at the ends.
  const double chord = 0.5 * (at_low.convex + at_high.convex) - middle.convex;
  const double tangent =
      std::max(piece.at_low - at_low.convex - at_low.concave,
               piece.at_low + piece.slope * width - at_high.convex - at_high.concave);
  gap = std::max(chord, tangent);
  return piece;
}

constexpr std::size_t kMostPieces = 64;

class Hat {
 public:
  Hat(std::span<const LinePower> factors, double low, double high) : factors_(factors) {
    cut(low, high, parts_at(factors, low), parts_at(factors, high), 0);
    double top = -1e300;
    for (std::size_t i = 0; i < size_; ++i) {
      const Piece& piece = pieces_[i];
      top = std::max({top, piece.at_low, piece.at_low + piece.slope * (piece.high - piece.low)});
    }
    for (std::size_t i = 0; i < size_; ++i) {
      Piece& piece = pieces_[i];
      const double width = piece.high - piece.low;
      const double rise = piece.slope * width;
      // Integral of exp over the piece; expm1 keeps flat pieces exact.
      const double shape = std::fabs(rise) < 1e-12 ? 1.0 : std::expm1(rise) / rise;
      piece.mass = std::exp(piece.at_low - top) * width * shape;
      // A steep rise overflows expm1: write it from the other end.
      if (rise > 500.0) piece.mass = std::exp(piece.at_low + rise - top) * width / rise;
      whole_ += piece.mass;
    }
  }

  double draw(Rng& rng) const {
    // The hat is at most a factor 2 too high where it was cut fine enough: this ends.
    constexpr int kMostTries = 1000;
    for (int i = 0; i < kMostTries; ++i) {
      double at = rng.uniform() * whole_;
      std::size_t p = 0;
      while (p + 1 < size_ && at >= pieces_[p].mass) at -= pieces_[p++].mass;
      const Piece& piece = pieces_[p];
      const double width = piece.high - piece.low;
      const double rise = piece.slope * width;
      const double u = rng.uniform();
      double part = u;
      if (rise > 500.0) {
        part = 1.0 + std::log(std::max(u, 1e-300)) / rise;
      } else if (std::fabs(rise) >= 1e-12) {
        part = std::log1p(u * std::expm1(rise)) / rise;
      }
      const double t = piece.low + width * std::clamp(part, 0.0, 1.0);
      const double below = log_density(factors_, t) - piece.at_low - piece.slope * (t - piece.low);
      if (std::log(rng.uniform_open()) <= below) return t;
    }
    return 0.0;  // stays where it is
  }

 private:
  void cut(double low, double high, const Parts& at_low, const Parts& at_high, int depth) {
    constexpr double kMostGap = 0.69;  // log 2
    constexpr int kMostDepth = 48;
    double gap = 0.0;
    const Piece piece = hat_between(factors_, low, high, at_low, at_high, gap);
    // Always room for the pieces that the recursion above this call still has to add.
    const bool has_room = size_ + kMostDepth < kMostPieces + static_cast<std::size_t>(depth);
    if (gap <= kMostGap || depth == kMostDepth || !has_room) {
      pieces_[size_++] = piece;
      return;
    }
    const double middle = low + 0.5 * (high - low);
    const Parts at_middle = parts_at(factors_, middle);
    cut(low, middle, at_low, at_middle, depth + 1);
    cut(middle, high, at_middle, at_high, depth + 1);
  }

  std::span<const LinePower> factors_;
  std::array<Piece, kMostPieces + 48> pieces_;
  std::size_t size_ = 0;
  double whole_ = 0.0;
};

}  // namespace

double log_density(std::span<const LinePower> factors, double t) {
  const Parts parts = parts_at(factors, t);
  return parts.convex + parts.concave;
}

double draw_on_line(Rng& rng, double low, double high, std::span<const LinePower> factors) {
  DCHECK(low <= 0.0 && high >= 0.0);
  const bool is_flat = std::ranges::all_of(
      factors, [](const LinePower& f) { return f.slope == 0.0 || f.power == 0.0; });
  if (is_flat) return low + (high - low) * rng.uniform_open();
  // A factor may reach 0 at an end: keep a hair's breadth away from it.
  const double hair = 1e-12 * (high - low);
  low = std::min(0.0, low + hair);
  high = std::max(0.0, high - hair);
  if (!(high > low)) return 0.0;
  return Hat(factors, low, high).draw(rng);
}

}  // namespace penholder::polytope
