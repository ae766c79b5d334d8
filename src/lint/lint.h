#pragma once
// The lint of a mandate: what a case says that reads well and yet cannot be, or should not be
// without a second look. Every rule has an id, a reason and a page (docs/diagnostics/<id>.md).
// Rules look at the case alone; they know nothing of YAML or of plans, and ask the room `rank` only
// whether a view's statements can be met. What breaks the format is the reader's to report
// (casefile/kinds.h).

#include <span>

#include "base/diagnostic.h"
#include "mandate/case.h"

namespace penholder {

/// Findings about one case. Any case may be given, also one with errors of the reader.
///
///   cost   O(tasks * (links + assets) + citations), and a linear program a view; some milliseconds
///          for a large mission
Diagnostics lint(const Case& c);

/// Findings about the base case, and those that only an option brings about: the latter name the
/// option. A finding counts as the option's own when the base case has none of its kind at that
/// place.
Diagnostics lint(const Dossier& dossier);

/// All rules, sorted by id. The rows live as long as the program.
std::span<const DiagnosticKind> lint_kinds();

}  // namespace penholder
