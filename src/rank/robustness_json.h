#pragma once
// Robustness as JSON, a part of the ranking's.

#include <nlohmann/json_fwd.hpp>

#include "rank/robustness.h"

namespace penholder {

/// Preferences are a row of letters for each task, a letter for each task in the order of
/// `columns`: `N` worth at least as much under all weights, `P` under some, `-` under none, `=`
/// itself.
nlohmann::ordered_json to_json(const Robustness& robustness, const Case& c);

}  // namespace penholder
