#pragma once
// Can all must-work of a problem be done at all? The smallest question that `why` asks.

#include "sequence/problem.h"

namespace penholder {

/// Yes, with a plan that does it; no, proven; or not known within the work allowed.
struct Possibility {
  enum class Answer : std::uint8_t { Yes, No, Unknown } answer = Answer::Unknown;
  PlanAssignment plan;  ///< for Yes; checked by check_plan

  [[nodiscard]] bool is_yes() const { return answer == Answer::Yes; }
  [[nodiscard]] bool is_no() const { return answer == Answer::No; }
};

/// Work allowed for one question unless the caller says otherwise: a second or so.
inline constexpr std::uint64_t kQuestionWork = 10'000'000;

/// Is there a plan that keeps all links and capacities and does all must-work?
///
///   work   limit in the solver's own steps (solver::Settings::work_limit)
Possibility can_be_done(const PlanProblem& problem, std::uint64_t work = kQuestionWork);

}  // namespace penholder
