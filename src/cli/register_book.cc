#include "cli/register_book.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "io/files.h"

namespace penholder {
namespace {

constexpr std::size_t kBookBytesMost = std::size_t{256} << 20;
constexpr std::size_t kCellBytesMost = 32'000;  // the format allows 32,767 characters
constexpr std::size_t kSheetNameMost = 31;

/// Widths in characters, one for each column of register_columns().
constexpr std::array<double, 17> kWidths = {19, 11, 10, 16, 12, 16, 22, 32, 70,
                                            18, 10, 18, 18, 22, 9,  26, 30};

/// `S/RES/2531 (2020)` -> `2531 (2020)`: a sheet's name may not hold `/`, and not occur twice.
std::string sheet_name(const Register& reg, std::set<std::string>& taken) {
  std::string name = reg.symbol.starts_with("S/RES/") ? reg.symbol.substr(6) : reg.symbol;
  for (char& c : name) {
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos || c < ' ' || c > '~') {
      c = '-';
    }
  }
  if (name.empty()) name = "no symbol";
  name.resize(std::min(name.size(), kSheetNameMost - 4));
  std::string unique = name;
  for (int i = 2; !taken.insert(unique).second; ++i) unique = fmt::format("{} {}", name, i);
  return unique;
}

// At the end of a character, so that the cell stays UTF-8.
std::string cut(std::string text) {
  if (text.size() <= kCellBytesMost) return text;
  std::size_t end = kCellBytesMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80u) --end;
  text.resize(end);
  return text + " \u2026";
}

Result<void> write_book(std::span<const Register> registers, RegisterScope scope,
                        const std::string& path) {
  lxw_workbook* book = workbook_new(path.c_str());
  if (book == nullptr) return fail("cannot make a workbook");
  // Else the workbook carries the time at which it was made.
  constexpr time_t kNewYear2000 = 946'684'800;
  std::string title = "Register of tasks";
  std::string comments =
      "Read off the text by rule; `unknown` where the rules cannot tell. Task classes: PEMA, doi "
      "10.1177/00220027211068897; assigning them is this program's. Source of the texts: United "
      "Nations; unofficial copy.";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.comments = comments.data();
  properties.created = kNewYear2000;
  workbook_set_properties(book, &properties);

  lxw_format* head = workbook_add_format(book);
  format_set_bold(head);
  format_set_text_wrap(head);
  format_set_bg_color(head, 0xE8ECF0);
  format_set_bottom(head, LXW_BORDER_MEDIUM);
  lxw_format* body = workbook_add_format(book);
  format_set_text_wrap(body);
  format_set_align(body, LXW_ALIGN_VERTICAL_TOP);

  const auto columns = register_columns();
  const auto last_column = static_cast<lxw_col_t>(columns.size() - 1);
  std::set<std::string> taken;
  for (const Register& reg : registers) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, sheet_name(reg, taken).c_str());
    if (sheet == nullptr) break;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, column, column, kWidths[i], nullptr);
      worksheet_write_string(sheet, 0, column, std::string(columns[i]).c_str(), head);
    }
    lxw_row_t line = 0;
    for (const RegisterRow* row : rows_in_scope(reg, scope)) {
      ++line;
      const std::vector<std::string> cells = register_cells(reg, *row);
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        worksheet_write_string(sheet, line, static_cast<lxw_col_t>(i), cut(cells[i]).c_str(), body);
      }
    }
    worksheet_freeze_panes(sheet, 1, 2);
    worksheet_autofilter(sheet, 0, 0, std::max<lxw_row_t>(line, 1), last_column);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
  }
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) {
    return fail(fmt::format("cannot make the workbook: {}", lxw_strerror(error)));
  }
  return {};
}

}  // namespace

Result<std::string> register_book(std::span<const Register> registers, RegisterScope scope) {
  return bytes_written_by(
      [&](const std::string& path) { return write_book(registers, scope, path); }, kBookBytesMost);
}

}  // namespace penholder
