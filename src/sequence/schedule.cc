#include "sequence/schedule.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {

Schedule::Schedule(const PlanProblem& problem, const Network& network)
    : problem_(&problem),
      network_(&network),
      phases_(problem.phases.size()),
      start_(problem.tasks.size(), 0),
      on_count_(problem.tasks.size(), 0),
      levels_(problem.tasks.size() * problem.phases.size(), -1),
      slot_(problem.assets.size(), 0),
      budget_(problem.assets.size(), 0),
      phase_free_(problem.assets.size() * problem.phases.size(), 0) {
  for (Index asset = 0; asset < problem.assets.size(); ++asset) {
    if (problem.assets[asset].is_budget) {
      budget_[asset] = problem.assets[asset].steps.front().capacity;
    } else {
      slot_[asset] = static_cast<std::uint32_t>(profiles_.size());
      profiles_.emplace_back(problem.assets[asset]);
    }
    for (std::size_t p = 0; p < phases_; ++p) {
      const auto [start, end] = problem.phases[p];
      phase_free_[asset * phases_ + p] = least_free(asset, start, end);
    }
  }
}

std::size_t Schedule::first_on(Index task) const {
  std::size_t phase = 0;
  while (phase < phases_ && level(task, phase) < 0) ++phase;
  return phase;
}

Days Schedule::start(Index task) const {
  if (!problem_->tasks[task].is_standing) return start_[task];
  return problem_->phases[first_on(task)].start;
}

Days Schedule::finish(Index task) const {
  if (!problem_->tasks[task].is_standing) return start_[task] + problem_->tasks[task].duration;
  return problem_->phases[first_on(task)].end;
}

Days Schedule::ready(Index task) const {
  Days ready = network_->earliest_start(task);
  for (const auto& [on, lag] : network_->before(task)) ready = std::max(ready, finish(on) + lag);
  return ready;
}

bool Schedule::has_room(std::span<const PlanProblem::Need> needs, Days start, Days end) const {
  for (const PlanProblem::Need& need : needs) {
    if (least_free(need.asset, start, end) < need.amount) return false;
  }
  return true;
}

bool Schedule::has_room(std::span<const PlanProblem::Need> needs, std::size_t phase) const {
  for (const PlanProblem::Need& need : needs) {
    if (free_in_phase(need.asset, phase) < need.amount) return false;
  }
  return true;
}

void Schedule::take(std::span<const PlanProblem::Need> needs, Days start, Days end, int sign) {
  for (const PlanProblem::Need& need : needs) {
    const std::size_t row = need.asset * phases_;
    if (problem_->assets[need.asset].is_budget) {
      budget_[need.asset] -= sign * need.amount;
      std::fill_n(phase_free_.begin() + static_cast<std::ptrdiff_t>(row), phases_,
                  budget_[need.asset]);
      continue;
    }
    Profile& profile = profiles_[slot_[need.asset]];
    profile.take(start, end, sign * need.amount);
    for (std::size_t p = 0; p < phases_; ++p) {
      const PlanProblem::Phase& phase = problem_->phases[p];
      if (phase.start >= end || phase.end <= start) continue;
      phase_free_[row + p] = phase.start >= start && phase.end <= end
                                 ? phase_free_[row + p] - sign * need.amount
                                 : profile.least_free(phase.start, phase.end);
    }
  }
}

void Schedule::put_discrete(Index id, Days start) {
  const PlanProblem::Task& task = problem_->tasks[id];
  start_[id] = start;
  on_count_[id] = 1;
  take(task.needs, start, start + task.duration, 1);
  value_ += task.value_at(start + task.duration);
}

void Schedule::put_level(Index id, std::size_t phase, int level) {
  const PlanProblem::Task& task = problem_->tasks[id];
  const auto [start, end] = problem_->phases[phase];
  int& kept = levels_[id * phases_ + phase];
  if (kept >= 0) {
    const PlanProblem::Mode& mode = task.modes[phase][static_cast<std::size_t>(kept)];
    take(mode.needs, start, end, -1);
    value_ -= mode.value;
    --on_count_[id];
  }
  if (level >= 0) {
    const PlanProblem::Mode& mode = task.modes[phase][static_cast<std::size_t>(level)];
    take(mode.needs, start, end, 1);
    value_ += mode.value;
    ++on_count_[id];
  }
  kept = level;
}

bool Schedule::place_discrete(Index id, Days from) {
  const PlanProblem::Task& task = problem_->tasks[id];
  const Days latest = network_->latest_start(id);
  Days start = std::max(from, ready(id));
  for (bool is_moving = true; is_moving;) {
    is_moving = false;
    for (const PlanProblem::Need& need : task.needs) {
      if (problem_->assets[need.asset].is_budget) {
        if (budget_[need.asset] < need.amount) return false;
        continue;
      }
      const auto found =
          profiles_[slot_[need.asset]].earliest(start, latest, task.duration, need.amount);
      if (!found) return false;
      is_moving = is_moving || *found > start;
      start = *found;
    }
  }
  if (start > latest) return false;
  put_discrete(id, start);
  return true;
}

bool Schedule::place_standing(Index id, Days from, bool frugal) {
  const PlanProblem::Task& task = problem_->tasks[id];
  const Days earliest = std::max(from, ready(id));
  for (std::size_t p = phase_from(*problem_, earliest); p < phases_; ++p) {
    if (!network_->is_open(id, p)) continue;
    const int count = static_cast<int>(task.modes[p].size());
    for (int i = 0; i < count; ++i) {
      const int tried = frugal ? i : count - 1 - i;
      const auto at = static_cast<std::size_t>(tried);
      if (network_->fits(id, p, at) && has_room(task.modes[p][at].needs, p)) {
        put_level(id, p, tried);
        return true;
      }
    }
  }
  return false;
}

bool Schedule::place(Index task, Days from, bool frugal) {
  ++tried_;
  return problem_->tasks[task].is_standing ? place_standing(task, from, frugal)
                                           : place_discrete(task, from);
}

bool Schedule::insert(Index task, bool frugal, Days from) {
  if (is_placed(task)) return true;
  if (!network_->is_possible(task)) return false;
  const std::vector<Index>& closure = network_->closure(task);
  for (const Index member : closure) {
    if (is_placed(member)) continue;
    for (const Index rival : network_->rivals(member)) {
      if (is_placed(rival)) return false;
    }
  }
  if (closure.size() == 1) return place(task, from, frugal);

  std::vector<Index> members;
  std::vector<Days> least;
  for (const Index member : closure) {
    if (is_placed(member)) continue;
    members.push_back(member);
    least.push_back(member == task ? from : 0);
  }
  // Partners that must start close to each other: whoever came too early is held back, and all are
  // placed anew.
  constexpr int kAttempts = 24;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::size_t placed = 0;
    while (placed < members.size() && place(members[placed], least[placed], frugal)) ++placed;
    bool is_done = placed == members.size();
    bool may_retry = is_done;
    for (std::size_t i = 0; i < members.size() && may_retry; ++i) {
      for (const auto& [partner, within] : network_->beside(members[i])) {
        const Days gap = start(partner) - start(members[i]);
        if (!within || gap <= *within) continue;
        is_done = false;
        least[i] = start(partner) - *within;
      }
    }
    if (is_done) return true;
    for (std::size_t i = 0; i < placed; ++i) remove(members[i]);
    if (!may_retry) return false;
  }
  return false;
}

bool Schedule::set_level(Index id, std::size_t phase, int level) {
  ++tried_;
  const PlanProblem::Task& task = problem_->tasks[id];
  const int kept = this->level(id, phase);
  if (kept == level) return true;
  DCHECK(task.is_standing && level >= 0);
  if (!network_->fits(id, phase, static_cast<std::size_t>(level))) return false;
  // Room first: it is what fails most.
  const PlanProblem::Mode& mode = task.modes[phase][static_cast<std::size_t>(level)];
  const std::vector<PlanProblem::Need> none;
  const auto& held = kept < 0 ? none : task.modes[phase][static_cast<std::size_t>(kept)].needs;
  for (const PlanProblem::Need& need : mode.needs) {
    Amount free = free_in_phase(need.asset, phase);
    for (const PlanProblem::Need& back : held) {
      if (back.asset == need.asset) free += back.amount;
    }
    if (free < need.amount) return false;
  }
  const Days start = problem_->phases[phase].start;
  if (on_count_[id] == 0) {
    for (const Index on : network_->needed(id)) {
      if (!is_placed(on)) return false;
    }
    for (const Index rival : network_->rivals(id)) {
      if (is_placed(rival)) return false;
    }
  }
  if (on_count_[id] == 0 || start < this->start(id)) {
    for (const auto& [on, lag] : network_->before(id)) {
      if (start < finish(on) + lag) return false;
    }
    for (const auto& [partner, within] : network_->beside(id)) {
      if (within && std::abs(this->start(partner) - start) > *within) return false;
    }
  }
  put_level(id, phase, level);
  return true;
}

void Schedule::remove(Index id) {
  if (!is_placed(id)) return;
  const PlanProblem::Task& task = problem_->tasks[id];
  if (task.is_standing) {
    for (std::size_t p = 0; p < phases_; ++p) put_level(id, p, -1);
    return;
  }
  take(task.needs, start_[id], start_[id] + task.duration, -1);
  value_ -= task.value_at(start_[id] + task.duration);
  on_count_[id] = 0;
}

void Schedule::switch_off(Index task, std::size_t phase) {
  if (level(task, phase) >= 0) put_level(task, phase, -1);
}

void Schedule::repair() {
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (Index id = 0; id < problem_->tasks.size(); ++id) {
      if (!is_placed(id)) continue;
      bool is_broken = false;
      for (const Index on : network_->needed(id)) is_broken = is_broken || !is_placed(on);
      if (!is_broken) {
        for (const auto& [on, lag] : network_->before(id)) {
          while (is_placed(id) && start(id) < finish(on) + lag) {
            has_changed = true;
            // A standing task may simply begin later.
            problem_->tasks[id].is_standing ? switch_off(id, first_on(id)) : remove(id);
          }
        }
        for (const auto& [partner, within] : network_->beside(id)) {
          if (!is_placed(id)) break;
          is_broken = is_broken || (within && std::abs(start(partner) - start(id)) > *within);
        }
      }
      if (is_broken && is_placed(id)) {
        remove(id);
        has_changed = true;
      }
    }
  }
}

void Schedule::shift_left() {
  std::vector<Index> order;
  for (Index id = 0; id < problem_->tasks.size(); ++id) {
    const bool is_free = network_->beside(id).empty() && !problem_->tasks[id].is_standing;
    if (is_free && is_placed(id)) order.push_back(id);
  }
  std::ranges::sort(order, {}, [&](Index id) { return std::pair(start_[id], id); });
  for (const Index id : order) {
    const Days old = start_[id];
    remove(id);
    ++tried_;
    if (!place_discrete(id, 0)) put_discrete(id, old);
  }
}

void Schedule::adopt(const PlanAssignment& assignment) {
  CHECK(assignment.tasks.size() == problem_->tasks.size());
  // Links are mended afterwards; capacities and windows are asked here.
  for (Index id = 0; id < problem_->tasks.size(); ++id) {
    const PlanAssignment::Choice& choice = assignment.tasks[id];
    const PlanProblem::Task& task = problem_->tasks[id];
    if (!choice.included || !network_->is_possible(id)) continue;
    const bool has_rival =
        std::ranges::any_of(network_->rivals(id), [&](Index rival) { return is_placed(rival); });
    if (has_rival) continue;
    ++tried_;
    if (!task.is_standing) {
      const bool is_inside = choice.start >= network_->earliest_start(id) &&
                             choice.start <= network_->latest_start(id);
      if (is_inside && has_room(task.needs, choice.start, choice.start + task.duration)) {
        put_discrete(id, choice.start);
      }
      continue;
    }
    for (std::size_t p = 0; p < std::min(phases_, choice.levels.size()); ++p) {
      const int wanted = choice.levels[p];
      if (wanted < 0 || static_cast<std::size_t>(wanted) >= task.modes[p].size()) continue;
      const auto at = static_cast<std::size_t>(wanted);
      if (network_->fits(id, p, at) && has_room(task.modes[p][at].needs, p)) {
        put_level(id, p, wanted);
      }
    }
  }
  repair();
}

PlanAssignment Schedule::assignment() const {
  PlanAssignment result;
  result.tasks.resize(problem_->tasks.size());
  for (Index id = 0; id < problem_->tasks.size(); ++id) {
    PlanAssignment::Choice& choice = result.tasks[id];
    choice.included = is_placed(id);
    if (problem_->tasks[id].is_standing) {
      const auto row = levels_.begin() + static_cast<std::ptrdiff_t>(id * phases_);
      choice.levels.assign(row, row + static_cast<std::ptrdiff_t>(phases_));
    } else if (choice.included) {
      choice.start = start_[id];
    }
  }
  return result;
}

std::size_t Schedule::shortfall() const {
  std::size_t sum = 0;
  for (Index id = 0; id < problem_->tasks.size(); ++id) {
    const PlanProblem::Task& task = problem_->tasks[id];
    if (!task.is_must) continue;
    if (!is_placed(id)) {
      sum += phases_;
    } else if (task.is_standing) {
      Days due_on = task.release;
      for (const auto& [on, lag] : network_->before(id)) {
        due_on = std::max(due_on, finish(on) + lag);
      }
      for (std::size_t p = 0; p < phases_; ++p) {
        const auto [start, end] = problem_->phases[p];
        if (start >= due_on && end <= task.deadline && level(id, p) < 0) ++sum;
      }
    }
  }
  return sum;
}

}  // namespace penholder
