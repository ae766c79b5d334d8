#pragma once
// Free capacity over time of one word of packed resources (flat_model.h), and where a task fits.
// Two forms with the same functions: DenseTimeline keeps one word per unit of time, for short
// horizons; SparseTimeline keeps the moments of change only, for long ones.
//
// Knows nothing of tasks. All starts lie in [origin, horizon - duration].

#include <cstdint>
#include <span>
#include <vector>

#include "solver/flat_model.h"

namespace penholder::solver {

/// No start fits.
inline constexpr ShortTime kNowhere = INT32_MIN;

class DenseTimeline {
 public:
  DenseTimeline(std::span<const FlatModel::Level> levels, std::uint64_t guard, ShortTime origin,
                ShortTime horizon);

  /// Everything given back. Cost O(extent used since the last one).
  void clear();

  /// Least start in [first, last] at which `need` fits for `duration` > 0; kNowhere if none.
  ///
  ///   cost   O(last - first) at worst; it looks from the end of each candidate backwards, so that
  ///          a full moment is jumped over at once
  [[nodiscard]] ShortTime earliest(ShortTime first, ShortTime last, ShortTime duration,
                                   std::uint64_t need) const {
    const std::uint64_t* free = free_.data();
    ShortTime start = first - origin_;
    ShortTime known = start;  // [start, known) fits
    while (start <= last - origin_) {
      const ShortTime end = start + duration;
      ShortTime at = end - 1;
      while (at >= known && fits(free[at], need)) --at;
      if (at < known) return start + origin_;
      known = end;
      start = at + 1;
    }
    return kNowhere;
  }

  /// Greatest start in [first, last] that fits; kNowhere if none.
  [[nodiscard]] ShortTime latest(ShortTime first, ShortTime last, ShortTime duration,
                                 std::uint64_t need) const {
    const std::uint64_t* free = free_.data();
    ShortTime start = last - origin_;
    ShortTime known = start + duration;  // [known, start + duration) fits
    while (start >= first - origin_) {
      ShortTime at = start;
      while (at < known && fits(free[at], need)) ++at;
      if (at >= known) return start + origin_;
      known = start;
      start = at - duration;
    }
    return kNowhere;
  }

  /// The caller has made sure that it fits.
  void take(ShortTime start, ShortTime end, std::uint64_t need) {
    std::uint64_t* free = free_.data();
    for (ShortTime at = start - origin_; at < end - origin_; ++at) free[at] -= need;
    if (start < used_from_) used_from_ = start;
    if (end > used_to_) used_to_ = end;
  }
  void give_back(ShortTime start, ShortTime end, std::uint64_t need) {
    std::uint64_t* free = free_.data();
    for (ShortTime at = start - origin_; at < end - origin_; ++at) free[at] += need;
  }
  /// Packed free capacity at a moment in [origin, horizon).
  [[nodiscard]] std::uint64_t free_at(ShortTime at) const {
    return free_[static_cast<std::size_t>(at - origin_)];
  }

 private:
  [[nodiscard]] bool fits(std::uint64_t free, std::uint64_t need) const {
    return ((free - need) & guard_) == guard_;
  }

  std::vector<std::uint64_t> free_;
  std::vector<std::uint64_t> empty_;
  std::uint64_t guard_ = 0;
  ShortTime origin_ = 0;
  ShortTime used_from_ = 0;
  ShortTime used_to_ = 0;
};

class SparseTimeline {
 public:
  SparseTimeline(std::span<const FlatModel::Level> levels, std::uint64_t guard, ShortTime origin,
                 ShortTime horizon);

  void clear() { levels_ = empty_; }
  /// Cost O(log changes + changes passed).
  [[nodiscard]] ShortTime earliest(ShortTime first, ShortTime last, ShortTime duration,
                                   std::uint64_t need) const;
  [[nodiscard]] ShortTime latest(ShortTime first, ShortTime last, ShortTime duration,
                                 std::uint64_t need) const;
  /// Cost O(changes), most of it a move of memory.
  void take(ShortTime start, ShortTime end, std::uint64_t need);
  void give_back(ShortTime start, ShortTime end, std::uint64_t need);
  [[nodiscard]] std::uint64_t free_at(ShortTime at) const { return levels_[position(at)].free; }

 private:
  [[nodiscard]] bool fits(std::uint64_t free, std::uint64_t need) const {
    return ((free - need) & guard_) == guard_;
  }
  /// Of the level that holds `at`.
  [[nodiscard]] std::size_t position(ShortTime at) const;
  /// Makes a change at `at`, if there is none, and returns its position.
  std::size_t cut(ShortTime at);
  /// Takes the change at this position away if it changes nothing.
  void join(std::size_t position);

  std::vector<FlatModel::Level> levels_;  ///< ascending; the last one lies at the horizon or later
  std::vector<FlatModel::Level> empty_;
  std::uint64_t guard_ = 0;
};

}  // namespace penholder::solver
