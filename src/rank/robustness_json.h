#pragma once
// Robustness as JSON, a part of the ranking's.

#include <nlohmann/json_fwd.hpp>

#include "rank/ranking.h"

namespace penholder {

/// Preferences are a row of letters for each task, a letter for each task in the order of
/// `columns`: `N` worth at least as much under all weights, `P` under some, `-` under none, `=`
/// itself. A flip of weights lists the leaves whose weight changes from the view's mean weights,
/// and by how much.
nlohmann::ordered_json robustness_json(const Ranking& ranking, const Case& c);

}  // namespace penholder
