#pragma once
// Options: changes to the merged document, carried out node by node, so that a patched case is read
// exactly as if it had been written that way.

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "casefile/fields.h"
#include "casefile/node.h"
#include "mandate/case.h"

namespace penholder {

/// A document after one option.
struct Design {
  Node root;                    ///< without options
  std::vector<Change> changes;  ///< what was changed, for showing
};

/// Carries out the changes of one option.
///
///   root     the merged document of the base case
///   option   the option's node in it
///   context  of the base case; receives what is wrong with the changes themselves
///   cost     one copy of the document, and one walk over it for each entity dropped
Design carry_out(const Node& root, const Node& option, Context& context);

/// What a design's reading found beyond `base`: its diagnostics, each placed in the text of the
/// option (`option`), with a label at its own place where that lies elsewhere.
Diagnostics blame_option(const Node& option, const Design& design, const Diagnostics& base,
                         const Diagnostics& found);

/// Reports a design whose leaf objectives are not those of the base case.
void check_leaves(const Case& base, const Case& design, const Option& option,
                  Diagnostics& diagnostics);

}  // namespace penholder
