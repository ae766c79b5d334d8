// The robust plan against an oracle that tries every plan of tiny cases, and its promises on the
// sample case.

#include "sequence/robust.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "oracle/sequence_brute_force.h"
#include "sequence/build_problem.h"
#include "sequence/forced_plan.h"
#include "sequence/robust_json.h"
#include "sequence/robust_text.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;

constexpr double kTiny = 1e-5;

// Three leaves, three discrete tasks and one standing one on two scarce assets, within nine days.
Case tiny_case(std::uint64_t seed) {
  Rng rng(seed, 4);
  Case c;
  c.id = "tiny";
  c.title = "Tiny";
  c.as_of = Date(2030, 1, 1);
  c.horizon = {Date(2030, 1, 1), Date(2030, 1, 10)};
  c.phases = {
      {.id = "one", .title = "One", .range = {Date(2030, 1, 1), Date(2030, 1, 5)}, .span = {}},
      {.id = "two", .title = "Two", .range = {Date(2030, 1, 5), Date(2030, 1, 10)}, .span = {}}};
  for (int i = 0; i < 3; ++i) {
    Objective leaf;
    leaf.id = "leaf-" + std::to_string(i);
    leaf.title = leaf.id;
    c.objectives.push_back(leaf);
  }
  for (int i = 0; i < 2; ++i) {
    Asset asset;
    asset.id = "asset-" + std::to_string(i);
    asset.title = asset.id;
    asset.unit = "people";
    asset.capacity = {{.from = c.horizon.start, .amount = cited(2.0 + rng.below(2))}};
    c.assets.push_back(asset);
  }
  for (int i = 0; i < 4; ++i) {
    Task task;
    task.id = "task-" + std::to_string(i);
    task.title = task.id;
    for (std::uint32_t leaf = 0; leaf < 3; ++leaf) {
      if (rng.uniform() < 0.6 || leaf == static_cast<std::uint32_t>(i % 3)) {
        task.serves.push_back({.objective = ObjectiveId{leaf},
                               .strength = cited(0.2 + 0.8 * rng.uniform()),
                               .level = {},
                               .span = {}});
      }
    }
    for (std::uint32_t asset = 0; asset < 2; ++asset) {
      task.needs.push_back(
          {.asset = AssetId{asset}, .amount = cited(1.0 + rng.below(2)), .span = {}});
    }
    if (i == 3) {
      task.kind = Task::Kind::Standing;
      task.levels = {
          {.id = "low", .title = "Low", .effort = 0.5, .effect = 0.6, .basis = {}, .span = {}},
          {.id = "full", .title = "Full", .effort = 1.0, .effect = 1.0, .basis = {}, .span = {}}};
    } else {
      task.duration = cited(2.0 + rng.below(4));
      if (rng.uniform() < 0.3) task.credit.kind = CreditRule::Kind::Constant;
    }
    c.tasks.push_back(task);
  }
  return c;
}

std::vector<ViewVectors> random_views(std::uint64_t seed, std::size_t leaves, std::size_t views,
                                      std::size_t draws) {
  Rng rng(seed, 5);
  std::vector<ViewVectors> made(views);
  for (std::size_t v = 0; v < views; ++v) {
    made[v].mean.assign(leaves, 0.0);
    for (std::size_t i = 0; i < draws; ++i) {
      Weights drawn(leaves, 0.0);
      draw_simplex(rng, drawn.raw());
      // A view leans towards one leaf.
      for (double& weight : drawn) weight *= 0.4;
      drawn[LeafId{static_cast<std::uint32_t>(v % leaves)}] += 0.6;
      for (const LeafId leaf : drawn.ids()) {
        made[v].mean[leaf] += drawn[leaf] / static_cast<double>(draws);
      }
      made[v].draws.push_back(drawn);
    }
  }
  return made;
}

// Every plan that keeps the rules, by what it attains of each leaf.
std::vector<IdVector<LeafId, double>> all_attainments(const Case& c) {
  const Leaves leaves(c);
  const Shares shares(c, c, leaves);
  const Weights equal(leaves.size(), 1.0 / static_cast<double>(leaves.size()));
  const PlanProblem problem = build_problem(c, c, equal);
  std::vector<IdVector<LeafId, double>> all;
  PlanAssignment plan;
  plan.tasks.resize(problem.tasks.size());
  const std::function<void(Index)> choose = [&](Index id) {
    if (id == problem.tasks.size()) {
      if (!check_plan(problem, plan).empty()) return;
      PlanOutcome outcome;
      outcome.assignment = plan;
      outcome.value = value_of(problem, plan);
      IdVector<TaskId, double> credit;
      for (const PlannedTask& task : to_plan(c, c, equal, problem, outcome).tasks) {
        credit.push_back(task.credit);
      }
      all.push_back(attainment(shares, leaves, credit));
      return;
    }
    const PlanProblem::Task& task = problem.tasks[id];
    PlanAssignment::Choice& choice = plan.tasks[id];
    if (task.is_standing) {
      for (int first = -1; first < 2; ++first) {
        for (int second = -1; second < 2; ++second) {
          choice = {.included = first >= 0 || second >= 0, .start = 0, .levels = {first, second}};
          choose(id + 1);
        }
      }
      return;
    }
    choice = {};
    choose(id + 1);
    for (Days start = 0; start + task.duration <= problem.horizon; ++start) {
      choice = {.included = true, .start = start, .levels = {}};
      choose(id + 1);
    }
  };
  choose(0);
  return all;
}

TEST(Robust, KeepsWhatItSaysOnCasesWhereEveryPlanWasTried) {
  std::size_t exact = 0;
  std::size_t compromises = 0;
  constexpr std::uint64_t kCases = 40;
  for (std::uint64_t seed = 0; seed < kCases; ++seed) {
    const Case c = tiny_case(seed);
    const auto views = random_views(seed, 3, 3, 4);
    const auto every = all_attainments(c);
    const Plan reference = sequence(c, c, views[0].mean, std::nullopt, {.work = 4000});
    const RobustPlan robust =
        robust_plan(c, c, views, reference, {.sequence = {.work = 4000}, .tie = 0.0});
    ASSERT_TRUE(robust.recommended);

    // The least worst-view regret of any plan at all.
    std::vector<double> best(views.size(), 0.0);  // by view: mean of the best value
    for (std::size_t v = 0; v < views.size(); ++v) {
      for (const Weights& weights : views[v].draws) {
        double most = 0.0;
        for (const auto& plan : every) most = std::max(most, value_of(plan, weights));
        best[v] += most / static_cast<double>(views[v].draws.size());
      }
    }
    const auto worst_of = [&](const IdVector<LeafId, double>& plan) {
      double worst = 0.0;
      for (std::size_t v = 0; v < views.size(); ++v) {
        double value = 0.0;
        for (const Weights& weights : views[v].draws) {
          value += value_of(plan, weights) / static_cast<double>(views[v].draws.size());
        }
        worst = std::max(worst, best[v] - value);
      }
      return worst;
    };
    double least = 1e300;
    for (const auto& plan : every) least = std::min(least, worst_of(plan));

    EXPECT_LE(robust.worst_regret_bound, least + kTiny) << "seed " << seed;
    EXPECT_GE(robust.best().worst().low, least - kTiny) << "seed " << seed;
    exact += robust.best().worst().low <= least + kTiny ? 1 : 0;
    compromises += robust.best().origin == RobustCandidate::Origin::Mixture ? 1 : 0;

    // The recommended plan's regret by definition.
    const Leaves leaves(c);
    IdVector<TaskId, double> credit;
    for (const PlannedTask& task : robust.plan.tasks) credit.push_back(task.credit);
    EXPECT_NEAR(worst_of(attainment(Shares(c, c, leaves), leaves, credit)),
                robust.best().worst().low, kTiny)
        << "seed " << seed;
    for (const RobustCandidate& candidate : robust.candidates) {
      EXPECT_GE(candidate.worst().low, robust.best().worst().low - kTiny) << "seed " << seed;
      for (const Regret& regret : candidate.by_view) {
        EXPECT_GE(regret.low, 0.0);
        EXPECT_NEAR(regret.high, regret.low, kTiny) << "all is proven; seed " << seed;
        EXPECT_GE(regret.most, regret.low - kTiny);
      }
    }
  }
  RecordProperty("exact", static_cast<int>(exact));
  std::printf("least worst-view regret of all plans found in %zu of %zu cases, %zu by a mixture\n",
              exact, static_cast<std::size_t>(kCases), compromises);
  EXPECT_GE(exact, kCases * 9 / 10);
}

TEST(Robust, TurningABorderlineTaskRoundCostsWhatTheOracleSays) {
  std::size_t asked = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Case c = tiny_case(seed);
    const auto views = random_views(seed, 3, 3, 4);
    const Plan reference = sequence(c, c, views[0].mean, std::nullopt, {.work = 4000});
    const RobustPlan robust =
        robust_plan(c, c, views, reference, {.sequence = {.work = 4000}, .tie = 0.0});
    for (const BorderlineTask& task : robust.borderline) {
      EXPECT_GT(task.share, 0.0);
      EXPECT_LT(task.share, 1.0);
      EXPECT_EQ(task.is_in_reference, reference.tasks[task.task].included);
      ASSERT_TRUE(task.turned) << "seed " << seed;
      PlanProblem other = build_problem(c, c, views[0].mean);
      PlanProblem::Task& turned = other.tasks[task.task.value];
      (task.is_in_reference ? turned.is_possible : turned.is_must) = !task.is_in_reference;
      const auto best = oracle::best_plan_by_trying_all(other);
      // A standing must-task must be on throughout, which is more than to be there at all.
      if (task.is_in_reference || !turned.is_standing) {
        EXPECT_NEAR(task.turned->loss, reference.value - best.value, kTiny) << "seed " << seed;
        EXPECT_NEAR(task.turned->least_loss, task.turned->loss, kTiny);
      }
      ASSERT_FALSE(task.turned->changes.empty());
      EXPECT_EQ(task.turned->changes.front().task, task.task);
      ++asked;
    }
  }
  EXPECT_GE(asked, 5U) << "the cases have too little to disagree about";
}

class RobustSample : public ::testing::Test {
 protected:
  [[nodiscard]] RobustPlan make(unsigned threads, std::function<bool()> should_stop = {}) const {
    RobustSettings settings;
    settings.sequence = {.work = 6000, .threads = threads, .should_stop = std::move(should_stop)};
    return robust_plan(base_, base_, views_, reference_, settings);
  }

  Dossier dossier_ = sample_dossier();
  Case& base_ = dossier_.base;
  std::vector<ViewVectors> views_ = [&] {
    auto made = random_views(3, Leaves(base_).size(), base_.views.size(), 6);
    for (std::uint32_t v = 0; v < made.size(); ++v) made[v].view = ViewId{v};
    return made;
  }();
  Plan reference_ = sequence(base_, base_, views_[0].mean, ViewId{0}, {.work = 6000});
};

TEST_F(RobustSample, GivesTheSameBytesForAnyNumberOfThreads) {
  const std::string one = to_json(make(1), base_).dump();
  EXPECT_EQ(one, to_json(make(2), base_).dump());
  EXPECT_EQ(one, to_json(make(5), base_).dump());
}

TEST_F(RobustSample, TheCoreIsThatOfTheSameVectors) {
  const RobustPlan robust = make(2);
  std::vector<Weights> in_turn;
  for (std::size_t k = 0; k < 6; ++k) {
    for (const ViewVectors& view : views_) in_turn.push_back(view.draws[k]);
  }
  const CoreIndex core = core_index(base_, base_, in_turn, {.work = 6000});
  EXPECT_EQ(robust.core.share, core.share);
  EXPECT_EQ(robust.core.plans, in_turn.size());
  for (const BorderlineTask& task : robust.borderline) {
    double mean = 0.0;
    for (const double share : task.share_by_view) {
      mean += share / static_cast<double>(views_.size());
    }
    EXPECT_NEAR(mean, task.share, 1e-12);
    EXPECT_NEAR(task.standard_error * task.standard_error * static_cast<double>(core.plans),
                task.share * (1.0 - task.share), 1e-12);
  }
}

TEST_F(RobustSample, ChangesAreThoseFromTheReferencePlan) {
  const RobustPlan robust = make(1);
  double sum = 0.0;
  for (const PlanChange& change : robust.changes) {
    const bool was = reference_.tasks[change.task].included;
    const bool is = robust.plan.tasks[change.task].included;
    EXPECT_EQ(change.kind == PlanChange::Kind::Enters, !was && is);
    EXPECT_EQ(change.kind == PlanChange::Kind::Leaves, was && !is);
    sum += change.points;
  }
  EXPECT_NEAR(sum, robust.plan.value - reference_.value, 0.05 * 8);
}

TEST_F(RobustSample, AskedToStopItShowsWhatIsThereOrNothing) {
  const RobustPlan none = make(1, [] { return true; });
  EXPECT_EQ(none.core.plans, 0U);
  EXPECT_FALSE(none.recommended);
  EXPECT_FALSE(render_text(none, base_, 80, false).empty());
  EXPECT_TRUE(to_json(none, base_).at("recommended").is_null());
  std::atomic<int> asked{0};
  const RobustPlan some = make(1, [&] { return ++asked > 8; });
  EXPECT_GT(some.core.plans, 0U);
  EXPECT_LT(some.core.plans, 6U * views_.size());
  EXPECT_FALSE(render_text(some, base_, 80, false).empty());
}

TEST_F(RobustSample, OneViewWithoutANameIsARoomToo) {
  views_.resize(1);
  views_[0].view = std::nullopt;
  const RobustPlan robust = make(1);
  ASSERT_TRUE(robust.recommended);
  EXPECT_EQ(robust.best().worst_view, 0U);
  EXPECT_FALSE(render_text(robust, base_, 72, false).empty());
  EXPECT_FALSE(to_json(robust, base_).dump().empty());
}

TEST_F(RobustSample, CasesWithoutTasksAreWeighedToo) {
  base_.tasks = {};
  base_.links = {};
  base_.benchmarks = {};
  reference_ = sequence(base_, base_, views_[0].mean, ViewId{0}, {.work = 100});
  const RobustPlan robust = make(1);
  ASSERT_TRUE(robust.recommended);
  EXPECT_DOUBLE_EQ(robust.best().worst().high, 0.0);
}

TEST_F(RobustSample, Goldens) {
  const RobustPlan robust = make(1);
  testing::expect_golden("sequence/robust-text.expect", render_text(robust, base_, 100, false));
  testing::expect_golden("sequence/robust-json.expect", to_json(robust, base_).dump(2) + "\n");
}

TEST_F(RobustSample, TextFitsThePage) {
  const RobustPlan robust = make(1);
  for (const int width : {72, 80, 120}) {
    std::istringstream lines(render_text(robust, base_, width, false));
    for (std::string line; std::getline(lines, line);) {
      std::size_t columns = 0;
      for (const char byte : line) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      EXPECT_LE(columns, static_cast<std::size_t>(width)) << line;
    }
  }
}

}  // namespace
}  // namespace penholder
