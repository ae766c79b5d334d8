#pragma once
// Judges a claim of propagation, "these literals and one constraint of the model imply that
// literal", in the plainest way: take the box of all assignments that keep the literals and break
// the conclusion (audit_box.h), and see whether some single constraint leaves nothing of it. Lags
// by subtraction, resources by adding up what surely runs at a moment, costs by the least of each
// task's dates. Written against model.h alone, without a look at the propagators.
//
// A refusal is no proof that the claim is false: it says that no one constraint shows it, which is
// what a propagator promises.

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "solver/audit_box.h"
#include "solver/closure_cut.h"
#include "solver/counted_sum.h"

namespace penholder::solver {

/// Kinds of constraint, in the order in which they are tried.
enum class Constraint : std::uint8_t {
  Box,  ///< the box itself is empty: the modes of one task, a window, a crossed bound
  Lag,
  Makespan,
  Calendar,
  Group,
  Resource,
  Budget,
  Objective,
  Slot,
  Cut,
  Count,     ///< a sum of levels and its variable or limit
  Presence,  ///< a lag or the makespan, after what all groups say of presence
  Order,     ///< two tasks that can never run at once, one after the other
  Energy     ///< a resource, by what must be spent in some window
};
inline constexpr std::size_t kConstraints = 14;
std::string_view name_of(Constraint constraint);

/// What holds beside the model: costs and inequalities that must stay within a limit.
struct CostLimit {
  std::size_t objective = 0;
  Value at_most = 0;
};
struct CutLimit {
  const ClosureCut* cut = nullptr;
  Value at_most = 0;  ///< of the sum of its tables
};
struct CountLimit {
  const CountedSum* sum = nullptr;
  Var total = kNoVar;  ///< bounds it; without one, at_most does
  Value at_most = 0;
};
struct Limits {
  std::vector<CostLimit> costs;
  std::vector<CutLimit> cuts;
  std::vector<CountLimit> counts;
};

class RuleJudge {
 public:
  enum class Verdict : std::uint8_t { Implied, NotShown, GaveUp };

  /// Model and vocabulary must outlive the judge.
  RuleJudge(const Model& model, const Vocabulary& vocabulary);

  /// Does some single constraint leave nothing of the box? `likely` is tried first; `shown` says
  /// which it was.
  ///
  ///   cost   O(size of the model) in most cases; a resource O(users^2), a slot exponential up to
  ///          a limit (GaveUp)
  Verdict leaves_nothing(const Box& box, const Limits& limits, Constraint likely,
                         Constraint* shown = nullptr);

  /// The same for a claim: literals that hold, and the literal that follows; none: they cannot hold
  /// together. `root` is what holds anyway.
  Verdict judge(const Box& root, std::span<const Literal> because, const Literal* conclusion,
                const Limits& limits, Constraint likely, Constraint* shown = nullptr);

  /// The least that a slot's tasks cost together in the box, tried one by one, and not looked for
  /// from `enough` on: `enough` when all that fits costs so much. Nothing when it is too many to
  /// try. The slot's variable does not count.
  std::optional<Value> least_of_slot(const Box& box, const SlotMeaning& slot, Value enough);
  static constexpr Value kNoChoice = std::numeric_limits<Value>::max();

  /// Work done so far, in looks at a task's mode.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  struct Span {
    Time least = 0;
    Time most = 0;
  };
  [[nodiscard]] Verdict try_one(const Box& box, const Limits& limits, Constraint constraint);
  [[nodiscard]] Span span_of(const Box& box, const Moment& moment) const;
  [[nodiscard]] bool breaks_lag(const Box& box);
  [[nodiscard]] bool breaks_makespan(const Box& box);
  [[nodiscard]] bool breaks_calendar(const Box& box);
  [[nodiscard]] bool breaks_group(const Box& box);
  [[nodiscard]] bool breaks_resource(const Box& box);
  [[nodiscard]] bool never_meet(const Box& box, Index a, Index b);
  [[nodiscard]] bool breaks_order(const Box& box);
  [[nodiscard]] Verdict breaks_energy(const Box& box);
  [[nodiscard]] bool breaks_budget(const Box& box);
  [[nodiscard]] bool breaks_objective(const Box& box, const CostLimit& limit);
  [[nodiscard]] bool breaks_cut(const Box& box, const CutLimit& limit);
  [[nodiscard]] bool breaks_count(const Box& box, const CountLimit& limit);
  [[nodiscard]] Verdict breaks_slot(const Box& box, const SlotMeaning& slot);
  [[nodiscard]] Box after_groups(Box box);
  [[nodiscard]] Value capacity_at(Index resource, Time moment) const;
  [[nodiscard]] Value surely_taken(const Box& box, Index resource, Index task, Time moment);
  [[nodiscard]] Value least_cost(const Box& box, std::size_t objective, Index task);
  [[nodiscard]] Value cost_at(std::size_t objective, Index task, std::size_t mode, Time start);

  struct Counted {
    Index task = 0;
    std::vector<Fact> facts;
  };
  [[nodiscard]] static Value count(const Counted& counted, int mode);

  const Model& model_;
  const Vocabulary& vocabulary_;
  std::vector<std::vector<Value>> amount_;    // by resource and position of the mode
  std::vector<std::vector<Index>> users_;     // by resource
  std::vector<std::size_t> first_mode_;       // by task: position of its first mode
  std::vector<std::vector<Counted>> groups_;  // by group, facts by task
  std::vector<std::vector<std::vector<std::size_t>>> costs_;  // by objective and task: entries
  std::uint64_t steps_ = 0;
};

}  // namespace penholder::solver
