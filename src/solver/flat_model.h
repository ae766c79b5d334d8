#pragma once
// A Model as flat arrays, made once, for heuristics that build thousands of schedules a second.
// Resources are packed: several free capacities side by side in one 64-bit word, each with a guard
// bit above it, so that one subtraction tells whether a task fits all of them.
//
//   word  |g|free of r2|g|free of r1|g|free of r0|     g = 1: not overdrawn
//
// Source of the packing: word-parallel comparison as in Fredman & Willard 1993 (fusion trees).

#include <cstdint>
#include <span>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

/// Times in schedules of the heuristics: |time| <= 2^28, sums of a few fit.
using ShortTime = std::int32_t;

struct FlatModel {
  /// What a mode takes from one word of resources.
  struct Need {
    std::uint32_t word = 0;
    std::uint64_t bits = 0;
  };
  /// Starts from .. to (both belong) are not allowed.
  struct Shut {
    ShortTime from = 0;
    ShortTime to = 0;
  };
  /// `lag` as the model says it; the mask is -1 where the moment is an end, 0 where it is a start.
  struct Link {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    ShortTime lag = 0;
    ShortTime from_end = 0;
    ShortTime to_end = 0;
  };
  /// Free capacity of a word from `from` on, guard bits set.
  struct Level {
    ShortTime from = 0;
    std::uint64_t free = 0;
  };

  std::uint32_t task_count = 0;
  std::vector<std::uint32_t> mode_begin;  ///< of a task; one more at the end
  std::vector<ShortTime> duration;        ///< of a mode, as the next ones
  std::vector<std::uint8_t> is_possible;  ///< the mode fits the resources when alone
  std::vector<std::uint32_t> need_begin;
  std::vector<Need> needs;
  std::vector<std::uint32_t> spend_begin;
  std::vector<Spend> spends;
  std::vector<std::uint32_t> shut_begin;
  std::vector<Shut> shuts;  ///< of a mode ascending, disjoint
  std::vector<Value> budget;

  std::vector<ShortTime> release;   ///< of a task
  std::vector<ShortTime> deadline;  ///< of a task: latest end, at most `horizon`
  std::vector<std::uint8_t> is_optional;

  std::vector<Link> links;                    ///< lags between two tasks
  std::vector<std::uint32_t> out_begin, out;  ///< of a task: positions in `links`
  std::vector<std::uint32_t> in_begin, in;
  /// Tasks in an order in which every link points forward; empty when there is none (or no task).
  std::vector<std::uint32_t> topological;
  bool is_acyclic = true;

  std::vector<std::uint64_t> guard;         ///< of a word
  std::vector<std::vector<Level>> profile;  ///< of a word; ascending, the first at `origin`
  ShortTime origin = 0;                     ///< no task starts earlier
  /// If there is a schedule, one that packs tasks to the left ends by then.
  ShortTime horizon = 0;
  /// Known without search: a task that must be done fits in no mode or in no window.
  bool is_impossible = false;

  [[nodiscard]] std::uint32_t mode_count(std::uint32_t task) const {
    return mode_begin[task + 1] - mode_begin[task];
  }
};

/// Start-to-start form of a link for given durations: start(to) >= start(from) + this.
inline ShortTime lag_of(const FlatModel::Link& link, ShortTime from_duration,
                        ShortTime to_duration) {
  return link.lag + (from_duration & link.from_end) - (to_duration & link.to_end);
}

/// `model` must have no defects (defects_of).
///
///   cost   O(size of the model)
FlatModel flatten(const Model& model);

}  // namespace penholder::solver
