#pragma once
// The only door to the disk. Everything above the edge gets texts and gives texts.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source_text.h"

namespace penholder {

/// The bytes of a regular file, or why they cannot be had.
///
///   most_bytes  a larger file is refused without being read
///   errors      no such file, a directory or device, no permission, too large
Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes);

/// The texts of a case: `path` itself, or the `*.yaml` and `*.yml` files directly in it, by name
/// (bytewise, so the order is the same in every locale). Hidden files are passed over. Names are
/// shown as the user would type them.
///
///   most_bytes  limit for each file; one above it refuses the whole case
///   errors      as read_file; a directory without any such file
Result<SourceTexts> read_case_texts(const std::filesystem::path& path, std::size_t most_bytes);

/// Replaces `path` by `bytes` so that a reader, or a crash at any moment, finds the old file or the
/// new one, never a part: temporary file beside it, fsync, rename, fsync of the directory. Keeps
/// the mode of a file that is there.
///
///   errors  no such directory, no permission, disk full; the old file is then untouched and the
///   temporary one gone
Result<void> write_atomically(const std::filesystem::path& path, std::string_view bytes);

/// What a library writes that knows only file names: `write` gets a name in a private temporary
/// directory, which is gone afterwards; the bytes of that file come back.
///
///   most_bytes  as for read_file
///   errors      no temporary directory; what `write` says; it wrote nothing
Result<std::string> bytes_written_by(
    const std::function<Result<void>(const std::string& path)>& write, std::size_t most_bytes);

/// Makes a new directory (its parent must exist) with these files in it, or nothing at all: a
/// directory or file that is already there is never touched.
struct NewFile {
  std::string name;
  std::string bytes;
};
Result<void> create_directory_with(const std::filesystem::path& path,
                                   const std::vector<NewFile>& files);

}  // namespace penholder
