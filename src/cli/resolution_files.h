#pragma once
// Resolutions by the name of a file or, in a folder of them, by their own symbol.

#include <optional>
#include <string>
#include <vector>

#include "base/source_text.h"
#include "cli/edge.h"
#include "cli/options.h"
#include "resolution/resolution.h"

namespace penholder {

struct ResolutionFiles {
  SourceTexts texts;
  std::vector<Resolution> resolutions;  ///< in the order of the names
};

/// Reads what `names` stand for: a file, else a symbol (`S/RES/2531`, `S/RES/2531 (2020)`, `2531`)
/// looked up in `--corpus` (corpus.h).
///
/// Nothing, with the reason on `edge.err`, when one cannot be had. What is doubtful in a text is
/// said there, too, unless --quiet.
std::optional<ResolutionFiles> read_resolutions(const std::vector<std::string>& names,
                                                const ResolutionOptions& options, Edge& edge);

/// `html` of `out.html`, in small letters; empty without an ending.
std::string ending_of(const std::string& path);

/// Writes to `--output`, else to the edge. Fine, or Input with the reason on `edge.err`.
ExitCode put_out(const std::string& bytes, const ResolutionOptions& options, Edge& edge);

}  // namespace penholder
