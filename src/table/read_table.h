#pragma once
// The door of the room: any bytes to a table. XML when the first character is `<`, else
// comma-separated values; the file's name does not matter.

#include <string_view>

#include "table/table_read.h"

namespace penholder {

TableRead read_table(std::string_view bytes, FileId file);

}  // namespace penholder
