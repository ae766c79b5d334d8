#include "cli/resolution_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <utility>

#include "base/diagnostic_render.h"
#include "cli/load.h"
#include "io/files.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;

/// More files than the Council has adopted resolutions, in all languages.
constexpr std::size_t kFilesMost = 100'000;

// The files of a folder by name, those whose names hold the number first.
std::vector<fs::path> candidates(const std::string& folder, const std::string& number) {
  std::vector<fs::path> likely;
  std::vector<fs::path> others;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code unreadable;
    if (!at->is_regular_file(unreadable) || likely.size() + others.size() >= kFilesMost) continue;
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    (name.find(number) != std::string::npos ? likely : others).push_back(at->path());
  }
  std::ranges::sort(likely);
  std::ranges::sort(others);
  likely.insert(likely.end(), others.begin(), others.end());
  return likely;
}

// A quick look before a file is read in full: the number must occur in it at all.
bool may_be(const std::string& bytes, const std::string& number) {
  return bytes.find(number) != std::string::npos;
}

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
    std::error_code error;
    if (!fs::is_directory(options_.corpus, error)) {
      edge_.err << fmt::format("penholder: `{}` is not a folder\n", options_.corpus);
      return false;
    }
    const std::string number = symbol.substr(
        6, symbol.find(' ') == std::string::npos ? std::string::npos : symbol.find(' ') - 6);
    const bool has_year = symbol.find('(') != std::string::npos;
    const auto fits = [&](const Resolution& resolution) {
      return has_year ? resolution.symbol == symbol
                      : resolution.number > 0 && std::to_string(resolution.number) == number;
    };
    std::optional<std::pair<fs::path, std::string>> other_language;
    for (const fs::path& path : candidates(options_.corpus, number)) {
      auto bytes = read_file(path, kResolutionBytesMost);
      if (!bytes || !may_be(*bytes, number)) continue;
      const ResolutionRead read = read_resolution(*bytes, FileId{0});
      if (!read.usable || !fits(read.resolution)) continue;
      if (read.resolution.language.empty() || read.resolution.language == "eng") {
        return keep(path.string(), std::move(*bytes));
      }
      if (!other_language) other_language.emplace(path, std::move(*bytes));
    }
    if (other_language) {
      return keep(other_language->first.string(), std::move(other_language->second));
    }
    edge_.err << fmt::format(
        "penholder: no document in `{}` says that it is {}; name the file itself\n",
        options_.corpus, name);
    return false;
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
