#include "table/performance_table.h"

#include <algorithm>

namespace penholder {

bool is_certain(const Performance& performance) {
  if (const auto* range = std::get_if<Percentiles>(&performance)) return range->low == range->high;
  if (const auto* uniform = std::get_if<UniformBetween>(&performance)) {
    return uniform->low == uniform->high;
  }
  if (const auto* normal = std::get_if<Normal>(&performance)) return normal->sd == 0.0;
  return std::holds_alternative<Exact>(performance);
}

double central(const Performance& performance) {
  if (const auto* exact = std::get_if<Exact>(&performance)) return exact->value;
  if (const auto* range = std::get_if<Percentiles>(&performance)) return range->likely;
  if (const auto* uniform = std::get_if<UniformBetween>(&performance)) {
    return uniform->low + 0.5 * (uniform->high - uniform->low);
  }
  if (const auto* normal = std::get_if<Normal>(&performance)) return normal->mean;
  const auto& beta = std::get<Beta>(performance);
  return beta.alpha / (beta.alpha + beta.beta);
}

bool is_same(const PerformanceTable& a, const PerformanceTable& b) {
  const auto same_criterion = [](const Criterion& x, const Criterion& y) {
    return x.id == y.id && x.title == y.title && x.unit == y.unit && x.direction == y.direction &&
           x.scale == y.scale && x.preference == y.preference && x.weight == y.weight &&
           x.order == y.order;
  };
  const auto same_alternative = [](const Alternative& x, const Alternative& y) {
    return x.id == y.id && x.title == y.title;
  };
  return std::ranges::equal(a.criteria, b.criteria, same_criterion) &&
         std::ranges::equal(a.alternatives, b.alternatives, same_alternative) && a.cells == b.cells;
}

std::vector<ScalePoint> linear_scale(double worst, double best) {
  if (worst < best) return {{.at = worst, .value = 0.0}, {.at = best, .value = 1.0}};
  return {{.at = best, .value = 1.0}, {.at = worst, .value = 0.0}};
}

std::optional<Anchors> linear_anchors(std::span<const ScalePoint> scale) {
  if (scale.size() != 2) return std::nullopt;
  const ScalePoint& low = scale[0];
  const ScalePoint& high = scale[1];
  if (low.value == 0.0 && high.value == 1.0) return Anchors{.worst = low.at, .best = high.at};
  if (low.value == 1.0 && high.value == 0.0) return Anchors{.worst = high.at, .best = low.at};
  return std::nullopt;
}

std::string_view name_of(const Criterion& criterion) {
  return criterion.title.empty() ? criterion.id : criterion.title;
}

std::string_view name_of(const Alternative& alternative) {
  return alternative.title.empty() ? alternative.id : alternative.title;
}

}  // namespace penholder
