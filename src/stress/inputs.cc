#include "stress/inputs.h"

#include <cmath>

#include "base/check.h"

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

namespace {

double tail_quantile(double q) {
  return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q -
            2.549732539343734e+00) *
               q +
           4.374664141464968e+00) *
              q +
          2.938163982698783e+00) /
         ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q +
           3.754408661907416e+00) *
              q +
          1.0);
}

double central_quantile(double p) {
  const double q = p - 0.5;
  const double r = q * q;
  return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r +
            1.383577518672690e+02) *
               r -
           3.066479806614716e+01) *
              r +
          2.506628277459239e+00) *
         q /
         (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r +
            6.680131188771972e+01) *
               r -
           1.328068155288572e+01) *
              r +
          1.0);
}

}  // namespace

void normal_quantiles(std::span<const double> p, std::span<double> z) {
  CHECK(p.size() == z.size());
  constexpr double kLow = 0.02425;
  // First all of them by the central formula, without a branch; then the few in the tails anew.
  for (std::size_t i = 0; i < p.size(); ++i) z[i] = central_quantile(p[i]);
  for (std::size_t i = 0; i < p.size(); ++i) {
    DCHECK(p[i] > 0.0 && p[i] < 1.0);
    if (p[i] < kLow) [[unlikely]] {
      z[i] = tail_quantile(std::sqrt(-2.0 * std::log(p[i])));
    } else if (p[i] > 1.0 - kLow) [[unlikely]] {
      z[i] = -tail_quantile(std::sqrt(-2.0 * std::log1p(-p[i])));
    }
  }
}

}  // namespace penholder
