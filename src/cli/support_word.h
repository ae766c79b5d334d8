#pragma once
// The ladder of support as words of the command line: those of the case format.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mandate/view.h"

namespace penholder {

std::vector<std::string> support_words();

/// Nothing for a word that is none of them.
std::optional<Support> support_named(std::string_view word);

}  // namespace penholder
