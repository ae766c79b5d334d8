// A cost as a function of time against its definition, moment by moment: short windows, windows
// that are kept piece by piece because they are long or have few pieces, and what lies between.

#include "solver/cost_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/random.h"

namespace penholder::solver {
namespace {

/// Ascending, disjoint, some with gaps between them.
std::vector<Piece> random_pieces(Rng& rng, Tick low, Tick high, std::uint32_t longest) {
  std::vector<Piece> pieces;
  const auto number = [&](std::uint32_t below) { return static_cast<Value>(rng.below(below)); };
  const Value tilt = number(3) - 1;
  for (Time at = low - number(20); at < high + 20;) {
    const Time to = at + number(longest);
    const Value slope = tilt != 0 ? tilt * number(3) : number(5) - 2;
    pieces.push_back({.from = at, .to = to, .at_from = number(100), .slope = slope});
    at = to + 1 + (rng.below(3) == 0 ? number(longest) : 0);
  }
  return pieces;
}

Value by_definition(const std::vector<Piece>& pieces, Time moment) {
  for (const Piece& piece : pieces) {
    if (moment >= piece.from && moment <= piece.to) {
      return piece.at_from + piece.slope * (moment - piece.from);
    }
  }
  return 0;
}

struct Shape {
  Tick length;
  std::uint32_t longest_piece;
  std::uint64_t count;
};

TEST(CostTable, AnswersAsItsDefinitionDoes) {
  for (const Shape& shape : {Shape{30, 8, 300}, Shape{3000, 400, 20}, Shape{6000, 4, 10},
                             Shape{6000, 900, 40}, Shape{70'000, 9000, 6}, Shape{70'000, 12, 3}}) {
    for (std::uint64_t seed = 0; seed < shape.count; ++seed) {
      Rng rng(seed, 51);
      const auto random = [&](Tick below) {
        return static_cast<Tick>(rng.below(static_cast<std::uint32_t>(below)));
      };
      const Tick low = random(100) - 50;
      const Tick high = low + shape.length;
      const std::vector<Piece> pieces = random_pieces(rng, low, high, shape.longest_piece);
      const Tick offset = random(5);
      const CostTable table(low, high, pieces, offset);
      std::vector<Value> values;
      for (Tick t = low; t <= high; ++t) values.push_back(by_definition(pieces, t + offset));
      EXPECT_TRUE(!table.never_falls() || std::ranges::is_sorted(values));
      const auto value = [&](Tick t) { return values[static_cast<std::size_t>(t - low)]; };
      for (int question = 0; question < 40; ++question) {
        const Tick from = low + random(shape.length);
        const Tick to = std::min(high, from + random(question % 2 == 0 ? 20 : shape.length));
        ASSERT_EQ(table.at(from), value(from));
        Value least = value(from);
        for (Tick t = from; t <= to; ++t) least = std::min(least, value(t));
        ASSERT_EQ(table.least(from, to), least);
        const Value limit = least + (question % 3 == 0 ? -1 : static_cast<Value>(rng.below(4)));
        Tick first = to + 1;
        Tick last = from - 1;
        for (Tick t = to; t >= from; --t) {
          if (value(t) <= limit) first = t;
        }
        for (Tick t = from; t <= to; ++t) {
          if (value(t) <= limit) last = t;
        }
        ASSERT_EQ(table.first_within(from, to, limit), first);
        ASSERT_EQ(table.last_within(from, to, limit), last);
      }
    }
  }
}

}  // namespace
}  // namespace penholder::solver
