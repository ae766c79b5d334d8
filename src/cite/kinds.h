#pragma once
// Everything that a look into the cited documents can find, for whoever lists it.

#include <span>

#include "base/diagnostic.h"

namespace penholder {

/// Sorted by id; each has a page in docs/diagnostics and a golden in tests/golden/cite.
std::span<const DiagnosticKind> cite_kinds();

}  // namespace penholder
