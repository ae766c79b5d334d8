#pragma once
// Which few of many demands cannot be met together: a subset that is infeasible and of which every
// member is needed for that. What a demand is, and who says whether some of them can be met, is the
// caller's (for linear constraints: `margin`, below).

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "polytope/lp.h"

namespace penholder::polytope {

/// Places of some demands, ascending.
using Subset = std::vector<std::size_t>;

/// A minimal conflicting subset of demands 0 .. count-1: together they cannot be met, and without
/// any one of them the others can. Nothing when all can be met together.
///
/// Prefers few: among all conflicts of up to three members the smallest is found, and of those of
/// one size the first in the order of the demands, as long as there are no more than `most_subsets`
/// subsets of a size to ask about. Other conflicts come from the deletion filter, which tries to do
/// without the last demands first, by blocks that get smaller: each member is needed, but another
/// conflict may have fewer.
///
///   can_meet  whether the demands of a subset can be met together; must be monotone (whoever can
///             meet more can meet fewer)
///   cost      up to count + count^2/2 + count^3/6 calls, each term only up to most_subsets; then
///             O(members * log count) to O(count) calls
///   source    Chinneck & Dravnieks 1991, ORSA Journal on Computing 3(2) (deletion filter)
std::optional<Subset> minimal_conflict(std::size_t count,
                                       const std::function<bool(const Subset&)>& can_meet,
                                       std::size_t most_subsets = 20'000);

/// One linear demand on x, part of a labelled constraint.
struct Demand {
  LpRow row;
  /// The lower bound must be exceeded, not only reached.
  bool is_strict = false;
};

/// How far x can keep away from the bounds of all strict rows at once, at most 1: the demands can
/// be met exactly when it is positive. Minus infinity when the other rows alone cannot be met.
struct Margin {
  double margin = 0.0;
  /// An upper bound on it that follows from the solver's multipliers by plain arithmetic
  /// (`dual_bound`): a proof that does not rest on the solver. Plus infinity when there is none.
  double proven_at_most = kInfinity;
  std::vector<double> x;  ///< where it is reached; empty when nowhere
  bool is_known = true;   ///< false when the solver gave up
};

///   box      `lower` and `upper` of x; rows are ignored
///   demands  rows of the length of x (checked)
Margin margin(const LpProblem& box, std::span<const Demand> demands);

/// A margin of less than this is none.
inline constexpr double kNoMargin = 1e-9;

}  // namespace penholder::polytope
