#pragma once
// Wording that the rules share.

#include <string>
#include <string_view>

#include "mandate/case.h"

namespace penholder::lint_rules {

/// The user's own words in backticks.
std::string quoted(std::string_view words);

/// `S/RES/2531 (2020), 28.a.iii`.
std::string place_words(const Case& c, const Citation& citation);

/// `18 %`, `140 %`; whole points.
std::string percent_words(double share);

}  // namespace penholder::lint_rules
