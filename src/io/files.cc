#include "io/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace penholder {
namespace {

namespace fs = std::filesystem;

/// The last refusal of the system, in its own (untranslated) words.
std::string system_reason(int code) {
  return std::error_code(code, std::generic_category()).message();
}

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] int get() const { return fd_; }
  /// Closes now and says whether the system took every byte.
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// A rename is only safe on disk once the directory itself is.
void sync_directory(const fs::path& directory) {
  const Descriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.is_open()) ::fsync(handle.get());
}

fs::path directory_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

bool is_case_file(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  std::error_code ignored;
  return !name.starts_with('.') && (name.ends_with(".yaml") || name.ends_with(".yml")) &&
         entry.is_regular_file(ignored);
}

Result<std::vector<fs::path>> case_files_in(const fs::path& directory) {
  std::vector<fs::path> paths;
  std::error_code error;
  fs::directory_iterator entries(directory, error);
  if (error) return fail(fmt::format("cannot read `{}`: {}", directory.string(), error.message()));
  for (const auto end = fs::directory_iterator(); entries != end; entries.increment(error)) {
    if (error) break;
    if (is_case_file(*entries)) paths.push_back(entries->path());
  }
  if (paths.empty()) {
    return fail(
        fmt::format("`{}` holds no `.yaml` file: a case is one YAML file or a directory of them",
                    directory.string()));
  }
  std::ranges::sort(paths, {}, [](const fs::path& path) { return path.filename().native(); });
  return paths;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::size_t most_bytes) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) {
    return fail(fmt::format("cannot read `{}`: {}", path.string(), system_reason(errno)));
  }
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) {
    return fail(fmt::format("cannot read `{}`: {}", path.string(), system_reason(errno)));
  }
  if (!S_ISREG(status.st_mode)) {
    return fail(fmt::format("cannot read `{}`: it is not a regular file", path.string()));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > most_bytes) {
    return fail(fmt::format("cannot read `{}`: it has {} bytes, and at most {} are read",
                            path.string(), size, most_bytes));
  }
  // One byte more than promised: a file that grows meanwhile is noticed, not cut.
  std::string bytes(size + 1, '\0');
  std::size_t have = 0;
  while (have < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return fail(fmt::format("cannot read `{}`: {}", path.string(), system_reason(errno)));
    }
    if (got == 0) break;
    have += static_cast<std::size_t>(got);
  }
  if (have > size) {
    return fail(fmt::format("cannot read `{}`: it changed while it was read", path.string()));
  }
  bytes.resize(have);
  return bytes;
}

Result<SourceTexts> read_case_texts(const fs::path& path, std::size_t most_bytes) {
  std::vector<fs::path> paths{path};
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    auto found = case_files_in(path);
    if (!found) return std::unexpected(found.error());
    paths = std::move(*found);
  }
  SourceTexts texts;
  for (const fs::path& file : paths) {
    auto bytes = read_file(file, most_bytes);
    if (!bytes) return std::unexpected(bytes.error());
    texts.add({.name = file.lexically_normal().string(), .text = std::move(*bytes)});
  }
  return texts;
}

Result<void> write_atomically(const fs::path& path, std::string_view bytes) {
  const auto refuse = [&](int code) {
    return fail(fmt::format("cannot write `{}`: {}", path.string(), system_reason(code)));
  };
  struct stat old{};
  const bool replaces = ::stat(path.c_str(), &old) == 0;
  if (replaces && !S_ISREG(old.st_mode)) {
    return fail(fmt::format("cannot write `{}`: it is not a regular file", path.string()));
  }
  // A symbolic link stays a link: what it points at is replaced.
  std::error_code ignored;
  const fs::path target = replaces ? fs::canonical(path, ignored) : path;

  std::string temporary =
      (directory_of(target) / ("." + target.filename().string() + ".XXXXXX")).string();
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.is_open()) return refuse(errno);

  // mkostemp makes files that only the owner may read; a briefing is meant to be handed on.
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = replaces ? (old.st_mode & 07777U) : (0666U & ~mask);
  const bool written = ::fchmod(file.get(), mode) == 0 && write_all(file.get(), bytes) &&
                       ::fsync(file.get()) == 0 && file.close() &&
                       ::rename(temporary.c_str(), target.c_str()) == 0;
  if (!written) {
    const int code = errno;
    ::unlink(temporary.c_str());
    return refuse(code);
  }
  sync_directory(directory_of(target));
  return {};
}

Result<std::string> bytes_written_by(
    const std::function<Result<void>(const std::string& path)>& write, std::size_t most_bytes) {
  std::error_code error;
  const fs::path parent = fs::temp_directory_path(error);
  std::string name = (parent / "penholder-XXXXXX").string();
  if (error || ::mkdtemp(name.data()) == nullptr) {
    return fail(fmt::format("cannot make a temporary directory in `{}`: {}", parent.string(),
                            error ? error.message() : system_reason(errno)));
  }
  const fs::path file = fs::path(name) / "file";
  Result<std::string> bytes = fail("");
  if (const auto written = write(file.string()); !written) {
    bytes = std::unexpected(written.error());
  } else {
    bytes = read_file(file, most_bytes);
  }
  fs::remove_all(name, error);
  return bytes;
}

Result<void> create_directory_with(const fs::path& path, const std::vector<NewFile>& files) {
  if (::mkdir(path.c_str(), 0777) != 0) {
    return fail(fmt::format("cannot make `{}`: {}", path.string(), system_reason(errno)));
  }
  for (const NewFile& file : files) {
    if (auto written = write_atomically(path / file.name, file.bytes); !written) {
      std::error_code ignored;
      fs::remove_all(path, ignored);  // ours: it did not exist a moment ago
      return written;
    }
  }
  sync_directory(directory_of(path));
  return {};
}

}  // namespace penholder
