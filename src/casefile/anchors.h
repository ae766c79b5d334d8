#pragma once
// Anchors of measures: put right after being reported, like all that must hold within a case; and
// performances held against them.

#include "base/diagnostic.h"
#include "mandate/measure.h"

namespace penholder {

/// Makes a scale of the anchors of `measure`: at least two, by rising amount, their values rising
/// or falling all the way. What has to be changed for it is reported.
///
///   is_whole  the anchors were read to their end: that there are too few may be said
void order_anchors(Measure& measure, bool is_whole, Diagnostics& diagnostics);

/// An amount that is not known spans the anchors; one beyond them is reported.
void read_against_anchors(const Measure& measure, Estimate& amount, Span place,
                          Diagnostics& diagnostics);

}  // namespace penholder
