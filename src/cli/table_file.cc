#include "cli/table_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <system_error>
#include <utility>

#include "base/diagnostic_render.h"
#include "cli/load.h"
#include "io/files.h"
#include "table/cell_text.h"
#include "table/read_table.h"
#include "table/read_xmcda.h"
#include "table/write_csv.h"
#include "table/write_xmcda.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

/// The same file by whatever name; false when either cannot be looked at.
bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

}  // namespace

std::optional<LoadedTable> load_table(const std::vector<std::string>& paths,
                                      const CaseOptions& options, Edge& edge) {
  LoadedTable loaded;
  std::vector<FileId> files;
  for (const std::string& path : paths) {
    auto bytes = read_file(path, kTableBytesMost);
    if (!bytes) {
      edge.err << "penholder: " << bytes.error().message << '\n';
      return std::nullopt;
    }
    files.push_back(loaded.texts.add({.name = path, .text = std::move(*bytes)}));
  }
  TableRead read;
  if (files.size() == 1) {
    read = read_table(loaded.texts[files[0]].text, files[0]);
  } else {
    std::vector<XmcdaPart> parts;
    for (const FileId file : files) {
      parts.push_back({.bytes = loaded.texts[file].text, .file = file});
    }
    read = read_xmcda(parts);
  }
  if (!read.usable || (!options.quiet && !read.diagnostics.found().empty())) {
    edge.err << render_text(loaded.texts, read.diagnostics.sorted(),
                            wants_color(options.color, edge.err_is_terminal, edge));
  }
  if (!read.usable) return std::nullopt;
  loaded.table = std::move(read.table);
  return loaded;
}

ExitCode write_table(const std::string& path, const PerformanceTable& table,
                     const std::vector<std::string>& inputs, const CaseOptions& options,
                     Edge& edge) {
  const std::string ending = lower(fs::path(path).extension().string());
  if (ending != ".csv" && ending != ".xml") {
    edge.err << fmt::format(
        "penholder: `{}` ends neither in .csv nor in .xml, so it does not say what to write\n",
        path);
    return ExitCode::Usage;
  }
  if (std::ranges::any_of(inputs,
                          [&](const std::string& input) { return is_same_file(path, input); })) {
    edge.err << fmt::format("penholder: `{}` is the file that was read; name another\n", path);
    return ExitCode::Usage;
  }
  const auto written =
      write_atomically(path, ending == ".csv" ? write_csv(table) : write_xmcda(table));
  if (!written) {
    edge.err << "penholder: " << written.error().message << '\n';
    return ExitCode::Input;
  }
  if (options.json) {
    edge.out << nlohmann::ordered_json{{"written", path},
                                       {"alternatives", table.alternatives.size()},
                                       {"criteria", table.criteria.size()}}
                    .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
             << '\n';
  } else {
    edge.out << fmt::format("{} is written: {} alternative{} by {} criteri{}.\n", path,
                            table.alternatives.size(), table.alternatives.size() == 1 ? "" : "s",
                            table.criteria.size(), table.criteria.size() == 1 ? "on" : "a");
  }
  return ExitCode::Fine;
}

std::optional<LensSettings> lens_settings(const LensOptions& options, const CaseOptions& common,
                                          const PerformanceTable& table, Edge& edge) {
  LensSettings settings;
  const auto refuse = [&](std::string_view why) {
    edge.err << "penholder: " << why << '\n';
    return std::nullopt;
  };
  for (const std::string& method : options.methods) {
    const auto lens = lens_named(method);
    if (!lens) return refuse(fmt::format("there is no method `{}`", method));
    settings.lenses.push_back(*lens);
  }
  if (options.normalisation == "minmax") settings.normalisation = Normalisation::MinMax;
  if (options.normalisation == "max") settings.normalisation = Normalisation::Max;
  if (options.normalisation == "sum") settings.normalisation = Normalisation::Sum;
  if (!options.preference.empty()) {
    const auto preference = parse_preference(options.preference);
    if (!preference) {
      return refuse(fmt::format("--preference: {}{}{}", preference.error().message,
                                preference.error().remedy.empty() ? "" : "; ",
                                preference.error().remedy));
    }
    settings.fallback = *preference;
  }
  if (!options.weights.empty()) {
    auto weights = parse_weights(options.weights, table, common.seed);
    if (!weights) return refuse(fmt::format("--weights: {}", weights.error().message));
    settings.weights = std::move(*weights);
  }
  if (options.samples > 0) {
    settings.samples = options.samples;
    settings.lens_samples = std::min(options.samples, settings.lens_samples);
  }
  settings.seed = common.seed;
  settings.threads = thread_count(common, edge);
  return settings;
}

}  // namespace penholder
