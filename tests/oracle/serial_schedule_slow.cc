#include "oracle/serial_schedule_slow.h"

#include <algorithm>

namespace penholder::oracle {
namespace {

using solver::Index;
using solver::Model;
using solver::Schedule;
using solver::Time;
using solver::Value;

Time time_of(const Model& model, const Schedule& schedule, const solver::Moment& moment) {
  return moment.point == solver::Point::Start
             ? schedule[moment.task].start
             : solver::end_of(model, moment.task, schedule[moment.task]);
}

Value capacity_at(const solver::Resource& resource, Time at) {
  Value capacity = 0;
  for (const auto& step : resource.steps) {
    if (step.from <= at) capacity = step.capacity;
  }
  return capacity;
}

Value use_at(const Model& model, const Schedule& schedule, Index resource, Time at) {
  Value sum = 0;
  for (Index i = 0; i < schedule.size(); ++i) {
    if (!schedule[i].is_done() || at < schedule[i].start) continue;
    if (at >= solver::end_of(model, i, schedule[i])) continue;
    for (const auto& use : model.tasks[i].modes[static_cast<std::size_t>(schedule[i].mode)].uses) {
      if (use.resource == resource) sum += use.amount;
    }
  }
  return sum;
}

/// Does task `i`, as it stands in the schedule, keep all rules with those that stand there?
bool fits(const Model& model, const Schedule& schedule, Index i) {
  const solver::Task& task = model.tasks[i];
  const Time start = schedule[i].start;
  const Time end = solver::end_of(model, i, schedule[i]);
  if (start < task.release || end > task.deadline) return false;
  for (const auto& closed : task.closed) {
    if (start < closed.to && end > closed.from) return false;
  }
  for (const auto& lag : model.lags) {
    if (!schedule[lag.from.task].is_done() || !schedule[lag.to.task].is_done()) continue;
    if (time_of(model, schedule, lag.to) < time_of(model, schedule, lag.from) + lag.at_least) {
      return false;
    }
  }
  for (Index r = 0; r < model.resources.size(); ++r) {
    for (Time at = start; at < end; ++at) {
      if (use_at(model, schedule, r, at) > capacity_at(model.resources[r], at)) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Schedule> serial_schedule_slow(const Model& model, std::span<const Index> list,
                                             std::span<const int> modes, Time last) {
  Schedule schedule(model.tasks.size());
  for (const Index i : list) {
    if (modes[i] < 0 || schedule[i].is_done()) continue;
    schedule[i].mode = modes[i];
    schedule[i].start = model.tasks[i].release;
    while (schedule[i].start <= last && !fits(model, schedule, i)) ++schedule[i].start;
    if (schedule[i].start > last) return std::nullopt;
  }
  return schedule;
}

}  // namespace penholder::oracle
