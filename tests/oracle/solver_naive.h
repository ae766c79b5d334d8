#pragma once
// A second route to the optimum, for six to eight tasks: one variable a task, one value a
// placement, chronological backtracking with forward checking. It learns nothing, explains nothing
// and keeps no bounds: nothing in it could make the engine's mistakes.
//
// Source: Haralick & Elliott 1980, "Increasing tree search efficiency for constraint satisfaction
// problems", Artificial Intelligence 14: forward checking, smallest domain first.

#include <span>

#include "oracle/schedule_space.h"

namespace penholder::oracle {

enum class Ask : std::uint8_t { Optimum, Count };

/// Lexicographic optimum, or the number of schedules within the horizon.
///
///   most_nodes   of the search tree; beyond it the answer is not complete
OracleAnswer solve_naively(const solver::Model& model,
                           std::span<const solver::Assumption> assumptions = {},
                           Ask ask = Ask::Optimum, std::uint64_t most_nodes = 100'000);

}  // namespace penholder::oracle
