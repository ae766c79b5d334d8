#pragma once
// A performance table: alternatives by criteria, what every multicriteria method starts from. Plain
// data; knows no method, no file format and no mandate.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/source_text.h"

namespace penholder {

/// More would be no table that people judged, and would make comparing all pairs slow.
inline constexpr std::size_t kAlternativesMost = 2000;
inline constexpr std::size_t kCriteriaMost = 200;
inline constexpr std::size_t kCellsMost = 100'000;
/// Numbers of a table lie within this, so that no sum or square of them leaves a double.
inline constexpr double kTableNumberMost = 1e15;
/// The ends of a scale lie at least this far apart.
inline constexpr double kScaleStepLeast = 1e-12;

enum class Direction : std::uint8_t { Max, Min };

/// How an alternative performs on a criterion: known, or as a distribution.
struct Exact {
  double value = 0.0;
  friend bool operator==(const Exact&, const Exact&) = default;
};
/// 10th, 50th and 90th percentile, low <= likely <= high: the house's own form
/// (mandate/estimate.h).
struct Percentiles {
  double low = 0.0;
  double likely = 0.0;
  double high = 0.0;
  friend bool operator==(const Percentiles&, const Percentiles&) = default;
};
/// Anywhere in [low, high], each as likely.
struct UniformBetween {
  double low = 0.0;
  double high = 0.0;
  friend bool operator==(const UniformBetween&, const UniformBetween&) = default;
};
struct Normal {
  double mean = 0.0;
  double sd = 0.0;  ///< >= 0
  friend bool operator==(const Normal&, const Normal&) = default;
};
/// A share of which `alpha` and `beta` count for and against; both > 0.
struct Beta {
  double alpha = 1.0;
  double beta = 1.0;
  friend bool operator==(const Beta&, const Beta&) = default;
};
using Performance = std::variant<Exact, Percentiles, UniformBetween, Normal, Beta>;

/// Nothing about it is uncertain: exact, or a distribution on one point.
bool is_certain(const Performance& performance);

/// The one number that stands for it where a method takes no distribution: the value, the median of
/// percentiles, else the mean.
double central(const Performance& performance);

/// The six generalised criteria of PROMETHEE. Source: Brans & Vincke 1985, Management Science
/// 31(6), 647-656. `q` indifference, `p` strict preference, `s` inflection, all in the
/// criterion's unit, >= 0.
struct Preference {
  enum class Shape : std::uint8_t {
    Usual,     ///< I: any difference is strict preference
    UShape,    ///< II: strict preference beyond q
    VShape,    ///< III: rises linearly to p
    Level,     ///< IV: half a preference beyond q, strict beyond p
    Linear,    ///< V: nothing up to q, then linearly to p
    Gaussian,  ///< VI: 1 - exp(-d^2 / (2 s^2))
  } shape = Shape::Usual;
  double q = 0.0;
  double p = 0.0;
  double s = 0.0;
  friend bool operator==(const Preference&, const Preference&) = default;
};

/// One point of a partial value function: performance `at` is worth `value` (0 worst, 1 best).
struct ScalePoint {
  double at = 0.0;
  double value = 0.0;
  friend bool operator==(const ScalePoint&, const ScalePoint&) = default;
};

struct Criterion {
  std::string id;
  std::string title;
  std::string unit;
  Direction direction = Direction::Max;
  /// Fixed anchors, ascending in `at`, at least two and monotone in the direction of the criterion;
  /// straight between the points and on beyond the ends. Empty: no anchors were stated, and then
  /// the criterion has no partial value. Never made from the table's own smallest and largest.
  std::vector<ScalePoint> scale;
  std::optional<Preference> preference;  ///< nothing: none was stated
  std::optional<double> weight;          ///< >= 0, on any common scale
  std::optional<int> order;              ///< place in the order of weights, 1 the heaviest
  Span span;
};

struct Alternative {
  std::string id;
  std::string title;
  Span span;
};

struct PerformanceTable {
  std::vector<Criterion> criteria;
  std::vector<Alternative> alternatives;
  std::vector<Performance> cells;  ///< alternatives x criteria, row-major

  [[nodiscard]] const Performance& cell(std::size_t alternative, std::size_t criterion) const {
    return cells[alternative * criteria.size() + criterion];
  }
};

/// The same names, numbers and statements; spans apart.
bool is_same(const PerformanceTable& a, const PerformanceTable& b);

/// Linear anchors `worst` to `best` as points, ascending; the two must differ.
std::vector<ScalePoint> linear_scale(double worst, double best);

/// The anchors of a scale that is one straight line from value 0 to value 1, else nothing.
struct Anchors {
  double worst = 0.0;
  double best = 0.0;
};
std::optional<Anchors> linear_anchors(std::span<const ScalePoint> scale);

/// `title`, or the id where there is none.
std::string_view name_of(const Criterion& criterion);
std::string_view name_of(const Alternative& alternative);

}  // namespace penholder
