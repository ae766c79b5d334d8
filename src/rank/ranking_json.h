#pragma once
// A Ranking as JSON, for `--json`, the server and golden tests.

#include <nlohmann/json_fwd.hpp>

#include "rank/ranking.h"

namespace penholder {

/// Keys in a fixed order; ids as text; shares to 3 decimals (2 below 1,000 samples), values and
/// ranks to 2.
///
///   c        the case that was ranked
///   returns  {case, as_of, seed, samples, winner_margin, reference, views: [VIEW], all: VIEW,
///             empty_views: [{view, reason}], shared: [{above, below}], contested: [{a, b, for,
///             against}]}
///            VIEW = {view, title, held_by, samples, acceptance, standard_error, winner, weights:
///            [{objective, mean, low, high}], tasks: [{task, title, value: {mean, low, high},
///            mean_rank, rank_acceptability: [...], central_weights: {objective: weight} or null,
///            confidence}] by falling mean rank, pairwise: [[...]] in the order of `tasks`};
///            `view`, `winner`, `reference` are null where there is none
nlohmann::ordered_json to_json(const Ranking& ranking, const Case& c);

}  // namespace penholder
