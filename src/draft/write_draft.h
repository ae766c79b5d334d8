#pragma once
// The outline as files of a case: YAML with a comment wherever something is left to do or was
// decided by rule.

#include <vector>

#include "draft/draft.h"

namespace penholder {

/// case, sources, actors, areas (if any), objectives, assets, tasks, calendar and views, one file
/// each. The same outline gives the same bytes.
std::vector<DraftFile> write_draft(const DraftOutline& outline, const DraftRequest& request);

}  // namespace penholder
