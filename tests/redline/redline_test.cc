#include "redline/redline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "redline/redline_render.h"
#include "resolution/read_resolution.h"
#include "support/golden.h"

namespace penholder {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Resolution fixture(const char* name) {
  return read_resolution(testing::read_golden_input(name), FileId{0}).resolution;
}

Resolution pasted(const std::string& paragraphs) {
  return read_resolution("The Security Council,\n\n" + paragraphs, FileId{0}).resolution;
}

Redline sylvania() {
  return make_redline(fixture("resolution/sylvania-1.xml"), fixture("redline/sylvania-2.xml"));
}

RedlineRow row_to(const Redline& redline, std::string_view locator) {
  for (const RedlineRow& row : redline.rows) {
    if (row.to && row.to->locator == locator) return row;
  }
  ADD_FAILURE() << "no row for " << locator;
  return {};
}

// The pieces cover both texts without gap, and what is called the same is the same.
void expect_whole(const Redline& redline) {
  for (const RedlineRow& row : redline.rows) {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    for (const TextPiece& piece : row.pieces) {
      if (piece.kind != PieceKind::Put) {
        EXPECT_EQ(piece.from.begin, from);
        from = piece.from.end;
      }
      if (piece.kind != PieceKind::Cut) {
        EXPECT_EQ(piece.to.begin, to);
        to = piece.to.end;
      }
      if (piece.kind == PieceKind::Same) {
        TokenVocabulary vocabulary;
        const auto part = [](const RowSide& side, TextRange range) {
          return std::string_view(side.text).substr(range.begin, range.end - range.begin);
        };
        EXPECT_EQ(tokenise(part(*row.from, piece.from), vocabulary).keys,
                  tokenise(part(*row.to, piece.to), vocabulary).keys);
      }
    }
    EXPECT_EQ(from, row.from && !row.pieces.empty() ? row.from->text.size() : from);
    EXPECT_EQ(to, row.to && !row.pieces.empty() ? row.to->text.size() : to);
  }
}

TEST(RedlineGolden, ShowsTheFixturesInEachForm) {
  const Redline redline = sylvania();
  testing::expect_golden("redline/sylvania.txt.expect", redline_text(redline, {.width = 80}));
  testing::expect_golden("redline/sylvania-wide.txt.expect",
                         redline_text(redline, {.width = 120, .colour = true, .full = true}));
  testing::expect_golden("redline/sylvania.json.expect", redline_json(redline));
  testing::expect_golden("redline/sylvania.html.expect", redline_html(redline, "test"));
}

TEST(Redline, CoversBothTextsWithoutGap) {
  expect_whole(sylvania());
  expect_whole(
      make_redline(fixture("redline/sylvania-2.xml"), fixture("resolution/sylvania-1.xml")));
  expect_whole(
      make_redline(fixture("resolution/sylvania-1.xml"), fixture("resolution/apercu.xml")));
}

TEST(Redline, OfATextWithItselfIsEmpty) {
  const Resolution text = fixture("resolution/sylvania-1.xml");
  const Redline redline = make_redline(text, text);
  for (const RedlineRow& row : redline.rows) EXPECT_EQ(row.change, RowChange::Unchanged);
  EXPECT_EQ(redline.operative.unchanged, text.operative.size());
  EXPECT_EQ(redline.words_cut + redline.words_put, 0u);
  for (const TaskChange& task : redline.tasks) EXPECT_EQ(task.kind, TaskChangeKind::Kept);
}

TEST(Redline, TakesRenumberedReferencesAsConsequential) {
  const RedlineRow row = row_to(sylvania(), "9.a.i");
  EXPECT_EQ(row.change, RowChange::Editorial);
  for (const TextPiece& piece : row.pieces) {
    if (piece.kind != PieceKind::Same) {
      EXPECT_EQ(piece.cause, Cause::Renumbered);
    }
  }
}

TEST(Redline, TakesAReferenceToAnotherParagraphAsAChange) {
  const Redline redline =
      make_redline(pasted("1. Urges the parties to talk;\n\n2. Requests reports;\n\n"
                          "3. Decides to review the measures in paragraph 1 above every year;\n"),
                   pasted("1. Urges the parties to talk;\n\n2. Requests reports;\n\n"
                          "3. Decides to review the measures in paragraph 2 above every year;\n"));
  EXPECT_EQ(row_to(redline, "3").change, RowChange::Changed);
}

TEST(Redline, SaysWhichVerbsGainedOrLostStrength) {
  const Redline redline = sylvania();
  const auto lowered = row_to(redline, "2").facts.strength;
  ASSERT_EQ(lowered.size(), 1u);
  EXPECT_EQ(lowered[0].from, "urges");
  EXPECT_EQ(lowered[0].to, "encourages");
  EXPECT_EQ(lowered[0].direction, -1);
  const Redline modal = make_redline(
      pasted("1. Decides that all States shall inspect cargo bound for the ports;\n"),
      pasted("1. Decides that all States should inspect cargo bound for the ports;\n"));
  ASSERT_EQ(row_to(modal, "1").facts.strength.size(), 1u);
  EXPECT_TRUE(row_to(modal, "1").facts.strength[0].is_modal);
  EXPECT_EQ(row_to(modal, "1").facts.strength[0].direction, -1);
}

TEST(Redline, TakesAVerbThatMovedWithItsSentenceAsNoLoss) {
  const auto strength = row_to(sylvania(), "5").facts.strength;
  ASSERT_EQ(strength.size(), 1u);
  EXPECT_EQ(strength[0].from, "requests");
  EXPECT_EQ(strength[0].direction, 0);
  EXPECT_EQ(strength[0].elsewhere, "6");
}

TEST(Redline, NamesFiguresAndDates) {
  const Redline redline = sylvania();
  ASSERT_EQ(row_to(redline, "5").facts.figures.size(), 1u);
  EXPECT_EQ(row_to(redline, "5").facts.figures[0].from, "4,200 military");
  EXPECT_EQ(row_to(redline, "5").facts.figures[0].to, "4,800 military");
  ASSERT_EQ(row_to(redline, "4").facts.dates.size(), 1u);
  EXPECT_EQ(row_to(redline, "4").facts.dates[0].to, "31 March 2032");
  ASSERT_EQ(row_to(redline, "11").facts.deadlines.size(), 1u);
  EXPECT_EQ(row_to(redline, "11").facts.deadlines[0].to, "every six months");
}

TEST(Redline, FindsSplitsAndMerges) {
  const Redline redline = sylvania();
  ASSERT_EQ(row_to(redline, "6").split_from.size(), 1u);
  EXPECT_EQ(row_to(redline, "6").split_from[0].locator, "4");
  EXPECT_THAT(row_to(redline, "5").gives_to, ElementsAre("6"));
  EXPECT_THAT(row_to(redline, "10.a").takes_in, ElementsAre("8.b.1", "8.b.2"));
  EXPECT_EQ(redline.operative.split, 1u);
}

TEST(Redline, SaysWhatBecameOfEachTask) {
  const Redline redline = sylvania();
  std::size_t switched = 0;
  for (const TaskChange& task : redline.tasks) {
    if (task.changes_list()) ++switched;
    if (task.to == "9.b.iii") {
      EXPECT_EQ(task.from, "8.a");
      EXPECT_EQ(task.from_list, TaskList::Other);
      EXPECT_EQ(task.to_list, TaskList::Priority);
    }
    if (task.to == "9.b.ii.3") {
      EXPECT_EQ(task.kind, TaskChangeKind::Added);
    }
    if (task.from == "8.b.1") {
      EXPECT_EQ(task.kind, TaskChangeKind::Merged);
    }
  }
  EXPECT_EQ(switched, 2u);
}

TEST(Redline, MatchesTextsInDifferentLanguagesByNumber) {
  Resolution french = fixture("redline/sylvania-2.xml");
  french.language = "fra";
  const Redline redline = make_redline(fixture("redline/sylvania-2.xml"), french);
  ASSERT_FALSE(redline.remarks.empty());
  EXPECT_THAT(redline.remarks[0], HasSubstr("different languages"));
  for (const RedlineRow& row : redline.rows) EXPECT_EQ(row.change, RowChange::NotCompared);
  EXPECT_THAT(redline.tasks, IsEmpty());
  EXPECT_EQ(redline.words_cut + redline.words_put, 0u);
}

TEST(Redline, ComparesTextsOfAnotherLanguageWithoutTheRegister) {
  Resolution older = fixture("resolution/sylvania-1.xml");
  Resolution newer = fixture("redline/sylvania-2.xml");
  older.language = newer.language = "fra";
  const Redline redline = make_redline(older, newer);
  EXPECT_EQ(redline.operative.unchanged, 2u);
  EXPECT_EQ(redline.from.tasks() + redline.to.tasks(), 0u);
  for (const RedlineRow& row : redline.rows) EXPECT_TRUE(row.facts.empty());
}

TEST(Redline, ComparesWithAnEmptyText) {
  const Resolution nothing;
  const Resolution text = fixture("resolution/sylvania-1.xml");
  EXPECT_EQ(make_redline(nothing, text).operative.added, text.operative.size());
  EXPECT_EQ(make_redline(text, nothing).operative.dropped, text.operative.size());
  const Redline empty = make_redline(nothing, nothing);
  EXPECT_THAT(empty.rows, IsEmpty());
  EXPECT_THAT(redline_text(empty, {}), HasSubstr("a text without symbol"));
  EXPECT_TRUE(nlohmann::json::parse(redline_json(empty)).is_object());
}

TEST(Redline, SaysWhenTwoTextsHaveNothingInCommon) {
  const Redline redline =
      make_redline(pasted("1. Urges the parties to settle the question of the valleys;\n"),
                   pasted("1. Condemns piracy off the coast of Freedonia in 2031;\n"));
  ASSERT_FALSE(redline.remarks.empty());
  EXPECT_THAT(redline.remarks.back(), HasSubstr("same file"));
}

TEST(Redline, StaysBoundedOnEnormousParagraphs) {
  std::string from = "1. Decides";
  std::string to = "1. Decides";
  for (std::int64_t i = 0; i < 60'000; ++i) {
    from += " w" + std::to_string(i * 7919 % 100'003);
    to += " w" + std::to_string(i * 104'729 % 99'991);
  }
  const Redline redline = make_redline(pasted(from + ";\n"), pasted(to + ";\n"));
  expect_whole(redline);
  EXPECT_THAT(redline.remarks, Not(IsEmpty()));
}

TEST(Redline, StaysBoundedOnManyParagraphs) {
  std::string from;
  std::string to;
  for (int i = 1; i <= 1500; ++i) {
    from += std::to_string(i) + ". Urges party " + std::to_string(i * 31) + " to talk;\n\n";
    to += std::to_string(i) + ". Requests party " + std::to_string(i * 37) + " to speak;\n\n";
  }
  const Redline redline = make_redline(pasted(from), pasted(to));
  EXPECT_THAT(redline.remarks, Not(IsEmpty()));
}

TEST(RedlinePage, EscapesTheTextAndLoadsNothing) {
  const Redline redline = make_redline(
      pasted("1. Urges <script>alert(1)</script> & \"all\" to talk about the northern valleys;\n"),
      pasted("1. Urges <b>all</b> to talk about the northern valleys at once;\n"));
  const std::string page = redline_html(redline, "test");
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(page, HasSubstr("script&gt;alert(1)&lt;/script&gt;"));
}

TEST(RedlineText, CannotSteerTheTerminal) {
  const Redline redline = make_redline(pasted("1. Urges \x1b[31m all to talk;\n"),
                                       pasted("1. Urges \x1b[2J none to talk;\n"));
  EXPECT_THAT(redline_text(redline, {}), Not(HasSubstr("\x1b")));
}

TEST(RedlineText, NamesPlacesAsTheCouncilDoes) {
  EXPECT_EQ(shown_locator("28.a.iii.2"), "OP 28 (a) (iii) item 2");
  EXPECT_EQ(shown_locator("pp3"), "PP 3");
  EXPECT_EQ(shown_locator("annex-1.2.b"), "annex 1, 2 (b)");
  EXPECT_EQ(shown_locator("9.end"), "OP 9, end");
}

}  // namespace
}  // namespace penholder
