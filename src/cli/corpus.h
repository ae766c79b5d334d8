#pragma once
// A folder of the Council's texts, read only as far as a command needs it.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/source_text.h"
#include "cite/library.h"
#include "resolution/resolution.h"
#include "resolution/stated_symbol.h"

namespace penholder {

class CorpusFolder {
 public:
  /// Lists the `.xml` and `.txt` files of a folder and of the folders in it, by path (bytewise), up
  /// to 100,000. Nothing is opened yet.
  ///
  ///   errors   no such folder, no permission, no such file in it
  static Result<CorpusFolder> open(const std::filesystem::path& path);

  /// The resolution of that number, as the document says of itself. Files whose names hold the
  /// number are looked at first; when none is the document, the heads of all files are read, once.
  /// English comes before other languages.
  ///
  ///   cost   one or a few files; the whole folder once, when a number is not where names say
  std::optional<Resolution> find(int number);

  /// The same as a file: its path and bytes, for whoever shows places in it.
  struct File {
    std::filesystem::path path;
    std::string bytes;
    Resolution resolution;  ///< as read; its spans name FileId 0
  };
  std::optional<File> find_file(int number);

  /// Files opened so far, for measurements.
  [[nodiscard]] std::size_t files_opened() const { return files_opened_; }
  [[nodiscard]] std::size_t files() const { return paths_.size(); }

 private:
  std::optional<File> best_of(const std::vector<std::size_t>& candidates, int number);
  void scan();

  std::vector<std::filesystem::path> paths_;
  std::vector<std::pair<int, std::size_t>> scanned_;  // number, file
  bool is_scanned_ = false;
  std::size_t files_opened_ = 0;
};

/// A library of those of the resolutions that the folder holds; their reading copies go to `texts`.
Library open_library(CorpusFolder& folder, const std::vector<int>& numbers, SourceTexts& texts);

}  // namespace penholder
