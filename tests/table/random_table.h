#pragma once
// Tables with everything in them that a table can hold, and names that hurt.

#include <string>
#include <vector>

#include "base/random.h"
#include "table/performance_table.h"

namespace penholder::testing {

inline std::string random_name(Rng& rng, bool may_be_empty) {
  static const std::vector<std::string> kPieces = {
      "a",     "Gao", "-", "=1+1", "@", ",",     ";",  "\"", "'",  "#",   "<b>",
      "&amp;", "..",  "é", "尼",   " ", "\r\nX", "\t", "1",  "of", "]]>", "x"};
  std::string name;
  const std::uint32_t pieces = rng.below(5) + (may_be_empty ? 0 : 1);
  for (std::uint32_t i = 0; i < pieces; ++i) {
    name += kPieces[rng.below(static_cast<std::uint32_t>(kPieces.size()))];
  }
  // Readers take blanks off the ends.
  const std::size_t begin = name.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return may_be_empty ? "" : "a";
  return name.substr(begin, name.find_last_not_of(" \t\r\n") + 1 - begin);
}

inline double random_number(Rng& rng) {
  switch (rng.below(5)) {
    case 0:
      return static_cast<double>(rng.below(10));
    case 1:
      return -static_cast<double>(rng.below(1000)) / 7.0;
    case 2:
      return rng.uniform() * 1e-9;
    case 3:
      return (rng.uniform() - 0.5) * 2e15;
    default:
      return rng.uniform();
  }
}

inline Performance random_performance(Rng& rng) {
  const double a = random_number(rng);
  const double b = a + rng.uniform();
  switch (rng.below(6)) {
    case 0:
      return Percentiles{.low = a, .likely = b, .high = b};
    case 1:
      return UniformBetween{.low = a, .high = b};
    case 2:
      return Normal{.mean = a, .sd = rng.uniform()};
    case 3:
      return Beta{.alpha = 0.5 + rng.uniform() * 100, .beta = 1e-6 + rng.uniform()};
    default:
      return Exact{a};
  }
}

inline Criterion random_criterion(Rng& rng, std::size_t number) {
  Criterion criterion;
  criterion.id = random_name(rng, false) + std::to_string(number);
  criterion.title = random_name(rng, true);
  criterion.unit = random_name(rng, true);
  criterion.direction = rng.below(2) == 0 ? Direction::Max : Direction::Min;
  const bool is_max = criterion.direction == Direction::Max;
  const double low = static_cast<double>(rng.below(100)) - 50.0;
  if (rng.below(3) == 0) {
    criterion.scale = is_max ? linear_scale(low, low + 1.5) : linear_scale(low + 1.5, low);
  } else if (rng.below(2) == 0) {
    for (std::size_t i = 0; i < 3; ++i) {
      const double value = 0.3 * static_cast<double>(i);
      criterion.scale.push_back(
          {.at = low + static_cast<double>(i) * 0.7, .value = is_max ? value : 1.0 - value});
    }
  }
  switch (rng.below(8)) {
    case 0:
      criterion.preference = Preference{.shape = Preference::Shape::Usual};
      break;
    case 1:
      criterion.preference = Preference{.shape = Preference::Shape::UShape, .q = 0.5};
      break;
    case 2:
      criterion.preference = Preference{.shape = Preference::Shape::VShape, .p = 0.25};
      break;
    case 3:
      criterion.preference = Preference{.shape = Preference::Shape::Level, .q = 0.1, .p = 2};
      break;
    case 4:
      criterion.preference = Preference{.shape = Preference::Shape::Linear, .p = 1e-3};
      break;
    case 5:
      criterion.preference = Preference{.shape = Preference::Shape::Gaussian, .s = 3.5};
      break;
    default:
      break;
  }
  return criterion;
}

inline PerformanceTable random_table(std::uint64_t seed) {
  Rng rng(seed);
  PerformanceTable table;
  const std::size_t criteria = 1 + rng.below(5);
  const std::size_t alternatives = 1 + rng.below(6);
  for (std::size_t c = 0; c < criteria; ++c) table.criteria.push_back(random_criterion(rng, c));
  const std::uint32_t weights = rng.below(3);
  for (Criterion& criterion : table.criteria) {
    if (weights == 1) criterion.weight = 0.125 + rng.uniform();
    if (weights == 2 && rng.below(3) > 0) criterion.order = 1 + static_cast<int>(rng.below(3));
  }
  for (std::size_t a = 0; a < alternatives; ++a) {
    table.alternatives.push_back({.id = random_name(rng, false) + std::to_string(a),
                                  .title = random_name(rng, true),
                                  .span = {}});
    for (std::size_t c = 0; c < criteria; ++c) table.cells.push_back(random_performance(rng));
  }
  return table;
}

}  // namespace penholder::testing
