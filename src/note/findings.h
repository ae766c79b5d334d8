#pragma once
// What the products say, as facts that several sections share. Plain values; no words, no HTML.

#include <cstddef>
#include <optional>
#include <vector>

#include "note/note.h"

namespace penholder {

/// Whether a product belongs to this case at all (a stage that was not run gives an empty one).
bool has_ranking(const NoteInputs& in);
bool has_plan(const NoteInputs& in);
bool has_outlook(const NoteInputs& in);
bool has_comparison(const NoteInputs& in);  ///< at least one design under at least one view
bool has_core(const NoteInputs& in);

/// A robust plan of this case with a recommended plan.
bool has_robust(const NoteInputs& in);

/// Which views mostly want a borderline task, mostly do without it, or are divided; indices into
/// `RobustPlan::views`.
struct Wanting {
  std::vector<std::size_t> in;
  std::vector<std::size_t> out;
  std::vector<std::size_t> divided;
};
Wanting wanting(const BorderlineTask& task);

/// Pairs of tasks that stand one way round under every weight of every view, at likely strengths:
/// proven, not drawn. Nothing where it was not asked.
std::optional<std::size_t> proven_pairs(const NoteInputs& in);

/// Places in `Ranking::contested`, the widest apart in points first.
std::vector<std::size_t> disputes_by_width(const NoteInputs& in);

/// Columns of the comparison: its views, or one for equal weights when the case has no view with
/// weights.
std::size_t view_count(const NoteInputs& in);

/// Objectives with a tier, by tier, then in the order of the case.
std::vector<ObjectiveId> priorities(const Case& c);

/// The strategic priority at or above the objective that the task serves most strongly; nothing
/// when it serves none below a priority.
std::optional<ObjectiveId> priority_of(const Case& c, TaskId task);

/// The priority of the task that delivers the benchmark (the first that has one).
std::optional<ObjectiveId> priority_of(const Case& c, BenchmarkId benchmark);

/// Tasks in the plan and left out, in the order of the case.
struct PlanSplit {
  std::vector<TaskId> included;
  std::vector<TaskId> left_out;
};
PlanSplit split_plan(const NoteInputs& in);

/// An asset and how much of it the plan takes.
struct Tightness {
  AssetId asset;
  /// Renewable: share of the horizon's days on which at least 99 % of it is in use. Budget: share
  /// that is spent.
  double share = 0.0;
  bool is_budget = false;
};
/// Tightest first; only assets with something to give and a share above 0.
std::vector<Tightness> tightness(const NoteInputs& in);

/// Part of an objective (leaf or above) realised on average over the simulated runs, 0..1: the
/// leaves below it, each counted by its weight in the plan. Nothing without an outlook.
std::optional<double> realised(const NoteInputs& in, ObjectiveId node);

/// How one design fares against the mandate as it stands, over the views.
struct Verdict {
  std::size_t design = 0;  ///< index into `Comparison::designs`
  std::size_t better = 0;  ///< views under which its gain is clear and positive
  std::size_t worse = 0;   ///< ... negative
  double gain_low = 0.0;   ///< smallest mean gain over the views
  double gain_high = 0.0;
};
/// One per option, those that are better under most views first, then by least gain.
std::vector<Verdict> verdicts(const NoteInputs& in);

/// Benchmarks of the outlook by due date; index into `Outlook::benchmarks`.
std::vector<std::size_t> benchmarks_by_due(const NoteInputs& in);

/// For each task: above how many others it stands in every draw of every view, and below how many.
struct Standing {
  TaskId task;
  std::size_t above = 0;
  std::size_t below = 0;
};
/// Most surely important first (above minus below); tasks without any agreed pair are left out.
std::vector<Standing> agreed_standings(const NoteInputs& in);

}  // namespace penholder
