#pragma once
// Cases of nothing but objectives and tasks, for closed forms.

#include <fmt/format.h>

#include <string>
#include <vector>

#include "mandate/case.h"
#include "support/sample_case.h"

namespace penholder::testing {

/// `leaves` objectives without parent, and a task per row of `strengths`: how strongly it serves
/// each (0: not at all). Strengths are certain. Every leaf's strengths should sum to the same, else
/// Shares normalises them differently.
inline Case flat_case(std::size_t leaves, const std::vector<std::vector<double>>& strengths) {
  Case c;
  c.id = "flat";
  c.title = "Flat";
  c.horizon = {Date(2030, 1, 1), Date(2031, 1, 1)};
  for (std::size_t i = 0; i < leaves; ++i) {
    Objective objective;
    objective.id = objective.title = fmt::format("o{}", i + 1);
    c.objectives.push_back(std::move(objective));
  }
  for (std::size_t t = 0; t < strengths.size(); ++t) {
    Task task;
    task.id = task.title = fmt::format("t{}", t + 1);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      if (strengths[t][leaf] == 0.0) continue;
      Serves serves;
      serves.objective = ObjectiveId{static_cast<std::uint32_t>(leaf)};
      serves.strength = cited(strengths[t][leaf]);
      task.serves.push_back(std::move(serves));
    }
    c.tasks.push_back(std::move(task));
  }
  return c;
}

template <class Says>
Statement says(Says what) {
  Statement statement;
  statement.says = std::move(what);
  return statement;
}

inline View view_of(std::string id, std::vector<Statement> statements) {
  View view;
  view.id = std::move(id);
  view.title = "View " + view.id;
  view.statements = std::move(statements);
  return view;
}

inline ObjectiveId o(std::uint32_t number) { return ObjectiveId{number - 1}; }
inline TaskId t(std::uint32_t number) { return TaskId{number - 1}; }

}  // namespace penholder::testing
