#include "sequence/check_plan.h"

#include <fmt/core.h>

#include <map>

namespace penholder {
namespace {

class Checker {
 public:
  Checker(const PlanProblem& problem, const PlanAssignment& plan)
      : problem_(problem), plan_(plan) {}

  std::vector<Violation> run() {
    if (plan_.tasks.size() != problem_.tasks.size()) {
      report("{} choices for {} tasks", plan_.tasks.size(), problem_.tasks.size());
      return found_;
    }
    for (Index id = 0; id < problem_.tasks.size(); ++id) check_task(id);
    if (!found_.empty()) return found_;  // the rest would read levels or starts that make no sense
    check_links();
    for (Index asset = 0; asset < problem_.assets.size(); ++asset) check_asset(asset);
    return found_;
  }

 private:
  template <class... Args>
  void report(fmt::format_string<Args...> format, Args&&... args) {
    found_.push_back({.text = fmt::format(format, std::forward<Args>(args)...)});
  }

  void check_task(Index id) {
    const PlanProblem::Task& task = problem_.tasks[id];
    const PlanAssignment::Choice& choice = plan_.tasks[id];
    if (choice.included && !task.is_possible) report("task {} is impossible", id);
    if (!task.is_standing) {
      if (!choice.included) return;
      if (choice.start < 0 || choice.start < task.release) report("task {} starts too early", id);
      const Days finish = choice.start + task.duration;
      if (finish > task.deadline || finish > problem_.horizon) report("task {} ends too late", id);
      return;
    }
    if (choice.levels.size() != problem_.phases.size()) {
      report("task {} has {} levels for {} phases", id, choice.levels.size(),
             problem_.phases.size());
      return;
    }
    bool is_on = false;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      const int level = choice.levels[p];
      if (level < 0) continue;
      is_on = true;
      if (static_cast<std::size_t>(level) >= task.modes[p].size()) {
        report("task {} has no level {} in phase {}", id, level, p);
      }
      if (problem_.phases[p].start < task.release) report("task {} is on too early", id);
      if (problem_.phases[p].end > task.deadline) report("task {} is on too late", id);
    }
    if (is_on != choice.included) report("task {}: included and levels disagree", id);
  }

  [[nodiscard]] bool has(Index id) const { return plan_.tasks[id].included; }

  [[nodiscard]] Days start(Index id) const {
    if (!problem_.tasks[id].is_standing) return plan_.tasks[id].start;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      if (plan_.tasks[id].levels[p] >= 0) return problem_.phases[p].start;
    }
    return problem_.horizon;
  }

  [[nodiscard]] Days finish(Index id) const {
    if (!problem_.tasks[id].is_standing) return plan_.tasks[id].start + problem_.tasks[id].duration;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      if (plan_.tasks[id].levels[p] >= 0) return problem_.phases[p].end;
    }
    return problem_.horizon;
  }

  void check_links() {
    for (const PlanProblem::After& link : problem_.after) {
      if (!has(link.task)) continue;
      if (!has(link.on)) {
        report("task {} is done without {}", link.task, link.on);
      } else if (start(link.task) < finish(link.on) + link.lag) {
        report("task {} starts before {} is finished", link.task, link.on);
      }
    }
    for (const PlanProblem::Requires& link : problem_.required) {
      if (has(link.task) && !has(link.on)) report("task {} is done without {}", link.task, link.on);
    }
    for (const PlanProblem::Together& link : problem_.together) {
      if (has(link.a) != has(link.b)) report("one of {} and {} is left out", link.a, link.b);
      if (!has(link.a) || !has(link.b) || !link.within) continue;
      const Days gap = start(link.a) - start(link.b);
      if (gap > *link.within || -gap > *link.within) {
        report("tasks {} and {} start too far apart", link.a, link.b);
      }
    }
    for (const PlanProblem::InsteadOf& link : problem_.instead_of) {
      if (has(link.a) && has(link.b)) report("both {} and {} are done", link.a, link.b);
    }
  }

  void check_asset(Index asset) {
    const PlanProblem::Asset& checked = problem_.assets[asset];
    Amount spent = 0;
    std::map<Days, Amount> change;  // of what is held, by day
    const auto use = [&](const std::vector<PlanProblem::Need>& needs, Days start, Days end) {
      for (const PlanProblem::Need& need : needs) {
        if (need.asset != asset) continue;
        spent += need.amount;
        if (start >= end) continue;
        change[start] += need.amount;
        change[end] -= need.amount;
      }
    };
    for (Index id = 0; id < problem_.tasks.size(); ++id) {
      const PlanProblem::Task& task = problem_.tasks[id];
      const PlanAssignment::Choice& choice = plan_.tasks[id];
      if (!choice.included) continue;
      if (!task.is_standing) {
        use(task.needs, choice.start, choice.start + task.duration);
        continue;
      }
      for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
        if (choice.levels[p] < 0) continue;
        use(task.modes[p][static_cast<std::size_t>(choice.levels[p])].needs,
            problem_.phases[p].start, problem_.phases[p].end);
      }
    }
    if (checked.is_budget) {
      if (spent > checked.steps.front().capacity) report("budget {} is overspent", asset);
      return;
    }
    for (const PlanProblem::Asset::Step& step : checked.steps) change[step.from] += 0;
    Amount held = 0;
    for (const auto& [day, by] : change) {
      held += by;
      Amount capacity = 0;
      for (const PlanProblem::Asset::Step& step : checked.steps) {
        if (step.from <= day) capacity = step.capacity;
      }
      if (held > capacity && held > 0) report("asset {} is overused from day {}", asset, day);
    }
  }

  const PlanProblem& problem_;
  const PlanAssignment& plan_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> check_plan(const PlanProblem& problem, const PlanAssignment& assignment) {
  return Checker(problem, assignment).run();
}

}  // namespace penholder
