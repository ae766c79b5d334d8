#include "value/credit.h"

#include <algorithm>

#include "base/check.h"

namespace penholder {

CompletionCredit::CompletionCredit(const Case& c, TaskId task)
    : rule_(c.tasks[task].credit.kind), horizon_(c.horizon.length()), by_(horizon_) {
  const CreditRule& credit = c.tasks[task].credit;
  if (rule_ == CreditRule::Kind::Step && credit.by) {
    by_ = std::min(horizon_, resolve(c, *credit.by) - c.horizon.start);
  }
}

double CompletionCredit::at(double finish) const {
  const auto horizon = static_cast<double>(horizon_);
  if (finish > horizon) return 0.0;
  switch (rule_) {
    case CreditRule::Kind::Remaining:
      return std::clamp((horizon - finish) / horizon, 0.0, 1.0);
    case CreditRule::Kind::Step:
      return finish <= static_cast<double>(by_) ? 1.0 : 0.0;
    case CreditRule::Kind::Constant:
      return 1.0;
  }
  return 0.0;
}

Days CompletionCredit::last_useful_finish() const {
  switch (rule_) {
    case CreditRule::Kind::Remaining:
      return horizon_ - 1;
    case CreditRule::Kind::Step:
      return by_;
    case CreditRule::Kind::Constant:
      return horizon_;
  }
  return horizon_;
}

namespace {

double need_of(const Case& c, std::span<const AreaId> areas) {
  double sum = 0.0;
  for (const AreaId area : areas) {
    if (const auto& need = c.areas[area].need) sum += need->likely;
  }
  return sum;
}

}  // namespace

double area_cover(const Case& c, const Task& task) {
  const double whole = need_of(c, task.counted_over);
  if (whole <= 0.0) return 1.0;
  // Only areas that count can be covered: work elsewhere earns nothing here.
  std::vector<AreaId> counted;
  for (const AreaId area : task.areas) {
    if (std::ranges::find(task.counted_over, area) != task.counted_over.end()) {
      counted.push_back(area);
    }
  }
  return std::min(1.0, need_of(c, counted) / whole);
}

double standing_credit(const Case& c, const Task& task, std::span<const double> effects) {
  CHECK(effects.size() == c.phases.size());
  const Days horizon = c.horizon.length();
  if (horizon <= 0) return 0.0;
  double sum = 0.0;
  for (const PhaseId phase : c.phases.ids()) {
    sum += effects[phase.value] * static_cast<double>(c.phases[phase].range.length());
  }
  return area_cover(c, task) * sum / static_cast<double>(horizon);
}

}  // namespace penholder
