#pragma once
// A Survival as plain text for a terminal, in the words of somebody who reads mandates, not
// methods.

#include <string>

#include "lens/survival.h"

namespace penholder {

/// The ranks under each lens, what survives the method and what does not, how far draws agree, and
/// the shares of SMAA. Ends in a line break. Control characters of the table's own words are left
/// out.
///
///   heading  the first line: what the table is
///   table    the one that was looked at
///   width    columns, 60 to 200 (cut to them)
///   colour   bold headings; no meaning rests on it
std::string render_text(const Survival& survival, const PerformanceTable& table,
                        std::string_view heading, int width, bool colour);

}  // namespace penholder
