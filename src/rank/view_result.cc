#include "rank/view_result.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "rank/quantile.h"

namespace penholder {
namespace {

/// Standard error of the mean of numbers of which the sum and the sum of squares over `draws` are
/// known.
double mean_error(double sum, double square_sum, double draws, double effective) {
  if (draws <= 0.0 || effective <= 0.0) return 0.0;
  const double mean = sum / draws;
  // What is left of the squares after rounding is no spread.
  const double variance = square_sum / draws - mean * mean;
  return variance <= 1e-13 * (square_sum / draws) ? 0.0 : std::sqrt(variance / effective);
}

/// Rows of a table with one row of `draws` floats per item, of one view or of several with equal
/// say.
std::vector<SampleGroup> groups_of(std::span<const Sampled* const> parts, std::size_t item,
                                   bool of_weights) {
  std::vector<SampleGroup> groups;
  for (const Sampled* part : parts) {
    const std::span<const float> table = of_weights ? part->narrow_weights : part->kept.values;
    const std::size_t draws = part->kept.draws;
    groups.push_back({.values = table.subspan(item * draws, draws), .weight = 1.0});
  }
  return groups;
}

void add_shares(const Sampled& part, double say, std::size_t tasks, std::size_t leaves,
                ViewRanking& result) {
  const Tally& counts = part.counts;
  const auto draws = static_cast<double>(counts.draws);
  const double unit = say / draws;
  const auto error_of = [&](double sum, double squares) {
    return say * mean_error(sum, squares, draws, part.effective);
  };
  double largest = 0.0;
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    result.mean_weights.raw()[leaf] += say * part.mean.raw()[leaf];
    result.weight_error.raw()[leaf] +=
        error_of(counts.weight_sum[leaf], counts.weight_square_sum[leaf]);
  }
  for (std::size_t t = 0; t < tasks; ++t) {
    ViewRanking::Row& row = result.rows.raw()[t];
    row.mean_value += unit * counts.value_sum[t];
    row.value_error += error_of(counts.value_sum[t], counts.value_square_sum[t]);
    row.mean_rank += unit * counts.rank_sum[t];
    double rank_square_sum = 0.0;
    for (std::size_t r = 0; r < tasks; ++r) {
      const std::size_t at = t * tasks + r;
      const double place = static_cast<double>(r + 1);
      rank_square_sum += place * place * counts.ranks[at];
      const double error = share_error(counts.ranks[at] / draws, part.effective);
      row.rank_acceptability[r] += unit * counts.ranks[at];
      row.acceptability_error[r] += say * error;
      largest = std::max(largest, error);
      const auto wins = static_cast<double>(counts.wins[at]);
      result.pairwise[at] += unit * wins;
      result.pairwise_error[at] += say * share_error(wins / draws, part.effective);
    }
    row.rank_error += error_of(counts.rank_sum[t], rank_square_sum);
  }
  result.standard_error += say * largest;
}

/// Means of the weights that put a task first: quotients of sums, with the error of a quotient.
void add_central(std::span<const Sampled* const> parts, double say, std::size_t leaves,
                 ViewRanking& result) {
  const std::size_t tasks = result.rows.size();
  for (std::size_t t = 0; t < tasks; ++t) {
    double first = 0.0;
    Weights central(leaves, 0.0);
    for (const Sampled* part : parts) {
      const double unit = say / static_cast<double>(part->counts.draws);
      first += unit * part->counts.ranks[t * tasks];
      for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
        central.raw()[leaf] += unit * part->counts.central_sum[t * leaves + leaf];
      }
    }
    if (first <= 0.0) continue;
    Weights error(leaves, 0.0);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
      double& weight = central.raw()[leaf];
      weight /= first;
      for (const Sampled* part : parts) {
        const Tally& counts = part->counts;
        const auto draws = static_cast<double>(counts.draws);
        // Sum of (part * (w - central))^2, and what it says of the quotient (the delta method).
        const double squares = counts.central_square_sum[t * leaves + leaf] -
                               2.0 * weight * counts.central_part_sum[t * leaves + leaf] +
                               weight * weight * counts.first_square_sum[t];
        const bool is_rounding = squares <= 1e-13 * counts.central_square_sum[t * leaves + leaf];
        if (is_rounding || part->effective <= 0.0) continue;
        error.raw()[leaf] += say / draws * std::sqrt(squares * draws / part->effective) / first;
      }
    }
    result.rows.raw()[t].central_weights = std::move(central);
    result.rows.raw()[t].central_error = std::move(error);
  }
}

void add_entropies(std::span<const Sampled* const> parts, double say, ViewRanking& result) {
  for (ViewRanking::Row& row : result.rows) {
    row.entropy = entropy_of(row.rank_acceptability, result.effective_samples);
  }
  std::vector<OrderGroup> groups;
  for (const Sampled* part : parts) {
    const double worth = part->effective / static_cast<double>(part->counts.draws);
    groups.push_back({.orders = part->kept.orders,
                      .weight = say,
                      .effective = worth * static_cast<double>(part->kept.orders.size())});
  }
  result.order_entropy = order_entropy(groups);
}

void add_quantiles(std::span<const Sampled* const> parts, std::size_t leaves, unsigned threads,
                   ViewRanking& result) {
  constexpr std::array kLevels{0.05, 0.95};
  const std::size_t tasks = result.rows.size();
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
}

}  // namespace

double share_error(double p, double draws) {
  if (draws <= 0.0) return 0.0;
  return std::sqrt(std::max(0.0, p * (1.0 - p)) / draws);
}

ViewRanking result_of(std::span<const Sampled* const> parts, std::size_t tasks, std::size_t leaves,
                      unsigned threads) {
  CHECK(!parts.empty());
  const auto say = 1.0 / static_cast<double>(parts.size());
  ViewRanking result;
  result.view = parts.size() == 1 ? parts[0]->view : std::nullopt;
  if (parts.size() == 1) result.walk = parts[0]->walk;
  result.acceptance = 0.0;
  result.mean_weights.assign(leaves, 0.0);
  result.weight_error.assign(leaves, 0.0);
  result.rows.resize(tasks);
  result.pairwise.assign(tasks * tasks, 0.0);
  result.pairwise_error.assign(tasks * tasks, 0.0);
  for (auto& row : result.rows) {
    row.rank_acceptability.assign(tasks, 0.0);
    row.acceptability_error.assign(tasks, 0.0);
  }
  for (const Sampled* part : parts) {
    result.samples += part->counts.draws;
    result.effective_samples += part->effective;
    result.acceptance += say * part->acceptance;
    add_shares(*part, say, tasks, leaves, result);
  }
  add_central(parts, say, leaves, result);
  add_entropies(parts, say, result);
  add_quantiles(parts, leaves, threads, result);
  for (const TaskId task : result.rows.ids()) result.by_mean_rank.push_back(task);
  // Shares are sums of many parts: ranks that agree to a billionth are the same rank.
  std::ranges::stable_sort(result.by_mean_rank, {}, [&](TaskId task) {
    return std::llround(result.rows[task].mean_rank * 1e9);
  });
  return result;
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
      std::sqrt(std::max(0.0, first + second - lead * lead) / result.effective_samples);
  return lead >= margin && lead > 2.0 * error ? best : std::nullopt;
}

}  // namespace penholder
