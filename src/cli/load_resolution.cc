#include "cli/load_resolution.h"

#include <fmt/format.h>

#include <istream>
#include <ostream>

#include "base/diagnostic_render.h"
#include "base/result.h"
#include "cli/load.h"
#include "io/files.h"

namespace penholder {
namespace {

/// Standard input within the reader's limit; one byte more tells that there is more.
Result<std::string> read_input(std::istream* in) {
  if (in == nullptr) return fail("cannot read standard input: there is none");
  std::string bytes(kResolutionBytesMost + 1, '\0');
  in->read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in->gcount()));
  if (in->bad()) return fail("cannot read standard input");
  if (bytes.size() > kResolutionBytesMost) {
    return fail(fmt::format("cannot read standard input: it has more than {} MB",
                            kResolutionBytesMost >> 20));
  }
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace

std::optional<LoadedResolution> load_resolution(const std::string& path, bool quiet,
                                                const std::string& color, Edge& edge) {
  auto bytes = path == "-" ? read_input(edge.in) : read_file(path, kResolutionBytesMost);
  if (!bytes) {
    edge.err << "penholder: " << bytes.error().message
             << "; give the XML file of one resolution, or its text\n";
    return std::nullopt;
  }
  LoadedResolution loaded;
  const FileId file =
      loaded.texts.add({.name = path == "-" ? "standard input" : path, .text = std::move(*bytes)});
  loaded.read = read_resolution(loaded.texts[file].text, file);
  const std::vector<Diagnostic> found = loaded.read.diagnostics.sorted();
  if (!found.empty() && (!quiet || !loaded.read.usable)) {
    edge.err << render_text(loaded.texts, found, wants_color(color, edge.err_is_terminal, edge));
  }
  if (!loaded.read.usable) return std::nullopt;
  return loaded;
}

}  // namespace penholder
