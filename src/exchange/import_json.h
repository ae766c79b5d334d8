#pragma once
// What an import found, as JSON.

#include <nlohmann/json_fwd.hpp>

#include "exchange/case_import.h"

namespace penholder {

/// `{"case", "tasks": [{"task", "serves": [{"objective", "strength", "was"}], "dropped"}],
/// "weights": {leaf: share}}`; `was` is null for an entry that stays, `"new"` for a new one.
nlohmann::ordered_json to_json(const CaseImport& import, const Case& c);

}  // namespace penholder
