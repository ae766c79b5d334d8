#include "mandate/measure.h"

#include <algorithm>
#include <utility>

namespace penholder {

double value_at(const Measure& measure, double amount) {
  const auto& anchors = measure.anchors;
  if (anchors.empty()) return 0.0;
  if (amount <= anchors.front().at) return anchors.front().value;
  if (amount >= anchors.back().at) return anchors.back().value;
  const auto above = std::ranges::upper_bound(anchors, amount, {}, &Measure::Anchor::at);
  const Measure::Anchor& right = *above;
  const Measure::Anchor& left = *(above - 1);
  const double part = (amount - left.at) / (right.at - left.at);
  return left.value + part * (right.value - left.value);
}

Estimate value_of(const Measure& measure, const Estimate& amount) {
  Estimate value{.low = value_at(measure, amount.low),
                 .likely = value_at(measure, amount.likely),
                 .high = value_at(measure, amount.high),
                 .basis = amount.basis,
                 .span = amount.span};
  if (value.low > value.high) std::swap(value.low, value.high);
  return value;
}

}  // namespace penholder
