#include "rank/dissent.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace penholder {
namespace {

/// Sum of t^3 - t over the groups of t tied ranks.
double tie_term(std::span<const double> ranks) {
  std::vector<double> sorted(ranks.begin(), ranks.end());
  std::ranges::sort(sorted);
  double sum = 0.0;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin;
    while (end < sorted.size() && sorted[end] == sorted[begin]) ++end;
    const auto tied = static_cast<double>(end - begin);
    sum += tied * tied * tied - tied;
    begin = end;
  }
  return sum;
}

}  // namespace

std::vector<double> mid_ranks(std::span<const double> numbers) {
  std::vector<std::size_t> order(numbers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) { return std::llround(numbers[i] * 1e9); };
  std::ranges::stable_sort(order, {}, key);
  std::vector<double> ranks(numbers.size(), 0.0);
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && key(order[end]) == key(order[begin])) ++end;
    const double rank = 0.5 * static_cast<double>(begin + 1 + end);
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = rank;
    begin = end;
  }
  return ranks;
}

std::optional<double> kendall_w(std::span<const std::vector<double>> rankings) {
  if (rankings.size() < 2 || rankings.front().size() < 2) return std::nullopt;
  const auto m = static_cast<double>(rankings.size());
  const auto n = static_cast<double>(rankings.front().size());
  double ties = 0.0;
  for (const auto& ranking : rankings) {
    CHECK(ranking.size() == rankings.front().size());
    ties += tie_term(ranking);
  }
  const double mean = m * (n + 1.0) / 2.0;
  double spread = 0.0;
  for (std::size_t i = 0; i < rankings.front().size(); ++i) {
    double sum = 0.0;
    for (const auto& ranking : rankings) sum += ranking[i];
    spread += (sum - mean) * (sum - mean);
  }
  const double most = m * m * (n * n * n - n) - m * ties;
  if (most <= 0.0) return std::nullopt;
  return std::clamp(12.0 * spread / most, 0.0, 1.0);
}

std::optional<double> kendall_tau(std::span<const double> a, std::span<const double> b) {
  CHECK(a.size() == b.size());
  double agree = 0.0;
  double untied_a = 0.0;
  double untied_b = 0.0;
  const auto sign = [](double x) { return x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : 0.0; };
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = i + 1; j < a.size(); ++j) {
      const double in_a = sign(a[i] - a[j]);
      const double in_b = sign(b[i] - b[j]);
      agree += in_a * in_b;
      untied_a += std::abs(in_a);
      untied_b += std::abs(in_b);
    }
  }
  if (untied_a == 0.0 || untied_b == 0.0) return std::nullopt;
  return agree / std::sqrt(untied_a * untied_b);
}

std::optional<double> spearman_rho(std::span<const double> a, std::span<const double> b) {
  CHECK(a.size() == b.size());
  const double mean = 0.5 * (static_cast<double>(a.size()) + 1.0);
  double product = 0.0;
  double square_a = 0.0;
  double square_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    product += (a[i] - mean) * (b[i] - mean);
    square_a += (a[i] - mean) * (a[i] - mean);
    square_b += (b[i] - mean) * (b[i] - mean);
  }
  if (square_a <= 0.0 || square_b <= 0.0) return std::nullopt;
  return product / std::sqrt(square_a * square_b);
}

std::optional<Dissent> dissent_of(std::span<const std::vector<double>> rankings) {
  if (rankings.size() < 2 || rankings.front().size() < 2) return std::nullopt;
  Dissent result;
  result.w = kendall_w(rankings);
  for (std::size_t i = 0; i < rankings.size(); ++i) {
    for (std::size_t j = 0; j < rankings.size(); ++j) {
      result.tau.push_back(i == j ? std::optional(1.0) : kendall_tau(rankings[i], rankings[j]));
    }
  }
  for (std::size_t thing = 0; thing < rankings.front().size(); ++thing) {
    Dissent::Range range{.best = rankings[0][thing], .worst = rankings[0][thing]};
    for (std::size_t r = 1; r < rankings.size(); ++r) {
      const double place = rankings[r][thing];
      if (place < range.best) {
        range.best = place;
        range.best_in = r;
      }
      if (place > range.worst) {
        range.worst = place;
        range.worst_in = r;
      }
    }
    result.ranges.push_back(range);
  }
  return result;
}

}  // namespace penholder
