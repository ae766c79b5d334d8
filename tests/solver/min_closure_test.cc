#include "solver/min_closure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"

namespace penholder::solver {
namespace {

using Node = MinClosure::Node;
using Arc = MinClosure::Arc;

/// Every subset tried.
std::int64_t least_weight(std::size_t nodes, const std::vector<Arc>& arcs,
                          const std::vector<std::int64_t>& weight) {
  std::int64_t least = 0;
  for (std::uint32_t set = 0; set < (1U << nodes); ++set) {
    const auto has = [&](Node node) { return (set >> node & 1) != 0; };
    if (std::ranges::any_of(arcs, [&](Arc arc) { return has(arc.from) && !has(arc.to); })) continue;
    std::int64_t sum = 0;
    for (std::size_t v = 0; v < nodes; ++v) sum += has(static_cast<Node>(v)) ? weight[v] : 0;
    least = std::min(least, sum);
  }
  return least;
}

/// The set is closed and weighs what is said; excess and flow prove that none
/// weighs less.
void expect_proof(const MinClosure& closure, const std::vector<Arc>& arcs,
                  const std::vector<std::int64_t>& weight) {
  std::int64_t sum = 0;
  std::int64_t excess = 0;
  std::vector<std::int64_t> balance(weight.size());
  for (std::size_t v = 0; v < weight.size(); ++v) {
    const auto node = static_cast<Node>(v);
    sum += closure.contains(node) ? weight[v] : 0;
    excess += std::max<std::int64_t>(0, closure.excess(node));
    balance[v] = -weight[v];
  }
  for (std::size_t a = 0; a < arcs.size(); ++a) {
    ASSERT_GE(closure.flow(a), 0);
    ASSERT_FALSE(closure.contains(arcs[a].from) && !closure.contains(arcs[a].to));
    balance[static_cast<std::size_t>(arcs[a].from)] -= closure.flow(a);
    balance[static_cast<std::size_t>(arcs[a].to)] += closure.flow(a);
  }
  for (std::size_t v = 0; v < weight.size(); ++v) {
    ASSERT_EQ(closure.excess(static_cast<Node>(v)), balance[v]);
  }
  ASSERT_EQ(sum, closure.weight());
  ASSERT_EQ(sum, -excess);
}

TEST(MinClosure, IsTheLeastOfAllClosedSetsWhateverTheWeightsWereBefore) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed, 1);
    const std::uint32_t nodes = 1 + rng.below(9);
    std::vector<Arc> arcs(rng.below(3 * nodes));
    for (Arc& arc : arcs) {
      arc = {.from = static_cast<Node>(rng.below(nodes)),
             .to = static_cast<Node>(rng.below(nodes))};
    }
    MinClosure closure(nodes, arcs);
    std::vector<std::int64_t> weight(nodes);
    for (int round = 0; round < 5; ++round) {
      for (auto& value : weight) {
        if (round == 0 || rng.below(2) == 0) value = static_cast<std::int64_t>(rng.below(21)) - 10;
      }
      closure.solve(weight);
      ASSERT_EQ(closure.weight(), least_weight(nodes, arcs, weight)) << "seed " << seed;
      ASSERT_NO_FATAL_FAILURE(expect_proof(closure, arcs, weight)) << "seed " << seed;
    }
  }
}

// The shape it is made for: chains side by side, linked from one to the next.
TEST(MinClosure, ProvesItsValueOnLongChains) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Rng rng(seed, 2);
    const int chains = 12;
    const int length = 60;
    std::vector<Arc> arcs;
    for (int c = 0; c < chains; ++c) {
      for (int k = 0; k + 1 < length; ++k) arcs.push_back({c * length + k, c * length + k + 1});
      if (c == 0) continue;
      const auto other = static_cast<int>(rng.below(static_cast<std::uint32_t>(c)));
      const int lag = 1 + static_cast<int>(rng.below(9));
      for (int k = lag; k < length; ++k) {
        arcs.push_back({c * length + k, other * length + k - lag});
      }
    }
    MinClosure closure(chains * length, arcs);
    std::vector<std::int64_t> weight(chains * length);
    for (int round = 0; round < 20; ++round) {
      for (auto& value : weight) value += static_cast<std::int64_t>(rng.below(2001)) - 1000;
      closure.solve(weight);
      ASSERT_NO_FATAL_FAILURE(expect_proof(closure, arcs, weight)) << "seed " << seed;
    }
  }
}

TEST(MinClosure, OfNothingIsEmpty) {
  MinClosure closure(0, {});
  closure.solve({});
  EXPECT_EQ(closure.weight(), 0);
}

}  // namespace
}  // namespace penholder::solver
