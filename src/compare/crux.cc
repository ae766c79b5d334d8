#include "compare/crux.h"

#include <algorithm>

#include "base/check.h"
#include "stress/statistics.h"

namespace penholder {
namespace {

// Sum of each design's value over the draws of each group in one half; the last row is the whole
// half.
struct HalfSums {
  std::vector<double> sum;
  std::vector<std::size_t> count;
};

std::size_t best_of(std::span<const double> sums) {
  return static_cast<std::size_t>(std::ranges::max_element(sums) - sums.begin());
}

}  // namespace

Settling value_of_settling(const DesignDraws& d, std::span<const std::uint8_t> group,
                           std::size_t groups) {
  CHECK(groups >= 2 && group.size() == d.draws && d.value.size() == d.draws * d.designs);
  Settling result;
  if (d.designs == 0 || d.period < 2) return result;
  CHECK(d.draws % d.period == 0);
  const auto half_of = [&](std::size_t draw) { return draw % d.period % 2; };

  // Draws alternate between the halves, so that neither owns a stretch of the streams.
  HalfSums half[2];
  for (HalfSums& one : half) {
    one.sum.assign((groups + 1) * d.designs, 0.0);
    one.count.assign(groups + 1, 0);
  }
  for (std::size_t r = 0; r < d.draws; ++r) {
    HalfSums& one = half[half_of(r)];
    ++one.count[group[r]];
    ++one.count[groups];
    for (std::size_t k = 0; k < d.designs; ++k) {
      const auto value = static_cast<double>(d.value[r * d.designs + k]);
      one.sum[group[r] * d.designs + k] += value;
      one.sum[groups * d.designs + k] += value;
    }
  }

  const auto row = [&](const HalfSums& one, std::size_t g) {
    return std::span<const double>(one.sum).subspan(g * d.designs, d.designs);
  };
  std::vector<std::size_t> choice[2];
  for (int h = 0; h < 2; ++h) {
    const std::size_t overall = best_of(row(half[h], groups));
    for (std::size_t g = 0; g <= groups; ++g) {
      choice[h].push_back(half[h].count[g] > 0 ? best_of(row(half[h], g)) : overall);
    }
  }
  Moments gain;
  for (std::size_t course = 0; course < d.period; ++course) {
    const std::vector<std::size_t>& chosen = choice[1 - half_of(course)];
    double sum = 0.0;
    for (std::size_t r = course; r < d.draws; r += d.period) {
      const float* value = d.value.data() + r * d.designs;
      sum +=
          static_cast<double>(value[chosen[group[r]]]) - static_cast<double>(value[chosen[groups]]);
    }
    gain.add(sum / static_cast<double>(d.draws / d.period));
  }
  result.gain = gain.measured();

  const auto best_in = [&](std::size_t g) {
    std::vector<double> both(d.designs);
    for (std::size_t k = 0; k < d.designs; ++k) both[k] = row(half[0], g)[k] + row(half[1], g)[k];
    return best_of(both);
  };
  result.low_best = best_in(0);
  result.high_best = best_in(groups - 1);
  return result;
}

}  // namespace penholder
