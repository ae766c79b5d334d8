// `penholder lens`: whether a case's ranking survives the method; its strengths and weights to a
// table, and back.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "base/diagnostic_render.h"
#include "cli/commands.h"
#include "cli/load.h"
#include "cli/table_file.h"
#include "exchange/case_import.h"
#include "exchange/case_table.h"
#include "exchange/case_yaml.h"
#include "exchange/import_json.h"
#include "lens/survival_json.h"
#include "lens/survival_text.h"
#include "rank/rank.h"

namespace penholder {
namespace {

constexpr std::size_t kWeightDraws = 10'000;  // as many as stand behind the view's mean weights

ExitCode import_into(const Case& c, const CaseLensOptions& options, Edge& edge) {
  const CaseOptions& common = options.common;
  const auto loaded = load_table({options.import}, common, edge);
  if (!loaded) return ExitCode::Input;
  const CaseImport import = import_table(c, loaded->table);
  if (!import.usable || (!common.quiet && !import.diagnostics.found().empty())) {
    edge.err << render_text(loaded->texts, import.diagnostics.sorted(),
                            wants_color(common.color, edge.err_is_terminal, edge));
  }
  if (!import.usable) return ExitCode::Input;
  if (common.json) {
    edge.out << to_json(import, c).dump(2) << '\n';
  } else {
    edge.out << yaml_of(import, c, std::filesystem::path(options.import).filename().string());
  }
  return ExitCode::Fine;
}

}  // namespace

ExitCode run_lens(const CaseLensOptions& options, Edge& edge) {
  const CaseOptions& common = options.common;
  const auto loaded = load_usable_case(common, edge);
  if (!loaded) return ExitCode::Input;
  const Case& base = loaded->dossier.base;
  if (!options.import.empty()) return import_into(base, options, edge);

  const Case* design = choose_design(loaded->dossier, options.option, edge);
  const auto choice = choose_view(base, options.view, edge);
  if (design == nullptr || !choice) return ExitCode::Usage;
  const Leaves leaves(base);
  if (leaves.size() == 0 || design->tasks.empty()) {
    edge.err << "penholder: the case has no tasks, or no objectives to see them by\n";
    return ExitCode::Findings;
  }
  const Weights mean = choice->view ? reference_weights(base, leaves, choice->view, common.seed)
                                    : leaves.equal_weights(base);
  const PerformanceTable table = table_of(base, *design, mean);
  if (!options.export_to.empty()) {
    return write_table(options.export_to, table, {common.path}, common, edge);
  }
  auto settings = lens_settings(options.lens, common, table, edge);
  if (!settings) return ExitCode::Usage;
  if (!settings->weights && choice->view) {
    WeightStatement drawn{
        .kind = WeightStatement::Kind::Drawn, .exact = {}, .place = {}, .drawn = {}};
    for (Weights& weights : draw_weights(base, leaves, choice->view, kWeightDraws, common.seed)) {
      drawn.drawn.push_back(std::move(weights.raw()));
    }
    if (!drawn.drawn.empty()) settings->weights = std::move(drawn);
  }
  const Survival survival = look_through_lenses(table, *settings);
  if (common.json) {
    nlohmann::ordered_json json = {
        {"case", base.id},
        {"view", choice->view ? nlohmann::ordered_json(base.views[*choice->view].id)
                              : nlohmann::ordered_json(nullptr)},
        {"option", options.option.empty() ? nlohmann::ordered_json(nullptr)
                                          : nlohmann::ordered_json(options.option)}};
    json.update(to_json(survival, table));
    edge.out << json.dump(2) << '\n';
    return ExitCode::Fine;
  }
  std::string heading = base.title;
  if (choice->view) {
    const View& view = base.views[*choice->view];
    heading += fmt::format(": the view “{}” ({})", view.title, to_label(view.held_by));
  }
  edge.out << render_text(survival, table, heading, edge.width,
                          wants_color(common.color, edge.out_is_terminal, edge));
  return ExitCode::Fine;
}

}  // namespace penholder
