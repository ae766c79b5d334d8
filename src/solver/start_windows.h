#pragma once
// When each task can start at all, if it is done: heads and tails along the
// lags, and which tasks must or cannot be done. Looks at no resource beyond
// what a task needs alone, and at no cost.
//
// A lag speaks only when both ends are done. So it pushes the start of one end
// only as far as the presence of that end implies the presence of the other.

#include <optional>
#include <span>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

/// Starts that are left to a task when it is done.
struct StartWindow {
  Time first = -kFarthest;
  Time last = kFarthest;
  bool is_required = false;  ///< done in every schedule
  bool is_excluded = false;  ///< done in none; the times mean nothing then
  friend bool operator==(const StartWindow&, const StartWindow&) = default;
};

/// Which task's presence implies which other's: the groups that say so, and
/// what follows.
class PresenceGraph {
 public:
  explicit PresenceGraph(const Model& model);
  /// Everybody implies himself. Among more than 4096 tasks only what a group
  /// says by itself.
  [[nodiscard]] bool implies(Index task, Index other) const;
  /// What the groups say directly.
  [[nodiscard]] std::span<const Index> implied_by(Index task) const { return direct_[task]; }
  [[nodiscard]] const std::vector<Index>& required() const { return required_; }
  [[nodiscard]] const std::vector<Index>& excluded() const { return excluded_; }
  /// Whether the group of this number is said in full by this graph.
  [[nodiscard]] bool covers_group(std::size_t group) const { return is_covered_[group] != 0; }

 private:
  void add_group(const Model& model, const Group& group, char& is_covered);
  void close();

  std::vector<std::vector<Index>> direct_;
  std::vector<Index> required_, excluded_;
  std::vector<char> is_covered_;
  std::size_t words_ = 0;               ///< of a row of the matrix; 0: there is none
  std::vector<std::uint64_t> reaches_;  ///< bit matrix
};

/// Stretches of start times that a mode may not take within a window: its
/// calendar, and moments at which a resource has less than the mode takes.
/// Ascending, disjoint, from <= start < to.
std::vector<Stretch> forbidden_starts(const Model& model, const Task& task, const Mode& mode);

/// Weakest difference of starts that a lag asks for, over all modes: start(to)
/// >= start(from) + it.
Time start_lag(const Model& model, const Lag& lag);

/// Windows of all tasks, no wider than those given; nothing when no schedule
/// exists.
///
///   given  one a task, or empty
///   cost   O(rounds * (lags + stretches)); at most tasks + 8 rounds. Stopping
///   early is safe: any
///          window on the way contains every schedule
std::optional<std::vector<StartWindow>> start_windows(const Model& model,
                                                      const PresenceGraph& presence,
                                                      std::span<const StartWindow> given = {});

}  // namespace penholder::solver
