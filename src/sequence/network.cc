#include "sequence/network.h"

#include <algorithm>

namespace penholder {

std::size_t phase_from(const PlanProblem& problem, Days day) {
  std::size_t phase = 0;
  while (phase < problem.phases.size() && problem.phases[phase].start < day) ++phase;
  return phase;
}

Network::Network(const PlanProblem& problem) : problem_(problem) {
  for (const PlanProblem::Asset& asset : problem.assets) {
    bare_.push_back(asset.is_budget ? std::nullopt : std::optional<Profile>(asset));
  }
  link_up();
  find_closures();
  find_open_phases();
  tighten_windows();
  find_starts();
}

void Network::link_up() {
  const std::size_t count = problem_.tasks.size();
  before_.resize(count);
  behind_.resize(count);
  beside_.resize(count);
  rivals_.resize(count);
  needed_.resize(count);
  const auto need = [&](Index task, Index on) {
    auto& list = needed_[task];
    if (std::ranges::find(list, on) == list.end()) list.push_back(on);
  };
  for (const PlanProblem::After& link : problem_.after) {
    before_[link.task].push_back({.task = link.on, .lag = link.lag});
    behind_[link.on].push_back({.task = link.task, .lag = link.lag});
    need(link.task, link.on);
  }
  for (const PlanProblem::Together& link : problem_.together) {
    beside_[link.a].push_back({.task = link.b, .within = link.within});
    beside_[link.b].push_back({.task = link.a, .within = link.within});
    need(link.a, link.b);
    need(link.b, link.a);
  }
  for (const PlanProblem::Requires& link : problem_.required) need(link.task, link.on);
  for (const PlanProblem::InsteadOf& link : problem_.instead_of) {
    rivals_[link.a].push_back(link.b);
    rivals_[link.b].push_back(link.a);
  }
}

void Network::find_closures() {
  const std::size_t count = problem_.tasks.size();
  // Rank by longest chain of predecessors; a circle of them stops rising at `count` and is
  // impossible by its windows.
  std::vector<std::size_t> depth(count, 0);
  for (std::size_t round = 0; round < count; ++round) {
    bool has_changed = false;
    for (const PlanProblem::After& link : problem_.after) {
      const std::size_t least = std::min(count, depth[link.on] + 1);
      if (depth[link.task] < least) {
        depth[link.task] = least;
        has_changed = true;
      }
    }
    if (!has_changed) break;
  }
  closure_.resize(count);
  is_possible_.assign(count, true);
  std::vector<bool> is_in(count);
  for (Index task = 0; task < count; ++task) {
    std::vector<Index>& closure = closure_[task];
    closure.assign(1, task);
    is_in.assign(count, false);
    is_in[task] = true;
    for (std::size_t i = 0; i < closure.size(); ++i) {
      for (const Index on : needed_[closure[i]]) {
        if (!is_in[on]) {
          is_in[on] = true;
          closure.push_back(on);
        }
      }
    }
    for (const Index member : closure) {
      if (!problem_.tasks[member].is_possible || depth[member] >= count) is_possible_[task] = false;
      for (const Index rival : rivals_[member]) {
        if (is_in[rival]) is_possible_[task] = false;
      }
    }
    std::ranges::stable_sort(closure, {},
                             [&](Index member) { return std::pair(depth[member], member); });
  }
}

void Network::find_open_phases() {
  const std::size_t count = problem_.tasks.size();
  open_.resize(count);
  fits_.resize(count);
  for (Index id = 0; id < count; ++id) {
    const PlanProblem::Task& task = problem_.tasks[id];
    if (!task.is_standing) continue;
    open_[id].assign(problem_.phases.size(), false);
    fits_[id].resize(problem_.phases.size());
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      const PlanProblem::Phase& phase = problem_.phases[p];
      const bool is_inside = phase.start >= task.release && phase.end <= task.deadline;
      for (const PlanProblem::Mode& mode : task.modes[p]) {
        const bool is_fitting = std::ranges::all_of(mode.needs, [&](const PlanProblem::Need& need) {
          const auto& bare = bare_[need.asset];
          const Amount free = bare ? bare->least_free(phase.start, phase.end)
                                   : problem_.assets[need.asset].steps.front().capacity;
          return need.amount <= free;
        });
        fits_[id][p].push_back(is_inside && is_fitting);
        if (is_inside && is_fitting) open_[id][p] = true;
      }
    }
  }
}

bool Network::tighten(Index id) {
  const PlanProblem::Task& task = problem_.tasks[id];
  Days start = earliest_start_[id];
  Days latest = latest_start_[id];
  for (const auto& [on, lag] : before_[id]) {
    Days end = earliest_start_[on] + problem_.tasks[on].duration;
    if (problem_.tasks[on].is_standing) {
      const std::size_t phase = phase_from(problem_, earliest_start_[on]);
      end = phase < problem_.phases.size() ? problem_.phases[phase].end : problem_.horizon + 1;
    }
    start = std::max(start, end + lag);
  }
  for (const auto& [partner, within] : beside_[id]) {
    if (!within) continue;
    start = std::max(start, earliest_start_[partner] - *within);
    latest = std::min(latest, latest_start_[partner] + *within);
  }
  const Days never = problem_.horizon + 1;
  if (task.is_standing) {
    std::size_t first = phase_from(problem_, start);
    while (first < problem_.phases.size() && !open_[id][first]) ++first;
    start = first < problem_.phases.size() ? problem_.phases[first].start : never;
  } else {
    for (bool is_moving = true; is_moving && start <= latest;) {
      is_moving = false;
      for (const PlanProblem::Need& need : task.needs) {
        if (!bare_[need.asset]) {
          if (need.amount > problem_.assets[need.asset].steps.front().capacity) start = never;
          continue;
        }
        const auto found = bare_[need.asset]->earliest(start, latest, task.duration, need.amount);
        if (!found) {
          start = never;
        } else if (*found > start) {
          start = *found;
          is_moving = true;
        }
      }
    }
  }
  for (const Index on : needed_[id]) {
    if (!is_possible_[on]) start = never;
  }
  start = std::min(start, never);
  if (start == earliest_start_[id] && latest == latest_start_[id]) return false;
  earliest_start_[id] = start;
  latest_start_[id] = latest;
  if (start > latest) is_possible_[id] = false;
  return true;
}

void Network::tighten_windows() {
  const std::size_t count = problem_.tasks.size();
  earliest_start_.assign(count, 0);
  latest_start_.assign(count, 0);
  for (Index id = 0; id < count; ++id) {
    const PlanProblem::Task& task = problem_.tasks[id];
    earliest_start_[id] = std::max(0, task.release);
    if (task.is_standing) {
      latest_start_[id] = -1;
      for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
        if (open_[id][p]) latest_start_[id] = problem_.phases[p].start;
      }
    } else {
      latest_start_[id] = std::min(task.deadline, problem_.horizon) - task.duration;
    }
    if (earliest_start_[id] > latest_start_[id]) is_possible_[id] = false;
    if (!is_possible_[id]) earliest_start_[id] = problem_.horizon + 1;
  }
  // Each round carries dates one link further. Rings of `together` may creep by a day a round:
  // stopping early only leaves the windows wider than they could be.
  for (std::size_t round = 0; round <= 2 * count + 8; ++round) {
    bool has_changed = false;
    for (Index id = 0; id < count; ++id) has_changed = tighten(id) || has_changed;
    if (!has_changed) break;
  }
  for (Index id = 0; id < count; ++id) {
    if (!problem_.tasks[id].is_standing) continue;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      if (is_possible_[id] && problem_.phases[p].start >= earliest_start_[id]) continue;
      open_[id][p] = false;
      fits_[id][p].assign(fits_[id][p].size(), false);
    }
  }
}

void Network::find_starts() {
  const std::size_t count = problem_.tasks.size();
  starts_.resize(count);
  for (Index id = 0; id < count; ++id) {
    const PlanProblem::Task& task = problem_.tasks[id];
    if (task.is_standing || !is_possible_[id]) continue;
    // Free capacity changes only at steps: a range of good starts ends where a step takes too much
    // away.
    std::vector<Days> ends{latest_start_[id]};
    for (const PlanProblem::Need& need : task.needs) {
      if (!bare_[need.asset]) continue;
      for (const Profile::Step& step : bare_[need.asset]->steps()) {
        const Days last = step.from - task.duration;
        if (last >= earliest_start_[id] && last < latest_start_[id]) ends.push_back(last);
      }
    }
    std::ranges::sort(ends);
    const auto next_start = [&](Days from, Days latest) -> std::optional<Days> {
      for (bool is_moving = true; is_moving;) {
        is_moving = false;
        for (const PlanProblem::Need& need : task.needs) {
          if (!bare_[need.asset]) continue;
          const auto found = bare_[need.asset]->earliest(from, latest, task.duration, need.amount);
          if (!found) return std::nullopt;
          is_moving = is_moving || *found > from;
          from = *found;
        }
      }
      return from <= latest ? std::optional(from) : std::nullopt;
    };
    Days from = earliest_start_[id];
    for (const Days end : ends) {
      if (from > end) continue;
      // A start that is good at `first` stays good up to the next step that lowers capacity, which
      // is in `ends`.
      if (const auto first = next_start(from, end)) {
        if (!starts_[id].empty() && starts_[id].back().last + 1 == *first) {
          starts_[id].back().last = end;
        } else {
          starts_[id].push_back({.first = *first, .last = end});
        }
      }
      from = end + 1;
    }
    if (starts_[id].empty()) is_possible_[id] = false;
  }
}

}  // namespace penholder
