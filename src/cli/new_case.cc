// `penholder new` and `penholder schema`.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "base/text.h"
#include "casefile/schema.h"
#include "cli/commands.h"
#include "cli/starter.h"
#include "io/files.h"

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

ExitCode run_new(const NewOptions& options, Edge& edge) {
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
