// Drafts of fictional resolutions of our own: as goldens, and by what they promise.

#include "draft/draft.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/diagnostic_render.h"
#include "casefile/reader.h"
#include "cite/cite.h"
#include "lint/lint.h"
#include "resolution/read_resolution.h"
#include "support/golden.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Resolution read(std::string_view text) { return read_resolution(text, FileId{0}).resolution; }

struct Checked {
  SourceTexts texts;
  Reading reading;
  std::string findings;  // all but to-dos, and all of `cite`
};

/// What `check` and `cite` say of a draft; `others` are documents at hand beside its own.
Checked check(const Draft& draft, const Resolution& resolution) {
  Checked checked;
  for (const DraftFile& file : draft.files)
    checked.texts.add({.name = file.name, .text = file.text});
  checked.reading = read_case(checked.texts);
  Diagnostics found = checked.reading.diagnostics;
  found.append(lint(checked.reading.dossier));
  Library library;
  library.add(resolution, checked.texts);
  found.append(cite_case(checked.reading.dossier, library, checked.texts).diagnostics);
  std::vector<Diagnostic> shown;
  for (Diagnostic& one : found.sorted()) {
    if (one.kind->severity != Severity::ToDo) shown.push_back(std::move(one));
  }
  if (!shown.empty()) checked.findings = render_text(checked.texts, shown, false);
  return checked;
}

std::string all_files(const Draft& draft) {
  std::string text;
  for (const DraftFile& file : draft.files) {
    text += fmt::format("# ===== {}\n{}", file.name, file.text);
  }
  return text;
}

Draft draft_of(const Resolution& resolution) {
  return draft_case(resolution, {.id = "sylvania-2030", .title = {}, .known = {}});
}

TEST(DraftGolden, SylvaniaWithTwoPriorities) {
  const Resolution resolution = read(testing::read_golden_input("resolution/sylvania-1.xml"));
  const Draft draft = draft_of(resolution);
  EXPECT_EQ(draft.refusal, "");
  testing::expect_golden("draft/sylvania.expect", all_files(draft));
  EXPECT_EQ(check(draft, resolution).findings, "");
}

constexpr std::string_view kHead =
    "S/RES/9002 (2031)\n\nResolution 9002 (2031)\n\nAdopted by the Security Council at its 9999th "
    "meeting, on 3 March 2031\n\nThe Security Council,\n\nRecalling resolution 9001 (2030),\n\n"
    "1. Decides to extend the mandate of UNMIS-S until 31 March 2032;\n\n";

TEST(DraftGolden, PastedTextWithAListOfPrioritiesAndARuleOfPrecedence) {
  const Resolution resolution = read(
      std::string(kHead) +
      "2. Decides that the strategic priorities of UNMIS-S are to contribute to the following "
      "objectives:\n\n(a) Protection of civilians in the lowlands, as described in paragraph 4 (i) "
      "of this resolution;\n\n(b) Reform of the courts and prisons, as described in paragraph 4 "
      "(ii) of this resolution;\n\n"
      "3. Stresses that the protection of civilians must be given priority in decisions about the "
      "use of capacity;\n\n"
      "4. Decides that the mandate of UNMIS-S shall include the following priority tasks:\n\n"
      "(i) Protection of civilians\n\n(a) To protect civilians under threat, in coordination with "
      "UNMIS-S partners;\n\n(b) To warn of attacks early;\n\n(ii) Reform of courts\n\n(a) To "
      "advise "
      "the Sylvanian authorities on courts;\n\n(b) To complete the register of judges by 30 June "
      "2031;\n\n"
      "5. Requests the Secretary-General to report to the Security Council every 90 days;\n\n"
      "6. Decides to remain seized of the matter.\n");
  const Draft draft = draft_of(resolution);
  ASSERT_EQ(draft.refusal, "");
  testing::expect_golden("draft/pasted.expect", all_files(draft));
  EXPECT_EQ(check(draft, resolution).findings, "");
  const DraftOutline& outline = draft.outline;
  ASSERT_EQ(outline.order.size(), 2U);
  EXPECT_EQ(outline.objectives[outline.order[0]].tier, 1);
  EXPECT_THAT(outline.objectives[outline.order[0]].title, HasSubstr("Protection of civilians"));
  ASSERT_EQ(outline.tasks.size(), 4U);
  EXPECT_EQ(outline.tasks[3].due, Date(2031, 6, 30));
  EXPECT_FALSE(outline.tasks[3].is_standing);
}

TEST(Draft, KnownResolutionsBecomeSourcesThatAreCited) {
  const Resolution resolution = read(testing::read_golden_input("resolution/sylvania-1.xml"));
  EXPECT_THAT(referenced_resolutions(resolution), ::testing::ElementsAre("S/RES/8900 (2029)"));
  DraftRequest request{.id = "x", .title = "A \"title\" \\ of two\nlines", .known = {}};
  request.known.push_back({.symbol = "S/RES/8900 (2029)",
                           .title = "On Sylvania",
                           .date = Date(2029, 2, 3),
                           .cited_in = {}});
  const Draft draft = draft_case(resolution, request);
  const Checked checked = check(draft, resolution);
  EXPECT_EQ(checked.reading.dossier.base.sources.size(), 2U);
  EXPECT_EQ(checked.reading.dossier.base.title, "A \"title\" \\ of two lines");
  // The one finding is that the other resolution is not at hand here.
  EXPECT_THAT(checked.findings, HasSubstr("resolution 8900 is not among the documents"));
  EXPECT_THAT(checked.findings, HasSubstr("1 warning\n"));
}

TEST(Draft, RefusesWhatGivesNoMissionTasks) {
  EXPECT_THAT(draft_of(read("S/RES/9003 (2031)\n\nAdopted by the Security Council at its 1st "
                            "meeting, on 4 March 2031\n\n1. Decides that all States shall freeze "
                            "the funds listed;\n\n2. Decides to remain seized.\n"))
                  .refusal,
              HasSubstr("no list of tasks"));
  EXPECT_THAT(draft_of(read("1. Decides to remain seized.\n")).refusal, HasSubstr("symbol"));
  EXPECT_THAT(draft_of(read("S/RES/9003 (2031)\n\n1. Decides to remain seized.\n")).refusal,
              HasSubstr("date"));
  EXPECT_THAT(draft_of(read("")).refusal, HasSubstr("symbol"));
  EXPECT_THAT(draft_of(Resolution{}).files, IsEmpty());
}

TEST(Draft, OfHostileTextIsStillACase) {
  std::string text =
      std::string(kHead) +
      "2. Decides that the mandate of UNMIS-S shall include the following tasks:\n\n";
  const std::vector<std::string> words = {"\": [}{ # & *x !y |",
                                          "\xC3\xA9\xE2\x80\xA8 - a: b",
                                          "'",
                                          "To ,,,, ;",
                                          "\xE5\xB9\xB3\xE5\x92\x8C",
                                          std::string(5'000, 'x'),
                                          "To support (((((",
                                          "~"};
  char label = 'a';
  for (const std::string& word : words)
    text += fmt::format("({}) To do {} now;\n\n", label++, word);
  const Resolution resolution = read(text);
  const Draft draft = draft_of(resolution);
  ASSERT_EQ(draft.refusal, "");
  EXPECT_EQ(check(draft, resolution).findings, "");
}

}  // namespace
}  // namespace penholder
