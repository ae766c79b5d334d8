#include "solver/improve.h"

#include <algorithm>

#include "base/check.h"
#include "solver/check_schedule.h"
#include "solver/insertion_search.h"
#include "solver/list_search.h"
#include "solver/makespan_search.h"

namespace penholder::solver {
namespace {

/// A task never starts before one that leads to it, whatever the modes: lists sorted by start keep
/// the lags.
bool starts_in_order(const FlatModel& flat) {
  return std::ranges::all_of(flat.links, [&](const FlatModel::Link& link) {
    const auto durations = [&](std::uint32_t task) {
      return std::minmax_element(flat.duration.begin() + flat.mode_begin[task],
                                 flat.duration.begin() + flat.mode_begin[task + 1]);
    };
    return lag_of(link, *durations(link.from).first, *durations(link.to).second) >= 0;
  });
}

bool is_plain_makespan(const Model& model, const FlatModel& flat) {
  if (!flat.is_acyclic || !model.groups.empty() || !starts_in_order(flat)) return false;
  if (model.objectives.empty() || !model.objectives.front().costs.empty()) return false;
  return std::ranges::none_of(model.tasks, &Task::is_optional);
}

}  // namespace

Improver::Improver(const Model& model, std::uint64_t seed)
    : model_(model), flat_(flatten(model)), flat_cost_(model, flat_) {
  if (flat_.is_impossible) return;
  if (is_plain_makespan(model, flat_)) {
    search_ = std::make_unique<MakespanSearch>(flat_, seed);
  } else if (flat_.is_acyclic && flat_cost_.is_regular()) {
    search_ = std::make_unique<ListSearch>(model, flat_, flat_cost_, seed);
  } else if (flat_.task_count <= InsertionSearch::kMostTasks) {
    search_ = std::make_unique<InsertionSearch>(model, flat_, flat_cost_, seed);
  }
  can_go_on_ = search_ != nullptr;
}

Improver::~Improver() = default;

Value Improver::cost_of_first(const Schedule& schedule) const {
  return model_.objectives.empty() ? 0 : cost_of(model_, model_.objectives.front(), schedule);
}

bool Improver::run(std::uint64_t work, const std::function<bool()>& should_stop) {
  if (!can_go_on_) return false;
  bool is_better = false;
  Schedule schedule;
  constexpr std::uint64_t kMostWork = std::uint64_t{1} << 60;  // sums of it stay in range
  can_go_on_ =
      search_->run(std::min(work, kMostWork), should_stop, [&](const Scheduler& scheduler) {
        scheduler.write(schedule);
        const Value cost = cost_of_first(schedule);
        if (best_ && cost >= cost_) return;
        AUDIT(check_schedule(model_, schedule).is_valid());
        best_ = schedule;
        cost_ = cost;
        is_better = true;
      });
  return is_better;
}

void Improver::offer(const Schedule& schedule) {
  CHECK(schedule.size() == model_.tasks.size());
  const Value cost = cost_of_first(schedule);
  if (search_ != nullptr) search_->offer(schedule);
  if (best_ && cost >= cost_) return;
  best_ = schedule;
  cost_ = cost;
}

}  // namespace penholder::solver
