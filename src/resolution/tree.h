#pragma once
// From a flat row of blocks to the tree of operative paragraphs, by the sequence of their labels.
//
// The nesting of the files cannot be relied on: lists leak (the items of a list, or their texts,
// follow it as paragraphs of the body), sub-lists are chained inside each other, and numbers stand
// inside the text. The labels are sound, for people cite by them. So the tree is rebuilt from them:
// a label continues the innermost list that waits for it, or opens a list if it is a first one;
// `(i)` is read as letter or roman number by what follows it. The file's nesting only breaks ties.

#include <cstddef>
#include <vector>

#include "base/diagnostic.h"
#include "resolution/blocks.h"
#include "resolution/resolution.h"

namespace penholder {

/// More than ten times what the longest resolution since 2000 has, its annexes' tables included.
inline constexpr std::size_t kParagraphsMost = 20'000;

/// Fills `operative`, `headings` and `annexes` of `resolution` from the blocks of its body.
/// A gap, a repeated number and a list that starts late each give a diagnostic.
///
/// cost: O(blocks x depth), plus the distance to the next label for each doubtful `(i)`
void build_tree(std::vector<Block> blocks, Resolution& resolution, Diagnostics& diagnostics);

}  // namespace penholder
