#include "cite/kinds.h"

#include "cite/kind_table.h"

namespace penholder {

std::span<const DiagnosticKind> cite_kinds() { return kCiteTable; }

}  // namespace penholder
