// `penholder check`.

#include <ostream>

#include "base/diagnostic_render.h"
#include "cite/cite.h"
#include "cli/commands.h"
#include "cli/corpus.h"
#include "cli/load.h"

namespace penholder {

ExitCode run_check(const CheckOptions& options, Edge& edge) {
  auto loaded = load_case(options.common.path, edge);
  if (!loaded) return ExitCode::Input;
  if (!options.corpus.empty()) {
    auto folder = CorpusFolder::open(options.corpus);
    if (!folder) {
      edge.err << "penholder: " << folder.error().message << '\n';
      return ExitCode::Input;
    }
    const Library library =
        open_library(*folder, cited_resolutions(loaded->dossier), loaded->texts);
    loaded->diagnostics.append(cite_case(loaded->dossier, library, loaded->texts).diagnostics);
  }
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
