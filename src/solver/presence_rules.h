#pragma once
// The groups of a model sorted by what a search that adds tasks one after the other can do with
// them: what a task needs, how many of a set may be done, how many must be, and the rest, which can
// only be asked of a whole choice.

#include <cstdint>
#include <span>
#include <vector>

#include "solver/flat_model.h"

namespace penholder::solver {

class PresenceRules {
 public:
  /// `set` is a range in `tasks`; a task may stand in it more than once, and counts so often.
  struct Count {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Value limit = 0;
  };

  PresenceRules(const Model& model, const FlatModel& flat);

  /// What has to be placed before this task: tasks that it implies, and those that must be done and
  /// lead to it by a lag.
  [[nodiscard]] std::span<const std::uint32_t> needs_of(std::uint32_t task) const {
    return {needs_.data() + needs_begin_[task], needs_.data() + needs_begin_[task + 1]};
  }
  /// Positions in `caps` of the sets in which the task stands.
  [[nodiscard]] std::span<const std::uint32_t> caps_of(std::uint32_t task) const {
    return {caps_of_.data() + caps_begin_[task], caps_of_.data() + caps_begin_[task + 1]};
  }
  /// At most `limit` of the set are done.
  [[nodiscard]] std::span<const Count> caps() const { return caps_; }
  /// At least `limit` of the set are done.
  [[nodiscard]] std::span<const Count> wants() const { return wants_; }
  [[nodiscard]] std::span<const std::uint32_t> tasks_of(const Count& count) const {
    return {sets_.data() + count.begin, sets_.data() + count.end};
  }

  /// Do the groups that are of no such kind hold? `mode_of(task)`: its mode, -1 if left out.
  template <class ModeOf>
  [[nodiscard]] bool others_hold(ModeOf mode_of) const {
    for (const Group& group : others_) {
      Value sum = 0;
      for (const Fact& fact : group.facts) {
        const int mode = mode_of(fact.task);
        const bool is_so = fact.mode == kAnyMode ? mode >= 0 : mode == fact.mode;
        if (is_so == fact.is_true) ++sum;
      }
      if (sum < group.at_least || sum > group.at_most) return false;
    }
    return true;
  }

 private:
  void add(const Group& group);

  const Model& model_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;  ///< task, what it implies
  std::vector<std::uint32_t> needs_begin_, needs_;
  std::vector<std::uint32_t> caps_begin_, caps_of_;
  std::vector<Count> caps_, wants_;
  std::vector<std::uint32_t> sets_;
  std::vector<Group> others_;
};

}  // namespace penholder::solver
