#include "solver/engine.h"

#include <algorithm>
#include <array>
#include <utility>

#ifdef PENHOLDER_AUDIT
#define TELL_AUDITOR(what)                 \
  do {                                     \
    if (auditor != nullptr) auditor->what; \
  } while (false)
#else
#define TELL_AUDITOR(what) \
  do {                     \
  } while (false)
#endif

namespace penholder::solver {

Var Engine::add_variable(Tick low, Tick high, Literal presence) {
  const Var x = domains_.add(low, high, presence);
  nogoods_.grow();
  const std::size_t sides = 2 * domains_.variables();
  arcs_from_.resize(sides);
  arcs_guarded_.resize(sides);
  wakes_.resize(sides);
  needed_.resize(sides);
  is_needed_.resize(sides);
  return x;
}

void Engine::add_arc(const Arc& arc) {
  const auto id = static_cast<std::uint32_t>(arcs_.size());
  arcs_.push_back(arc);
  arcs_from_[arc.from].push_back(id);
  if (!is_always(arc.guard)) {
    arcs_guarded_[arc.guard.side].push_back(id);
    // A guarded arc is also refuted by its target's other side.
    if (arc.refutes_guard) arcs_from_[opposite(arc.to)].push_back(id);
  }
}

bool Engine::add_nogood(std::vector<Literal> literals) {
  return nogoods_.add_permanent(std::move(literals));
}

void Engine::add_propagator(std::unique_ptr<Propagator> propagator, Effort cost,
                            std::span<const Side> wakes) {
  const auto id = static_cast<std::uint32_t>(slots_.size());
  slots_.push_back({.propagator = std::move(propagator), .cost = cost, .is_queued = false});
  for (const Side side : wakes) {
    if (wakes_[side].empty() || wakes_[side].back() != id) wakes_[side].push_back(id);
  }
  enqueue(id);
}

void Engine::wake(const Propagator& propagator) {
  for (std::uint32_t id = 0; id < slots_.size(); ++id) {
    if (slots_[id].propagator.get() == &propagator) enqueue(id);
  }
}

void Engine::enqueue(std::uint32_t slot) {
  Slot& s = slots_[slot];
  if (s.is_queued) return;
  s.is_queued = true;
  queues_[static_cast<std::size_t>(s.cost)].push_back(slot);
}

void Engine::clear_queues() {
  for (auto& queue : queues_) {
    for (const std::uint32_t slot : queue) slots_[slot].is_queued = false;
    queue.clear();
  }
  next_change_ = domains_.size();
}

bool Engine::fire(std::uint32_t id) {
  const Arc& arc = arcs_[id];
  // Bounds of what is absent mean nothing, and may have crossed.
  if (domains_.is_absent(var_of(arc.from))) return true;
  const Tick reached = domains_.bound(arc.from) + arc.weight;
  if (domains_.holds(arc.guard)) {
    return domains_.make_true({.side = arc.to, .bound = reached},
                              Reason{.kind = Reason::Kind::Arc, .size = 0, .ref = id});
  }
  const Side against = opposite(arc.to);
  if (arc.refutes_guard && reached + domains_.bound(against) > 0 && !domains_.fails(arc.guard)) {
    const Tick wall = domains_.bound(against);  // to <= -wall
    const std::array<Literal, 2> because{Literal{.side = against, .bound = wall},
                                         Literal{.side = arc.from, .bound = 1 - wall - arc.weight}};
    return domains_.make_true(negation(arc.guard), because);
  }
  return true;
}

bool Engine::propagate_changes() {
  while (next_change_ < domains_.size()) {
    const Change change = domains_.change(next_change_++);
    ++work_;
    if (!nogoods_.on_change(change)) return false;
    // Later changes of the same side will fire the arcs with the higher bound.
    if (domains_.bound(change.side) == change.after) {
      for (const std::uint32_t id : arcs_from_[change.side]) {
        if (!fire(id)) return false;
      }
      work_ += arcs_from_[change.side].size() / 2;
    }
    for (const std::uint32_t id : arcs_guarded_[change.side]) {
      const Literal guard = arcs_[id].guard;
      if (guard.bound > change.before && guard.bound <= change.after && !fire(id)) return false;
    }
    for (const std::uint32_t slot : wakes_[change.side]) enqueue(slot);
  }
  return true;
}

bool Engine::propagate() {
  for (; next_arc_ < arcs_.size(); ++next_arc_) {
    if (!fire(next_arc_)) {
      TELL_AUDITOR(failed(*this, nullptr));
      return false;
    }
  }
  while (true) {
    if (!propagate_changes()) {
      TELL_AUDITOR(failed(*this, nullptr));
      clear_queues();
      return false;
    }
    TELL_AUDITOR(concluded(*this, nullptr));
    auto queue = std::ranges::find_if(queues_, [](const auto& q) { return !q.empty(); });
    if (queue == queues_.end()) return true;
    const std::uint32_t id = queue->back();
    queue->pop_back();
    slots_[id].is_queued = false;
    ++work_;
    if (!slots_[id].propagator->propagate(*this)) {
      TELL_AUDITOR(failed(*this, slots_[id].propagator.get()));
      clear_queues();
      return false;
    }
    TELL_AUDITOR(concluded(*this, slots_[id].propagator.get()));
  }
}

void Engine::decide(Literal literal) {
  ++decisions_;
  domains_.open_level();
  if (is_always(literal) || domains_.holds(literal)) return;
  CHECK(!domains_.fails(literal));
  CHECK(domains_.make_true(literal, Reason{}));
}

void Engine::back_to(std::uint32_t level) {
  if (level >= domains_.level()) return;
  domains_.back_to(level);
  next_change_ = std::min(next_change_, domains_.size());
  TELL_AUDITOR(went_back(domains_.size()));
}

void Engine::explain(Position at, Literal l, std::vector<Literal>& out) const {
  const Change& change = domains_.change(at);
  [[maybe_unused]] const std::size_t given = out.size();
  switch (change.reason.kind) {
    case Reason::Kind::None:
      break;
    case Reason::Kind::Arc: {
      // The arc is linear: a weaker conclusion needs only a weaker premise.
      const Arc& arc = arcs_[change.reason.ref];
      out.push_back({.side = arc.from, .bound = l.bound - arc.weight});
      if (!is_always(arc.guard)) out.push_back(arc.guard);
      break;
    }
    case Reason::Kind::Nogood:
      for (const Literal each : nogoods_.literals(change.reason.ref)) {
        if (each.side != opposite(l.side)) out.push_back(each);
      }
      break;
    case Reason::Kind::Crossing: {
      const Literal crossing = domains_.crossing_literal(change.reason.ref);
      out.push_back({.side = opposite(crossing.side), .bound = 1 - crossing.bound});
      explain(change.reason.ref, crossing, out);
      break;
    }
    case Reason::Kind::Spelled: {
      const auto because = domains_.spelled(change.reason);
      out.insert(out.end(), because.begin(), because.end());
      break;
    }
  }
  TELL_AUDITOR(explained(*this, at, l, std::span(out).subspan(given)));
}

void Engine::need(Literal l) {
  if (is_always(l)) return;
  const Position at = domains_.made_true_at(l);
  if (at == kNoChange || domains_.change(at).level == 0) return;
  if (on_seen) on_seen(l);
  if (is_needed_[l.side] != 0) {
    if (l.bound <= needed_[l.side]) return;
    const Position before = domains_.made_true_at({.side = l.side, .bound = needed_[l.side]});
    if (domains_.change(before).level == domains_.level()) --open_;
  } else {
    is_needed_[l.side] = 1;
    touched_.push_back(l.side);
  }
  needed_[l.side] = l.bound;
  if (domains_.change(at).level == domains_.level()) ++open_;
}

bool Engine::is_given(Literal l, Position before) const {
  // Only what stands earlier on the trail may justify: so no two literals justify each other away.
  if (is_needed_[l.side] == 0 || needed_[l.side] < l.bound) return false;
  return domains_.made_true_at({.side = l.side, .bound = needed_[l.side]}) < before;
}

bool Engine::is_redundant(Literal l, int depth) {
  constexpr int kDeepest = 24;
  const Position at = domains_.made_true_at(l);
  if (at == kNoChange || domains_.change(at).level == 0) return true;
  if (memo_.size() < domains_.size()) memo_.resize(domains_.size(), 0);
  if (memo_[at] == 1) return true;
  if (memo_[at] == 2) return false;
  bool verdict = domains_.change(at).reason.kind != Reason::Kind::None && depth < kDeepest;
  if (verdict) {
    std::vector<Literal> because;
    // For the full change, so that the verdict may be kept for any literal it made true.
    explain(at, {.side = l.side, .bound = domains_.change(at).after}, because);
    for (const Literal each : because) {
      if (is_always(each)) continue;
      if (is_given(each, at)) continue;
      if (!is_redundant(each, depth + 1)) {
        verdict = false;
        break;
      }
    }
  }
  memo_[at] = verdict ? 1 : 2;
  memo_touched_.push_back(at);
  return verdict;
}

bool Engine::resolve_conflict() {
  ++conflicts_;
  TELL_AUDITOR(concluded(*this, nullptr));
  // The conflict may lie wholly below the current level when a rule was late to see it.
  std::uint32_t top = 0;
  std::vector<Literal> conflict = domains_.conflict();
  if (const Position at = domains_.crossing(); at != kNoChange) {
    explain(at, domains_.crossing_literal(at), conflict);
  }
  for (const Literal l : conflict) {
    if (is_always(l)) continue;
    const Position at = domains_.made_true_at(l);
    if (at != kNoChange) top = std::max(top, domains_.change(at).level);
  }
  if (top == 0) return false;
  back_to(top);
  open_ = 0;
  for (const Literal l : conflict) need(l);

  // Resolve from the top of the trail until one literal of this level is left (1-UIP).
  Position at = domains_.size();
  while (true) {
    --at;
    const Change& change = domains_.change(at);
    const Side side = change.side;
    if (is_needed_[side] == 0 || needed_[side] <= change.before || needed_[side] > change.after) {
      continue;
    }
    if (open_ == 1) break;
    const Literal l{.side = side, .bound = needed_[side]};
    is_needed_[side] = 0;
    --open_;
    if (change.reason.kind == Reason::Kind::Nogood) nogoods_.bump(change.reason.ref);
    reason_.clear();
    explain(at, l, reason_);
    ++work_;
    for (const Literal each : reason_) need(each);
  }
  const Side asserting = domains_.change(at).side;

  std::ranges::sort(touched_);
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  learned_.clear();
  learned_.push_back({.side = asserting, .bound = needed_[asserting]});
  for (const Side side : touched_) {
    if (is_needed_[side] == 0 || side == asserting) continue;
    const Literal l{.side = side, .bound = needed_[side]};
    const Position made = domains_.made_true_at(l);
    if (domains_.change(made).reason.kind != Reason::Kind::None) {
      // A literal may not justify itself: judge it without itself, by its own reasons.
      std::vector<Literal> because;
      explain(made, l, because);
      bool is_superfluous = true;
      for (const Literal each : because) {
        if (is_always(each)) continue;
        if (is_given(each, made)) continue;
        if (!is_redundant(each, 0)) {
          is_superfluous = false;
          break;
        }
      }
      if (is_superfluous) continue;
    }
    learned_.push_back(l);
  }
  for (const Position each : memo_touched_) memo_[each] = 0;
  memo_touched_.clear();
  for (const Side side : touched_) is_needed_[side] = 0;
  touched_.clear();

  // Where to go back to: the second highest level; its literal is watched.
  std::uint32_t target = 0;
  std::vector<std::uint32_t> levels;
  for (std::size_t k = 1; k < learned_.size(); ++k) {
    const std::uint32_t level = domains_.change(domains_.made_true_at(learned_[k])).level;
    levels.push_back(level);
    if (level > target) {
      target = level;
      std::swap(learned_[1], learned_[k]);
      std::swap(levels[0], levels[k - 1]);
    }
  }
  std::ranges::sort(levels);
  last_glue_ =
      static_cast<std::uint32_t>(std::unique(levels.begin(), levels.end()) - levels.begin()) + 1;
  TELL_AUDITOR(learned(*this, learned_));
  if (on_learned) on_learned(learned_);
  back_to(target);
  nogoods_.decay();
  if (learned_.size() == 1) {
    return domains_.make_true(negation(learned_[0]), Reason{}) &&
           domains_.make_true(domains_.presence(var_of(learned_[0].side)), Reason{});
  }
  const NogoodRef ref = nogoods_.learn(learned_, last_glue_);
  // The conclusion itself may conflict at once; then that conflict is the next to learn from.
  if (nogoods_.conclude(ref)) return true;
  return resolve_conflict();
}

std::vector<Literal> Engine::decisions_behind(std::span<const Literal> literals) {
  std::vector<std::uint8_t> is_seen(domains_.size(), 0);
  std::vector<Position> stack;
  std::vector<Literal> found;
  const auto look = [&](Literal l) {
    if (is_always(l)) return;
    const Position at = domains_.made_true_at(l);
    if (at == kNoChange || domains_.change(at).level == 0 || is_seen[at] != 0) return;
    is_seen[at] = 1;
    stack.push_back(at);
  };
  for (const Literal l : literals) look(l);
  while (!stack.empty()) {
    const Position at = stack.back();
    stack.pop_back();
    const Change& change = domains_.change(at);
    const Literal l{.side = change.side, .bound = change.after};
    if (change.reason.kind == Reason::Kind::None) {
      found.push_back(l);
      continue;
    }
    std::vector<Literal> because;
    explain(at, l, because);
    for (const Literal each : because) look(each);
  }
  return found;
}

}  // namespace penholder::solver
