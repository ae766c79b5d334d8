#pragma once
// The note's style sheet: note.css, taken in at build time.

#include <string>

namespace penholder {

/// The whole text of note.css.
std::string note_style();

}  // namespace penholder
