#pragma once
// Everything that can be wrong with the text of a performance table, one row each.
// docs/formats/tables.md names them all; a test asks for it, and for a broken text that brings each
// about.

#include <vector>

#include "base/diagnostic.h"

namespace penholder::table_kinds {

extern const DiagnosticKind kEmpty;
extern const DiagnosticKind kTooLarge;
extern const DiagnosticKind kNotUtf8;
extern const DiagnosticKind kBrokenQuote;
extern const DiagnosticKind kNoCriteria;
extern const DiagnosticKind kNoAlternatives;
extern const DiagnosticKind kRowLength;
extern const DiagnosticKind kMissingCell;
extern const DiagnosticKind kNotAPerformance;
extern const DiagnosticKind kOutOfRange;
extern const DiagnosticKind kDuplicate;
extern const DiagnosticKind kUnknownRow;
extern const DiagnosticKind kUnknownWord;
extern const DiagnosticKind kNoDirection;
extern const DiagnosticKind kScale;
extern const DiagnosticKind kPreference;
extern const DiagnosticKind kWeights;
extern const DiagnosticKind kTwoWeights;
extern const DiagnosticKind kDecimalComma;
extern const DiagnosticKind kLooksLikeARow;
extern const DiagnosticKind kNotXmcda;
extern const DiagnosticKind kVersion;
extern const DiagnosticKind kBrokenXml;
extern const DiagnosticKind kUnsafeXml;
extern const DiagnosticKind kUnknownId;
extern const DiagnosticKind kNotRead;
extern const DiagnosticKind kTooManyFaults;

/// All of them, for the page of kinds and the tests.
std::vector<const DiagnosticKind*> all();

}  // namespace penholder::table_kinds
