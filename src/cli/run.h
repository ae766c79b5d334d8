#pragma once
// The command line: words in, exit code out.

#include <string>
#include <vector>

#include "cli/edge.h"

namespace penholder {

/// Carries out `words` (without the program's name).
int run(const std::vector<std::string>& words, Edge& edge);

}  // namespace penholder
