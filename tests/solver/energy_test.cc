// The energetic rule: whatever it concludes follows from the literals it
// names and from the resource alone, by going through every schedule of a small model.

#include "solver/energy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "solver/engine.h"
#include "solver/solve.h"

namespace penholder::solver {
namespace {

constexpr Tick kLast = 6;  // starts lie in 0 .. kLast

struct Small {
  std::vector<Resource::Step> capacity;
  std::vector<Interval> intervals;
  bool has_shared_start = false;
};

/// A start for each interval, or -1: absent.
using Places = std::vector<Tick>;

bool keeps_capacity(const Small& small, const Places& places) {
  for (Tick t = 0; t < kLast + 4; ++t) {
    Value used = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] < 0 || places[i] > t || places[i] + small.intervals[i].duration <= t) continue;
      used += small.intervals[i].amount;
    }
    const auto after = std::ranges::upper_bound(small.capacity, t, {}, &Resource::Step::from);
    if (used > 0 && used > std::prev(after)->capacity) return false;
  }
  return true;
}

/// Does the literal hold of these places? Over the start of what is absent it does.
bool holds(const Small& small, const Places& places, Literal l) {
  if (is_always(l)) return true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Interval& interval = small.intervals[i];
    if (!is_always(interval.presence) && var_of(l.side) == var_of(interval.presence.side)) {
      const Tick value = places[i] >= 0 ? 1 : 0;
      return ((l.side & 1U) == 0 ? value : -value) >= l.bound;
    }
    if (var_of(l.side) == interval.start) {
      if (places[i] < 0) return true;
      return ((l.side & 1U) == 0 ? places[i] : -places[i]) >= l.bound;
    }
  }
  ADD_FAILURE() << "a literal about nothing";
  return false;
}

/// Goes through all places that keep the capacity.
template <class F>
void for_each_schedule(const Small& small, F&& f) {
  Places places(small.intervals.size(), -1);
  const auto go = [&](auto&& self, std::size_t i) -> void {
    if (i == places.size()) {
      if (keeps_capacity(small, places)) f(places);
      return;
    }
    for (Tick t = is_always(small.intervals[i].presence) ? 0 : -1; t <= kLast; ++t) {
      places[i] = t;
      self(self, i + 1);
    }
  };
  go(go, 0);
}

class EnergyRandom : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(EnergyRandom, EveryConclusionFollowsFromTheLiteralsNamed) {
  std::size_t conclusions = 0;
  std::size_t conflicts = 0;
  for (std::uint64_t round = 0; round < 60; ++round) {
    Rng rng(GetParam() * 1000 + round);
    const auto below = [&](std::uint32_t n) { return static_cast<Tick>(rng.below(n)); };
    Engine engine;
    Small small;
    const Value greatest = 1 + below(4);
    small.capacity = {{.from = -8, .capacity = greatest}};
    if (below(2) == 0) {
      small.capacity.push_back({.from = 2 + below(3), .capacity = below(5)});
      small.capacity.push_back({.from = 6 + below(2), .capacity = greatest});
    }
    for (int i = 0; i < 4; ++i) {
      Literal presence = kAlways;
      if (below(3) == 0) presence = is_true(engine.add_variable(0, 1));
      // Some starts do not belong to what is optional, as those that modes share.
      const Literal owner = below(3) == 0 ? kAlways : presence;
      small.intervals.push_back({.start = engine.add_variable(0, kLast, owner),
                                 .duration = 1 + below(4),
                                 .presence = presence,
                                 .amount = 1 + below(static_cast<std::uint32_t>(greatest))});
    }
    auto rule = Energy::make(engine.domains(), small.capacity, small.intervals);
    ASSERT_NE(rule, nullptr);
    const std::vector<Side> wakes = rule->wakes();
    engine.add_propagator(std::move(rule), Effort::Dearest, wakes);
    Domains& domains = engine.domains();
    domains.open_level();  // at the root nothing is explained

    std::vector<std::pair<std::vector<Literal>, Literal>> claims;  // reasons, conclusion
    std::vector<std::vector<Literal>> refused;
    Position seen = domains.size();
    for (int step = 0; step < 14; ++step) {
      const bool is_sound = engine.propagate();
      for (; seen < domains.size(); ++seen) {
        const Change& change = domains.change(seen);
        if (change.reason.kind != Reason::Kind::Spelled) continue;
        const Literal l{.side = change.side, .bound = change.after};
        std::vector<Literal> because;
        engine.explain(seen, l, because);
        claims.emplace_back(because, l);
      }
      if (!is_sound) {
        ++conflicts;
        if (domains.crossing() == kNoChange) refused.push_back(domains.conflict());
        break;
      }
      const Interval& interval = small.intervals[static_cast<std::size_t>(below(4))];
      Literal next = kAlways;
      if (!is_always(interval.presence) && below(2) == 0) {
        next = interval.presence;
      } else if (below(2) == 0) {
        next = at_least(interval.start, domains.low(interval.start) + 1 + below(2));
      } else {
        next = at_most(interval.start, domains.high(interval.start) - 1 - below(2));
      }
      if (domains.holds(next) || domains.fails(next)) continue;
      engine.decide(next);
      seen = domains.size();
    }
    conclusions += claims.size();
    for_each_schedule(small, [&](const Places& places) {
      const auto all_hold = [&](const std::vector<Literal>& literals) {
        return std::ranges::all_of(literals, [&](Literal l) { return holds(small, places, l); });
      };
      for (const auto& [because, l] : claims) {
        if (all_hold(because)) {
          EXPECT_TRUE(holds(small, places, l)) << "round " << round;
        }
      }
      for (const auto& literals : refused) EXPECT_FALSE(all_hold(literals)) << "round " << round;
    });
  }
  EXPECT_GT(conclusions, 20U);
  EXPECT_GT(conflicts, 5U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, EnergyRandom, ::testing::Range<std::uint64_t>(0, 8));

TEST(Energy, ManyLooseTasksAreTooMuchTogether) {
  // Three runs of 2 on a machine of one, all within 5: no one surely runs anywhere.
  Engine engine;
  std::vector<Interval> intervals;
  for (int i = 0; i < 3; ++i) {
    intervals.push_back({.start = engine.add_variable(0, 3), .duration = 2, .amount = 1});
  }
  auto rule = Energy::make(engine.domains(), {{.from = 0, .capacity = 1}}, intervals);
  ASSERT_NE(rule, nullptr);
  engine.add_propagator(std::move(rule), Effort::Dearest, {});
  EXPECT_FALSE(engine.propagate());
}

TEST(Energy, TaskIsPushedPastAFullWindow) {
  // Two runs of 2 fill 0 .. 4 of a machine of one: a third starts at 4.
  Engine engine;
  std::vector<Interval> intervals;
  for (int i = 0; i < 2; ++i) {
    intervals.push_back({.start = engine.add_variable(0, 2), .duration = 2, .amount = 1});
  }
  const Var third = engine.add_variable(0, 20);
  intervals.push_back({.start = third, .duration = 3, .amount = 1});
  auto rule = Energy::make(engine.domains(), {{.from = 0, .capacity = 1}}, intervals);
  ASSERT_NE(rule, nullptr);
  engine.add_propagator(std::move(rule), Effort::Dearest, {});
  ASSERT_TRUE(engine.propagate());
  EXPECT_EQ(engine.domains().low(third), 4);
}

TEST(Energy, NoRuleWhereItsSumsCouldOverflow) {
  Engine engine;
  std::vector<Interval> intervals;
  for (int i = 0; i < 4; ++i) {
    intervals.push_back(
        {.start = engine.add_variable(0, 1 << 28), .duration = 1 << 20, .amount = kLargest / 2});
  }
  EXPECT_EQ(Energy::make(engine.domains(), {{.from = 0, .capacity = kLargest}}, intervals),
            nullptr);
}

TEST(RootBound, EqualTasksOnOneMachineAreProvedAtOnce) {
  // Any order is as good as any other, and time-table reasoning must refute them one by one.
  for (const Time duration : {1, 3}) {
    Model model;
    const Index machine = model.add_resource("machine", 1);
    for (int i = 0; i < 16; ++i) {
      model.add_task("task", duration, {{.resource = machine, .amount = 1}});
    }
    model.minimise_makespan();
    Settings settings;
    settings.work_limit = 1'000'000;
    Statistics statistics;
    settings.statistics = &statistics;
    const Outcome outcome = solve(model, settings);
    const auto* optimal = std::get_if<Optimal>(&outcome);
    ASSERT_NE(optimal, nullptr) << duration;
    EXPECT_EQ(optimal->costs, (std::vector<Value>{16 * duration}));
    EXPECT_LT(statistics.conflicts, 50U);
  }
}

TEST(RootBound, EnergyOfLooseTasksBoundsTheMakespan) {
  // 11 tasks of 3 times 2 on a resource of 5: two at a time.  66 units of 5 need 14 moments.
  Model model;
  const Index crew = model.add_resource("crew", 5);
  for (int i = 0; i < 11; ++i) model.add_task("task", 3, {{.resource = crew, .amount = 2}});
  model.minimise_makespan();
  Settings settings;
  settings.work_limit = 1;
  const Outcome outcome = solve(model, settings);
  if (const auto* feasible = std::get_if<Feasible>(&outcome)) {
    EXPECT_GE(feasible->bound, 14);
  } else if (const auto* unknown = std::get_if<Unknown>(&outcome)) {
    EXPECT_GE(unknown->bound, 14);
  } else {
    EXPECT_TRUE(std::holds_alternative<Optimal>(outcome));
  }
}

}  // namespace
}  // namespace penholder::solver
