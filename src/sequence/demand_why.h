#pragma once
// Can this date, or this set of demands, be met? If so, at what price; if not, why, and what would
// have to change.

#include "sequence/forced_plan.h"
#include "sequence/remedies.h"

namespace penholder {

struct DemandWhy {
  Demand demand;
  enum class Answer : std::uint8_t {
    Possible,
    Impossible,
    Undecided  ///< not settled within the work allowed
  } answer = Answer::Undecided;
  // Possible
  std::optional<Plan> plan;          ///< the best plan, without regard to the demand
  std::optional<ForcedPlan> forced;  ///< the best that meets it
  // Impossible
  std::optional<Conflict> conflict;
  std::vector<Remedy> remedies;  ///< cheapest first
};

/// For a demand that can be met, plans twice as `sequence` does with these settings; for one that
/// cannot, asks some hundred questions.
DemandWhy why_demand(const Subject& subject, const Demand& demand, std::optional<ViewId> view,
                     const SequenceSettings& settings, Progress* progress = nullptr);

}  // namespace penholder
