#pragma once
// The planning problem of a case under a demand, with some of its facts eased or taken away: what
// `why` asks the solver about, over and over.

#include <optional>
#include <span>
#include <vector>

#include "sequence/facts.h"
#include "sequence/problem.h"
#include "value/weights.h"

namespace penholder {

/// What is asked of a plan beyond what the case asks.
struct Demand {
  struct Item {
    TaskId task;
    enum class Kind : std::uint8_t {
      Done,       ///< done at all; a standing task: on in some phase
      Throughout  ///< as a must-task: a standing one on wherever its dates allow
    } kind = Kind::Done;
    /// Finished by this date (a standing task: at the end of its first phase).
    std::optional<Date> by;
    /// A standing task: on at its highest level wherever it is on.
    bool is_at_full_level = false;
  };
  std::vector<Item> items;
};

/// One fact less strict, or gone.
struct Easing {
  CaseFact fact;
  /// By how much: units of the asset more (Capacity: at every step), units less (Need), days
  /// shorter (Duration), earlier (a start), later (Due, Horizon) or wider (Together). Nothing: the
  /// fact is gone.
  std::optional<double> by;
};

/// True when easing the fact by an amount has a meaning; what is left then is to drop it.
bool has_amount(const Case& design, const CaseFact& fact);

/// Beyond any date of a case.
inline constexpr Days kDaysGone = 40 * 366;

/// What a question is about.
struct Subject {
  const Case& base;
  const Case& design;
  const Weights& weights;
};

/// The case's own problem, with the demand as must-work (marks that bring no value and need nothing
/// stand behind the case's tasks), and the facts eased. Dropping a fact never makes the problem
/// harder, with one exception: where a must-task is kept up from a date or a predecessor on, an
/// earlier date obliges it to more.
///
///   cost   of build_problem, and a copy of the case
PlanProblem eased_problem(const Subject& subject, const Demand& demand,
                          std::span<const Easing> easings);

}  // namespace penholder
