#pragma once
// The setting of a mandate: where, who, what for, and how the text orders its priorities.

#include <optional>
#include <string>
#include <vector>

#include "mandate/estimate.h"

namespace penholder {

using AreaId = Id<struct AreaTag>;
using ActorId = Id<struct ActorTag>;
using ObjectiveId = Id<struct ObjectiveTag>;

/// A region or cercle.
struct Area {
  std::string id;
  std::string title;
  std::string pcode;  ///< OCHA place code; may be empty
  std::optional<AreaId> parent;
  struct Point {
    double latitude = 0.0;
    double longitude = 0.0;
  };
  std::optional<Point> at;
  std::optional<Estimate>
      need;  ///< share of the need for protection, 0..1, relative to the other areas
  std::vector<Citation> cites;
  Span span;
};

/// Something that an actor's mandate or law rules out, as a tag that tasks' `does` are compared
/// with.
struct Limit {
  std::string what;
  std::string text;
  std::vector<Citation> cites;
  Span span;
};

struct Actor {
  std::string id;
  std::string title;
  enum class Kind : std::uint8_t {
    Mission,
    HostState,
    Signatory,
    RegionalBody,
    Force,
    UnEntity,
    CivilSociety,
    MemberState,
    Other
  } kind = Kind::Other;
  std::vector<Limit> may_not;
  std::vector<Citation> cites;
  Span span;
};

/// A node of the objective tree: end state, strategic priority, or leaf.
struct Objective {
  std::string id;
  std::string title;
  std::optional<ObjectiveId> parent;
  std::optional<int> tier;  ///< 1 or 2 on a strategic priority of that rank; nothing elsewhere
  std::optional<DateRange> window;  ///< when the priority applies, if the text says so
  std::vector<Citation> cites;
  Span span;
};

/// How the mandate itself orders its strategic priorities.
struct PriorityRule {
  enum class Kind : std::uint8_t { List, Order, Window } kind = Kind::List;
  std::vector<ObjectiveId> order;  ///< first comes first (for Order)
  std::string text;
  std::vector<Citation> cites;
  Span span;
};

/// One step of the anchored scale on which `serves` is judged.
struct ScaleLevel {
  std::string id;
  std::string title;
  double value = 0.0;   ///< 0..1, strictly increasing over the scale
  std::string meaning;  ///< the anchor in words
  Basis basis;
  Span span;
};

}  // namespace penholder
