// Fixtures are fictional and our own; what the UN's files look like is measured in corpus_test.cc.

#include "resolution/read_resolution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic_render.h"
#include "resolution/kinds.h"
#include "support/golden.h"

namespace penholder {
namespace {

struct Read {
  SourceTexts texts;
  ResolutionRead read;
};

Read read_text(std::string name, std::string text) {
  Read result;
  const FileId file = result.texts.add({.name = std::move(name), .text = std::move(text)});
  result.read = read_resolution(result.texts[file].text, file);
  return result;
}

Read read_fixture(const std::string& name) {
  return read_text(name, testing::read_golden_input("resolution/" + name));
}

std::string shown(const Read& result) {
  return outline(result.read.resolution) +
         render_text(result.texts, result.read.diagnostics.sorted(), false);
}

std::vector<std::string> kinds_of(const Read& result) {
  std::vector<std::string> ids;
  for (const Diagnostic& diagnostic : result.read.diagnostics.sorted()) {
    ids.emplace_back(diagnostic.kind->id);
  }
  return ids;
}

TEST(ResolutionGolden, ReadsEachFixtureAsExpected) {
  for (const char* name : {"sylvania-1.xml", "doubtful-labels.xml", "broken.xml", "pasted.txt",
                           "apercu.xml", "annexed.xml"}) {
    testing::expect_golden(std::string("resolution/") + name + ".expect",
                           shown(read_fixture(name)));
  }
}

TEST(ReadResolution, TakesNumbersFromLabelsNotFromTheFilesIdentifiers) {
  const Read result = read_fixture("sylvania-1.xml");  // its eIds are out of order
  ASSERT_EQ(result.read.resolution.operative.size(), 10u);
  EXPECT_EQ(result.read.resolution.operative[1].locator, "2");
  EXPECT_THAT(result.read.resolution.operative[1].text, ::testing::StartsWith("Urges the Gov"));
}

TEST(ReadResolution, KnowsSymbolDateVoteAndKeywords) {
  const Resolution r = read_fixture("sylvania-1.xml").read.resolution;
  EXPECT_EQ(r.symbol, "S/RES/9001 (2030)");
  EXPECT_EQ(r.number, 9001);
  EXPECT_EQ(r.date, Date(2030, 3, 12));
  EXPECT_EQ(r.draft, "S/2030/100");
  EXPECT_TRUE(r.chapter_vii);
  ASSERT_TRUE(r.vote);
  EXPECT_THAT(r.vote->in_favour, ::testing::ElementsAre("RURITANIA", "GRAUSTARK"));
  EXPECT_THAT(r.vote->abstaining, ::testing::ElementsAre("ZENDA"));
  ASSERT_EQ(r.keywords.size(), 1u);
  EXPECT_EQ(r.keywords[0].value, "SYLVANIA");
  ASSERT_EQ(r.preamble.size(), 2u);
  EXPECT_EQ(r.preamble[1].opening, "Acting");
}

TEST(ReadResolution, ReattachesListsThatLeakIntoTheBody) {
  const Resolution r = read_fixture("sylvania-1.xml").read.resolution;
  const Paragraph* aid = find_paragraph(r, "7.c");
  ASSERT_NE(aid, nullptr);
  EXPECT_EQ(aid->title, "Humanitarian assistance");
  EXPECT_THAT(aid->text, ::testing::StartsWith("To help create"));
  ASSERT_NE(find_paragraph(r, "8.b.2"), nullptr);
  EXPECT_EQ(find_paragraph(r, "8.b.3"), nullptr);
}

TEST(ReadResolution, LosesNoHeadingTableOrFootnote) {
  const Resolution r = read_fixture("annexed.xml").read.resolution;
  ASSERT_EQ(r.footnotes.size(), 1u);
  EXPECT_EQ(r.footnotes[0].text, "As corrected by S/2030/200.");
  EXPECT_EQ(r.preamble[0].text, "Recalling its resolution 9001 (2030),");
  ASSERT_EQ(r.preamble_headings.size(), 1u);
  EXPECT_EQ(r.preamble_headings[0].text, "The valleys");
  EXPECT_EQ(r.preamble_headings[0].before, 1u);
  ASSERT_NE(find_paragraph(r, "1.1"), nullptr);  // names behind a colon are no heading
  EXPECT_EQ(r.operative[1].tail, "Ship | Number Hentzau | 900100");
  ASSERT_EQ(r.annexes.size(), 2u);
  EXPECT_EQ(r.annexes[0].title, "Annex I");
  EXPECT_EQ(r.annexes[0].headings.size(), 2u);
  ASSERT_NE(find_paragraph(r, "annex-1.r2"), nullptr);
  EXPECT_EQ(find_paragraph(r, "annex-1.r2")->text, "Black Michael | 1990 Strelsau");
  ASSERT_NE(find_paragraph(r, "annex-1.1"), nullptr);
  EXPECT_EQ(r.annexes[1].title, "Annex II");
}

TEST(ReadResolution, PointsIntoTheSource) {
  const Read result = read_fixture("sylvania-1.xml");
  const Paragraph* item = find_paragraph(result.read.resolution, "7.a.ii.1");
  ASSERT_NE(item, nullptr);
  EXPECT_THAT(std::string(result.texts.excerpt(item->span)),
              ::testing::AllOf(::testing::StartsWith("–"),
                               ::testing::EndsWith("report violations of it,")));
}

TEST(ReadResolution, KeepsVerbsInItalicsAndLinks) {
  const Resolution r = read_fixture("sylvania-1.xml").read.resolution;
  const Paragraph& first = r.operative[0];
  ASSERT_EQ(first.italics.size(), 1u);
  EXPECT_EQ(first.text.substr(first.italics[0].begin, first.italics[0].end), "Urges");
  ASSERT_EQ(first.links.size(), 1u);
  const TextRange link = first.links[0].range;
  EXPECT_EQ(first.text.substr(link.begin, link.end - link.begin), "8900 (2029)");
}

TEST(ReadResolution, AlignsLanguagesByNumber) {
  const Resolution r = read_fixture("apercu.xml").read.resolution;
  EXPECT_EQ(r.language, "fra");
  EXPECT_NE(find_paragraph(r, "2.a.ii"), nullptr);
}

TEST(ReadResolution, RefusesWhatIsNoResolutionWithAReason) {
  const auto only_kind = [](std::string text) {
    const Read result = read_text("x", std::move(text));
    EXPECT_FALSE(result.read.usable);
    const auto kinds = kinds_of(result);
    return kinds.size() == 1 ? kinds[0] : std::string("several");
  };
  EXPECT_EQ(only_kind(""), "empty-document");
  EXPECT_EQ(only_kind(" \n\t\n"), "empty-document");
  EXPECT_EQ(only_kind("<!DOCTYPE html><html><body>Resolution</body></html>"), "not-a-resolution");
  EXPECT_EQ(only_kind("<html><body><br></body></html>"), "not-a-resolution");
  EXPECT_EQ(only_kind("<invoice xmlns='urn:x'><total/></invoice>"), "not-a-resolution");
  EXPECT_EQ(only_kind("1. Decides \xFF\xFE;"), "not-utf-8");
  EXPECT_EQ(only_kind(std::string(kResolutionBytesMost + 1, 'x')), "document-too-large");
}

TEST(ReadResolution, NeverDeclaresAnEntity) {
  const std::string bomb =
      "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'xxxxxxxxxx'><!ENTITY y '&x;&x;&x;&x;'>"
      "<!ENTITY z '&y;&y;&y;&y;'>]><akomaNtoso><statement><mainBody><paragraph><num>1.</num>"
      "<content><p>&z;</p></content></paragraph></mainBody></statement></akomaNtoso>";
  const std::string external =
      "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><akomaNtoso><mainBody>&x;</mainBody>"
      "</akomaNtoso>";
  for (const std::string& text : {bomb, external}) {
    const Read result = read_text("x", text);
    EXPECT_THAT(kinds_of(result), ::testing::ElementsAre("xml-doctype"));
    EXPECT_TRUE(result.read.resolution.operative.empty());
  }
}

TEST(ReadResolution, StopsAtAbsurdDepth) {
  std::string deep = "<akomaNtoso><statement><mainBody>";
  for (int i = 0; i < 100000; ++i) deep += "<list>";
  const Read result = read_text("x", deep);
  EXPECT_THAT(kinds_of(result), ::testing::Contains("xml-too-deep"));
}

TEST(ReadResolution, GivesUpAfterSixtyFourFaults) {
  std::string text = "<akomaNtoso><statement><mainBody>";
  for (int i = 0; i < 100000; ++i) text += "</p>";
  const Read result = read_text("x", text);
  EXPECT_LE(result.read.diagnostics.found().size(), 70u);
}

TEST(ReadResolution, DocumentsEachKind) {
  for (const DiagnosticKind* kind : resolution_kinds::all()) {
    const std::string page = testing::read_source_file("docs/diagnostics/resolution.md");
    EXPECT_NE(page.find(std::string("`") + std::string(kind->id) + "`"), std::string::npos)
        << kind->id;
  }
}

TEST(NormalSymbol, BringsTheUsualSpellingsToOne) {
  EXPECT_EQ(normal_symbol("S/RES/2531(2020)"), "S/RES/2531 (2020)");
  EXPECT_EQ(normal_symbol("https://undocs.org/en/S/RES/2374(2017)"), "S/RES/2374 (2017)");
  EXPECT_EQ(normal_symbol("Resolution 2531 (2020)"), "S/RES/2531 (2020)");
  EXPECT_EQ(normal_symbol("2531"), "S/RES/2531");
  EXPECT_EQ(normal_symbol("a letter"), "");
}

}  // namespace
}  // namespace penholder
