// Every rule has a broken case (tests/golden/lint/<id>.yaml) that shows it and nothing else, and a
// page made from it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic_render.h"
#include "casefile/reader.h"
#include "lint/lint.h"
#include "support/golden.h"
#include "support/kind_pages.h"

namespace penholder {
namespace {

using testing::expect_golden;
using testing::golden_inputs;
using testing::read_golden_input;
using testing::read_source_file;

struct Checked {
  SourceTexts texts;
  Reading reading;
  Diagnostics all;       // what `penholder check` shows
  Diagnostics findings;  // of the rules alone
};

Checked check(const std::string& name, const std::string& golden) {
  Checked checked;
  checked.texts.add({.name = name + ".yaml", .text = read_golden_input(golden)});
  checked.reading = read_case(checked.texts);
  checked.findings = lint(checked.reading.dossier);
  checked.all = checked.reading.diagnostics;
  checked.all.append(checked.findings);
  return checked;
}

std::string shown(const Checked& checked) {
  return render_text(checked.texts, checked.all.sorted(), false);
}

Checked check_kind(const DiagnosticKind& kind) {
  return check(std::string(kind.id), fmt::format("lint/{}.yaml", kind.id));
}

std::string page_of(const DiagnosticKind& kind) {
  return fmt::format(
      "# {}\n\n{}: {}.\n\n{}\n\n## Example\n\n```yaml\n{}```\n\n`penholder check` says:\n\n"
      "```text\n{}```\n\n[All diagnostics](README.md) · [The case format](../formats/case.md)\n",
      kind.id, to_string(kind.severity), kind.summary, kind.help,
      read_golden_input(fmt::format("lint/{}.yaml", kind.id)), shown(check_kind(kind)));
}

TEST(LintCases, SayWhatTheGoldensSay) {
  auto inputs = golden_inputs("lint", ".yaml");
  const auto more = golden_inputs("lint/more", ".yaml");
  ASSERT_GE(inputs.size(), lint_kinds().size());
  ASSERT_GE(more.size(), 4U);
  inputs.insert(inputs.end(), more.begin(), more.end());
  for (const std::string& input : inputs) {
    const std::filesystem::path path(input);
    expect_golden((path.parent_path() / path.stem()).generic_string() + ".expect",
                  shown(check(path.stem().string(), input)));
  }
}

TEST(LintCases, EachRuleHasOneThatShowsItAndNoOther) {
  for (const DiagnosticKind& kind : lint_kinds()) {
    const Checked checked = check_kind(kind);
    EXPECT_EQ(checked.reading.diagnostics.count(Severity::Error), 0U) << kind.id;
    std::set<std::string_view> ids;
    for (const Diagnostic& found : checked.findings.found()) ids.insert(found.kind->id);
    EXPECT_EQ(ids, std::set<std::string_view>{kind.id}) << kind.id;
  }
}

TEST(LintCases, FollowTheWordingOfTheHouse) {
  for (const DiagnosticKind& kind : lint_kinds()) {
    const Checked checked = check_kind(kind);
    for (const Diagnostic& found : checked.findings.found()) {
      EXPECT_FALSE(found.message.ends_with('.')) << found.message;
      EXPECT_FALSE(found.remedy.ends_with('.')) << found.remedy;
      EXPECT_FALSE(found.remedy.empty()) << found.message;
      EXPECT_FALSE(found.message.front() >= 'A' && found.message.front() <= 'Z') << found.message;
      EXPECT_TRUE(found.span.is_known()) << found.message;
    }
  }
}

TEST(LintPages, ThereIsOneForEachRule) {
  for (const DiagnosticKind& kind : lint_kinds()) {
    expect_golden(fmt::format("../../docs/diagnostics/{}.md", kind.id), page_of(kind));
  }
}

TEST(LintPages, TheCatalogueListsThemAll) {
  const std::string page = testing::catalogue_with("lint", lint_kinds());
  ASSERT_FALSE(page.empty()) << "the catalogue lacks its marks";
  expect_golden("../../docs/diagnostics/README.md", page);
}

}  // namespace
}  // namespace penholder
