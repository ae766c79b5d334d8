#pragma once
// Several texts to one document: lists are concatenated, entities with the same id in two texts
// become one.

#include <vector>

#include "base/diagnostic.h"
#include "casefile/yaml_tree.h"

namespace penholder {

/// The merged top level. In it every list of entities is a List of Mappings, each with an `id` that
/// is a scalar and unique in its list; what was otherwise has been reported and left out. Nothing
/// else has been looked at.
///
///   trees  one per text, in the order of the texts
///   cost   O(nodes)
Node merge(std::vector<YamlTree> trees, Diagnostics& diagnostics);

}  // namespace penholder
