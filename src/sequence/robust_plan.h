#pragma once
// One plan for a room that disagrees: what stays in whatever the weights, what is borderline and
// what it would displace, and the plan that the worst served view regrets least. Plain data; made
// by sequence/robust.h.
//
// Regret of a plan under weights: value of the best plan under them less that of the plan, in
// points. Views are never averaged into one: each keeps its regret, and what counts is the view
// that a plan serves worst.

#include <optional>
#include <string>
#include <vector>

#include "sequence/plan.h"

namespace penholder {

/// Mean regret over the weight vectors of one view (or of all views, each counted alike).
struct Regret {
  double low = 0.0;   ///< against the best plans found; never negative
  double high = 0.0;  ///< against what no plan can pass; equal to `low` when all are proven best
  double standard_error = 0.0;  ///< Monte Carlo, of `low`; 0 with one vector
  double most = 0.0;            ///< `low` under the vector that it serves worst
};

/// A plan that was weighed, and what each view loses by it.
struct RobustCandidate {
  enum class Origin : std::uint8_t {
    Reference,  ///< best under the weights of the headline plan
    Mean,       ///< best under the mean of all views, each counted alike
    View,       ///< best under one view's mean weights
    Drawn,      ///< best under a weight vector drawn from a view
    Mixture     ///< best under a mixture of views, sought to serve the worst served
  } origin = Origin::Drawn;
  std::optional<ViewId> view;  ///< Origin::View
  std::vector<Regret> by_view;
  Regret overall;
  std::size_t worst_view = 0;  ///< index into `by_view`: who loses most
  [[nodiscard]] const Regret& worst() const { return by_view[worst_view]; }
};

/// What becomes of a task from one plan to another.
struct PlanChange {
  enum class Kind : std::uint8_t { Enters, Leaves, Gains, Loses } kind = Kind::Enters;
  TaskId task{};
  double points = 0.0;  ///< more or less, under the reference weights
};

/// A task that is in some of the best plans only.
struct BorderlineTask {
  TaskId task{};
  double share = 0.0;  ///< of the sampled best plans
  double standard_error = 0.0;
  std::vector<double> share_by_view;
  bool is_in_reference = false;
  /// The reference plan with the choice about this task turned round: the best plan without it if
  /// it is in, with it if it is out. Nothing when there is none, or it was not sought.
  struct Turned {
    double loss = 0.0;        ///< points lost by it under the reference weights, as found
    double least_loss = 0.0;  ///< no such plan loses less; equal to `loss` when both are proven
    std::vector<PlanChange> changes;  ///< the task itself first, then by falling size
  };
  std::optional<Turned> turned;
  /// Tasks that stand in fewer of the sampled best plans when this one is in than when it is out,
  /// beyond chance; most displaced first. Empty with fewer than five plans on either side.
  struct Displaced {
    TaskId task{};
    double share_with = 0.0;
    double share_without = 0.0;
  };
  std::vector<Displaced> displaced;
};

struct RobustPlan {
  std::string case_id;
  std::uint64_t seed = 0;
  /// The views drawn from; one without a name when the case has none.
  std::vector<std::optional<ViewId>> views;
  std::vector<std::size_t> vectors;  ///< by view: weight vectors planned for
  CoreIndex core;
  std::vector<BorderlineTask> borderline;  ///< the most disputed (share nearest to a half) first
  /// Reference, mean, each view's own plan, then the recommended one.
  std::vector<RobustCandidate> candidates;
  std::size_t weighed = 0;  ///< different plans among which the recommended one is best
  /// Least worst-view regret of all weighed, and of near ties the least regret over all views
  /// (RobustSettings::tie); index into `candidates`. Nothing without vectors.
  std::optional<std::size_t> recommended;
  Plan plan;                        ///< the recommended one, valued under the reference weights
  std::vector<PlanChange> changes;  ///< from the reference plan to it; largest first
  /// No plan has a smaller worst-view regret (over these vectors).
  double worst_regret_bound = 0.0;

  [[nodiscard]] const RobustCandidate& best() const { return candidates[*recommended]; }
};

}  // namespace penholder
