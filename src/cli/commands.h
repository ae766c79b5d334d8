#pragma once
// One function a command: options in, exit code out, everything shown through the edge. No analysis
// here.

#include "cli/edge.h"
#include "cli/options.h"

namespace penholder {

/// Every problem of a case, by place.
ExitCode run_check(const CheckOptions& options, Edge& edge);

/// Citations of a case or a text, held against the documents.
ExitCode run_cite(const CiteOptions& options, Edge& edge);

/// Which tasks matter most to whom.
ExitCode run_rank(const RankOptions& options, Edge& edge);

/// The best plan found, with the bound that no plan can pass.
ExitCode run_sequence(const PlanOptions& options, Edge& edge);

/// Why a task stands where it does, or whether a demand can be met.
ExitCode run_why(const WhyOptions& options, Edge& edge);

/// What happens to that plan when durations slip and shocks strike.
ExitCode run_stress(const PlanOptions& options, Edge& edge);

/// Every option under every view.
ExitCode run_compare(const CompareOptions& options, Edge& edge);

/// All stages, then the briefing as one HTML file.
ExitCode run_note(const NoteOptions& options, Edge& edge);

/// Scheduling instances in published formats or our own, each to a schedule and what is proven of
/// it.
ExitCode run_solve(const SolveOptions& options, Edge& edge);

/// The register of tasks of each resolution.
ExitCode run_register(const RegisterOptionsGiven& options, Edge& edge);

/// What changed between two resolutions.
ExitCode run_redline(const RedlineOptions& options, Edge& edge);

/// A performance table through every lens, or into the other format.
ExitCode run_table(const TableOptions& options, Edge& edge);

/// A case through every lens; its strengths and weights to a table, and back.
ExitCode run_lens(const CaseLensOptions& options, Edge& edge);

/// The tasks of a mandate over its resolutions, and how it grew.
ExitCode run_history(const HistoryOptions& options, Edge& edge);

/// The JSON Schema of the case format.
ExitCode run_schema(Edge& edge);

/// A directory with a case to start from.
ExitCode run_new(const NewOptions& options, Edge& edge);

}  // namespace penholder
