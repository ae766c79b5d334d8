#pragma once
// A Survival as JSON, with the table's names. No number in it is rounded.

#include <nlohmann/json_fwd.hpp>

#include "lens/survival.h"

namespace penholder {

nlohmann::ordered_json to_json(const Survival& survival, const PerformanceTable& table);

}  // namespace penholder
