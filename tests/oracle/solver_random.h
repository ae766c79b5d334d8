#pragma once
// Random scheduling models with every feature of model.h, and all tiny ones over a grid of
// features.

#include <cstdint>

#include "base/random.h"
#include "solver/model.h"
#include "solver/solve.h"

namespace penholder::oracle {

/// Which features a model may have. Shares are probabilities in [0, 1].
struct ModelShape {
  std::size_t tasks = 3;
  solver::Time horizon = 8;  ///< deadlines and breakpoints lie near 0 .. horizon
  solver::Time duration_max = 3;
  std::size_t modes_max = 2;
  std::size_t resources = 2;
  std::size_t budgets = 1;
  std::size_t lags = 2;
  std::size_t groups = 1;
  std::size_t levels = 1;
  double optional = 0.4;
  double deadline = 0.9;  ///< of tasks with a deadline near the horizon
  double closed = 0.2;
  double pieces = 0.6;    ///< of costs that depend on a date
  double makespan = 0.4;  ///< of objectives that count it
  bool has_steps = true;
  bool has_cycles = false;      ///< lags against the order of the tasks: maximum lags, cycles
  bool has_odd_things = false;  ///< self-lags, facts twice, empty groups, capacity 0, no steps
};

/// A shape in which each feature is on or off by chance ("swarm testing", Groce et al. 2012: models
/// that lack most features reach states that models with all of them hide).
ModelShape random_shape(Rng& rng, std::size_t tasks);

/// A sound model (checked): feasible or not.
solver::Model random_model(Rng& rng, const ModelShape& shape);

/// Up to `most` assumptions about its tasks; they may contradict each other.
std::vector<solver::Assumption> random_assumptions(Rng& rng, const solver::Model& model,
                                                   std::size_t most);

/// The same problem `by` later: releases, deadlines, closed stretches, steps and pieces. Schedules
/// shift with it and costs stay; only for models without makespan and with finite windows.
solver::Model shifted(solver::Model model, solver::Time by);

/// The same problem in numbers near the limits, by chance: amounts and capacities, or costs, times
/// a power of two up to near 2^60; dates moved far off, where nothing but differences counts. Stays
/// sound (checked); the optimum is multiplied as the costs are.
solver::Model dressed_up(Rng& rng, solver::Model model);

/// Number of models of the grid below.
std::uint64_t tiny_model_count();

/// The `index`-th of all models of two tasks over a small grid: durations 0 .. 2, optional or not,
/// deadlines, a resource, a lag, a group, an objective, a closed stretch.
solver::Model tiny_model(std::uint64_t index);

}  // namespace penholder::oracle
