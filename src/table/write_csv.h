#pragma once
// A performance table as comma-separated values that `read_csv` reads back to the same table.

#include <string>

#include "table/performance_table.h"

namespace penholder {

/// RFC 4180: commas, CRLF, quotes where needed; UTF-8 without a byte order mark. Rows that say
/// nothing of any criterion are left out. Text that a spreadsheet would run as a formula is guarded
/// (csv_text.h).
///
///   errors   none; names of the table are written whatever they hold
///   cost     linear
std::string write_csv(const PerformanceTable& table);

}  // namespace penholder
