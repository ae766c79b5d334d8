#pragma once
// A table of rows by draws, stored in tiles of 64 draws: within a tile the 64 numbers of a row lie
// together, and the rows of a tile follow each other. Loops over a tile's draws are plain vector
// loops, and a pass over all draws reads memory once, in order.
//
//   tile 0: row 0 [64] row 1 [64] ... | tile 1: row 0 [64] ...        the last tile is filled up
//   with zeros

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace penholder {

/// Draws worked on together: a block of values (tasks x 64 doubles) stays in the first-level cache.
inline constexpr std::size_t kLanes = 64;
using Lanes = std::array<double, kLanes>;
static_assert(sizeof(Lanes) == kLanes * sizeof(double));

class Tiles {
 public:
  Tiles() = default;
  Tiles(std::size_t rows, std::size_t draws)
      : rows_(rows), draws_(draws), lanes_(rows * ((draws + kLanes - 1) / kLanes), Lanes{}) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t draws() const { return draws_; }

  /// All rows of the tile that holds `draw`.
  [[nodiscard]] std::span<const Lanes> tile_of(std::size_t draw) const {
    return std::span(lanes_).subspan(draw / kLanes * rows_, rows_);
  }
  [[nodiscard]] std::span<Lanes> tile_of(std::size_t draw) {
    return std::span(lanes_).subspan(draw / kLanes * rows_, rows_);
  }

 private:
  std::size_t rows_ = 0;
  std::size_t draws_ = 0;
  std::vector<Lanes> lanes_;
};

}  // namespace penholder
