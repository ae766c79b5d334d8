#pragma once
// A planning problem as a scheduling model, exactly, and the way back. The only place that knows
// both.
//
//   discrete task   one optional task with its window, needs and pieces of value
//   standing task   one optional task of fixed place for each phase in which it can be on, with a
//                   mode for each level worth having; it is done when it is on in some phase
//   first phase     where links need the start or the finish of a standing task: a mark for each
//                   phase, done when that phase is the first in which the task is on
//   must-work       hard, or, where it does not all fit, its shortfall as the first objective
//
// Tasks that no plan can hold, or that neither bring value nor serve a task that does, stay out:
// leaving them out costs nothing. So do levels that take no less and bring no more than another.
// Points become whole numbers by a power of two; what rounding may cost is known (rounding()).

#include <optional>
#include <vector>

#include "sequence/relaxation.h"
#include "solver/model.h"

namespace penholder {

/// What the model asks of must-work.
enum class MustWork : std::uint8_t {
  All,    ///< every schedule does all of it; the one objective is value
  Most,   ///< first objective: least shortfall (shortfall_of); second: value
  Alone,  ///< as All, without an objective: can it be done at all?
};

class PlanModel {
 public:
  /// The references must outlive it. Cost: O(size of the problem * phases).
  ///
  ///   kept   only with MustWork::All: what has been struck out stays out of the model, which then
  ///          holds all plans worth more than the floor of the striking out, not all plans
  PlanModel(const PlanProblem& problem, const Network& network, MustWork must,
            const KeptChoices* kept = nullptr);

  [[nodiscard]] const solver::Model& model() const { return model_; }

  /// The plan that a schedule of the model stands for.
  [[nodiscard]] PlanAssignment plan_of(const solver::Schedule& schedule) const;

  /// The schedule of a plan, marks included. A plan that breaks links or capacities, or holds what
  /// stays out of the model, gives a schedule that does as well, or nearly: a hint, not a solution.
  [[nodiscard]] solver::Schedule schedule_of(const PlanAssignment& plan) const;

  /// Points that a cost of the value objective stands for.
  [[nodiscard]] double points_of(solver::Value cost) const {
    return -static_cast<double>(cost) / scale_;
  }
  /// Most that points_of a plan's cost and the value of that plan can differ by, in points.
  [[nodiscard]] double rounding() const { return rounding_; }

 private:
  using SolverIndex = solver::Index;
  struct InPhase {
    std::optional<SolverIndex> on;        ///< the task of the model; nothing: never on here
    std::vector<int> levels;              ///< by mode of that task
    std::optional<SolverIndex> first;     ///< mark: this is the first phase
    std::optional<SolverIndex> short_of;  ///< mark: due here and off
  };
  struct Entry {
    bool is_in = false;
    std::optional<SolverIndex> discrete;
    std::vector<InPhase> phases;        ///< standing
    std::optional<SolverIndex> absent;  ///< mark: a standing must-task left out in all phases
  };
  /// Mark: the discrete predecessor `on` ends too late for `phase` of a standing must-task.
  struct Late {
    SolverIndex mark;
    Index on;
    Days latest_in_time;
  };
  /// Mark: the standing predecessor `on` is off in all `phases` that would be in time.
  struct NeverInTime {
    SolverIndex mark;
    Index on;
    std::vector<std::size_t> phases;
  };

  void choose_tasks();
  void choose_scale();
  void add_assets();
  void add_discrete(Index id);
  void add_standing(Index id);
  void add_links();
  void add_after(const PlanProblem::After& link);
  void add_together(const PlanProblem::Together& link);
  void add_presence(Index task, Index on);
  void add_must(Index id);
  void add_due_phase(Index id, std::size_t phase);
  void add_firsts(Index id);
  void add_requirements(solver::Fact condition, Index on);
  void add_clause(std::vector<solver::Fact> facts);
  SolverIndex add_mark(std::string name, Days day);

  [[nodiscard]] std::vector<int> useful_levels(Index id, std::size_t phase) const;
  [[nodiscard]] std::vector<solver::Fact> is_done(Index id) const;
  [[nodiscard]] Days earliest_finish(Index id) const;
  [[nodiscard]] Days latest_finish(Index id) const;
  [[nodiscard]] solver::Value scaled(double points) const;
  [[nodiscard]] bool may_be_absent(Index id) const {
    return !kept_ || kept_->tasks[id].may_be_absent;
  }
  void take(const std::vector<PlanProblem::Need>& needs, solver::Mode& mode) const;

  const PlanProblem& problem_;
  const Network& network_;
  MustWork must_;
  const KeptChoices* kept_;
  solver::Model model_;
  std::vector<Entry> entries_;
  std::vector<Late> late_;
  std::vector<NeverInTime> never_in_time_;
  std::vector<solver::Cost> gains_;
  std::vector<solver::Cost> shortfalls_;
  /// By asset: position among the model's resources or budgets; nothing: it can never bind.
  std::vector<std::optional<SolverIndex>> asset_;
  double scale_ = 1.0;
  double rounding_ = 0.0;
};

}  // namespace penholder
