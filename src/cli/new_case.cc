// `penholder new` and `penholder schema`.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/diagnostic_render.h"
#include "base/text.h"
#include "casefile/schema.h"
#include "cli/commands.h"
#include "cli/corpus.h"
#include "cli/load.h"
#include "cli/starter.h"
#include "draft/draft.h"
#include "io/files.h"
#include "resolution/read_resolution.h"
#include "resolution/stated_symbol.h"

namespace penholder {
namespace {

/// `Mission in Sylvania!` -> `mission-in-sylvania`; `my-mission` when nothing usable is left.
std::string id_from(std::string_view text) {
  std::string id;
  for (const char c : text) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const char lower = is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
      id += lower;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  if (id.ends_with('-')) id.pop_back();
  return is_kebab_case(id) ? id : "my-mission";
}

}  // namespace

namespace {

/// What a corpus says of the resolutions that a text refers to. Nothing, with a word on `edge.err`,
/// when the folder cannot be read.
std::optional<std::vector<DraftReference>> look_up(const std::string& corpus,
                                                   const Resolution& resolution, Edge& edge) {
  std::vector<DraftReference> known;
  if (corpus.empty()) return known;
  auto folder = CorpusFolder::open(corpus);
  if (!folder) {
    edge.err << "penholder: " << folder.error().message << '\n';
    return std::nullopt;
  }
  for (const std::string& symbol : referenced_resolutions(resolution)) {
    const auto found = folder->find(resolution_number(symbol));
    // A year that is not the document's is left for a person to look at.
    const bool is_same =
        found && found->date && (year_of_symbol(symbol) == 0 || symbol == found->symbol);
    if (!is_same) continue;
    known.push_back({.symbol = symbol, .title = found->title, .date = found->date, .cited_in = {}});
  }
  return known;
}

/// A case drafted from the resolution in `options.path`.
ExitCode draft_from_resolution(const NewOptions& options, Edge& edge) {
  const auto bytes = read_file(options.path, kResolutionBytesMost);
  if (!bytes) {
    edge.err << "penholder: " << bytes.error().message << '\n';
    return ExitCode::Input;
  }
  SourceTexts texts;
  const FileId file = texts.add({.name = options.path, .text = *bytes});
  const ResolutionRead read = read_resolution(texts[file].text, file);
  if (!read.diagnostics.found().empty()) {
    edge.err << render_text(texts, read.diagnostics.sorted(),
                            wants_color("auto", edge.err_is_terminal, edge));
  }
  if (!read.usable) return ExitCode::Input;
  const auto known = look_up(options.corpus, read.resolution, edge);
  if (!known) return ExitCode::Input;

  const std::filesystem::path path = std::filesystem::path(options.output).lexically_normal();
  const std::string name = (path.has_filename() ? path : path.parent_path()).filename().string();
  const Draft draft =
      draft_case(read.resolution, {.id = id_from(name), .title = options.title, .known = *known});
  if (!draft.refusal.empty()) {
    edge.err << "penholder: " << options.path << ": " << draft.refusal << '\n';
    return ExitCode::Findings;
  }
  std::vector<NewFile> files;
  files.reserve(draft.files.size());
  for (const DraftFile& made : draft.files) {
    files.push_back({.name = made.name, .bytes = made.text});
  }
  if (const auto made = create_directory_with(path, files); !made) {
    edge.err << "penholder: " << made.error().message << '\n';
    return ExitCode::Input;
  }
  const DraftOutline& outline = draft.outline;
  const auto priorities =
      static_cast<std::size_t>(std::ranges::count(outline.tasks, true, &DraftTask::is_priority));
  if (options.json) {
    nlohmann::ordered_json json{{"case", id_from(name)},
                                {"directory", path.string()},
                                {"resolution", outline.symbol},
                                {"mission", outline.mission},
                                {"objectives", outline.objectives.size()},
                                {"tasks", outline.tasks.size()},
                                {"priority_tasks", priorities},
                                {"milestones", outline.milestones.size()},
                                {"files", nlohmann::ordered_json::array()}};
    for (const DraftFile& made : draft.files) json["files"].push_back((path / made.name).string());
    edge.out << json.dump(2) << '\n';
    return ExitCode::Fine;
  }
  edge.out << fmt::format(
      "{} is drafted from {}: {} objectives, {} tasks ({} on the priority list), {} date{}.\n"
      "Every number that the text does not state is `unknown`. See what is open, then read it "
      "against the text:\n  penholder check {}\n  penholder cite {} --corpus FOLDER --all\n",
      path.string(), outline.symbol, outline.objectives.size(), outline.tasks.size(), priorities,
      outline.milestones.size(), outline.milestones.size() == 1 ? "" : "s", path.string(),
      path.string());
  return ExitCode::Fine;
}

}  // namespace

ExitCode run_new(const NewOptions& options, Edge& edge) {
  if (!options.output.empty()) return draft_from_resolution(options, edge);
  const std::filesystem::path path = std::filesystem::path(options.path).lexically_normal();
  const std::string name = (path.has_filename() ? path : path.parent_path()).filename().string();
  const std::string id = id_from(name);
  const auto made = create_directory_with(
      path, {{.name = "case.yaml",
              .bytes = starter_case(
                  id, options.title.empty() ? "A case to start from" : options.title)}});
  if (!made) {
    edge.err << "penholder: " << made.error().message << '\n';
    return ExitCode::Input;
  }
  const std::string file = (path / "case.yaml").string();
  if (options.json) {
    edge.out << nlohmann::ordered_json{{"case", id}, {"file", file}}.dump(2) << '\n';
    return ExitCode::Fine;
  }
  edge.out << fmt::format("{} is made. Edit it, then:\n  penholder check {}\n  penholder note {}\n",
                          file, path.string(), path.string());
  return ExitCode::Fine;
}

ExitCode run_schema(Edge& edge) {
  edge.out << json_schema();
  return ExitCode::Fine;
}

}  // namespace penholder
