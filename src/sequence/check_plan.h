#pragma once
// Does a plan keep the rules? Asked from scratch, day by day, with no code shared with the search:
// what the search believes about capacities, windows and links is not consulted.

#include <string>
#include <vector>

#include "sequence/problem.h"

namespace penholder {

/// One broken rule: where, and what is seen. For us, not for users; tasks and assets by their
/// position.
struct Violation {
  std::string text;
};

/// Every rule of problem.h that `assignment` breaks; empty for a plan that may be shown. Undone
/// must-work is no violation (see shortfall_of).
///
///   cost   O(tasks * needs * steps + links)
std::vector<Violation> check_plan(const PlanProblem& problem, const PlanAssignment& assignment);

}  // namespace penholder
