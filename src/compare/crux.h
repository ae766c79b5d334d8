#pragma once
// What would it be worth to know something before choosing a design? The expected value of perfect
// information about an input of the case, a weight, the view, or two of these, from draws that are
// there anyway.
//
// Source: expected value of partial perfect information: Howard 1966, IEEE Trans. SSC 2(1);
// estimated by regression of each design's value on what would be known, as in Strong & Oakley
// 2013, Medical Decision Making 33(6). Two things keep small answers from drowning in noise: value
// is linear in the weights and these do not depend on events, so a question about inputs is asked
// at the mean weights and one about weights at the mean over events (conditional expectation in
// place of draws; Rao 1945, Blackwell 1947). And two keep noise from being taken for an answer:
// designs are chosen on one half of the draws and valued on the other, both ways round.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "compare/courses.h"
#include "stress/outlook.h"

namespace penholder {

/// What is known before choosing, of the weights: the group of each draw.
struct WeightGroups {
  std::size_t count = 1;
  /// By view, by draw; below `count`.
  std::vector<std::vector<std::uint16_t>> of;
};

/// ... and of the events: numbers that a course has, on which values are regressed.
struct Known {
  std::size_t columns = 1;     ///< the first is always 1
  std::vector<double> values;  ///< courses x columns, row-major

  /// Nothing about events.
  static Known nothing(std::size_t courses);
  /// An event: 0 or 1 by course.
  static Known event(std::span<const float> happens);
  /// A number by its place in its distribution, 0..1: a cubic in it.
  static Known number(std::span<const float> place);
  /// Both: an event with everything, two numbers with their product.
  static Known both(const Known& a, const Known& b);
};

struct Settling {
  Measured gain;  ///< points of value by choosing a design after learning it instead of before
  /// By weight group: the design chosen there when nothing is known of events.
  std::vector<std::size_t> best_in_group;
};

/// Asks one question after the other of the same draws. Pure; questions may be asked from several
/// threads.
class Questions {
 public:
  /// Both must outlive it. `views`: weight draws by view, as many views as the courses have, none
  /// empty (checked).
  Questions(const Courses& courses, std::span<const std::vector<Weights>> views);

  /// About weights alone. Cost O(groups + courses * views * leaves * designs chosen).
  [[nodiscard]] Settling about_weights(const WeightGroups& groups) const;

  /// About the weights altogether: the best design for every draw.
  [[nodiscard]] Settling about_all_weights() const;

  /// About inputs alone. Cost O(courses * designs * columns).
  [[nodiscard]] Settling about_inputs(const Known& known) const;

  /// About both at once. Cost as both, a group each.
  [[nodiscard]] Settling about(const WeightGroups& groups, const Known& known) const;

  /// Best design where `is_there` says yes of a course, at the mean weights; the best of all when
  /// it never does.
  [[nodiscard]] std::size_t best_where(std::span<const std::uint8_t> is_there) const;

  /// Which view it is: one group each.
  [[nodiscard]] WeightGroups by_view() const;

  /// `count` groups by the sum of the weights of some leaves, as even as ties allow; one group when
  /// it is the same in every draw.
  [[nodiscard]] WeightGroups by_weight(std::span<const LeafId> leaves, std::size_t count) const;

  /// All combinations.
  static WeightGroups combined(const WeightGroups& a, const WeightGroups& b);

 private:
  /// Weights that the draws of a half put on each leaf of each view's plans, by group.
  using Masses = std::vector<double>;  // groups x views x leaves
  [[nodiscard]] Masses masses(const WeightGroups& groups, std::size_t half) const;
  [[nodiscard]] double value(const double* masses, std::size_t design, std::size_t course) const;
  [[nodiscard]] double mean_value(const double* masses, std::size_t design, std::size_t half) const;
  [[nodiscard]] Settling judge(const WeightGroups& groups, const Known& known,
                               const std::vector<double>& values) const;
  [[nodiscard]] std::vector<double> values_by_course(const WeightGroups& groups) const;

  const Courses& courses_;
  std::span<const std::vector<Weights>> views_;
  std::vector<double> mean_[2];          // half x (designs x views x leaves)
  std::vector<double> at_mean_weights_;  // designs x courses
  WeightGroups together_;                // one group of all draws
};

}  // namespace penholder
