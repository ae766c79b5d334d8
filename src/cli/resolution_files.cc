#include "cli/resolution_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <utility>

#include "base/diagnostic_render.h"
#include "cli/corpus.h"
#include "cli/load.h"
#include "io/files.h"
#include "resolution/read_resolution.h"
#include "resolution/stated_symbol.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

class Finder {
 public:
  Finder(const ResolutionOptions& options, Edge& edge) : options_(options), edge_(edge) {}

  bool add(const std::string& name) {
    std::error_code error;
    const bool is_file = fs::is_regular_file(name, error);
    const std::string symbol = normal_symbol(name);
    if (is_file || options_.corpus.empty() || symbol.empty()) {
      if (!is_file && !symbol.empty() && options_.corpus.empty() && !fs::exists(name, error)) {
        edge_.err << fmt::format(
            "penholder: there is no file `{}`; for the resolution of that number name the folder "
            "that holds it: --corpus DIR\n",
            name);
        return false;
      }
      return add_file(name);
    }
    return add_symbol(name, symbol);
  }

  ResolutionFiles take() { return std::move(files_); }

 private:
  bool add_file(const std::string& path) {
    auto bytes = read_file(path, kResolutionBytesMost);
    if (!bytes) {
      edge_.err << "penholder: " << bytes.error().message << '\n';
      return false;
    }
    return keep(path, std::move(*bytes));
  }

  bool add_symbol(const std::string& name, const std::string& symbol) {
    if (!folder_) {
      auto opened = CorpusFolder::open(options_.corpus);
      if (!opened) {
        edge_.err << "penholder: " << opened.error().message << '\n';
        return false;
      }
      folder_ = std::move(*opened);
    }
    const int year = year_of_symbol(symbol);
    auto found = folder_->find_file(resolution_number(symbol));
    if (!found || (year > 0 && year_of_symbol(found->resolution.symbol) != year)) {
      edge_.err << fmt::format(
          "penholder: no document in `{}` says that it is {}; name the file itself\n",
          options_.corpus, name);
      return false;
    }
    return keep(found->path.string(), std::move(found->bytes));
  }

  bool keep(const std::string& path, std::string bytes) {
    const FileId file = files_.texts.add({.name = path, .text = std::move(bytes)});
    ResolutionRead read = read_resolution(files_.texts[file].text, file);
    const std::vector<Diagnostic> found = read.diagnostics.sorted();
    if (!found.empty() && (!options_.quiet || !read.usable)) {
      edge_.err << render_text(files_.texts, found,
                               wants_color(options_.color, edge_.err_is_terminal, edge_));
    }
    if (!read.usable) return false;
    files_.resolutions.push_back(std::move(read.resolution));
    return true;
  }

  const ResolutionOptions& options_;
  Edge& edge_;
  std::optional<CorpusFolder> folder_;  // opened for the first symbol
  ResolutionFiles files_;
};

}  // namespace

std::optional<ResolutionFiles> read_resolutions(const std::vector<std::string>& names,
                                                const ResolutionOptions& options, Edge& edge) {
  Finder finder(options, edge);
  for (const std::string& name : names) {
    if (!finder.add(name)) return std::nullopt;
  }
  return finder.take();
}

std::string ending_of(const std::string& path) {
  std::string ending = fs::path(path).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return ending;
}

ExitCode put_out(const std::string& bytes, const ResolutionOptions& options, Edge& edge) {
  if (options.output.empty()) {
    edge.out << bytes;
    return ExitCode::Fine;
  }
  if (const auto written = write_atomically(options.output, bytes); !written) {
    edge.err << "penholder: " << written.error().message << '\n';
    return ExitCode::Input;
  }
  return ExitCode::Fine;
}

}  // namespace penholder
