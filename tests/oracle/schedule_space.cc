#include "oracle/schedule_space.h"

#include <fmt/format.h>

#include <algorithm>

namespace penholder::oracle {

using solver::Assumption;
using solver::Index;
using solver::Model;
using solver::Placement;
using solver::Time;

Time safe_horizon(const Model& model, std::span<const Assumption> assumptions) {
  Time last = 0;
  const auto see = [&](Time time) { last = std::max(last, time); };
  Time durations = 0;
  for (const auto& task : model.tasks) {
    see(task.release);
    if (task.deadline < solver::kFarthest) see(task.deadline);
    for (const auto& closed : task.closed) {
      see(closed.from);
      see(closed.to);
    }
    Time longest = 0;
    for (const auto& mode : task.modes) longest = std::max(longest, mode.duration);
    durations += longest;
  }
  for (const auto& resource : model.resources) {
    for (const auto& step : resource.steps) see(step.from);
  }
  for (const auto& objective : model.objectives) {
    for (const auto& cost : objective.costs) {
      for (const auto& piece : cost.pieces) see(piece.to + 1);
    }
  }
  for (const auto& assumption : assumptions) see(assumption.value + 1);
  Time gap = 0;
  for (const auto& lag : model.lags) gap = std::max(gap, lag.at_least);
  return last + durations + gap * static_cast<Time>(model.tasks.size());
}

bool holds(const Assumption& assumption, const Placement& placement) {
  switch (assumption.kind) {
    case Assumption::Kind::Done:
      return placement.mode >= 0;
    case Assumption::Kind::LeftOut:
      return placement.mode < 0;
    case Assumption::Kind::InMode:
      return placement.mode == assumption.value;
    case Assumption::Kind::StartAtLeast:
      return placement.mode < 0 || placement.start >= assumption.value;
    case Assumption::Kind::StartAtMost:
      return placement.mode < 0 || placement.start <= assumption.value;
  }
  return false;
}

std::optional<std::vector<Placement>> placements_of(const Model& model, Index index,
                                                    std::span<const Assumption> assumptions,
                                                    std::size_t most) {
  const auto& task = model.tasks[index];
  const Time horizon = safe_horizon(model, assumptions);
  std::vector<Placement> all;
  const auto offer = [&](Placement placement) {
    for (const Assumption& assumption : assumptions) {
      if (assumption.task == index && !holds(assumption, placement)) return;
    }
    all.push_back(placement);
  };
  if (task.is_optional) offer({});
  for (std::size_t m = 0; m < task.modes.size(); ++m) {
    const Time duration = task.modes[m].duration;
    const Time latest = std::min(task.deadline, horizon) - duration;
    if (latest - task.release > static_cast<Time>(most)) return std::nullopt;
    for (Time start = task.release; start <= latest; ++start) {
      const bool is_open = std::ranges::all_of(task.closed, [&](const solver::Stretch& closed) {
        return start >= closed.to || start + duration <= closed.from;
      });
      if (is_open) offer({.mode = static_cast<int>(m), .start = start});
    }
  }
  if (all.size() > most) return std::nullopt;
  return all;
}

std::string to_text(const Model& model, std::span<const Placement> schedule) {
  std::string text;
  for (std::size_t i = 0; i < schedule.size(); ++i) {
    const std::string name = i < model.tasks.size() ? model.tasks[i].name : "?";
    text += schedule[i].mode < 0 ? fmt::format("  {} {}: left out\n", i, name)
                                 : fmt::format("  {} {}: mode {} at {}\n", i, name,
                                               schedule[i].mode, schedule[i].start);
  }
  return text;
}

}  // namespace penholder::oracle
