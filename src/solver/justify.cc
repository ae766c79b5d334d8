#include "solver/justify.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace penholder::solver {

Justifier::Justifier(Scheduler& scheduler)
    : scheduler_(scheduler), base_(scheduler.flat().topological) {
  if (base_.empty()) {
    base_.resize(scheduler.flat().task_count);
    std::iota(base_.begin(), base_.end(), 0U);
  }
  order_.reserve(base_.size());
  placed_.reserve(base_.size());
}

/// Stable sort of the placed tasks by a key in [from, to]: by counting where the range is short.
template <class Key>
void Justifier::sort_by(std::vector<std::uint32_t>& order, Key key, ShortTime from, ShortTime to) {
  if (to - from > kDenseHorizon) {
    order = placed_;
    std::ranges::stable_sort(order, {}, key);
    return;
  }
  count_.assign(static_cast<std::size_t>(to - from) + 2, 0);
  for (const std::uint32_t task : placed_) ++count_[static_cast<std::size_t>(key(task) - from) + 1];
  for (std::size_t i = 1; i < count_.size(); ++i) count_[i] += count_[i - 1];
  order.resize(placed_.size());
  for (const std::uint32_t task : placed_) {
    order[count_[static_cast<std::size_t>(key(task) - from)]++] = task;
  }
}

void Justifier::order_by_start(std::vector<std::uint32_t>& order) {
  placed_.clear();
  ShortTime from = scheduler_.flat().horizon;
  ShortTime to = scheduler_.flat().origin;
  for (const std::uint32_t task : base_) {
    if (!scheduler_.is_placed(task)) continue;
    placed_.push_back(task);
    from = std::min(from, scheduler_.start(task));
    to = std::max(to, scheduler_.start(task));
  }
  if (placed_.empty()) {
    order.clear();
    return;
  }
  sort_by(order, [&](std::uint32_t task) { return scheduler_.start(task); }, from, to);
}

void Justifier::to_the_right(ShortTime latest_end) {
  placed_.clear();
  ShortTime from = scheduler_.flat().horizon;
  // Backwards through the topological order: of two that end together the successor comes first.
  for (std::size_t i = base_.size(); i-- > 0;) {
    if (!scheduler_.is_placed(base_[i])) continue;
    placed_.push_back(base_[i]);
    from = std::min(from, scheduler_.end(base_[i]));
  }
  if (placed_.empty()) return;
  sort_by(
      order_, [&](std::uint32_t task) { return latest_end - scheduler_.end(task); }, 0,
      latest_end - from);
  scheduler_.clear_resources();
  for (const std::uint32_t task : order_) {
    const ShortTime start =
        scheduler_.latest(task, scheduler_.start(task), scheduler_.upper_bound(task, latest_end));
    CHECK(start != kNowhere);
    scheduler_.put(task, start);
  }
}

void Justifier::to_the_left() {
  order_by_start(order_);
  scheduler_.clear_resources();
  for (const std::uint32_t task : order_) {
    const ShortTime start =
        scheduler_.earliest(task, scheduler_.lower_bound(task), scheduler_.start(task));
    CHECK(start != kNowhere);
    scheduler_.put(task, start);
  }
}

void Justifier::improve() {
  ShortTime before = scheduler_.makespan();
  while (true) {
    to_the_right(before);
    to_the_left();
    const ShortTime after = scheduler_.makespan();
    if (after >= before) return;
    before = after;
  }
}

}  // namespace penholder::solver
