#pragma once
// The part of the ranking's text that needs no sampling: how firm the first place is, what holds
// under all weights.

#include <cstddef>
#include <string>

#include "rank/ranking.h"

namespace penholder {

/// A section for the headline view, with an empty line before it; empty when there is nothing to
/// say.
std::string render_robustness(const Ranking& ranking, const Case& c, std::size_t width,
                              bool colour);

}  // namespace penholder
