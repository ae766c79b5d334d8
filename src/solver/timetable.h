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

  /// Cost O(n) for n intervals when no sure part has changed, else O(n + sure parts^2) at worst and
  /// O(n) as a rule; plus what it pushes.
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
  enum class Presence : std::uint8_t { Sure, None, Open };
  struct Runner {
    std::uint32_t interval = 0;
    std::uint32_t level = 0;
  };
  /// What is different from the last call, into changed_; whether any bound or presence is.
  [[nodiscard]] bool take_note(const Domains& domains);
  void build_profile();
  [[nodiscard]] bool find_overload(Domains& domains);
  [[nodiscard]] bool push(Engine& engine, std::size_t i);
  [[nodiscard]] bool push_later(Engine& engine, std::size_t i);
  [[nodiscard]] bool push_earlier(Engine& engine, std::size_t i);
  [[nodiscard]] bool refuse_at_fixed_start(Engine& engine, std::size_t i);
  /// Fills because_ with literals that make the profile at `moment`, without interval `except`, at
  /// least `height` high.
  void explain_height(const Domains& domains, Tick moment, std::size_t except, Value height);

  std::vector<Resource::Step> capacity_;
  std::vector<Interval> intervals_;
  Value greatest_amount_ = 0;

  // As of the last call. A call compares with the domains, whether the search went on or back.
  std::vector<Tick> begin_;  // of the sure part, by interval
  std::vector<Tick> end_;
  std::vector<Presence> presence_;
  std::vector<std::uint8_t> is_sure_;
  std::vector<std::uint32_t> by_begin_;  // what is sure; from call to call nearly sorted
  std::vector<std::uint32_t> by_end_;
  std::vector<Segment> profile_;
  Value least_room_ = 0;
  // Pushed as far as the profile goes, at the bounds that were noted.
  std::vector<std::uint8_t> is_settled_;
  bool is_all_settled_ = false;
  struct Change {
    Tick begin = 0;
    Tick end = 0;
  } changed_;  // the stretch in which the profile is different from the last call's
  std::vector<Runner> runners_;
  std::vector<Literal> because_;
};

}  // namespace penholder::solver
