// The executor against the obvious day-by-day version, on the sample case under all kinds of plans
// and luck.

#include "stress/execution.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "oracle/stress_oracle.h"
#include "oracle/stress_planner.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using testing::execute_day_by_day;
using testing::first_fit_plan;

// More of everything that can go wrong than the sample case has by itself.
Case rough(Case c) {
  for (Shock& shock : c.shocks) {
    if (shock.rate) shock.rate = judged(1, 3, 6);
    if (shock.probability) shock.probability = judged(0.5, 0.8, 0.95);
  }
  Effect close_all;
  close_all.kind = Effect::Kind::CloseArea;
  for (const AreaId area : c.areas.ids()) close_all.areas.push_back(area);
  close_all.lasting = judged(5, 20, 60);
  c.shocks[ShockId{0}].effects.push_back(close_all);
  Effect delay;
  delay.kind = Effect::Kind::Delay;
  delay.benchmarks = {BenchmarkId{0}};
  delay.tasks = {c.links[LinkId{0}].task};
  delay.by = judged(5, 15, 30);
  c.shocks[ShockId{1}].effects.push_back(delay);
  Effect money;
  money.kind = Effect::Kind::LoseCapacity;
  for (const AssetId asset : c.assets.ids()) money.assets.push_back(asset);
  money.share = judged(0.1, 0.3, 1.0);
  money.lasting = judged(5, 40, 90);
  c.shocks[ShockId{2}].effects.push_back(money);
  return c;
}

// Many short tasks that queue for the same uncertain assets, and standing tasks that cost money.
Case crowded(Case c) {
  const std::size_t count = c.tasks.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (c.tasks[TaskId{i}].is_standing()) {
      c.tasks[TaskId{i}].needs.push_back(
          {.asset = *find_by_id(c.assets, "fund"), .amount = judged(5, 10, 30), .span = {}});
      continue;
    }
    for (int copy = 0; copy < 3; ++copy) {
      Task task = c.tasks[TaskId{i}];
      task.id += "-" + std::to_string(copy);
      task.duration = judged(5, 20 + copy * 10, 90);
      task.needs = {{.asset = *find_by_id(c.assets, "helicopters"),
                     .amount = judged(1, 1 + copy, 3 + copy),
                     .span = {}},
                    {.asset = *find_by_id(c.assets, "advisers"),
                     .amount = judged(1, 4 - copy, 5),
                     .span = {}},
                    {.asset = *find_by_id(c.assets, "fund"), .amount = cited(10), .span = {}}};
      c.tasks.push_back(task);
    }
  }
  Link ground;
  ground.id = "protect-requires-law";
  ground.kind = Link::Kind::Requires;
  ground.task = *find_by_id(c.tasks, "protect");
  ground.on = ConditionId{0};
  c.links.push_back(ground);
  Link office;
  office.id = "rights-after-archive";
  office.kind = Link::Kind::After;
  office.task = *find_by_id(c.tasks, "monitor-rights");
  office.on = *find_by_id(c.tasks, "archive-0");
  c.links.push_back(office);
  return c;
}

void compare_with_oracle(const Case& base, const Case& design, std::uint64_t plan_seed,
                         std::uint64_t seed, std::size_t replications) {
  const Leaves leaves(base);
  const Plan plan = first_fit_plan(base, design, leaves.equal_weights(base), plan_seed);
  const Sampler sampler(base, design, leaves);
  const Policy policy(design, plan, sampler);
  Executor executor(policy, leaves.size());
  Realisation realisation;
  sampler.prepare(realisation);
  Execution fast;
  for (std::size_t replication = 0; replication < replications; ++replication) {
    SCOPED_TRACE(::testing::Message()
                 << "plan " << plan_seed << ", seed " << seed << ", replication " << replication);
    sampler.draw(seed, replication, realisation);
    std::vector<std::optional<ShockId>> spared{std::nullopt};
    if (!realisation.strikes.empty()) spared.push_back(realisation.strikes.front().shock);
    for (const auto& shock : spared) {
      executor.run(realisation, shock, fast);
      const auto slow = execute_day_by_day(design, plan, sampler, realisation, shock);
      ASSERT_EQ(fast.start, slow.start);
      ASSERT_EQ(fast.finish, slow.finish);
      ASSERT_EQ(fast.met, slow.met);
      for (const TaskId task : design.tasks.ids()) {
        ASSERT_NEAR(fast.credit[task], slow.credit[task], 1e-9) << design.tasks[task].id;
      }
    }
  }
}

TEST(Execution, AgreesWithTheDayByDayVersionOnTheSampleCase) {
  const Dossier dossier = sample_dossier();
  for (std::uint64_t plan = 0; plan < 8; ++plan) {
    compare_with_oracle(dossier.base, dossier.base, plan, 11, 25);
  }
  compare_with_oracle(dossier.base, dossier.designs[OptionId{0}], 3, 12, 25);
}

TEST(Execution, AgreesWithTheDayByDayVersionWhenEverythingGoesWrong) {
  const Dossier dossier = sample_dossier();
  const Case c = rough(dossier.base);
  for (std::uint64_t plan = 0; plan < 20; ++plan) compare_with_oracle(c, c, plan, 13 + plan, 25);
}

TEST(Execution, AgreesWithTheDayByDayVersionWhenTasksQueue) {
  const Dossier dossier = sample_dossier();
  const Case mild = crowded(dossier.base);
  const Case wild = rough(mild);
  for (std::uint64_t plan = 0; plan < 10; ++plan) {
    compare_with_oracle(mild, mild, plan, 40 + plan, 20);
    compare_with_oracle(wild, wild, plan, 60 + plan, 20);
    compare_with_oracle(dossier.base, wild, plan, 80 + plan, 5);
  }
}

TEST(Execution, EarnsWhatTheValueModelGivesForTheDrawnStrengths) {
  const Case c = sample_dossier().base;
  const Leaves leaves(c);
  const Plan plan = first_fit_plan(c, c, leaves.equal_weights(c), 5);
  const Sampler sampler(c, c, leaves);
  const Policy policy(c, plan, sampler);
  Executor executor(policy, leaves.size());
  Realisation realisation;
  sampler.prepare(realisation);
  Execution execution;
  for (std::uint64_t replication = 0; replication < 50; ++replication) {
    sampler.draw(7, replication, realisation);
    executor.run(realisation, std::nullopt, execution);
    std::vector<double> scores;
    const Draws draws(7, replication);
    for (const StrengthInput& entry : strength_inputs(c)) {
      const Task& task = c.tasks[entry.task];
      const std::string id =
          "strength/" + task.id + "/" + c.objectives[task.serves[entry.entry].objective].id;
      scores.push_back(normal_quantile(draws.uniform(stable_key(id))));
    }
    const Shares shares(c, c, leaves, scores);
    const auto attained = attainment(shares, leaves, execution.credit);
    for (const LeafId leaf : leaves.ids()) {
      EXPECT_NEAR(execution.attained[leaf], attained[leaf], 1e-8);
    }
    EXPECT_NEAR(execution.value, value_of(attained, plan.weights), 1e-6);
  }
}

}  // namespace
}  // namespace penholder
