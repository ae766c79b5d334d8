#pragma once
// A RobustPlan as plain text for a terminal, in the words of somebody who has to bring a room
// together.

#include <string>

#include "sequence/robust_plan.h"

namespace penholder {

/// What stays in whatever the weights; what is borderline, for whom, and what it would displace;
/// the recommended plan and what each view loses by it. Ends in a line break. Control characters of
/// the case's own words are left out.
///
///   c       the design that was planned
///   width   columns, 72 to 200 (cut to them)
///   colour  bold headings; no meaning rests on it
std::string render_text(const RobustPlan& robust, const Case& c, int width, bool colour);

/// What changed, in words: "in: “a”, “b”; out: “c”; more of “d”; less of “e”"; empty when nothing
/// did. `without` is left out of the list; each kind names at most `most` tasks.
std::string changes_in_words(const std::vector<PlanChange>& changes, const Case& c,
                             std::optional<TaskId> without, std::size_t most = 4);

}  // namespace penholder
