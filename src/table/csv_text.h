#pragma once
// Comma-separated values as text: records and fields with their places (RFC 4180), and back. Knows
// nothing of what the fields mean.
//
// Spreadsheets run a cell that begins with = + - @ as a formula, so a text field that does (or
// that begins with #, which this program gives a meaning, or with ' itself) is written with a '
// before it, and read without it. Numbers are written as they are. Source: OWASP, CSV Injection.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace penholder {

struct CsvField {
  std::string text;      ///< without quotes and without the guard
  bool guarded = false;  ///< a ' was taken off: a leading # is then no mark
  Span span;
};
using CsvRecord = std::vector<CsvField>;

struct CsvRead {
  std::vector<CsvRecord> records;  ///< blank ones left out
  char separator = ',';
  bool is_whole = false;  ///< read to its end without a fault
};

inline constexpr std::size_t kCsvFieldBytesMost = 10'000;
/// Several times what the largest table needs.
inline constexpr std::size_t kCsvFieldsMost = 500'000;

/// Reads all records. The separator is the one of comma, semicolon and tab that the first line has
/// most often outside quotes. A byte order mark is passed over; lines end in LF, CRLF or CR; quoted
/// fields may hold all of these. Faults go to `diagnostics`.
///
///   bytes  any; UTF-16 and bytes that are no UTF-8 are faults
///   cost   linear
CsvRead read_csv_text(std::string_view bytes, FileId file, Diagnostics& diagnostics);

/// One field as it is written: guarded where needed, quoted where needed.
std::string csv_field(std::string_view text);

/// A field that is known to be a plain number or to begin harmlessly; quoted where needed.
std::string csv_plain(std::string_view text);

}  // namespace penholder
