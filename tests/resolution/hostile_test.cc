// Texts that nobody vouches for: bounded in time, memory and depth, and each with a reason.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "resolution/kinds.h"
#include "resolution/read_resolution.h"
#include "resolution/tree.h"

namespace penholder {
namespace {

using ::testing::Contains;

std::vector<std::string> kinds_of(const ResolutionRead& read) {
  std::vector<std::string> ids;
  for (const Diagnostic& diagnostic : read.diagnostics.found()) {
    ids.emplace_back(diagnostic.kind->id);
  }
  return ids;
}

std::string times(std::string_view piece, int count) {
  std::string text;
  text.reserve(piece.size() * static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

std::string document(std::string_view body) {
  return "<akomaNtoso><statement><coverPage><p><docNumber>S/RES/9005 (2031)</docNumber></p>"
         "<p><docDate date=\"2031-01-01\" refersTo=\"#adoptionDate\"/></p></coverPage><mainBody>" +
         std::string(body) + "</mainBody></statement></akomaNtoso>";
}

std::string paragraph(std::string_view label, std::string_view text) {
  return "<paragraph><num>" + std::string(label) + "</num><content><p>" + std::string(text) +
         "</p></content></paragraph>";
}

int depth_of(const Resolution& resolution) {
  int deepest = 0;
  walk(resolution.operative,
       [&](const Paragraph&, int depth) { deepest = std::max(deepest, depth); });
  return deepest;
}

TEST(Hostile, ANestOfFirstLabelsStaysShallow) {
  const std::string text = "S/RES/9005 (2031)\n\n1. Decides:\n\n" +
                           times("(a) to go on:\n\n", 5000) + times("(i) to go on:\n\n", 5000);
  const ResolutionRead read = read_resolution(text, FileId{0});
  EXPECT_TRUE(read.usable);
  EXPECT_LE(depth_of(read.resolution), 24);
}

TEST(Hostile, TheSameNumberAThousandTimesIsQuickAndKept) {
  const std::string text = document(times(paragraph("1.", "Decides;"), 15'000));
  const ResolutionRead read = read_resolution(text, FileId{0});
  EXPECT_EQ(read.resolution.operative.size(), 15'000u);
  EXPECT_NE(find_paragraph(read.resolution, "1-15000"), nullptr);
  EXPECT_THAT(kinds_of(read), Contains("repeated-paragraph"));
}

TEST(Hostile, DoubtfulLettersDoNotLookAheadWithoutEnd) {
  std::string items;
  for (const char* label : {"(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)"}) {
    items += paragraph(label, "x;");
  }
  const ResolutionRead read =
      read_resolution(document(paragraph("1.", "Decides:") + times(items, 2000)), FileId{0});
  EXPECT_TRUE(read.usable);
}

TEST(Hostile, MoreParagraphsThanAnyResolutionHasEndTheReading) {
  std::string text = "S/RES/9005 (2031)\n\n";
  for (std::size_t i = 1; i <= kParagraphsMost + 10; ++i) {
    text += std::to_string(i % 1000) + ". Notes;\n\n";
  }
  const ResolutionRead read = read_resolution(text, FileId{0});
  EXPECT_THAT(kinds_of(read), Contains("too-many-paragraphs"));
  EXPECT_LE(read.resolution.operative.size(), kParagraphsMost);
}

TEST(Hostile, ATruncatedFileGivesWhatStandsBeforeTheCut) {
  const std::string whole = document(paragraph("1.", "Decides;") + paragraph("2.", "Urges;"));
  const ResolutionRead read =
      read_resolution(std::string_view(whole).substr(0, whole.find("Urges") + 3), FileId{0});
  EXPECT_TRUE(read.usable);
  ASSERT_NE(find_paragraph(read.resolution, "1"), nullptr);
  EXPECT_EQ(find_paragraph(read.resolution, "1")->text, "Decides;");
  EXPECT_THAT(kinds_of(read), Contains("broken-xml"));
}

std::string as_utf16(std::string_view text) {
  std::string wide = "\xFF\xFE";
  for (const char c : text) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

TEST(Hostile, OtherEncodingsAreReadWhenTheFileSaysWhichItHas) {
  const std::string body = document(paragraph("1.", "Decides;"));
  const ResolutionRead wide = read_resolution(as_utf16(body), FileId{0});
  ASSERT_NE(find_paragraph(wide.resolution, "1"), nullptr);
  EXPECT_EQ(find_paragraph(wide.resolution, "1")->text, "Decides;");

  const std::string latin =
      "<?xml version='1.0' encoding='ISO-8859-1'?>" + document(paragraph("1.",
                                                                         "D\xE9"
                                                                         "cide;"));
  const ResolutionRead read = read_resolution(latin, FileId{0});
  ASSERT_NE(find_paragraph(read.resolution, "1"), nullptr);
  EXPECT_EQ(find_paragraph(read.resolution, "1")->text,
            "D\xC3\xA9"
            "cide;");
}

TEST(Hostile, AWrongEncodingIsSaidAndDoesNotSpoilTheRest) {
  const std::string body = document(paragraph("1.",
                                              "D\xE9"
                                              "cide;") +
                                    paragraph("2.", "Urges;"));
  const ResolutionRead read = read_resolution(body, FileId{0});
  EXPECT_THAT(kinds_of(read), Contains("broken-xml"));
  ASSERT_NE(find_paragraph(read.resolution, "2"), nullptr);
}

TEST(Hostile, ATextPastedInUtf16IsNotUtf8) {
  const ResolutionRead read = read_resolution(as_utf16("1. Decides;\n"), FileId{0});
  EXPECT_FALSE(read.usable);
  EXPECT_TRUE(read.diagnostics.has_errors());
}

TEST(Hostile, EntitiesAreNeitherDeclaredNorExpanded) {
  // Ten levels of ten: a billion laughs if it were expanded.
  std::string bomb = "<!DOCTYPE lolz [<!ENTITY a0 'lol'>";
  for (int i = 1; i < 10; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " '" +
            times("&a" + std::to_string(i - 1) + ";", 10) + "'>";
  }
  bomb += "]>" + document(paragraph("1.", "&a9;"));
  const ResolutionRead read = read_resolution(bomb, FileId{0});
  EXPECT_FALSE(read.usable);
  EXPECT_THAT(kinds_of(read), ::testing::ElementsAre("xml-doctype"));
}

TEST(Hostile, ADeclarationBehindTheRootIsSaid) {
  const ResolutionRead read = read_resolution(
      document("<!DOCTYPE x SYSTEM 'http://example.org/x.dtd'>" + paragraph("1.", "Decides;")),
      FileId{0});
  EXPECT_THAT(kinds_of(read), Contains("broken-xml"));
}

}  // namespace
}  // namespace penholder
