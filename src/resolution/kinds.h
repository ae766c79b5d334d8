#pragma once
// Everything that can be wrong with the text of a resolution, one row each.

#include "base/diagnostic.h"

namespace penholder::resolution_kinds {

extern const DiagnosticKind kEmptyDocument;
extern const DiagnosticKind kTooLarge;
extern const DiagnosticKind kNotAknUn;
extern const DiagnosticKind kDoctype;
extern const DiagnosticKind kBrokenXml;
extern const DiagnosticKind kTooDeep;
extern const DiagnosticKind kTooManyParagraphs;
extern const DiagnosticKind kNotText;
extern const DiagnosticKind kNotUtf8;
extern const DiagnosticKind kNoOperative;
extern const DiagnosticKind kNoSymbol;
extern const DiagnosticKind kNoDate;
extern const DiagnosticKind kMissingNumber;
extern const DiagnosticKind kRepeatedNumber;
extern const DiagnosticKind kNumberInText;
extern const DiagnosticKind kListGap;

/// All of them, for the page of kinds and the test that each is documented.
std::vector<const DiagnosticKind*> all();

}  // namespace penholder::resolution_kinds
