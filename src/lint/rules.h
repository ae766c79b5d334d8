#pragma once
// The rules by family, one file each. Every function adds its findings about `c` and leaves the
// rest alone.

#include "base/diagnostic.h"
#include "mandate/case.h"

namespace penholder::lint_rules {

/// purpose.cc: tasks without a priority, priorities without means, benchmarks without a deliverer.
void check_purpose(const Case& c, Diagnostics& out);

/// responsibility.cc: who leads, and what the lead may not do.
void check_responsibility(const Case& c, Diagnostics& out);

/// dates.cc: due dates that the links alone rule out.
void check_dates(const Case& c, Diagnostics& out);

/// capacity.cc: more tasks than the means can carry.
void check_capacity(const Case& c, Diagnostics& out);

/// sources.cc: citations and the documents behind them.
void check_sources(const Case& c, Diagnostics& out);

/// views.cc: statements of a view that no weights meet together.
void check_views(const Case& c, Diagnostics& out);

/// leftovers.cc: entities that change nothing.
void check_leftovers(const Case& c, Diagnostics& out);

}  // namespace penholder::lint_rules
