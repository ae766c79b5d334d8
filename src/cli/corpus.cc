#include "cli/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "io/files.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kMostFiles = 100'000;

bool is_document(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return (extension == ".xml" || extension == ".txt") && !path.filename().string().starts_with('.');
}

/// English before a text that does not say, that before other languages.
int language_rank(const Resolution& resolution) {
  return resolution.language == "eng" ? 0 : resolution.language.empty() ? 1 : 2;
}

}  // namespace

Result<CorpusFolder> CorpusFolder::open(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return fail(fmt::format("{}: {}", path.string(),
                            error ? error.message() : "not a folder of documents"));
  }
  CorpusFolder folder;
  fs::recursive_directory_iterator at(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code of_entry;
    if (at->is_regular_file(of_entry) && is_document(at->path())) {
      folder.paths_.push_back(at->path());
    }
    if (folder.paths_.size() > kMostFiles) {
      return fail(fmt::format("{}: more than {} documents", path.string(), kMostFiles));
    }
  }
  if (error) {
    return fail(fmt::format("{}: {}", path.string(), error.message()));
  }
  if (folder.paths_.empty()) {
    return fail(fmt::format("{}: holds no document (.xml or .txt)", path.string()));
  }
  std::ranges::sort(folder.paths_);
  return folder;
}

std::optional<CorpusFolder::File> CorpusFolder::best_of(const std::vector<std::size_t>& candidates,
                                                        int number) {
  std::optional<File> best;
  for (const std::size_t file : candidates) {
    auto bytes = read_file(paths_[file], kResolutionBytesMost);
    ++files_opened_;
    if (!bytes || resolution_number(stated_symbol(*bytes)) != number) continue;
    ResolutionRead read = read_resolution(*bytes, FileId{0});
    if (!read.usable || read.resolution.number != number) continue;
    if (!best || language_rank(read.resolution) < language_rank(best->resolution)) {
      best = File{.path = paths_[file],
                  .bytes = std::move(*bytes),
                  .resolution = std::move(read.resolution)};
    }
    if (language_rank(best->resolution) == 0) break;
  }
  return best;
}

void CorpusFolder::scan() {
  if (is_scanned_) return;
  is_scanned_ = true;
  for (std::size_t file = 0; file < paths_.size(); ++file) {
    const auto bytes = read_file(paths_[file], kResolutionBytesMost);
    ++files_opened_;
    if (!bytes) continue;
    if (const int number = resolution_number(stated_symbol(*bytes)); number > 0) {
      scanned_.emplace_back(number, file);
    }
  }
}

std::optional<Resolution> CorpusFolder::find(int number) {
  auto found = find_file(number);
  if (!found) return std::nullopt;
  return std::move(found->resolution);
}

std::optional<CorpusFolder::File> CorpusFolder::find_file(int number) {
  std::vector<std::size_t> candidates;
  for (std::size_t file = 0; file < paths_.size(); ++file) {
    if (name_hints_at(paths_[file].filename().string(), number)) candidates.push_back(file);
  }
  if (auto found = best_of(candidates, number)) return found;
  scan();
  candidates.clear();
  for (const auto& [stated, file] : scanned_) {
    if (stated == number) candidates.push_back(file);
  }
  return best_of(candidates, number);
}

Library open_library(CorpusFolder& folder, const std::vector<int>& numbers, SourceTexts& texts) {
  Library library;
  for (const int number : numbers) {
    if (auto resolution = folder.find(number)) library.add(*std::move(resolution), texts);
  }
  return library;
}

}  // namespace penholder
