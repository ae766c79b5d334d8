#include "solver/assembly.h"

#include <algorithm>

#include "base/check.h"

namespace penholder::solver {

Assembly::Assembly(const Model& model, const FlatModel& flat, const FlatCost& cost)
    : flat_(flat), cost_(cost), rules_(model, flat), scheduler_(flat) {
  is_visited_.assign(flat.task_count, 0);
  is_out_.assign(flat.task_count, 0);
  spent_.assign(flat.budget.size(), 0);
  counted_.assign(rules_.caps().size(), 0);
  placed_.reserve(flat.task_count);
  total_ = cost.base();
}

void Assembly::clear() {
  scheduler_.clear();
  placed_.clear();
  std::ranges::fill(is_out_, 0);
  std::ranges::fill(spent_, 0);
  std::ranges::fill(counted_, 0);
  makespan_ = 0;
  total_ = cost_.base();
}

bool Assembly::read(std::span<const Placement> schedule) {
  clear();
  if (!scheduler_.read(schedule)) return false;
  // `read` only remembers the starts; now they take their resources.
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    if (!scheduler_.is_placed(i)) continue;
    scheduler_.put(i, scheduler_.start(i));
    count(i, 1);
    placed_.push_back(i);
  }
  settle(0);
  return true;
}

void Assembly::remove(std::uint32_t task) {
  const auto at = std::ranges::find(placed_, task);
  CHECK(at != placed_.end());
  placed_.erase(at);
  total_ -= cost_.done(scheduler_.flat_mode(task), scheduler_.start(task));
  const bool was_last = scheduler_.end(task) == makespan_;
  scheduler_.lift(task);
  count(task, -1);
  if (was_last) {
    const ShortTime makespan = scheduler_.makespan();
    total_ -= cost_.makespan_weight() * (makespan_ - makespan);
    makespan_ = makespan;
  }
}

void Assembly::put_back(std::uint32_t task, std::uint32_t mode, ShortTime start) {
  scheduler_.set_mode(task, mode);
  scheduler_.put(task, start);
  count(task, 1);
  placed_.push_back(task);
  settle(placed_.size() - 1);
}

void Assembly::hope_again() { std::ranges::fill(is_out_, 0); }

/// Spends for the task, and counts it in its sets, or the other way round.
void Assembly::count(std::uint32_t task, Value sign) {
  const std::uint32_t mode = scheduler_.flat_mode(task);
  for (std::uint32_t k = flat_.spend_begin[mode]; k < flat_.spend_begin[mode + 1]; ++k) {
    spent_[flat_.spends[k].budget] += sign * flat_.spends[k].amount;
  }
  for (const std::uint32_t c : rules_.caps_of(task)) counted_[c] += sign;
}

bool Assembly::keeps_counts(std::uint32_t task) const {
  const std::uint32_t mode = scheduler_.flat_mode(task);
  for (std::uint32_t k = flat_.spend_begin[mode]; k < flat_.spend_begin[mode + 1]; ++k) {
    const std::uint32_t budget = flat_.spends[k].budget;
    if (spent_[budget] > flat_.budget[budget]) return false;
  }
  return std::ranges::all_of(
      rules_.caps_of(task), [&](std::uint32_t c) { return counted_[c] <= rules_.caps()[c].limit; });
}

/// Change of the cost by what was placed since then.
Value Assembly::change_since(std::size_t from) const {
  Value sum = 0;
  ShortTime makespan = makespan_;
  for (std::size_t k = from; k < placed_.size(); ++k) {
    const std::uint32_t task = placed_[k];
    sum += cost_.done(scheduler_.flat_mode(task), scheduler_.start(task));
    makespan = std::max(makespan, scheduler_.end(task));
  }
  return sum + cost_.makespan_weight() * (makespan - makespan_);
}

Value Assembly::count_done(const PresenceRules::Count& want) const {
  return std::ranges::count_if(rules_.tasks_of(want),
                               [&](std::uint32_t task) { return scheduler_.is_placed(task); });
}

/// What was placed since then counts in the cost from now on.
void Assembly::settle(std::size_t from) {
  total_ += change_since(from);
  for (std::size_t k = from; k < placed_.size(); ++k) {
    makespan_ = std::max(makespan_, scheduler_.end(placed_[k]));
  }
}

void Assembly::take_back(std::size_t until) {
  while (placed_.size() > until) {
    const std::uint32_t task = placed_.back();
    placed_.pop_back();
    scheduler_.lift(task);
    count(task, -1);
  }
}

bool Assembly::keeps_groups() const {
  for (const PresenceRules::Count& want : rules_.wants()) {
    if (count_done(want) < want.limit) return false;
  }
  return rules_.others_hold([&](std::uint32_t task) {
    return scheduler_.is_placed(task) ? static_cast<int>(scheduler_.mode(task)) : -1;
  });
}

}  // namespace penholder::solver
