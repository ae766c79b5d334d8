// `penholder history`: a mandate over its resolutions.

#include "history/history.h"

#include <fmt/format.h>

#include <ostream>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/resolution_files.h"
#include "cli/version.h"
#include "history/history_render.h"

namespace penholder {

ExitCode run_history(const HistoryOptions& options, Edge& edge) {
  const ResolutionOptions& common = options.common;
  const std::string ending = ending_of(common.output);
  std::string form = common.output.empty() ? "txt" : ending;
  if (form != "txt" && form != "html" && form != "json" && form != "csv") {
    edge.err << fmt::format(
        "penholder: `{}` does not tell the form; end it in .html, .json, .csv or .txt\n",
        common.output);
    return ExitCode::Usage;
  }
  if (common.json || options.csv) {
    const std::string asked = common.json ? "json" : "csv";
    if ((common.json && options.csv) || (!common.output.empty() && ending != asked)) {
      edge.err << "penholder: --json, --csv and the output's ending ask for different forms\n";
      return ExitCode::Usage;
    }
    form = asked;
  }
  auto files = read_resolutions(options.names, common, edge);
  if (!files) return ExitCode::Input;
  const History history = make_history(std::move(files->resolutions));
  if (form == "json") return put_out(history_json(history), common, edge);
  if (form == "csv") return put_out(history_csv(history), common, edge);
  const bool colour =
      common.output.empty() && wants_color(common.color, edge.out_is_terminal, edge);
  if (form == "txt") {
    return put_out(history_text(history, common.output.empty() ? edge.width : 100, colour), common,
                   edge);
  }
  const ExitCode code = put_out(history_html(history, kVersion), common, edge);
  if (code == ExitCode::Fine) edge.out << "History: " << common.output << '\n';
  return code;
}

}  // namespace penholder
