#pragma once
// The answers of `why` as JSON. Ids are the case's own; dates are ISO; points have two decimals;
// the order of keys is fixed.

#include <nlohmann/json_fwd.hpp>

#include "base/source_text.h"
#include "sequence/demand_why.h"
#include "sequence/task_why.h"

namespace penholder {

/// `{"question", "task", "status", "plan", "forced", "earliest_finish", "limit"}`; what there is
/// not is null. A plan is as in plan_json.h.
nlohmann::ordered_json to_json(const TaskWhy& why, const Case& design, const SourceTexts& texts);

/// `{"question", "demand", "answer", "forced", "conflict", "remedies"}`. A fact has `kind`, `text`,
/// `basis`, `file`, `line` and the ids of what it is about.
nlohmann::ordered_json to_json(const DemandWhy& why, const Case& design, const SourceTexts& texts);

}  // namespace penholder
