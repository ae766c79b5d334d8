#include "sequence/conflict.h"

#include <algorithm>

#include "sequence/network.h"
#include "sequence/quick_xplain.h"

namespace penholder {
namespace {

using Kind = CaseFact::Kind;

/// The tasks that some plan meeting the demand holds of necessity, `demanded` ones first.
std::vector<bool> tasks_in_question(const PlanProblem& problem) {
  const Network network(problem);
  std::vector<bool> is_in(problem.tasks.size(), false);
  for (Index id = 0; id < problem.tasks.size(); ++id) {
    if (!problem.tasks[id].is_must) continue;
    for (const Index member : network.closure(id)) is_in[member] = true;
  }
  return is_in;
}

/// Facts that have a say among the tasks in question; those of the demanded tasks first, so that a
/// conflict keeps to them where it can.
std::vector<CaseFact> relevant_facts(const Subject& subject, const Demand& demand) {
  const Case& c = subject.design;
  const std::vector<bool> is_in = tasks_in_question(eased_problem(subject, demand, {}));
  // The demand's own tasks, with what they need.
  Case without_must = c;
  for (Task& task : without_must.tasks) task.must = false;
  const std::vector<bool> is_own = tasks_in_question(eased_problem(
      {.base = subject.base, .design = without_must, .weights = subject.weights}, demand, {}));
  const auto takes = [&](AssetId asset) {
    for (const TaskId id : c.tasks.ids()) {
      if (!is_in[id.value]) continue;
      for (const Need& need : c.tasks[id].needs) {
        if (need.asset == asset) return true;
      }
    }
    return false;
  };
  std::vector<CaseFact> own;
  std::vector<CaseFact> others;
  for (const CaseFact& fact : facts_of(c)) {
    bool is_relevant = true;
    bool is_of_own = true;
    switch (fact.kind) {
      case Kind::Horizon:
        break;
      case Kind::Capacity:
      case Kind::Areas:
        is_relevant = takes(fact.asset);
        break;
      case Kind::Need:
      case Kind::Duration:
      case Kind::Must:
        is_relevant = is_in[fact.task.value];
        is_of_own = fact.kind != Kind::Must && is_own[fact.task.value];
        break;
      case Kind::Link: {
        const Link& link = c.links[fact.link];
        is_relevant = is_in[link.task.value];
        is_of_own = is_own[link.task.value];
        break;
      }
    }
    if (is_relevant) (is_of_own ? own : others).push_back(fact);
  }
  own.insert(own.end(), others.begin(), others.end());
  return own;
}

}  // namespace

DemandAnswer answer_demand(const Subject& subject, const Demand& demand,
                           const ConflictSettings& settings) {
  const Possibility now =
      can_be_done(eased_problem(subject, demand, settings.eased), settings.work);
  if (now.is_yes()) return now.plan;
  if (!now.is_no()) return Undecided{};

  const std::vector<CaseFact> facts = relevant_facts(subject, demand);
  Conflict conflict;
  /// Whether the demand can be met when only these facts hold.
  const auto ask = [&](std::span<const std::size_t> kept, const Demand& of) {
    std::vector<bool> is_kept(facts.size(), false);
    for (const std::size_t i : kept) is_kept[i] = true;
    std::vector<Easing> easings = settings.eased;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      if (!is_kept[i]) easings.push_back({.fact = facts[i], .by = std::nullopt});
    }
    ++conflict.questions;
    return can_be_done(eased_problem(subject, of, easings), settings.work);
  };
  const std::vector<std::size_t> found = minimal_conflict(
      facts.size(), [&](std::span<const std::size_t> kept) { return !ask(kept, demand).is_no(); });
  std::vector<std::size_t> kept = found;
  std::ranges::sort(kept);
  // Proven anew, so that what is said rests on no property of the search for it: these facts rule
  // the demand out, and no fact of them can be spared.
  if (!ask(kept, demand).is_no()) return Undecided{};
  conflict.is_minimal = true;
  for (std::size_t left_out = 0; left_out < kept.size(); ++left_out) {
    std::vector<std::size_t> rest = kept;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    if (!ask(rest, demand).is_yes()) conflict.is_minimal = false;
  }
  conflict.is_without_demand = ask(kept, Demand{}).is_no();
  for (const std::size_t i : kept) conflict.facts.push_back(facts[i]);
  return conflict;
}

}  // namespace penholder
