#pragma once
// Words that were struck in one paragraph and put in, as they are, in another: how splits and
// merges of paragraphs, and sentences that moved, are told from what is new.

#include <vector>

#include "redline/diff.h"
#include "redline/text_tree.h"

namespace penholder {

/// Shorter runs are formulas of the trade (`in line with international law`).
inline constexpr std::size_t kPassageWordsLeast = 4;
/// Runs at least this long are shown as moved wherever they are, if at least so many of their words
/// are in small letters and of four letters or more: names and formulas are no passages.
inline constexpr std::size_t kMovedPassageWordsLeast = 9;
inline constexpr std::size_t kMovedPassageContentLeast = 4;

struct Passage {
  int a_node = 0;
  int b_node = 0;
  std::uint32_t a_begin = 0;  ///< index of a token of the old node
  std::uint32_t b_begin = 0;
  std::uint32_t length = 0;  ///< tokens
  std::size_t words = 0;
  std::size_t content = 0;  ///< words in small letters, four letters or more
};

/// What is struck (or put in) of each node: hunks' sides; a node without partner as a whole.
struct Residue {
  int node = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Longest runs first come at each place of the new texts, in reading order; no struck word is used
/// twice. Pairs (a, b) of `partners` (to[a] == b) are passed over: their common words are not
/// struck.
///
/// cost: O(tokens x places of a run of four words), at most 64 of them looked at
std::vector<Passage> find_passages(const TextTree& a, const std::vector<Residue>& struck,
                                   const TextTree& b, const std::vector<Residue>& put_in,
                                   const std::vector<int>& to, const TokenVocabulary& vocabulary);

}  // namespace penholder
