#include "sequence/profile.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {

Profile::Profile(const PlanProblem::Asset& asset) {
  CHECK(!asset.is_budget && !asset.steps.empty() && asset.steps.front().from == 0);
  steps_.reserve(asset.steps.size() + 16);
  for (const PlanProblem::Asset::Step& step : asset.steps) {
    steps_.push_back({.from = step.from, .free = step.capacity});
  }
}

std::size_t Profile::split(Days day) {
  std::size_t at = steps_.size();
  while (at > 0 && steps_[at - 1].from > day) --at;
  DCHECK(at > 0);
  if (steps_[at - 1].from == day) return at - 1;
  const Step made{.from = day, .free = steps_[at - 1].free};
  steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(at), made);
  return at;
}

void Profile::take(Days start, Days end, Amount amount) {
  if (start >= end || amount == 0) return;
  const std::size_t first = split(start);
  const std::size_t last = split(end);
  for (std::size_t i = first; i < last; ++i) steps_[i].free -= amount;
  // Only the two ends can have become steps without a step.
  for (const std::size_t i : {last, first}) {
    if (i > 0 && i < steps_.size() && steps_[i].free == steps_[i - 1].free) {
      steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

Amount Profile::least_free(Days start, Days end) const {
  Amount least = kUnlimited;
  for (std::size_t i = 0; i < steps_.size() && steps_[i].from < end; ++i) {
    const bool is_over = i + 1 < steps_.size() && steps_[i + 1].from <= start;
    if (!is_over && start < end) least = std::min(least, steps_[i].free);
  }
  return least;
}

std::optional<Days> Profile::earliest(Days from, Days latest, Days duration, Amount amount) const {
  Days start = from;
  if (duration <= 0 || amount <= 0) return start <= latest ? std::optional(start) : std::nullopt;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (start > latest) return std::nullopt;
    const bool is_last = i + 1 == steps_.size();
    if (!is_last && steps_[i + 1].from <= start) continue;
    if (steps_[i].from >= start + duration) break;
    if (steps_[i].free < amount) {
      if (is_last) return std::nullopt;
      start = steps_[i + 1].from;
    }
  }
  return start <= latest ? std::optional(start) : std::nullopt;
}

}  // namespace penholder
