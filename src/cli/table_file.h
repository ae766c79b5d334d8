#pragma once
// Performance tables from and to files, with everything said to the user that there is to say; and
// the options that `table` and `lens` share.

#include <optional>
#include <string>
#include <vector>

#include "base/source_text.h"
#include "cli/edge.h"
#include "cli/options.h"
#include "lens/survival.h"
#include "table/performance_table.h"

namespace penholder {

struct LoadedTable {
  SourceTexts texts;
  PerformanceTable table;
};

/// Reads a table from a file, or from several XMCDA files that make one up. Nothing when it cannot
/// be used: the reason is then already on `edge.err`, as are warnings unless `options.quiet`.
std::optional<LoadedTable> load_table(const std::vector<std::string>& paths,
                                      const CaseOptions& options, Edge& edge);

/// Writes `table` as what the file's ending says (`.csv`, `.xml`), whole or not at all, and says so
/// on `edge.out` (as JSON if asked). Never onto one of `inputs`.
ExitCode write_table(const std::string& path, const PerformanceTable& table,
                     const std::vector<std::string>& inputs, const CaseOptions& options,
                     Edge& edge);

/// The settings that the options name; nothing, with a word on `edge.err`, when they cannot be.
std::optional<LensSettings> lens_settings(const LensOptions& options, const CaseOptions& common,
                                          const PerformanceTable& table, Edge& edge);

}  // namespace penholder
