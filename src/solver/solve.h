#pragma once
// The one door of the solver: a Model in, an Outcome out. Outcomes are types: what was proven, what
// was found, and what is merely not known are told apart by the compiler.
//
// Method: lazy clause generation (Ohrimenko, Stuckey & Codish 2009; for scheduling Schutt et al.
// 2011): constraint propagation that explains itself, clauses learned from each conflict, and
// bounds from relaxations. Which file does what stands in README.md.

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "solver/model.h"

namespace penholder::solver {

/// Why the search ended before a proof. Memory: the machine had no more to give (an allocation
/// failed).
enum class Stop : std::uint8_t { Work, Asked, Memory };

/// No schedule is better.
struct Optimal {
  Schedule schedule;
  std::vector<Value> costs;  ///< one an objective
};

/// A schedule, and what no schedule can beat: `bound` <= best possible value of the first objective
/// that is not proven (`level`); the objectives before it are proven.
struct Feasible {
  Schedule schedule;
  std::vector<Value> costs;
  std::size_t level = 0;
  Value bound = 0;
  Stop stop = Stop::Work;
};

/// No schedule exists. With assumptions: already these of them (positions in
/// Settings::assumptions) allow none; the list need not be the smallest. Empty: none exists at all.
struct Infeasible {
  std::vector<std::size_t> core;
};

/// None was found, and it was not proven that there is none.
struct Unknown {
  Value bound = 0;  ///< on the first objective
  Stop stop = Stop::Work;
};

/// The model has defects (defects_of), or an assumption is about no task; nothing was solved.
struct Rejected {
  std::vector<std::string> defects;
};

/// To be held true for this one question.
struct Assumption {
  enum class Kind : std::uint8_t { Done, LeftOut, InMode, StartAtLeast, StartAtMost };
  Kind kind = Kind::Done;
  Index task = 0;
  /// InMode: the mode. StartAtLeast, StartAtMost: the time, which binds if the task is done.
  Time value = 0;
};

struct Statistics {
  std::uint64_t conflicts = 0;
  std::uint64_t decisions = 0;
  std::uint64_t propagations = 0;
  std::uint64_t restarts = 0;
  std::uint64_t work = 0;  ///< in the unit of Settings::work_limit
};

using Outcome = std::variant<Optimal, Feasible, Infeasible, Unknown, Rejected>;

/// What is known while the search goes on.
struct State {
  const Schedule* schedule = nullptr;  ///< best so far; nullptr: none yet
  std::size_t level = 0;               ///< objective in work
  Value cost = 0;                      ///< of the schedule at that level
  Value bound = 0;
};

struct AuditOrder;  // audit.h

struct Settings {
  std::uint64_t seed = 1;
  /// Deterministic limit, in steps of propagation (about ten million a second); same model, seed,
  /// limit and warm starts give the same outcome on any machine.
  std::uint64_t work_limit = std::numeric_limits<std::uint64_t>::max();
  /// Asked every few milliseconds; true ends the search with the best so far. The clock belongs to
  /// the caller; a std::stop_token goes in as [token] { return token.stop_requested(); }. Called
  /// on the thread that solves.
  std::function<bool()> should_stop;
  /// Called at each better schedule and each better bound.
  std::function<void(const State&)> on_progress;
  /// Schedules to start from: the best that keeps all rules and assumptions; the others, however
  /// absurd, are passed over.
  std::vector<Schedule> warm_starts;
  std::vector<Assumption> assumptions;
  /// Spend effort on good schedules by large-neighbourhood search as well as on the proof.
  bool improves = true;
  /// Filled at the end when given.
  Statistics* statistics = nullptr;
#ifdef PENHOLDER_AUDIT
  /// Where the audit reports; nullptr: a fault aborts, and each level is audited up to a limit.
  AuditOrder* audit = nullptr;
#endif
};

/// Solves a model. Never throws for what a model says; memory is bounded by the model's size and a
/// fixed store for learned clauses.
///
///   cost   exponential at worst; anytime by the limits in Settings
Outcome solve(const Model& model, const Settings& settings);

/// The schedule of an outcome, if it has one.
const Schedule* schedule_of(const Outcome& outcome);

}  // namespace penholder::solver
