#pragma once
// A plan in the making, by serial schedule generation: tasks are put in one at a time, each as
// early as links and free capacity allow, and taken out again. It keeps every link and capacity at
// all times (but see `remove`); which task comes next is decided elsewhere (improve.h).
//
// Source of the scheme: Kolisch 1996, European Journal of Operational Research 90(2), "Serial and
// parallel resource-constrained project scheduling methods revisited".

#include <span>
#include <vector>

#include "sequence/network.h"

namespace penholder {

class Schedule {
 public:
  /// The empty plan. Both arguments must outlive it.
  Schedule(const PlanProblem& problem, const Network& network);

  [[nodiscard]] bool is_placed(Index task) const { return on_count_[task] > 0; }
  /// Of a placed task; a standing one starts with its first phase.
  [[nodiscard]] Days start(Index task) const;
  /// Of a placed task, as a predecessor: a standing one ends with its first phase.
  [[nodiscard]] Days finish(Index task) const;
  /// Standing: level in the phase, -1 = off.
  [[nodiscard]] int level(Index task, std::size_t phase) const {
    return levels_[task * phases_ + phase];
  }
  [[nodiscard]] double value() const { return value_; }
  /// Least amount of an asset that is free in a phase; of a budget, what is left. Kept ready: cost
  /// O(1).
  [[nodiscard]] Amount free_in_phase(Index asset, std::size_t phase) const {
    return phase_free_[asset * phases_ + phase];
  }
  /// Least amount of an asset that is free during [start, end); of a budget, what is left.
  [[nodiscard]] Amount least_free(Index asset, Days start, Days end) const {
    return problem_->assets[asset].is_budget ? budget_[asset]
                                             : profiles_[slot_[asset]].least_free(start, end);
  }
  /// Placements tried so far: the measure of work.
  [[nodiscard]] std::size_t tried() const { return tried_; }
  void set_tried(std::size_t tried) { tried_ = tried; }

  /// Puts in `task` and all that it needs, each as early as it goes; a standing one with its first
  /// phase only.
  ///
  ///   from     not before this day (for `task` itself)
  ///   frugal   standing tasks at the level that takes least, else at the best that fits
  ///   returns  false, with nothing changed, when no place was found (there may be one: only
  ///            earliest places are tried)
  bool insert(Index task, bool frugal, Days from = 0);

  /// Keeps a standing task at `level` in `phase`; the task's needs by link must be placed already.
  ///   returns  false, with nothing changed, when a link or a capacity forbids it
  bool set_level(Index task, std::size_t phase, int level);

  /// Takes out the whole task, or one phase of it. What leans on it is left as it is: call `repair`
  /// before anything is put in again.
  void remove(Index task);
  void switch_off(Index task, std::size_t phase);

  /// Takes out, in whole or by phases, tasks whose links have been broken, until none is.
  void repair();

  /// Moves discrete tasks to the left where that is free, in order of start.
  void shift_left();

  /// Takes over an assignment as far as it keeps links and capacities. On an empty plan.
  void adopt(const PlanAssignment& assignment);

  [[nodiscard]] PlanAssignment assignment() const;
  /// As shortfall_of (problem.h).
  [[nodiscard]] std::size_t shortfall() const;

 private:
  [[nodiscard]] std::size_t first_on(Index task) const;
  [[nodiscard]] Days ready(Index task) const;
  bool place(Index task, Days from, bool frugal);
  bool place_discrete(Index task, Days from);
  bool place_standing(Index task, Days from, bool frugal);
  void put_discrete(Index task, Days start);
  void put_level(Index task, std::size_t phase, int level);
  bool has_room(std::span<const PlanProblem::Need> needs, Days start, Days end) const;
  bool has_room(std::span<const PlanProblem::Need> needs, std::size_t phase) const;
  void take(std::span<const PlanProblem::Need> needs, Days start, Days end, int sign);

  const PlanProblem* problem_;
  const Network* network_;
  std::size_t phases_;
  std::vector<Days> start_;
  std::vector<int> on_count_;  // discrete: 0 or 1; standing: phases that are on
  std::vector<int> levels_;
  std::vector<Profile> profiles_;  // renewable assets, by slot_
  std::vector<std::uint32_t> slot_;
  std::vector<Amount> budget_;      // what is left
  std::vector<Amount> phase_free_;  // assets x phases
  double value_ = 0.0;
  std::size_t tried_ = 0;
};

}  // namespace penholder
