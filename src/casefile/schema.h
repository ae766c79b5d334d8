#pragma once
// The case format for machines and for people, both made from the table of keywords.

#include <string>

namespace penholder {

/// JSON Schema (2020-12) of one case file, pretty-printed, ending in a line break: what `penholder
/// schema` prints and editors take for completion and validation. A file of a case may hold any
/// part of it, so only what holds for every part is demanded (an entity's `id`; all required keys
/// of what cannot be split over files).
std::string json_schema();

/// docs/formats/case.md as it must read: Markdown.
std::string format_page();

}  // namespace penholder
