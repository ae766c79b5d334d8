#pragma once
// Everything that can be wrong with the text of an instance, one row each.
// docs/formats/instances.md names them all; a test asks for it, and for a broken text that brings
// each about.

#include <vector>

#include "base/diagnostic.h"

namespace penholder::instance::kinds {

extern const DiagnosticKind kEmpty;
extern const DiagnosticKind kTooLarge;
extern const DiagnosticKind kUnknownFormat;
extern const DiagnosticKind kTruncated;
extern const DiagnosticKind kNotANumber;
extern const DiagnosticKind kOutOfRange;
extern const DiagnosticKind kUnexpected;
extern const DiagnosticKind kWrongCount;
extern const DiagnosticKind kMissingName;
extern const DiagnosticKind kUnsupported;
extern const DiagnosticKind kTrailing;

/// All of them, for the page of kinds and the tests.
std::vector<const DiagnosticKind*> all();

}  // namespace penholder::instance::kinds
