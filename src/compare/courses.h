#pragma once
// What all designs attain in every course of events, under the plan that carries each out for each
// view: the numbers on which regions and cruxes rest. Value is linear in the weights, so one course
// gives the value under any weights.

#include <cstddef>
#include <vector>

#include "value/weights.h"

namespace penholder {

struct Courses {
  std::size_t designs = 0;
  std::size_t views = 0;
  std::size_t leaves = 0;
  std::size_t courses = 0;
  std::vector<float> attained;  ///< designs x views x courses x leaves

  [[nodiscard]] const float* at(std::size_t design, std::size_t view, std::size_t course) const {
    return attained.data() + ((design * views + view) * courses + course) * leaves;
  }
  [[nodiscard]] float* at(std::size_t design, std::size_t view, std::size_t course) {
    return attained.data() + ((design * views + view) * courses + course) * leaves;
  }

  /// Mean over the courses c with c % of == part; all zero when there is none.
  [[nodiscard]] std::vector<double> mean(std::size_t design, std::size_t view, std::size_t part = 0,
                                         std::size_t of = 1) const;
};

/// Points of 100.
double value_of(const std::vector<double>& attained, const Weights& weights);

}  // namespace penholder
