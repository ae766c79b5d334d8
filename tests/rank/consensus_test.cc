#include "rank/consensus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace penholder {
namespace {

using ::testing::ElementsAre;

/// Shares from a profile of strict orders, each held by so many.
struct Ballot {
  double voters;
  std::vector<std::size_t> order;
};

std::vector<double> shares_of(const std::vector<Ballot>& ballots, std::size_t n) {
  std::vector<double> shares(n * n, 0.0);
  double whole = 0.0;
  for (const Ballot& ballot : ballots) {
    whole += ballot.voters;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = i + 1; j < n; ++j) {
        shares[ballot.order[i] * n + ballot.order[j]] += ballot.voters;
      }
    }
  }
  for (double& share : shares) share /= whole;
  return shares;
}

double disagreement(const std::vector<double>& shares, const std::vector<std::size_t>& order) {
  double sum = 0.0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      sum += shares[order[j] * order.size() + order[i]];
    }
  }
  return sum;
}

// The 60 voters with which Condorcet shows his rule (Condorcet 1785; Young 1988, American Political
// Science Review 82(4)): a over b 33 to 27, b over c 42 to 18, c over a 35 to 25. The circle is cut
// at its weakest pair, a over b.
TEST(Consensus, CutsCondorcetsCircleAtItsWeakestPair) {
  const auto shares = shares_of(
      {{23, {0, 1, 2}}, {17, {1, 2, 0}}, {2, {1, 0, 2}}, {10, {2, 0, 1}}, {8, {2, 1, 0}}}, 3);
  EXPECT_NEAR(60.0 * shares[0 * 3 + 1], 33.0, 1e-9);
  EXPECT_NEAR(60.0 * shares[1 * 3 + 2], 42.0, 1e-9);
  EXPECT_NEAR(60.0 * shares[2 * 3 + 0], 35.0, 1e-9);
  const Consensus consensus = consensus_of(shares, 3);
  EXPECT_THAT(consensus.kemeny.order, ElementsAre(1, 2, 0));
  EXPECT_NEAR(60.0 * consensus.kemeny.disagreement, 33.0 + 18.0 + 25.0, 1e-6);
  EXPECT_TRUE(consensus.kemeny.is_proven);
  EXPECT_EQ(consensus.kemeny.as_good, 1U);
  EXPECT_THAT(consensus.borda.order, ElementsAre(1, 0, 2));
  EXPECT_NEAR(60.0 * consensus.borda.score[1], 69.0, 1e-6);
  EXPECT_THAT(consensus.copeland.score, ElementsAre(0.0, 0.0, 0.0));
  EXPECT_EQ(consensus.condorcet_winner, 3U) << "nobody";
}

// Borda's own example (1781): of 21 voters 8 put a first, 7 b, 6 c, though 13 of 21 put a last.
TEST(Consensus, BordasExample) {
  const auto shares =
      shares_of({{1, {0, 1, 2}}, {7, {0, 2, 1}}, {7, {1, 2, 0}}, {6, {2, 1, 0}}}, 3);
  const Consensus consensus = consensus_of(shares, 3);
  EXPECT_THAT(consensus.kemeny.order, ElementsAre(2, 1, 0));
  EXPECT_THAT(consensus.borda.order, ElementsAre(2, 1, 0));
  EXPECT_THAT(consensus.copeland.score, ElementsAre(-2.0, 0.0, 2.0));
  EXPECT_EQ(consensus.condorcet_winner, 2U);
}

TEST(Consensus, KemenyIsTheBestOfAllOrdersOnRandomSmallProfiles) {
  constexpr std::uint64_t kSeed = 4;
  for (std::uint64_t round = 0; round < 300; ++round) {
    Rng rng(kSeed, round);
    const std::size_t n = 1 + rng.below(6);
    std::vector<Ballot> ballots;
    for (std::uint32_t b = 0; b < 1 + rng.below(6); ++b) {
      Ballot ballot{.voters = 1.0 + rng.below(3), .order = std::vector<std::size_t>(n)};
      std::iota(ballot.order.begin(), ballot.order.end(), std::size_t{0});
      for (std::size_t i = n; i > 1; --i) {
        std::swap(ballot.order[i - 1], ballot.order[rng.below(static_cast<std::uint32_t>(i))]);
      }
      ballots.push_back(std::move(ballot));
    }
    const auto shares = shares_of(ballots, n);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    double best = 1e9;
    std::size_t count = 0;
    std::vector<std::size_t> first;
    do {
      const double here = disagreement(shares, order);
      if (here < best - 1e-7) {
        best = here;
        count = 0;
        first = order;
      }
      if (here < best + 1e-7) ++count;
    } while (std::ranges::next_permutation(order).found);
    const Kemeny found = kemeny(shares, n);
    ASSERT_NEAR(found.disagreement, best, 1e-7) << "round " << round;
    ASSERT_NEAR(found.disagreement, disagreement(shares, found.order), 1e-7);
    ASSERT_TRUE(found.is_proven);
    ASSERT_EQ(found.as_good, count) << "round " << round;
    ASSERT_EQ(found.order, first) << "the first of equals by position, round " << round;
  }
}

/// Duels without pattern: one large part that has to be ordered by moving things.
std::vector<double> random_duels(std::size_t n, std::uint64_t stream) {
  Rng rng(9, stream);
  std::vector<double> shares(n * n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    for (std::size_t b = a + 1; b < n; ++b) {
      shares[a * n + b] = rng.uniform();
      shares[b * n + a] = 1.0 - shares[a * n + b];
    }
  }
  return shares;
}

TEST(Consensus, ALargePartHasABoundThatNoOrderPasses) {
  const std::size_t n = kMostExactKemeny + 4;
  for (std::uint64_t stream = 0; stream < 5; ++stream) {
    const auto shares = random_duels(n, stream);
    const Kemeny found = kemeny(shares, n);
    EXPECT_NEAR(found.disagreement, disagreement(shares, found.order), 1e-6);
    EXPECT_LE(found.bound, found.disagreement);
    EXPECT_FALSE(found.is_proven);
    EXPECT_EQ(found.as_good, 0U);
    // No single thing can be moved to gain.
    for (std::size_t from = 0; from < n; ++from) {
      for (std::size_t to = 0; to < n; ++to) {
        std::vector<std::size_t> moved = found.order;
        const std::size_t thing = moved[from];
        moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(from));
        moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), thing);
        ASSERT_GE(disagreement(shares, moved), found.disagreement - 1e-6);
      }
    }
  }
}

TEST(Consensus, ThingsThatTieThroughoutAreProvenHoweverMany) {
  const std::size_t n = 40;
  const std::vector<double> shares(n * n, 0.0);
  const Kemeny found = kemeny(shares, n);
  EXPECT_TRUE(found.is_proven) << "nothing is contradicted";
  EXPECT_EQ(found.order.front(), 0U);
  EXPECT_EQ(found.disagreement, 0.0);
}

TEST(Consensus, AnOrderThatAllShareFallsIntoSingleThings) {
  const std::size_t n = 60;
  std::vector<std::size_t> order(n);
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  const Kemeny found = kemeny(shares_of({{1, order}}, n), n);
  EXPECT_EQ(found.order, order);
  EXPECT_TRUE(found.is_proven);
  EXPECT_EQ(found.as_good, 1U);
}

TEST(Consensus, NothingAndOneThing) {
  EXPECT_TRUE(kemeny({}, 0).order.empty());
  EXPECT_THAT(consensus_of(std::vector{0.0}, 1).kemeny.order, ElementsAre(0));
}

}  // namespace
}  // namespace penholder
