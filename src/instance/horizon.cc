#include "instance/horizon.h"

#include <algorithm>
#include <vector>

namespace penholder::instance {
namespace {

using solver::Time;

Time shortest(const solver::Task& task) {
  Time duration = solver::kFarthest;
  for (const solver::Mode& mode : task.modes) duration = std::min(duration, mode.duration);
  return task.modes.empty() ? 0 : duration;
}

Time longest(const solver::Task& task) {
  Time duration = 0;
  for (const solver::Mode& mode : task.modes) duration = std::max(duration, mode.duration);
  return duration;
}

}  // namespace

Time latest_useful_end(const solver::Model& model) {
  std::vector<Time> covered;
  covered.reserve(model.tasks.size());
  for (const solver::Task& task : model.tasks) covered.push_back(longest(task));
  for (const solver::Lag& lag : model.lags) {
    Time from_start = lag.at_least;
    if (lag.from.point == solver::Point::End) from_start += longest(model.tasks[lag.from.task]);
    if (lag.to.point == solver::Point::End) from_start -= shortest(model.tasks[lag.to.task]);
    covered[lag.from.task] = std::max(covered[lag.from.task], from_start);
  }
  Time sum = 0;
  for (const Time part : covered) sum += part;
  return sum;
}

bool set_horizon(solver::Model& model) {
  const Time horizon = latest_useful_end(model);
  if (horizon > solver::kFarthest) return false;
  for (solver::Task& task : model.tasks) task.deadline = horizon;
  return true;
}

}  // namespace penholder::instance
