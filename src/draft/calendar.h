#pragma once
// The dates of a mandate: its end, reports, votes and other deadlines, as far as the text states
// them or they can be counted from the day of adoption.

#include "draft/outline.h"
#include "draft/titles.h"
#include "register/register.h"
#include "resolution/resolution.h"

namespace penholder {

/// Fills `milestones`. What falls before adoption or after the horizon is left out, but for the end
/// itself. A vote that the tasks speak of without a date becomes a milestone whose date is unknown.
void draft_calendar(const Resolution& resolution, const Register& reg, DraftOutline& outline,
                    IdMaker& ids);

}  // namespace penholder
