#pragma once
// What came of solving one instance, in words and as JSON. Nothing in either depends on the clock:
// the same outcome is the same text.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "instance/read_instance.h"
#include "solver/solve.h"

namespace penholder {

/// An instance and its outcome.
struct Solved {
  std::string name;  ///< as the user typed it
  instance::Format format = instance::Format::Unknown;
  instance::Measure measure;
  const solver::Model* model = nullptr;
  solver::Outcome outcome;
  solver::Statistics statistics;
  std::string_view
      stopped_by;  ///< why the search ended before a proof, in words; empty: it did not
};

/// A few lines, then the schedule by start.
///
///   most_rows  longer schedules are cut, with a word; 0: the whole schedule
std::string solved_text(const Solved& solved, std::size_t most_rows);

/// `{"file", "format", "tasks", "resources", "outcome": "optimal | feasible | infeasible |
/// unknown", "objective": {"name", "sense"}, "costs", "bound", "gap", "level", "stopped_by",
/// "schedule", "statistics"}`; costs and bound in the format's own sense, the gap as a share of the
/// cost. What is not known is left out.
nlohmann::ordered_json solved_json(const Solved& solved);

}  // namespace penholder
