#include "lens/table_smaa.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/parallel.h"
#include "lens/draw_cells.h"
#include "lens/methods.h"
#include "rank/smaa.h"

namespace penholder {
namespace {

constexpr std::size_t kBlock = 16 * kLanes;  // no tile is shared between threads
constexpr std::size_t kBatchNumbers = std::size_t{1} << 24;
constexpr std::size_t kConfidenceDraws = 100'000;
constexpr double kConfidenceWork = 3e8;  // entries looked at
constexpr double kCountWork = 1e10;      // entries and pairs looked at

/// Partial values and weights of draws [first, first + count).
struct Batch {
  StrengthDraws values;
  Tiles weights;
};

class Run {
 public:
  Run(const PerformanceTable& table, const WeightStatement& weights,
      const TableSmaaSettings& settings)
      : table_(table),
        weights_(weights),
        settings_(settings),
        criteria_(table.criteria.size()),
        alternatives_(table.alternatives.size()),
        cells_are_certain_(is_certain(table)) {
    for (std::uint32_t a = 0; a < alternatives_; ++a) {
      for (std::uint32_t c = 0; c < criteria_; ++c) {
        entries_.push_back({.alternative = a, .leaf = c, .strength = {}, .input = 0});
      }
    }
    const std::size_t fits = kBatchNumbers / (entries_.size() + criteria_) / kBlock * kBlock;
    batch_ = std::clamp(fits, kLanes, 8 * kBlock);
  }

  TableSmaa result() {
    TableSmaa smaa;
    smaa.is_certain = cells_are_certain_ && weights_.kind == WeightStatement::Kind::Exact;
    smaa.samples = smaa.is_certain ? 1 : affordable_samples();
    Tally counts(alternatives_, criteria_);
    for (std::size_t first = 0; first < smaa.samples; first += batch_) {
      const std::size_t count = std::min(batch_, smaa.samples - first);
      const Batch batch = draw_batch(first, count);
      std::vector<float> values;
      counts.add(
          tally(entries_, alternatives_, batch.values, batch.weights, settings_.threads, values));
      count_rankings(values, count);
    }
    fill(counts, smaa);
    add_confidence(smaa);
    return smaa;
  }

 private:
  [[nodiscard]] std::size_t affordable_samples() const {
    const auto n = static_cast<double>(alternatives_);
    const auto most =
        static_cast<std::size_t>(kCountWork / (n * n + static_cast<double>(entries_.size())));
    return std::clamp<std::size_t>(settings_.samples, 1, std::max<std::size_t>(most, 1000));
  }

  [[nodiscard]] Batch draw_batch(std::size_t first, std::size_t count) const {
    Batch batch{.values = {.is_certain = cells_are_certain_,
                           .strength = Tiles(entries_.size(), count),
                           .per_total = Tiles(criteria_, count)},
                .weights = Tiles(criteria_, count)};
    parallel_blocks(count, kBlock, settings_.threads, [&](std::size_t begin, std::size_t end) {
      std::vector<double> cells(entries_.size());
      std::vector<double> weights(criteria_);
      for (std::size_t s = begin; s < end; ++s) {
        Rng weight_rng(settings_.seed, first + s);
        draw_weights(weights_, weight_rng, weights);
        Rng cell_rng(strength_seed(settings_.seed), first + s);
        draw_cells(table_, cell_rng, cells);
        const std::size_t lane = s % kLanes;
        const std::span<Lanes> value = batch.values.strength.tile_of(s);
        for (std::size_t e = 0; e < cells.size(); ++e) {
          value[e][lane] = partial_value(table_.criteria[e % criteria_], cells[e]);
        }
        for (std::size_t c = 0; c < criteria_; ++c) {
          batch.values.per_total.tile_of(s)[c][lane] = 1.0;
          batch.weights.tile_of(s)[c][lane] = weights[c];
        }
      }
    });
    return batch;
  }

  /// Whole rankings, for their entropy. Equal values count as one place.
  void count_rankings(std::span<const float> values, std::size_t draws) {
    std::vector<std::uint16_t> order(alternatives_);
    std::vector<std::uint16_t> key(alternatives_);
    for (std::size_t s = 0; s < draws; ++s) {
      const auto value = [&](std::uint16_t a) { return values[a * draws + s]; };
      std::iota(order.begin(), order.end(), std::uint16_t{0});
      std::ranges::stable_sort(order, std::ranges::greater{}, value);
      std::uint16_t place = 0;
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && value(order[i]) != value(order[i - 1])) ++place;
        key[order[i]] = place;
      }
      ++rankings_[key];
    }
  }

  void fill(const Tally& counts, TableSmaa& smaa) const {
    const auto draws = static_cast<double>(counts.draws);
    const std::size_t n = alternatives_;
    smaa.rows.resize(n);
    smaa.pairwise.assign(n * n, 0.0);
    for (std::size_t a = 0; a < n; ++a) {
      TableSmaa::Row& row = smaa.rows[a];
      row.mean_value = counts.value_sum[a] / draws;
      row.mean_rank = counts.rank_sum[a] / draws;
      for (std::size_t r = 0; r < n; ++r) {
        const double share = counts.ranks[a * n + r] / draws;
        row.rank_acceptability.push_back(share);
        smaa.pairwise[a * n + r] = static_cast<double>(counts.wins[a * n + r]) / draws;
        smaa.standard_error =
            std::max(smaa.standard_error, std::sqrt(std::max(0.0, share * (1.0 - share)) / draws));
      }
      const double first = counts.ranks[a * n];
      if (first > 0.0) {
        for (std::size_t c = 0; c < criteria_; ++c) {
          row.central_weights.push_back(counts.central_sum[a * criteria_ + c] / first);
        }
        smaa.choice_entropy -= first / draws * std::log2(first / draws);
      }
    }
    for (const auto& [key, count] : rankings_) {
      const double share = static_cast<double>(count) / draws;
      smaa.ranking_entropy -= share * std::log2(share);
    }
    // Never -0, and never below it by a rounding.
    smaa.choice_entropy = std::max(0.0, smaa.choice_entropy);
    smaa.ranking_entropy = std::max(0.0, smaa.ranking_entropy);
    if (smaa.is_certain) smaa.standard_error = 0.0;
  }

  void add_confidence(TableSmaa& smaa) const {
    const auto firsts = static_cast<double>(std::ranges::count_if(
        smaa.rows, [](const TableSmaa::Row& row) { return !row.central_weights.empty(); }));
    const double affordable =
        kConfidenceWork / (firsts * static_cast<double>(entries_.size()) + 1.0);
    const std::size_t draws = cells_are_certain_ ? 1
                                                 : std::clamp(static_cast<std::size_t>(affordable),
                                                              kLanes, kConfidenceDraws);
    for (std::size_t first = 0; first < draws; first += batch_) {
      const std::size_t count = std::min(batch_, draws - first);
      const Batch batch = draw_batch(first, count);
      parallel_blocks(alternatives_, 1, settings_.threads, [&](std::size_t a, std::size_t) {
        TableSmaa::Row& row = smaa.rows[a];
        if (row.central_weights.empty()) return;
        row.confidence +=
            static_cast<double>(count) / static_cast<double>(draws) *
            chance_first(entries_, alternatives_, batch.values, row.central_weights, a, count);
      });
    }
  }

  const PerformanceTable& table_;
  const WeightStatement& weights_;
  const TableSmaaSettings& settings_;
  std::size_t criteria_;
  std::size_t alternatives_;
  bool cells_are_certain_;
  std::size_t batch_ = kLanes;
  std::vector<StrengthEntry> entries_;
  std::map<std::vector<std::uint16_t>, std::size_t> rankings_;
};

}  // namespace

std::optional<TableSmaa> table_smaa(const PerformanceTable& table, const WeightStatement& weights,
                                    const TableSmaaSettings& settings) {
  const bool has_scales = std::ranges::none_of(
      table.criteria, [](const Criterion& criterion) { return criterion.scale.empty(); });
  if (!has_scales || table.criteria.empty() || table.alternatives.empty()) return std::nullopt;
  return Run(table, weights, settings).result();
}

}  // namespace penholder
