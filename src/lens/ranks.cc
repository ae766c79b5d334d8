#include "lens/ranks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "base/check.h"

namespace penholder {

std::vector<double> ranks_of(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return scores[i]; });
  const auto is_tie = [&](std::size_t i, std::size_t j) {
    const double a = scores[order[i]];
    const double b = scores[order[j]];
    return a == b || a - b <= kTie * std::max({1.0, std::abs(a), std::abs(b)});
  };
  std::vector<double> ranks(scores.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && is_tie(end - 1, end)) ++end;
    const double rank = 0.5 * static_cast<double>(begin + end + 1);
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = rank;
    begin = end;
  }
  return ranks;
}

std::optional<double> kendall_tau_b(std::span<const double> a, std::span<const double> b) {
  CHECK(a.size() == b.size());
  long long balance = 0;
  long long untied_a = 0;
  long long untied_b = 0;
  const auto sign = [](double x) { return x > 0.0 ? 1 : x < 0.0 ? -1 : 0; };
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = i + 1; j < a.size(); ++j) {
      const int of_a = sign(a[i] - a[j]);
      const int of_b = sign(b[i] - b[j]);
      balance += of_a * of_b;
      untied_a += of_a * of_a;
      untied_b += of_b * of_b;
    }
  }
  if (untied_a == 0 || untied_b == 0) return std::nullopt;
  const double tau = static_cast<double>(balance) /
                     std::sqrt(static_cast<double>(untied_a) * static_cast<double>(untied_b));
  return std::clamp(tau, -1.0, 1.0);
}

}  // namespace penholder
