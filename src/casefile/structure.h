#pragma once
// What must hold between the entities of a case, and is put right after being reported: trees
// without cycles, links without circles, phases that divide the horizon, a scale that rises.

#include <vector>

#include "base/diagnostic.h"
#include "mandate/case.h"

namespace penholder {

/// Where the keys stand that structure.cc may have to point at; by position of the entity.
struct Places {
  std::vector<Span> objective_parent;
  std::vector<Span> objective_tier;
  std::vector<Span> area_parent;
  std::vector<Span> link_on;
};

/// Clears one `parent` of every circle of objectives or areas, after reporting the circle edge by
/// edge.
void break_parent_cycles(Case& c, const Places& places, Diagnostics& diagnostics);

/// Drops one `after` link of every circle of tasks, after reporting the circle edge by edge.
///   cost  O(links) for each circle found; at most 50 are reported one by one
void break_link_cycles(Case& c, const Places& places, Diagnostics& diagnostics);

/// A tier inside a tier is reported and cleared.
void clear_nested_tiers(Case& c, const Places& places, Diagnostics& diagnostics);

/// Phases that do not divide the horizon are reported and replaced by a single one; none given: a
/// single one.
void complete_phases(Case& c, Diagnostics& diagnostics);

/// Levels of the scale that do not rise are reported and given the order of their values.
void order_scale(Case& c, Diagnostics& diagnostics);

/// Gives every discrete task without a stated credit rule its default: a step at the earliest due
/// date of the benchmarks that it delivers, else the remaining part of the horizon.
void complete_credit(Case& c);

/// Tasks, conditions and milestones share one set of ids.
void check_shared_names(const Case& c, Diagnostics& diagnostics);

}  // namespace penholder
