#pragma once
// Destructive lower bound of the makespan: the least end that propagation alone does not refute
// (Klein & Scholl 1999). With the energetic rule it knows at once what all work together needs.

#include "solver/compile.h"

namespace penholder::solver {

/// Raises the makespan by halving what is open. At the root, after propagation to a fixed point.
/// False: nothing is left. Does nothing when nobody asks for the makespan.
///
///   cost   O(log(range)) times propagation
[[nodiscard]] bool raise_makespan(Program& program);

}  // namespace penholder::solver
