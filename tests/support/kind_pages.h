#pragma once
// The catalogue of diagnostics (docs/diagnostics/README.md), of which each room that owns kinds
// makes the part between its own marks.

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "support/golden.h"

namespace penholder::testing {

/// The catalogue with the part between `<!-- owner begins -->` and `<!-- owner ends -->` made anew
/// from `kinds`. Empty when the page lacks a mark.
std::string catalogue_with(std::string_view owner, const auto& kinds) {
  const std::string begins = fmt::format("<!-- {} begins -->\n", owner);
  std::string page = read_source_file("docs/diagnostics/README.md");
  const std::size_t begin = page.find(begins);
  const std::size_t end = page.find(fmt::format("<!-- {} ends -->\n", owner));
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::string table = "| id | severity | what it reports |\n|---|---|---|\n";
  for (const DiagnosticKind& kind : kinds) {
    table += fmt::format("| [{0}]({0}.md) | {1} | {2} |\n", kind.id, to_string(kind.severity),
                         kind.summary);
  }
  page.replace(begin + begins.size(), end - begin - begins.size(), table);
  return page;
}

}  // namespace penholder::testing
