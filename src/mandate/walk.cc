#include "mandate/walk.h"

namespace penholder {
namespace {

class Walk {
 public:
  explicit Walk(const std::function<void(const Citation&)>& visit) : visit_(visit) {}

  void all(const std::vector<Citation>& cites) const {
    for (const Citation& citation : cites) visit_(citation);
  }
  void of(const Basis& basis) const { all(basis.cites); }
  void of(const Estimate& estimate) const { of(estimate.basis); }
  void of(const DateEstimate& date) const { of(date.basis); }
  template <class T>
  void of(const std::optional<T>& value) const {
    if (value) of(*value);
  }

  void of(const Task& task) const {
    all(task.cites);
    for (const Serves& serves : task.serves) of(serves.strength);
    of(task.duration);
    for (const Need& need : task.needs) of(need.amount);
    for (const Level& level : task.levels) of(level.basis);
  }
  void of(const Benchmark& benchmark) const {
    all(benchmark.cites);
    of(benchmark.baseline);
    of(benchmark.target);
    of(benchmark.lag);
    of(benchmark.feasibility);
    for (const auto& observation : benchmark.observations) all(observation.cites);
  }
  void of(const Shock& shock) const {
    all(shock.cites);
    of(shock.rate);
    of(shock.probability);
    for (const Effect& effect : shock.effects) {
      of(effect.by);
      of(effect.lasting);
      of(effect.share);
    }
  }

 private:
  const std::function<void(const Citation&)>& visit_;
};

}  // namespace

void for_each_citation(const Case& c, const std::function<void(const Citation&)>& visit) {
  const Walk walk(visit);
  for (const ContextItem& item : c.context) walk.all(item.cites);
  walk.of(c.tolerance_basis);
  for (const ScaleLevel& level : c.scale) walk.of(level.basis);
  for (const Measure& measure : c.measures) walk.of(measure.basis);
  for (const Area& area : c.areas) {
    walk.all(area.cites);
    walk.of(area.need);
  }
  for (const Actor& actor : c.actors) {
    walk.all(actor.cites);
    for (const Limit& limit : actor.may_not) walk.all(limit.cites);
  }
  for (const Objective& objective : c.objectives) walk.all(objective.cites);
  walk.all(c.priority_rule.cites);
  for (const Task& task : c.tasks) walk.of(task);
  for (const Link& link : c.links) {
    walk.all(link.cites);
    walk.of(link.basis);
    walk.of(link.lag);
    walk.of(link.within);
  }
  for (const Asset& asset : c.assets) {
    walk.all(asset.cites);
    for (const Asset::Step& step : asset.capacity) walk.of(step.amount);
  }
  for (const Condition& condition : c.conditions) {
    walk.all(condition.cites);
    walk.of(condition.probability);
    walk.of(condition.date);
  }
  for (const Milestone& milestone : c.milestones) {
    walk.all(milestone.cites);
    walk.of(milestone.date);
  }
  for (const Benchmark& benchmark : c.benchmarks) walk.of(benchmark);
  for (const Shock& shock : c.shocks) walk.of(shock);
  for (const View& view : c.views) {
    walk.all(view.cites);
    for (const Statement& statement : view.statements) walk.of(statement.basis);
  }
  for (const Option& option : c.options) {
    walk.all(option.cites);
    for (const Change& change : option.changes) walk.of(change.basis);
  }
}

}  // namespace penholder
