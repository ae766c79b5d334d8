// `penholder note`: all stages, one file.

#include "note/note.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/progress_bar.h"
#include "cli/stages.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "compare/comparison_json.h"
#include "geo/geojson.h"
#include "io/files.h"
#include "rank/ranking_json.h"
#include "sequence/plan_json.h"
#include "sequence/robust_json.h"
#include "stress/outlook_json.h"

namespace penholder {
namespace {

/// Weight vectors behind core, borderline and out: enough to tell a task that a tenth of the room's
/// weights would drop, cheap enough for a briefing. `sequence --vectors` takes more.
constexpr std::size_t kCoreVectors = 36;

/// The polygons of `--map`; nothing, with a word on `edge.err`, when they cannot be had.
std::optional<std::vector<Feature>> read_map(const std::string& path, Edge& edge) {
  if (path.empty()) return std::vector<Feature>{};
  const auto text = read_file(path, GeojsonLimits{}.bytes_max);
  if (!text) {
    edge.err << "penholder: " << text.error().message << '\n';
    return std::nullopt;
  }
  auto features = read_geojson(*text);
  if (!features) {
    edge.err << "penholder: cannot use the map `" << path << "`: " << features.error().message
             << '\n';
    return std::nullopt;
  }
  return std::move(*features);
}

}  // namespace

ExitCode run_note(const NoteOptions& options, Edge& edge) {
  const auto loaded = load_judged_case(options.common, edge);
  if (!loaded) return ExitCode::Input;
  const auto map = read_map(options.map, edge);
  if (!map) return ExitCode::Input;
  const Case& base = loaded->dossier.base;
  const auto view = choose_view(base, "", edge);

  std::string page;
  nlohmann::ordered_json products;
  std::string summary;
  {
    ProgressBar bar(edge.err, edge.width, edge.err_is_terminal && !options.common.quiet);
    RunSettings run{.seed = options.common.seed,
                    .threads = thread_count(options.common, edge),
                    .progress = &bar};
    const Ranking ranking = stage_rank(base, 0, run);
    const std::vector<Weights> means = mean_weights(base, ranking, run);
    run.means = means;
    const Plan plan = stage_sequence(base, base, view->view, 0, run);
    const RobustPlan robust = stage_robust(base, base, plan, kCoreVectors, 0, false, run);
    const std::vector<Binding> bindings = stage_bindings(base, base, plan, run);
    const Outlook outlook = stage_stress(base, base, plan, options.replications, run);
    const Comparison comparison = stage_compare(loaded->dossier, 0, run);
    page = write_note({.dossier = loaded->dossier,
                       .ranking = ranking,
                       .plan = plan,
                       .core = &robust.core,
                       .bindings = bindings,
                       .outlook = outlook,
                       .comparison = comparison,
                       .polygons = *map,
                       .version = kVersion,
                       .robust = &robust});
    if (options.common.json) {
      products["ranking"] = to_json(ranking, base);
      products["plan"] = to_json(plan, base);
      products["core_index"] = to_json(robust.core, base);
      nlohmann::ordered_json of_room = to_json(robust, base);
      of_room.erase("core_index");
      products["robust"] = std::move(of_room);
      products["outlook"] = to_json(outlook, base);
      products["comparison"] = to_json(comparison, base);
    } else {
      summary = render_summary(base, ranking, plan, outlook, comparison, edge.width, &robust);
    }
  }

  const std::string path = options.output.empty() ? base.id + ".html" : options.output;
  if (const auto written = write_atomically(path, page); !written) {
    edge.err << "penholder: " << written.error().message << '\n';
    return ExitCode::Input;
  }
  if (options.common.json) {
    products["note"] = path;
    edge.out << products.dump(2) << '\n';
  } else {
    edge.out << summary << "\nBriefing: " << path << '\n';
  }
  return ExitCode::Fine;
}

}  // namespace penholder
