#pragma once
// The life of a mandate for people and programs.

#include <string>
#include <string_view>

#include "history/history.h"

namespace penholder {

/// For a terminal: a sketch of how the mandate grew, then one row a task.
std::string history_text(const History& history, int width, bool colour);

/// All fields; ends in a line break.
std::string history_json(const History& history);

/// RFC 4180, UTF-8, one row a task: for each mandate the paragraph, the list and what it did. A
/// cell that a spreadsheet would take for a formula gets an apostrophe in front.
std::string history_csv(const History& history);

/// One self-contained page without scripts: the picture of growth, the mandates as a table, the
/// tasks, each with its wording from mandate to mandate.
std::string history_html(const History& history, std::string_view version);

/// How the mandate grew, as SVG with title, description and labels: words and paragraphs of the
/// operative part and tasks by list, a column for each mandate. Inks by CSS variables of the page.
std::string history_picture(const History& history);

/// `2100` and `2013` of a mandate, for the head of a column.
std::string short_symbol(const TextMeasure& measure);
std::string year_of(const TextMeasure& measure);

/// `S/RES/2423 (2018) to S/RES/2531 (2020)`: when a task stood; `since ...` if it still does.
std::string span_of(const TaskLine& task, const History& history);

/// `dropped in S/RES/2584 (2021)`, `merged into OP 30 (a) (i) of ...`; empty while it stands.
std::string end_of(const TaskLine& task, const History& history);

}  // namespace penholder
