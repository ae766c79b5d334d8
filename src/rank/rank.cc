#include "rank/rank.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "mandate/rung.h"
#include "rank/find_robustness.h"
#include "rank/smaa.h"
#include "rank/view_result.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

// Draws that confidence factors rest on: a standard error of at most 1.1 points.
constexpr std::size_t kConfidenceDraws = 2048;

// Draws of a view that are kept one by one, for percentiles and the orders that occur; all are
// counted. A percentile from so many is off by less than a tenth of a point of its level.
constexpr std::size_t kKeptDraws = 100'000;

Tiles as_tiles(const WeightDraws& draws) {
  Tiles tiles(draws.leaves, draws.rows());
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    const std::span<Lanes> tile = tiles.tile_of(i);
    for (std::size_t leaf = 0; leaf < draws.leaves; ++leaf) {
      tile[leaf][i % kLanes] = draws.row(i)[leaf];
    }
  }
  return tiles;
}

/// The first `count` draws, leaves x draws, row-major, for quantiles.
std::vector<float> narrowed(const WeightDraws& draws, std::size_t count) {
  std::vector<float> table(draws.leaves * count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t leaf = 0; leaf < draws.leaves; ++leaf) {
      table[leaf * count + i] = static_cast<float>(draws.row(i)[leaf]);
    }
  }
  return table;
}

/// Independent draws that `draws` are worth: those of rejection are worth one each, those of a walk
/// what its chains say.
double effective_rows(const WeightDraws& draws) {
  const auto rows = static_cast<double>(draws.rows());
  return draws.walk ? std::clamp(draws.walk->effective_samples, 1.0, std::max(rows, 1.0)) : rows;
}

void add_confidence(ViewRanking& result, std::span<const StrengthEntry> entries,
                    const StrengthDraws& strengths, unsigned threads) {
  const std::size_t tasks = result.rows.size();
  const std::size_t draws = std::min(kConfidenceDraws, strengths.per_total.draws());
  parallel_blocks(tasks, 1, threads, [&](std::size_t t, std::size_t) {
    ViewRanking::Row& row = result.rows.raw()[t];
    if (!row.central_weights) return;
    row.confidence = chance_first(entries, tasks, strengths, row.central_weights->raw(), t, draws);
    if (!strengths.is_same_in_all_draws()) {
      row.confidence_error = share_error(row.confidence, static_cast<double>(draws));
    }
  });
}

/// Mean ranks as rankings, one for each view.
std::vector<std::vector<double>> rankings_of(const Ranking& ranking) {
  std::vector<std::vector<double>> rankings;
  for (const ViewRanking& view : ranking.views) {
    std::vector<double> mean_ranks;
    for (const auto& row : view.rows) mean_ranks.push_back(row.mean_rank);
    rankings.push_back(mid_ranks(mean_ranks));
  }
  return rankings;
}

void find_shared(const std::vector<Sampled>& sampled, std::size_t tasks, Ranking& ranking) {
  for (std::uint32_t a = 0; a < tasks; ++a) {
    for (std::uint32_t b = 0; b < tasks; ++b) {
      const bool all_agree = a != b && std::ranges::all_of(sampled, [&](const Sampled& view) {
                               return view.counts.wins[a * tasks + b] == view.counts.draws;
                             });
      if (all_agree) ranking.shared.push_back({.above = TaskId{a}, .below = TaskId{b}});
    }
  }
}

void find_contested(std::size_t tasks, double clear, Ranking& ranking) {
  for (std::uint32_t a = 0; a < tasks; ++a) {
    for (std::uint32_t b = a + 1; b < tasks; ++b) {
      const auto clearest = [&](std::size_t above, std::size_t below) {
        std::size_t best = 0;
        for (std::size_t v = 1; v < ranking.views.size(); ++v) {
          if (ranking.views[v].pairwise[above * tasks + below] >
              ranking.views[best].pairwise[above * tasks + below]) {
            best = v;
          }
        }
        return best;
      };
      const std::size_t in_favour = clearest(a, b);
      const std::size_t against = clearest(b, a);
      if (ranking.views[in_favour].pairwise[a * tasks + b] >= clear &&
          ranking.views[against].pairwise[b * tasks + a] >= clear && in_favour != against) {
        ranking.contested.push_back(
            {.a = TaskId{a}, .b = TaskId{b}, .view_for = in_favour, .view_against = against});
      }
    }
  }
}

}  // namespace

Ranking rank(const Case& given, const RankSettings& settings, Progress* progress) {
  const AtRung seen =
      settings.at_least ? at_rung(given, *settings.at_least) : AtRung{given, {}, {}};
  const Case& c = seen.c;
  const Leaves leaves(c);
  const std::size_t tasks = c.tasks.size();
  const std::size_t samples = std::clamp<std::size_t>(settings.samples, 1, kMostRankSamples);
  Ranking ranking;
  ranking.case_id = c.id;
  ranking.seed = settings.seed;
  ranking.samples_asked = samples;
  ranking.winner_margin = settings.winner_margin;
  ranking.at_least = settings.at_least;
  ranking.silent_views = seen.silent;
  std::optional<ViewId> reference = c.reference_view;
  for (const AtRung::Twin& twin : seen.twins) {
    ranking.twin_views.push_back({.view = twin.view, .same_as = twin.same_as});
    if (reference == twin.view) reference = twin.same_as;
  }

  std::vector<ViewSampler> empty;
  std::vector<ViewSampler> samplers =
      make_samplers(c, leaves, settings.seed, &empty, settings.threads);
  std::erase_if(samplers, [&](const ViewSampler& sampler) {
    return sampler.view &&
           (std::ranges::find(seen.silent, *sampler.view) != seen.silent.end() ||
            std::ranges::find(seen.twins, *sampler.view, &AtRung::Twin::view) != seen.twins.end());
  });
  if (samplers.empty()) {
    samplers.push_back(make_sampler(c, leaves, std::nullopt, settings.seed));
  }
  for (const ViewSampler& sampler : empty) {
    ranking.empty_views.push_back(
        {.view = *sampler.view, .reason = sampler.empty_reason, .conflict = sampler.conflict});
  }
  if (leaves.size() == 0) {
    ranking.all.acceptance = 0.0;
    ranking.all.rows.resize(tasks);
    for (auto& row : ranking.all.rows) {
      row.rank_acceptability.assign(tasks, 0.0);
      row.acceptability_error.assign(tasks, 0.0);
    }
    ranking.all.pairwise.assign(tasks * tasks, 0.0);
    ranking.all.pairwise_error.assign(tasks * tasks, 0.0);
    for (const TaskId task : c.tasks.ids()) ranking.all.by_mean_rank.push_back(task);
    return ranking;
  }

  const std::vector<StrengthEntry> entries = strength_entries(c, leaves);
  const StrengthDraws strengths = draw_strengths(entries, leaves.size(), samples,
                                                 strength_seed(settings.seed), settings.threads);
  const std::size_t steps = samplers.size() + 1;
  std::vector<Sampled> sampled;
  for (const ViewSampler& sampler : samplers) {
    const WeightDraws draws = draw_from(sampler, samples, settings.threads);
    Sampled view{.view = sampler.view,
                 .acceptance = draws.acceptance,
                 .effective = effective_rows(draws),
                 .walk = draws.walk,
                 .mean = mean_of(draws),
                 .counts = {},
                 .kept = {.draws_most = kKeptDraws, .wants_orders = true},
                 .narrow_weights = narrowed(draws, std::min(draws.rows(), kKeptDraws))};
    view.counts = tally(entries, tasks, strengths, as_tiles(draws), settings.threads, view.kept);
    sampled.push_back(std::move(view));
    if (progress != nullptr) progress->report("ranking", sampled.size(), steps);
  }

  const auto finish = [&](std::span<const Sampled* const> parts) {
    ViewRanking result = result_of(parts, tasks, leaves.size(), settings.threads);
    add_confidence(result, entries, strengths, settings.threads);
    result.winner = winner_of(result, settings.winner_margin);
    return result;
  };
  std::vector<const Sampled*> everyone;
  for (const Sampled& view : sampled) {
    everyone.push_back(&view);
    if (view.view) ranking.views.push_back(finish(std::array{&view}));
  }
  ranking.all = finish(everyone);
  ranking.all.view = std::nullopt;
  find_shared(sampled, tasks, ranking);
  if (!ranking.views.empty()) {
    find_contested(tasks, settings.clear, ranking);
    ranking.reference = 0;
    for (std::size_t v = 0; v < ranking.views.size(); ++v) {
      if (ranking.views[v].view == reference) ranking.reference = v;
    }
  }
  ranking.robustness = find_robustness(c, leaves, ranking, settings.threads);
  ranking.dissent = dissent_of(rankings_of(ranking));
  if (tasks >= 2) ranking.summary = consensus_of(ranking.all.pairwise, tasks);
  if (progress != nullptr) progress->report("ranking", steps, steps);
  return ranking;
}

}  // namespace penholder
