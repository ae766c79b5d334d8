#pragma once
// Scores to ranks, and how alike two rankings are.

#include <optional>
#include <span>
#include <vector>

namespace penholder {

/// Scores closer than this (relative to the larger of 1 and their size) count as the same.
inline constexpr double kTie = 1e-9;

/// 1 for the highest score; tied ones share the mean of the ranks they hold together, so that the
/// ranks always sum to n (n + 1) / 2. A chain of ties, each within kTie of the next, is one tie.
///
///   cost   O(n log n)
std::vector<double> ranks_of(std::span<const double> scores);

/// Kendall's tau-b of two rankings: 1 the same order, -1 reversed; ties are allowed for. Nothing
/// when either ties everything (also with fewer than two): then there is no order to compare.
///
///   source  Kendall 1945, Biometrika 33(3), 239-251
///   cost    O(n^2)
std::optional<double> kendall_tau_b(std::span<const double> a, std::span<const double> b);

}  // namespace penholder
