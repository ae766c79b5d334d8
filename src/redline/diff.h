#pragma once
// The fewest words to strike and to put in that turn one row of tokens into another.
//
// Method: Myers 1986, "An O(ND) WordDifference Algorithm and Its Variations", Algorithmica 1,
// 251-266, in its linear-space form (section 4b). Beyond a limit of work the rest is cut at the
// tokens that occur once in each text (the anchors of patience diff) and what lies between is
// replaced whole: never wrong, only longer than need be, and said so.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace penholder {

/// Tokens [a_begin, a_end) of the old text give way to [b_begin, b_end) of the new one.
struct Hunk {
  std::uint32_t a_begin = 0;
  std::uint32_t a_end = 0;
  std::uint32_t b_begin = 0;
  std::uint32_t b_end = 0;
  friend constexpr bool operator==(const Hunk&, const Hunk&) = default;
};

struct WordDifference {
  /// In order, apart by at least one common token.
  std::vector<Hunk> hunks;
  bool is_coarse = false;  ///< the limit of work was met: more is struck and put in than need be
};

/// How much work all differences of one comparison may do together, in steps (one token compared or
/// one diagonal advanced; some 300 million a second).
struct DiffBudget {
  std::uint64_t steps = 60'000'000;
};

/// Cost: O((n + m) D) steps for D tokens struck or put in, as far as the budget goes; O(n + m)
/// memory.
WordDifference difference(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                          DiffBudget& budget);

}  // namespace penholder
