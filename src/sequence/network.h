#pragma once
// How the tasks of a problem hang together, worked out once: neighbours by kind of link, and the
// window in which each task can be at all, whatever else the plan holds. Only facts that hold in
// every plan are kept here.

#include <vector>

#include "sequence/profile.h"

namespace penholder {

class Network {
 public:
  explicit Network(const PlanProblem& problem);

  struct Lagged {
    Index task;
    Days lag;
  };
  struct Pair {
    Index task;
    std::optional<Days> within;
  };

  [[nodiscard]] const std::vector<Lagged>& before(Index task) const { return before_[task]; }
  [[nodiscard]] const std::vector<Lagged>& behind(Index task) const { return behind_[task]; }
  [[nodiscard]] const std::vector<Pair>& beside(Index task) const { return beside_[task]; }
  [[nodiscard]] const std::vector<Index>& rivals(Index task) const { return rivals_[task]; }
  [[nodiscard]] const std::vector<Index>& needed(Index task) const { return needed_[task]; }

  /// Earliest start in any plan that holds the task: from its own date, its predecessors' earliest
  /// ends, its partners' starts and the bare capacities. A standing task's is the start of a phase.
  [[nodiscard]] Days earliest_start(Index task) const { return earliest_start_[task]; }
  /// Latest start; a standing task's is the start of its last possible phase.
  [[nodiscard]] Days latest_start(Index task) const { return latest_start_[task]; }
  /// False: no plan holds the task.
  [[nodiscard]] bool is_possible(Index task) const { return is_possible_[task]; }
  /// Standing: the phase lies in the task's window and the bare capacities hold some level. Not
  /// every plan may use it.
  [[nodiscard]] bool is_open(Index task, std::size_t phase) const { return open_[task][phase]; }
  /// The level fits the bare capacities of an open phase.
  [[nodiscard]] bool fits(Index task, std::size_t phase, std::size_t level) const {
    return fits_[task][phase][level];
  }
  /// Discrete: the starts that window and bare capacities allow, as closed ranges, ascending.
  struct Range {
    Days first;
    Days last;
  };
  [[nodiscard]] const std::vector<Range>& starts(Index task) const { return starts_[task]; }

  /// The tasks that any plan with `task` holds, itself included, predecessors first.
  [[nodiscard]] const std::vector<Index>& closure(Index task) const { return closure_[task]; }

 private:
  void link_up();
  void find_open_phases();
  void tighten_windows();
  bool tighten(Index task);
  void find_starts();
  void find_closures();

  const PlanProblem& problem_;
  std::vector<std::vector<Lagged>> before_;
  std::vector<std::vector<Lagged>> behind_;
  std::vector<std::vector<Pair>> beside_;
  std::vector<std::vector<Index>> rivals_;
  std::vector<std::vector<Index>> needed_;  // by After, Requires and Together
  std::vector<Days> earliest_start_;
  std::vector<Days> latest_start_;
  std::vector<bool> is_possible_;
  std::vector<std::vector<bool>> open_;
  std::vector<std::vector<std::vector<bool>>> fits_;
  std::vector<std::vector<Range>> starts_;
  std::vector<std::vector<Index>> closure_;
  std::vector<std::optional<Profile>> bare_;  // by asset; nothing for budgets
};

/// The phase that starts on `day` or the first after it; `phases.size()` when there is none.
std::size_t phase_from(const PlanProblem& problem, Days day);

}  // namespace penholder
