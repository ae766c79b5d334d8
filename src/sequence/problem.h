#pragma once
// The planning problem in plain numbers: days, amounts, points. This is the seam between mandates
// and scheduling: it knows nothing of citations, weights or files, and whatever solves it (`solve`,
// below) can be replaced by another solver without any other change.
//
// Everything stands at its likely value. Days count from the start of the horizon; stretches are
// half-open. A task is either discrete (it runs once, for its whole duration, without a break) or
// standing (each phase has a level, or none). What the kinds of link mean is said once, at the
// structs below; check_plan.h tests exactly that.

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/parallel.h"

namespace penholder {

/// An amount of an asset in ten-thousandths of its unit: sums and comparisons are exact.
using Amount = std::int64_t;
inline constexpr double kAmountScale = 1e4;
/// More than any sum of needs: a capacity that nobody has stated.
inline constexpr Amount kUnlimited = std::numeric_limits<Amount>::max() / 4;

/// Position of a task, asset or phase in its vector below.
using Index = std::uint32_t;

struct PlanProblem {
  struct Phase {
    Days start = 0;
    Days end = 0;
  };

  struct Asset {
    bool is_budget = false;
    /// Capacity from a day on, ascending, the first at day 0. A budget has one step: the total.
    struct Step {
      Days from = 0;
      Amount capacity = 0;
    };
    std::vector<Step> steps;
  };

  /// Renewable: held from start to finish. Budget: spent in all. A list names an asset at most
  /// once.
  struct Need {
    Index asset = 0;
    Amount amount = 0;
  };

  /// Points for finishing on a day in `from .. to` (both belong): at_from + slope * (finish -
  /// from).
  struct Piece {
    Days from = 0;
    Days to = 0;
    double at_from = 0.0;
    double slope = 0.0;
  };

  /// What one level of a standing task takes and brings in one phase.
  struct Mode {
    std::vector<Need> needs;
    double value = 0.0;  ///< >= 0
  };

  struct Task {
    bool is_standing = false;
    /// Discrete: to be done. Standing: to be on in every phase that lies in its window and starts
    /// when its predecessors are done.
    bool is_must = false;
    /// False: no plan can hold it (it needs an asset that does not serve its areas).
    bool is_possible = true;
    Days release = 0;   ///< earliest start
    Days deadline = 0;  ///< latest finish, at most the horizon
    // Discrete
    Days duration = 0;
    std::vector<Need> needs;
    std::vector<Piece> value;  ///< ascending, non-increasing, >= 0; 0 on days that no piece covers
    // Standing
    std::vector<std::vector<Mode>> modes;  ///< [phase][level]

    /// Points of a discrete task that ends on `finish`. Cost O(pieces).
    [[nodiscard]] double value_at(Days finish) const {
      for (const Piece& piece : value) {
        if (finish >= piece.from && finish <= piece.to) {
          return piece.at_from + piece.slope * static_cast<double>(finish - piece.from);
        }
      }
      return 0.0;
    }
  };

  /// `task` is done only if `on` is done, and starts at or after the finish of `on` plus `lag`. A
  /// standing task starts with the first phase in which it is on; as a predecessor it is finished
  /// at the end of that phase.
  struct After {
    Index task = 0;
    Index on = 0;
    Days lag = 0;
  };
  /// Both are done or neither; their starts are at most `within` days apart.
  struct Together {
    Index a = 0;
    Index b = 0;
    std::optional<Days> within;
  };
  /// At most one of the two is done.
  struct InsteadOf {
    Index a = 0;
    Index b = 0;
  };
  /// `task` is done only if `on` is done.
  struct Requires {
    Index task = 0;
    Index on = 0;
  };

  Days horizon = 0;
  std::vector<Phase> phases;  ///< ascending, without gap, covering [0, horizon)
  std::vector<Asset> assets;
  std::vector<Task> tasks;
  std::vector<After> after;
  std::vector<Together> together;
  std::vector<InsteadOf> instead_of;
  std::vector<Requires> required;
};

/// One candidate plan.
struct PlanAssignment {
  struct Choice {
    bool included = false;
    Days start = 0;           ///< discrete
    std::vector<int> levels;  ///< standing: one per phase, -1 = off; included = some phase is on
    friend bool operator==(const Choice&, const Choice&) = default;
  };
  std::vector<Choice> tasks;
  friend bool operator==(const PlanAssignment&, const PlanAssignment&) = default;
};

struct SolveSettings {
  std::uint64_t seed = 1;
  /// Placements that the search may try, over all its starts; the only limit, so that results do
  /// not hang on the clock.
  std::size_t work = 40'000;
  unsigned threads = 1;  ///< never changes the result
  /// Work of the exact solver (solver::Settings::work_limit): how long it may try to prove that no
  /// plan is better, or to find one. 0: no proof is sought.
  std::uint64_t proof_work = 60'000'000;
  /// Without it only the prices that guide the search are made; `bound` is then loose.
  bool wants_tight_bound = true;
  /// Asked now and then during the proof; true ends it with the best so far and its bound. Results
  /// are the same only as long as it says no.
  std::function<bool()> should_stop = {};
};

struct PlanOutcome {
  PlanAssignment assignment;
  double value = 0.0;
  /// Must-work that the plan does not do: phases a standing must-task is off, and as many as there
  /// are phases for a discrete one left out. The plan found has the least shortfall first, the most
  /// value second.
  std::size_t shortfall = 0;
  /// Proven: no plan has less shortfall.
  bool is_shortfall_least = false;
  /// No plan that keeps all links and capacities is worth more; where the shortfall is the least,
  /// no such plan of that shortfall.
  double bound = 0.0;
  std::string bound_source;  ///< which relaxation, in words
  std::size_t work = 0;      ///< placements tried
};

/// The best plan, or a good one and a bound on any plan. Never fails: the empty plan keeps every
/// link.
///
///   warm    plans to start from as well; those that break a link or capacity of `problem` are
///           repaired by leaving tasks out
///   seed    same problem, settings and warm plans give the same outcome at any number of threads
///   cost    O(work * needs * steps of the capacity profiles) + the bound + the proof
PlanOutcome solve(const PlanProblem& problem, const SolveSettings& settings,
                  const std::vector<PlanAssignment>& warm = {}, Progress* progress = nullptr);

/// Value of an assignment: the sum of its tasks' points. Links and capacities are not looked at.
double value_of(const PlanProblem& problem, const PlanAssignment& assignment);

/// See PlanOutcome::shortfall.
std::size_t shortfall_of(const PlanProblem& problem, const PlanAssignment& assignment);

}  // namespace penholder
