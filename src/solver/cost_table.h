#pragma once
// A cost as a function of time, with the three questions that propagation asks of it: the least
// cost in a window, and the first and last moment in it that cost no more than a limit.

#include <cstdint>
#include <span>
#include <vector>

#include "solver/literal.h"
#include "solver/model.h"

namespace penholder::solver {

/// Costs over [low, high]; moments outside are never asked for. Short windows are kept moment by
/// moment with the minimum of each block of 16, the shortest with that of all spans of a power of
/// two (Bender & Farach-Colton 2000); long ones, and those of few pieces that are not short, piece
/// by piece, which takes less memory: 32 bytes a piece against 8 a moment.
class CostTable {
 public:
  /// `pieces` ascending and disjoint, cost 0 where none covers; `offset` is added to the moment
  /// before it is looked up (a function of the end, asked by the start).
  CostTable(Tick low, Tick high, std::span<const Piece> pieces, Tick offset);
  /// One value a moment from `low` on.
  CostTable(Tick low, std::vector<Value> values);

  [[nodiscard]] Tick low() const { return low_; }
  [[nodiscard]] Tick high() const { return high_; }
  [[nodiscard]] bool never_falls() const { return never_falls_; }
  [[nodiscard]] Value at(Tick moment) const;
  /// Over the whole table.
  [[nodiscard]] Value least() const { return least_; }
  /// Least cost in from .. to (both belong; from <= to; clipped to the table). Cost O(1) when the
  /// function has one valley (falls, then rises) or the table is short, else O(window / 16) or
  /// O(pieces there).
  [[nodiscard]] Value least(Tick from, Tick to) const;
  /// First moment in from .. to with cost <= limit; to + 1 when there is none. Cost O(log window)
  /// when there is one valley.
  [[nodiscard]] Tick first_within(Tick from, Tick to, Value limit) const;
  /// Last one; from - 1 when there is none.
  [[nodiscard]] Tick last_within(Tick from, Tick to, Value limit) const;

 private:
  static constexpr Tick kBlock = 16;
  static constexpr Tick kAlwaysDense = 1 << 12;
  static constexpr Tick kLongest = 1 << 16;
  static constexpr std::size_t kLongestInSpans = 1 << 10;
  void index();
  /// The piece that holds the moment, which must lie in the table.
  [[nodiscard]] std::vector<Piece>::const_iterator piece_at(Tick moment) const;
  [[nodiscard]] Value at_quickly(Tick moment) const {
    return values_[static_cast<std::size_t>(moment - low_)];
  }

  Tick low_ = 0;
  Tick high_ = 0;
  std::vector<Value> values_;  // empty: pieces_ are used
  std::vector<Value> block_least_;
  /// Row p: the least of the 2^p moments from each on; empty for a valley and for long windows.
  std::vector<Value> spans_;
  std::vector<Piece> pieces_;  // covering low..high without gap
  bool never_falls_ = true;
  bool never_rises_ = true;  // told only where pieces_ are used
  /// Values only fall up to the first of the least, and only rise from the last of them on.
  bool is_valley_ = true;
  Value least_ = 0;
  Tick first_least_ = 0;
  Tick last_least_ = 0;
};

}  // namespace penholder::solver
