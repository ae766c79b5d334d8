#pragma once
// Case to case text: the way back.

#include <string>

#include "mandate/case.h"

namespace penholder {

/// One YAML text that `read_case` reads back to an equal case (spans and the designs of options
/// apart: an option is written with its title and summary, not with its changes, since a Case holds
/// them only for display).
///
///   cost     linear in the case
std::string write_case(const Case& c);

}  // namespace penholder
