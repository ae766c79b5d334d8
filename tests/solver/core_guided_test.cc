// Bounds from cores: never above the optimum that an oracle finds by trying everything, equal to it
// when they are run to the end, and free of faults under audit.

#include "solver/core_guided.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "instance/model_text.h"
#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"
#include "solver/audit.h"
#include "solver/check_schedule.h"
#include "solver/solve.h"

namespace penholder::solver {
namespace {

/// A few tasks that share a resource, with due starts and what it costs to miss them.
Model random_due_starts(Rng& rng) {
  Model model;
  const Index crew = model.add_resource("crew", 3);
  Objective objective;
  const std::uint32_t count = 3 + rng.below(4);
  for (std::uint32_t k = 0; k < count; ++k) {
    const Index task =
        model.add_task("t", Time{1} + rng.below(3),
                       {{.resource = crew, .amount = static_cast<Value>(1 + rng.below(3))}});
    model.tasks[task].deadline = 14;
    if (task > 0 && rng.below(2) == 0)
      model.after(task, rng.below(static_cast<std::uint32_t>(task)));
    const auto due = static_cast<Time>(rng.below(7));
    const auto early = static_cast<Value>(rng.below(6));
    const auto late = static_cast<Value>(rng.below(6));
    Cost cost{.moment = {.task = task}, .pieces = {}, .by_mode = {}};
    if (due > 0) {
      cost.pieces.push_back({.from = 0, .to = due - 1, .at_from = early * due, .slope = -early});
    }
    cost.pieces.push_back({.from = due, .to = 14, .at_from = 0, .slope = late});
    objective.costs.push_back(cost);
  }
  model.objectives.push_back(objective);
  return model;
}

struct Found {
  bool is_proven = false;
  std::optional<Value> best;
  std::uint64_t cores = 0;  ///< sums that were made
};

/// Runs cores alone until nothing better is left, in slices, with the rewritten objective posted.
Found run_cores(const Model& model, const oracle::OracleAnswer& answer) {
  Found found;
  const auto program = compile(model, 0, {});
#ifdef PENHOLDER_AUDIT
  AuditOrder order;
  if (answer.is_feasible) order.witnesses.push_back(answer.best);
  Audit audit(model, 0, {}, 0, *program, &order);
  program->engine.auditor = &audit;
#endif
  const auto optimum = [&] { return cost_of(model, model.objectives[0], answer.best); };
  if (program->is_contradictory || !program->engine.propagate()) {
    found.is_proven = true;
    return found;
  }
  Search search(*program, 1);
  CoreGuided cores(*program, search);
  const auto on_complete = [&] {
    const Value cost = cost_of(model, model.objectives[0], schedule_from(*program));
    EXPECT_TRUE(!found.best || cost < *found.best);
    found.best = cost;
    search.back_to_root();
    cores.limit(cost - 1);
    return limit_cost(*program, cost - 1) && program->engine.propagate();
  };
  for (int slice = 0; slice < 200 && !found.is_proven; ++slice) {
    found.is_proven = cores.run(200, on_complete, {}) == CoreGuided::End::Refuted;
    if (found.is_proven) break;
    // What costs less than the bound is no better than the best.
    const Value bound = found.best ? std::min(*found.best, cores.bound()) : cores.bound();
    if (answer.is_feasible) {
      EXPECT_LE(bound, optimum());
    }
    cores.post();
    if (found.best) cores.limit(*found.best - 1);
    found.is_proven = !program->engine.propagate();
  }
  found.cores = program->counted.size();
#ifdef PENHOLDER_AUDIT
  EXPECT_THAT(order.report.faults, testing::IsEmpty()) << instance::write_model_text(model);
  EXPECT_EQ(order.report.claims_not_judged, 0U);
  EXPECT_EQ(order.report.nogoods_not_judged, 0U);
  EXPECT_EQ(order.report.passed_over, 0U);
#endif
  return found;
}

void expect_optimum(const Model& model, std::uint64_t& cores, std::uint64_t& proven) {
  const oracle::OracleAnswer answer =
      oracle::solve_naively(model, {}, oracle::Ask::Optimum, 20'000);
  if (!answer.is_complete) return;
  const Found found = run_cores(model, answer);
  cores += found.cores;
  if (!found.is_proven) return;  // terms of which only the least counts
  ++proven;
  ASSERT_EQ(found.best.has_value(), answer.is_feasible) << instance::write_model_text(model);
  if (!found.best) return;
  ASSERT_EQ(*found.best, cost_of(model, model.objectives[0], answer.best))
      << instance::write_model_text(model);
}

TEST(CoreGuided, FindsTheOptimumOfDueStarts) {
  std::uint64_t cores = 0;
  std::uint64_t proven = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Rng rng(seed, 71);
    expect_optimum(random_due_starts(rng), cores, proven);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(cores, 200U);
  EXPECT_GT(proven, 150U);
}

TEST(CoreGuided, FindsTheOptimumOfRandomModelsOrNone) {
  std::uint64_t cores = 0;
  std::uint64_t proven = 0;
  for (std::uint64_t seed = 0; seed < 800; ++seed) {
    Rng rng(seed, 72);
    const oracle::ModelShape shape = oracle::random_shape(rng, 1 + seed % 10);
    const Model model = oracle::random_model(rng, shape);
    if (model.objectives.empty() || !defects_of(model).empty()) continue;
    const auto program = compile(model, 0, {});
    if (program->sum == nullptr || program->slot_sum != nullptr) continue;
    expect_optimum(model, cores, proven);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(cores, 5U);
  EXPECT_GT(proven, 100U);
}

TEST(Ladder, CountsTheStepsThatABoundHasReached) {
  const Ladder even{.side = 4, .first = 3, .last = 6, .steps = {}};
  EXPECT_EQ(even.levels(), 4);
  EXPECT_EQ(even.level_at(2), 0);
  EXPECT_EQ(even.level_at(4), 2);
  EXPECT_EQ(even.level_at(9), 4);
  EXPECT_EQ(even.reached(2), (Literal{.side = 4, .bound = 4}));
  const Ladder uneven{.side = 5, .first = 0, .last = 0, .steps = {-7, -7, 2}};
  EXPECT_EQ(uneven.levels(), 3);
  EXPECT_EQ(uneven.level_at(-8), 0);
  EXPECT_EQ(uneven.level_at(-7), 2);
  EXPECT_EQ(uneven.level_at(2), 3);
  EXPECT_EQ(uneven.reached(2), (Literal{.side = 5, .bound = -7}));
}

}  // namespace
}  // namespace penholder::solver
