#include "lens/draw_cells.h"

#include <algorithm>
#include <cmath>

#include "mandate/estimate.h"

namespace penholder {
namespace {

double draw_beta(const Beta& beta, Rng& rng) {
  const double a = draw_gamma(beta.alpha, rng);
  const double b = draw_gamma(beta.beta, rng);
  // Both may be too small for a double when the shapes are: then the share is 0 or 1.
  if (a + b > 0.0) return a / (a + b);
  return rng.uniform() * (beta.alpha + beta.beta) < beta.alpha ? 1.0 : 0.0;
}

}  // namespace

double draw_gamma(double shape, Rng& rng) {
  if (shape < 1.0) {
    const double larger = draw_gamma(shape + 1.0, rng);
    return larger * std::pow(rng.uniform_open(), 1.0 / shape);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  while (true) {
    const double x = rng.normal();
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    if (std::log(rng.uniform_open()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

double draw(const Performance& performance, Rng& rng) {
  if (is_certain(performance)) return central(performance);
  if (const auto* range = std::get_if<Percentiles>(&performance)) {
    constexpr Bounds kNone{-kTableNumberMost, kTableNumberMost};
    const Estimate estimate{
        .low = range->low, .likely = range->likely, .high = range->high, .basis = {}, .span = {}};
    return at_score(estimate, rng.normal(), kNone);
  }
  if (const auto* uniform = std::get_if<UniformBetween>(&performance)) {
    return uniform->low + rng.uniform() * (uniform->high - uniform->low);
  }
  if (const auto* normal = std::get_if<Normal>(&performance)) {
    return normal->mean + normal->sd * rng.normal();
  }
  return draw_beta(std::get<Beta>(performance), rng);
}

std::vector<double> central_cells(const PerformanceTable& table) {
  std::vector<double> cells;
  cells.reserve(table.cells.size());
  for (const Performance& performance : table.cells) cells.push_back(central(performance));
  return cells;
}

void draw_cells(const PerformanceTable& table, Rng& rng, std::span<double> cells) {
  for (std::size_t i = 0; i < table.cells.size(); ++i) cells[i] = draw(table.cells[i], rng);
}

bool is_certain(const PerformanceTable& table) {
  return std::ranges::all_of(table.cells, [](const Performance& p) { return is_certain(p); });
}

}  // namespace penholder
