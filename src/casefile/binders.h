#pragma once
// Merged document to Case: one small binder per entity, each a list of the fields that it reads.

#include "base/diagnostic.h"
#include "casefile/node.h"
#include "mandate/case.h"

namespace penholder {

/// Reads a merged document (see merge.h) into a Case that keeps the promises of `Reading`.
///
///   is_complete  false when part of the text could not be read: absences are not reported then
///   cost         linear in the document
Case bind_case(const Node& root, bool is_complete, Diagnostics& diagnostics);

}  // namespace penholder
