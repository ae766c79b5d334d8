#pragma once
// Where in a model text each thing stands, so that what is wrong with a model can be shown there:
// solver::defects_of says "task 3, mode 0: ..." and knows nothing of lines.

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace penholder::instance {

/// Places by kind and position in the model; a mode by its task and position within it.
struct ModelPlaces {
  std::vector<Span> resources, budgets, tasks, lags, groups, objectives;
  std::vector<Span> modes;              ///< of all tasks, in order
  std::vector<std::size_t> first_mode;  ///< of each task, in `modes`

  /// Of the thing that a sentence of solver::defects_of begins with; nothing when it names none
  /// that has a place ("tasks have too many modes").
  [[nodiscard]] const Span* find(std::string_view defect) const;
};

}  // namespace penholder::instance
