#include "lens/methods.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace penholder {
namespace {

/// Cells of one criterion, top to bottom.
class Column {
 public:
  Column(std::span<const double> cells, std::size_t criteria, std::size_t c)
      : cells_(cells), criteria_(criteria), c_(c) {}
  [[nodiscard]] std::size_t size() const { return cells_.size() / criteria_; }
  double operator[](std::size_t a) const { return cells_[a * criteria_ + c_]; }

 private:
  std::span<const double> cells_;
  std::size_t criteria_;
  std::size_t c_;
};

void normalise(const Column& column, const Criterion& criterion, Normalisation normalisation,
               std::vector<double>& result) {
  const std::size_t n = column.size();
  result.assign(n, 0.0);
  if (normalisation == Normalisation::Anchors) {
    for (std::size_t a = 0; a < n; ++a) result[a] = partial_value(criterion, column[a]);
    return;
  }
  double least = column[0];
  double most = column[0];
  double squares = 0.0;
  double sizes = 0.0;
  for (std::size_t a = 0; a < n; ++a) {
    least = std::min(least, column[a]);
    most = std::max(most, column[a]);
    squares += column[a] * column[a];
    sizes += std::abs(column[a]);
  }
  const bool from_least = normalisation == Normalisation::MinMax;
  double divisor = std::sqrt(squares);
  if (from_least) divisor = most - least;
  if (normalisation == Normalisation::Max) divisor = std::max(std::abs(least), std::abs(most));
  if (normalisation == Normalisation::Sum) divisor = sizes;
  if (!(divisor > 0.0)) return;
  for (std::size_t a = 0; a < n; ++a) {
    result[a] = (column[a] - (from_least ? least : 0.0)) / divisor;
  }
}

}  // namespace

std::string_view name_of(Normalisation normalisation) {
  static constexpr std::array<std::string_view, 5> kNames{"vector", "minmax", "max", "sum",
                                                          "anchors"};
  return kNames[static_cast<std::size_t>(normalisation)];
}

std::vector<double> normalised(std::span<const double> weights) {
  double sum = 0.0;
  for (const double weight : weights) {
    CHECK(weight >= 0.0);
    sum += weight;
  }
  std::vector<double> result(weights.begin(), weights.end());
  for (double& weight : result) {
    weight = sum > 0.0 ? weight / sum : 1.0 / static_cast<double>(weights.size());
  }
  return result;
}

double partial_value(const Criterion& criterion, double x) {
  const std::vector<ScalePoint>& points = criterion.scale;
  CHECK(points.size() >= 2);
  // The segment that holds x; the first or last one for what lies beyond.
  std::size_t right = 1;
  while (right + 1 < points.size() && x > points[right].at) ++right;
  const ScalePoint& a = points[right - 1];
  const ScalePoint& b = points[right];
  return a.value + (x - a.at) / (b.at - a.at) * (b.value - a.value);
}

std::vector<double> additive_values(std::span<const Criterion> criteria,
                                    std::span<const double> cells,
                                    std::span<const double> weights) {
  CHECK(!criteria.empty() && weights.size() == criteria.size());
  const std::vector<double> shares = normalised(weights);
  std::vector<double> values(cells.size() / criteria.size(), 0.0);
  for (std::size_t a = 0; a < values.size(); ++a) {
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      values[a] += 100.0 * shares[c] * partial_value(criteria[c], cells[a * criteria.size() + c]);
    }
  }
  return values;
}

double preference_degree(const Preference& preference, double difference) {
  if (!(difference > 0.0)) return 0.0;
  const auto& [shape, q, p, s] = preference;
  switch (shape) {
    case Preference::Shape::Usual:
      return 1.0;
    case Preference::Shape::UShape:
      return difference > q ? 1.0 : 0.0;
    case Preference::Shape::VShape:
      return difference > p ? 1.0 : difference / p;
    case Preference::Shape::Level:
      return difference > p ? 1.0 : difference > q ? 0.5 : 0.0;
    case Preference::Shape::Linear:
      if (difference > p) return 1.0;
      return difference > q ? (difference - q) / (p - q) : 0.0;
    case Preference::Shape::Gaussian:
      return 1.0 - std::exp(-(difference / s) * (difference / s) / 2.0);
  }
  return 0.0;
}

Flows promethee(std::span<const Criterion> criteria, std::span<const double> cells,
                std::span<const double> weights, const Preference& fallback) {
  CHECK(!criteria.empty() && weights.size() == criteria.size());
  const std::vector<double> shares = normalised(weights);
  const std::size_t n = cells.size() / criteria.size();
  Flows flows{.positive = std::vector<double>(n, 0.0),
              .negative = std::vector<double>(n, 0.0),
              .net = std::vector<double>(n, 0.0)};
  if (n < 2) return flows;
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    const Preference preference = criteria[c].preference.value_or(fallback);
    const double sign = criteria[c].direction == Direction::Max ? 1.0 : -1.0;
    const double unit = shares[c] / static_cast<double>(n - 1);
    const Column column(cells, criteria.size(), c);
    for (std::size_t a = 0; a < n; ++a) {
      for (std::size_t b = a + 1; b < n; ++b) {
        const double difference = sign * (column[a] - column[b]);
        const double degree = unit * preference_degree(preference, std::abs(difference));
        const std::size_t better = difference > 0.0 ? a : b;
        const std::size_t worse = a + b - better;
        flows.positive[better] += degree;
        flows.negative[worse] += degree;
      }
    }
  }
  for (std::size_t a = 0; a < n; ++a) flows.net[a] = flows.positive[a] - flows.negative[a];
  return flows;
}

std::vector<double> topsis(std::span<const Criterion> criteria, std::span<const double> cells,
                           std::span<const double> weights, Normalisation normalisation) {
  CHECK(!criteria.empty() && weights.size() == criteria.size());
  const std::vector<double> shares = normalised(weights);
  const std::size_t n = cells.size() / criteria.size();
  if (n == 0) return {};
  std::vector<double> to_ideal(n, 0.0);
  std::vector<double> to_worst(n, 0.0);
  std::vector<double> column;
  for (std::size_t c = 0; c < criteria.size(); ++c) {
    normalise(Column(cells, criteria.size(), c), criteria[c], normalisation, column);
    const auto [low, high] = std::ranges::minmax_element(column);
    const bool is_fixed = normalisation == Normalisation::Anchors;
    const bool more_is_better = is_fixed || criteria[c].direction == Direction::Max;
    const double best = is_fixed ? 1.0 : more_is_better ? *high : *low;
    const double worst = is_fixed ? 0.0 : more_is_better ? *low : *high;
    for (std::size_t a = 0; a < n; ++a) {
      to_ideal[a] += std::pow(shares[c] * (column[a] - best), 2);
      to_worst[a] += std::pow(shares[c] * (column[a] - worst), 2);
    }
  }
  std::vector<double> closeness(n, 0.5);
  for (std::size_t a = 0; a < n; ++a) {
    const double ideal = std::sqrt(to_ideal[a]);
    const double worst = std::sqrt(to_worst[a]);
    if (ideal + worst > 0.0) closeness[a] = worst / (ideal + worst);
  }
  return closeness;
}

}  // namespace penholder
