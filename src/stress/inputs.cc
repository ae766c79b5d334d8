#include "stress/inputs.h"

#include <cmath>

#include "base/check.h"
#include "base/normal_approximation.h"

namespace penholder {

std::uint64_t stable_key(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return Draws::mix(hash);
}

Draws::Draws(std::uint64_t seed, std::uint64_t replication)
    : base_(mix(mix(seed + 0x9E3779B97F4A7C15ULL) + replication * 0x9E3779B97F4A7C15ULL)) {}

void normal_quantiles(std::span<const double> p, std::span<double> z) {
  CHECK(p.size() == z.size());
  // First all of them by the central formula, without a branch; then the few in the tails anew.
  for (std::size_t i = 0; i < p.size(); ++i) z[i] = normal_central_quantile(p[i]);
  for (std::size_t i = 0; i < p.size(); ++i) {
    DCHECK(p[i] > 0.0 && p[i] < 1.0);
    if (p[i] < kNormalTail) [[unlikely]] {
      z[i] = normal_tail_quantile(std::sqrt(-2.0 * std::log(p[i])));
    } else if (p[i] > 1.0 - kNormalTail) [[unlikely]] {
      z[i] = -normal_tail_quantile(std::sqrt(-2.0 * std::log1p(-p[i])));
    }
  }
}

}  // namespace penholder
