#include "stress/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"

namespace penholder {
namespace {

constexpr std::array<double, 5> kLevels{0.05, 0.10, 0.50, 0.90, 0.95};

Spread spread_from(const std::array<double, 5>& at) {
  return {.p5 = at[0], .p10 = at[1], .p50 = at[2], .p90 = at[3], .p95 = at[4]};
}

// Rank (from 0) of the smallest value whose cumulative share reaches `level`.
std::size_t rank_of(double level, std::size_t count) {
  const double rank = std::ceil(level * static_cast<double>(count) - 1e-9);
  return rank < 1.0 ? 0 : std::min(count, static_cast<std::size_t>(rank)) - 1;
}

}  // namespace

void Moments::merge(const Moments& other) {
  CHECK(origin_ == other.origin_);
  count_ += other.count_;
  sum_ += other.sum_;
  squares_ += other.squares_;
}

double Moments::mean() const {
  return count_ == 0 ? 0.0 : origin_ + sum_ / static_cast<double>(count_);
}

double Moments::variance() const {
  if (count_ == 0) return 0.0;
  const auto n = static_cast<double>(count_);
  return std::max(0.0, squares_ / n - (sum_ / n) * (sum_ / n));
}

Measured Moments::measured() const {
  const double error =
      count_ < 2 ? 0.0 : std::sqrt(variance() / (static_cast<double>(count_) - 1.0));
  return {.mean = mean(), .standard_error = error};
}

Measured measured_share(std::size_t yes, std::size_t count) {
  if (count == 0) return {};
  const double share = static_cast<double>(yes) / static_cast<double>(count);
  const double error =
      count < 2 ? 0.0 : std::sqrt(share * (1.0 - share) / (static_cast<double>(count) - 1.0));
  return {.mean = share, .standard_error = error};
}

Spread spread_of(std::vector<float>& values) {
  if (values.empty()) return {};
  std::array<double, 5> at{};
  auto from = values.begin();
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const auto nth =
        values.begin() + static_cast<std::ptrdiff_t>(rank_of(kLevels[i], values.size()));
    if (nth >= from) {
      std::nth_element(from, nth, values.end());
      from = nth;
    }
    at[i] = static_cast<double>(*nth);
  }
  return spread_from(at);
}

Spread spread_of_days(std::span<const std::uint32_t> counts) {
  std::size_t count = 0;
  for (const std::uint32_t n : counts) count += n;
  if (count == 0) return {};
  std::array<double, 5> at{};
  std::size_t day = 0;
  std::size_t before = 0;  // observations on earlier days
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const std::size_t rank = rank_of(kLevels[i], count);
    while (before + counts[day] <= rank) before += counts[day++];
    at[i] = static_cast<double>(day);
  }
  return spread_from(at);
}

double between_share(const Groups& groups, double variance) {
  CHECK(groups.sum.size() == groups.count.size());
  double sum = 0.0;
  double between = 0.0;
  double count = 0.0;
  int used = 0;
  for (std::size_t g = 0; g < groups.sum.size(); ++g) {
    if (groups.count[g] == 0) continue;
    ++used;
    const auto n = static_cast<double>(groups.count[g]);
    count += n;
    sum += groups.sum[g];
    between += groups.sum[g] * groups.sum[g] / n;
  }
  if (used < 2 || variance <= 0.0 || count <= used) return 0.0;
  between -= sum * sum / count;
  const double total = variance * count;
  const double freedom = used - 1;
  const double within = std::max(0.0, total - between) / (count - used);  // mean square
  // 99.9th percentiles of chi squared with 1 to 4 degrees of freedom.
  constexpr std::array<double, 4> kChance{10.83, 13.82, 16.27, 18.47};
  const std::size_t row = std::min<std::size_t>(static_cast<std::size_t>(used) - 2, 3);
  if (between <= kChance[row] * within) return 0.0;
  return std::clamp((between - freedom * within) / (total + within), 0.0, 1.0);
}

}  // namespace penholder
