#pragma once
// Random planning problems of any size, with every kind of link, capacity and credit.

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "sequence/problem.h"

namespace penholder::oracle {

struct RandomShape {
  Days horizon = 10;
  std::size_t phases = 2;
  std::size_t discrete = 2;
  std::size_t standing = 1;
  std::size_t renewable = 2;
  std::size_t budgets = 1;
  std::size_t links = 2;
  double tightness = 0.5;  ///< capacity as a share of what all tasks at once would take
  double must = 0.15;      ///< share of must-tasks
  bool has_negative_lags = false;
};

/// A stretch of `share` of the horizon, at least a day.
inline Days part_of(Days horizon, double share) {
  return std::max<Days>(1, static_cast<Days>(static_cast<double>(horizon) * share));
}

inline PlanProblem random_problem(Rng& rng, const RandomShape& shape) {
  PlanProblem problem;
  problem.horizon = shape.horizon;
  const auto days = [&](Days bound) {
    return static_cast<Days>(rng.below(static_cast<std::uint32_t>(std::max<Days>(bound, 1))));
  };
  const auto pick = [&](std::size_t count) {
    return static_cast<Index>(rng.below(static_cast<std::uint32_t>(count)));
  };
  const Days length = shape.horizon / static_cast<Days>(shape.phases);
  for (std::size_t p = 0; p < shape.phases; ++p) {
    const Days start = static_cast<Days>(p) * length;
    problem.phases.push_back(
        {.start = start, .end = p + 1 == shape.phases ? shape.horizon : start + length});
  }
  const std::size_t assets = shape.renewable + shape.budgets;
  const std::size_t tasks = shape.discrete + shape.standing;
  std::vector<Amount> demand(assets, 0);
  const auto needs = [&] {
    std::vector<PlanProblem::Need> made;
    for (Index asset = 0; asset < assets; ++asset) {
      if (rng.uniform() < std::max(0.4, 3.0 / static_cast<double>(assets)) && assets > 0) {
        if (rng.uniform() < 0.3) continue;
        made.push_back({.asset = asset, .amount = 1 + static_cast<Amount>(rng.below(6))});
        demand[asset] += made.back().amount;
      }
    }
    return made;
  };
  for (std::size_t i = 0; i < tasks; ++i) {
    PlanProblem::Task task;
    task.is_must = rng.uniform() < shape.must;
    task.deadline = shape.horizon;
    const double worth = 1.0 + 9.0 * rng.uniform();
    if (rng.uniform() < 0.25) task.release = days(shape.horizon / 2);
    if (rng.uniform() < 0.2) task.deadline = shape.horizon - days(shape.horizon / 3);
    if (i < shape.discrete) {
      task.duration = 1 + days(part_of(shape.horizon, 0.45));
      task.needs = needs();
      switch (rng.below(3)) {
        case 0:
          task.value = {{.from = 0,
                         .to = shape.horizon,
                         .at_from = worth,
                         .slope = -worth / static_cast<double>(shape.horizon)}};
          break;
        case 1:
          task.value = {{.from = 0,
                         .to = shape.horizon / 3 + days(shape.horizon / 2),
                         .at_from = worth,
                         .slope = 0.0}};
          break;
        default:
          task.value = {{.from = 0, .to = shape.horizon, .at_from = worth, .slope = 0.0}};
          break;
      }
    } else {
      task.is_standing = true;
      const auto full = needs();
      const std::size_t levels = 1 + rng.below(2);
      for (std::size_t p = 0; p < shape.phases; ++p) {
        task.modes.emplace_back();
        for (std::size_t level = 1; level <= levels; ++level) {
          const double share = static_cast<double>(level) / static_cast<double>(levels);
          PlanProblem::Mode mode;
          mode.value = worth * (level == levels ? 1.0 : 0.65) / static_cast<double>(shape.phases);
          for (const auto& need : full) {
            mode.needs.push_back(
                {.asset = need.asset,
                 .amount = std::max<Amount>(
                     1, static_cast<Amount>(static_cast<double>(need.amount) * share))});
          }
          task.modes.back().push_back(mode);
        }
      }
    }
    problem.tasks.push_back(std::move(task));
  }
  for (std::size_t k = 0; k < assets; ++k) {
    PlanProblem::Asset asset;
    asset.is_budget = k >= shape.renewable;
    const auto capacity = [&](double factor) {
      return static_cast<Amount>(
          std::llround(static_cast<double>(demand[k]) * shape.tightness * factor));
    };
    asset.steps = {{.from = 0, .capacity = capacity(0.7 + 0.6 * rng.uniform())}};
    if (!asset.is_budget && rng.uniform() < 0.5) {
      asset.steps.push_back(
          {.from = 1 + days(shape.horizon - 1), .capacity = capacity(0.5 + rng.uniform())});
    }
    problem.assets.push_back(std::move(asset));
  }
  for (std::size_t i = 0; i < shape.links && tasks > 1; ++i) {
    const Index a = pick(tasks);
    const Index b = pick(tasks);
    if (a == b) continue;
    switch (rng.below(5)) {
      case 0:
      case 1: {
        const Days lag = shape.has_negative_lags ? days(5) - 2 : days(part_of(shape.horizon, 0.15));
        // From lower to higher, else circles would leave little to plan.
        problem.after.push_back({.task = std::max(a, b), .on = std::min(a, b), .lag = lag});
        break;
      }
      case 2:
        problem.together.push_back({.a = a,
                                    .b = b,
                                    .within = rng.uniform() < 0.7
                                                  ? std::optional(days(part_of(shape.horizon, 0.3)))
                                                  : std::nullopt});
        break;
      case 3:
        problem.instead_of.push_back({.a = a, .b = b});
        break;
      default:
        problem.required.push_back({.task = a, .on = b});
        break;
    }
  }
  return problem;
}

}  // namespace penholder::oracle
