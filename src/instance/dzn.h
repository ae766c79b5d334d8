#pragma once
// MiniZinc data files, as far as scheduling instances use them: `name = value;` with whole numbers,
// sets of them, and arrays of either. What else a data file may hold (strings, decimals, enums) is
// passed over and only refused when someone asks for it.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_text.h"
#include "solver/model.h"

namespace penholder::instance {

/// A value as written. Arrays are flat; `rows` and `columns` are as declared by array2d or `[| |]`.
struct DznValue {
  enum class Kind : std::uint8_t { Whole, Array, Table, Set, SetArray, Other };
  Kind kind = Kind::Other;
  std::vector<solver::Value> numbers;  ///< of a SetArray: of all sets, one after the other
  std::vector<std::uint32_t> places;   ///< where each number stands
  std::vector<std::size_t> set_ends;   ///< of a SetArray: where in `numbers` each set ends
  solver::Value rows = 0;
  solver::Value columns = 0;
  Span span;
};

/// The parameters of a data file, asked for by name. The first fault, of the text or of a question,
/// is reported and sticks: afterwards every answer is empty.
class DznFile {
 public:
  /// Reads all of `text`.
  ///
  ///   errors   text that is no data file, a name given twice, array2d whose size is another
  ///   cost     O(bytes log names); memory 15 times the bytes. Ranges `a..b` within arrays of sets
  ///            are written out, two million numbers in all
  DznFile(std::string_view text, FileId file, Diagnostics& diagnostics);

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }

  /// Parameter `name`, its numbers within [least, most]. Missing, of another kind, of another size
  /// or out of range: a fault.
  solver::Value whole(std::string_view name, solver::Value least, solver::Value most);
  std::vector<solver::Value> array(std::string_view name, std::size_t size, solver::Value least,
                                   solver::Value most);
  /// A rows x columns table, row after row.
  std::vector<solver::Value> table(std::string_view name, std::size_t rows, std::size_t columns,
                                   solver::Value least, solver::Value most);
  /// A table of any number of rows.
  std::vector<solver::Value> rows(std::string_view name, std::size_t columns, solver::Value least,
                                  solver::Value most);
  std::vector<std::vector<solver::Value>> sets(std::string_view name, std::size_t size,
                                               solver::Value least, solver::Value most);

  /// Reports a fault at parameter `name`, if there is one, else at the file.
  void fail(const DiagnosticKind& kind, std::string_view name, std::string message);

 private:
  const DznValue* find(std::string_view name, DznValue::Kind kind, const char* kind_words);
  bool is_within(std::string_view name, const DznValue& value, solver::Value least,
                 solver::Value most);
  void report(const DiagnosticKind& kind, Span where, std::string message);

  FileId file_;
  Diagnostics& diagnostics_;
  std::map<std::string, DznValue, std::less<>> values_;
  bool ok_ = true;
};

}  // namespace penholder::instance
