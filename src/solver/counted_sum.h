#pragma once
// Sums of levels: how far bounds have climbed, counted and added up. What a core of an objective
// says, and the objective rewritten by cores, are of this kind (core_guided.h).

#include <algorithm>
#include <vector>

#include "solver/literal.h"
#include "solver/model.h"

namespace penholder::solver {

class FunctionSum;
struct Program;

/// A quantity that only rises as a bound does: its level is the number of steps that the bound of
/// the side has reached.
struct Ladder {
  Side side = 0;
  /// Without `steps`: one at each bound of first .. last.
  Tick first = 0;
  Tick last = 0;
  std::vector<Tick> steps;  ///< ascending; equal ones make a higher step

  [[nodiscard]] Value levels() const {
    return steps.empty() ? Value{last} - first + 1 : static_cast<Value>(steps.size());
  }
  /// Cost O(log steps).
  [[nodiscard]] Value level_at(Tick bound) const {
    if (steps.empty()) return std::clamp<Value>(Value{bound} - first + 1, 0, levels());
    return std::ranges::upper_bound(steps, bound) - steps.begin();
  }
  /// What makes the level at least `level`, which is 1 .. levels().
  [[nodiscard]] Literal reached(Value level) const {
    const Tick bound = steps.empty() ? static_cast<Tick>(first + level - 1)
                                     : steps[static_cast<std::size_t>(level - 1)];
    return {.side = side, .bound = bound};
  }
};

/// sum of weight * level <= a variable of least .. most that is made for it, or, without one, the
/// limit of the rule.
struct CountedSum {
  struct Part {
    Ladder ladder;
    Value weight = 1;
  };
  std::vector<Part> parts;
  bool has_total = false;
  Tick least = 0;
  Tick most = 0;
};
/// One that was posted.
struct PostedSum {
  CountedSum sum;
  Var total = kNoVar;
  FunctionSum* rule = nullptr;
};

/// Makes the variable and the rule. At the root. A rule without variable has no limit yet.
///
///   cost  O(parts * their windows)
const PostedSum& add_counted_sum(Program& program, CountedSum sum);

}  // namespace penholder::solver
