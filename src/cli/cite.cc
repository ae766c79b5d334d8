// `penholder cite`.

#include "cite/cite.h"

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "base/diagnostic_render.h"
#include "cite/cite_prose.h"
#include "cite/cite_render.h"
#include "cli/commands.h"
#include "cli/corpus.h"
#include "cli/load.h"
#include "io/files.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

/// What was checked: the texts that spans refer to, and what came of it.
struct Checked {
  SourceTexts texts;
  CiteReport report;
  std::size_t documents = 0;
};

bool is_case_path(const std::filesystem::path& path) {
  std::error_code error;
  const std::string extension = path.extension().string();
  return std::filesystem::is_directory(path, error) || extension == ".yaml" || extension == ".yml";
}

/// `ipi-note-2021=note.txt`. False, with a word on `edge.err`, when that cannot be had.
bool add_text(const std::string& option, const Case& c, Library& library, Edge& edge) {
  const std::size_t equals = option.find('=');
  const std::string id = option.substr(0, equals);
  if (equals == std::string::npos || equals + 1 == option.size()) {
    edge.err << "penholder: --text takes SOURCE=FILE, not `" << option << "`\n";
    return false;
  }
  if (!find_by_id(c.sources, id)) {
    edge.err << "penholder: the case has no source `" << id << "`\n";
    return false;
  }
  const auto bytes = read_file(option.substr(equals + 1), kResolutionBytesMost);
  if (!bytes) {
    edge.err << "penholder: " << bytes.error().message << '\n';
    return false;
  }
  library.add_text(id, *bytes);
  return true;
}

std::optional<Checked> check_case(const CiteOptions& options, CorpusFolder& folder, Edge& edge) {
  auto loaded = load_usable_case(options.common, edge);
  if (!loaded) return std::nullopt;
  Checked checked{.texts = std::move(loaded->texts), .report = {}, .documents = 0};
  Library library = open_library(folder, cited_resolutions(loaded->dossier), checked.texts);
  for (const std::string& text : options.texts) {
    if (!add_text(text, loaded->dossier.base, library, edge)) return std::nullopt;
  }
  checked.report = cite_case(loaded->dossier, library, checked.texts);
  checked.documents = library.size() + options.texts.size();
  return checked;
}

/// A text to look for references in; for a resolution its number and itself.
struct Prose {
  std::string text;
  std::optional<Resolution> resolution;
};

/// A resolution in XML is read as its paragraphs, one a line; every other file as it is.
std::optional<Prose> prose_of(const std::string& path, std::string bytes, Edge& edge) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) {
    edge.err << "penholder: " << path << ": the file holds no text\n";
    return std::nullopt;
  }
  if (bytes.find('\0') != std::string::npos) {
    edge.err << "penholder: " << path << ": not a text; save it as plain text (.txt)\n";
    return std::nullopt;
  }
  const std::string_view head = std::string_view(bytes).substr(first, 400);
  const bool is_markup = head.starts_with("<?xml") || head.starts_with("<akomaNtoso") ||
                         head.starts_with("<!DOCTYPE") || head.starts_with("<!doctype") ||
                         head.starts_with("<html") || head.starts_with("<HTML");
  if (!is_markup) return Prose{.text = std::move(bytes), .resolution = std::nullopt};
  ResolutionRead read = read_resolution(bytes, FileId{0});
  if (!read.usable || read.resolution.number == 0) {
    edge.err << "penholder: " << path
             << ": a page or document in markup, but no resolution; save it as plain text (.txt)\n";
    return std::nullopt;
  }
  SourceTexts scratch;
  const int number = read.resolution.number;
  Library library;
  library.add(read.resolution, scratch);
  return Prose{.text = scratch[library.find(number)->reading].text,
               .resolution = std::move(read.resolution)};
}

std::optional<Checked> check_text(const CiteOptions& options, CorpusFolder& folder, Edge& edge) {
  const std::string& path = options.common.path;
  auto bytes = read_file(path, kResolutionBytesMost);
  if (!bytes) {
    edge.err << "penholder: " << bytes.error().message << '\n';
    return std::nullopt;
  }
  auto prose = prose_of(path, *std::move(bytes), edge);
  if (!prose) return std::nullopt;
  Checked checked;
  const FileId file = checked.texts.add({.name = path, .text = std::move(prose->text)});
  const int own = prose->resolution ? prose->resolution->number : 0;
  const ProseReferences references = find_prose_references(checked.texts[file].text, file, own);
  Library library = open_library(folder, mentioned_resolutions(references), checked.texts);
  if (prose->resolution) library.add(*std::move(prose->resolution), checked.texts);
  checked.report = cite_prose(checked.texts[file].text, references, library);
  checked.documents = library.size();
  return checked;
}

}  // namespace

ExitCode run_cite(const CiteOptions& options, Edge& edge) {
  auto folder = CorpusFolder::open(options.corpus);
  if (!folder) {
    edge.err << "penholder: " << folder.error().message << '\n';
    return ExitCode::Input;
  }
  const auto checked = is_case_path(options.common.path) ? check_case(options, *folder, edge)
                                                         : check_text(options, *folder, edge);
  if (!checked) return ExitCode::Input;
  const CiteReport& report = checked->report;
  const std::vector<Diagnostic> diagnostics = report.diagnostics.sorted();
  if (options.common.json || options.format == "json") {
    edge.out << cite_json(checked->texts, report);
  } else if (options.format == "sarif") {
    edge.out << render_sarif(checked->texts, diagnostics);
  } else {
    if (options.all) edge.out << cite_list_text(checked->texts, report, edge.width);
    edge.out << render_text(checked->texts, diagnostics,
                            wants_color(options.common.color, edge.out_is_terminal, edge))
             << cite_summary_text(report, checked->documents);
  }
  return diagnostics.empty() ? ExitCode::Fine : ExitCode::Findings;
}

}  // namespace penholder
