#pragma once
// Serial schedule generation: tasks one after the other, in the order of a list, each at the
// earliest time at which its predecessors, its calendar and the free resources let it start. For
// lags without a circle every schedule that cannot be moved to the left comes from some list
// (Sprecher, Kolisch & Drexl 1995); the best of a regular cost is among them.
//
// The scheduler is a board on which tasks are placed and lifted; the searches of improve.h work on
// it. It keeps resources, calendars, releases, deadlines and lags; of groups, budgets and costs it
// knows nothing. Nothing is allocated after it was made (SparseTimeline apart).
//
// Source: Kolisch & Hartmann 1999, "Heuristic algorithms for the resource-constrained project
// scheduling problem", section 2.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "solver/flat_model.h"
#include "solver/timeline.h"

namespace penholder::solver {

/// Start of a task that is not placed: far enough below every time that adding a lag changes
/// nothing about the maximum with a release.
inline constexpr ShortTime kUnplaced = -(1 << 30);

/// Horizons up to this length are kept one word per unit of time. Measured on 120 tasks of 5.5
/// units on average, schedules a second, dense against sparse: horizon 644: 146k to 79k, 2,576: 97k
/// to 72k, 10,304: 52k to 65k, 41,216: 13k to 56k.
inline constexpr ShortTime kDenseHorizon = 1 << 13;

class Scheduler {
 public:
  /// Which form of timeline; Automatic takes the dense one up to kDenseHorizon.
  enum class Form : std::uint8_t { Automatic, Dense, Sparse };

  /// `flat` outlives the scheduler. Every task starts in its first possible mode, not placed.
  explicit Scheduler(const FlatModel& flat, Form form = Form::Automatic);

  [[nodiscard]] const FlatModel& flat() const { return flat_; }

  /// The task is not placed.
  void set_mode(std::uint32_t task, std::uint32_t mode);
  [[nodiscard]] std::uint32_t mode(std::uint32_t task) const {
    return mode_[task] - flat_.mode_begin[task];
  }
  /// Position of the task's mode in the arrays of the flat model.
  [[nodiscard]] std::uint32_t flat_mode(std::uint32_t task) const { return mode_[task]; }
  [[nodiscard]] ShortTime duration(std::uint32_t task) const { return duration_[task]; }

  [[nodiscard]] bool is_placed(std::uint32_t task) const { return start_[task] != kUnplaced; }
  [[nodiscard]] ShortTime start(std::uint32_t task) const { return start_[task]; }
  [[nodiscard]] ShortTime end(std::uint32_t task) const { return start_[task] + duration_[task]; }
  [[nodiscard]] std::span<const ShortTime> starts() const { return start_; }
  /// Latest end of what is placed, at least 0.
  [[nodiscard]] ShortTime makespan() const;

  /// Lifts all.
  void clear();
  /// Takes all resources back but keeps the starts as memory, for justification (justify.h).
  void clear_resources();

  /// Bounds on the start from release, deadline and the tasks that have a start.
  [[nodiscard]] ShortTime lower_bound(std::uint32_t task) const;
  [[nodiscard]] ShortTime upper_bound(std::uint32_t task, ShortTime latest_end) const;
  /// First or last start in [first, last] that calendar and resources allow; kNowhere if none.
  /// Both bounds must keep release and horizon.
  [[nodiscard]] ShortTime earliest(std::uint32_t task, ShortTime first, ShortTime last) const;
  [[nodiscard]] ShortTime latest(std::uint32_t task, ShortTime first, ShortTime last) const;

  /// At a start that `earliest` or `latest` gave.
  void put(std::uint32_t task, ShortTime start);
  void lift(std::uint32_t task);

  /// At its earliest start after the tasks placed; false (and not placed) if there is none before
  /// its deadline. Tasks that follow it by a lag must not be placed yet.
  bool place(std::uint32_t task);
  /// The same, with lags to tasks placed kept on both sides.
  bool place_between(std::uint32_t task);

  /// Places the tasks of the list, each after all its predecessors that are in the list; false at
  /// the first that finds no place. `limit`: give up as soon as a task ends later.
  bool schedule(std::span<const std::uint32_t> list, ShortTime limit);

  /// Placements made so far, those looked for without success too: a deterministic clock.
  [[nodiscard]] std::uint64_t work() const { return work_; }

  /// As a schedule of the model.
  void write(Schedule& schedule) const;
  /// Takes over modes and starts without any check; false if a number does not fit.
  bool read(std::span<const Placement> schedule);

 private:
  struct Arc {
    std::uint32_t other = 0;
    ShortTime lag = 0;  ///< start to start, for the modes of now
  };
  void refresh_lags(std::uint32_t task);
  template <class Timelines>
  [[nodiscard]] ShortTime earliest_on(const Timelines& lines, std::uint32_t mode, ShortTime first,
                                      ShortTime last) const;
  template <class Timelines>
  [[nodiscard]] ShortTime latest_on(const Timelines& lines, std::uint32_t mode, ShortTime first,
                                    ShortTime last) const;

  const FlatModel& flat_;
  bool is_dense_ = true;
  std::vector<DenseTimeline> dense_;
  std::vector<SparseTimeline> sparse_;
  std::vector<std::uint32_t> mode_;  ///< position in the flat model
  std::vector<ShortTime> duration_;
  std::vector<ShortTime> start_;
  std::vector<Arc> in_, out_;                  ///< as FlatModel::in and out
  std::vector<std::uint32_t> in_of_, out_of_;  ///< of a link: its position in in_ and out_
  mutable std::uint64_t work_ = 0;
};

/// Earliest serial schedule of a model in the order of `list` (all tasks that are to be done, each
/// once, predecessors first) with the given modes, one a task (-1: left out). Nothing when a task
/// finds no place. Groups and budgets are not looked at.
///
///   cost   O(tasks * (lags of a task + moments passed)), and making the flat form
std::optional<Schedule> serial_schedule(const Model& model, std::span<const Index> list,
                                        std::span<const int> modes);

}  // namespace penholder::solver
