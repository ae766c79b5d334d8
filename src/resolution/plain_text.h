#pragma once
// A resolution pasted as plain text: numbering by layout. One idea: a label at the start of a line
// begins a block; a line without one goes on with the block before, unless an empty line parts
// them.

#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "resolution/blocks.h"
#include "resolution/resolution.h"

namespace penholder {

/// As read_akn_blocks, for UTF-8 text. Page furniture (symbol, page and job numbers on lines of
/// their own) is dropped; symbol and date come from the words around the title.
std::vector<Block> read_plain_blocks(std::string_view text, FileId file, Resolution& resolution,
                                     Diagnostics& diagnostics);

/// `29 June 2020` at the start of `text`, English month names.
std::optional<Date> parse_long_date(std::string_view text);

}  // namespace penholder
