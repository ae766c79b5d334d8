#include "lint/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder {

Diagnostics lint(const Case& c) {
  Diagnostics out;
  lint_rules::check_purpose(c, out);
  lint_rules::check_responsibility(c, out);
  lint_rules::check_dates(c, out);
  lint_rules::check_capacity(c, out);
  lint_rules::check_sources(c, out);
  lint_rules::check_views(c, out);
  lint_rules::check_leftovers(c, out);
  return out;
}

namespace {

/// Rules about the text of the case, which an option shares: said once, of the base case.
constexpr std::array kOfTheText{rule("citation-after-as-of").id,
                                rule("citation-date-conflict").id,
                                rule("citation-form").id,
                                rule("never-used").id,
                                rule("observation-after-as-of").id,
                                rule("option-without-effect").id,
                                rule("order-against-tiers").id,
                                rule("source-not-held").id,
                                rule("source-twice").id};

}  // namespace

Diagnostics lint(const Dossier& dossier) {
  using Place = std::pair<std::string_view, Span>;
  Diagnostics out = lint(dossier.base);
  std::set<Place> known;
  std::set<std::string_view> kinds;
  for (const Diagnostic& found : out.found()) {
    known.emplace(found.kind->id, found.span);
    kinds.insert(found.kind->id);
  }
  for (const OptionId option : dossier.designs.ids()) {
    const Diagnostics of_design = lint(dossier.designs[option]);
    for (Diagnostic found : of_design.found()) {
      const std::string_view id = found.kind->id;
      const bool is_known =
          known.contains({id, found.span}) ||
          std::ranges::find(kOfTheText, id) != kOfTheText.end() ||
          // Which asset is the worst may change; that there are too many tasks does not.
          (id == rule("christmas-tree").id && kinds.contains(id));
      if (is_known) continue;
      found.message = fmt::format(
          "with option {}: {}", lint_rules::quoted(dossier.base.options[option].id), found.message);
      out.add(std::move(found));
    }
  }
  return out;
}

std::span<const DiagnosticKind> lint_kinds() { return kLintTable; }

}  // namespace penholder
