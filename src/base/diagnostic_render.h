#pragma once
// Diagnostics for people (terminal text), for programs (JSON) and for code review tools (SARIF).
// What is wrong is decided elsewhere; here it is only shown. All three take diagnostics in the
// order in which they are to appear (Diagnostics::sorted()).

#include <span>
#include <string>

#include "base/diagnostic.h"
#include "base/source_text.h"

namespace penholder {

/// For reading in a terminal:
///
///   tasks.yaml:12:9: error[unknown-reference]: `crane2` is not an asset
///      12 |   - asset: crane2
///         |            ^^^^^^ did you mean `crane-2`?
///   assets.yaml:4:7
///       4 |   - id: crane-2
///         |         ------- declared here
///   1 error
///
/// Ends in a line that counts errors, warnings and to-dos; "no problems" when there is none.
/// Control characters of the user's text are made visible, long lines are cut around the place.
///
///   colour   ANSI colours; never the only carrier of meaning
std::string render_text(const SourceTexts& texts, std::span<const Diagnostic> diagnostics,
                        bool colour);

/// `{"diagnostics": [{"id", "severity", "message", "remedy", "file", "line", "column", "end_line",
/// "end_column", "excerpt", "labels": [...]}], "counts": {"error", "warning", "to-do"}}`, indented,
/// ending in a line break. Lines and columns from 1, columns in characters; a diagnostic without a
/// place lacks the place's fields.
std::string render_json(const SourceTexts& texts, std::span<const Diagnostic> diagnostics);

/// SARIF 2.1.0, for editors and code review: one run, every kind that occurs as a rule; to-dos have
/// the level `note`.
std::string render_sarif(const SourceTexts& texts, std::span<const Diagnostic> diagnostics);

}  // namespace penholder
