// Possibility, conflicts and remedies: against trying everything, and on the sample case.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/random.h"
#include "oracle/sequence_brute_force.h"
#include "oracle/sequence_random.h"
#include "sequence/bindings.h"
#include "sequence/demand_why.h"
#include "sequence/quick_xplain.h"
#include "sequence/task_why.h"
#include "sequence/why_json.h"
#include "sequence/why_text.h"
#include "support/golden.h"
#include "support/sample_case.h"

namespace penholder {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Possible, AgreesWithTryingEveryPlanOfTinyProblems) {
  std::size_t yes = 0;
  std::size_t no = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    Rng rng(seed, 31);
    oracle::RandomShape shape;
    shape.discrete = 1 + rng.below(2);
    shape.standing = rng.below(3);
    shape.phases = 2 + rng.below(2);
    shape.links = rng.below(5);
    shape.tightness = 0.4 + 0.6 * rng.uniform();
    shape.must = 0.6;
    shape.has_negative_lags = rng.below(3) == 0;
    const PlanProblem problem = oracle::random_problem(rng, shape);
    const auto best = oracle::best_plan_by_trying_all(problem);
    const Possibility answer = can_be_done(problem);
    ASSERT_EQ(answer.answer,
              best.shortfall == 0 ? Possibility::Answer::Yes : Possibility::Answer::No)
        << "seed " << seed;
    ++(answer.is_yes() ? yes : no);
  }
  EXPECT_GT(yes, 100U);
  EXPECT_GT(no, 100U);
}

TEST(MinimalConflict, IsOneOfThePlantedOnes) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed, 32);
    const std::size_t count = 1 + rng.below(40);
    std::vector<std::vector<std::size_t>> planted(1 + rng.below(3));
    for (auto& set : planted) {
      for (std::size_t i = 0; i < count; ++i) {
        if (rng.below(6) == 0) set.push_back(i);
      }
      if (set.empty()) set.push_back(rng.below(static_cast<std::uint32_t>(count)));
    }
    const auto is_possible = [&](std::span<const std::size_t> kept) {
      return std::ranges::none_of(planted, [&](const auto& set) {
        return std::ranges::all_of(
            set, [&](std::size_t i) { return std::ranges::find(kept, i) != kept.end(); });
      });
    };
    std::vector<std::size_t> found = minimal_conflict(count, is_possible);
    std::ranges::sort(found);
    EXPECT_FALSE(is_possible(found)) << "seed " << seed;
    for (std::size_t i = 0; i < found.size(); ++i) {
      auto less = found;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_TRUE(is_possible(less)) << "seed " << seed;
    }
  }
}

TEST(MinimalConflict, OfNothingIsEmpty) {
  EXPECT_THAT(minimal_conflict(0, [](auto) { return false; }), IsEmpty());
  EXPECT_THAT(minimal_conflict(5, [](auto) { return false; }), IsEmpty());
}

class Why : public ::testing::Test {
 protected:
  Dossier dossier_ = sample_dossier();
  Case& base_ = dossier_.base;
  Weights weights_ = Leaves(base_).equal_weights(base_);

  [[nodiscard]] Subject subject() const { return {base_, base_, weights_}; }
  [[nodiscard]] TaskId task(std::string_view id) const { return *find_by_id(base_.tasks, id); }
  [[nodiscard]] Demand done(std::string_view id, std::optional<Date> by = std::nullopt) const {
    return {.items = {{.task = task(id), .by = by}}};
  }
  [[nodiscard]] std::vector<std::string> words(const Conflict& conflict) const {
    std::vector<std::string> words;
    words.reserve(conflict.facts.size());
    for (const CaseFact& fact : conflict.facts) words.push_back(words_of(base_, fact));
    return words;
  }
  /// The demand under the named facts alone, all others gone.
  [[nodiscard]] Possibility ask(const Demand& demand, const std::vector<CaseFact>& kept) const {
    std::vector<Easing> gone;
    for (const CaseFact& fact : facts_of(base_)) {
      if (std::ranges::find(kept, fact) == kept.end()) gone.push_back({.fact = fact, .by = {}});
    }
    return can_be_done(eased_problem(subject(), demand, gone));
  }
};

TEST_F(Why, ADemandThatFitsHasAPlan) {
  EXPECT_TRUE(std::holds_alternative<PlanAssignment>(answer_demand(subject(), done("elections"))));
}

TEST_F(Why, EveryFactOfAConflictIsNeededAndTogetherTheySuffice) {
  std::size_t conflicts = 0;
  for (const TaskId id : base_.tasks.ids()) {
    for (const Date by : {Date(2030, 2, 1), Date(2030, 4, 1), Date(2030, 7, 1), Date(2030, 9, 1)}) {
      const Demand demand{.items = {{.task = id, .by = by}}};
      const DemandAnswer answer = answer_demand(subject(), demand);
      ASSERT_FALSE(std::holds_alternative<Undecided>(answer));
      const auto* conflict = std::get_if<Conflict>(&answer);
      if (conflict == nullptr) continue;
      ++conflicts;
      EXPECT_TRUE(conflict->is_minimal);
      EXPECT_TRUE(ask(demand, conflict->facts).is_no());
      for (std::size_t i = 0; i < conflict->facts.size(); ++i) {
        auto less = conflict->facts;
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_TRUE(ask(demand, less).is_yes()) << words_of(base_, conflict->facts[i]);
      }
    }
  }
  EXPECT_GT(conflicts, 5U);
}

TEST_F(Why, EveryRemedyIsEnoughAndNoLessIs) {
  std::size_t remedies = 0;
  for (const TaskId id : base_.tasks.ids()) {
    const Demand demand{.items = {{.task = id, .by = Date(2030, 5, 1)}}};
    const DemandAnswer answer = answer_demand(subject(), demand);
    const auto* conflict = std::get_if<Conflict>(&answer);
    if (conflict == nullptr) continue;
    double last = 0.0;
    for (const Remedy& remedy : find_remedies(subject(), demand, *conflict)) {
      EXPECT_TRUE(remedy.is_least);
      EXPECT_GE(remedy.share(), last);
      last = remedy.share();
      std::vector<Easing> easings;
      Demand asked = demand;
      for (const Remedy::Part& part : remedy.parts) {
        if (part.is_of_demand) {
          asked.items.front().by = part.by;
        } else {
          easings.push_back(part.easing);
        }
      }
      EXPECT_TRUE(can_be_done(eased_problem(subject(), asked, easings)).is_yes());
      ++remedies;
    }
  }
  EXPECT_GT(remedies, 5U);
}

TEST_F(Why, ADateBeforeTheBeginningNeedsNoFact) {
  const DemandAnswer answer = answer_demand(subject(), done("elections", Date(2029, 1, 1)));
  ASSERT_TRUE(std::holds_alternative<Conflict>(answer));
  EXPECT_THAT(std::get<Conflict>(answer).facts, IsEmpty());
}

TEST_F(Why, TooLittleOfAnAssetIsMendedByAsMuchAsIsMissing) {
  Asset& patrols = base_.assets[*find_by_id(base_.assets, "patrols")];
  double need = 0.0;
  for (const Need& each : base_.tasks[task("redeploy")].needs) {
    if (base_.assets[each.asset].id == "patrols") need = each.amount.likely;
  }
  ASSERT_GT(need, 1.0);
  patrols.capacity = {{.from = base_.horizon.start, .amount = cited(need - 1.0)}};
  const Demand demand = done("redeploy");
  const DemandAnswer answer = answer_demand(subject(), demand);
  const auto* conflict = std::get_if<Conflict>(&answer);
  ASSERT_NE(conflict, nullptr);
  EXPECT_THAT(words(*conflict), ::testing::Contains(HasSubstr("Patrol companies")));
  const auto remedies = find_remedies(subject(), demand, *conflict);
  ASSERT_FALSE(remedies.empty());
  const bool has_one_more = std::ranges::any_of(remedies, [](const Remedy& remedy) {
    const Remedy::Part& part = remedy.parts.front();
    return remedy.parts.size() == 1 && part.easing.fact.kind == CaseFact::Kind::Capacity &&
           std::abs(*part.easing.by - 1.0) < 1e-9;
  });
  EXPECT_TRUE(has_one_more);
}

TEST_F(Why, TwoChangesAreNamedWhereOneIsNotEnough) {
  // Two assets are short at once.
  for (const char* id : {"patrols", "advisers"}) {
    base_.assets[*find_by_id(base_.assets, id)].capacity = {
        {.from = base_.horizon.start, .amount = cited(0)}};
  }
  TaskId both = task("redeploy");
  base_.tasks[both].areas.clear();
  base_.tasks[both].needs = {
      {.asset = *find_by_id(base_.assets, "patrols"), .amount = cited(2), .span = {}},
      {.asset = *find_by_id(base_.assets, "advisers"), .amount = cited(3), .span = {}}};
  for (Task& each : base_.tasks) each.must = false;
  base_.links = {};
  const Demand demand = done("redeploy");
  const DemandAnswer answer = answer_demand(subject(), demand);
  const auto* conflict = std::get_if<Conflict>(&answer);
  ASSERT_NE(conflict, nullptr);
  const auto remedies = find_remedies(subject(), demand, *conflict);
  ASSERT_FALSE(remedies.empty());
  for (const Remedy& remedy : remedies) EXPECT_THAT(remedy.parts, SizeIs(2));
}

TEST_F(Why, ATaskIsForcedInAtAPriceThatIsNoGain) {
  std::size_t asked = 0;
  for (const TaskId id : base_.tasks.ids()) {
    const TaskWhy why = why_task(subject(), id, base_.reference_view, {.work = 8000});
    const PlannedTask& planned = why.plan.tasks[id];
    if (why.status == TaskWhy::Status::InFull) {
      EXPECT_NEAR(planned.credit, 1.0, 1e-9);
      EXPECT_FALSE(why.forced || why.limit);
      continue;
    }
    EXPECT_TRUE(why.forced || why.limit) << base_.tasks[id].id;
    if (!why.forced) continue;
    ++asked;
    const PlannedTask& forced = why.forced->plan.tasks[id];
    EXPECT_TRUE(forced.included);
    if (why.earliest_finish) {
      EXPECT_LE(forced.finish, *why.earliest_finish);
    }
    if (why.plan.is_proven()) {
      EXPECT_GE(why.forced->loss, -1e-6);
    }
    double sum = 0.0;
    for (const auto& difference : why.forced->differences) sum -= difference.points;
    EXPECT_NEAR(sum, why.forced->loss, 0.02);
  }
  EXPECT_GT(asked, 1U);
}

TEST_F(Why, Goldens) {
  const SourceTexts no_texts;
  const WhyPage page{.design = base_, .texts = no_texts, .width = 80, .colour = false};
  std::string text;
  for (const char* id : {"redeploy", "monitor-rights"}) {
    text += render_text(why_task(subject(), task(id), base_.reference_view, {.work = 8000}), page);
    text += "\n";
  }
  for (const Demand& demand : {done("elections", Date(2030, 4, 1)), done("elections")}) {
    const DemandWhy why = why_demand(subject(), demand, base_.reference_view, {.work = 8000});
    text += render_text(why, page) + "\n";
  }
  testing::expect_golden("sequence/why-text.expect", text);
  const DemandWhy why = why_demand(subject(), done("elections", Date(2030, 4, 1)),
                                   base_.reference_view, {.work = 8000});
  testing::expect_golden("sequence/why-json.expect", to_json(why, base_, no_texts).dump(2) + "\n");
}

// What is cut off is small: the largest gain would stand last.
TEST_F(Why, OfManyDifferencesTheLargestAreShown) {
  const SourceTexts no_texts;
  DemandWhy why = why_demand(subject(), done("elections"), base_.reference_view, {.work = 2000});
  ASSERT_TRUE(why.forced);
  why.forced->differences.clear();
  for (const double points : {-5.0, -4.0, -0.3, -0.2, 0.15, 0.25, 0.35, 0.45, 0.55, 6.5}) {
    why.forced->differences.push_back({.task = task("elections"), .points = points});
  }
  why.plan->value = 77.59;
  why.forced->plan.value = 76.94;
  why.forced->loss = 0.65;
  const std::string text =
      render_text(why, {.design = base_, .texts = no_texts, .width = 100, .colour = false});
  EXPECT_THAT(text, HasSubstr("gains 6.5 points"));
  EXPECT_THAT(text, HasSubstr("loses 0.3 points"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("0.15")));
  EXPECT_THAT(text, HasSubstr("and 2 more with smaller changes"));
  // A reader who subtracts finds the loss.
  EXPECT_THAT(text, HasSubstr("0.7 points less in all: 76.9 instead of 77.6"));
}

TEST_F(Why, AStandingTaskIsNotSaidToBegin) {
  // Its first phase has to be over by the date: "begun by" would be refused without reason.
  TaskId standing{};
  for (const TaskId id : base_.tasks.ids()) {
    if (base_.tasks[id].is_standing()) standing = id;
  }
  ASSERT_TRUE(base_.tasks[standing].is_standing());
  const Demand demand{.items = {{.task = standing, .by = Date(2030, 2, 1)}}};
  EXPECT_THAT(demand_in_words(base_, demand), HasSubstr("in some phase that is over by"));
}

TEST_F(Why, TextFitsThePage) {
  const SourceTexts no_texts;
  const DemandWhy why = why_demand(subject(), done("elections", Date(2030, 4, 1)),
                                   base_.reference_view, {.work = 2000});
  for (const int width : {72, 80, 140}) {
    std::istringstream lines(
        render_text(why, {.design = base_, .texts = no_texts, .width = width, .colour = false}));
    for (std::string line; std::getline(lines, line);) {
      std::size_t columns = 0;
      for (const char byte : line) columns += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
      EXPECT_LE(columns, static_cast<std::size_t>(width)) << line;
    }
  }
}

TEST_F(Why, WhatBindsGainsWhenItIsEased) {
  const Plan plan = sequence(base_, base_, weights_, base_.reference_view, {.work = 8000});
  const auto bindings = find_bindings(subject(), plan, {.work = 8000, .threads = 1});
  ASSERT_FALSE(bindings.empty());
  double last = 100.0;
  for (const Binding& binding : bindings) {
    EXPECT_LE(binding.gain, last);
    last = binding.gain;
    // Another search of the eased problem finds as much.
    const PlanProblem eased = eased_problem(subject(), {}, std::span(&binding.easing, 1));
    EXPECT_GE(solve(eased, {.seed = 9}).bound, plan.value + binding.gain - 1e-6);
  }
  const auto on_three = find_bindings(subject(), plan, {.work = 8000, .threads = 3});
  ASSERT_EQ(on_three.size(), bindings.size());
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    EXPECT_EQ(on_three[i].easing.fact, bindings[i].easing.fact);
    EXPECT_EQ(on_three[i].gain, bindings[i].gain);
  }
}

}  // namespace
}  // namespace penholder
