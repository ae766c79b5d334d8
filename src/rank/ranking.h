#pragma once
// Which tasks matter most to whom: the product of stage `rank`. Plain data; made by rank/rank.h.
//
// Views are never averaged: each keeps its own result, and the union of views (each view drawn from
// equally often) is only the range of what the room holds, never "the" weights. Source: Lahdelma &
// Salminen 2001, Operations Research 49(3), SMAA-2: rank acceptability, central weights, confidence
// factor; Leskinen et al. 2006 for the pairwise winning index; Tervonen & Lahdelma 2007, European
// Journal of Operational Research 178(2), for its accuracy.
//
// Every figure that is a mean over draws has its Monte Carlo standard error beside it
// (`..._error`): what another seed might change, not what the room or the world is unsure of. The
// errors of a view fall with the square root of its `effective_samples`. Views share the draws of
// the strengths, so their errors may go the same way: for the union they are added, not averaged in
// squares.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mandate/case.h"
#include "rank/consensus.h"
#include "rank/dissent.h"
#include "rank/entropy.h"
#include "rank/robustness.h"
#include "value/weights.h"

namespace penholder {

/// How good the weights of a view are that a random walk found (polytope/chains.h). Weights found
/// by rejection are independent of each other and need no such check.
struct WalkCheck {
  double r_hat = 1.0;              ///< 1 when all chains agree; at most 1.01 is asked for
  double effective_samples = 0.0;  ///< how many independent weight vectors they are worth
  std::size_t thinning = 0;        ///< steps of the walk a vector
  bool has_converged = false;      ///< if not, the view's figures are to be read with doubt
};

/// Result for one set of weights (a view, or the union of all).
struct ViewRanking {
  std::optional<ViewId> view;  ///< nothing: the union of all views
  std::size_t samples = 0;     ///< weight vectors that agree with every statement
  /// As many independent draws as the samples are worth: fewer than `samples` where they come from
  /// a random walk.
  double effective_samples = 0.0;
  /// Share of all weights that agree with the view's statements: how much it restricts. 0 when a
  /// statement fixes an exact share or ratio; for the union, the views' mean.
  double acceptance = 1.0;
  std::optional<WalkCheck> walk;  ///< of one view whose weights a walk found
  Weights mean_weights;           ///< centre of the view's weights
  Weights weight_error;
  /// 5th and 95th percentile of each leaf's weight.
  IdVector<LeafId, double> weight_low;
  IdVector<LeafId, double> weight_high;

  struct Row {
    double mean_value = 0.0;  ///< of 100, full credit
    double value_error = 0.0;
    double low_value = 0.0;   ///< 5th percentile
    double high_value = 0.0;  ///< 95th percentile
    std::vector<double>
        rank_acceptability;  ///< [r] = share of draws in which the task stands r-th (from 0)
    std::vector<double> acceptability_error;
    double mean_rank = 0.0;  ///< from 1
    double rank_error = 0.0;
    /// Mean of the weights that put it first; nothing if none does.
    std::optional<Weights> central_weights;
    Weights central_error;  ///< empty if none does
    /// Chance to be first when weights are the central ones and strengths are uncertain. Its error
    /// is that of these draws, not of the central weights.
    double confidence = 0.0;
    double confidence_error = 0.0;
    /// Of the ranks that it may take: 0 when its rank is sure, log2 of the number of tasks when any
    /// is as likely.
    Entropy entropy;
  };
  IdVector<TaskId, Row> rows;
  /// tasks x tasks, row-major: share of draws in which the row's task is worth more than the
  /// column's.
  std::vector<double> pairwise;
  std::vector<double> pairwise_error;
  /// Of the orders of all tasks: how undecided the ranking as a whole is.
  OrderEntropy order_entropy;
  std::vector<TaskId> by_mean_rank;  ///< best first; ties by order in the case
  double standard_error = 0.0;       ///< largest Monte Carlo standard error of any acceptability
  /// Best task when its first-rank acceptability leads by the stated margin; nothing = no clear
  /// winner.
  std::optional<TaskId> winner;
};

struct Ranking {
  std::string case_id;
  std::uint64_t seed = 0;
  std::size_t samples_asked = 0;
  double winner_margin =
      0.0;  ///< a winner leads the second by at least this first-rank acceptability
  /// Only statements held at least so widely counted; nothing: all of them.
  std::optional<Support> at_least;
  std::vector<ViewRanking>
      views;        ///< in the order of the case; only views with at least one sample
  ViewRanking all;  ///< union of the views
  /// Views whose statements no weights meet, which is proven: with the reason in words, and a few
  /// statements that cannot be met together although without any one of them the others can.
  struct EmptyView {
    ViewId view;
    std::string reason;
    std::vector<Statement> conflict;
  };
  std::vector<EmptyView> empty_views;
  /// Views that say nothing at the rung `at_least`.
  std::vector<ViewId> silent_views;
  /// Views that say the same as another one at that rung, under which they stand.
  struct TwinView {
    ViewId view;
    ViewId same_as;
  };
  std::vector<TwinView> twin_views;
  /// The view the headline follows: the case's reference view, else the first.
  std::optional<std::size_t> reference;

  /// Pairs on whose order every draw of every view agrees (each above the other in all samples).
  struct Agreement {
    TaskId above;
    TaskId below;
  };
  std::vector<Agreement> shared;
  /// Pairs on whose order views part: the share of draws with `a` above `b` is at least `clear` in
  /// one view and at most 1 - `clear` in another.
  struct Dispute {
    TaskId a;
    TaskId b;
    std::size_t view_for;      ///< index into `views`
    std::size_t view_against;  ///< index into `views`
  };
  std::vector<Dispute> contested;
  /// What holds under all weights, and the smallest changes that turn it round; without sampling.
  Robustness robustness;

  /// How far the views' rankings (by mean rank) agree. Nothing with fewer than two views or tasks.
  std::optional<Dissent> dissent;
  /// Orders that sum the union up. None of them is the room's view. Nothing without two tasks.
  std::optional<Consensus> summary;

  [[nodiscard]] const ViewRanking& headline() const { return reference ? views[*reference] : all; }
};

}  // namespace penholder
