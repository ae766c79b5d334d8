#pragma once
// An Outlook as plain text for a terminal, in the words of somebody who has to act on it.

#include <string>

#include "stress/outlook.h"

namespace penholder {

/// What the plan is likely to reach; each benchmark's chance by its date; what slips; what each
/// shock costs; what the spread hangs on and how much of that is judgement. Ends in a line break.
/// Control characters of the case's own words are left out.
///
///   c       the case or design that was simulated
///   width   columns, 60 to 200 (cut to them)
///   colour  bold headings; no meaning rests on it
std::string render_text(const Outlook& outlook, const Case& c, int width, bool colour);

}  // namespace penholder
