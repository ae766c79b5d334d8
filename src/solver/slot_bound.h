#pragma once
// What the tasks of one slot cost together: optional tasks whose place in time is fixed and the
// same (a standing task's share of a phase) compete for what everything else leaves them there.
// Their joint cost is at least that of the cheapest choice that fits (choice_knapsack.h); a
// variable carries it, so that clauses can speak of a slot's cost without naming its tasks.
//
// Where the variable may not be dear, options that would make it so are shut, once it is settled
// what else is done (filtering by priced costs).
//
// In this way a proof about several slots is the sum of a proof each, not their product.

#include <vector>

#include "solver/choice_knapsack.h"
#include "solver/engine.h"
#include "solver/timetable.h"

namespace penholder::solver {

class SlotBound final : public Propagator {
 public:
  struct Item {
    std::vector<Literal> options;  ///< exactly one holds in the end
  };
  struct Room {
    Value capacity = 0;  ///< least in the slot
    std::vector<Resource::Step> steps;
    std::vector<Interval> others;  ///< that may meet the slot
  };
  /// `joint` >= (joint cost - base) / scale, rounded down. Slot: [begin, end).
  SlotBound(Tick begin, Tick end, std::vector<Item> items, std::vector<Room> rooms,
            ChoiceKnapsack knapsack, Var joint, Value base, Value scale);

  /// Cost of one small knapsack, or of looking its answer up; some more for an explanation.
  bool propagate(Engine& engine) override;
  const char* name() const override { return "slot bound"; }
  [[nodiscard]] std::vector<Side> wakes() const;

 private:
  struct Left {
    Value room = 0;
    Tick moment = 0;
  };
  [[nodiscard]] Left left_in(const Domains& domains, const Room& room) const;
  [[nodiscard]] Tick joint_of(const ChoiceKnapsack::Answer& answer) const;
  [[nodiscard]] Value cost_of(Tick joint) const;
  void explain(const Domains& domains, Tick target);
  void add_reasons(const Domains& domains, std::size_t except);
  [[nodiscard]] bool shut_dear(Domains& domains);

  Tick begin_;
  Tick end_;
  std::vector<Item> items_;
  std::vector<Room> rooms_;
  ChoiceKnapsack knapsack_;
  Var joint_;
  Value base_;
  Value scale_;

  std::vector<std::uint64_t> all_open_;
  std::vector<Value> capacity_;
  std::vector<std::uint64_t> open_;
  std::vector<Value> room_;
  std::vector<Tick> moment_;
  std::vector<std::uint64_t> dear_;
  std::vector<std::uint64_t> why_open_;
  std::vector<Value> why_room_;
  std::vector<Literal> because_;
};

}  // namespace penholder::solver
