#pragma once
// What stands around the tasks in the text: whose mandate it is and until when, who and where is
// named, which ceilings and dates are stated, which other resolutions are referred to.

#include "draft/outline.h"
#include "draft/titles.h"
#include "register/register.h"
#include "resolution/resolution.h"

namespace penholder {

/// `extension`, `horizon`: the paragraph that extends or sets up the mandate, and how long it runs.
/// Without one the horizon is the year after adoption.
void draft_term(const Resolution& resolution, DraftOutline& outline);

/// `actors`: the mission, the host State and the parties, under the names that the text uses most.
void draft_actors(const Register& reg, DraftOutline& outline, IdMaker& ids);

/// `assets`: ceilings of personnel that the text states; civilian staff always, unknown.
void draft_assets(const Resolution& resolution, DraftOutline& outline, IdMaker& ids);

/// `references`: other resolutions, in the preamble and the body.
void draft_references(const Resolution& resolution, DraftOutline& outline);

/// `measures`: what the text asks of others before the end of the mandate, item by item.
void draft_measures(const Resolution& resolution, DraftOutline& outline);

}  // namespace penholder
