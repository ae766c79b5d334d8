#include "table/read_table.h"

#include "table/read_csv.h"
#include "table/read_xmcda.h"

namespace penholder {

TableRead read_table(std::string_view bytes, FileId file) {
  const std::string_view body = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  const bool is_xml = first != std::string_view::npos && body[first] == '<';
  return is_xml ? read_xmcda(bytes, file) : read_csv(bytes, file);
}

}  // namespace penholder
