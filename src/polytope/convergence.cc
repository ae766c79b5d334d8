#include "polytope/convergence.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"
#include "base/random.h"

namespace penholder::polytope {
namespace {

using Chains = std::vector<std::vector<double>>;

Chains split(std::span<const std::vector<double>> chains) {
  Chains halves;
  for (const auto& chain : chains) {
    const std::size_t half = chain.size() / 2;
    halves.emplace_back(chain.begin(), chain.begin() + static_cast<std::ptrdiff_t>(half));
    halves.emplace_back(chain.end() - static_cast<std::ptrdiff_t>(half), chain.end());
  }
  return halves;
}

/// Every value replaced by the normal score of its rank among all (mean ranks for ties).
Chains normal_scores(const Chains& chains) {
  const std::size_t n = chains.front().size();
  const std::size_t all = n * chains.size();
  std::vector<std::size_t> order(all);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto value = [&](std::size_t i) { return chains[i / n][i % n]; };
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return value(a) < value(b) || (value(a) == value(b) && a < b);
  });
  Chains scores(chains.size(), std::vector<double>(n));
  for (std::size_t begin = 0; begin < all;) {
    std::size_t end = begin + 1;
    while (end < all && value(order[end]) == value(order[begin])) ++end;
    const double rank = 0.5 * static_cast<double>(begin + 1 + end);
    const double score = normal_quantile((rank - 0.375) / (static_cast<double>(all) + 0.25));
    for (std::size_t i = begin; i < end; ++i) scores[order[i] / n][order[i] % n] = score;
    begin = end;
  }
  return scores;
}

/// Distances from the median of all: the spread as a coordinate of its own.
Chains folded(const Chains& chains) {
  std::vector<double> all;
  for (const auto& chain : chains) all.insert(all.end(), chain.begin(), chain.end());
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::ranges::nth_element(all, middle);
  Chains result = chains;
  for (auto& chain : result) {
    for (double& x : chain) x = std::fabs(x - *middle);
  }
  return result;
}

struct Moments {
  std::vector<double> means;      // by chain
  std::vector<double> variances;  // by chain, over n - 1
  double within = 0.0;            // mean of the variances
  double total = 0.0;             // estimate of the variance from all chains
};

Moments moments_of(const Chains& chains) {
  Moments moments;
  const auto n = static_cast<double>(chains.front().size());
  const auto m = static_cast<double>(chains.size());
  double grand = 0.0;
  for (const auto& chain : chains) {
    double mean = 0.0;
    for (const double x : chain) mean += x / n;
    double variance = 0.0;
    for (const double x : chain) variance += (x - mean) * (x - mean) / (n - 1.0);
    moments.means.push_back(mean);
    moments.variances.push_back(variance);
    moments.within += variance / m;
    grand += mean / m;
  }
  double between = 0.0;  // variance of the means
  for (const double mean : moments.means) between += (mean - grand) * (mean - grand) / (m - 1.0);
  moments.total = (n - 1.0) / n * moments.within + between;
  return moments;
}

double r_hat_of(const Chains& chains) {
  const Moments moments = moments_of(chains);
  return moments.within > 0.0 ? std::sqrt(moments.total / moments.within) : 1.0;
}

double effective_rows_of(const Chains& chains) {
  const Moments moments = moments_of(chains);
  const std::size_t n = chains.front().size();
  const auto all = static_cast<double>(n * chains.size());
  if (moments.total <= 0.0) return all;
  const auto correlation = [&](std::size_t lag) {
    double covariance = 0.0;
    for (std::size_t c = 0; c < chains.size(); ++c) {
      const double mean = moments.means[c];
      double sum = 0.0;
      for (std::size_t i = lag; i < n; ++i) {
        sum += (chains[c][i] - mean) * (chains[c][i - lag] - mean);
      }
      covariance += sum / static_cast<double>(n) / static_cast<double>(chains.size());
    }
    return 1.0 - (moments.within - covariance) / moments.total;
  };
  // Geyer's initial monotone sequence: sums of neighbouring pairs, while positive, not rising.
  double sum = 0.0;
  double last = 2.0;
  for (std::size_t lag = 0; lag + 1 < n; lag += 2) {
    const double pair = std::min(last, (lag == 0 ? 1.0 : correlation(lag)) + correlation(lag + 1));
    if (pair <= 0.0) break;
    sum += pair;
    last = pair;
  }
  const double time = std::max(2.0 * sum - 1.0, 1.0 / std::log10(all));
  return all / time;
}

bool varies(std::span<const std::vector<double>> chains) {
  const double first = chains.front().front();
  return std::ranges::any_of(chains, [&](const auto& chain) {
    return std::ranges::any_of(chain, [&](double x) { return std::fabs(x - first) > 1e-9; });
  });
}

}  // namespace

Convergence convergence_of(std::span<const std::vector<double>> chains) {
  CHECK(!chains.empty());
  for (const auto& chain : chains) CHECK(chain.size() >= 4 && chain.size() == chains[0].size());
  const Chains halves = split(chains);
  const Chains bulk = normal_scores(halves);
  const double spread = r_hat_of(normal_scores(folded(halves)));
  return {.r_hat = std::max(r_hat_of(bulk), spread), .effective_rows = effective_rows_of(bulk)};
}

Convergence convergence_of(std::span<const std::vector<double>> rows, std::size_t dimension) {
  CHECK(!rows.empty());
  const std::size_t n = dimension == 0 ? 0 : rows[0].size() / dimension;
  Convergence worst{.r_hat = 1.0, .effective_rows = static_cast<double>(n * rows.size())};
  for (std::size_t j = 0; j < dimension; ++j) {
    Chains chains(rows.size(), std::vector<double>(n));
    for (std::size_t c = 0; c < rows.size(); ++c) {
      CHECK(rows[c].size() == n * dimension);
      for (std::size_t i = 0; i < n; ++i) chains[c][i] = rows[c][i * dimension + j];
    }
    if (!varies(chains)) continue;
    const Convergence here = convergence_of(chains);
    worst.r_hat = std::max(worst.r_hat, here.r_hat);
    worst.effective_rows = std::min(worst.effective_rows, here.effective_rows);
  }
  return worst;
}

}  // namespace penholder::polytope
