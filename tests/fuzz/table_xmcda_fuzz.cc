// libFuzzer: any bytes as a performance table. What must hold whatever comes: no crash, places
// inside the bytes, a usable table is whole and comes back from what is written of it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "table/read_xmcda.h"
#include "table/write_xmcda.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace penholder;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const TableRead read = read_xmcda(bytes, FileId{0});
  for (const Diagnostic& diagnostic : read.diagnostics.found()) {
    if (diagnostic.span.begin > diagnostic.span.end || diagnostic.message.empty()) std::abort();
    if (diagnostic.span.is_known() && diagnostic.span.begin > size) std::abort();
  }
  if (read.usable == read.diagnostics.has_errors()) std::abort();
  if (!read.usable) return 0;
  const PerformanceTable& table = read.table;
  if (table.criteria.empty() || table.alternatives.empty()) std::abort();
  if (table.cells.size() != table.criteria.size() * table.alternatives.size()) std::abort();
  const TableRead again = read_xmcda(write_xmcda(table), FileId{0});
  if (!again.usable || !is_same(again.table, table)) std::abort();
  return 0;
}
