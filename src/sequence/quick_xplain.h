#pragma once
// A minimal set of facts that cannot all hold, by asking about few subsets.
//
// Source: Junker 2004, AAAI, "QuickXplain: preferred explanations and relaxations for
// over-constrained problems".

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace penholder {

/// A minimal subset of 0 .. count-1 that is impossible: without any one of its members it is
/// possible. Of several such sets, one that keeps to early positions where it can.
///
///   is_possible  may the facts of this subset all hold? Monotone: fewer facts are never less
///                possible. Must be false for all of them together
///   cost         O(k log(count / k) + k) questions for a set of k
std::vector<std::size_t> minimal_conflict(
    std::size_t count, const std::function<bool(std::span<const std::size_t>)>& is_possible);

}  // namespace penholder
