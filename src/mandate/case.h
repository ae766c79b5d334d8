#pragma once
// A mandate as a case: everything that the stages work on. Plain data, read-only once built; no
// input or output, no analysis. Made by casefile/reader.h, whose promise is that every id in it is
// in range.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mandate/view.h"

namespace penholder {

/// A stretch of the horizon; phases follow each other without gap and cover it.
struct Phase {
  std::string id;
  std::string title;
  DateRange range;
  Span span;
};

/// A sourced sentence of the context section.
struct ContextItem {
  std::string text;
  std::vector<Citation> cites;
  Span span;
};

struct Case {
  std::string id;
  std::string title;
  std::optional<ActorId> mission;
  Date as_of;                       ///< nothing later is cited
  DateRange horizon;                ///< what is planned
  IdVector<PhaseId, Phase> phases;  ///< at least one; the whole horizon when the case names none
  std::string summary;
  std::string question;
  std::optional<ViewId> reference_view;  ///< the headline plan is made under it
  std::vector<ContextItem> context;
  std::vector<std::string> gaps;  ///< texts not at hand, what could not be checked
  /// How far, in levels of the scale, a judged strength without a stated range may be off to either
  /// side.
  int tolerance_levels = 0;
  Basis tolerance_basis;

  std::vector<ScaleLevel> scale;
  IdVector<MeasureId, Measure> measures;
  IdVector<SourceId, Source> sources;
  IdVector<AreaId, Area> areas;
  IdVector<ActorId, Actor> actors;
  IdVector<ObjectiveId, Objective> objectives;
  PriorityRule priority_rule;
  IdVector<TaskId, Task> tasks;
  IdVector<LinkId, Link> links;
  IdVector<AssetId, Asset> assets;
  IdVector<ConditionId, Condition> conditions;
  IdVector<MilestoneId, Milestone> milestones;
  IdVector<BenchmarkId, Benchmark> benchmarks;
  IdVector<ShockId, Shock> shocks;
  IdVector<ViewId, View> views;
  IdVector<OptionId, Option> options;
};

/// A case with its options carried out: `designs[o]` is the base case patched by option o. Designs
/// share the base case's leaf objectives and views; their other ids may differ, so match entities
/// by their `id` text.
struct Dossier {
  Case base;
  IdVector<OptionId, Case> designs;
};

/// The strength of `serves` at standard-normal score `z`: at z = 0 the likely one. A measured
/// strength is the value of the amount at that score (draw the amount, then map it), so that on a
/// scale where more counts less a higher score is a weaker strength.
///
///   serves  of `c`
///   cost    O(1), O(anchors) where measured
double strength_at(const Case& c, const Serves& serves, double z);

/// The day a date reference names; a milestone stands for its likely date.
Date resolve(const Case& c, const DateRef& ref);

/// Children of a node, in the order of the case; the roots for nothing.
std::vector<ObjectiveId> children_of(const Case& c, std::optional<ObjectiveId> parent);

/// Objectives without children, in the order of the case.
std::vector<ObjectiveId> leaf_objectives(const Case& c);

/// Leaves at or below `node`, in the order of the case.
std::vector<ObjectiveId> leaves_below(const Case& c, ObjectiveId node);

/// The strategic priority (node with a tier) at or above `node`, if any.
std::optional<ObjectiveId> priority_above(const Case& c, ObjectiveId node);

/// The entity whose user-given `id` text is `id`. Cost: O(entities).
template <class IdType, class Entity>
std::optional<IdType> find_by_id(const IdVector<IdType, Entity>& entities, std::string_view id) {
  for (const IdType candidate : entities.ids()) {
    if (entities[candidate].id == id) return candidate;
  }
  return std::nullopt;
}

}  // namespace penholder
