#pragma once
// What is to be scheduled: tasks that may be left out, with modes, time windows, lags, resources
// and costs. Plain data for anyone who has such a problem; it knows nothing of mandates and nothing
// of how it is solved (solve.h).
//
//   Model model;
//   const Index crane = model.add_resource("crane", 1);
//   const Index load = model.add_task("load", 5, {{.resource = crane, .amount = 1}});
//   const Index sail = model.add_task("sail", 3);
//   model.after(sail, load);
//   model.minimise_makespan();
//   const Outcome outcome = solve(model, {});
//
// Times are whole numbers in any unit; stretches are half-open [from, to). Everything is exact
// integer arithmetic: whoever has real-valued costs scales them first.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace penholder::solver {

using Time = std::int64_t;
using Value = std::int64_t;
/// Position in Model::tasks, Model::resources or Model::budgets.
using Index = std::uint32_t;

/// Times of a model lie in [-kFarthest, kFarthest]; a deadline of kFarthest is no deadline.
inline constexpr Time kFarthest = 1 << 28;
/// Capacities, amounts, budgets and the sum of the sizes of all costs stay within this; what all
/// modes of all tasks take of one resource, or spend of one budget, within four times as much.
inline constexpr Value kLargest = Value{1} << 60;
/// Of two modes of a task one at most is chosen, which is said pair by pair: so many pairs in all
/// (one task of 2^12 modes, or 2^16 of 16) fit into a gigabyte.
inline constexpr Value kMostModePairs = Value{1} << 23;

struct Stretch {
  Time from = 0;
  Time to = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// Renewable: `amount` is taken at every moment of the run and given back at its end. Capacity is
/// that of the last step at or before the moment; 0 before the first step. A disjunctive resource
/// is one of capacity 1.
struct Resource {
  struct Step {
    Time from = 0;
    Value capacity = 0;
    friend bool operator==(const Step&, const Step&) = default;
  };
  std::string name;
  std::vector<Step> steps;  ///< ascending
  friend bool operator==(const Resource&, const Resource&) = default;
};

/// Non-renewable: what is spent by all that is done adds up to `total` at most.
struct Budget {
  std::string name;
  Value total = 0;
  friend bool operator==(const Budget&, const Budget&) = default;
};

struct Use {
  Index resource = 0;
  Value amount = 0;  ///< >= 0
  friend bool operator==(const Use&, const Use&) = default;
};
struct Spend {
  Index budget = 0;
  Value amount = 0;  ///< >= 0
  friend bool operator==(const Spend&, const Spend&) = default;
};

/// One way to do a task.
struct Mode {
  Time duration = 0;  ///< >= 0
  std::vector<Use> uses;
  std::vector<Spend> spends;
  friend bool operator==(const Mode&, const Mode&) = default;
};

/// Done once, without a break, in exactly one of its modes; or, when optional, left out.
struct Task {
  std::string name;
  bool is_optional = false;
  Time release = 0;           ///< earliest start
  Time deadline = kFarthest;  ///< latest end
  std::vector<Mode> modes;    ///< at least one
  /// Calendar: the task may not run there: start >= to or end <= from.
  std::vector<Stretch> closed;
  friend bool operator==(const Task&, const Task&) = default;
};

enum class Point : std::uint8_t { Start, End };
struct Moment {
  Index task = 0;
  Point point = Point::Start;
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// `to` >= `from` + `at_least` when both tasks are done; it says nothing when one is left out. A
/// maximum lag is the same the other way round: to <= from + m is from >= to + (-m).
struct Lag {
  Moment from;
  Moment to;
  Time at_least = 0;
  friend bool operator==(const Lag&, const Lag&) = default;
};

inline constexpr int kAnyMode = -1;
/// "The task is done" (in that mode), or, with `is_true` off, that it is not.
struct Fact {
  Index task = 0;
  int mode = kAnyMode;
  bool is_true = true;
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// At least `at_least` and at most `at_most` of the facts are true. Implication a -> b is {not a,
/// b} with at_least 1; exclusion is {a, b} with at_most 1.
struct Group {
  std::vector<Fact> facts;
  Value at_least = 0;
  Value at_most = std::numeric_limits<std::int32_t>::max();
  friend bool operator==(const Group&, const Group&) = default;
};

/// Cost while the moment lies in from .. to (both belong): at_from + slope * (moment - from).
struct Piece {
  Time from = 0;
  Time to = 0;
  Value at_from = 0;
  Value slope = 0;
  friend bool operator==(const Piece&, const Piece&) = default;
};

/// What one task costs: left out: `if_absent`; done: what its pieces say of its moment (0 where no
/// piece covers it) plus `by_mode` of its mode. Gains are negative costs.
struct Cost {
  Moment moment;
  std::vector<Piece> pieces;  ///< ascending, disjoint
  Value if_absent = 0;
  std::vector<Value> by_mode;  ///< empty: 0 for every mode
  friend bool operator==(const Cost&, const Cost&) = default;
};

/// Weighted earliness and tardiness: `early` for each step that `moment` lies before `due`, `late`
/// for each step after it; 0 when left out. |due| <= kFarthest; the weights are >= 0 and count
/// about 2^29 times towards kLargest (what is too large is a defect of the model).
Cost due_cost(Moment moment, Time due, Value early, Value late);

/// A step: `late` when `moment` lies after `date`, and when the task is left out.
Cost deadline_cost(Moment moment, Time date, Value late);

/// `value` when the task is left out: what doing it is worth.
Cost left_out_cost(Index task, Value value);

/// Sum of the costs plus `makespan_weight` times the makespan: the latest end of what is done, and
/// at least 0. To be minimised.
struct Objective {
  std::vector<Cost> costs;
  Value makespan_weight = 0;  ///< >= 0
  friend bool operator==(const Objective&, const Objective&) = default;
};

struct Model {
  std::vector<Task> tasks;
  std::vector<Resource> resources;
  std::vector<Budget> budgets;
  std::vector<Lag> lags;
  std::vector<Group> groups;
  /// Lexicographic: the first is minimised, then the second among the best of the first, and so on.
  /// None: any schedule will do.
  std::vector<Objective> objectives;

  Index add_resource(std::string name, Value capacity);
  Index add_budget(std::string name, Value total);
  /// A task of one mode that has to be done.
  Index add_task(std::string name, Time duration, std::vector<Use> uses = {});
  Index add_optional_task(std::string name, Time duration, std::vector<Use> uses = {});
  /// One more way to do a task; returns its mode.
  int add_mode(Index task, Mode mode);
  /// `later` starts at or after the end of `earlier` plus `lag`, when both are done.
  void after(Index later, Index earlier, Time lag = 0);
  /// Maximum lag: `later` starts at most `lag` after the end of `earlier`, when both are done. By
  /// itself it lets `later` start before that, too.
  void within(Index later, Index earlier, Time lag);
  /// Disjunctive: no two of `tasks`, in whatever mode, run at once. As a resource of capacity 1,
  /// which is returned; modes added later do not use it.
  Index one_at_a_time(std::string name, std::span<const Index> tasks);
  void implies(Fact condition, Fact consequence);
  void exclude(Fact a, Fact b);
  void at_least(Value count, std::vector<Fact> facts);
  void at_most(Value count, std::vector<Fact> facts);
  void exactly(Value count, std::vector<Fact> facts);
  /// As one more objective after those that are there.
  void minimise(std::vector<Cost> costs);
  void minimise_makespan();

  friend bool operator==(const Model&, const Model&) = default;
};

/// Where a task stands in a schedule.
struct Placement {
  int mode = -1;  ///< -1: left out
  Time start = 0;
  [[nodiscard]] bool is_done() const { return mode >= 0; }
  friend bool operator==(const Placement&, const Placement&) = default;
};
using Schedule = std::vector<Placement>;  ///< one a task

/// What is wrong with a model that no solver should be given: an index out of range, a negative
/// amount, numbers near overflow, a mode list that is empty. One sentence each; empty when sound.
/// A model without a solution is sound.
///
///   cost   O(size of the model)
std::vector<std::string> defects_of(const Model& model);

/// Value of one objective; constraints are not looked at.
///
///   cost   O(costs + pieces)
Value cost_of(const Model& model, const Objective& objective, std::span<const Placement> schedule);

/// End of a task that is done.
inline Time end_of(const Model& model, Index task, const Placement& placement) {
  return placement.start +
         model.tasks[task].modes[static_cast<std::size_t>(placement.mode)].duration;
}

}  // namespace penholder::solver
