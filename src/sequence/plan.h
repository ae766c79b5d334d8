#pragma once
// Which tasks start, when, at which level, and which are left out: the product of stage `sequence`.
// Plain data; made by sequence/sequence.h.
//
// Days count from the start of the horizon; every stretch is half-open.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mandate/case.h"
#include "value/weights.h"

namespace penholder {

/// One task in the plan.
struct PlannedTask {
  bool included = false;
  Days start = 0;   ///< Discrete and included
  Days finish = 0;  ///< Discrete and included
  /// Standing: the level kept in each phase; index into Task::levels, -1 = off.
  std::vector<int> levels;
  double credit = 0.0;      ///< 0..1
  double value = 0.0;       ///< points of 100 that it adds under the plan's weights
  double full_value = 0.0;  ///< points that it would add with full credit
  /// Why it is not better: one line in words naming the binding asset, link or date; empty when it
  /// has full credit.
  std::string held_back_by;
};

/// What an asset offers and what the plan uses, as steps: constant from `from` to the next step.
struct AssetUse {
  AssetId asset;
  struct Step {
    Days from = 0;
    double used = 0.0;
    double capacity = 0.0;
  };
  std::vector<Step> steps;  ///< renewable; for a budget one step with the total used and given
};

struct Plan {
  std::string case_id;
  std::uint64_t seed = 0;
  std::optional<ViewId> view;  ///< under which it was made; nothing: other weights
  Weights weights;
  IdVector<TaskId, PlannedTask> tasks;
  std::vector<TaskId> order;  ///< included discrete tasks by start, then id: the order in which a
                              ///< policy executes them
  double value = 0.0;         ///< V(plan, weights), 0..100 (an option may pass 100)
  double upper_bound = 0.0;   ///< no plan that does as much must-work can reach more
  /// What carries the bound, in words: which relaxation.
  std::string bound_source;
  /// proven best when value and bound agree within `kProofTolerance`.
  static constexpr double kProofTolerance = 1e-6;
  [[nodiscard]] double gap() const { return upper_bound - value; }
  /// Proven: no plan leaves less must-work undone than `unmet` names.
  bool is_unmet_least = true;
  [[nodiscard]] bool is_proven() const { return is_unmet_least && gap() <= kProofTolerance; }
  std::vector<AssetUse> use;  ///< one per asset, in the order of the case

  /// What the must-tasks and hard links demand but the means cannot give. Nothing is in the plan
  /// then that breaks a link; the must-tasks named here are left out, or (standing) off in
  /// some phases.
  struct Unmet {
    TaskId task;
    std::string reason;
  };
  std::vector<Unmet> unmet;
};

/// Each task's standing over the best plans of many weight vectors drawn from the views.
enum class Coreness : std::uint8_t { Core, Borderline, Out };

struct CoreIndex {
  std::size_t plans = 0;                ///< weight vectors solved
  std::size_t proven = 0;               ///< of these plans, proven best
  IdVector<TaskId, double> share;       ///< of those plans that include the task
  IdVector<TaskId, Coreness> coreness;  ///< in every plan / in some / in none
};

}  // namespace penholder
