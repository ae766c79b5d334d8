#pragma once
// What came of checking citations, for people and programs.

#include <string>

#include "base/source_text.h"
#include "cite/cite.h"

namespace penholder {

/// Every citation with its place, its status and the first words of its paragraph, a document at a
/// time in the order of its first citation.
///
///   width   columns of the terminal; at least 60 are used
std::string cite_list_text(const SourceTexts& texts, const CiteReport& report, int width);

/// What was checked and what was not, in a few lines.
std::string cite_summary_text(const CiteReport& report, std::size_t documents);

/// `{"citations": [{"document", "locator", "status", "file", "line", "column", "words"}],
/// "checked": {...}, "diagnostics": [...], "counts": {...}}`, ending in a line break.
std::string cite_json(const SourceTexts& texts, const CiteReport& report);

}  // namespace penholder
