#pragma once
// A run of all stages in ten lines, for the terminal.

#include <string>

#include "compare/comparison.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "sequence/plan.h"
#include "sequence/robust_plan.h"
#include "stress/outlook.h"

namespace penholder {

/// Plain text of at most `width` columns a line, ending in a line break. Figures are rounded to
/// whole points.
///
///   robust   one plan for the room; null: not sought
std::string render_summary(const Case& base, const Ranking& ranking, const Plan& plan,
                           const Outlook& outlook, const Comparison& comparison, int width,
                           const RobustPlan* robust = nullptr);

}  // namespace penholder
