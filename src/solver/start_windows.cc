#include "solver/start_windows.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace penholder::solver {

PresenceGraph::PresenceGraph(const Model& model)
    : direct_(model.tasks.size()), is_covered_(model.groups.size(), 0) {
  for (std::size_t g = 0; g < model.groups.size(); ++g) {
    add_group(model, model.groups[g], is_covered_[g]);
  }
  for (auto& list : direct_) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
  }
  close();
}

/// Facts are read as literals: `all but one true` makes each false one imply
/// the others; `at most one true` makes each true one imply that the others are
/// false.
void PresenceGraph::add_group(const Model& model, const Group& group, char& is_covered) {
  const auto size = static_cast<Value>(group.facts.size());
  // About the task as a whole, whichever mode.
  const auto is_whole = [&](const Fact& fact) {
    return fact.mode == kAnyMode || model.tasks[fact.task].modes.size() == 1;
  };
  if (size > 0 && group.at_least == size) {
    for (const Fact& fact : group.facts) {
      if (fact.is_true) required_.push_back(fact.task);
      if (!fact.is_true && is_whole(fact)) excluded_.push_back(fact.task);
    }
  }
  if (size > 0 && group.at_most == 0) {
    for (const Fact& fact : group.facts) {
      if (!fact.is_true) required_.push_back(fact.task);
      if (fact.is_true && is_whole(fact)) excluded_.push_back(fact.task);
    }
  }
  const bool all_but_one = size >= 2 && group.at_least == size - 1;
  const bool at_most_one = size >= 2 && group.at_most == 1;
  if (!all_but_one && !at_most_one) return;
  for (const Fact& a : group.facts) {
    if (!is_whole(a)) continue;
    for (const Fact& b : group.facts) {
      if (a.task == b.task) continue;
      const bool forward = all_but_one && !a.is_true && b.is_true;
      const bool backward = at_most_one && a.is_true && !b.is_true;
      if (forward || backward) direct_[a.task].push_back(b.task);
    }
  }
  // {not a, b}: at least one is a -> b, at most one is b -> a; nothing is left
  // to say. Anything longer is left to whoever reads the group itself.
  is_covered = size == 2 && group.at_least <= 1 && group.at_most >= 1 &&
                       group.facts[0].is_true != group.facts[1].is_true &&
                       group.facts[0].task != group.facts[1].task && is_whole(group.facts[0]) &&
                       is_whole(group.facts[1])
                   ? 1
                   : 0;
}

void PresenceGraph::close() {
  constexpr std::size_t kMostTasks = 4096;  // 2 MB of bits
  const std::size_t count = direct_.size();
  if (count > kMostTasks) return;
  words_ = (count + 63) / 64;
  reaches_.assign(count * words_, 0);
  std::vector<Index> stack;
  for (Index start = 0; start < count; ++start) {
    std::uint64_t* row = &reaches_[start * words_];
    row[start / 64] |= std::uint64_t{1} << (start % 64);
    stack.assign(1, start);
    while (!stack.empty()) {
      const Index task = stack.back();
      stack.pop_back();
      for (const Index next : direct_[task]) {
        std::uint64_t& word = row[next / 64];
        const std::uint64_t bit = std::uint64_t{1} << (next % 64);
        if ((word & bit) != 0) continue;
        word |= bit;
        stack.push_back(next);
      }
    }
  }
}

bool PresenceGraph::implies(Index task, Index other) const {
  if (task == other) return true;
  if (words_ == 0) return std::ranges::binary_search(direct_[task], other);
  return (reaches_[task * words_ + other / 64] >> (other % 64) & 1) != 0;
}

std::vector<Stretch> forbidden_starts(const Model& model, const Task& task, const Mode& mode) {
  std::vector<Stretch> stretches;
  const auto add = [&](Time from, Time to) {
    if (from >= to) return;
    const Stretch starts{.from = from - mode.duration + 1, .to = to};
    if (starts.from < starts.to) stretches.push_back(starts);
  };
  for (const Stretch& closed : task.closed) add(closed.from, closed.to);
  if (mode.duration > 0) {
    for (const Use& use : mode.uses) {
      if (use.amount == 0) continue;
      const auto& steps = model.resources[use.resource].steps;
      Time from = -4 * kFarthest;
      for (std::size_t s = 0; s <= steps.size(); ++s) {
        const Time to = s < steps.size() ? steps[s].from : 4 * kFarthest;
        const Value capacity = s == 0 ? 0 : steps[s - 1].capacity;
        if (capacity < use.amount) add(from, to);
        from = to;
      }
    }
  }
  std::ranges::sort(stretches, {}, [](const Stretch& s) { return s.from; });
  std::vector<Stretch> merged;
  for (const Stretch& stretch : stretches) {
    if (!merged.empty() && stretch.from <= merged.back().to) {
      merged.back().to = std::max(merged.back().to, stretch.to);
    } else {
      merged.push_back(stretch);
    }
  }
  return merged;
}

Time start_lag(const Model& model, const Lag& lag) {
  Time difference = lag.at_least;
  const auto duration = [](const Mode& mode) { return mode.duration; };
  if (lag.from.point == Point::End) {
    difference += std::ranges::min(model.tasks[lag.from.task].modes, {}, duration).duration;
  }
  if (lag.to.point == Point::End) {
    difference -= std::ranges::max(model.tasks[lag.to.task].modes, {}, duration).duration;
  }
  return difference;
}

namespace {

class Tightener {
 public:
  Tightener(const Model& model, const PresenceGraph& presence, std::vector<StartWindow> windows)
      : model_(model), presence_(presence), windows_(std::move(windows)) {
    forbidden_.reserve(model.tasks.size());
    for (const Task& task : model.tasks) {
      auto& of_task = forbidden_.emplace_back();
      for (const Mode& mode : task.modes) {
        of_task.push_back(forbidden_starts(model, task, mode));
      }
    }
  }

  std::optional<std::vector<StartWindow>> run() {
    for (const Index task : presence_.required()) windows_[task].is_required = true;
    for (const Index task : presence_.excluded()) windows_[task].is_excluded = true;
    const std::size_t most_rounds = model_.tasks.size() + 8;
    for (std::size_t round = 0; round < most_rounds; ++round) {
      has_changed_ = false;
      for (Index task = 0; task < windows_.size(); ++task) settle(task);
      for (const Lag& lag : model_.lags) settle(lag);
      if (!has_changed_) break;
    }
    for (const StartWindow& window : windows_) {
      if (window.is_required && window.is_excluded) return std::nullopt;
    }
    return std::move(windows_);
  }

 private:
  void set(bool& fact) {
    has_changed_ = has_changed_ || !fact;
    fact = true;
  }

  void settle(Index task) {
    StartWindow& window = windows_[task];
    for (const Index other : presence_.implied_by(task)) {
      if (window.is_required) set(windows_[other].is_required);
      if (windows_[other].is_excluded) set(window.is_excluded);
    }
    if (window.is_excluded) return;
    Time first = kFarthest * 4;
    Time last = -kFarthest * 4;
    for (std::size_t m = 0; m < model_.tasks[task].modes.size(); ++m) {
      const Time latest =
          std::min(window.last, model_.tasks[task].deadline - model_.tasks[task].modes[m].duration);
      Time low = window.first;
      Time high = latest;
      const auto& stretches = forbidden_[task][m];
      for (const Stretch& stretch : stretches) {
        if (low >= stretch.from && low < stretch.to) low = stretch.to;
      }
      for (auto it = stretches.rbegin(); it != stretches.rend(); ++it) {
        if (high >= it->from && high < it->to) high = it->from - 1;
      }
      if (low > high) continue;
      first = std::min(first, low);
      last = std::max(last, high);
    }
    if (first > last) {
      set(window.is_excluded);
      return;
    }
    has_changed_ = has_changed_ || first != window.first || last != window.last;
    window.first = first;
    window.last = last;
  }

  void settle(const Lag& lag) {
    StartWindow& from = windows_[lag.from.task];
    StartWindow& to = windows_[lag.to.task];
    if (lag.from.task == lag.to.task || from.is_excluded || to.is_excluded) return;
    const Time difference = start_lag(model_, lag);
    if (from.is_required || presence_.implies(lag.to.task, lag.from.task)) {
      if (from.first + difference > to.first) {
        to.first = from.first + difference;
        has_changed_ = true;
      }
    }
    if (to.is_required || presence_.implies(lag.from.task, lag.to.task)) {
      if (to.last - difference < from.last) {
        from.last = to.last - difference;
        has_changed_ = true;
      }
    }
    if (to.first > to.last) set(to.is_excluded);
    if (from.first > from.last) set(from.is_excluded);
  }

  const Model& model_;
  const PresenceGraph& presence_;
  std::vector<StartWindow> windows_;
  std::vector<std::vector<std::vector<Stretch>>> forbidden_;  ///< of a task, of a mode
  bool has_changed_ = false;
};

}  // namespace

std::optional<std::vector<StartWindow>> start_windows(const Model& model,
                                                      const PresenceGraph& presence,
                                                      std::span<const StartWindow> given) {
  CHECK(given.empty() || given.size() == model.tasks.size());
  std::vector<StartWindow> windows(model.tasks.size());
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (!given.empty()) windows[i] = given[i];
    windows[i].first = std::max(windows[i].first, model.tasks[i].release);
    windows[i].last = std::min(windows[i].last, model.tasks[i].deadline);
    windows[i].is_required = windows[i].is_required || !model.tasks[i].is_optional;
  }
  return Tightener(model, presence, std::move(windows)).run();
}

}  // namespace penholder::solver
