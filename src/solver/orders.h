#pragma once
// Tasks that can never run at once run one after the other, and a Boolean says which goes first.
// Propagation of the resource would find as much out by itself; what the Boolean adds is a word for
// learned nogoods: "a before b" sums up all the starts that would say so. Sources: Brucker, Knust,
// Schoo & Thiele 1998, disjunctive pairs of the resource-constrained problem; the Boolean beside
// the bounds as in Feydt & Stuckey 2009, "Lazy clause generation reengineered".

#include <vector>

#include "solver/compile.h"

namespace penholder::solver {

/// Two tasks, the lower number first.
struct TaskPair {
  Index a = 0;
  Index b = 0;
  friend bool operator==(const TaskPair&, const TaskPair&) = default;
};

/// Pairs of tasks that are always done, that ask for more of some resource together than there ever
/// is, in whichever modes, and whose order the lags leave open. Ascending. Empty for a model of
/// more than 250 tasks or with more than 20,000 such pairs.
///
///   cost   O(tasks^3) at worst, less when few lags follow from others
std::vector<TaskPair> open_pairs(const Model& model);

/// A Boolean for each open pair, with the arcs that it switches on. At the root. Cost O(pairs).
void add_orders(const Model& model, Program& program);

}  // namespace penholder::solver
