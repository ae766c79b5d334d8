#include "solver/timeline.h"

#include <algorithm>

#include "base/check.h"

namespace penholder::solver {

DenseTimeline::DenseTimeline(std::span<const FlatModel::Level> levels, std::uint64_t guard,
                             ShortTime origin, ShortTime horizon)
    : guard_(guard), origin_(origin), used_from_(horizon), used_to_(origin) {
  CHECK(!levels.empty() && levels.front().from <= origin && origin <= horizon);
  std::size_t level = 0;
  for (ShortTime at = origin; at < horizon; ++at) {
    while (level + 1 < levels.size() && levels[level + 1].from <= at) ++level;
    empty_.push_back(levels[level].free);
  }
  free_ = empty_;
}

void DenseTimeline::clear() {
  if (used_from_ < used_to_) {
    const auto from = static_cast<std::ptrdiff_t>(used_from_ - origin_);
    const auto to = static_cast<std::ptrdiff_t>(used_to_ - origin_);
    std::copy(empty_.begin() + from, empty_.begin() + to, free_.begin() + from);
  }
  used_from_ = static_cast<ShortTime>(origin_ + static_cast<ShortTime>(free_.size()));
  used_to_ = origin_;
}

SparseTimeline::SparseTimeline(std::span<const FlatModel::Level> levels, std::uint64_t guard,
                               ShortTime origin, ShortTime horizon)
    : guard_(guard) {
  CHECK(!levels.empty() && levels.front().from <= origin && origin <= horizon);
  empty_.assign(levels.begin(), levels.end());
  // A last level past every end spares the loops a test for the end of the list.
  const ShortTime past = std::max(horizon, empty_.back().from) + 1;
  empty_.push_back({.from = past, .free = empty_.back().free});
  levels_ = empty_;
}

std::size_t SparseTimeline::position(ShortTime at) const {
  const auto after = std::ranges::upper_bound(levels_, at, {}, &FlatModel::Level::from);
  return static_cast<std::size_t>(after - levels_.begin()) - 1;
}

ShortTime SparseTimeline::earliest(ShortTime first, ShortTime last, ShortTime duration,
                                   std::uint64_t need) const {
  if (first > last) return kNowhere;
  ShortTime start = first;
  std::size_t at = position(first);
  while (true) {
    if (!fits(levels_[at].free, need)) {
      ++at;
      if (at == levels_.size() || levels_[at].from > last) return kNowhere;
      start = levels_[at].from;
      continue;
    }
    ++at;
    if (at == levels_.size() || levels_[at].from >= start + duration) return start;
  }
}

ShortTime SparseTimeline::latest(ShortTime first, ShortTime last, ShortTime duration,
                                 std::uint64_t need) const {
  if (first > last) return kNowhere;
  ShortTime start = last;
  std::size_t at = position(last + duration - 1);
  while (true) {
    if (!fits(levels_[at].free, need)) {
      start = levels_[at].from - duration;
      if (start < first || at == 0) return kNowhere;
      --at;
      continue;
    }
    if (levels_[at].from <= start) return start;
    if (at == 0) return kNowhere;
    --at;
  }
}

std::size_t SparseTimeline::cut(ShortTime at) {
  const std::size_t found = position(at);
  if (levels_[found].from == at) return found;
  const FlatModel::Level level{.from = at, .free = levels_[found].free};
  levels_.insert(levels_.begin() + static_cast<std::ptrdiff_t>(found) + 1, level);
  return found + 1;
}

void SparseTimeline::join(std::size_t position) {
  // The last level stays: it marks the end.
  if (position == 0 || position + 1 >= levels_.size()) return;
  if (levels_[position - 1].free == levels_[position].free) {
    levels_.erase(levels_.begin() + static_cast<std::ptrdiff_t>(position));
  }
}

void SparseTimeline::take(ShortTime start, ShortTime end, std::uint64_t need) {
  const std::size_t from = cut(start);
  const std::size_t to = cut(end);
  for (std::size_t at = from; at < to; ++at) levels_[at].free -= need;
  join(to);
  join(from);
}

void SparseTimeline::give_back(ShortTime start, ShortTime end, std::uint64_t need) {
  const std::size_t from = cut(start);
  const std::size_t to = cut(end);
  for (std::size_t at = from; at < to; ++at) levels_[at].free += need;
  join(to);
  join(from);
}

}  // namespace penholder::solver
