#include "compare/courses.h"

#include "base/check.h"

namespace penholder {

std::vector<double> Courses::mean(std::size_t design, std::size_t view, std::size_t part,
                                  std::size_t of) const {
  CHECK(of > 0);
  std::vector<double> sum(leaves, 0.0);
  std::size_t count = 0;
  for (std::size_t c = part; c < courses; c += of, ++count) {
    const float* here = at(design, view, c);
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) sum[leaf] += static_cast<double>(here[leaf]);
  }
  for (double& each : sum) each /= static_cast<double>(count > 0 ? count : 1);
  return sum;
}

double value_of(const std::vector<double>& attained, const Weights& weights) {
  double value = 0.0;
  for (const LeafId leaf : weights.ids()) value += weights[leaf] * attained[leaf.value];
  return 100.0 * value;
}

}  // namespace penholder
