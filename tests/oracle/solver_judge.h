#pragma once
// Everything that a solver promises in solve.h, asked of one model: against the oracles where the
// model is small enough, and against itself where it is not.

#include <cstdint>
#include <functional>
#include <string>

#include "oracle/schedule_space.h"
#include "solver/model.h"
#include "solver/solve.h"

namespace penholder::oracle {

/// The solver on trial, as a value: tests put broken ones here, to see that they are caught.
using Solver = std::function<solver::Outcome(const solver::Model&, const solver::Settings&)>;

struct Judgement {
  std::string fault;         ///< what is wrong, in words; empty: nothing is
  bool was_checked = false;  ///< an oracle knew the answer
  bool was_feasible = false;
};

struct Trial {
  std::uint64_t seed = 1;  ///< of the solver, of the assumptions and of the work limits
  std::uint64_t oracle_nodes = 100'000;
  /// Ends a solve that should have ended by itself; the judgement then says that it gave up.
  std::uint64_t work_limit = 300'000'000;
  int assumption_sets = 3;  ///< drawn and asked
  /// Off: no run uses the heuristics for good schedules, which cost tiny models most of their time.
  bool improves = true;
};

/// Same optimum at each level; infeasible iff the oracle says so; schedules valid and their costs
/// right; cores infeasible by themselves; work-limited answers twice the same and never above the
/// optimum; incumbents and bounds in order; warm starts, good and absurd, change nothing.
///
///   cost   about ten solves and as many oracle runs
Judgement judge_solver(const solver::Model& model, const Solver& solve, const Trial& trial);

/// One outcome against what is known. `answer` may be incomplete: then only what can be seen
/// without it is asked.
std::string judge_outcome(const solver::Model& model, const solver::Outcome& outcome,
                          std::span<const solver::Assumption> assumptions,
                          const OracleAnswer& answer, bool is_limited);

/// Number of schedules with ends up to the safe horizon, by asking `solve` for any schedule under
/// assumptions that cut the space left by the one before; nothing when there are more than `most`.
/// The objectives of the model are left out.
std::optional<std::uint64_t> count_by_solving(const solver::Model& model, const Solver& solve,
                                              std::uint64_t most);

/// Outcome in one line, for failures and for comparing two runs.
std::string to_text(const solver::Outcome& outcome);

/// A solver made of the naive oracle: what the judge itself is tested with.
solver::Outcome solve_by_oracle(const solver::Model& model, const solver::Settings& settings);

}  // namespace penholder::oracle
