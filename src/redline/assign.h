#pragma once
// The best one-to-one matching of two rows, given what each pair is worth.

#include <span>
#include <vector>

namespace penholder {

/// A pair that may be matched. Pairs that are not listed may not.
struct PairWorth {
  int a = 0;
  int b = 0;
  double worth = 0.0;  ///< above 0
};

/// Larger groups of items that hang together are matched greedily (at least half the best worth).
inline constexpr int kExactGroupMost = 200;

struct Matching {
  std::vector<int> partner_of_a;  ///< -1: none
  bool is_exact = true;           ///< false: a group was matched greedily
};

/// The matching with the largest sum of worth; ties fall to lower indices.
///
///   method  connected groups of candidates one by one; in each the Hungarian method with
///           potentials (Kuhn 1955; shortest augmenting paths after Jonker & Volgenant 1987)
///   cost    O(k^3) for a group of k
Matching best_matching(int a_count, int b_count, std::span<const PairWorth> candidates);

}  // namespace penholder
