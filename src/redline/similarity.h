#pragma once
// How much of two rows of words is the same, in order.

#include <cstdint>
#include <span>

namespace penholder {

/// Length of the longest common subsequence.
///
///   cost    O(n m / 64) time, O(n + m) memory: bit-parallel, one machine word for 64 places
///   source  Hyyro 2004, "Bit-parallel LCS-length computation revisited" (AWOCA), after Crochemore
///           et al. 2001
std::size_t lcs_length(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// 2 LCS / (n + m) in [0, 1]: the share of the words of both that stand in both in the same order;
/// 1 for two empty rows.
double similarity(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// The same with the words in any order: never below `similarity`. Both rows ascending. O(n + m).
double bag_similarity(std::span<const std::uint32_t> a_sorted,
                      std::span<const std::uint32_t> b_sorted);

}  // namespace penholder
