#include "casefile/kinds.h"

#include "casefile/kind_table.h"

namespace penholder {

std::span<const DiagnosticKind> casefile_kinds() { return kKindTable; }

}  // namespace penholder
