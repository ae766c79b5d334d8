#pragma once
// A scheduling model unrolled over time as a graph whose closed sets are start
// times: node (i, k) stands for "task i is done and starts by cell k". Cells
// are stretches of time that all tasks share; with cells of one unit nothing is
// lost, longer ones give a smaller graph and a weaker, yet valid relaxation:
// within a cell each task takes its cheapest start and mode, and each lag the
// most favourable ones.
//
//   y[i,k] -> y[i,k+1]                started by k, so by k+1
//   y[j,k] -> y[i,cell of (latest start in k) - lag]   where j's presence
//   implies i's y[j,last] -> y[i,last]            presence implications
//
// What is not in the graph: lags between tasks of which neither implies the
// other, resources, budgets, and groups that are no implication
// (relaxed_rows.h). Source: Moehring, Schulz, Stork & Uetz 2003, "Solving
// project scheduling problems by minimum cut computations", section 3; optional
// tasks, modes and cells are ours.

#include <optional>
#include <span>
#include <vector>

#include "solver/min_closure.h"
#include "solver/model.h"
#include "solver/start_windows.h"

namespace penholder::solver {

struct TimeNetwork {
  /// A start in a mode that may be the cheapest of its cell, whatever the
  /// prices of the cells are.
  struct Candidate {
    std::int32_t cell = 0;         ///< of the task, counted within it
    std::int32_t begin_point = 0;  ///< position of the start in `points`
    std::int32_t end_point = 0;    ///< position of the end
    Value cost = 0;                ///< of the objective, scaled
  };
  struct ModeRange {
    Index task = 0;
    int mode = 0;
    std::size_t first = 0, end = 0;  ///< in `candidates`
  };
  /// One cell of one task: one node of the graph, except the last cell of a
  /// required task.
  struct TaskCell {
    Time first = 0, last = 0;  ///< earliest and latest candidate in it
  };
  struct TaskPart {
    std::size_t first_cell = 0, end_cell = 0;  ///< in `task_cells`
    std::size_t first_mode = 0, end_mode = 0;  ///< in `mode_ranges`
    MinClosure::Node first_node = 0;
    std::size_t first_chain_arc = 0;  ///< arc from cell k to k+1 is this + k
    bool is_required = false;
    bool is_excluded = false;
    Value cost_absent = 0;  ///< scaled
    [[nodiscard]] std::size_t cell_count() const { return end_cell - first_cell; }
    /// No arc leads from or to another task: it has no nodes, as its least cost is plain to see.
    bool is_free = false;
    [[nodiscard]] std::size_t node_count() const {
      return is_free ? 0 : cell_count() - (is_required ? 1 : 0);
    }
  };

  Value scale = 1;  ///< of all costs
  /// Borders of the cells, ascending, one more than cells. The last cell may be
  /// very long: nothing of the model changes there.
  std::vector<Time> borders;
  std::size_t priced_cells = 0;  ///< cells in which a resource may have a price
  std::vector<Time> points;      ///< ascending
  std::vector<Candidate> candidates;
  std::vector<ModeRange> mode_ranges;
  std::vector<TaskCell> task_cells;
  std::vector<TaskPart> parts;
  std::size_t node_count = 0;
  std::vector<MinClosure::Arc> arcs;
  std::size_t chain_arc_count = 0;  ///< they stand first
  bool is_infeasible = false;       ///< a required task has no start

  [[nodiscard]] std::size_t cell_at(Time time) const;
};

/// Unit of time that keeps the graph within a number of arcs; 0 when none does.
///
///   cost   O(tasks + lags)
Time cell_length_for(const Model& model, std::span<const StartWindow> windows,
                     std::size_t most_arcs);

/// Unrolls a model for one objective without a makespan (whoever has one adds a
/// task for it).
///
///   windows  from start_windows
///   scale    what costs are multiplied with; the scaled sizes of all costs
///   must stay below 2^60 cost     O(nodes + arcs + candidates)
TimeNetwork build_time_network(const Model& model, const Objective& objective,
                               const PresenceGraph& presence, std::span<const StartWindow> windows,
                               Time cell_length, Value scale);

}  // namespace penholder::solver
