#pragma once
// Forward-backward improvement: all tasks as far to the right as they go without a later end of the
// whole, then as far to the left. The makespan never gets longer and often shorter.
//
//   before  |aaa  |        right  |  aaa|        left  |aaa |
//           |  bbb|               |  bbb|              |bbb |
//
// In each pass the tasks are taken by their ends (right) or starts (left); a task's old place is
// always still free when its turn comes, whatever calendars, steps of capacity and lags there are,
// as all before it moved the same way: so a pass cannot fail.
//
// Source: Valls, Ballestin & Quintanilla 2005, "Justification and RCPSP: a technique that pays",
// EJOR 165(2); Tormos & Lova 2001.

#include <cstdint>
#include <vector>

#include "solver/serial_schedule.h"

namespace penholder::solver {

class Justifier {
 public:
  /// For the placed tasks of `scheduler`, which outlives it.
  explicit Justifier(Scheduler& scheduler);

  /// All placed tasks as late as they go, none ending after `latest_end` (>= each end).
  void to_the_right(ShortTime latest_end);
  /// All placed tasks as early as they go.
  void to_the_left();
  /// Right and left, until the makespan stays. Cost of a round: two serial schedules.
  void improve();

  /// Placed tasks by start; ties in topological order, or by number when there is a circle. For
  /// lags that never let a task start before its predecessor: a list for Scheduler::schedule.
  void order_by_start(std::vector<std::uint32_t>& order);

 private:
  template <class Key>
  void sort_by(std::vector<std::uint32_t>& order, Key key, ShortTime from, ShortTime to);

  Scheduler& scheduler_;
  std::vector<std::uint32_t> base_;  ///< all tasks, topologically where possible
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> placed_;
  std::vector<std::uint32_t> count_;
};

}  // namespace penholder::solver
