#pragma once
// What the mandate asks for, what it takes, and how tasks hang together.

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mandate/context.h"
#include "mandate/measure.h"

namespace penholder {

using TaskId = Id<struct TaskTag>;
using LinkId = Id<struct LinkTag>;
using AssetId = Id<struct AssetTag>;
using ConditionId = Id<struct ConditionTag>;
using MilestoneId = Id<struct MilestoneTag>;
using PhaseId = Id<struct PhaseTag>;

/// How strongly a task serves a leaf objective: judged on the scale of the case, or measured.
struct Serves {
  ObjectiveId objective;
  Estimate strength;  ///< partial value, 0..1; where measured, what the amount counts
  /// Ids of the levels behind low, likely, high, where judged; empty where unknown.
  std::array<std::string, 3> level;
  /// The amount that the strength was made from.
  struct Performance {
    MeasureId measure;
    Estimate amount;  ///< in the measure's unit
  };
  std::optional<Performance> performance = {};  ///< where measured
  Span span;
};

/// What a task takes of an asset: while it runs (renewable) or in all (budget); for a standing task
/// at full level, budget per 30 days.
struct Need {
  AssetId asset;
  Estimate amount;
  Span span;
};

/// A level at which a standing task can be kept during a phase.
struct Level {
  std::string id;
  std::string title;
  double effort = 1.0;  ///< share of the task's needs
  double effect = 1.0;  ///< share of the task's credit
  Basis basis;
  Span span;
};

/// Date given outright, or by a milestone.
using DateRef = std::variant<Date, MilestoneId>;

/// How the credit of a discrete task falls with its completion date.
struct CreditRule {
  enum class Kind : std::uint8_t {
    Remaining,  ///< the part of the horizon that remains after completion
    Step,       ///< all of it up to `by`, nothing after
    Constant    ///< all of it whenever completed within the horizon
  } kind = Kind::Remaining;
  std::optional<DateRef> by;  ///< for Step
  bool is_default = true;     ///< not stated in the case
};

struct Task {
  std::string id;
  std::string title;
  std::vector<Citation> cites;
  std::string force;  ///< verb of the text: decides, authorizes, requests, ...
  enum class List : std::uint8_t { Priority, Other } list = List::Priority;
  enum class Kind : std::uint8_t { Discrete, Standing } kind = Kind::Discrete;
  std::vector<ActorId> leads;  ///< one; more is a finding
  std::vector<ActorId> partners;
  std::vector<std::string> does;
  std::vector<AreaId> areas;
  std::vector<AreaId> counted_over;  ///< areas whose need is the whole; empty: its own areas
  std::vector<Serves> serves;
  bool must = false;
  std::optional<Estimate> duration;  ///< days; Discrete only
  std::vector<Need> needs;
  std::vector<Level> levels;  ///< Standing only: ascending effort, without the implied `off`
  CreditRule credit;          ///< Discrete only
  Span span;

  [[nodiscard]] bool is_standing() const { return kind == Kind::Standing; }
};

/// What a link may point at.
using LinkTarget = std::variant<std::monostate, TaskId, ConditionId, MilestoneId>;

struct Link {
  std::string id;
  enum class Kind : std::uint8_t {
    After,      ///< task starts at or after the end of `on` plus `lag`
    NotBefore,  ///< task starts at or after `date` or the milestone `on`
    Due,        ///< task ends at or before `date` or the milestone `on`
    Together,   ///< both are done or neither; starts at most `within` apart
    InsteadOf,  ///< at most one of the two is done
    Requires    ///< task is done only if `on` is done
  } kind = Kind::After;
  TaskId task;
  LinkTarget on;
  std::optional<Date> date;
  std::optional<Estimate> lag;     ///< days
  std::optional<Estimate> within;  ///< days
  std::vector<Citation> cites;
  Basis basis;
  Span span;
};

/// A capacity of the mission.
struct Asset {
  std::string id;
  std::string title;
  enum class Kind : std::uint8_t { Renewable, Budget } kind = Kind::Renewable;
  std::string unit;
  std::vector<AreaId> areas;  ///< empty: usable everywhere
  /// Capacity from a date on; ascending dates, the first at or before the start of the horizon. A
  /// budget has one step, for the whole horizon.
  struct Step {
    Date from;
    Estimate amount;
  };
  std::vector<Step> capacity;
  std::vector<Citation> cites;
  Span span;
};

}  // namespace penholder
