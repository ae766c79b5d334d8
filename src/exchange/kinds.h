#pragma once
// What can be wrong with a table that is to go back into a case, one row each.
// docs/formats/tables.md names them all; a test asks for it.

#include <vector>

#include "base/diagnostic.h"

namespace penholder::exchange_kinds {

extern const DiagnosticKind kUnknownTask;
extern const DiagnosticKind kUnknownObjective;
extern const DiagnosticKind kNotAStrength;
extern const DiagnosticKind kNotALevel;
extern const DiagnosticKind kAbsent;

/// All of them, for the page of kinds and the tests.
std::vector<const DiagnosticKind*> all();

}  // namespace penholder::exchange_kinds
