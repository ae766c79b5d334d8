#include "solver/slot_bound.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace penholder::solver {

SlotBound::SlotBound(Tick begin, Tick end, std::vector<Item> items, std::vector<Room> rooms,
                     ChoiceKnapsack knapsack, Var joint, Value base, Value scale)
    : begin_(begin),
      end_(end),
      items_(std::move(items)),
      rooms_(std::move(rooms)),
      knapsack_(std::move(knapsack)),
      joint_(joint),
      base_(base),
      scale_(scale),
      open_(items_.size()),
      room_(rooms_.size()),
      moment_(rooms_.size()) {
  for (const Item& item : items_) {
    all_open_.push_back((std::uint64_t{1} << item.options.size()) - 1);
  }
  for (const Room& room : rooms_) capacity_.push_back(room.capacity);
}

std::vector<Side> SlotBound::wakes() const {
  std::vector<Side> sides;
  for (const Item& item : items_) {
    for (const Literal l : item.options) {
      if (!is_always(l)) sides.push_back(opposite(l.side));
    }
  }
  sides.push_back(upper_side(joint_));
  for (const Room& room : rooms_) {
    for (const Interval& other : room.others) {
      sides.push_back(lower_side(other.start));
      sides.push_back(upper_side(other.start));
      if (!is_always(other.presence)) sides.push_back(other.presence.side);
    }
  }
  std::ranges::sort(sides);
  sides.erase(std::unique(sides.begin(), sides.end()), sides.end());
  return sides;
}

SlotBound::Left SlotBound::left_in(const Domains& domains, const Room& room) const {
  // The tightest moment is one at which something begins: the slot, a step of the capacity, the
  // sure part of another task.
  const auto capacity_at = [&](Tick moment) {
    Value capacity = 0;
    for (const auto& step : room.steps) {
      if (step.from > moment) break;
      capacity = step.capacity;
    }
    return capacity;
  };
  const auto is_sure_at = [&](const Interval& other, Tick moment) {
    return domains.high(other.start) <= moment &&
           domains.low(other.start) + other.duration > moment && domains.holds(other.presence);
  };
  const auto left_at = [&](Tick moment) {
    Value left = capacity_at(moment);
    for (const Interval& other : room.others) {
      if (is_sure_at(other, moment)) left -= other.amount;
    }
    return left;
  };
  Left tightest{.room = left_at(begin_), .moment = begin_};
  const auto look = [&](Tick moment) {
    if (moment <= begin_ || moment >= end_) return;
    const Value left = left_at(moment);
    if (left < tightest.room) tightest = {.room = left, .moment = moment};
  };
  for (const auto& step : room.steps) look(static_cast<Tick>(step.from));
  for (const Interval& other : room.others) look(domains.high(other.start));
  return tightest;
}

Tick SlotBound::joint_of(const ChoiceKnapsack::Answer& answer) const {
  return static_cast<Tick>(std::clamp<Value>((answer.cost - base_) / scale_, 0, kTickMax / 2));
}

Value SlotBound::cost_of(Tick joint) const {
  return joint > kTickMax / 2 ? ChoiceKnapsack::kImpossible : base_ + scale_ * Value{joint};
}

void SlotBound::explain(const Domains& domains, Tick target) {
  // Whatever may be given back without the cost falling below the target is not part of the reason:
  // what prices give back, all at once; then one thing after the other.
  const Value target_cost = cost_of(target);
  why_open_ = open_;
  why_room_ = room_;
  const auto is_enough = [&] {
    return knapsack_.costs_at_least(why_open_, why_room_, target_cost);
  };
  if (!knapsack_.weaken(why_open_, why_room_, capacity_, target_cost)) {
    why_open_ = all_open_;
    if (!is_enough()) why_open_ = open_;
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (why_open_[i] == all_open_[i]) continue;
    const std::uint64_t shut = std::exchange(why_open_[i], all_open_[i]);
    if (!is_enough()) why_open_[i] = shut;
  }
  for (std::size_t r = 0; r < rooms_.size(); ++r) {
    if (why_room_[r] >= capacity_[r]) continue;
    const Value taken = std::exchange(why_room_[r], capacity_[r]);
    if (!is_enough()) why_room_[r] = taken;
  }
  because_.clear();
  add_reasons(domains, items_.size());
}

/// Why no more is open, in other items than `except`, and no more room is left.
void SlotBound::add_reasons(const Domains& domains, std::size_t except) {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (i == except) continue;
    for (std::uint64_t shut = all_open_[i] & ~why_open_[i]; shut != 0; shut &= shut - 1) {
      because_.push_back(
          negation(items_[i].options[static_cast<std::size_t>(std::countr_zero(shut))]));
    }
  }
  for (std::size_t r = 0; r < rooms_.size(); ++r) {
    if (why_room_[r] >= capacity_[r]) continue;
    const Tick moment = moment_[r];
    for (const Interval& other : rooms_[r].others) {
      if (domains.high(other.start) > moment ||
          domains.low(other.start) + other.duration <= moment || !domains.holds(other.presence)) {
        continue;
      }
      because_.push_back(at_most(other.start, moment));
      because_.push_back(at_least(other.start, moment - other.duration + 1));
      if (!is_always(other.presence)) because_.push_back(other.presence);
    }
  }
}

/// Shuts the options with which the slot would cost more than its variable allows.
bool SlotBound::shut_dear(Domains& domains) {
  const Tick high = domains.high(joint_);
  const Value target_cost = cost_of(high + 1);
  if (std::ranges::any_of(room_, [](Value left) { return left < 0; })) return true;
  knapsack_.find_dear(open_, room_, target_cost, dear_);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    for (std::uint64_t rest = dear_[i]; rest != 0; rest &= rest - 1) {
      const int o = std::countr_zero(rest);
      const Literal option = items_[i].options[static_cast<std::size_t>(o)];
      if (is_always(option) || domains.fails(option)) continue;
      if (domains.level() == 0) {
        if (!domains.make_true(negation(option), Reason{})) return false;
        continue;
      }
      why_open_ = open_;
      why_open_[i] = std::uint64_t{1} << o;
      why_room_ = room_;
      if (!knapsack_.weaken(why_open_, why_room_, capacity_, target_cost, i)) continue;
      because_.clear();
      add_reasons(domains, i);
      because_.push_back(at_most(joint_, high));
      if (!domains.make_true(negation(option), because_)) return false;
    }
  }
  return true;
}

bool SlotBound::propagate(Engine& engine) {
  Domains& domains = engine.domains();
  for (std::size_t i = 0; i < items_.size(); ++i) {
    open_[i] = 0;
    for (std::size_t o = 0; o < items_[i].options.size(); ++o) {
      if (!domains.fails(items_[i].options[o])) open_[i] |= std::uint64_t{1} << o;
    }
    if (open_[i] == 0) return true;  // a clause is about to say so
  }
  for (std::size_t r = 0; r < rooms_.size(); ++r) {
    const Left left = left_in(domains, rooms_[r]);
    room_[r] = left.room;
    moment_[r] = left.moment;
  }
  // Exact once it is settled what else is done; before that much is still to come.
  const bool is_settled = std::ranges::all_of(rooms_, [&](const Room& room) {
    return std::ranges::all_of(room.others, [&](const Interval& other) {
      return domains.holds(other.presence) || domains.fails(other.presence);
    });
  });
  const ChoiceKnapsack::Answer answer =
      is_settled ? knapsack_.least(open_, room_, cost_of(domains.high(joint_) + 1))
                 : knapsack_.relaxed(open_, room_);
  bool is_sound = true;
  if (!answer.is_possible) {
    explain(domains, kTickMax);
    is_sound = domains.fail(because_);
  } else if (const Tick joint = joint_of(answer); joint > domains.low(joint_)) {
    if (domains.level() == 0) {
      is_sound = domains.make_true(at_least(joint_, joint), Reason{});
    } else {
      explain(domains, joint);
      is_sound = domains.make_true(at_least(joint_, joint), because_);
    }
  }
  if (is_sound && is_settled && answer.is_possible) is_sound = shut_dear(domains);
  engine.add_work(knapsack_.take_work());
  return is_sound;
}

}  // namespace penholder::solver
