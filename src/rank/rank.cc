#include "rank/rank.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "rank/find_robustness.h"
#include "rank/quantile.h"
#include "rank/smaa.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

// Draws that confidence factors rest on: a standard error of at most 1.1 points.
constexpr std::size_t kConfidenceDraws = 2048;

/// Everything about one view that its result is made from.
struct Sampled {
  std::optional<ViewId> view;
  double acceptance = 0.0;
  std::optional<WalkCheck> walk;
  Tally counts;
  std::vector<float> values;          // tasks x draws
  std::vector<float> narrow_weights;  // leaves x draws, for quantiles
};

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

/// Leaves x draws, row-major, for quantiles.
std::vector<float> narrowed(const WeightDraws& draws) {
  std::vector<float> table(draws.weights.size());
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    for (std::size_t leaf = 0; leaf < draws.leaves; ++leaf) {
      table[leaf * draws.rows() + i] = static_cast<float>(draws.row(i)[leaf]);
    }
  }
  return table;
}

/// Rows of a table with one row of `draws` floats per item, of one view or of several with equal
/// say.
std::vector<SampleGroup> groups_of(std::span<const Sampled* const> parts, std::size_t item,
                                   bool of_weights) {
  std::vector<SampleGroup> groups;
  for (const Sampled* part : parts) {
    const std::span<const float> table = of_weights ? part->narrow_weights : part->values;
    const std::size_t draws = part->counts.draws;
    groups.push_back({.values = table.subspan(item * draws, draws), .weight = 1.0});
  }
  return groups;
}

/// The result of one view, or of several with equal say: every share is the mean of the views'
/// shares.
ViewRanking result_of(std::span<const Sampled* const> parts, std::size_t tasks, std::size_t leaves,
                      unsigned threads) {
  const auto say = 1.0 / static_cast<double>(parts.size());
  ViewRanking result;
  result.view = parts.size() == 1 ? parts[0]->view : std::nullopt;
  if (parts.size() == 1) result.walk = parts[0]->walk;
  result.acceptance = 0.0;
  result.mean_weights.assign(leaves, 0.0);
  result.rows.resize(tasks);
  result.pairwise.assign(tasks * tasks, 0.0);
  for (auto& row : result.rows) row.rank_acceptability.assign(tasks, 0.0);
  std::vector<double> first(tasks, 0.0);
  std::vector<Weights> central(tasks, Weights(leaves, 0.0));

  for (const Sampled* part : parts) {
    const Tally& counts = part->counts;
    const double unit = say / static_cast<double>(counts.draws);
    result.samples += counts.draws;
    result.acceptance += say * part->acceptance;
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      result.mean_weights.raw()[leaf] += unit * counts.weight_sum[leaf];
    }
    double largest = 0.0;
    for (std::size_t t = 0; t < tasks; ++t) {
      ViewRanking::Row& row = result.rows.raw()[t];
      row.mean_value += unit * counts.value_sum[t];
      row.mean_rank += unit * counts.rank_sum[t];
      first[t] += unit * counts.ranks[t * tasks];
      for (std::size_t r = 0; r < tasks; ++r) {
        row.rank_acceptability[r] += unit * counts.ranks[t * tasks + r];
        result.pairwise[t * tasks + r] += unit * static_cast<double>(counts.wins[t * tasks + r]);
        const double share = counts.ranks[t * tasks + r] / static_cast<double>(counts.draws);
        largest = std::max(largest, share * (1.0 - share));
      }
      for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        central[t].raw()[leaf] += unit * counts.central_sum[t * leaves + leaf];
      }
    }
    // Views share the draws of the strengths, so their errors may go the same way: add them, do not
    // average squares.
    result.standard_error += say * std::sqrt(largest / static_cast<double>(counts.draws));
  }

  constexpr std::array kLevels{0.05, 0.95};
  result.weight_low.assign(leaves, 0.0);
  result.weight_high.assign(leaves, 0.0);
  parallel_blocks(tasks + leaves, 1, threads, [&](std::size_t i, std::size_t) {
    const bool of_weights = i >= tasks;
    const std::size_t item = of_weights ? i - tasks : i;
    const auto found = quantiles(groups_of(parts, item, of_weights), kLevels);
    if (of_weights) {
      result.weight_low.raw()[item] = found[0];
      result.weight_high.raw()[item] = found[1];
    } else {
      result.rows.raw()[item].low_value = found[0];
      result.rows.raw()[item].high_value = found[1];
    }
  });

  for (std::size_t t = 0; t < tasks; ++t) {
    if (first[t] <= 0.0) continue;
    for (double& weight : central[t]) weight /= first[t];
    result.rows.raw()[t].central_weights = std::move(central[t]);
  }
  for (const TaskId task : result.rows.ids()) result.by_mean_rank.push_back(task);
  // Shares are sums of many parts: ranks that agree to a billionth are the same rank.
  std::ranges::stable_sort(result.by_mean_rank, {}, [&](TaskId task) {
    return std::llround(result.rows[task].mean_rank * 1e9);
  });
  return result;
}

void add_confidence(ViewRanking& result, std::span<const StrengthEntry> entries,
                    const StrengthDraws& strengths, unsigned threads) {
  const std::size_t tasks = result.rows.size();
  parallel_blocks(tasks, 1, threads, [&](std::size_t t, std::size_t) {
    ViewRanking::Row& row = result.rows.raw()[t];
    if (!row.central_weights) return;
    row.confidence =
        chance_first(entries, tasks, strengths, row.central_weights->raw(), t, kConfidenceDraws);
  });
}

std::optional<TaskId> winner_of(const ViewRanking& result, double margin) {
  std::optional<TaskId> best;
  double first = 0.0;
  double second = 0.0;
  for (const TaskId task : result.rows.ids()) {
    const double share = result.rows[task].rank_acceptability[0];
    if (!best || share > first) {
      second = best ? first : 0.0;
      first = share;
      best = task;
    } else {
      second = std::max(second, share);
    }
  }
  if (!best || result.rows[*best].mean_value <= 0.0) return std::nullopt;
  // Variance of the difference of two shares of one sample: they exclude each other.
  const double lead = first - second;
  const double error =
      std::sqrt(std::max(0.0, first + second - lead * lead) / static_cast<double>(result.samples));
  return lead >= margin && lead > 2.0 * error ? best : std::nullopt;
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

Ranking rank(const Case& c, const RankSettings& settings, Progress* progress) {
  const Leaves leaves(c);
  const std::size_t tasks = c.tasks.size();
  const std::size_t samples = std::clamp<std::size_t>(settings.samples, 1, kMostRankSamples);
  Ranking ranking;
  ranking.case_id = c.id;
  ranking.seed = settings.seed;
  ranking.samples_asked = samples;
  ranking.winner_margin = settings.winner_margin;

  std::vector<ViewSampler> empty;
  const std::vector<ViewSampler> samplers =
      make_samplers(c, leaves, settings.seed, &empty, settings.threads);
  for (const ViewSampler& sampler : empty) {
    ranking.empty_views.push_back(
        {.view = *sampler.view, .reason = sampler.empty_reason, .conflict = sampler.conflict});
  }
  if (leaves.size() == 0) {
    ranking.all.acceptance = 0.0;
    ranking.all.rows.resize(tasks);
    for (auto& row : ranking.all.rows) row.rank_acceptability.assign(tasks, 0.0);
    ranking.all.pairwise.assign(tasks * tasks, 0.0);
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
                 .walk = draws.walk,
                 .counts = {},
                 .values = {},
                 .narrow_weights = narrowed(draws)};
    view.counts = tally(entries, tasks, strengths, as_tiles(draws), settings.threads, view.values);
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
      if (ranking.views[v].view == c.reference_view) ranking.reference = v;
    }
  }
  ranking.robustness = find_robustness(c, leaves, ranking, settings.threads);
  if (progress != nullptr) progress->report("ranking", steps, steps);
  return ranking;
}

}  // namespace penholder
