#pragma once
// A schedule in the making in which tasks may still be left out: the board of the scheduler, what
// budgets and groups have taken up so far, and the cost. A task comes with all that it needs, or
// not at all; where a single task goes is up to the caller.

#include <cstdint>
#include <vector>

#include "base/random.h"
#include "solver/flat_cost.h"
#include "solver/presence_rules.h"
#include "solver/serial_schedule.h"

namespace penholder::solver {

class Assembly {
 public:
  /// `flat` and `cost` outlive it.
  Assembly(const Model& model, const FlatModel& flat, const FlatCost& cost);

  [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] const Scheduler& scheduler() const { return scheduler_; }
  [[nodiscard]] const PresenceRules& rules() const { return rules_; }
  /// Of what is placed and of what is left out.
  [[nodiscard]] Value cost() const { return total_; }
  [[nodiscard]] ShortTime makespan() const { return makespan_; }
  /// In the order of placement.
  [[nodiscard]] std::span<const std::uint32_t> placed() const { return placed_; }

  void clear();
  /// Takes a schedule over, which keeps all rules; false if its numbers do not fit.
  bool read(std::span<const Placement> schedule);
  /// Lifts a task (and nothing that needs it); not to be mixed with marks taken before.
  ///
  ///   cost   O(tasks placed)
  void remove(std::uint32_t task);
  /// Back to where it once stood among these; nothing is asked.
  void put_back(std::uint32_t task, std::uint32_t mode, ShortTime start);
  /// Forgets which tasks found no place: they may, now that others have moved.
  void hope_again();

  /// Adds the task with what it needs, each by `place(task)`, which puts it on the board in the
  /// mode chosen there or returns false. Left out (and all is as before): when something finds no
  /// place, or, if the task is optional, when that would not lower the cost. False only when a task
  /// that must be done finds no place.
  template <class Place>
  bool add_if_worth(std::uint32_t task, Place place) {
    if (scheduler_.is_placed(task)) return true;
    const bool is_optional = flat_.is_optional[task] != 0;
    const std::size_t before = placed_.size();
    if (!add_with_needs(task, place)) {
      take_back(before);
      return is_optional;
    }
    if (is_optional && change_since(before) >= 0) {
      take_back(before);
      return true;
    }
    settle(before);
    return true;
  }

  /// Sets of which too few are done get more, mostly those that cost least; false when one cannot.
  template <class Place>
  bool meet_wants(Rng& rng, Place place) {
    for (const PresenceRules::Count& want : rules_.wants()) {
      while (count_done(want) < want.limit) {
        const std::uint32_t task = cheapest_of(want, rng, place);
        if (task == flat_.task_count) return false;
        const std::size_t before = placed_.size();
        if (!add_with_needs(task, place)) {
          take_back(before);
          return false;
        }
        settle(before);
      }
    }
    return true;
  }

  /// Are all groups kept by what is placed now?
  [[nodiscard]] bool keeps_groups() const;

 private:
  void count(std::uint32_t task, Value sign);
  [[nodiscard]] bool keeps_counts(std::uint32_t task) const;
  [[nodiscard]] Value change_since(std::size_t from) const;
  [[nodiscard]] Value count_done(const PresenceRules::Count& want) const;
  void settle(std::size_t from);
  void take_back(std::size_t until);

  template <class Place>
  bool place_one(std::uint32_t task, Place place) {
    if (!place(task)) return false;
    count(task, 1);
    placed_.push_back(task);
    if (keeps_counts(task)) return true;
    take_back(placed_.size() - 1);
    return false;
  }

  /// On failure some of what it needs may stay on the board: the caller takes it back.
  template <class Place>
  bool add_with_needs(std::uint32_t task, Place place) {
    if (is_out_[task] != 0) return false;
    is_visited_[task] = 1;
    const std::size_t before = placed_.size();
    bool is_done = true;
    for (const std::uint32_t need : rules_.needs_of(task)) {
      if (scheduler_.is_placed(need) || is_visited_[need] != 0) continue;
      if (!add_with_needs(need, place)) {
        is_done = false;
        break;
      }
    }
    if (is_done && !scheduler_.is_placed(task)) {
      is_done = place_one(task, place);
      // The board only fills up: what found no place with nothing to be taken back never will.
      if (!is_done && placed_.size() == before) is_out_[task] = 1;
    }
    is_visited_[task] = 0;
    return is_done;
  }

  /// Task of the set, not placed, whose addition costs least; of large sets a sample is asked, and
  /// luck has a part. task_count: none can be added.
  template <class Place>
  std::uint32_t cheapest_of(const PresenceRules::Count& want, Rng& rng, Place place) {
    constexpr std::size_t kSample = 16;
    const auto tasks = rules_.tasks_of(want);
    std::uint32_t best = flat_.task_count;
    Value least = 0;
    std::size_t asked = 0;
    const std::size_t offset = rng.below(static_cast<std::uint32_t>(tasks.size()));
    for (std::size_t k = 0; k < tasks.size(); ++k) {
      const std::uint32_t task = tasks[(offset + k) % tasks.size()];
      if (scheduler_.is_placed(task)) continue;
      const std::size_t before = placed_.size();
      if (add_with_needs(task, place)) {
        const Value change = change_since(before);
        if (best == flat_.task_count || change < least || rng.below(8) == 0) {
          best = task;
          least = change;
        }
        ++asked;
      }
      take_back(before);
      if (asked >= kSample) break;
    }
    return best;
  }

  const FlatModel& flat_;
  const FlatCost& cost_;
  PresenceRules rules_;
  Scheduler scheduler_;
  std::vector<std::uint32_t> placed_;
  std::vector<std::uint8_t> is_visited_;
  std::vector<std::uint8_t> is_out_;  ///< finds no place any more
  std::vector<Value> spent_;          ///< of a budget
  std::vector<Value> counted_;        ///< of a cap
  ShortTime makespan_ = 0;
  Value total_ = 0;
};

}  // namespace penholder::solver
