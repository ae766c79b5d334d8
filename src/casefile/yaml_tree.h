#pragma once
// YAML text to Node tree: syntax and limits, nothing else. libfyaml splits the text into events;
// the tree, the limits and the wording are ours, so that hostile texts cost little and honest
// mistakes read well.

#include <cstddef>

#include "base/diagnostic.h"
#include "casefile/node.h"

namespace penholder {

inline constexpr std::size_t kMostDepth = 64;
inline constexpr std::size_t kMostNodes = 500'000;
inline constexpr std::size_t kMostKeys = 1'000;  ///< of one mapping; no entity has above twenty

struct YamlTree {
  Node root;                ///< Null for an empty text
  bool is_complete = true;  ///< false when the rest of the text could not be read: what seems
                            ///< missing may stand there
};

/// Reads one text. Problems go to `diagnostics`; what stands before a syntax error is kept.
///
///   cost  linear in the text; refuses large or crowded texts before the parser sees them
YamlTree read_yaml(const SourceTexts& texts, FileId file, Diagnostics& diagnostics);

}  // namespace penholder
