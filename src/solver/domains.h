#pragma once
// The bounds of all variables, their history (the trail) and the reason of every change.
//
// A variable may belong to an *optional* thing: its bounds then say "if present, then ...", so they
// may be tightened before it is known whether the thing is present, and when they cross, the thing
// is absent; only for a present one is that a conflict. A literal over such a variable reads
// "absent or bound", and whoever draws a conclusion about anything else from it must name the
// presence as well. (Optional variables as in Laborie & Rogerie 2008; explained as in Schutt 2011,
// chapter 7.)

#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"
#include "solver/literal.h"

namespace penholder::solver {

/// Why a bound holds. What it names is explained by the engine.
struct Reason {
  enum class Kind : std::uint8_t {
    None,      ///< a decision, or a fact of the root
    Nogood,    ///< ref: the learned or given nogood
    Arc,       ///< ref: the arc of the difference network
    Crossing,  ///< ref: the change at which the two bounds of something optional crossed
    Spelled    ///< ref, size: literals in the arena of reasons
  };
  Kind kind = Kind::None;
  std::uint32_t size = 0;
  std::uint32_t ref = 0;
};

using Position = std::uint32_t;  ///< in the trail
inline constexpr Position kNoChange = std::numeric_limits<Position>::max();

struct Change {
  Side side = 0;
  Tick before = 0;
  Tick after = 0;
  Position previous = kNoChange;  ///< last change of the same side
  Reason reason;
  std::uint32_t level = 0;
};

class Domains {
 public:
  /// low <= high. `presence`: the Boolean literal of the optional thing it belongs to.
  Var add(Tick low, Tick high, Literal presence = kAlways);

  [[nodiscard]] std::size_t variables() const { return presence_.size(); }
  [[nodiscard]] Tick low(Var x) const { return bound_[lower_side(x)]; }
  [[nodiscard]] Tick high(Var x) const { return -bound_[upper_side(x)]; }
  [[nodiscard]] Tick bound(Side side) const { return bound_[side]; }
  [[nodiscard]] bool is_fixed(Var x) const { return low(x) >= high(x); }
  [[nodiscard]] Literal presence(Var x) const { return presence_[x]; }

  [[nodiscard]] bool holds(Literal l) const { return is_always(l) || bound_[l.side] >= l.bound; }
  /// Its negation holds. For a variable of something optional both may hold: it is absent then.
  [[nodiscard]] bool fails(Literal l) const {
    return !is_always(l) && bound_[opposite(l.side)] >= 1 - l.bound;
  }
  /// Its negation holds and the variable's owner, if optional, is present.
  [[nodiscard]] bool fails_surely(Literal l) const {
    return fails(l) && holds(presence_[var_of(l.side)]);
  }
  [[nodiscard]] bool is_absent(Var x) const { return fails(presence_[x]); }

  /// Makes `l` true. False: conflict, and conflict() says which literals cannot be together.
  /// Nothing happens when it holds already or when the variable's owner is absent.
  [[nodiscard]] bool make_true(Literal l, Reason reason);
  /// The same with a reason that is spelled out: all of `because` holds.
  [[nodiscard]] bool make_true(Literal l, std::span<const Literal> because);
  /// Records literals that hold and cannot hold together; returns false.
  [[nodiscard]] bool fail(std::span<const Literal> literals);

  [[nodiscard]] const std::vector<Literal>& conflict() const { return conflict_; }
  /// When the conflict is two crossed bounds: the change that crossed. The literals are those of
  /// the other bound and of the presence; to them belongs why the change came about. (The change
  /// itself is no literal to learn: its negation held already.)
  [[nodiscard]] Position crossing() const { return crossing_; }
  /// The weakest literal of a change that crossed, such that it still crosses.
  [[nodiscard]] Literal crossing_literal(Position at) const {
    const Side side = trail_[at].side;
    return {.side = side, .bound = 1 - bound_[opposite(side)]};
  }

  [[nodiscard]] std::uint32_t level() const { return static_cast<std::uint32_t>(marks_.size()); }
  void open_level();
  /// Undoes everything above `level`.
  void back_to(std::uint32_t level);

  [[nodiscard]] Position size() const { return static_cast<Position>(trail_.size()); }
  [[nodiscard]] const Change& change(Position at) const { return trail_[at]; }
  /// The last change of a side, or kNoChange.
  [[nodiscard]] Position last(Side side) const { return last_[side]; }
  /// The change that made `l` true; kNoChange when it has held from the start. `l` holds (checked
  /// in debug). Cost O(changes of that side since).
  [[nodiscard]] Position made_true_at(Literal l) const;
  [[nodiscard]] std::span<const Literal> spelled(Reason reason) const {
    return {arena_.data() + reason.ref, reason.size};
  }

 private:
  struct Mark {
    Position trail = 0;
    std::uint32_t arena = 0;
  };
  [[nodiscard]] bool settle_crossing(Side side);

  std::vector<Tick> bound_;  // by side
  std::vector<Position> last_;
  std::vector<Literal> presence_;  // by variable
  std::vector<Change> trail_;
  std::vector<Mark> marks_;
  std::vector<Literal> arena_;
  std::vector<Literal> conflict_;
  Position crossing_ = kNoChange;
};

}  // namespace penholder::solver
