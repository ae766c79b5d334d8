#pragma once
// The schedules of a small model as something to count through: for each task a list of placements,
// and a horizon behind which none need be looked at.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "solver/model.h"
#include "solver/solve.h"

namespace penholder::oracle {

/// What an oracle found out. `is_complete` off: it gave up, and nothing else means anything.
struct OracleAnswer {
  bool is_complete = false;
  bool is_feasible = false;
  std::uint64_t count = 0;           ///< schedules within the horizon, where they were counted
  solver::Schedule best;             ///< when feasible
  std::vector<solver::Value> costs;  ///< of the best, one an objective
};

/// An end that some schedule as good as any does not pass.
///
/// Behind the last breakpoint (release, deadline, closed stretch, step, piece, assumed time)
/// nothing depends on the date. If nothing runs in [a, b) there, all that lies at b or later can
/// move one step left: only lags from before a to b and later shrink, and they are kept while b - a
/// is more than the largest lag. So beyond the last breakpoint stand the durations and, once a
/// task, a gap of at most the largest lag. Costs are 0 there and the makespan only falls.
solver::Time safe_horizon(const solver::Model& model,
                          std::span<const solver::Assumption> assumptions);

/// All placements of one task that its window, its closed stretches and the assumptions allow, up
/// to the horizon; being left out comes first. Nothing when there are more than `most`.
std::optional<std::vector<solver::Placement>> placements_of(
    const solver::Model& model, solver::Index task, std::span<const solver::Assumption> assumptions,
    std::size_t most);

/// Whether a placement of its task is what the assumption says.
bool holds(const solver::Assumption& assumption, const solver::Placement& placement);

/// As text for a failure: one line a task.
std::string to_text(const solver::Model& model, std::span<const solver::Placement> schedule);

}  // namespace penholder::oracle
