#pragma once
// Which text of the new resolution continues which text of the old one.
//
// Method, level by level down the trees (recitals with recitals, paragraphs with paragraphs, items
// below a matched pair with each other):
//   1. Equal texts first: a longest common subsequence of whole texts, then equal texts out of
//      order. So what did not change is never missed, however often a formula recurs.
//   2. The rest by an optimal assignment (assign.h). A pair is worth the similarity of its words
//      (2 LCS / (n + m), similarity.h) with what stands below, plus a little for the same place
//      and the same label; below kPairSimilarity it is no pair.
//   3. A text alone between two matched neighbours, opposite another such text, is its rewriting
//      if at least kRewrittenSimilarity of the words remain.
// Then what is left over anywhere, against what is left over anywhere: moves between paragraphs,
// between preamble and operative part, into and out of annexes.
//
// An assignment rather than a monotone alignment: paragraphs do change places, and an alignment in
// order would show each as dropped and added. Moves fall out of it: matched texts outside the
// heaviest ascending run of their siblings.

#include <vector>

#include "redline/diff.h"
#include "redline/text_tree.h"

namespace penholder {

/// Two unrelated paragraphs of English share up to a third of their words in order by chance
/// (measured, docs/methods/redline.md).
inline constexpr double kPairSimilarity = 0.4;
inline constexpr double kRewrittenSimilarity = 0.25;
/// Of texts in different paragraphs more is asked, the more so the shorter they are: this much of
/// long ones, kMovedSurcharge / words on top.
inline constexpr double kMovedSimilarity = 0.45;
inline constexpr double kMovedSurcharge = 1.5;
/// More pairs than this at one level are not all compared: equal texts and equal numbers only.
inline constexpr std::size_t kPairsMost = 1'000'000;
/// Longer texts are compared as bags of words.
inline constexpr std::size_t kWordsMost = 20'000;

struct Alignment {
  std::vector<int> to;             ///< for each node of the old tree its successor; -1: none
  std::vector<int> from;           ///< for each node of the new tree its origin; -1: none
  std::vector<bool> is_moved;      ///< for each node of the new tree: it has changed its place
  std::vector<double> similarity;  ///< for each node of the new tree, with what is below; in
                                   ///< [0, 1], 0 without an origin
  bool is_coarse = false;          ///< a limit was met: pairs may have been missed
};

/// Cost: for levels of n and m texts O(n m words^2 / 64), much less where bags of words differ.
Alignment align(const TextTree& a, const TextTree& b, DiffBudget& budget);

/// By labels alone, for texts in different languages.
Alignment align_by_number(const TextTree& a, const TextTree& b);

}  // namespace penholder
