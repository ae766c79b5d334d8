#pragma once
// From the shortest difference to one that people read. A shortest difference keeps every `the` and
// every comma that two quite different clauses have in common: confetti. Two steps:
//
//   1. common stretches that are short against what changes on both sides of them are given up
//      (the rule of Fraser's "semantic clean-up" in diff-match-patch, counted in words);
//   2. a change that can be pushed left or right without altering either text starts where a
//      clause does.

#include <vector>

#include "redline/diff.h"
#include "redline/tokens.h"

namespace penholder {

/// The longest common stretch, in words, that step 1 may give up.
inline constexpr std::size_t kIslandWordsMost = 4;

/// Still turns `a` into `b`. Cost: O(n + m) for each round; rounds end when nothing is given up.
std::vector<Hunk> smoothed(std::vector<Hunk> hunks, const Tokens& a, const Tokens& b,
                           const TokenVocabulary& vocabulary);

}  // namespace penholder
