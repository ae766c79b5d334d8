#include "sequence/demand_why.h"

namespace penholder {

DemandWhy why_demand(const Subject& subject, const Demand& demand, std::optional<ViewId> view,
                     const SequenceSettings& settings, Progress* progress) {
  DemandWhy why;
  why.demand = demand;
  DemandAnswer answer = answer_demand(subject, demand);
  if (auto* plan = std::get_if<PlanAssignment>(&answer)) {
    why.answer = DemandWhy::Answer::Possible;
    why.plan = sequence(subject.base, subject.design, subject.weights, view, settings, progress);
    why.forced = best_plan_with(subject, demand, *why.plan, {std::move(*plan)}, settings, progress);
  } else if (auto* conflict = std::get_if<Conflict>(&answer)) {
    why.answer = DemandWhy::Answer::Impossible;
    why.remedies = find_remedies(subject, demand, *conflict);
    why.conflict = std::move(*conflict);
  }
  return why;
}

}  // namespace penholder
