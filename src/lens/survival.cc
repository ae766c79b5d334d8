#include "lens/survival.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "lens/draw_cells.h"
#include "lens/ranks.h"
#include "rank/strengths.h"

namespace penholder {
namespace {

struct Named {
  Lens lens;
  std::string_view id;
  std::string_view title;
};
constexpr std::array<Named, kLensCount> kNames{{
    {Lens::Value, "value", "additive value"},
    {Lens::Promethee, "promethee", "PROMETHEE II"},
    {Lens::Topsis, "topsis", "TOPSIS"},
    {Lens::TopsisAnchors, "topsis-anchors", "TOPSIS on fixed anchors"},
}};

constexpr std::size_t kDrawBlock = 16;
constexpr std::size_t kFewestDraws = 50;  // fewer say nothing
constexpr double kDrawWork = 1e9;         // steps of comparing pairs, over all draws
constexpr double kMeanWork = 5e7;         // drawn cells for expected partial values

bool needs_anchors(Lens lens) { return lens == Lens::Value || lens == Lens::TopsisAnchors; }

class Looker {
 public:
  Looker(const PerformanceTable& table, const LensSettings& settings)
      : table_(table),
        settings_(settings),
        alternatives_(table.alternatives.size()),
        criteria_(table.criteria.size()) {
    CHECK(alternatives_ > 0 && criteria_ > 0);
    result_.seed = settings.seed;
    result_.fallback = settings.fallback;
    result_.normalisation = settings.normalisation;
    result_.weights = settings.weights.value_or(stated_weights(table));
    result_.mean_weights = mean_weights(result_.weights, criteria_);
  }

  Survival look() {
    choose_lenses();
    result_.smaa = table_smaa(
        table_, result_.weights,
        {.samples = settings_.samples, .seed = settings_.seed, .threads = settings_.threads});
    for (LensView& view : result_.views) {
      view.score = view.lens == Lens::Value
                       ? expected_values()
                       : scores(view.lens, central_cells(table_), result_.mean_weights, &view);
      view.rank = ranks_of(view.score);
      set_from_ranks(view);
    }
    compare_views();
    draw_views();
    return std::move(result_);
  }

 private:
  void choose_lenses() {
    std::string without;
    for (const Criterion& criterion : table_.criteria) {
      if (criterion.scale.empty() && without.empty()) without = criterion.id;
    }
    for (const Named& named : kNames) {
      const bool is_asked =
          settings_.lenses.empty() ||
          std::ranges::find(settings_.lenses, named.lens) != settings_.lenses.end();
      if (!is_asked) continue;
      if (needs_anchors(named.lens) && !without.empty()) {
        result_.absent.push_back(
            {.lens = named.lens, .reason = "the criterion `" + without + "` has no anchors"});
      } else {
        result_.views.emplace_back().lens = named.lens;
      }
    }
  }

  [[nodiscard]] std::vector<double> scores(Lens lens, std::span<const double> cells,
                                           std::span<const double> weights,
                                           LensView* view = nullptr) const {
    switch (lens) {
      case Lens::Value:
        return additive_values(table_.criteria, cells, weights);
      case Lens::Promethee: {
        Flows flows = promethee(table_.criteria, cells, weights, settings_.fallback);
        std::vector<double> net = flows.net;
        if (view != nullptr) view->flows = std::move(flows);
        return net;
      }
      case Lens::Topsis:
        return topsis(table_.criteria, cells, weights, settings_.normalisation);
      case Lens::TopsisAnchors:
        return topsis(table_.criteria, cells, weights, Normalisation::Anchors);
    }
    return {};
  }

  /// Value at the mean weights and the expected partial values: the mean over all draws, since
  /// weights and performances are independent and value is linear in the weights. Only uncertain
  /// cells are drawn, so that ties of certain ones stay ties.
  [[nodiscard]] std::vector<double> expected_values() const {
    std::vector<double> values(alternatives_, 0.0);
    std::size_t uncertain = 0;
    for (const Performance& p : table_.cells) uncertain += is_certain(p) ? 0U : 1U;
    const auto affordable = static_cast<std::size_t>(
        kMeanWork / static_cast<double>(std::max<std::size_t>(1, uncertain)));
    const std::size_t draws = std::clamp(settings_.samples, std::size_t{1}, affordable);
    parallel_blocks(alternatives_, 1, settings_.threads, [&](std::size_t a, std::size_t) {
      for (std::size_t c = 0; c < criteria_; ++c) {
        const Performance& cell = table_.cell(a, c);
        double mean = 0.0;
        if (is_certain(cell)) {
          mean = partial_value(table_.criteria[c], central(cell));
        } else {
          Rng rng(strength_seed(settings_.seed) + 1, a * criteria_ + c);
          for (std::size_t s = 0; s < draws; ++s) {
            mean += partial_value(table_.criteria[c], draw(cell, rng));
          }
          mean /= static_cast<double>(draws);
        }
        values[a] += 100.0 * result_.mean_weights[c] * mean;
      }
    });
    return values;
  }

  static void set_from_ranks(LensView& view) {
    view.mean_rank = view.rank;
    view.first_share = first_shares(view.rank);
  }

  /// 1 for the first; tied firsts share.
  static std::vector<double> first_shares(std::span<const double> rank) {
    const double best = *std::ranges::min_element(rank);
    const auto tied = static_cast<double>(std::ranges::count(rank, best));
    std::vector<double> share;
    for (const double r : rank) share.push_back(r == best ? 1.0 / tied : 0.0);
    return share;
  }

  void compare_views() {
    const std::vector<LensView>& views = result_.views;
    for (const LensView& a : views) {
      for (const LensView& b : views) result_.agreement.push_back(kendall_tau_b(a.rank, b.rank));
    }
    result_.best_rank.assign(alternatives_, 0.0);
    result_.worst_rank.assign(alternatives_, 0.0);
    if (views.empty()) return;
    for (std::size_t a = 0; a < alternatives_; ++a) {
      double best = views[0].rank[a];
      double worst = best;
      bool is_first = true;
      for (const LensView& view : views) {
        best = std::min(best, view.rank[a]);
        worst = std::max(worst, view.rank[a]);
        is_first = is_first && view.rank[a] == 1.0;
      }
      result_.best_rank[a] = best;
      result_.worst_rank[a] = worst;
      if (is_first) result_.first_everywhere = a;
    }
    for (std::size_t a = 0; a < alternatives_; ++a) {
      for (std::size_t b = a + 1; b < alternatives_; ++b) compare_pair(a, b);
    }
  }

  void compare_pair(std::size_t a, std::size_t b) {
    std::size_t above = 0;
    std::size_t below = 0;
    bool a_first = false;
    for (const LensView& view : result_.views) {
      const bool is_above = view.rank[a] < view.rank[b];
      const bool is_below = view.rank[a] > view.rank[b];
      if (above + below == 0) a_first = is_above;
      above += is_above ? 1U : 0U;
      below += is_below ? 1U : 0U;
    }
    if (above == result_.views.size()) result_.held.push_back({.above = a, .below = b});
    if (below == result_.views.size()) result_.held.push_back({.above = b, .below = a});
    if (above > 0 && below > 0) {
      result_.turned.push_back({.above = a_first ? a : b, .below = a_first ? b : a});
    }
  }

  struct Counts {
    std::vector<double> first;       // views x alternatives
    std::vector<double> rank_sum;    // views x alternatives
    std::vector<double> everywhere;  // alternatives
  };

  void draw_views() {
    const std::size_t views = result_.views.size();
    const double work = static_cast<double>(alternatives_) * static_cast<double>(alternatives_) *
                        static_cast<double>(criteria_ + 1);
    const auto draws = std::min(static_cast<std::size_t>(kDrawWork / work), settings_.lens_samples);
    const bool is_settled =
        (is_certain(table_) && result_.weights.kind == WeightStatement::Kind::Exact) ||
        draws < kFewestDraws;
    result_.first_everywhere_share.assign(alternatives_, 0.0);
    if (is_settled || views == 0) {
      if (result_.first_everywhere) {
        result_.first_everywhere_share[*result_.first_everywhere] = 1.0;
        result_.same_first_share = 1.0;
      }
      return;
    }
    std::vector<Counts> blocks((draws + kDrawBlock - 1) / kDrawBlock);
    parallel_blocks(draws, kDrawBlock, settings_.threads, [&](std::size_t begin, std::size_t end) {
      Counts& mine = blocks[begin / kDrawBlock];
      mine = {.first = std::vector<double>(views * alternatives_, 0.0),
              .rank_sum = std::vector<double>(views * alternatives_, 0.0),
              .everywhere = std::vector<double>(alternatives_, 0.0)};
      for (std::size_t s = begin; s < end; ++s) look_at_draw(s, mine);
    });
    Counts all{.first = std::vector<double>(views * alternatives_, 0.0),
               .rank_sum = std::vector<double>(views * alternatives_, 0.0),
               .everywhere = std::vector<double>(alternatives_, 0.0)};
    const auto add = [](std::vector<double>& sum, const std::vector<double>& part) {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
    };
    for (const Counts& block : blocks) {
      add(all.first, block.first);
      add(all.rank_sum, block.rank_sum);
      add(all.everywhere, block.everywhere);
    }
    result_.draws = draws;
    const auto count = static_cast<double>(draws);
    for (std::size_t v = 0; v < views; ++v) {
      for (std::size_t a = 0; a < alternatives_; ++a) {
        result_.views[v].first_share[a] = all.first[v * alternatives_ + a] / count;
        result_.views[v].mean_rank[a] = all.rank_sum[v * alternatives_ + a] / count;
      }
    }
    for (std::size_t a = 0; a < alternatives_; ++a) {
      result_.first_everywhere_share[a] = all.everywhere[a] / count;
      result_.same_first_share += all.everywhere[a] / count;
    }
  }

  void look_at_draw(std::size_t s, Counts& counts) const {
    std::vector<double> weights(criteria_);
    Rng weight_rng(settings_.seed, s);
    draw_weights(result_.weights, weight_rng, weights);
    std::vector<double> cells(table_.cells.size());
    Rng cell_rng(strength_seed(settings_.seed), s);
    draw_cells(table_, cell_rng, cells);
    std::vector<std::size_t> firsts(alternatives_, 0);
    for (std::size_t v = 0; v < result_.views.size(); ++v) {
      const std::vector<double> rank = ranks_of(scores(result_.views[v].lens, cells, weights));
      const std::vector<double> share = first_shares(rank);
      for (std::size_t a = 0; a < alternatives_; ++a) {
        counts.first[v * alternatives_ + a] += share[a];
        counts.rank_sum[v * alternatives_ + a] += rank[a];
        firsts[a] += share[a] == 1.0 ? 1U : 0U;
      }
    }
    for (std::size_t a = 0; a < alternatives_; ++a) {
      if (firsts[a] == result_.views.size()) counts.everywhere[a] += 1.0;
    }
  }

  const PerformanceTable& table_;
  const LensSettings& settings_;
  std::size_t alternatives_;
  std::size_t criteria_;
  Survival result_;
};

}  // namespace

std::string_view id_of(Lens lens) { return kNames[static_cast<std::size_t>(lens)].id; }
std::string_view title_of(Lens lens) { return kNames[static_cast<std::size_t>(lens)].title; }

std::optional<Lens> lens_named(std::string_view id) {
  for (const Named& named : kNames) {
    if (named.id == id) return named.lens;
  }
  return std::nullopt;
}

Survival look_through_lenses(const PerformanceTable& table, const LensSettings& settings) {
  return Looker(table, settings).look();
}

}  // namespace penholder
