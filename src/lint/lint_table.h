#pragma once
// The table behind lint_kinds(): one row per rule, sorted by id. `rule("...")` finds a row at
// compile time, so a slip in an id does not build. `help` says why the rule is there, with its
// source where there is one, and what to do.

#include <algorithm>
#include <array>
#include <string_view>

#include "base/diagnostic.h"

namespace penholder {

inline constexpr auto kLintTable = std::to_array<DiagnosticKind>({
    {"benchmark-undelivered", Severity::Warning, "a benchmark that no task delivers",
     "A benchmark measures the mandate only if something in the mandate works towards it. Without "
     "a deliverer it "
     "measures others, and the mission can neither plan for it nor be held to it. Name the tasks "
     "in `delivered-by`; "
     "if it rests on others alone, say so in its `needs`, and read its probability as theirs."},
    {"capacity-never-enough", Severity::Warning,
     "a task that needs more of an asset than there ever is",
     "The need (likely value, at the lowest level for a standing task) is above the asset's "
     "capacity (likely value) on "
     "every day of the horizon, so no plan can carry the task. Either the need is stated too high, "
     "or the text gives "
     "a task without the means."},
    {"christmas-tree", Severity::Warning, "more tasks than the capacity can carry",
     "A mandate hung with more tasks than its means can carry is called a Christmas tree "
     "(Oksamytna & Lundgren 2021, Global Governance 27(2)). The rule adds up what all tasks take "
     "of each asset over the horizon at full level, likely values, and compares it with what the "
     "asset offers. Above 100 % something must wait, shrink or fall out: that is what ranking and "
     "sequencing are for. It is a finding about the mandate, not a slip in the file."},
    {"citation-after-as-of", Severity::Error, "a source from after the as-of date",
     "A case shows what could be known on its `as-of` date; a later document makes the analysis "
     "look wiser than anyone "
     "was. Cite a document that was out by then, or move `as-of`."},
    {"citation-date-conflict", Severity::Warning, "a source whose date contradicts its symbol",
     "The symbols of the Security Council carry a year: S/RES/2531 (2020), S/2021/299, "
     "S/PRST/2020/10. A date in "
     "another year is a slip in one of the two (footnotes of published papers have them too). A "
     "document with a year "
     "in its number may be dated in the December before."},
    {"citation-form", Severity::Warning, "a locator that this kind of document does not have",
     "Resolutions are cited by paragraph (`28.a.iii`, `pp4` in the preamble, `annex`), since page "
     "numbers differ from "
     "one printing to the next; press articles and data sets have no lettered paragraphs. The "
     "locator should let a "
     "reader find the sentence."},
    {"conflicting-view", Severity::Warning, "statements of a view that no weights meet together",
     "A view is the set of all weights that agree with its statements. If there are none, the view "
     "says nothing, and ranking has to leave it out. The rule proves that by linear programming "
     "and shows a few statements that cannot be met together although the others can without any "
     "one of them (an irreducible infeasible subset; Chinneck & Dravnieks 1991, ORSA Journal on "
     "Computing 3(2)). An order that only a tie would meet counts as not met, and a share of "
     "nothing or a ratio to nothing as well. Orders of tasks are judged at likely strengths. Ask "
     "whoever holds the view which of the statements gives way."},
    {"impossible-due", Severity::Warning, "a date that the links alone rule out",
     "Following the `after` and `not-before` links, with every duration and lag at its low value "
     "and every uncertain "
     "date at its early end, the work still ends after it is due. No amount of capacity helps. "
     "Move the date, shorten "
     "or cut the chain that the labels show, or drop the task."},
    {"link-to-nowhere", Severity::Warning,
     "a task that waits for a standing task until after the horizon",
     "A standing task counts as done for its successors once it has been kept through a whole "
     "phase, so its successor "
     "starts in the second phase at the earliest. With a single phase, or a standing task that "
     "itself starts in the "
     "last, that never happens. Cut the horizon into phases, or correct the link."},
    {"must-overload", Severity::Warning, "tasks that must be done together exceed a capacity",
     "A task marked `must` is kept at least at its lowest level in every phase, or done within the "
     "horizon, whatever "
     "else happens. Together these tasks take more of an asset (likely values) than it offers, so "
     "no plan can meet "
     "them all. Mark fewer tasks `must`, give a lower lowest level, or check the capacity."},
    {"never-used", Severity::Warning, "an asset, condition or source that nothing refers to",
     "It changes no result, so either a reference is missing or it can go."},
    {"observation-after-as-of", Severity::Error, "an observation from after the as-of date",
     "A case shows what could be known on its `as-of` date. Remove the observation or move "
     "`as-of`."},
    {"option-without-effect", Severity::Warning, "an option that changes nothing",
     "An option is a set of changes to the case; without any it will compare as exactly equal to "
     "the base case. Write "
     "what it adds, changes or drops."},
    {"order-against-tiers", Severity::Warning,
     "an order of priorities that contradicts their tiers",
     "The priority rule places an objective of tier 2 before one of tier 1. In resolution 2531 "
     "(2020), for example, the two go together: the agreement is the primary strategic priority "
     "(paragraph 19) and comes first in the use of capacity and resources (paragraph 20). Correct "
     "the tier or the order."},
    {"outside-powers", Severity::Warning, "a task that its lead, or the mission, may not do",
     "An actor's limits are law, not preference: a mission whose mandate rules out "
     "counter-terrorism cannot be planned "
     "to do it. A tag in the task's `does` is among the lead's or the mission's `may-not`. Give "
     "the task to an actor "
     "with the power, reword what it does, or correct the limit."},
    {"priority-without-means", Severity::Warning, "a priority or objective that nothing can serve",
     "Prioritisation, in the working definition of Security Council Report (Walking the Walk, "
     "2020), means clear strategic objectives and a limited number of tasks for them. No task "
     "serves this one, or none that does has means that reach: whatever weight it gets is lost. "
     "Add the tasks or their needs, or take the objective out."},
    {"shock-without-effect", Severity::Warning, "a shock without effects",
     "A shock is modelled by what it does: delays, lost capacity, closed areas, undone benchmarks. "
     "Without an effect "
     "it will be drawn and change nothing."},
    {"source-not-held", Severity::Warning,
     "a cited document that was not at hand, without a word on how it is known",
     "What is cited from a document that nobody had before them rests on another text. Say in the "
     "source's `note` "
     "which one, so that readers can judge it, or read the document and set `held`."},
    {"source-twice", Severity::Warning, "two sources with the same symbol",
     "Citations of one document would be counted and listed as two. Keep one and point the "
     "citations at it."},
    {"task-needs-nothing", Severity::Warning, "a task that takes nothing of any asset",
     "A task without needs costs nothing, so that every plan carries it in full and it never "
     "competes with another. "
     "Few activities are free: good offices take senior time. State the needs, if only as a "
     "judgement with a range."},
    {"task-serves-no-priority", Severity::Warning, "a task that serves no priority of the mandate",
     "The task serves no objective at all, or only objectives outside the strategic priorities. A "
     "mandate with priorities has a limited number of tasks that follow from them (the working "
     "definition of Security Council Report, Walking the Walk, 2020). Say which priority the task "
     "serves, or keep the finding: it is a question for the room whether the task should stay."},
    {"task-without-lead", Severity::Warning, "a task that nobody leads",
     "A task without a lead is nobody's. Name the actor that the text addresses; the mission, if "
     "it says so."},
    {"two-leads", Severity::Warning, "a task with more than one lead",
     "Two leads are none: each can wait for the other, and no report will say who was late. Name "
     "one lead and make "
     "the others partners; if the text itself names two, keep the finding for the room."},
});

static_assert(std::ranges::is_sorted(kLintTable, {}, &DiagnosticKind::id));

/// The row of an id, at compile time.
consteval const DiagnosticKind& rule(std::string_view id) {
  for (const DiagnosticKind& kind : kLintTable) {
    if (kind.id == id) return kind;
  }
  throw "no such rule";  // never at run time: it stops the build
}

}  // namespace penholder
