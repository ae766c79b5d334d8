#include "exchange/kinds.h"

namespace penholder::exchange_kinds {

const DiagnosticKind kUnknownTask = {"import-unknown-task", Severity::Error,
                                     "an alternative is no task of the case",
                                     "Alternatives are matched with tasks by id. A new task needs "
                                     "more than strengths: write it into the case first."};
const DiagnosticKind kUnknownObjective = {
    "import-unknown-objective", Severity::Error, "a criterion is no leaf objective of the case",
    "Criteria are matched with leaf objectives by id: those without parts of their own."};
const DiagnosticKind kNotAStrength = {
    "import-not-a-strength", Severity::Error, "a cell cannot be a strength",
    "A strength is a number from 0 to 1, or three (10th, 50th and 90th percentile)."};
const DiagnosticKind kNotALevel = {
    "import-not-a-level", Severity::Warning, "a number lies between the levels of the scale",
    "A case's strengths are levels with an anchor in words. The nearest is taken; to keep the "
    "number, add a level with its meaning to the scale."};
const DiagnosticKind kAbsent = {"import-absent", Severity::Warning,
                                "the table lacks a task or an objective of the case",
                                "What the case says of it stays as it is."};

std::vector<const DiagnosticKind*> all() {
  return {&kUnknownTask, &kUnknownObjective, &kNotAStrength, &kNotALevel, &kAbsent};
}

}  // namespace penholder::exchange_kinds
