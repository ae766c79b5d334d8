// `penholder table`: a performance table through every lens, or into the other format.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "cli/commands.h"
#include "cli/load.h"
#include "cli/table_file.h"
#include "lens/survival_json.h"
#include "lens/survival_text.h"

namespace penholder {

ExitCode run_table(const TableOptions& options, Edge& edge) {
  const CaseOptions& common = options.common;
  const auto loaded = load_table(options.files, common, edge);
  if (!loaded) return ExitCode::Input;
  const PerformanceTable& table = loaded->table;
  if (!options.to.empty()) return write_table(options.to, table, options.files, common, edge);
  const auto settings = lens_settings(options.lens, common, table, edge);
  if (!settings) return ExitCode::Usage;
  const Survival survival = look_through_lenses(table, *settings);
  if (common.json) {
    // Names are the file's bytes: UTF-8 in CSV and in XML alike.
    edge.out << to_json(survival, table).dump(2) << '\n';
    return ExitCode::Fine;
  }
  const std::string heading =
      fmt::format("{}: {} alternatives, {} criteria",
                  std::filesystem::path(options.files[0]).filename().string(),
                  table.alternatives.size(), table.criteria.size());
  edge.out << render_text(survival, table, heading, edge.width,
                          wants_color(common.color, edge.out_is_terminal, edge));
  return ExitCode::Fine;
}

}  // namespace penholder
