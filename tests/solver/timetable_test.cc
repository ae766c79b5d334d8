// The time-table rule remembers from call to call what it has looked at. Whatever the search does,
// it must end where a rule without a memory ends.

#include "solver/timetable.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "base/random.h"
#include "solver/engine.h"

namespace penholder::solver {
namespace {

struct Random {
  std::vector<Resource::Step> capacity;
  std::vector<Interval> intervals;
  std::vector<Literal> questions;  // what may be decided
};

Random random_resource(Rng& rng, Engine& engine) {
  Random made;
  made.capacity = {{.from = -kFarthest, .capacity = 3 + rng.below(3)}};
  if (rng.below(2) == 0) made.capacity.push_back({.from = 8, .capacity = 2 + rng.below(5)});
  const std::uint32_t count = 3 + rng.below(6);
  for (std::uint32_t i = 0; i < count; ++i) {
    const bool is_optional = rng.below(3) == 0;
    const Literal presence = is_optional ? is_true(engine.add_variable(0, 1)) : kAlways;
    // A start may be shared with other modes: then its owner is not the presence.
    const bool is_shared = is_optional && rng.below(3) == 0;
    const Var start = engine.add_variable(0, 14, is_shared ? kAlways : presence);
    made.intervals.push_back({.start = start,
                              .duration = static_cast<Tick>(1 + rng.below(6)),
                              .presence = presence,
                              .amount = 1 + rng.below(3)});
    if (is_optional) made.questions.push_back(presence);
    for (Tick t = 1; t <= 14; ++t) made.questions.push_back(at_least(start, t));
  }
  return made;
}

/// A rule made at this moment finds nothing more.
void expect_nothing_is_left(const Random& made, Engine& engine) {
  Timetable fresh(made.capacity, made.intervals);
  const Position before = engine.domains().size();
  ASSERT_TRUE(fresh.propagate(engine)) << "an overload was overlooked";
  ASSERT_EQ(engine.domains().size(), before) << "a conclusion was overlooked";
}

class TimetableRandom : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(TimetableRandom, EndsWhereARuleWithoutAMemoryEnds) {
  Rng rng(GetParam(), 7);
  for (int round = 0; round < 150; ++round) {
    Engine engine;
    const Random made = random_resource(rng, engine);
    auto rule = std::make_unique<Timetable>(made.capacity, made.intervals);
    const std::vector<Side> wakes = rule->wakes();
    engine.add_propagator(std::move(rule), Effort::Dear, wakes);
    if (!engine.propagate()) continue;
    for (int step = 0; step < 60; ++step) {
      const Domains& domains = engine.domains();
      if (rng.below(4) == 0) {
        engine.back_to(rng.below(domains.level() + 1));
        continue;
      }
      Literal l = made.questions[rng.below(static_cast<std::uint32_t>(made.questions.size()))];
      if (rng.below(2) == 0) l = negation(l);
      if (domains.fails(l) || domains.holds(l)) continue;
      engine.decide(l);
      if (!engine.propagate()) {
        // What is learned may be over at once; going on from there is a case of its own.
        if (!engine.resolve_conflict() || !engine.propagate()) break;
      }
      ASSERT_NO_FATAL_FAILURE(expect_nothing_is_left(made, engine)) << "round " << round;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TimetableRandom, ::testing::Range<std::uint64_t>(1, 9));

}  // namespace
}  // namespace penholder::solver
