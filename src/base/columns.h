#pragma once
// Text laid out for a terminal: columns are characters, not bytes, and what the user wrote cannot
// steer the terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace penholder {

/// Columns that UTF-8 text takes, at one a character (no wide or combining characters).
std::size_t columns_of(std::string_view text);

/// The text without control characters.
std::string without_controls(std::string_view text);

/// Without control characters and exactly `columns` wide: cut with an ellipsis or filled with
/// blanks.
std::string fitted(std::string_view text, std::size_t columns);

/// Broken between words into lines of at most `columns` (a longer word stands alone); every line
/// but the first begins with `indent` blanks, counted within `columns`. Ends in a line break.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent = 0);

}  // namespace penholder
