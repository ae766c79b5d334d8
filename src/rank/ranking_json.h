#pragma once
// A Ranking as JSON, for `--json`, the server and golden tests.

#include <nlohmann/json_fwd.hpp>

#include "rank/ranking.h"

namespace penholder {

/// Keys in a fixed order; ids as text. Figures are rounded to what the draws carry: the last
/// decimal is about as large as the standard error (2 to 4 decimals for shares, at most 2 for
/// values and ranks); errors (keys `error`, `..._error`) have one more. What the errors mean:
/// ranking.h.
///
///   c        the case that was ranked
///   returns  {case, as_of, seed, samples, winner_margin, at_least, reference, views: [VIEW],
///             all: VIEW, empty_views: [{view, reason, conflict: [statement in words]}],
///             silent_views: [view], twin_views: [{view, same_as}], shared: [{above, below}],
///             contested: [{a, b, for, against}], dissent: DISSENT, summaries: SUMMARIES,
///             robustness: ROBUSTNESS}
///            VIEW = {view, title, held_by, samples, effective_samples, acceptance, standard_error,
///            walk: {r_hat, effective_samples, thinning, converged} or null, winner,
///            order_entropy: {bits, error, orders, coverage}, weights: [{objective, mean, error,
///            low, high}], tasks: [{task, title, value: {mean, error, low, high}, mean_rank,
///            mean_rank_error, rank_acceptability: [...], rank_acceptability_error: [...], entropy:
///            {bits, error}, central_weights: {objective: weight} or null, central_weights_error,
///            confidence, confidence_error}] by falling mean rank, pairwise: [[...]] and
///            pairwise_error in the order of `tasks`}
///            DISSENT = {kendall_w, kendall_tau: [{view, with_each_view: [...]}], rank_ranges:
///            [{task, best, best_in, worst, worst_in}]}, null without two views SUMMARIES =
///            {meaning, kemeny: {order, contradicted_share_of_pairs, least_possible_share, proven,
///            equally_good_orders}, borda: {order, scores}, copeland: {order, scores},
///            condorcet_winner}, null without two tasks `view`, `winner`, `reference` are null
///            where there is none
///            ROBUSTNESS = {strengths, columns: [task], views: [{view, first, flips: [{rival, lead,
///            anywhere: {moved, changes: {objective: change}} or null, within_view: the same,
///            score: {task, objective, from, to} or null}], preferences: {task: letters}}],
///            in_all_views: {task: letters}, in_some_view} (robustness_json.h)
nlohmann::ordered_json to_json(const Ranking& ranking, const Case& c);

}  // namespace penholder
