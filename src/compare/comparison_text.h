#pragma once
// A Comparison as plain text for a terminal, in the words of somebody who has to choose.

#include <string>

#include "compare/comparison.h"

namespace penholder {

/// The designs with their gain under each view; which is best for whom; which leaves the least
/// served view least behind; what each option adds and pushes out; the questions on which the
/// choice turns. Ends in a line break. Control characters of the case's own words are left out.
///
///   c       the base case
///   width   columns, 60 to 200 (cut to them)
///   colour  bold headings; no meaning rests on it
std::string render_text(const Comparison& comparison, const Case& c, int width, bool colour);

}  // namespace penholder
