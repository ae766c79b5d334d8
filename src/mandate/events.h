#pragma once
// What happens around a mandate: the calendar, what others must do, what may go wrong, what
// progress is measured by.

#include <optional>
#include <string>
#include <vector>

#include "mandate/task.h"

namespace penholder {

using BenchmarkId = Id<struct BenchmarkTag>;
using ShockId = Id<struct ShockTag>;

/// A date known or expected: 10th, 50th and 90th percentile, all equal when fixed.
struct DateEstimate {
  Date low;
  Date likely;
  Date high;
  Basis basis;
  Span span;
  [[nodiscard]] bool is_certain() const { return low == high; }
  [[nodiscard]] bool is_unknown() const { return basis.kind == Basis::Kind::Unknown; }
};

/// The date at standard-normal score `z`; as `at_score` for numbers, rounded to the nearest day.
Date at_score(const DateEstimate& estimate, double z);

/// A dated node of the political calendar.
struct Milestone {
  std::string id;
  std::string title;
  enum class Kind : std::uint8_t { Vote, Mandate, Report, Other } kind = Kind::Other;
  DateEstimate date;
  std::vector<Citation> cites;
  Span span;
};

/// Something outside the mission's hands: it comes true with `probability`, and then on `date`.
struct Condition {
  std::string id;
  std::string title;
  std::optional<ActorId> holder;
  Estimate probability;
  DateEstimate date;
  std::vector<Citation> cites;
  Span span;
};

/// What the Council measures progress by.
struct Benchmark {
  std::string id;
  std::string title;
  std::string indicator;
  enum class Direction : std::uint8_t { Increase, Decrease, Reach } direction = Direction::Reach;
  std::string unit;
  std::optional<Estimate> baseline;
  std::optional<Estimate> target;
  DateRef due;
  std::optional<ActorId> on;  ///< who must meet it
  /// Two different things are called "transition" in the texts; they are kept apart here.
  enum class Concept : std::uint8_t {
    PoliticalTransition,
    SecurityHandover,
    Agreement,
    Centre,
    Other
  } about = Concept::Other;
  std::vector<TaskId> delivered_by;
  std::vector<ConditionId> needs;
  std::optional<Estimate> lag;  ///< days that the responsible party takes after delivery
  Estimate feasibility;         ///< 0..1: the party does its part once the support is there
  enum class Ambition : std::uint8_t { Low, Medium, High } ambition = Ambition::Medium;
  struct Observation {
    Date date;
    double value = 0.0;
    std::vector<Citation> cites;
  };
  std::vector<Observation> observations;
  std::vector<Citation> cites;
  Span span;
};

/// One consequence of a shock.
struct Effect {
  enum class Kind : std::uint8_t {
    Delay,
    LoseCapacity,
    CloseArea,
    UndoBenchmark
  } kind = Kind::Delay;
  std::vector<TaskId> tasks;            ///< Delay: also all tasks that serve `objectives`
  std::vector<ObjectiveId> objectives;  ///< Delay
  std::vector<BenchmarkId> benchmarks;  ///< Delay, UndoBenchmark
  std::vector<AssetId> assets;          ///< LoseCapacity
  std::vector<AreaId> areas;            ///< CloseArea
  std::optional<Estimate> by;           ///< days, for Delay
  std::optional<Estimate> lasting;      ///< days, for LoseCapacity and CloseArea
  std::optional<Estimate>
      share;  ///< lost share of capacity, or probability that a benchmark is undone
  Span span;
};

/// Something that may strike: as often as `rate` says within `window`, or at most once with
/// `probability`.
struct Shock {
  std::string id;
  std::string title;
  std::optional<Estimate> rate;         ///< per year of 365 days
  std::optional<Estimate> probability;  ///< within the window
  std::optional<DateRange> window;      ///< nothing: the whole horizon
  std::vector<Effect> effects;
  std::vector<Citation> cites;
  Span span;
};

}  // namespace penholder
