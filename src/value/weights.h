#pragma once
// Weights over the objective tree, and the numbers that turn a plan into one value. Every stage
// uses this and no other value:
//
//     V(plan, w) = 100 * sum over leaf objectives o of  w_o * sum over tasks t of  s(t,o) *
//     credit(t, plan)
//
// w sums to 1 over the leaves; s(t,o) is the judged strength of task t for o, divided by the sum of
// the strengths of all tasks for o IN THE BASE CASE. So the base case fully carried out is worth
// 100 under any weights, and a design that adds or drops tasks is judged on the same scale (it may
// pass 100). Simplifications, named in the note: no synergy between tasks, linear in weights,
// strengths add.

#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "mandate/case.h"

namespace penholder {

/// A leaf objective's position among the leaves of the base case: the axis on which all stages
/// agree.
using LeafId = Id<struct LeafTag>;

/// Leaf weights: non-negative, sum 1.
using Weights = IdVector<LeafId, double>;

/// The leaves of a base case, shared by all its designs.
class Leaves {
 public:
  explicit Leaves(const Case& base);

  [[nodiscard]] std::size_t size() const { return objectives_.size(); }
  [[nodiscard]] auto ids() const { return objectives_.ids(); }
  [[nodiscard]] ObjectiveId objective(LeafId leaf) const { return objectives_[leaf]; }
  /// Title of the leaf objective.
  [[nodiscard]] const std::string& title(LeafId leaf) const { return titles_[leaf]; }
  [[nodiscard]] const std::string& id(LeafId leaf) const { return names_[leaf]; }

  /// For each objective of `c` (the base case or a design of it): the leaves at or below it.
  [[nodiscard]] IdVector<ObjectiveId, std::vector<LeafId>> below(const Case& c) const;

  /// Equal swing at every node of the tree: the weights of somebody who states nothing.
  [[nodiscard]] Weights equal_weights(const Case& base) const;

 private:
  IdVector<LeafId, ObjectiveId> objectives_;  // in the base case
  IdVector<LeafId, std::string> names_;
  IdVector<LeafId, std::string> titles_;
};

/// One task's shares in the leaves: only the leaves that it serves, ascending.
struct LeafShare {
  LeafId leaf;
  double share = 0.0;
};

/// The matrix s(t,o) of one case (base or design), on the base case's scale.
class Shares {
 public:
  /// With the likely strengths.
  Shares(const Case& base, const Case& design, const Leaves& leaves);

  /// With drawn strengths. `scores` has one standard-normal score per serves-entry of the BASE case
  /// in the order of `strength_inputs(base)`; entries of the design that also stand in the base
  /// case (same task and objective id) use the base case's score, others their likely strength.
  Shares(const Case& base, const Case& design, const Leaves& leaves,
         std::span<const double> scores);

  [[nodiscard]] std::span<const LeafShare> of(TaskId task) const { return shares_[task]; }
  [[nodiscard]] std::size_t tasks() const { return shares_.size(); }

  /// Value of `task` under `weights` if its credit is full: 0..100.
  [[nodiscard]] double full_value(TaskId task, const Weights& weights) const;

 private:
  IdVector<TaskId, std::vector<LeafShare>> shares_;
};

/// Which `serves` entries of a case have a score of their own: all of them, task by task, entry by
/// entry.
struct StrengthInput {
  TaskId task;
  std::size_t entry = 0;  ///< index into Task::serves
};
std::vector<StrengthInput> strength_inputs(const Case& c);

/// Part of each leaf that a plan realises, given each task's credit (0..1): a_o = sum over t of
/// s(t,o) * credit(t). The value under any weights is then 100 * sum of w_o * a_o.
///
///   credit   by task of the design that `shares` was made for (checked)
///   cost     O(serves entries)
IdVector<LeafId, double> attainment(const Shares& shares, const Leaves& leaves,
                                    const IdVector<TaskId, double>& credit);

/// 100 * sum of w_o * a_o.
double value_of(const IdVector<LeafId, double>& attainment, const Weights& weights);

}  // namespace penholder
