#pragma once
// `.sch` of ProGen/max (Schwindt 1995): a project with minimum and maximum lags from start to
// start, renewable resources, least makespan.

#include "instance/line_reader.h"
#include "solver/model.h"

namespace penholder::instance {

/// As read_psplib. A negative lag of an arc from i to j is a maximum lag: j starts at most that
/// much before i.
solver::Model read_progen_max(LineReader& in);

}  // namespace penholder::instance
