#include "redline/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "redline/assign.h"
#include "redline/similarity.h"
#include "resolution/read_resolution.h"

namespace penholder {
namespace {

using ::testing::ElementsAre;

// What became of each text of the old resolution, `1->2`, `3->-`, `4~>1` if it moved.
std::vector<std::string> aligned(const std::string& from, const std::string& to) {
  const Resolution old_text = read_resolution(from, FileId{0}).resolution;
  const Resolution new_text = read_resolution(to, FileId{1}).resolution;
  TokenVocabulary vocabulary;
  const TextTree a = make_text_tree(old_text, vocabulary);
  const TextTree b = make_text_tree(new_text, vocabulary);
  DiffBudget budget;
  const Alignment alignment = align(a, b, budget);
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < a.nodes.size(); ++i) {
    if (a.nodes[i].part == TextPart::Preamble) continue;
    const int j = alignment.to[i];
    const bool moved = j >= 0 && alignment.is_moved[static_cast<std::size_t>(j)];
    shown.push_back(a.nodes[i].locator + (moved ? "~>" : "->") +
                    (j < 0 ? "-" : b.nodes[static_cast<std::size_t>(j)].locator));
    if (j >= 0) {
      EXPECT_EQ(alignment.from[static_cast<std::size_t>(j)], static_cast<int>(i));
    }
  }
  return shown;
}

const std::string kHead = "The Security Council,\n\n";
const std::string kOne = "Urges the parties to settle the question of the northern valleys;\n";
const std::string kTwo =
    "Authorizes the mission to use all necessary means to carry out its tasks;\n";
const std::string kThree =
    "Requests the Secretary-General to report every three months on progress;\n";
const std::string kFour = "Encourages donors to pay for schools and wells in the dry lowlands;\n";

TEST(Align, SeesRenumberingAsNoMove) {
  EXPECT_THAT(aligned(kHead + "1. " + kOne + "\n2. " + kTwo + "\n3. " + kThree,
                      kHead + "1. " + kFour + "\n2. " + kOne + "\n3. " + kTwo + "\n4. " + kThree),
              ElementsAre("1->2", "2->3", "3->4"));
}

TEST(Align, SeesAMoveAndADrop) {
  EXPECT_THAT(aligned(kHead + "1. " + kOne + "\n2. " + kTwo + "\n3. " + kThree + "\n4. " + kFour,
                      kHead + "1. " + kThree + "\n2. " + kOne + "\n3. " + kTwo),
              ElementsAre("1->2", "2->3", "3~>1", "4->-"));
}

TEST(Align, FindsAnItemThatMovedToAnotherParagraph) {
  const std::string item = "to open the roads of the northern valleys before the rains;\n";
  EXPECT_THAT(
      aligned(kHead + "1. Decides that the tasks are:\n\n(a) " + item +
                  "\n(b) to guard the towns of the lowlands;\n\n2. Requests help in other fields:\n"
                  "\n(a) to advise the courts on procedure and evidence;\n",
              kHead +
                  "1. Decides that the tasks are:\n\n(a) to guard the towns of the lowlands;\n"
                  "\n2. Requests help in other fields:\n\n(a) to advise the courts on procedure "
                  "and evidence;\n\n(b) " +
                  item),
      ElementsAre("1->1", "1.a~>2.b", "1.b->1.a", "2->2", "2.a->2.a"));
}

TEST(Align, TakesTheOneTextBetweenTwoNeighboursAsRewritten) {
  const auto found =
      aligned(kHead + "1. " + kOne +
                  "\n2. Urges the Government to carry out at once these measures of trust "
                  "in good faith and in full;\n\n3. " +
                  kThree,
              kHead + "1. " + kOne +
                  "\n2. Urges the Government to hold elections by the end of the year and "
                  "to seat a new assembly in full;\n\n3. " +
                  kThree);
  EXPECT_THAT(found, ElementsAre("1->1", "2->2", "3->3"));
}

TEST(Align, NeverMissesAnEqualTextAmongRepeatedFormulas) {
  std::string from = kHead;
  std::string to = kHead;
  for (int i = 1; i <= 12; ++i) {
    from += std::to_string(i) + ". " + (i % 3 == 0 ? kTwo : i % 3 == 1 ? kThree : kFour) + '\n';
    to += std::to_string(i) + ". " + (i % 3 == 0 ? kFour : i % 3 == 1 ? kTwo : kThree) + '\n';
  }
  for (const std::string& line : aligned(from, to)) EXPECT_EQ(line.find(">-"), std::string::npos);
}

TEST(Align, PairsNothingOfUnrelatedTexts) {
  EXPECT_THAT(
      aligned(kHead + "1. " + kOne, kHead + "1. Condemns piracy off the coast of Freedonia;"),
      ElementsAre("1->-"));
}

TEST(Similarity, IsTheLongestCommonSubsequence) {
  Rng random(3);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::uint32_t> a(random.below(200));
    std::vector<std::uint32_t> b(random.below(200));
    for (auto& value : a) value = random.below(12);
    for (auto& value : b) value = random.below(12);
    std::vector<std::vector<std::size_t>> best(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 1; i <= a.size(); ++i) {
      for (std::size_t j = 1; j <= b.size(); ++j) {
        best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1
                                          : std::max(best[i - 1][j], best[i][j - 1]);
      }
    }
    ASSERT_EQ(lcs_length(a, b), best[a.size()][b.size()]) << "round " << round;
    std::ranges::sort(a);
    std::ranges::sort(b);
    ASSERT_GE(bag_similarity(a, b) + 1e-12, similarity(a, b));
  }
}

double worth_of(const std::vector<PairWorth>& candidates, const std::vector<int>& partner_of_a) {
  double worth = 0.0;
  for (const PairWorth& c : candidates) {
    if (partner_of_a[static_cast<std::size_t>(c.a)] == c.b) worth += c.worth;
  }
  return worth;
}

double best_worth(const std::vector<PairWorth>& candidates, int a, int a_count, unsigned taken) {
  if (a == a_count) return 0.0;
  double best = best_worth(candidates, a + 1, a_count, taken);
  for (const PairWorth& c : candidates) {
    if (c.a != a || (taken >> static_cast<unsigned>(c.b) & 1U) != 0) continue;
    best = std::max(best, c.worth + best_worth(candidates, a + 1, a_count,
                                               taken | 1U << static_cast<unsigned>(c.b)));
  }
  return best;
}

TEST(Matching, IsWorthAsMuchAsTheBestByEnumeration) {
  Rng random(5);
  for (int round = 0; round < 300; ++round) {
    const int a_count = 1 + static_cast<int>(random.below(6));
    const int b_count = 1 + static_cast<int>(random.below(6));
    std::vector<PairWorth> candidates;
    for (int a = 0; a < a_count; ++a) {
      for (int b = 0; b < b_count; ++b) {
        if (random.below(3) == 0) continue;
        candidates.push_back(
            {.a = a, .b = b, .worth = 0.1 + 0.01 * static_cast<double>(random.below(90))});
      }
    }
    const Matching matching = best_matching(a_count, b_count, candidates);
    EXPECT_TRUE(matching.is_exact);
    ASSERT_NEAR(worth_of(candidates, matching.partner_of_a), best_worth(candidates, 0, a_count, 0),
                1e-9)
        << "round " << round;
  }
}

}  // namespace
}  // namespace penholder
