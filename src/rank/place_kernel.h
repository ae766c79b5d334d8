#pragma once
// The two loops in which SMAA spends its time: who stands above whom, in every draw. Plain vectors
// of doubles and of 16-bit counts; the same numbers come out on every machine, since nothing but
// comparisons and whole numbers is involved.
//
// Both compare every pair. Sorting each draw takes fewer comparisons (n log n against n^2), but
// they depend on each other and on the data; these do not, and 50 alternatives are too few for the
// difference in their number to outweigh that. Places are found from the values (64-bit
// comparisons); who beats whom follows from the places (16-bit comparisons, four times as many at
// once).

#include <cstddef>
#include <cstdint>
#include <span>

#include "rank/tiles.h"

namespace penholder {

/// Draws whose places are kept together: whole tiles, few enough for the second-level cache.
inline constexpr std::size_t kPlaceDraws = 16 * kLanes;

/// Which vectors of the machine to use. The result is the same; tests compare the two.
enum class Width : std::uint8_t { Common, Widest };

/// above[t * kPlaceDraws + l] = how many alternatives are worth more than t in lane l.
///
///   values  of one tile, by alternative; at most 32,767 (checked)
///   above   where the tile's first lane of alternative 0 goes
///   cost    n^2 * 64 comparisons
void count_above(std::span<const Lanes> values, std::int16_t* above, Width width = Width::Widest);

/// Adds to wins[a * n + b] in how many of the first `draws` lanes a stands above b.
///
///   above     n rows of kPlaceDraws; lanes from `draws` on hold zeros
///   has_ties  whether any two alternatives tie in any lane; without ties half the work does
///   cost      n^2 * kPlaceDraws / 2 comparisons, twice that with ties
void count_wins(const std::int16_t* above, std::size_t n, std::size_t draws, bool has_ties,
                std::span<std::uint64_t> wins, Width width = Width::Widest);

}  // namespace penholder
