#pragma once
// Where words went: splits and merges of texts, passages and verbs that moved. Written into the
// rows of a redline.

#include <vector>

#include "redline/align.h"
#include "redline/diff.h"
#include "redline/redline.h"
#include "redline/text_tree.h"

namespace penholder {

///   hunks     for each node of `b` with a partner, its difference
///   row_of_a  index of the row that shows a node of `a`; -1: none; the same for `b`
///   cost      see find_passages
void name_origins(const TextTree& a, const TextTree& b, const Alignment& alignment,
                  const std::vector<std::vector<Hunk>>& hunks, const TokenVocabulary& vocabulary,
                  const std::vector<int>& row_of_a, const std::vector<int>& row_of_b,
                  std::vector<RedlineRow>& rows);

}  // namespace penholder
