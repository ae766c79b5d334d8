#pragma once
// From a path, or standard input, to a resolution, with everything said to the user that there is
// to say.

#include <optional>
#include <string>

#include "base/source_text.h"
#include "cli/edge.h"
#include "resolution/read_resolution.h"

namespace penholder {

struct LoadedResolution {
  SourceTexts texts;
  ResolutionRead read;
};

/// Reads one resolution; `-` is standard input. Its diagnostics go to `edge.err`, warnings only
/// unless `quiet`. Nothing when it cannot be used: the reason has then been said.
std::optional<LoadedResolution> load_resolution(const std::string& path, bool quiet,
                                                const std::string& color, Edge& edge);

}  // namespace penholder
