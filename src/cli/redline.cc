// `penholder redline`: two resolutions, what changed.

#include <fmt/format.h>

#include <ostream>
#include <string>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/resolution_files.h"
#include "cli/version.h"
#include "redline/redline.h"
#include "redline/redline_render.h"

namespace penholder {

ExitCode run_redline(const RedlineOptions& options, Edge& edge) {
  const ResolutionOptions& common = options.common;
  const std::string ending = ending_of(common.output);
  const bool is_text = common.output.empty() || ending == "txt";
  if (!is_text && ending != "html" && ending != "json") {
    edge.err << fmt::format(
        "penholder: `{}` does not tell the form; end it in .html, .json or .txt\n", common.output);
    return ExitCode::Usage;
  }
  if (common.json && !common.output.empty() && ending != "json") {
    edge.err << "penholder: --json and an output that is not .json exclude each other\n";
    return ExitCode::Usage;
  }
  const auto files = read_resolutions({options.from, options.to}, common, edge);
  if (!files) return ExitCode::Input;
  const Redline redline = make_redline(files->resolutions[0], files->resolutions[1]);
  if (common.json || ending == "json") return put_out(redline_json(redline), common, edge);
  const RedlineTextOptions text{
      .width = common.output.empty() ? edge.width : 100,
      .colour = common.output.empty() && wants_color(common.color, edge.out_is_terminal, edge),
      .summary_only = options.summary,
      .full = options.full};
  if (is_text) return put_out(redline_text(redline, text), common, edge);
  const ExitCode code = put_out(redline_html(redline, kVersion), common, edge);
  if (code == ExitCode::Fine) {
    RedlineTextOptions summary = text;
    summary.width = edge.width;
    summary.summary_only = true;
    edge.out << redline_text(redline, summary) << "\nRedline: " << common.output << '\n';
  }
  return code;
}

}  // namespace penholder
