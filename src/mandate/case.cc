#include "mandate/case.h"

namespace penholder {

double strength_at(const Case& c, const Serves& serves, double z) {
  if (!serves.performance) return at_score(serves.strength, z, kShare);
  const auto& [measure, amount] = *serves.performance;
  return value_at(c.measures[measure], at_score(amount, z, kAnyAmount));
}

namespace {

bool has_children(const Case& c, ObjectiveId node) {
  for (const Objective& objective : c.objectives) {
    if (objective.parent == node) return true;
  }
  return false;
}

bool is_at_or_below(const Case& c, ObjectiveId node, ObjectiveId top) {
  // The reader breaks cycles, so the walk up ends; the counter keeps that promise local.
  std::optional<ObjectiveId> at = node;
  for (std::size_t steps = 0; at && steps <= c.objectives.size(); ++steps) {
    if (*at == top) return true;
    at = c.objectives[*at].parent;
  }
  return false;
}

}  // namespace

Date resolve(const Case& c, const DateRef& ref) {
  if (const auto* date = std::get_if<Date>(&ref)) return *date;
  return c.milestones[std::get<MilestoneId>(ref)].date.likely;
}

std::vector<ObjectiveId> children_of(const Case& c, std::optional<ObjectiveId> parent) {
  std::vector<ObjectiveId> result;
  for (const ObjectiveId id : c.objectives.ids()) {
    if (c.objectives[id].parent == parent) result.push_back(id);
  }
  return result;
}

std::vector<ObjectiveId> leaf_objectives(const Case& c) {
  std::vector<ObjectiveId> result;
  for (const ObjectiveId id : c.objectives.ids()) {
    if (!has_children(c, id)) result.push_back(id);
  }
  return result;
}

std::vector<ObjectiveId> leaves_below(const Case& c, ObjectiveId node) {
  std::vector<ObjectiveId> result;
  for (const ObjectiveId leaf : leaf_objectives(c)) {
    if (is_at_or_below(c, leaf, node)) result.push_back(leaf);
  }
  return result;
}

std::optional<ObjectiveId> priority_above(const Case& c, ObjectiveId node) {
  std::optional<ObjectiveId> at = node;
  for (std::size_t steps = 0; at && steps <= c.objectives.size(); ++steps) {
    if (c.objectives[*at].tier) return at;
    at = c.objectives[*at].parent;
  }
  return std::nullopt;
}

}  // namespace penholder
