#include "polytope/hit_and_run.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace penholder::polytope {
namespace {

constexpr std::size_t kMostFactors = 64;  // on the stack; more would be a tree of that many nodes

/// Two independent standard normals. Source: Marsaglia & Bray 1964, SIAM Review 6(3). Cheaper than
/// Rng::normal, and nothing here needs one draw for one number.
std::array<double, 2> normal_pair(Rng& rng) {
  while (true) {
    const double u = 2.0 * rng.uniform() - 1.0;
    const double v = 2.0 * rng.uniform() - 1.0;
    const double square = u * u + v * v;
    if (square >= 1.0 || square == 0.0) continue;
    const double factor = std::sqrt(-2.0 * std::log(square) / square);
    return {u * factor, v * factor};
  }
}

/// A random direction: standard normal in the coordinates of `directions`.
void draw_direction(Rng& rng, const Matrix& directions, std::span<double> result) {
  std::ranges::fill(result, 0.0);
  for (std::size_t i = 0; i < directions.size(); i += 2) {
    const auto pair = normal_pair(rng);
    for (std::size_t j = 0; j < 2 && i + j < directions.size(); ++j) {
      const std::vector<double>& along = directions[i + j];
      for (std::size_t k = 0; k < result.size(); ++k) result[k] += pair[j] * along[k];
    }
  }
}

}  // namespace

Walker::Walker(const Polytope& polytope, const Shape& shape, std::span<const FormPower> density)
    : n_(polytope.dimension),
      centre_(shape.centre),
      directions_(shape.basis),
      across_(complement(shape.basis, polytope.dimension)) {
  for (std::size_t i = 0; i < polytope.at_least.size(); ++i) {
    if (std::ranges::binary_search(shape.always_tight, i)) continue;
    const Plane& plane = polytope.at_least[i];
    // A row across the set never stops the walk.
    const bool matters = std::ranges::any_of(shape.basis, [&](const auto& unit) {
      return std::fabs(dot(unit, plane.normal)) > 1e-9 * norm(plane.normal);
    });
    if (!matters) continue;
    normals_.insert(normals_.end(), plane.normal.begin(), plane.normal.end());
    bounds_.push_back(plane.bound);
  }
  rows_ = bounds_.size();
  for (const FormPower& factor : density) {
    if (factor.power == 0.0) continue;
    forms_.push_back(factor.form);
    powers_.push_back(factor.power);
  }
  CHECK(forms_.size() <= kMostFactors);
  if (!directions_.empty()) round(shape);
}

void Walker::round(const Shape& shape) {
  // The analytic centre, where the product of all slacks is largest, by damped Newton steps from
  // the centre of the largest ball; in the coordinates y of the shape's basis.
  const std::size_t k = shape.basis.size();
  Matrix rows(rows_, std::vector<double>(k));
  for (std::size_t i = 0; i < rows_; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      rows[i][j] = dot(std::span(normals_).subspan(i * n_, n_), shape.basis[j]);
    }
  }
  std::vector<double> slack(rows_);
  for (std::size_t i = 0; i < rows_; ++i) {
    slack[i] = dot(std::span(normals_).subspan(i * n_, n_), centre_) - bounds_[i];
    if (!(slack[i] > 0.0)) return;  // no inner point to start from: directions stay as they are
  }
  std::vector<double> y(k, 0.0);
  constexpr int kMostSteps = 100;
  std::optional<Matrix> lower;
  for (int step = 0; step < kMostSteps; ++step) {
    std::vector<double> gradient(k, 0.0);
    Matrix hessian(k, std::vector<double>(k, 0.0));
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t a = 0; a < k; ++a) {
        gradient[a] -= rows[i][a] / slack[i];
        for (std::size_t b = 0; b <= a; ++b) {
          hessian[a][b] += rows[i][a] * rows[i][b] / (slack[i] * slack[i]);
        }
      }
    }
    const auto factored = cholesky(hessian);
    if (!factored) break;
    lower = factored;
    const std::vector<double> move = cholesky_solve(*lower, gradient);
    const double decrement = std::sqrt(std::max(0.0, dot(gradient, move)));
    if (decrement < 1e-8) break;
    const double length = decrement > 0.25 ? 1.0 / (1.0 + decrement) : 1.0;
    for (std::size_t a = 0; a < k; ++a) y[a] -= length * move[a];
    for (std::size_t i = 0; i < rows_; ++i) slack[i] -= length * dot(rows[i], move);
  }
  if (!lower) return;
  for (std::size_t a = 0; a < k; ++a) {
    for (std::size_t j = 0; j < n_; ++j) centre_[j] += y[a] * shape.basis[a][j];
  }
  // Directions with covariance (L L')^-1: column b of the inverse transpose, in the basis.
  const Matrix inverse = inverse_transposed(*lower);
  directions_.assign(k, std::vector<double>(n_, 0.0));
  for (std::size_t b = 0; b < k; ++b) {
    for (std::size_t a = 0; a < k; ++a) {
      for (std::size_t j = 0; j < n_; ++j) {
        directions_[b][j] += inverse[a][b] * shape.basis[a][j];
      }
    }
  }
}

std::vector<double> Walker::start(Rng& rng) const {
  std::vector<double> x = centre_;
  if (directions_.empty()) return x;
  std::vector<double> direction(n_);
  draw_direction(rng, directions_, direction);
  const Chord reach = chord(x, direction);
  for (std::size_t j = 0; j < n_; ++j) x[j] += 0.9 * reach.high * direction[j];
  return x;
}

Chord Walker::chord(std::span<const double> x, std::span<const double> direction) const {
  Chord reach{.low = -1e300, .high = 1e300};
  for (std::size_t i = 0; i < rows_; ++i) {
    const double* normal = normals_.data() + i * n_;
    double slack = -bounds_[i];
    double rate = 0.0;
    for (std::size_t j = 0; j < n_; ++j) {
      slack += normal[j] * x[j];
      rate += normal[j] * direction[j];
    }
    slack = std::max(slack, 0.0);  // rounding may leave a point a hair outside
    if (rate > 0.0) {
      reach.low = std::max(reach.low, -slack / rate);
    } else if (rate < 0.0) {
      reach.high = std::min(reach.high, -slack / rate);
    }
  }
  return reach;
}

void Walker::step(Rng& rng, std::span<double> x) const {
  DCHECK(x.size() == n_);
  if (directions_.empty()) return;
  constexpr std::size_t kOnStack = 64;
  std::array<double, kOnStack> room;
  std::vector<double> more;
  if (n_ > kOnStack) more.resize(n_);
  const std::span<double> direction = n_ > kOnStack ? std::span(more) : std::span(room).first(n_);
  draw_direction(rng, directions_, direction);
  const Chord reach = chord(x, direction);
  std::array<LinePower, kMostFactors> factors;
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    factors[i] = {.at = std::max(dot(forms_[i], x), 1e-300),
                  .slope = dot(forms_[i], direction),
                  .power = powers_[i]};
  }
  const double t =
      draw_on_line(rng, reach.low, reach.high, std::span(factors).first(forms_.size()));
  for (std::size_t j = 0; j < n_; ++j) x[j] += t * direction[j];
}

void Walker::straighten(std::span<double> x) const {
  for (const auto& unit : across_) {
    double off = 0.0;
    for (std::size_t j = 0; j < n_; ++j) off += unit[j] * (x[j] - centre_[j]);
    for (std::size_t j = 0; j < n_; ++j) x[j] -= off * unit[j];
  }
}

double Walker::roundness() const {
  if (directions_.size() < 2) return 1.0;
  const auto m = static_cast<double>(rows_);
  return std::sqrt(m * (m - 1.0));
}

}  // namespace penholder::polytope
