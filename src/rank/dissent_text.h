#pragma once
// How far the views agree, and the orders that sum them up, as text for a terminal: two sections of
// the page that ranking_text.h lays out.

#include <cstddef>
#include <string>

#include "rank/ranking.h"

namespace penholder {

/// Kendall's W in words, the tasks whose places differ most, the two views furthest apart. Empty
/// without two views.
///
///   width  60 to 200 columns
std::string dissent_text(const Ranking& ranking, const Case& c, std::size_t width, bool colour);

/// Kemeny, Borda and Copeland side by side, labelled as what they are: summaries, not the room's
/// view. Empty without two views.
std::string summary_text(const Ranking& ranking, const Case& c, std::size_t width, bool colour);

}  // namespace penholder
