#pragma once
// One order that sums up many: Kemeny, Borda and Copeland, from the share in which each of two
// things stands above the other. Works on plain numbers; knows nothing of views or tasks.
//
// None of these is what the many hold. Each answers a question of its own: Kemeny, which order
// contradicts the fewest pairwise judgements (Kemeny 1959, Daedalus 88(4); Young & Levenglick 1978,
// SIAM Journal on Applied Mathematics 35(2)); Borda, which has the best mean place (Borda 1781);
// Copeland, which wins most duels (Copeland 1951). Where they differ, that is worth knowing.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace penholder {

/// Shares in which the row's thing stands above the column's: n x n, row-major, in 0..1; what is
/// missing from share(a,b) + share(b,a) to 1 are ties. Differences below a billionth count as none.
using DuelShares = std::span<const double>;

struct Kemeny {
  std::vector<std::size_t> order;  ///< best first
  /// Pairs contradicted, on average over the many: sum over pairs of the share that has them the
  /// other way round.
  double disagreement = 0.0;
  double bound = 0.0;      ///< no order has less
  bool is_proven = false;  ///< disagreement = bound: none is better
  /// Orders that are as good as this one, where it is proven and they were counted: 1 = it is the
  /// only one; 0 = not counted. Stops at 2^62.
  std::uint64_t as_good = 0;
};

/// Things that can be ordered exactly without falling into parts.
inline constexpr std::size_t kMostExactKemeny = 18;

/// The order of least disagreement. First the things fall into parts, each of which beats the next
/// in every duel: no best order mixes them (the extended Condorcet criterion; Truchon 1998). Within
/// a part of at most kMostExactKemeny things the best order is found over all subsets (Held & Karp
/// 1962), and among equals the one whose first thing comes first in the input, and so on; within a
/// larger one by moving single things while that helps, and the bound counts the lighter side of
/// every pair, and cycles of three that share no pair.
///
///   cost  O(n^3 + sum over parts of 2^k k^2); 18 things in one part: about 0.1 s
Kemeny kemeny(DuelShares shares, std::size_t n);

struct Scored {
  std::vector<std::size_t> order;  ///< best first; equal scores by position
  std::vector<double> score;       ///< by thing
};

/// Score: the mean number of others below, ties counted half.
Scored borda(DuelShares shares, std::size_t n);

/// Score: duels won minus duels lost; a duel is won where the greater share has the thing above.
Scored copeland(DuelShares shares, std::size_t n);

/// All three.
struct Consensus {
  Kemeny kemeny;
  Scored borda;
  Scored copeland;
  /// The thing that wins every duel, if there is one (Condorcet 1785), else n.
  std::size_t condorcet_winner = 0;
};

Consensus consensus_of(DuelShares shares, std::size_t n);

}  // namespace penholder
