#include "rank/entropy.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace penholder {
namespace {

/// Collects shares one by one.
class Sum {
 public:
  void add(double share) {
    if (share <= 0.0) return;
    const double bits = -std::log2(share);
    first_ += share * bits;
    second_ += share * bits * bits;
    ++outcomes_;
  }
  [[nodiscard]] Entropy result(double draws) const {
    Entropy entropy{.bits = std::max(0.0, first_), .error = 0.0};
    if (draws <= 0.0 || outcomes_ == 0) return entropy;
    const double variance = std::max(0.0, second_ - first_ * first_) / draws;
    const double bias = static_cast<double>(outcomes_ - 1) / (2.0 * draws * std::numbers::ln2);
    entropy.error = std::sqrt(variance + bias * bias);
    return entropy;
  }

 private:
  double first_ = 0.0;
  double second_ = 0.0;
  std::size_t outcomes_ = 0;
};

}  // namespace

Entropy entropy_of(std::span<const double> shares, double draws) {
  double whole = 0.0;
  for (const double share : shares) whole += std::max(0.0, share);
  if (whole <= 0.0) return {};
  Sum sum;
  for (const double share : shares) sum.add(share / whole);
  return sum.result(draws);
}

OrderEntropy order_entropy(std::span<const OrderGroup> groups) {
  struct Draw {
    std::uint64_t order;
    double weight;
  };
  std::vector<Draw> draws;
  double whole = 0.0;
  double squares =
      0.0;  // of the groups' shares over their draws: one over the draws of the mixture
  for (const OrderGroup& group : groups) {
    if (group.orders.empty()) continue;
    const double each = group.weight / static_cast<double>(group.orders.size());
    for (const std::uint64_t order : group.orders)
      draws.push_back({.order = order, .weight = each});
    whole += group.weight;
    squares += group.weight * group.weight / std::max(1.0, group.effective);
  }
  OrderEntropy result;
  if (draws.empty() || whole <= 0.0) return result;
  // Stable, so that the weights of an order are summed in the order of the draws.
  std::ranges::stable_sort(draws, {}, &Draw::order);
  Sum sum;
  double once = 0.0;
  for (std::size_t begin = 0; begin < draws.size();) {
    std::size_t end = begin;
    double share = 0.0;
    for (; end < draws.size() && draws[end].order == draws[begin].order; ++end) {
      share += draws[end].weight;
    }
    sum.add(share / whole);
    if (end - begin == 1) once += share / whole;
    ++result.orders;
    begin = end;
  }
  const Entropy entropy = sum.result(whole * whole / squares);
  result.bits = entropy.bits;
  result.error = entropy.error;
  result.coverage = std::max(0.0, 1.0 - once);
  return result;
}

}  // namespace penholder
