#include "sequence/task_why.h"

#include "sequence/build_problem.h"

namespace penholder {
namespace {

constexpr double kRounding = 1e-9;

TaskWhy::Status status_of(const Case& c, const Plan& plan, TaskId id) {
  const PlannedTask& planned = plan.tasks[id];
  if (!planned.included) return TaskWhy::Status::LeftOut;
  if (planned.credit >= 1.0 - kRounding) return TaskWhy::Status::InFull;
  return c.tasks[id].is_standing() ? TaskWhy::Status::Low : TaskWhy::Status::Late;
}

class TaskQuestion {
 public:
  TaskQuestion(const Subject& subject, const SequenceSettings& settings, Progress* progress)
      : subject_(subject), settings_(settings), progress_(progress) {}

  TaskWhy run(TaskId task, std::optional<ViewId> view) {
    why_.task = task;
    why_.plan =
        sequence(subject_.base, subject_.design, subject_.weights, view, settings_, progress_);
    why_.status = status_of(subject_.design, why_.plan, task);
    switch (why_.status) {
      case TaskWhy::Status::InFull:
        break;
      case TaskWhy::Status::Late:
        look_for_earliest();
        break;
      case TaskWhy::Status::Low:
        look_for({.task = task,
                  .kind = Demand::Item::Kind::Throughout,
                  .by = std::nullopt,
                  .is_at_full_level = true});
        break;
      case TaskWhy::Status::LeftOut:
        look_for({.task = task, .by = std::nullopt});
        break;
    }
    return std::move(why_);
  }

 private:
  [[nodiscard]] Demand finished_by(Days day) const {
    return {.items = {{.task = why_.task, .by = subject_.design.horizon.start + day}}};
  }

  /// Finds the earliest finish of any plan by halving; then the best plan that has it.
  void look_for_earliest() {
    const PlannedTask& planned = why_.plan.tasks[why_.task];
    Days from = 0;
    Days to = planned.finish;
    std::vector<PlanAssignment> earliest;
    while (from < to) {
      const Days middle = from + (to - from) / 2;
      Possibility answer = can_be_done(eased_problem(subject_, finished_by(middle), {}));
      if (answer.is_yes()) {
        to = middle;
        earliest = {std::move(answer.plan)};
      } else {
        from = middle + 1;
      }
    }
    why_.earliest_finish = to;
    const PlanProblem problem = build_problem(subject_.base, subject_.design, subject_.weights);
    if (problem.tasks[why_.task.value].value_at(to) < planned.full_value - kRounding) {
      find_limit(finished_by(to - 1));
    }
    if (to < planned.finish) force(finished_by(to), std::move(earliest));
  }

  void look_for(const Demand::Item& wanted) {
    const Demand demand{.items = {wanted}};
    Possibility answer = can_be_done(eased_problem(subject_, demand, {}));
    if (answer.is_no()) find_limit(demand);
    if (answer.is_yes()) force(demand, {std::move(answer.plan)});
  }

  void find_limit(const Demand& demand) {
    DemandAnswer answer = answer_demand(subject_, demand);
    if (auto* conflict = std::get_if<Conflict>(&answer)) why_.limit = std::move(*conflict);
  }

  void force(const Demand& demand, std::vector<PlanAssignment> warm) {
    why_.forced =
        best_plan_with(subject_, demand, why_.plan, std::move(warm), settings_, progress_);
  }

  const Subject& subject_;
  const SequenceSettings& settings_;
  Progress* progress_;
  TaskWhy why_;
};

}  // namespace

TaskWhy why_task(const Subject& subject, TaskId task, std::optional<ViewId> view,
                 const SequenceSettings& settings, Progress* progress) {
  return TaskQuestion(subject, settings, progress).run(task, view);
}

}  // namespace penholder
