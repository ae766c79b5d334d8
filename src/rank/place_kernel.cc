#include "rank/place_kernel.h"

#include <cstring>

#include "base/check.h"

// Each loop is compiled twice, for machines with 256-bit vectors and for all others, and picked at
// the call. The vectors are the compiler's, the loops one text. Named variables instead of arrays
// of four: arrays stay in memory at -O2, which costs four times the time (measured, GCC 12).

namespace penholder {
namespace {

template <std::size_t kBytes>
struct Vectors {
  using Doubles __attribute__((vector_size(kBytes))) = double;
  using Longs __attribute__((vector_size(kBytes))) = std::int64_t;
  using Shorts __attribute__((vector_size(kBytes))) = std::int16_t;
};

template <class Vector, class Number>
[[gnu::always_inline]] inline void load(const Number* from, Vector& into) {
  std::memcpy(&into, from, sizeof into);
}

// A comparison of vectors gives -1 where it holds.
template <std::size_t kBytes>
[[gnu::always_inline]] inline void count_above_with(std::span<const Lanes> values,
                                                    std::int16_t* above) {
  using Doubles = typename Vectors<kBytes>::Doubles;
  using Longs = typename Vectors<kBytes>::Longs;
  constexpr std::size_t kEach = kBytes / sizeof(double);
  static_assert(kLanes % (4 * kEach) == 0);
  for (std::size_t t = 0; t < values.size(); ++t) {
    for (std::size_t l = 0; l < kLanes; l += 4 * kEach) {
      Doubles own0, own1, own2, own3;
      load(values[t].data() + l, own0);
      load(values[t].data() + l + kEach, own1);
      load(values[t].data() + l + 2 * kEach, own2);
      load(values[t].data() + l + 3 * kEach, own3);
      Longs count0{}, count1{}, count2{}, count3{};
      for (const Lanes& other : values) {
        Doubles its0, its1, its2, its3;
        load(other.data() + l, its0);
        load(other.data() + l + kEach, its1);
        load(other.data() + l + 2 * kEach, its2);
        load(other.data() + l + 3 * kEach, its3);
        count0 -= its0 > own0;
        count1 -= its1 > own1;
        count2 -= its2 > own2;
        count3 -= its3 > own3;
      }
      std::int16_t* out = above + t * kPlaceDraws + l;
      for (std::size_t i = 0; i < kEach; ++i) {
        out[i] = static_cast<std::int16_t>(count0[i]);
        out[i + kEach] = static_cast<std::int16_t>(count1[i]);
        out[i + 2 * kEach] = static_cast<std::int16_t>(count2[i]);
        out[i + 3 * kEach] = static_cast<std::int16_t>(count3[i]);
      }
    }
  }
}

template <std::size_t kBytes>
[[gnu::always_inline]] inline void count_wins_with(const std::int16_t* above, std::size_t n,
                                                   std::size_t draws, bool has_ties,
                                                   std::span<std::uint64_t> wins) {
  using Shorts = typename Vectors<kBytes>::Shorts;
  constexpr std::size_t kEach = kBytes / sizeof(std::int16_t);
  static_assert(kPlaceDraws % (4 * kEach) == 0 && kPlaceDraws / kEach < 32'767);
  for (std::size_t a = 0; a < n; ++a) {
    const std::int16_t* mine = above + a * kPlaceDraws;
    for (std::size_t b = has_ties ? 0 : a + 1; b < n; ++b) {
      const std::int16_t* theirs = above + b * kPlaceDraws;
      Shorts count0{}, count1{}, count2{}, count3{};
      for (std::size_t l = 0; l < kPlaceDraws; l += 4 * kEach) {
        Shorts own0, own1, own2, own3, its0, its1, its2, its3;
        load(mine + l, own0);
        load(mine + l + kEach, own1);
        load(mine + l + 2 * kEach, own2);
        load(mine + l + 3 * kEach, own3);
        load(theirs + l, its0);
        load(theirs + l + kEach, its1);
        load(theirs + l + 2 * kEach, its2);
        load(theirs + l + 3 * kEach, its3);
        count0 -= own0 < its0;
        count1 -= own1 < its1;
        count2 -= own2 < its2;
        count3 -= own3 < its3;
      }
      const Shorts sum = (count0 + count1) + (count2 + count3);
      std::uint64_t won = 0;
      for (std::size_t i = 0; i < kEach; ++i) won += static_cast<std::uint64_t>(sum[i]);
      wins[a * n + b] += won;
      if (!has_ties) wins[b * n + a] += draws - won;
    }
  }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void count_above_wide(std::span<const Lanes> values,
                                                      std::int16_t* above) {
  count_above_with<32>(values, above);
}

__attribute__((target("avx2"))) void count_wins_wide(const std::int16_t* above, std::size_t n,
                                                     std::size_t draws, bool has_ties,
                                                     std::span<std::uint64_t> wins) {
  count_wins_with<32>(above, n, draws, has_ties, wins);
}

bool has_wide_vectors() { return __builtin_cpu_supports("avx2") != 0; }
#else
void count_above_wide(std::span<const Lanes> values, std::int16_t* above) {
  count_above_with<16>(values, above);
}

void count_wins_wide(const std::int16_t* above, std::size_t n, std::size_t draws, bool has_ties,
                     std::span<std::uint64_t> wins) {
  count_wins_with<16>(above, n, draws, has_ties, wins);
}

bool has_wide_vectors() { return false; }
#endif

}  // namespace

void count_above(std::span<const Lanes> values, std::int16_t* above, Width width) {
  CHECK(values.size() <= 32'767);
  if (width == Width::Widest && has_wide_vectors()) {
    count_above_wide(values, above);
  } else {
    count_above_with<16>(values, above);
  }
}

void count_wins(const std::int16_t* above, std::size_t n, std::size_t draws, bool has_ties,
                std::span<std::uint64_t> wins, Width width) {
  if (width == Width::Widest && has_wide_vectors()) {
    count_wins_wide(above, n, draws, has_ties, wins);
  } else {
    count_wins_with<16>(above, n, draws, has_ties, wins);
  }
}

}  // namespace penholder
