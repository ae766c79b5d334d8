#pragma once
// Why a demand cannot be met: a minimal set of facts of the case that together rule it out. With
// all facts gone but these, none does; with one of these gone as well, a plan meets the demand.
// Other sets may rule it out, too.

#include <variant>

#include "sequence/easing.h"
#include "sequence/possible.h"

namespace penholder {

struct Conflict {
  std::vector<CaseFact> facts;
  /// With the rest less any one fact a plan was found that meets the demand. Off only when the work
  /// allowed did not suffice to decide some question.
  bool is_minimal = false;
  /// The case's own must-work does not fit, whatever is demanded.
  bool is_without_demand = false;
  std::size_t questions = 0;  ///< asked of the solver
};

/// Neither a plan nor a proof within the work allowed.
struct Undecided {};

/// Whether the demand can be met beside all must-work: a plan that does, why not, or undecided.
using DemandAnswer = std::variant<PlanAssignment, Conflict, Undecided>;

struct ConflictSettings {
  std::uint64_t work = kQuestionWork;  ///< for each question
  /// Taken as eased from the outset: what rules the demand out besides?
  std::vector<Easing> eased;
};

/// The plan's index runs over the tasks of `subject.design` (and marks behind them).
///
///   cost   about 60 questions for a conflict of ten facts among 200
///   source QuickXplain (quick_xplain.h); each fact of the result is then tried by itself
DemandAnswer answer_demand(const Subject& subject, const Demand& demand,
                           const ConflictSettings& settings = {});

}  // namespace penholder
