#pragma once
// What would it be worth to know an input before choosing a design? The expected value of perfect
// information about one input, from draws that are there anyway.
//
// Source: expected value of partial perfect information: Howard 1966, IEEE Trans. SSC 2(1);
// estimated by grouping the draws of one input, as in Strong & Oakley 2013, Medical Decision Making
// 33(6). Choosing the best design of a group and valuing it on the same draws would always show a
// gain; so groups choose on one half of the draws and are valued on the other, both ways round.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stress/outlook.h"

namespace penholder {

/// Values of all designs in all draws.
struct DesignDraws {
  std::size_t designs = 0;
  std::size_t draws = 0;
  std::vector<float> value;  ///< draws x designs, row-major
  /// Draws whose positions are equal modulo `period` are one course of events under several views:
  /// they stay in one half, and count as one draw for the error. At least 1; `draws` is a multiple
  /// of it.
  std::size_t period = 0;
};

struct Settling {
  Measured gain;  ///< points of value by choosing a design after seeing the input's group instead
                  ///< of before
  std::size_t low_best = 0;   ///< best design in the lowest group
  std::size_t high_best = 0;  ///< best design in the highest group
};

/// What knowing the group of each draw is worth.
///
///   group   by draw, below `groups`; groups that are empty in either half are never chosen for
///   groups  at least 2 (checked)
///   cost    O(draws * designs)
Settling value_of_settling(const DesignDraws& draws, std::span<const std::uint8_t> group,
                           std::size_t groups);

}  // namespace penholder
