// `penholder check`.

#include <ostream>

#include "base/diagnostic_render.h"
#include "cli/commands.h"
#include "cli/load.h"

namespace penholder {

ExitCode run_check(const CheckOptions& options, Edge& edge) {
  const auto loaded = load_case(options.common.path, edge);
  if (!loaded) return ExitCode::Input;
  const std::vector<Diagnostic> diagnostics = loaded->diagnostics.sorted();
  if (options.common.json || options.format == "json") {
    edge.out << render_json(loaded->texts, diagnostics);
  } else if (options.format == "sarif") {
    edge.out << render_sarif(loaded->texts, diagnostics);
  } else {
    edge.out << render_text(loaded->texts, diagnostics,
                            wants_color(options.common.color, edge.out_is_terminal, edge));
  }
  // To-dos are open questions that the authors know of, not findings.
  const bool clean = loaded->diagnostics.count(Severity::Error) == 0 &&
                     loaded->diagnostics.count(Severity::Warning) == 0;
  return clean ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace penholder
