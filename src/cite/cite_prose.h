#pragma once
// A text in prose (a meeting note, a draft, a footnote) held against the resolutions that it names.

#include <string_view>
#include <vector>

#include "cite/cite.h"
#include "cite/prose.h"

namespace penholder {

/// Numbers of all resolutions that the text names, in order, each once.
std::vector<int> mentioned_resolutions(const ProseReferences& references);

/// Every mention by number and year or date, every paragraph that the text names of a resolution.
/// Paragraphs of other documents, or of none that the sentence names, are entries that are not
/// checked. `text` is what the references were found in.
CiteReport cite_prose(std::string_view text, const ProseReferences& references,
                      const Library& library);

}  // namespace penholder
