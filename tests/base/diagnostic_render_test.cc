#include "base/diagnostic_render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr DiagnosticKind kFault{
    .id = "fault", .severity = Severity::Error, .summary = "a fault", .help = "mend it"};
constexpr DiagnosticKind kHint{
    .id = "hint", .severity = Severity::Warning, .summary = "a hint", .help = "look"};
constexpr DiagnosticKind kOpen{
    .id = "open", .severity = Severity::ToDo, .summary = "left open", .help = "fill in"};

SourceTexts one(std::string text) {
  SourceTexts texts;
  texts.add({.name = "a.yaml", .text = std::move(text)});
  return texts;
}

Span span_of(const SourceTexts& texts, std::string_view words, std::uint32_t file = 0) {
  const auto at = texts[FileId{file}].text.find(words);
  EXPECT_NE(at, std::string::npos);
  const auto begin = static_cast<std::uint32_t>(at);
  return {FileId{file}, begin, begin + static_cast<std::uint32_t>(words.size())};
}

std::string text_of(const SourceTexts& texts, const Diagnostic& d) {
  return render_text(texts, std::vector{d}, false);
}

Diagnostic fault(Span span, std::string message = "wrong", std::string remedy = "mend") {
  Diagnostic d;
  d.kind = &kFault;
  d.span = span;
  d.message = std::move(message);
  d.remedy = std::move(remedy);
  return d;
}

TEST(RenderText, ShowsPlaceExcerptRemedyAndLabels) {
  SourceTexts texts = one("tasks:\n  - needs: crane2\n");
  texts.add({.name = "b.yaml", .text = "assets:\n  - id: crane-2\n"});
  Diagnostic d =
      fault(span_of(texts, "crane2"), "`crane2` is not an asset", "did you mean `crane-2`?");
  d.labels = {{.span = span_of(texts, "needs"), .text = "needed here"},
              {.span = span_of(texts, "crane-2", 1), .text = "declared here"}};
  EXPECT_EQ(text_of(texts, d),
            "a.yaml:2:12: error[fault]: `crane2` is not an asset\n"
            "    2 |   - needs: crane2\n"
            "      |            ^^^^^^ did you mean `crane-2`?\n"
            "    2 |   - needs: crane2\n"
            "      |     ----- needed here\n"
            "      in b.yaml:2:9\n"
            "    2 |   - id: crane-2\n"
            "      |         ------- declared here\n"
            "\n"
            "1 error\n");
}

TEST(RenderText, CountsAtTheEnd) {
  const SourceTexts texts = one("x");
  std::vector<Diagnostic> all(4, fault({}));
  all[2].kind = &kHint;
  all[3].kind = &kOpen;
  EXPECT_THAT(render_text(texts, all, false), HasSubstr("2 errors, 1 warning, 1 to-do\n"));
  EXPECT_EQ(render_text(texts, {}, false), "no problems\n");
}

TEST(RenderText, PutsTheCaretUnderTabsAndWideLetters) {
  const SourceTexts tabs = one("\tkey: bad\n");
  EXPECT_THAT(text_of(tabs, fault(span_of(tabs, "bad"))),
              HasSubstr("    1 |     key: bad\n      |          ^^^ mend\n"));
  const SourceTexts wide = one("和平é: bad\n");
  EXPECT_THAT(text_of(wide, fault(span_of(wide, "bad"))),
              HasSubstr("    1 | 和平é: bad\n      |        ^^^ mend\n"));
}

TEST(RenderText, MakesControlCharactersVisible) {
  const SourceTexts texts = one("a\x1b[31m \xe2\x80\xae b\xff bad\n");
  const std::string shown = text_of(texts, fault(span_of(texts, "bad"), "odd \x07 name"));
  EXPECT_THAT(shown, Not(HasSubstr("\x1b")));
  EXPECT_THAT(shown, HasSubstr("a<U+001B>[31m <U+202E> b<FF> bad"));
  EXPECT_THAT(shown, HasSubstr("odd <U+0007> name"));
}

TEST(RenderText, CutsLongLinesAroundThePlace) {
  const SourceTexts texts =
      one(std::string(5'000'000, 'x') + " bad " + std::string(5'000'000, 'y'));
  const std::string shown = text_of(texts, fault(span_of(texts, "bad")));
  EXPECT_LT(shown.size(), 400U);
  EXPECT_THAT(shown, HasSubstr("xx bad yy"));
  EXPECT_THAT(shown, HasSubstr("..."));
}

TEST(RenderText, ShowsPlacesAtTheEndAndNowhere) {
  const SourceTexts texts = one("a: b\n");
  EXPECT_THAT(text_of(texts, fault({FileId{0}, 5, 5})), HasSubstr("a.yaml:2:1: error[fault]"));
  EXPECT_EQ(text_of(texts, fault({})), "error[fault]: wrong\n      = mend\n\n1 error\n");
}

TEST(RenderText, ColourIsNeverTheOnlyCarrier) {
  const SourceTexts texts = one("bad\n");
  const std::vector<Diagnostic> all{fault(span_of(texts, "bad"))};
  std::string coloured = render_text(texts, all, true);
  EXPECT_THAT(coloured, HasSubstr("\x1b["));
  while (coloured.find('\x1b') != std::string::npos) {
    const std::size_t at = coloured.find('\x1b');
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, render_text(texts, all, false));
}

TEST(RenderJson, HasPlaceWordsAndCounts) {
  const SourceTexts texts = one("k: 和 bad\xff\n");
  Diagnostic d = fault(span_of(texts, "bad\xff"));
  d.labels = {{.span = span_of(texts, "k"), .text = "the key"}};
  const auto json = nlohmann::json::parse(render_json(texts, std::vector{d, fault({})}));
  const auto& first = json["diagnostics"][0];
  EXPECT_EQ(first["id"], "fault");
  EXPECT_EQ(first["severity"], "error");
  EXPECT_EQ(first["file"], "a.yaml");
  EXPECT_EQ(first["line"], 1);
  EXPECT_EQ(first["column"], 6);
  EXPECT_EQ(first["labels"][0]["text"], "the key");
  EXPECT_FALSE(json["diagnostics"][1].contains("file"));
  EXPECT_EQ(json["counts"]["error"], 2);
  EXPECT_EQ(json["counts"]["to-do"], 0);
}

TEST(RenderSarif, HasRulesResultsAndRelatedPlaces) {
  SourceTexts texts;
  texts.add({.name = "a case/b é.yaml", .text = "k: bad\n"});
  Diagnostic d = fault(span_of(texts, "bad"));
  d.labels = {{.span = span_of(texts, "k"), .text = "the key"}};
  Diagnostic hint = fault({});
  hint.kind = &kOpen;
  const auto json = nlohmann::json::parse(render_sarif(texts, std::vector{d, hint, d}));
  EXPECT_EQ(json["version"], "2.1.0");
  const auto& run = json["runs"][0];
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 2U);
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "fault");
  ASSERT_EQ(run["results"].size(), 3U);
  const auto& result = run["results"][0];
  EXPECT_EQ(result["ruleIndex"], 0);
  EXPECT_EQ(result["level"], "error");
  const auto& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "a%20case/b%20%C3%A9.yaml");
  EXPECT_EQ(place["region"]["startColumn"], 4);
  EXPECT_EQ(result["relatedLocations"][0]["message"]["text"], "the key");
  EXPECT_EQ(run["results"][1]["level"], "note");
  EXPECT_FALSE(run["results"][1].contains("locations"));
}

}  // namespace
}  // namespace penholder
