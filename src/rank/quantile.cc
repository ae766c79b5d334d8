#include "rank/quantile.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace penholder {
namespace {

constexpr std::size_t kBins = 1024;

struct Binning {
  float least = 0.0F;
  float scale = 0.0F;  // bins per unit
  [[nodiscard]] std::size_t bin(float value) const {
    const auto at = static_cast<std::ptrdiff_t>((value - least) * scale);
    return static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(at, 0, static_cast<std::ptrdiff_t>(kBins) - 1));
  }
};

/// Least and most, kept in eight lanes so that the loop becomes vector code.
std::pair<float, float> range_of(std::span<const float> values) {
  constexpr std::size_t kLanes = 8;
  std::array<float, kLanes> low;
  std::array<float, kLanes> high;
  low.fill(values[0]);
  high.fill(values[0]);
  std::size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (std::size_t l = 0; l < kLanes; ++l) {
      const float value = values[i + l];
      low[l] = value < low[l] ? value : low[l];
      high[l] = value > high[l] ? value : high[l];
    }
  }
  for (; i < values.size(); ++i) {
    low[0] = std::min(low[0], values[i]);
    high[0] = std::max(high[0], values[i]);
  }
  return {*std::ranges::min_element(low), *std::ranges::max_element(high)};
}

}  // namespace

std::vector<double> quantiles(std::span<const SampleGroup> groups, std::span<const double> levels) {
  std::vector<double> result(levels.size(), 0.0);
  bool is_first = true;
  float least = 0.0F;
  float most = 0.0F;
  double whole = 0.0;
  for (const SampleGroup& group : groups) {
    if (group.values.empty()) continue;
    whole += group.weight;
    const auto [low, high] = range_of(group.values);
    least = is_first ? low : std::min(least, low);
    most = is_first ? high : std::max(most, high);
    is_first = false;
  }
  if (is_first) return result;
  if (least == most) {
    std::ranges::fill(result, static_cast<double>(least));
    return result;
  }

  const Binning binning{.least = least, .scale = static_cast<float>(kBins) / (most - least)};
  std::array<double, kBins> weight_of{};
  for (const SampleGroup& group : groups) {
    if (group.values.empty()) continue;
    std::array<std::size_t, kBins> count{};
    for (const float value : group.values) ++count[binning.bin(value)];
    const double each = group.weight / static_cast<double>(group.values.size());
    for (std::size_t b = 0; b < kBins; ++b) weight_of[b] += each * static_cast<double>(count[b]);
  }

  // The bin of each level, and the weight before it.
  std::vector<std::size_t> bins(levels.size(), 0);
  std::vector<double> before(levels.size(), 0.0);
  std::array<bool, kBins> is_wanted{};
  // A hair less than asked, so that rounding in the sums cannot push past the right number.
  const auto wanted = [&](std::size_t i) { return levels[i] * whole * (1.0 - 1e-12); };
  for (std::size_t i = 0; i < levels.size(); ++i) {
    while (bins[i] + 1 < kBins && before[i] + weight_of[bins[i]] < wanted(i)) {
      before[i] += weight_of[bins[i]++];
    }
    is_wanted[bins[i]] = true;
  }

  struct Weighted {
    float value;
    double weight;
    std::size_t bin;
  };
  std::vector<Weighted> inside;
  for (const SampleGroup& group : groups) {
    if (group.values.empty()) continue;
    const double each = group.weight / static_cast<double>(group.values.size());
    for (const float value : group.values) {
      const std::size_t bin = binning.bin(value);
      if (is_wanted[bin]) inside.push_back({.value = value, .weight = each, .bin = bin});
    }
  }
  std::ranges::sort(inside, {}, [](const Weighted& item) { return item.value; });
  for (std::size_t i = 0; i < levels.size(); ++i) {
    double found = static_cast<double>(most);
    for (const Weighted& item : inside) {
      if (item.bin != bins[i]) continue;
      before[i] += item.weight;
      found = static_cast<double>(item.value);
      if (before[i] >= wanted(i)) break;
    }
    result[i] = found;
  }
  return result;
}

}  // namespace penholder
