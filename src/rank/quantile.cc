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
    const auto [low, high] = std::ranges::minmax_element(group.values);
    least = is_first ? *low : std::min(least, *low);
    most = is_first ? *high : std::max(most, *high);
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

  for (std::size_t i = 0; i < levels.size(); ++i) {
    // A hair less than asked, so that rounding in the sums cannot push past the right number.
    const double wanted = levels[i] * whole * (1.0 - 1e-12);
    double before = 0.0;
    std::size_t bin = 0;
    while (bin + 1 < kBins && before + weight_of[bin] < wanted) before += weight_of[bin++];
    std::vector<std::pair<float, double>> inside;
    for (const SampleGroup& group : groups) {
      if (group.values.empty()) continue;
      const double each = group.weight / static_cast<double>(group.values.size());
      for (const float value : group.values) {
        if (binning.bin(value) == bin) inside.emplace_back(value, each);
      }
    }
    std::ranges::sort(inside);
    float found = inside.empty() ? most : inside.back().first;
    for (const auto& [value, weight] : inside) {
      before += weight;
      if (before >= wanted) {
        found = value;
        break;
      }
    }
    result[i] = static_cast<double>(found);
  }
  return result;
}

}  // namespace penholder
