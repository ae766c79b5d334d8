#pragma once
// A performance table from XMCDA 3, the exchange format of the Decision Deck consortium.
//
// Read: alternatives, criteria, criteriaScales (quantitative), criteriaFunctions (points and
// piecewise linear), criteriaThresholds (constant), criteriaValues (weights, or an order),
// performanceTable. In any order of the parts, in one file or several. What else there is gets a
// warning. How distributions and preference functions are written: docs/formats/tables.md. Source:
// XMCDA 3.1.1 schema, Decision Deck, 2019; 3.0.0 to 3.1.1 are read alike.

#include <span>
#include <string_view>

#include "table/table_read.h"

namespace penholder {

/// Reads the whole text; every fault has its place.
///
///   cost   linear in the bytes, and n log n in the names
TableRead read_xmcda(std::string_view bytes, FileId file);

/// One of several files that make up a table, as many tools write them: criteria in one, weights in
/// another.
struct XmcdaPart {
  std::string_view bytes;
  FileId file;
};

/// Reads all parts as if they were one file, in the order given.
///
///   parts   at least one (checked)
TableRead read_xmcda(std::span<const XmcdaPart> parts);

}  // namespace penholder
