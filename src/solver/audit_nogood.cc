#include "solver/audit_nogood.h"

#include <algorithm>

#include "solver/check_schedule.h"

namespace penholder::solver {

NogoodJudge::NogoodJudge(const Model& model, std::size_t level, const std::vector<HeldLevel>& held,
                         Time latest_date)
    : model_(model),
      level_(level),
      held_(held),
      copy_(compile(model, level, held, latest_date)),
      vocabulary_(vocabulary_of(*copy_)),
      rules_(model, vocabulary_) {
  is_refuted_ = copy_->is_contradictory;
}

void NogoodJudge::follow(const Program& watched) {
  for (std::size_t k = copy_->asked.size(); k < watched.asked.size(); ++k) {
    const AskedBound& asked = watched.asked[k];
    const Side side = asked.bound.side;
    if (side == lower_side(var_of(side))) {
      start_at_least(*copy_, asked.task, asked.bound.bound);
    } else {
      start_at_most(*copy_, asked.task, -Time{asked.bound.bound});
    }
    vocabulary_ = vocabulary_of(*copy_);
  }
  for (std::size_t k = 0; k < watched.counted.size(); ++k) {
    if (k == counted_.size()) {
      counted_.push_back(add_counted_sum(*copy_, watched.counted[k].sum).rule);
      vocabulary_ = vocabulary_of(*copy_);
    }
    set_limit(*counted_[k], watched.counted[k].rule->limit());
  }
  // Otherwise the literals of one would mean something else in the other.
  CHECK(copy_->engine.domains().variables() == watched.engine.domains().variables());
  if (watched.sum != nullptr && watched.sum->limit() < copy_->sum->limit() &&
      !limit_cost(*copy_, watched.sum->limit())) {
    is_refuted_ = true;
  }
}

void NogoodJudge::set_limit(FunctionSum& rule, Value limit) {
  if (limit >= rule.limit()) return;
  rule.set_limit(limit);
  copy_->engine.wake(rule);
}

void NogoodJudge::hold(Literal fact) {
  if (!copy_->engine.domains().make_true(fact, Reason{})) is_refuted_ = true;
}

void NogoodJudge::add(std::span<const Literal> nogood) {
  literals_.insert(literals_.end(), nogood.begin(), nogood.end());
  ends_.push_back(literals_.size());
}

bool NogoodJudge::reach_fixed_point() {
  Domains& domains = copy_->engine.domains();
  while (true) {
    if (!copy_->engine.propagate()) return false;
    const Position before = domains.size();
    std::size_t begin = 0;
    steps_ += literals_.size();
    for (const std::size_t end : ends_) {
      const Literal* open = nullptr;
      bool is_idle = false;
      for (std::size_t k = begin; k < end && !is_idle; ++k) {
        // Of what is absent every bound holds.
        if (domains.holds(literals_[k]) || domains.is_absent(var_of(literals_[k].side))) continue;
        is_idle = open != nullptr;
        open = &literals_[k];
      }
      begin = end;
      if (is_idle) continue;
      if (open == nullptr) return false;
      // "absent or bound" has to be false: present, and the other bound.
      if (!domains.make_true(domains.presence(var_of(open->side)), Reason{}) ||
          !domains.make_true(negation(*open), Reason{})) {
        return false;
      }
    }
    if (domains.size() == before) return true;
  }
}

bool NogoodJudge::reach_fixed_point_with_slots() {
  Domains& domains = copy_->engine.domains();
  bool is_changed = true;
  while (is_changed) {
    if (!reach_fixed_point()) return false;
    is_changed = false;
    Box box(model_, vocabulary_);
    for (Side side = 0; side < 2 * domains.variables(); ++side) {
      // Of what is absent the bounds mean nothing; that it is absent is said elsewhere.
      if (!domains.is_absent(var_of(side)))
        box.assume({.side = side, .bound = domains.bound(side)});
    }
    for (const SlotMeaning& slot : vocabulary_.slots) {
      // First whether it is more than allowed, then how much it is.
      const Value too_dear = slot.base + slot.scale * (Value{domains.high(slot.variable)} + 1);
      const std::optional<Value> least = rules_.least_of_slot(box, slot, too_dear);
      if (!least) continue;
      if (*least >= too_dear) return false;
      const auto cost = static_cast<Tick>((*least - slot.base) / slot.scale);
      if (cost <= domains.low(slot.variable)) continue;
      if (!domains.make_true(at_least(slot.variable, cost), Reason{})) return false;
      is_changed = true;
    }
  }
  return true;
}

NogoodJudge::Verdict NogoodJudge::judge(std::span<const Literal> nogood) {
  if (!is_refuted_ && !reach_fixed_point()) is_refuted_ = true;
  if (is_refuted_) return Verdict::Propagated;
  Engine& engine = copy_->engine;
  engine.domains().open_level();
  bool is_sound = true;
  for (const Literal l : nogood) {
    is_sound = is_sound && (is_always(l) || engine.domains().make_true(l, Reason{}));
  }
  Verdict verdict = Verdict::Propagated;
  if (is_sound && reach_fixed_point() && reach_fixed_point_with_slots()) {
    nodes_ = 0;
    has_given_up_ = false;
    has_counterexample_ = false;
    const bool is_refuted = refutes_by_search(nogood);
    verdict = has_counterexample_            ? Verdict::False
              : is_refuted && !has_given_up_ ? Verdict::Searched
                                             : Verdict::GaveUp;
  }
  engine.back_to(0);
  return verdict;
}

bool NogoodJudge::is_counterexample(std::span<const Literal> nogood) const {
  const Schedule schedule = schedule_from(*copy_);
  const ScheduleCheck check = check_schedule(model_, schedule);
  if (!check.is_valid()) return false;
  for (const HeldLevel& held : held_) {
    if (check.costs[held.objective] > held.at_most) return false;
  }
  if (copy_->sum != nullptr && check.costs[level_] > copy_->sum->limit()) return false;
  return std::ranges::all_of(nogood,
                             [&](Literal l) { return holds_in(model_, vocabulary_, schedule, l); });
}

/// True: nothing is left below the present level. Everything is at its fixed point.
bool NogoodJudge::refutes_by_search(std::span<const Literal> nogood) {
  constexpr std::uint64_t kMostNodes = 2000;
  if (++nodes_ > kMostNodes) {
    has_given_up_ = true;
    return false;
  }
  Engine& engine = copy_->engine;
  const Domains& domains = engine.domains();
  Var next = kNoVar;
  for (Var x = 0; x < domains.variables() && next == kNoVar; ++x) {
    if (!domains.is_absent(x) && !domains.is_fixed(x)) next = x;
  }
  if (next == kNoVar) {
    if (is_counterexample(nogood)) {
      has_counterexample_ = true;
    } else {
      has_given_up_ = true;
    }
    return false;
  }
  const Literal low = at_most(next, domains.low(next));
  const Literal high = at_least(next, domains.low(next) + 1);
  for (const Literal branch : {low, high}) {
    engine.domains().open_level();
    const std::uint32_t level = domains.level();
    const bool is_open = engine.domains().make_true(branch, Reason{}) && reach_fixed_point();
    const bool is_refuted = !is_open || refutes_by_search(nogood);
    engine.back_to(level - 1);
    if (!is_refuted) return false;
  }
  return true;
}

}  // namespace penholder::solver
