#pragma once
// A Plan as plain text for a terminal, in the words of somebody who plans missions, not of somebody
// who solves problems.

#include <string>

#include "sequence/plan.h"

namespace penholder {

/// How good the plan is and how good any could be; a timeline of discrete and standing tasks by
/// phase; what holds tasks back; what is left out and why; must-work that does not fit; which means
/// are full when. Ends in a line break. Control characters of the case's own words are left out.
///
///   c       the case or design that was planned
///   width   columns, 72 to 200 (cut to them)
///   colour  bold headings; no meaning rests on it
std::string render_text(const Plan& plan, const Case& c, int width, bool colour);

/// "no plan can reach more than 71.2; this one reaches 68.9 (gap 2.3)", or that it is proven best:
/// as many decimals as the gap needs to show.
std::string bound_in_words(const Plan& plan);

}  // namespace penholder
