#pragma once
// Finds the slots of a program: tasks with a choice, whose place in time is fixed and the same, and
// gives each slot the variable and the rule of slot_bound.h.

#include <vector>

#include "solver/compile.h"

namespace penholder::solver {

/// A slot's joint cost is at least base + scale * joint.
struct Slot {
  std::vector<Index> tasks;
  Var joint = kNoVar;
  Value base = 0;
  Value scale = 1;
};

/// Adds variables and rules to a program whose tasks are built. Slots of fewer than three tasks, or
/// in which nothing can run out, are left alone.
///
///   cost   O(tasks log tasks + slots * tasks * modes * resources)
std::vector<Slot> add_slots(const Model& model, const Objective& objective, Program& program);

}  // namespace penholder::solver
