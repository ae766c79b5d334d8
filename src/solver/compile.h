#pragma once
// From a Model to an Engine: variables, arcs, nogoods and propagators. Nothing here searches.

#include <deque>
#include <memory>
#include <vector>

#include "solver/closure_cut.h"
#include "solver/counted_sum.h"
#include "solver/engine.h"
#include "solver/function_sum.h"
#include "solver/model.h"
#include "solver/start_windows.h"

namespace penholder::solver {

struct ModeVars {
  Literal presence = kAlways;
  Var start = kNoVar;
  Tick duration = 0;
};
struct TaskVars {
  Literal presence = kAlways;
  Var start = kNoVar;
  Var end = kNoVar;   ///< kNoVar: start + duration
  Tick duration = 0;  ///< when `end` is kNoVar
  std::vector<ModeVars> modes;
  /// What the start costs in the objective, when early is not always cheapest.
  std::shared_ptr<const CostTable> start_cost;
};

/// Tasks that are priced together (slots.h): their joint cost in the objective is at least base +
/// scale * joint.
struct SlotVars {
  std::vector<Index> tasks;
  Time begin = 0;
  Time end = 0;
  std::size_t objective = 0;
  Var joint = kNoVar;
  Value base = 0;
  Value scale = 1;
};
/// `first` ends before `second` starts when the Boolean is true, and the other way round when it is
/// false: they never run at once (orders.h).
struct OrderVars {
  Var boolean = kNoVar;
  Index first = 0;
  Index second = 0;
};
/// A Boolean that brings a bound with it (start_at_least).
struct AskedBound {
  Var boolean = kNoVar;
  Literal bound;
  Index task = 0;
};
/// An inequality that was posted as a rule (add_cut), for whoever audits.
struct AuditedCut {
  std::shared_ptr<const ClosureCut> cut;
  const FunctionSum* rule = nullptr;
};

/// A model as the engine sees it. `objective` is the one that is minimised; the objectives before
/// it are held to the values given.
struct Program {
  Engine engine;
  std::vector<TaskVars> tasks;
  Var makespan = kNoVar;
  /// The objective as a sum; nullptr when it is the makespan alone or when there is none.
  FunctionSum* sum = nullptr;
  /// The same with joint costs of slots (slots.h); nullptr when there are none.
  FunctionSum* slot_sum = nullptr;
  /// One makespan weighs so much when `sum` is nullptr.
  Value makespan_weight = 0;
  bool has_objective = false;
  std::vector<SlotVars> slots;
  std::vector<OrderVars> orders;
  std::vector<AskedBound> asked;
  /// Posted by add_counted_sum; they do not move.
  std::deque<PostedSum> counted;
#ifdef PENHOLDER_AUDIT
  std::vector<AuditedCut> cuts;
#endif
  /// Found contradictory while being built.
  bool is_contradictory = false;
};

struct HeldLevel {
  std::size_t objective = 0;
  Value at_most = 0;
};

/// Builds the program for objective `level` (none when the model has none). The model has no
/// defects (defects_of).
///
///   latest_date   of what is asked beside the model (assumed starts)
///   cost          O(size of the model), and O(tasks^2 / 64) for what implies what
std::unique_ptr<Program> compile(const Model& model, std::size_t level,
                                 const std::vector<HeldLevel>& held, Time latest_date = 0);

/// No schedule need end later than this, in any model that has one, also when starts are asked to
/// lie before or after `latest_date`.
Time safe_horizon(const Model& model, Time latest_date = 0);

/// A literal that says "left out, or starts at or after `value`" (or before). At the root, before
/// any search; may add a variable.
Literal start_at_least(Program& program, Index task, Time value);
Literal start_at_most(Program& program, Index task, Time value);

/// All variables of what is present are fixed: the schedule they spell.
Schedule schedule_from(const Program& program);

/// Is everything decided?
bool is_complete(const Program& program);

/// What the objective is at least, as the domains stand.
Value least_cost(Program& program);

/// Only what costs at most `limit` from now on. At the root. False: nothing is left.
[[nodiscard]] bool limit_cost(Program& program, Value limit);

/// The rule that a closure bound's inequality makes: no limit yet. At the root.
FunctionSum* add_cut(Program& program, const ClosureCut& cut);

/// Starts that are left to each task, as the domains stand.
std::vector<StartWindow> windows_of(const Program& program);

/// The literal that says this of the program.
Literal literal_of(const Program& program, const Fact& fact);

}  // namespace penholder::solver
