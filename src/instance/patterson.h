#pragma once
// Patterson's `.rcp` (Patterson 1984; as RanGen writes it): jobs and resources, the capacities,
// then for each job its duration, its requests, how many successors it has and which. Numbers only,
// in any lines; least makespan.

#include "instance/line_reader.h"
#include "solver/model.h"

namespace penholder::instance {

/// As read_psplib.
solver::Model read_patterson(LineReader& in);

}  // namespace penholder::instance
