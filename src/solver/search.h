#pragma once
// Depth-first search with learning in one program: decisions, conflicts, restarts. One run ends
// with a complete assignment, a proof that there is none, or the end of its budget.

#include <functional>
#include <optional>
#include <vector>

#include "base/random.h"
#include "solver/activity.h"
#include "solver/compile.h"

namespace penholder::solver {

class Search {
 public:
  enum class End : std::uint8_t {
    Complete,            ///< everything is fixed; the program's domains hold the answer
    Refuted,             ///< nothing is left, whatever the assumptions
    AssumptionsRefuted,  ///< nothing is left under the assumptions: core()
    Budget,
    Stopped
  };
  /// How to choose the next decision.
  enum class Style : std::uint8_t {
    Activity,   ///< the comparisons of recent conflicts first
    EarlyFirst  ///< what can start first, at once: a schedule from left to right
  };
  struct Limits {
    std::uint64_t conflicts = 0;
    std::uint64_t work = 0;  ///< engine work at which to stop
  };

  Search(Program& program, std::uint64_t seed);

  /// Held by decisions on the first levels.
  void set_assumptions(std::vector<Literal> assumptions) { assumptions_ = std::move(assumptions); }
  /// Values to prefer; a variable without one is decided downwards (times) or upwards (presence).
  void set_hint(const Schedule& schedule);
  void clear_hint();
  /// Variables were added to the program. At the root.
  void grow();

  /// From the root or from where the domains stand. `from_below`: decides first that the cost is
  /// the least that it can be.
  End run(const Limits& limits, Style style, bool from_below,
          const std::function<bool()>& should_stop);

  void back_to_root() { back_to(0); }
  /// Forgets the worse half of what was learned. At the root.
  void reduce();
  /// Assumptions (positions) of which nothing can come; after AssumptionsRefuted.
  [[nodiscard]] const std::vector<std::size_t>& core() const { return core_; }

 private:
  static constexpr std::uint64_t kLook = 50'000;  // steps between two looks at the clock
  void back_to(std::uint32_t level);
  /// The next decision; nothing when all is decided.
  std::optional<Literal> choose(Style style);
  std::optional<Literal> choose_early();
  [[nodiscard]] Literal oriented(Literal comparison) const;
  void find_core(Literal failing);

  Program& program_;
  Activity activity_;
  Rng rng_;
  std::vector<Literal> assumptions_;
  std::vector<std::size_t> core_;
  std::vector<Tick> hint_;  // by variable
  std::vector<std::uint8_t> has_hint_;
  std::vector<std::uint8_t> has_place_;     // by task: its start is known from the beginning
  std::vector<std::uint8_t> prefers_true_;  // Booleans of presence
};

}  // namespace penholder::solver
