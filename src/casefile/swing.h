#pragma once
// Swing weights: points to objectives with one parent, 100 for the one whose way from nothing to
// everything matters most. Source: von Winterfeldt & Edwards 1986, Decision Analysis and Behavioral
// Research, sec. 8.2. Points by range: Mustajoki, Hämäläinen & Salo 2005, Decision Sciences 36(2).

#include <vector>

#include "casefile/fields.h"
#include "mandate/case.h"

namespace penholder {

/// The `swing` list of the statement `f` as ratios: each objective against the first with exactly
/// 100 points. Every ratio has the basis and support of `common`, its own place, and words that say
/// the points. Faults are reported; items at fault are left out.
///
///   c   with its objectives bound
std::vector<Statement> read_swing(Fields& f, const Statement& common, const Case& c);

}  // namespace penholder
