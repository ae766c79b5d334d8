#include "base/random.h"

#include <cmath>
#include <numbers>

#include "base/check.h"
#include "base/normal_approximation.h"

namespace penholder {
namespace {

std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t stream) : state_{} {
  std::uint64_t stream_state = stream;
  std::uint64_t state = seed ^ split_mix(stream_state);
  for (std::uint64_t& word : state_) word = split_mix(state);
}

std::uint32_t Rng::below(std::uint32_t bound) {
  CHECK(bound > 0);
  std::uint64_t product = (next() >> 32) * bound;
  auto low = static_cast<std::uint32_t>(product);
  if (low < bound) {
    const std::uint32_t threshold = (0U - bound) % bound;
    while (low < threshold) {
      product = (next() >> 32) * bound;
      low = static_cast<std::uint32_t>(product);
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

double Rng::exponential() { return -std::log(uniform_open()); }

double Rng::normal() { return normal_quantile(uniform_open()); }

double normal_quantile(double p) {
  CHECK(p > 0.0 && p < 1.0);
  double x = 0.0;
  if (p < kNormalTail) {
    x = normal_tail_quantile(std::sqrt(-2.0 * std::log(p)));
  } else if (p <= 1.0 - kNormalTail) {
    x = normal_central_quantile(p);
  } else {
    x = -normal_tail_quantile(std::sqrt(-2.0 * std::log1p(-p)));
  }
  const double error = 0.5 * std::erfc(-x / std::numbers::sqrt2) - p;
  const double step = error * std::sqrt(2.0 * std::numbers::pi) * std::exp(x * x / 2.0);
  return x - step / (1.0 + x * step / 2.0);
}

void draw_simplex(Rng& rng, std::span<double> weights) {
  double sum = 0.0;
  for (double& weight : weights) {
    weight = rng.exponential();
    sum += weight;
  }
  for (double& weight : weights) weight /= sum;
}

}  // namespace penholder
