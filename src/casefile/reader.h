#pragma once
// Case text to Case: the only way a `Case` comes into being. Pure: texts in, a value out; whoever
// has files loads them first (io) and refuses those above `kMostCaseBytes` there already.
//
//   const Reading reading = read_case(texts);
//   show(reading.diagnostics.sorted());
//   if (reading.usable) rank(reading.dossier.base);
//
// Knows nothing of what a case is used for. The format is docs/formats/case.md; its keywords are
// one table (keywords.h), which drives the reader, the JSON Schema and that page.

#include <cstddef>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "mandate/case.h"

namespace penholder {

/// A text above this size is refused unread: `file-too-large`. The MINUSMA case is about a
/// hundredth of it.
inline constexpr std::size_t kMostCaseBytes = 16U << 20U;

/// What reading gives: always a case, however broken the text.
struct Reading {
  /// The base case and, for every option, the case with the option's changes carried out
  /// (`designs`, same length and order as `base.options`).
  ///
  /// Promises that hold even when `usable` is false: every id stored anywhere in it is in range;
  /// the objective tree, the tree of areas and the `after` links have no cycle; phases cover the
  /// horizon without gap; the horizon is at least a day long; every estimate is finite with low <=
  /// likely <= high, and within its kind's bounds. What broke a promise was reported and left out.
  ///
  /// A number given as `unknown` is reported as a to-do. Where its field is optional it is then
  /// absent; where it is not, it holds a documented stand-in with `Basis::Kind::Unknown`: a
  /// probability, feasibility or strength (0.1, 0.5, 0.9), an amount 0, a measured performance the
  /// outermost anchors and their middle, a date the end of the horizon. An unknown strength has no
  /// levels; its stand-in only keeps the promises above, and whoever works with strengths asks
  /// `Estimate::is_unknown` first.
  Dossier dossier;
  /// All problems of all texts, from syntax to references, and those of each option's changes. Use
  /// `sorted()`.
  Diagnostics diagnostics;
  /// No diagnostic is an error: the stages may run.
  bool usable = false;
};

/// Reads one case from all `texts` together (a single file, or the `*.yaml` of a directory in the
/// order of their names): lists are concatenated, entities with the same id in two texts are merged
/// field by field.
///
///   texts    any bytes whatever; at most kMostCaseBytes each, 64 levels deep, 500,000 nodes
///   returns  see Reading; never throws, never aborts, reports every problem in one run
///   cost     linear in the text, plus one more binding per option (a 200 kB case with ten options:
///   milliseconds)
Reading read_case(const SourceTexts& texts);

}  // namespace penholder
