#include "instance/patterson.h"

#include <fmt/core.h>

#include <string>
#include <utility>

#include "instance/horizon.h"
#include "instance/kinds.h"
#include "instance/read_instance.h"

namespace penholder::instance {

using solver::Index;
using solver::Value;

solver::Model read_patterson(LineReader& in) {
  solver::Model model;
  const Value jobs = in.number_anywhere("the number of jobs", 0, kTasksMost);
  const Value resources = in.number_anywhere("the number of resources", 0, 10'000);
  for (Value r = 1; r <= resources && in.ok(); ++r) {
    const Value capacity = in.number_anywhere(
        fmt::format("the capacity of resource {} of {}", r, resources), 0, solver::kLargest);
    model.add_resource(fmt::format("R{}", r), capacity);
  }
  for (Value job = 1; job <= jobs && in.ok(); ++job) {
    const std::string of_job = fmt::format("of job {} of {}", job, jobs);
    const Value duration = in.number_anywhere("the duration " + of_job, 0, solver::kFarthest);
    std::vector<solver::Use> uses;
    for (Value r = 0; r < resources && in.ok(); ++r) {
      const Value amount = in.number_anywhere("a request " + of_job, 0, solver::kLargest);
      if (amount > 0) uses.push_back({.resource = static_cast<Index>(r), .amount = amount});
    }
    const Value successors = in.number_anywhere("the number of successors " + of_job, 0, jobs);
    for (Value s = 0; s < successors && in.ok(); ++s) {
      const Value successor = in.number_anywhere("a successor " + of_job, 1, jobs);
      if (in.ok()) model.after(static_cast<Index>(successor - 1), static_cast<Index>(job - 1));
    }
    model.add_task(std::to_string(job), duration, std::move(uses));
  }
  if (in.has_word() || in.next_line()) {
    in.warn_line(kinds::kTrailing, "behind the last job there are more numbers");
  }
  if (in.ok() && !set_horizon(model)) {
    in.fail_line(kinds::kOutOfRange, "the durations of all jobs add up to more than 268435456");
  }
  model.minimise_makespan();
  return model;
}

}  // namespace penholder::instance
