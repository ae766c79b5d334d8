#include "redline/diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.h"
#include "redline/smooth.h"
#include "redline/tokens.h"

namespace penholder {
namespace {

using Row = std::vector<std::uint32_t>;

// The definition, as a table: the oracle.
std::size_t lcs_by_table(const Row& a, const Row& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] =
          a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

// The new row, made from the old one and the hunks; common stretches are checked on the way.
Row applied(const Row& a, const Row& b, const std::vector<Hunk>& hunks) {
  Row made;
  std::size_t i = 0;
  std::size_t j = 0;
  const auto copy_until = [&](std::size_t end) {
    for (; i < end; ++i, ++j) {
      EXPECT_LT(j, b.size());
      if (j < b.size()) {
        EXPECT_EQ(a[i], b[j]);
      }
      made.push_back(a[i]);
    }
  };
  for (const Hunk& hunk : hunks) {
    EXPECT_TRUE(hunk.a_begin < hunk.a_end || hunk.b_begin < hunk.b_end);
    copy_until(hunk.a_begin);
    EXPECT_EQ(j, hunk.b_begin);
    i = hunk.a_end;
    for (; j < hunk.b_end; ++j) made.push_back(b[j]);
  }
  copy_until(a.size());
  return made;
}

std::size_t common_of(const Row& a, const std::vector<Hunk>& hunks) {
  std::size_t cut = 0;
  for (const Hunk& hunk : hunks) cut += hunk.a_end - hunk.a_begin;
  return a.size() - cut;
}

Row random_row(Rng& random, std::size_t length, std::uint32_t letters) {
  Row row(length);
  for (std::uint32_t& value : row) value = random.below(letters);
  return row;
}

TEST(WordDifference, IsTheShortestOnEveryPairOfTinyRows) {
  std::vector<Row> all;
  for (std::size_t length = 0; length <= 5; ++length) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < length; ++i) count *= 3;
    for (std::size_t number = 0; number < count; ++number) {
      Row row;
      for (std::size_t rest = number, i = 0; i < length; ++i, rest /= 3) {
        row.push_back(static_cast<std::uint32_t>(rest % 3));
      }
      all.push_back(row);
    }
  }
  for (const Row& a : all) {
    for (const Row& b : all) {
      DiffBudget budget;
      const WordDifference found = difference(a, b, budget);
      ASSERT_EQ(applied(a, b, found.hunks), b);
      ASSERT_EQ(common_of(a, found.hunks), lcs_by_table(a, b));
      ASSERT_FALSE(found.is_coarse);
    }
  }
}

TEST(WordDifference, IsTheShortestOnRandomRows) {
  Rng random(20261127);
  for (int round = 0; round < 400; ++round) {
    const Row a = random_row(random, random.below(120), 2 + static_cast<std::uint32_t>(round % 30));
    Row b = random_row(random, random.below(120), 2 + static_cast<std::uint32_t>(round % 30));
    if (round % 2 == 0) {  // a few edits of the same row
      b = a;
      for (int edit = 0; edit < 5 && !b.empty(); ++edit) {
        b[random.below(static_cast<std::uint32_t>(b.size()))] = 77;
        b.erase(b.begin() +
                static_cast<std::ptrdiff_t>(random.below(static_cast<std::uint32_t>(b.size()))));
      }
    }
    DiffBudget budget;
    const WordDifference found = difference(a, b, budget);
    ASSERT_EQ(applied(a, b, found.hunks), b) << "round " << round;
    ASSERT_EQ(common_of(a, found.hunks), lcs_by_table(a, b)) << "round " << round;
  }
}

TEST(WordDifference, StaysRightAndCheapWhenTheBudgetRunsOut) {
  Rng random(7);
  const Row a = random_row(random, 60'000, 50'000);
  const Row b = random_row(random, 60'000, 50'000);
  DiffBudget budget{.steps = 100'000};
  const WordDifference found = difference(a, b, budget);
  EXPECT_TRUE(found.is_coarse);
  EXPECT_EQ(applied(a, b, found.hunks), b);
  EXPECT_EQ(budget.steps, 0u);
}

TEST(WordDifference, KeepsUniqueWordsAsAnchorsWithoutBudget) {
  Row a;
  Row b;
  for (std::uint32_t i = 0; i < 100; ++i) {
    a.push_back(i);
    b.push_back(i % 10 == 3 ? 1000 + i : i);
  }
  DiffBudget budget{.steps = 0};
  const WordDifference found = difference(a, b, budget);
  EXPECT_TRUE(found.is_coarse);
  EXPECT_EQ(common_of(a, found.hunks), 90u);
}

std::string smooth(std::string_view from, std::string_view to) {
  TokenVocabulary vocabulary;
  const Tokens a = tokenise(from, vocabulary);
  const Tokens b = tokenise(to, vocabulary);
  DiffBudget budget;
  const auto hunks = smoothed(difference(a.keys, b.keys, budget).hunks, a, b, vocabulary);
  EXPECT_EQ(applied(a.keys, b.keys, hunks), b.keys);
  std::string shown;
  for (const Hunk& hunk : hunks) {
    shown += '[';
    for (auto i = hunk.a_begin; i < hunk.a_end; ++i) {
      shown += (i > hunk.a_begin ? " " : "") + vocabulary.text(a.keys[i]);
    }
    shown += '>';
    for (auto j = hunk.b_begin; j < hunk.b_end; ++j) {
      shown += (j > hunk.b_begin ? " " : "") + vocabulary.text(b.keys[j]);
    }
    shown += ']';
  }
  return shown;
}

TEST(Smoothing, MakesNoConfettiOfARewrittenClause) {
  EXPECT_EQ(smooth("the progress of the parties in the north of the country",
                   "the failure of some States in the east of the region"),
            "[progress of the parties>failure of some States][north>east][country>region]");
  EXPECT_EQ(smooth("to take urgent and concrete steps;", "to make slow but concrete moves;"),
            "[take urgent and concrete steps>make slow but concrete moves]");
}

TEST(Smoothing, LeavesNumberForNumberAlone) {
  EXPECT_EQ(smooth("paragraphs 28 and 29 below", "paragraphs 30 and 31 below"), "[28>30][29>31]");
}

TEST(Smoothing, StartsAChangeWhereAClauseDoes) {
  EXPECT_EQ(
      smooth("political, military and civil means", "political, legal, military and civil means"),
      "[>, legal]");
  EXPECT_EQ(smooth("the North and the Centre", "the North and the East and the Centre"),
            "[>and the East]");
}

TEST(Smoothing, StillTurnsTheOldTextIntoTheNewOne) {
  Rng random(11);
  const std::vector<std::string> words = {"the", "of", ",", "and", "mission", "3", "17", ";", "to"};
  for (int round = 0; round < 500; ++round) {
    std::string from;
    std::string to;
    for (std::string* text : {&from, &to}) {
      for (std::size_t left = random.below(25); left > 0; --left) {
        *text += words[random.below(static_cast<std::uint32_t>(words.size()))] + ' ';
      }
    }
    smooth(from, to);
  }
}

TEST(Tokens, SeeThroughTypography) {
  TokenVocabulary vocabulary;
  const Tokens a =
      tokenise("the mission\xE2\x80\x99s \xE2\x80\x9Cpeace\xE2\x80\x9D plan", vocabulary);
  const Tokens b = tokenise("the  mission's \"peace\" plan", vocabulary);
  EXPECT_EQ(a.keys, b.keys);
  EXPECT_EQ(count_words(a, vocabulary), 4u);
}

TEST(Tokens, KeepTheSymbolOfADocumentTogether) {
  TokenVocabulary vocabulary;
  EXPECT_EQ(tokenise("report (S/2020/476) and / or", vocabulary).size(), 7u);
}

}  // namespace
}  // namespace penholder
