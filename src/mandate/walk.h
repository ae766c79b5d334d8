#pragma once
// Every citation of a case, wherever it stands.

#include <functional>

#include "mandate/case.h"

namespace penholder {

/// Calls `visit` for each citation in `c`: of facts, of the basis of every number, of statements,
/// changes and context. In the order of the case's parts.
void for_each_citation(const Case& c, const std::function<void(const Citation&)>& visit);

}  // namespace penholder
