#pragma once
// One objective as flat arrays: what each task costs at each start, and when left out.

#include <cstdint>
#include <span>
#include <vector>

#include "solver/flat_model.h"

namespace penholder::solver {

class FlatCost {
 public:
  /// All zero when the model has no objective.
  FlatCost(const Model& model, const FlatModel& flat);

  /// Cost of a task done in a mode (position in the flat model) from a start on, as more (or less)
  /// than when left out. Without the makespan.
  ///
  ///   cost   O(pieces of the task)
  [[nodiscard]] Value done(std::uint32_t mode, ShortTime start) const {
    Value sum = fixed_[mode];
    for (std::uint32_t k = piece_begin_[mode]; k < piece_begin_[mode + 1]; ++k) {
      const Part& part = parts_[k];
      if (start >= part.from && start <= part.to)
        sum += part.at_from + part.slope * (start - part.from);
    }
    return sum;
  }
  /// Starts, ascending, between which the cost of a mode is linear.
  [[nodiscard]] std::span<const ShortTime> breaks(std::uint32_t mode) const {
    return {breaks_.data() + break_begin_[mode], breaks_.data() + break_begin_[mode + 1]};
  }

  /// Of all tasks left out, together.
  [[nodiscard]] Value base() const { return base_; }
  [[nodiscard]] Value makespan_weight() const { return makespan_weight_; }
  /// A later start never costs less: the earliest start is the best of all.
  [[nodiscard]] bool is_regular() const { return is_regular_; }
  /// No cost depends on a date.
  [[nodiscard]] bool is_timeless() const { return is_timeless_ && makespan_weight_ == 0; }

 private:
  struct Part {
    ShortTime from = 0;  ///< starts, both belong
    ShortTime to = 0;
    Value at_from = 0;
    Value slope = 0;
  };

  std::vector<Value> fixed_;  ///< of a mode
  std::vector<std::uint32_t> piece_begin_;
  std::vector<Part> parts_;
  std::vector<std::uint32_t> break_begin_;
  std::vector<ShortTime> breaks_;
  Value base_ = 0;
  Value makespan_weight_ = 0;
  bool is_regular_ = true;
  bool is_timeless_ = true;
};

}  // namespace penholder::solver
