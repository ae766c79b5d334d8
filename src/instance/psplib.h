#pragma once
// PSPLIB's `.sm` and `.mm` (Kolisch & Sprecher 1996): a project with one or several modes a job,
// renewable and non-renewable resources, finish-to-start precedences, least makespan.

#include "instance/line_reader.h"
#include "solver/model.h"

namespace penholder::instance {

/// Reads the text that `in` stands before. Faults are in `in`'s diagnostics; the model is then not
/// whole. Release date, due date, tardiness cost and MPM time of the project are no part of the
/// makespan problem and are passed over, and so is the horizon stated: latest_useful_end is safe
/// and never greater than what ProGen writes.
solver::Model read_psplib(LineReader& in);

}  // namespace penholder::instance
