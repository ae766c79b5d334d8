#pragma once
// The tree of objectives that a mandate's text lays down, and where each of its tasks belongs in
// it.
//
// Texts do this in several ways, and all of them are read: one or two strategic priorities in a
// sentence (`the primary strategic priority ... is to ..., the second ...`); a list of priorities
// or strategic objectives, with the tasks under them or elsewhere; one strategic objective over all
// tasks; none, with at most a vision. What stands under what is told by the text's own references
// where there are any, else by shared words; then a remark says so.

#include <map>
#include <string>

#include "draft/outline.h"
#include "draft/titles.h"
#include "register/register.h"
#include "resolution/resolution.h"

namespace penholder {

/// Where the tasks of a mandate go: locator of a task -> index of its leaf objective.
using TaskPlaces = std::map<std::string, std::size_t>;

/// Fills `objectives`, `order` and `order_cites` of the outline.
TaskPlaces draft_objectives(const Resolution& resolution, const Register& reg,
                            DraftOutline& outline, IdMaker& ids);

}  // namespace penholder
