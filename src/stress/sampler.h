#pragma once
// What turns out to be the case in one replication, before any plan meets it: how long things take,
// what is there, what comes true, what strikes. Knows the case and the draws; knows nothing of
// plans.
//
// All numbers of a design live in one flat array; the slots say which is which, so that a
// replication writes only what is uncertain and allocates nothing once its buffers have grown.
// Rules and sources: docs/methods/stress.md.

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "mandate/case.h"
#include "stress/inputs.h"
#include "value/weights.h"

namespace penholder {

/// A day that does not come.
inline constexpr Days kNever = std::numeric_limits<Days>::max() / 4;

/// Defaults for numbers that the case leaves `unknown`; docs/methods/stress.md lists them.
inline constexpr double kUnknownChance = 0.5;
inline constexpr double kUnstatedCapacity =
    1e12;  ///< a capacity that nobody states holds nothing up

/// Position of a number in Realisation::number.
using Slot = std::uint32_t;

/// One occurrence of a shock.
struct Strike {
  ShockId shock;
  Days day = 0;  ///< from the start of the horizon, within it
};

/// A strike that takes one benchmark back, if it is met by then.
struct Undoing {
  ShockId shock;
  BenchmarkId benchmark;
  Days day = 0;
};

struct Realisation {
  std::vector<double> number;  ///< by Slot, in the unit of its field
  /// By position in Sampler::inputs(): for a Number its place in its own distribution (uniform in
  /// 0..1), for an Event 1 or 0.
  std::vector<float> input;
  IdVector<MilestoneId, Days> milestone;  ///< days from the start of the horizon; may lie outside
  IdVector<ConditionId, Days> condition;  ///< kNever when it does not come true
  IdVector<BenchmarkId, std::uint8_t> played;  ///< 1 when the responsible party does its part
  std::vector<Strike> strikes;                 ///< by day, then shock
  std::vector<Undoing> undoings;               ///< by day, then shock
  std::vector<double> place;                   ///< scratch: uniform of each uncertain number
  std::vector<double> score;                   ///< scratch: its standard normal score

  /// Whole days of a duration, lag or delay.
  [[nodiscard]] Days days(Slot slot) const {
    return static_cast<Days>(number[slot] < 0.0 ? number[slot] - 0.5 : number[slot] + 0.5);
  }
};

/// Draws the realisations of one design. Immutable once built; safe to share between threads.
class Sampler {
 public:
  /// `design` may be the base case itself.
  Sampler(const Case& base, const Case& design, const Leaves& leaves);

  /// Every uncertain input of the design and of the base case's strengths (which set the scale), in
  /// a fixed order.
  [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_; }

  /// Sizes `realisation` and writes the course of events in which everything is as likely as not,
  /// all conditions come true on their likely dates and nothing strikes; once, before the first
  /// `draw` into it.
  void prepare(Realisation& realisation) const;

  /// Replication `replication` of seed `seed`.
  ///
  ///   cost   O(uncertain inputs + strikes); no allocation once the buffers have grown
  void draw(std::uint64_t seed, std::uint64_t replication, Realisation& realisation) const;

  /// Where the design's numbers stand.
  struct TaskSlots {
    Slot duration = 0;  ///< discrete; days
    Slot need = 0;      ///< first of Task::needs
    Slot strength = 0;  ///< first of the entries of `serves` that concern a leaf; see strength_leaf
  };
  struct EffectSlots {
    Slot by = 0;       ///< days
    Slot lasting = 0;  ///< days
    Slot share = 0;
  };
  IdVector<TaskId, TaskSlots> task;
  IdVector<LinkId, Slot> lag;                 ///< days
  IdVector<AssetId, Slot> capacity;           ///< first of Asset::capacity
  IdVector<BenchmarkId, Slot> benchmark_lag;  ///< days
  IdVector<ShockId, std::vector<EffectSlots>> effect;
  /// Leaf and slot of each strength of the design, task by task; task t has [strength_begin[t],
  /// strength_begin[t+1]).
  struct Strength {
    LeafId leaf;
    Slot slot = 0;
  };
  std::vector<Strength> strengths;
  std::vector<std::uint32_t> strength_begin;
  /// The strengths of the base case, which a leaf's strengths are divided by the sum of.
  std::vector<Strength> base_strengths;

 private:
  friend class SamplerBuilder;
  // One number that follows an input's score: the three percentiles, and the limits it is cut to.
  struct Writer {
    Slot slot;
    std::uint32_t draw;
    double low, likely, high;
    double least, most;
  };
  struct NumberDraw {
    std::uint64_t key;
    std::uint32_t input;
  };
  struct DateSlots {
    Slot offset;  // days from `likely`
    Days likely;
  };
  struct ChanceDraw {
    std::uint64_t key;
    std::int32_t input;  // -1: certain, no input
    Slot chance;
  };
  struct UndoEffect {
    BenchmarkId benchmark;
    Slot share;
    std::uint64_t key;
  };
  struct ShockDraw {
    std::uint64_t key;
    std::int32_t input;  // -1: it cannot strike
    bool is_rate;
    Slot chance;      // rate per year or probability
    Days start, end;  // its window, from the start of the horizon
    std::vector<UndoEffect> undoes;
  };

  std::vector<Input> inputs_;
  std::vector<double> certain_;
  std::vector<NumberDraw> draws_;
  std::vector<Writer> writers_;
  // A drawn amount that counts as what its measure says: mapped where it stands.
  struct Valued {
    Slot slot;
    Measure measure;
  };
  std::vector<Valued> values_;
  IdVector<MilestoneId, DateSlots> milestones_;
  IdVector<ConditionId, DateSlots> condition_dates_;
  IdVector<ConditionId, ChanceDraw> conditions_;
  IdVector<BenchmarkId, ChanceDraw> benchmarks_;
  IdVector<ShockId, ShockDraw> shocks_;
  Days horizon_ = 0;
};

}  // namespace penholder
