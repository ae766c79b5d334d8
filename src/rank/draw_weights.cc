#include <algorithm>

#include "base/check.h"
#include "rank/rank.h"
#include "rank/weight_sampler.h"

namespace penholder {
namespace {

Weights as_weights(std::span<const double> row) {
  Weights weights(row.size(), 0.0);
  std::ranges::copy(row, weights.begin());
  return weights;
}

}  // namespace

Weights mean_of(const WeightDraws& draws) {
  Weights mean(draws.leaves, 0.0);
  for (std::size_t i = 0; i < draws.rows(); ++i) {
    const auto row = draws.row(i);
    for (std::size_t leaf = 0; leaf < row.size(); ++leaf) mean.raw()[leaf] += row[leaf];
  }
  for (double& weight : mean) weight /= static_cast<double>(std::max<std::size_t>(draws.rows(), 1));
  return mean;
}

std::vector<Weights> draw_weights(const Case& base, const Leaves& leaves,
                                  std::optional<ViewId> view, std::size_t count,
                                  std::uint64_t seed) {
  CHECK(leaves.size() == leaf_objectives(base).size());
  if (leaves.size() == 0) return std::vector<Weights>(count);
  std::vector<Weights> result;
  if (view) {
    const ViewSampler sampler = make_sampler(base, leaves, view, seed);
    if (!sampler.empty_reason.empty()) return result;
    const WeightDraws draws = draw_from(sampler, count, 1);
    for (std::size_t i = 0; i < count; ++i)
      result.push_back(as_weights(draws.row(i % draws.rows())));
    return result;
  }
  const std::vector<ViewSampler> samplers = make_samplers(base, leaves, seed);
  const std::size_t each = (count + samplers.size() - 1) / samplers.size();
  std::vector<WeightDraws> draws;
  for (const ViewSampler& sampler : samplers) draws.push_back(draw_from(sampler, each, 1));
  for (std::size_t i = 0; i < count; ++i) {
    const WeightDraws& of_view = draws[i % draws.size()];
    result.push_back(as_weights(of_view.row((i / draws.size()) % of_view.rows())));
  }
  return result;
}

Weights reference_weights(const Case& base, const Leaves& leaves, std::optional<ViewId> view,
                          std::uint64_t seed, std::size_t samples) {
  if (leaves.size() == 0) return {};
  const std::size_t count = std::clamp<std::size_t>(samples, 1, kMostRankSamples);
  if (view) {
    const ViewSampler sampler = make_sampler(base, leaves, view, seed);
    if (sampler.empty_reason.empty()) return mean_of(draw_from(sampler, count, 1));
  }
  const std::vector<ViewSampler> samplers = make_samplers(base, leaves, seed);
  Weights mean(leaves.size(), 0.0);
  for (const ViewSampler& sampler : samplers) {
    const Weights of_view = mean_of(draw_from(sampler, count, 1));
    for (const LeafId leaf : mean.ids()) {
      mean[leaf] += of_view[leaf] / static_cast<double>(samplers.size());
    }
  }
  return mean;
}

}  // namespace penholder
