#pragma once
// The kinds of diagnostics that reading a case can give, one row each. Each row has a broken case
// in tests/golden/casefile/<id>.yaml and a page docs/diagnostics/<id>.md; a test fails for a row
// without them.

#include <span>

#include "base/diagnostic.h"

namespace penholder {

/// All rows, sorted by id. The rows live as long as the program.
std::span<const DiagnosticKind> casefile_kinds();

}  // namespace penholder
