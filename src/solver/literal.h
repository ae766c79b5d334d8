#pragma once
// Variables, their two bounds, and literals: the alphabet in which propagators explain themselves.
//
// Every variable x is an interval of whole numbers. It has two *sides*: 2x is x itself and 2x+1 is
// -x, and of each side only the lower bound is kept. So "x >= 3" and "x <= 5" (that is -x >= -5)
// are the same kind of thing, every bound only ever rises, and each rule is written once. A Boolean
// is a variable of 0..1. There are no holes in domains and no clause per value: literals exist
// lazily, as pairs of numbers (atomic constraints; Ohrimenko, Stuckey & Codish 2009 make them
// Booleans).

#include <compare>
#include <cstdint>
#include <limits>

namespace penholder::solver {

/// A time or other bound inside the engine.
using Tick = std::int32_t;
using Var = std::uint32_t;
/// 2 * var: the variable; 2 * var + 1: its negative.
using Side = std::uint32_t;

inline constexpr Var kNoVar = std::numeric_limits<Var>::max();
inline constexpr Tick kTickMax = Tick{1} << 30;

constexpr Side lower_side(Var x) { return 2 * x; }
constexpr Side upper_side(Var x) { return 2 * x + 1; }
constexpr Var var_of(Side side) { return side >> 1; }
constexpr Side opposite(Side side) { return side ^ 1U; }

/// "The lower bound of the side is at least `bound`."
struct Literal {
  Side side = 0;
  Tick bound = 0;
  friend constexpr bool operator==(const Literal&, const Literal&) = default;
};

constexpr Literal at_least(Var x, Tick value) { return {.side = lower_side(x), .bound = value}; }
constexpr Literal at_most(Var x, Tick value) { return {.side = upper_side(x), .bound = -value}; }
constexpr Literal is_true(Var boolean) { return at_least(boolean, 1); }
constexpr Literal is_false(Var boolean) { return at_most(boolean, 0); }
/// not (side >= b)  ==  -side >= 1 - b
constexpr Literal negation(Literal literal) {
  return {.side = opposite(literal.side), .bound = 1 - literal.bound};
}

/// A literal that holds always, for what has no condition.
inline constexpr Literal kAlways{.side = std::numeric_limits<Side>::max(), .bound = 0};
constexpr bool is_always(Literal literal) { return literal.side == kAlways.side; }

}  // namespace penholder::solver
