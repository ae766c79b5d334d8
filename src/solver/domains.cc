#include "solver/domains.h"

namespace penholder::solver {

Var Domains::add(Tick low, Tick high, Literal presence) {
  CHECK(low <= high && low >= -kTickMax && high <= kTickMax);
  const Var x = static_cast<Var>(presence_.size());
  presence_.push_back(presence);
  bound_.push_back(low);
  bound_.push_back(-high);
  last_.push_back(kNoChange);
  last_.push_back(kNoChange);
  return x;
}

bool Domains::make_true(Literal l, Reason reason) {
  if (holds(l)) return true;
  const Var x = var_of(l.side);
  if (is_absent(x)) return true;
  const Position at = size();
  trail_.push_back({.side = l.side,
                    .before = bound_[l.side],
                    .after = l.bound,
                    .previous = last_[l.side],
                    .reason = reason,
                    .level = level()});
  last_[l.side] = at;
  bound_[l.side] = l.bound;
  if (bound_[l.side] + bound_[opposite(l.side)] > 0) [[unlikely]]
    return settle_crossing(l.side);
  return true;
}

bool Domains::make_true(Literal l, std::span<const Literal> because) {
  if (holds(l) || is_absent(var_of(l.side))) return true;
  Reason reason;
  if (level() > 0) {
    reason = {.kind = Reason::Kind::Spelled,
              .size = static_cast<std::uint32_t>(because.size()),
              .ref = static_cast<std::uint32_t>(arena_.size())};
    arena_.insert(arena_.end(), because.begin(), because.end());
  }
  return make_true(l, reason);
}

bool Domains::settle_crossing(Side side) {
  const Position at = size() - 1;
  const Side other = opposite(side);
  const Literal presence = presence_[var_of(side)];
  if (holds(presence)) {
    conflict_.assign(1, {.side = other, .bound = bound_[other]});
    if (!is_always(presence)) conflict_.push_back(presence);
    crossing_ = at;
    return false;
  }
  return make_true(negation(presence),
                   Reason{.kind = Reason::Kind::Crossing, .size = 0, .ref = at});
}

bool Domains::fail(std::span<const Literal> literals) {
  conflict_.assign(literals.begin(), literals.end());
  crossing_ = kNoChange;
  return false;
}

void Domains::open_level() {
  marks_.push_back({.trail = size(), .arena = static_cast<std::uint32_t>(arena_.size())});
}

void Domains::back_to(std::uint32_t level) {
  if (level >= this->level()) return;
  const Mark mark = marks_[level];
  while (trail_.size() > mark.trail) {
    const Change& undone = trail_.back();
    bound_[undone.side] = undone.before;
    last_[undone.side] = undone.previous;
    trail_.pop_back();
  }
  arena_.resize(mark.arena);
  marks_.resize(level);
}

Position Domains::made_true_at(Literal l) const {
  DCHECK(holds(l));
  Position at = last_[l.side];
  while (at != kNoChange && trail_[at].before >= l.bound) at = trail_[at].previous;
  return at;
}

}  // namespace penholder::solver
