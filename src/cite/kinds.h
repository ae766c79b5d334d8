#pragma once
// Everything that a look into the cited documents can find, one row each.

#include <span>

#include "base/diagnostic.h"

namespace penholder {

/// Sorted by id; each has a page in docs/diagnostics and a golden in tests/golden/cite.
std::span<const DiagnosticKind> cite_kinds();

namespace cite_kind {
extern const DiagnosticKind& kDateNotFound;
extern const DiagnosticKind& kDateWrong;
extern const DiagnosticKind& kFigureNotFound;
extern const DiagnosticKind& kNoParagraph;
extern const DiagnosticKind& kNotInCorpus;
extern const DiagnosticKind& kQuoteNotFound;
extern const DiagnosticKind& kYearWrong;
}  // namespace cite_kind

}  // namespace penholder
