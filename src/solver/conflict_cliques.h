#pragma once
// Sets of tasks of which no two can run at the same time, because together they ask for more of
// some resource than there ever is. "At most one of them runs" is implied by the resources, but not
// by their linear relaxation: two tasks of 9 units fit into 16 units to 89 percent each. Source:
// Mingozzi, Maniezzo, Ricciardelli & Bianco 1998, incompatible sets; Baptiste & Demassey 2004,
// "Tight LP bounds for resource constrained project scheduling", clique cuts.

#include <span>
#include <vector>

#include "solver/model.h"
#include "solver/start_windows.h"

namespace penholder::solver {

/// What a task takes of the resource in whichever mode; 0 when it takes no time in one of them. Two
/// tasks whose least needs are more than the capacity never run at once. Cost O(uses).
Value least_need(const Task& task, Index resource);

/// Maximal cliques that together hold every conflicting pair; found greedily, larger ones first
/// sought where most pairs are still uncovered. Tasks of several modes count with what all of them
/// take. Empty for more than `most_tasks` tasks.
///
///   cost   O(pairs * tasks) for the cliques, O(tasks^2 * resources) for the pairs
std::vector<std::vector<Index>> conflict_cliques(const Model& model,
                                                 std::span<const StartWindow> windows,
                                                 std::size_t most_tasks = 500);

}  // namespace penholder::solver
