#pragma once
// Puts together what holds without sampling (robustness.h) for every view of a ranking.

#include "rank/ranking.h"

namespace penholder {

/// Robustness of each of `ranking.views` around its mean weights; of all weights when there is
/// none. Empty without leaves.
///
///   cost   a few milliseconds a view
Robustness find_robustness(const Case& c, const Leaves& leaves, const Ranking& ranking,
                           unsigned threads);

inline constexpr std::size_t kMostRobustTasks = 200;
inline constexpr std::size_t kMostRobustLeaves = 100;

}  // namespace penholder
