// The auditor of the preset `audit`: it finds nothing on thousands of random models, and it finds
// whatever is broken on purpose. Elsewhere there is no auditor to test.

#include "solver/audit.h"

#ifdef PENHOLDER_AUDIT

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <numeric>

#include "instance/model_text.h"
#include "oracle/solver_naive.h"
#include "oracle/solver_random.h"
#include "solver/search.h"
#include "solver/solve.h"

namespace penholder::solver {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void add(const AuditReport& part, AuditReport& sum) {
  sum.conclusions += part.conclusions;
  sum.conflicts += part.conflicts;
  sum.explanations += part.explanations;
  sum.nogoods += part.nogoods;
  for (std::size_t k = 0; k < kConstraints; ++k) sum.shown_by[k] += part.shown_by[k];
  sum.refuted_by_propagation += part.refuted_by_propagation;
  sum.refuted_by_search += part.refuted_by_search;
  sum.claims_not_judged += part.claims_not_judged;
  sum.nogoods_not_judged += part.nogoods_not_judged;
  sum.passed_over += part.passed_over;
}

/// Solves under audit; the optimum, where an oracle knows it, is a witness.
void expect_no_fault(const Model& model, Settings settings, AuditReport& sum) {
  AuditOrder order;
  const oracle::OracleAnswer answer =
      oracle::solve_naively(model, settings.assumptions, oracle::Ask::Optimum, 20'000);
  if (answer.is_complete && answer.is_feasible) order.witnesses.push_back(answer.best);
  settings.audit = &order;
  settings.work_limit = 2'000'000;
  (void)solve(model, settings);
  add(order.report, sum);
  ASSERT_THAT(order.report.faults, IsEmpty()) << instance::write_model_text(model);
}

TEST(Audit, FindsNothingOnRandomModelsAndLeavesNothingUnjudged) {
  AuditReport sum;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Rng rng(seed, 61);
    const oracle::ModelShape shape = oracle::random_shape(rng, 1 + seed % 12);
    const Model model = oracle::dressed_up(rng, oracle::random_model(rng, shape));
    Settings settings;
    settings.seed = seed;
    settings.improves = seed % 50 == 0;
    if (seed % 3 == 0) settings.assumptions = oracle::random_assumptions(rng, model, 3);
    expect_no_fault(model, settings, sum);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(sum.conclusions, 50'000U);
  EXPECT_GT(sum.conflicts, 1000U);
  EXPECT_GT(sum.nogoods, 100U);
  EXPECT_EQ(sum.claims_not_judged, 0U);
  EXPECT_EQ(sum.nogoods_not_judged, 0U);
  EXPECT_EQ(sum.passed_over, 0U);
  EXPECT_EQ(sum.refuted_by_propagation + sum.refuted_by_search, sum.nogoods);
  EXPECT_LT(sum.refuted_by_search, 1 + sum.nogoods / 50);
  // Every kind of constraint was at work; slots and counts have tests of their own.
  for (std::size_t k = 0; k < kConstraints; ++k) {
    const auto constraint = static_cast<Constraint>(k);
    if (constraint == Constraint::Slot || constraint == Constraint::Count) continue;
    EXPECT_GT(sum.shown_by[k], 0U) << name_of(static_cast<Constraint>(k));
  }
}

/// Optional tasks that compete for a few places in time, some of them with modes; the room is what
/// movable tasks leave.
Model random_slots(Rng& rng) {
  Model model;
  const Index room = model.add_resource("room", static_cast<Value>(3 + rng.below(3)));
  Objective objective;
  for (int slot = 0; slot < 3; ++slot) {
    for (int k = 0; k < 4; ++k) {
      const auto amount = static_cast<Value>(1 + rng.below(3));
      const Index task = model.add_optional_task("t", 4, {{.resource = room, .amount = amount}});
      model.tasks[task].release = 4 * slot;
      model.tasks[task].deadline = 4 * slot + 4;
      Cost cost{.moment = {.task = task}, .pieces = {}, .by_mode = {}};
      cost.if_absent = static_cast<Value>(1 + rng.below(9));
      if (rng.below(3) == 0) {
        model.tasks[task].modes.push_back(
            {.duration = 4, .uses = {{.resource = room, .amount = amount + 1}}, .spends = {}});
        cost.by_mode = {static_cast<Value>(1 + rng.below(3)), 0};
      }
      objective.costs.push_back(cost);
    }
  }
  for (int k = 0; k < 3; ++k) {
    const Index task =
        model.add_task("m", static_cast<Time>(1 + rng.below(4)), {{.resource = room, .amount = 1}});
    model.tasks[task].deadline = 12;
  }
  for (int k = 0; k < 4; ++k) {
    model.exclude({.task = static_cast<Index>(rng.below(4))},
                  {.task = static_cast<Index>(4 + rng.below(8))});
  }
  model.objectives.push_back(objective);
  return model;
}

TEST(Audit, FindsNothingOnSlots) {
  AuditReport sum;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Rng rng(seed, 62);
    Settings settings;
    settings.seed = seed;
    settings.improves = false;
    expect_no_fault(random_slots(rng), settings, sum);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(sum.shown_by[static_cast<std::size_t>(Constraint::Slot)], 500U);
  EXPECT_GT(sum.nogoods, 100U);
  EXPECT_EQ(sum.claims_not_judged + sum.nogoods_not_judged + sum.passed_over, 0U);
}

/// A rule that does what a test says.
class Liar final : public Propagator {
 public:
  Liar(const char* name, std::function<bool(Engine&)> lie) : name_(name), lie_(std::move(lie)) {}
  bool propagate(Engine& engine) override { return lie_(engine); }
  const char* name() const override { return name_; }

 private:
  const char* name_;
  std::function<bool(Engine&)> lie_;
};

/// A program with something wrong in it, and its auditor.
struct Trap {
  explicit Trap(Model given) : model(std::move(given)), program(compile(model, 0, {})) {}

  void add_liar(const char* name, std::function<bool(Engine&)> lie) {
    std::vector<Side> wakes;
    for (Side side = 0; side < 2 * program->engine.domains().variables(); ++side) {
      wakes.push_back(side);
    }
    program->engine.add_propagator(std::make_unique<Liar>(name, std::move(lie)), Effort::Dear,
                                   wakes);
  }
  /// Decides what is given, one after the other, each followed by propagation.
  const std::vector<std::string>& faults_after(const std::vector<Literal>& decisions) {
    audit = std::make_unique<Audit>(model, 0, std::vector<HeldLevel>{}, 0, *program, &order);
    Engine& engine = program->engine;
    engine.auditor = audit.get();
    bool is_sound = engine.propagate();
    for (const Literal l : decisions) {
      if (!is_sound || engine.domains().fails(l)) break;
      engine.decide(l);
      is_sound = engine.propagate();
    }
    if (!is_sound) (void)engine.resolve_conflict();
    engine.auditor = nullptr;
    return order.report.faults;
  }
  Literal from(Index task, Tick value) const { return at_least(program->tasks[task].start, value); }
  Literal until(Index task, Tick value) const { return at_most(program->tasks[task].start, value); }

  Model model;
  std::unique_ptr<Program> program;
  AuditOrder order;
  std::unique_ptr<Audit> audit;
};

/// a and b need the one crane; c makes the horizon long.
Model two_for_a_crane() {
  Model model;
  const Index crane = model.add_resource("crane", 1);
  model.add_task("a", 3, {{.resource = crane, .amount = 1}});
  model.add_task("b", 2, {{.resource = crane, .amount = 1}});
  model.tasks[model.add_task("c", 1)].release = 25;
  return model;
}

/// a and b need one of two cranes, and the other is in use all along: not a pair that can never run
/// at once, so that only the resource says what follows.
Model two_for_what_is_left() {
  Model model = two_for_a_crane();
  model.resources[0].steps[0].capacity = 2;
  model.tasks[model.add_task("all along", 24, {{.resource = 0, .amount = 1}})].deadline = 24;
  return model;
}

TEST(Audit, FindsNothingInATrapWithoutALiar) {
  Trap trap(two_for_a_crane());
  EXPECT_THAT(trap.faults_after({trap.until(0, 0), trap.until(1, 3)}), IsEmpty());
  EXPECT_GT(trap.order.report.conclusions, 2U);
}

TEST(Audit, CatchesAReasonThatDoesNotHold) {
  Trap trap(two_for_what_is_left());
  trap.add_liar("time-table", [&](Engine& engine) {
    const std::array<Literal, 1> because{trap.from(0, 20)};
    return engine.domains().level() == 0 || engine.domains().make_true(trap.from(1, 3), because);
  });
  EXPECT_THAT(trap.faults_after({trap.until(0, 0)}), Contains(HasSubstr("does not hold")));
}

TEST(Audit, CatchesAReasonThatCameLater) {
  Trap trap(two_for_a_crane());
  trap.add_liar("time-table", [&](Engine& engine) {
    const std::array<Literal, 1> later{trap.from(0, 9)};
    const std::array<Literal, 1> sooner{trap.from(1, 9)};
    return engine.domains().level() == 0 || (engine.domains().make_true(trap.from(1, 9), later) &&
                                             engine.domains().make_true(trap.from(0, 9), sooner));
  });
  EXPECT_THAT(trap.faults_after({trap.until(1, 25)}), Contains(HasSubstr("came later")));
}

TEST(Audit, CatchesAConclusionWithoutAReason) {
  Trap trap(two_for_a_crane());
  trap.add_liar("time-table", [&](Engine& engine) {
    return engine.domains().level() == 0 || engine.domains().make_true(trap.from(1, 9), Reason{});
  });
  EXPECT_THAT(trap.faults_after({trap.until(0, 0)}), Contains(HasSubstr("no reason")));
}

// Each rule that the audit knows, concluding something that nothing implies.
TEST(Audit, CatchesAWrongConclusionOfEveryRule) {
  for (const char* name : {"time-table", "group", "budget", "objective", "objective by slots",
                           "closure cut", "alternatives", "holes", "slot bound"}) {
    for (const std::uint32_t level : {0U, 1U}) {
      Trap trap(two_for_a_crane());
      trap.add_liar(name, [&](Engine& engine) {
        const std::array<Literal, 1> because{trap.until(0, 0)};
        if (engine.domains().level() != level) return true;
        return engine.domains().make_true(trap.from(1, 4),
                                          std::span(because).first(level == 0 ? 0 : 1));
      });
      EXPECT_THAT(trap.faults_after({trap.until(0, 0)}),
                  Contains(HasSubstr(fmt::format("{}: no constraint shows it", name))))
          << "at level " << level;
    }
  }
}

TEST(Audit, CatchesAnExplanationThatForgetsALiteral) {
  Trap trap(two_for_what_is_left());
  // True, but for a reason of two parts: a has to start by 0 and must not be over before 3.
  trap.add_liar("time-table", [&](Engine& engine) {
    const std::array<Literal, 1> because{trap.from(1, 0)};
    if (!engine.domains().holds(trap.until(0, 0))) return true;
    return engine.domains().make_true(trap.from(1, 3), because);
  });
  // The true rule must not be first.
  EXPECT_THAT(trap.faults_after({trap.until(0, 0)}), Contains(HasSubstr("no constraint shows it")));
}

TEST(Audit, CatchesAWrongConflict) {
  Trap trap(two_for_a_crane());
  trap.add_liar("time-table", [&](Engine& engine) {
    const std::array<Literal, 1> conflict{trap.until(0, 0)};
    return !engine.domains().holds(conflict[0]) || engine.domains().fail(conflict);
  });
  const auto& faults = trap.faults_after({trap.until(0, 0)});
  EXPECT_THAT(faults, Contains(HasSubstr("time-table: no constraint shows it")));
  // What was learned from it is wrong as well, and is caught by itself.
  EXPECT_THAT(faults, Contains(HasSubstr("learned: a schedule keeps all of it")));
}

TEST(Audit, CatchesAWrongArc) {
  Trap trap(two_for_a_crane());
  trap.program->engine.add_arc({.from = lower_side(trap.program->tasks[0].start),
                                .to = lower_side(trap.program->tasks[1].start),
                                .weight = 2});
  EXPECT_THAT(trap.faults_after({trap.from(0, 5)}), Contains(HasSubstr("no constraint shows it")));
}

TEST(Audit, CatchesAWrongNogood) {
  Trap trap(two_for_a_crane());
  ASSERT_TRUE(trap.program->engine.add_nogood({trap.from(0, 5), trap.from(1, 9)}));
  EXPECT_THAT(trap.faults_after({trap.from(0, 6)}),
              Contains(HasSubstr("nogood: no constraint shows it")));
}

TEST(Audit, CatchesAWeakenedReasonThatIsTooWeak) {
  Model model = two_for_a_crane();
  model.after(1, 0);
  Trap trap(std::move(model));
  EXPECT_THAT(trap.faults_after({trap.from(0, 5)}), IsEmpty());
  // b starts at 8 or later, because a starts at 5; for 7 one says 4, and not 3.
  const Domains& domains = trap.program->engine.domains();
  const Position at = domains.made_true_at(trap.from(1, 7));
  ASSERT_NE(at, kNoChange);
  const std::array<Literal, 1> right{trap.from(0, 4)};
  trap.audit->explained(trap.program->engine, at, trap.from(1, 7), right);
  EXPECT_THAT(trap.order.report.faults, IsEmpty());
  const std::array<Literal, 1> wrong{trap.from(0, 3)};
  trap.audit->explained(trap.program->engine, at, trap.from(1, 7), wrong);
  EXPECT_THAT(trap.order.report.faults, Contains(HasSubstr("no constraint shows it")));
}

TEST(Audit, CountsWhatARuleItDoesNotKnowConcludes) {
  const auto make_liar = [](Trap& trap) {
    trap.add_liar("a rule of tomorrow", [&trap](Engine& engine) {
      const std::array<Literal, 1> because{trap.until(0, 0)};
      return !engine.domains().holds(because[0]) ||
             engine.domains().make_true(trap.from(1, 4), because);
    });
  };
  Trap trap(two_for_a_crane());
  make_liar(trap);
  EXPECT_THAT(trap.faults_after({trap.until(0, 0)}), IsEmpty());
  EXPECT_EQ(trap.order.report.claims_not_judged, 1U);
  // A schedule that is known to be good knows better.
  Trap second(two_for_a_crane());
  make_liar(second);
  second.order.witnesses = {
      {{.mode = 0, .start = 0}, {.mode = 0, .start = 3}, {.mode = 0, .start = 25}}};
  EXPECT_THAT(second.faults_after({second.until(0, 0)}),
              Contains(HasSubstr("a schedule says otherwise")));
}

TEST(Audit, CountsWhatItPassesOverWhenTheStepsAreSpent) {
  Trap trap(two_for_a_crane());
  trap.order.step_limit = 0;
  EXPECT_THAT(trap.faults_after({trap.until(0, 0)}), IsEmpty());
  EXPECT_GT(trap.order.report.passed_over, 0U);
}

TEST(AuditDeathTest, AFaultAbortsUnlessAReportWasAskedFor) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        Trap trap(two_for_a_crane());
        Engine& engine = trap.program->engine;
        engine.add_arc({.from = lower_side(trap.program->tasks[0].start),
                        .to = lower_side(trap.program->tasks[1].start),
                        .weight = 2});
        Audit audit(trap.model, 0, {}, 0, *trap.program, nullptr);
        engine.auditor = &audit;
        (void)engine.propagate();
      },
      "audit: arcs and nogoods: no constraint shows it");
}

}  // namespace
}  // namespace penholder::solver

#endif
