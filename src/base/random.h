#pragma once
// Random numbers that are the same on every machine and at any number of threads.
//
// A generator is made from (seed, stream): replication 17 of a simulation draws from stream 17
// whoever computes it. Source: Blackman & Vigna 2021, "Scrambled linear pseudorandom number
// generators", ACM TOMS 47(4): xoshiro256++, seeded by SplitMix64 as the authors advise. The
// standard library's distributions are not used: their results differ between implementations.

#include <array>
#include <cstdint>
#include <span>

namespace penholder {

class Rng {
 public:
  explicit Rng(std::uint64_t seed, std::uint64_t stream = 0);

  /// 64 uniform bits.
  std::uint64_t next() {
    const std::uint64_t result = rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotl(state_[3], 45);
    return result;
  }

  /// Uniform in [0, 1), 53 bits.
  double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  /// Uniform in (0, 1): safe for logarithms.
  double uniform_open() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1.0p-53; }

  /// Uniform in 0 .. bound-1; bound > 0 (checked). Lemire 2019, without bias.
  std::uint32_t below(std::uint32_t bound);

  /// Exponential with mean 1.
  double exponential();

  /// Standard normal, by the inverse distribution function: one draw, one number, so that common
  /// random numbers stay in step.
  double normal();

 private:
  static constexpr std::uint64_t rotl(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::array<std::uint64_t, 4> state_;
};

/// Standard normal quantile. Source: Acklam's rational approximation with one Halley step; |error|
/// < 1e-12 for p in (1e-300, 1 - 1e-16).
double normal_quantile(double p);

/// Uniform on the unit simplex: fills `weights` with non-negative numbers that sum to 1 (normalised
/// exponentials).
void draw_simplex(Rng& rng, std::span<double> weights);

}  // namespace penholder
