#include "redline/similarity.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <vector>

namespace penholder {

std::size_t lcs_length(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty()) return 0;
  const std::size_t blocks = (a.size() + 63) / 64;
  // The places of each word of `a` as bits; one more row, all zero, for words that it lacks.
  std::unordered_map<std::uint32_t, std::size_t> row_of;  // only looked up, never walked
  std::vector<std::uint64_t> rows;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto [at, is_new] = row_of.try_emplace(a[i], row_of.size());
    if (is_new) rows.resize(rows.size() + blocks, 0);
    rows[at->second * blocks + i / 64] |= std::uint64_t{1} << (i % 64);
  }
  // Hyyro: V' = (V + (V & M)) | (V & ~M); the zeros of V count the LCS.
  std::vector<std::uint64_t> v(blocks, ~std::uint64_t{0});
  for (const std::uint32_t word : b) {
    const auto at = row_of.find(word);
    if (at == row_of.end()) continue;
    const std::uint64_t* match = rows.data() + at->second * blocks;
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < blocks; ++i) {
      const std::uint64_t u = v[i] & match[i];
      const std::uint64_t sum = v[i] + u;
      const std::uint64_t sum_with_carry = sum + carry;
      carry =
          static_cast<std::uint64_t>(sum < u) | static_cast<std::uint64_t>(sum_with_carry < sum);
      v[i] = sum_with_carry | (v[i] & ~match[i]);
    }
  }
  std::size_t zeros = 0;
  for (std::size_t i = 0; i < blocks; ++i) {
    const std::size_t used = std::min<std::size_t>(64, a.size() - 64 * i);
    const std::uint64_t mask = used == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << used) - 1;
    zeros += static_cast<std::size_t>(std::popcount(~v[i] & mask));
  }
  return zeros;
}

double similarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  if (a.empty() && b.empty()) return 1.0;
  return 2.0 * static_cast<double>(lcs_length(a, b)) / static_cast<double>(a.size() + b.size());
}

double bag_similarity(std::span<const std::uint32_t> a_sorted,
                      std::span<const std::uint32_t> b_sorted) {
  if (a_sorted.empty() && b_sorted.empty()) return 1.0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a_sorted.size() && j < b_sorted.size();) {
    if (a_sorted[i] == b_sorted[j]) {
      ++common;
      ++i;
      ++j;
    } else if (a_sorted[i] < b_sorted[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(common) / static_cast<double>(a_sorted.size() + b_sorted.size());
}

}  // namespace penholder
