#pragma once
// The frame of a page: self-contained, no script, nothing loaded. Redline and history share it.

#include <string>
#include <string_view>

namespace penholder {

/// From the doctype to the open `<main>`; `style` comes behind the shared style sheet.
std::string page_head(std::string_view title, std::string_view style);

/// The foot, named source and program, to `</html>`.
std::string page_foot(std::string_view version);

/// What redline and history add to the shared style sheet: paper and ink in light and dark, focus,
/// words for screen readers only, tables that scroll.
std::string_view page_frame_style();

}  // namespace penholder
