#include "compare/crux.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stress/statistics.h"

namespace penholder {
namespace {

std::size_t best_of(std::span<const double> values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

/// Solves the normal equations of a least-squares fit for many right sides, by Cholesky; a column
/// that the others explain gets no coefficient.
class LeastSquares {
 public:
  explicit LeastSquares(std::size_t columns) : columns_(columns), normal_(columns * columns, 0.0) {}

  void add(const double* row) {
    for (std::size_t i = 0; i < columns_; ++i) {
      for (std::size_t j = 0; j <= i; ++j) normal_[i * columns_ + j] += row[i] * row[j];
    }
  }
  void factor() {
    for (std::size_t i = 0; i < columns_; ++i) {
      const double scale = normal_[i * columns_ + i];
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = normal_[i * columns_ + j];
        for (std::size_t k = 0; k < j; ++k) {
          sum -= normal_[i * columns_ + k] * normal_[j * columns_ + k];
        }
        if (j < i) {
          const double below = normal_[j * columns_ + j];
          normal_[i * columns_ + j] = below > 0.0 ? sum / below : 0.0;
        } else {
          normal_[i * columns_ + i] = sum > 1e-9 * scale ? std::sqrt(sum) : 0.0;
        }
      }
    }
  }
  void solve(double* right) const {
    for (std::size_t i = 0; i < columns_; ++i) {
      const double diagonal = normal_[i * columns_ + i];
      for (std::size_t k = 0; k < i; ++k) right[i] -= normal_[i * columns_ + k] * right[k];
      right[i] = diagonal > 0.0 ? right[i] / diagonal : 0.0;
    }
    for (std::size_t i = columns_; i-- > 0;) {
      const double diagonal = normal_[i * columns_ + i];
      for (std::size_t k = i + 1; k < columns_; ++k)
        right[i] -= normal_[k * columns_ + i] * right[k];
      right[i] = diagonal > 0.0 ? right[i] / diagonal : 0.0;
    }
  }

 private:
  std::size_t columns_;
  std::vector<double> normal_;
};

}  // namespace

Known Known::nothing(std::size_t courses) {
  return {.columns = 1, .values = std::vector<double>(courses, 1.0)};
}

Known Known::event(std::span<const float> happens) {
  Known known{.columns = 2, .values = {}};
  for (const float each : happens) {
    known.values.push_back(1.0);
    known.values.push_back(each > 0.5F ? 1.0 : 0.0);
  }
  return known;
}

Known Known::number(std::span<const float> place) {
  Known known{.columns = 4, .values = {}};
  for (const float each : place) {
    const double x = 2.0 * static_cast<double>(each) - 1.0;  // Legendre polynomials
    known.values.insert(known.values.end(), {1.0, x, 1.5 * x * x - 0.5, 2.5 * x * x * x - 1.5 * x});
  }
  return known;
}

Known Known::both(const Known& a, const Known& b) {
  CHECK(a.values.size() / a.columns == b.values.size() / b.columns);
  const bool is_full = a.columns <= 2 || b.columns <= 2;
  Known known{.columns = is_full ? a.columns * b.columns : a.columns + b.columns, .values = {}};
  for (std::size_t c = 0; c < a.values.size() / a.columns; ++c) {
    const double* of_a = a.values.data() + c * a.columns;
    const double* of_b = b.values.data() + c * b.columns;
    if (is_full) {
      for (std::size_t i = 0; i < a.columns; ++i) {
        for (std::size_t j = 0; j < b.columns; ++j) known.values.push_back(of_a[i] * of_b[j]);
      }
      continue;
    }
    known.values.insert(known.values.end(), of_a, of_a + a.columns);
    known.values.insert(known.values.end(), of_b + 1, of_b + b.columns);
    known.values.push_back(of_a[1] * of_b[1]);
  }
  return known;
}

Questions::Questions(const Courses& courses, std::span<const std::vector<Weights>> views)
    : courses_(courses), views_(views) {
  CHECK(views.size() == courses.views);
  for (const std::vector<Weights>& draws : views) {
    CHECK(!draws.empty());
    together_.of.emplace_back(draws.size(), std::uint16_t{0});
  }
  for (std::size_t half = 0; half < 2; ++half) {
    for (std::size_t d = 0; d < courses.designs; ++d) {
      for (std::size_t v = 0; v < courses.views; ++v) {
        // A single course is both halves.
        const std::vector<double> mean =
            courses.courses > 1 ? courses.mean(d, v, half, 2) : courses.mean(d, v);
        mean_[half].insert(mean_[half].end(), mean.begin(), mean.end());
      }
    }
  }
  at_mean_weights_ = values_by_course(together_);
}

// A view's draws have one weight together, however many they are. A single draw is both halves.
Questions::Masses Questions::masses(const WeightGroups& groups, std::size_t half) const {
  const std::size_t row = courses_.views * courses_.leaves;
  Masses masses(groups.count * row, 0.0);
  for (std::size_t v = 0; v < courses_.views; ++v) {
    const std::vector<Weights>& draws = views_[v];
    const bool is_split = draws.size() > 1;
    const std::size_t count = is_split ? (draws.size() - half + 1) / 2 : 1;
    const double each = 100.0 / static_cast<double>(count * courses_.views);
    for (std::size_t i = is_split ? half : 0; i < draws.size(); i += is_split ? 2 : 1) {
      double* at = masses.data() + groups.of[v][i] * row + v * courses_.leaves;
      for (const LeafId leaf : draws[i].ids()) at[leaf.value] += each * draws[i][leaf];
    }
  }
  return masses;
}

double Questions::value(const double* masses, std::size_t design, std::size_t course) const {
  double value = 0.0;
  for (std::size_t v = 0; v < courses_.views; ++v) {
    const float* attained = courses_.at(design, v, course);
    for (std::size_t leaf = 0; leaf < courses_.leaves; ++leaf) {
      value += *masses++ * static_cast<double>(attained[leaf]);
    }
  }
  return value;
}

double Questions::mean_value(const double* masses, std::size_t design, std::size_t half) const {
  const std::size_t row = courses_.views * courses_.leaves;
  const double* mean = mean_[half].data() + design * row;
  double value = 0.0;
  for (std::size_t i = 0; i < row; ++i) value += masses[i] * mean[i];
  return value;
}

// Each course with the weights of its own half.
std::vector<double> Questions::values_by_course(const WeightGroups& groups) const {
  const std::size_t row = courses_.views * courses_.leaves;
  const Masses of_half[2] = {masses(groups, 0), masses(groups, 1)};
  std::vector<double> values(groups.count * courses_.designs * courses_.courses);
  for (std::size_t g = 0; g < groups.count; ++g) {
    for (std::size_t d = 0; d < courses_.designs; ++d) {
      double* out = values.data() + (g * courses_.designs + d) * courses_.courses;
      for (std::size_t c = 0; c < courses_.courses; ++c) {
        out[c] = value(of_half[c % 2].data() + g * row, d, c);
      }
    }
  }
  return values;
}

Settling Questions::about_weights(const WeightGroups& groups) const {
  Settling result;
  const std::size_t designs = courses_.designs;
  if (designs == 0 || courses_.courses < 2) return result;
  const std::size_t row = courses_.views * courses_.leaves;
  const Masses of_half[2] = {masses(groups, 0), masses(groups, 1)};
  std::vector<std::size_t> choice[2];
  std::size_t before[2] = {0, 0};
  for (std::size_t h = 0; h < 2; ++h) {
    std::vector<double> all(designs, 0.0);
    for (std::size_t g = 0; g < groups.count; ++g) {
      std::vector<double> here(designs);
      for (std::size_t d = 0; d < designs; ++d) {
        here[d] = mean_value(of_half[h].data() + g * row, d, h);
        all[d] += here[d];
      }
      // A group that this half has not met tells it nothing.
      const bool is_met = std::ranges::any_of(std::span(of_half[h]).subspan(g * row, row),
                                              [](double mass) { return mass > 0.0; });
      choice[h].push_back(is_met ? best_of(here) : designs);
    }
    before[h] = best_of(all);
    std::ranges::replace(choice[h], designs, before[h]);
  }
  // Masses of all groups in which a half would choose another design than before, by that design.
  std::vector<std::vector<double>> moved[2];
  for (std::size_t h = 0; h < 2; ++h) {
    moved[h].resize(designs);
    for (std::size_t g = 0; g < groups.count; ++g) {
      if (choice[h][g] == before[h]) continue;
      std::vector<double>& sum = moved[h][choice[h][g]];
      sum.resize(row, 0.0);
      // Valued by the other half's weights.
      for (std::size_t i = 0; i < row; ++i) sum[i] += of_half[1 - h][g * row + i];
    }
  }
  Moments gain;
  for (std::size_t c = 0; c < courses_.courses; ++c) {
    const std::size_t h = 1 - c % 2;
    double sum = 0.0;
    for (std::size_t d = 0; d < designs; ++d) {
      if (moved[h][d].empty()) continue;
      sum += value(moved[h][d].data(), d, c) - value(moved[h][d].data(), before[h], c);
    }
    gain.add(sum);
  }
  result.gain = gain.measured();
  for (std::size_t g = 0; g < groups.count; ++g) {
    std::vector<double> here(designs, 0.0);
    for (std::size_t d = 0; d < designs; ++d) {
      for (std::size_t h = 0; h < 2; ++h) here[d] += mean_value(of_half[h].data() + g * row, d, h);
    }
    result.best_in_group.push_back(best_of(here));
  }
  return result;
}

Settling Questions::about_all_weights() const {
  // A group for each design: the draws that prefer it, by the courses of their own half.
  WeightGroups groups;
  groups.count = std::max<std::size_t>(courses_.designs, 1);
  for (std::size_t v = 0; v < courses_.views; ++v) {
    std::vector<std::uint16_t>& of = groups.of.emplace_back(views_[v].size(), std::uint16_t{0});
    for (std::size_t i = 0; i < of.size(); ++i) {
      // Chosen by the other half than the one by which about_weights values this draw's group.
      const std::size_t half = 1 - i % 2;
      std::vector<double> values(courses_.designs, 0.0);
      for (std::size_t d = 0; d < courses_.designs; ++d) {
        const double* mean = mean_[half].data() + (d * courses_.views + v) * courses_.leaves;
        for (const LeafId leaf : views_[v][i].ids()) {
          values[d] += views_[v][i][leaf] * mean[leaf.value];
        }
      }
      if (!values.empty()) of[i] = static_cast<std::uint16_t>(best_of(values));
    }
  }
  return about_weights(groups);
}

Settling Questions::about_inputs(const Known& known) const {
  return judge(together_, known, at_mean_weights_);
}

Settling Questions::about(const WeightGroups& groups, const Known& known) const {
  return judge(groups, known, values_by_course(groups));
}

Settling Questions::judge(const WeightGroups& groups, const Known& known,
                          const std::vector<double>& values) const {
  Settling result;
  const std::size_t designs = courses_.designs;
  const std::size_t n = courses_.courses;
  const std::size_t k = known.columns;
  if (designs == 0 || n < 2) return result;
  CHECK(known.values.size() == n * k);
  const auto of = [&](std::size_t g, std::size_t d) {
    return values.data() + (g * designs + d) * n;
  };
  std::vector<double> fit[2];  // groups x designs x columns
  std::size_t before[2] = {0, 0};
  for (std::size_t h = 0; h < 2; ++h) {
    LeastSquares squares(k);
    for (std::size_t c = h; c < n; c += 2) squares.add(known.values.data() + c * k);
    squares.factor();
    std::vector<double> all(designs, 0.0);
    for (std::size_t g = 0; g < groups.count; ++g) {
      for (std::size_t d = 0; d < designs; ++d) {
        std::vector<double> right(k, 0.0);
        const double* value = of(g, d);
        for (std::size_t c = h; c < n; c += 2) {
          const double* row = known.values.data() + c * k;
          for (std::size_t i = 0; i < k; ++i) right[i] += row[i] * value[c];
        }
        all[d] += right[0];  // the first column is 1
        squares.solve(right.data());
        fit[h].insert(fit[h].end(), right.begin(), right.end());
      }
    }
    before[h] = best_of(all);
  }
  Moments gain;
  for (std::size_t c = 0; c < n; ++c) {
    const std::size_t h = 1 - c % 2;
    const double* row = known.values.data() + c * k;
    double sum = 0.0;
    for (std::size_t g = 0; g < groups.count; ++g) {
      std::size_t best = before[h];
      double most = 0.0;
      for (std::size_t d = 0; d < designs; ++d) {
        const double* coefficients = fit[h].data() + (g * designs + d) * k;
        double guess = 0.0;
        for (std::size_t i = 0; i < k; ++i) guess += coefficients[i] * row[i];
        if (d == 0 || guess > most) {
          most = guess;
          best = d;
        }
      }
      sum += of(g, best)[c] - of(g, before[h])[c];
    }
    gain.add(sum);
  }
  result.gain = gain.measured();
  for (std::size_t g = 0; g < groups.count; ++g) {
    std::vector<double> here(designs, 0.0);
    for (std::size_t d = 0; d < designs; ++d) {
      for (std::size_t c = 0; c < n; ++c) here[d] += of(g, d)[c];
    }
    result.best_in_group.push_back(best_of(here));
  }
  return result;
}

std::size_t Questions::best_where(std::span<const std::uint8_t> is_there) const {
  if (courses_.designs == 0) return 0;
  std::vector<double> sum(courses_.designs, 0.0);
  const bool is_any = std::ranges::any_of(is_there, [](std::uint8_t yes) { return yes != 0; });
  for (std::size_t d = 0; d < courses_.designs; ++d) {
    for (std::size_t c = 0; c < courses_.courses; ++c) {
      if (!is_any || is_there[c] != 0) sum[d] += at_mean_weights_[d * courses_.courses + c];
    }
  }
  return best_of(sum);
}

WeightGroups Questions::by_view() const {
  WeightGroups groups{.count = views_.size(), .of = {}};
  for (std::size_t v = 0; v < views_.size(); ++v) {
    groups.of.emplace_back(views_[v].size(), static_cast<std::uint16_t>(v));
  }
  return groups;
}

WeightGroups Questions::by_weight(std::span<const LeafId> leaves, std::size_t count) const {
  WeightGroups groups{.count = count, .of = {}};
  const auto weight_of = [&](const Weights& weights) {
    double sum = 0.0;
    for (const LeafId leaf : leaves) sum += weights[leaf];
    return sum;
  };
  std::vector<double> sorted;
  for (const std::vector<Weights>& draws : views_) {
    for (const Weights& weights : draws) sorted.push_back(weight_of(weights));
  }
  std::ranges::sort(sorted);
  if (sorted.empty() || sorted.back() - sorted.front() < 1e-12) return together_;
  std::vector<double> borders;
  for (std::size_t g = 1; g < count; ++g) borders.push_back(sorted[g * sorted.size() / count]);
  for (const std::vector<Weights>& draws : views_) {
    std::vector<std::uint16_t>& of = groups.of.emplace_back();
    for (const Weights& weights : draws) {
      const auto above = std::ranges::upper_bound(borders, weight_of(weights));
      of.push_back(static_cast<std::uint16_t>(above - borders.begin()));
    }
  }
  return groups;
}

WeightGroups Questions::combined(const WeightGroups& a, const WeightGroups& b) {
  CHECK(a.of.size() == b.of.size());
  WeightGroups both{.count = a.count * b.count, .of = a.of};
  for (std::size_t v = 0; v < a.of.size(); ++v) {
    CHECK(a.of[v].size() == b.of[v].size());
    for (std::size_t i = 0; i < a.of[v].size(); ++i) {
      both.of[v][i] = static_cast<std::uint16_t>(a.of[v][i] * b.count + b.of[v][i]);
    }
  }
  return both;
}

}  // namespace penholder
