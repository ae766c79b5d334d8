#pragma once
// Time-table rule for one cumulative resource: what surely runs at a moment (between its latest
// start and its earliest end) adds up to a profile; no profile rises above capacity, and no task
// may start where it would meet a stretch that leaves it no room.
//
// Sources: Beldiceanu & Carlsson 2002 (profile and sweep); explanations pointwise, one moment at a
// time, as in Schutt, Feydt, Stuckey & Wallace 2011, section 4; optional tasks are pushed as if
// present and give their share only once they are.

#include <span>
#include <vector>

#include "solver/engine.h"
#include "solver/model.h"

namespace penholder::solver {

/// A run on a resource: [start, start + duration), when `presence` holds.
struct Interval {
  Var start = kNoVar;
  Tick duration = 0;  ///< > 0
  Literal presence = kAlways;
  Value amount = 0;  ///< > 0
};

class Timetable final : public Propagator {
 public:
  /// Capacity as steps ascending in time, the first at or before every possible start.
  Timetable(std::vector<Resource::Step> capacity, std::vector<Interval> intervals);

  /// Cost O(n log n) for n intervals, plus what it pushes.
  bool propagate(Engine& engine) override;
  const char* name() const override { return "time-table"; }

  [[nodiscard]] std::vector<Side> wakes() const;

 private:
  struct Segment {
    Tick begin = 0;
    Tick end = 0;
    Value height = 0;  ///< of what surely runs
    Value room = 0;    ///< capacity minus height
  };
  [[nodiscard]] bool build_profile(Engine& engine);
  [[nodiscard]] bool push_later(Engine& engine, std::size_t i);
  [[nodiscard]] bool push_earlier(Engine& engine, std::size_t i);
  [[nodiscard]] bool refuse_at_fixed_start(Engine& engine, std::size_t i);
  /// Fills because_ with literals that make the profile at `moment`, without interval `except`, at
  /// least `height` high.
  void explain_height(const Domains& domains, Tick moment, std::size_t except, Value height);
  [[nodiscard]] Value capacity_at(Tick moment) const;

  std::vector<Resource::Step> capacity_;
  std::vector<Interval> intervals_;
  Value greatest_amount_ = 0;

  // Rebuilt at each call; the orders are kept, since from call to call they are nearly sorted.
  std::vector<std::uint32_t> by_begin_;
  std::vector<std::uint32_t> by_end_;
  std::vector<Tick> begin_;  // of the sure part, by interval
  std::vector<Tick> end_;
  std::vector<std::uint8_t> is_sure_;
  std::vector<Segment> profile_;
  std::vector<Literal> because_;
};

}  // namespace penholder::solver
