// Every kind of finding has a broken case (tests/golden/cite/<id>.yaml) that shows it and no other,
// and a page made from it. The document is a fictional resolution of our own.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostic_render.h"
#include "casefile/reader.h"
#include "cite/cite.h"
#include "cite/cite_prose.h"
#include "cite/cite_render.h"
#include "cite/kinds.h"
#include "resolution/read_resolution.h"
#include "support/golden.h"
#include "support/kind_pages.h"

namespace penholder {
namespace {

using testing::expect_golden;
using testing::read_golden_input;
using testing::read_source_file;

Resolution sylvania() {
  return read_resolution(read_golden_input("resolution/sylvania-1.xml"), FileId{0}).resolution;
}

struct Checked {
  SourceTexts texts;
  Reading reading;
  CiteReport report;
};

Checked check(const std::string& golden) {
  Checked checked;
  const std::filesystem::path path(golden);
  checked.texts.add({.name = path.filename().string(), .text = read_golden_input(golden)});
  checked.reading = read_case(checked.texts);
  Library library;
  library.add(sylvania(), checked.texts);
  checked.report = cite_case(checked.reading.dossier, library, checked.texts);
  return checked;
}

std::string shown(const Checked& checked) {
  return render_text(checked.texts, checked.report.diagnostics.sorted(), false);
}

std::string page_of(const DiagnosticKind& kind) {
  const std::string golden = fmt::format("cite/{}.yaml", kind.id);
  return fmt::format(
      "# {}\n\n{}: {}.\n\n{}\n\n## Example\n\n```yaml\n{}```\n\n"
      "`penholder cite`, and `penholder check --corpus`, say:\n\n```text\n{}```\n\n"
      "[All diagnostics](README.md) · [What is checked](../methods/citations.md)\n",
      kind.id, to_string(kind.severity), kind.summary, kind.help, read_golden_input(golden),
      shown(check(golden)));
}

TEST(CiteCases, EachKindHasOneThatShowsItAndNoOther) {
  for (const DiagnosticKind& kind : cite_kinds()) {
    const Checked checked = check(fmt::format("cite/{}.yaml", kind.id));
    EXPECT_FALSE(checked.reading.diagnostics.has_errors()) << kind.id;
    std::set<std::string_view> ids;
    for (const Diagnostic& found : checked.report.diagnostics.found()) {
      ids.insert(found.kind->id);
      EXPECT_FALSE(found.message.ends_with('.')) << found.message;
      EXPECT_FALSE(found.remedy.empty() || found.remedy.ends_with('.')) << found.message;
      EXPECT_TRUE(found.span.is_known()) << found.message;
    }
    EXPECT_EQ(ids, std::set<std::string_view>{kind.id}) << kind.id;
  }
}

TEST(CiteCases, SayWhatTheGoldensSay) {
  for (const DiagnosticKind& kind : cite_kinds()) {
    expect_golden(fmt::format("cite/{}.expect", kind.id),
                  shown(check(fmt::format("cite/{}.yaml", kind.id))));
  }
  for (const char* name : {"clean", "several"}) {
    const Checked checked = check(fmt::format("cite/more/{}.yaml", name));
    expect_golden(fmt::format("cite/more/{}.expect", name),
                  cite_list_text(checked.texts, checked.report, 80) + shown(checked) +
                      cite_summary_text(checked.report, 1));
    expect_golden(fmt::format("cite/more/{}.json.expect", name),
                  cite_json(checked.texts, checked.report));
  }
}

TEST(CiteCases, TextsInProseSayWhatTheGoldenSays) {
  SourceTexts texts;
  const FileId file = texts.add({.name = "note.txt", .text = read_golden_input("cite/note.txt")});
  const ProseReferences references = find_prose_references(texts[file].text, file);
  Library library;
  library.add(sylvania(), texts);
  const CiteReport report = cite_prose(texts[file].text, references, library);
  expect_golden("cite/note.expect", cite_list_text(texts, report, 80) +
                                        render_text(texts, report.diagnostics.sorted(), false) +
                                        cite_summary_text(report, library.size()));
}

TEST(CiteCases, PlacesInATextThatIsHandedInAreCheckedToo) {
  SourceTexts texts;
  texts.add({.name = "case.yaml",
             .text =
                 "penholder: 1\ncase: {id: x, title: X, as-of: 2030-05-20, horizon: {start: "
                 "2030-07-01, end: 2031-07-01}}\nsources:\n- {id: note, symbol: \"\", title: A "
                 "note, date: 2030-01-01, kind: note, held: full}\nareas:\n- {id: a, title: A, "
                 "need: {value: 30 %, cites: [note#needs]}, cites: [note#fn1, note#protecton]}\n"
                 "- {id: b, title: B, need: {value: 40 %, cites: [note#needs]}}\n"});
  const Reading reading = read_case(texts);
  Library library;
  library.add_text(
      "note", "# Needs\n\nA third of it, 30 per cent, is here.\n\n# Protection\n\n1 A source.\n");
  const CiteReport report = cite_case(reading.dossier, library, texts);
  EXPECT_EQ(report.count(CiteStatus::Found), 3U);
  EXPECT_EQ(report.count(CiteStatus::Missing), 1U);
  ASSERT_EQ(report.diagnostics.found().size(), 2U);
  EXPECT_EQ(report.diagnostics.sorted()[0].remedy, "did you mean `protection`?");
  EXPECT_EQ(report.diagnostics.sorted()[1].message, "40 % is not in section `needs` of `note`");
}

TEST(CitePages, ThereIsOneForEachKind) {
  for (const DiagnosticKind& kind : cite_kinds()) {
    expect_golden(fmt::format("../../docs/diagnostics/{}.md", kind.id), page_of(kind));
  }
}

TEST(CitePages, TheCatalogueListsThemAll) {
  const std::string page = testing::catalogue_with("cite", cite_kinds());
  ASSERT_FALSE(page.empty()) << "the catalogue lacks its marks";
  expect_golden("../../docs/diagnostics/README.md", page);
}

}  // namespace
}  // namespace penholder
