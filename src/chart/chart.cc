#include "chart/chart.h"

#include <string_view>

namespace penholder {
namespace {

void add_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& cell = cells[i];
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace

std::string to_csv(const DataTable& table) {
  std::string out;
  add_row(out, table.headers);
  for (const auto& row : table.rows) add_row(out, row);
  return out;
}

}  // namespace penholder
