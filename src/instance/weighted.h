#pragma once
// The two families of MiniZinc data files that are read: choosing tasks for value by a horizon, and
// weighted earliness and tardiness.

#include "instance/dzn.h"
#include "solver/model.h"

namespace penholder::instance {

/// Which tasks to carry out: a subset closed under precedence, finished by H under the capacities,
/// of greatest summed value. Parameters n, R, H, cap[R], d[n], val[n], rr[n, R], P[pairs, 2]
/// (1-based: first before second). Costs are the values with their sign turned round.
solver::Model read_selection(DznFile& data);

/// All tasks, each starting within 0..t_max-1; `deadline` has for each its due start, the cost of
/// each step before it and of each step after it. Parameters n_tasks, n_res, t_max, d[n_tasks],
/// rc[n_res], rr[n_res, n_tasks], suc[n_tasks] (sets), deadline[n_tasks, 3].
solver::Model read_weighted_due(DznFile& data);

}  // namespace penholder::instance
