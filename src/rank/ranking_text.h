#pragma once
// A Ranking as plain text for a terminal, in the words of somebody who reads mandates, not methods.

#include <string>

#include "rank/ranking.h"

namespace penholder {

/// The headline view's ten top tasks with their share of first places and their value with its
/// range; the leading tasks of every other view; what all views share; where they part; how far
/// they agree; orders that sum them up, labelled as that; which views could not be used. Figures
/// have no more decimals than their errors leave certain. Ends in a line break. Control characters
/// of the case's own words are left out.
///
///   c       the case that was ranked
///   width   columns, 60 to 200 (cut to them)
///   colour  bold headings; no meaning rests on it
std::string render_text(const Ranking& ranking, const Case& c, int width, bool colour);

}  // namespace penholder
