#pragma once
// How wide a text will be, near enough to place labels without a font at hand.
//
// Table: advance widths of the printable ASCII characters of DejaVu Sans Condensed 2.37 (its `hmtx`
// table, in 1/1000 em). Of the faces that our style sheet names it is the widest but the last
// resort: English text set in Helvetica, Arial or Liberation Sans is about 4 % narrower, so labels
// placed with it have room to spare. Other characters count by block (see the .cc); bold as 1.14 of
// that, as measured between the two DejaVu faces.

#include <cstddef>
#include <string_view>

namespace penholder {

/// The code point that begins at byte `at` of UTF-8 `text`; moves `at` behind it. U+FFFD, one byte
/// on, where the bytes are no UTF-8. `at` must be below text.size() (checked in debug builds).
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Width in px of `text` set at `size` px on one line. Cost: O(bytes).
double text_width(std::string_view text, double size, bool bold = false);

}  // namespace penholder
