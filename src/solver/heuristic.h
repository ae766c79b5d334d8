#pragma once
// What every search for good schedules without proof offers to improve.h.

#include <cstdint>
#include <functional>
#include <span>

#include "solver/serial_schedule.h"

namespace penholder::solver {

class Heuristic {
 public:
  /// Called with the board that holds a schedule better than all before.
  using OnBetter = std::function<void(const Scheduler&)>;

  virtual ~Heuristic() = default;

  /// Goes on for about `work` steps, in the unit of Settings::work_limit; false when there is
  /// nothing left to try: the best is the best there is, or nothing was found for very long.
  virtual bool run(std::uint64_t work, const std::function<bool()>& should_stop,
                   const OnBetter& on_better) = 0;

  /// A schedule from outside that keeps all rules.
  virtual void offer(std::span<const Placement> schedule) = 0;
};

}  // namespace penholder::solver
