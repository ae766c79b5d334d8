#pragma once
// AKN4UN XML (Akoma Ntoso for the United Nations) into metadata, recitals and a row of blocks.
// Knows the elements of the format; knows nothing of labels' meaning.
//
// Format: docs.oasis-open.org/legaldocml/akn-core/v1.0 with the UN's own elements
// (un.org/akn4un). `mainBody/paragraph` with `num` and `content/p`, or `list/intro`, `point`,
// `sublist`; `subheading` and `heading`; operative verbs as `span class="italic"`.

#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "resolution/blocks.h"
#include "resolution/resolution.h"

namespace penholder {

/// Fills everything but the tree; the blocks of the body come back in reading order. Nothing for a
/// document of another kind (then a diagnostic says which).
///
///   bytes  the file, below 4 GiB (checked)
///   cost   linear, one pass
std::vector<Block> read_akn_blocks(std::string_view bytes, FileId file, Resolution& resolution,
                                   Diagnostics& diagnostics);

}  // namespace penholder
