#pragma once
// A performance table from comma-separated values. The layout, with examples:
// docs/formats/tables.md.
//
//   id,#title,speed,price
//   #direction,,max,min
//   #weight,,0.6,0.4
//   heron,The Heron,180,25000
//
// What begins with # describes; all else is data.

#include <array>
#include <string_view>

#include "table/table_read.h"

namespace penholder {

/// Reads the whole text; every fault has its place.
///
///   cost   linear in the bytes, and n log n in the names
TableRead read_csv(std::string_view bytes, FileId file);

/// The rows and columns that describe, without the `#`.
inline constexpr std::array<std::string_view, 9> kCsvRows{
    "title", "unit", "direction", "worst", "best", "scale", "preference", "weight", "order"};

}  // namespace penholder
