#pragma once
// The briefing: all products of a run as one HTML file that opens from disk, with no network, no
// script, and prints. It shows what the stages found and adds nothing of its own but words; the
// rules by which the box of key considerations is written stand in considerations.cc.

#include <span>
#include <string>

#include "compare/comparison.h"
#include "geo/geojson.h"
#include "mandate/case.h"
#include "rank/ranking.h"
#include "sequence/bindings.h"
#include "sequence/plan.h"
#include "sequence/robust_plan.h"
#include "stress/outlook.h"

namespace penholder {

/// What one note is written from. Refers to its parts: all must outlive the call. A product that
/// was not made is given default-constructed; its section then says so in words.
struct NoteInputs {
  const Dossier& dossier;
  const Ranking& ranking;
  const Plan& plan;
  const CoreIndex* core = nullptr;         ///< null: best plans under many weights were not sought
  std::span<const Binding> bindings = {};  ///< what holds the plan back; may be empty
  const Outlook& outlook;
  const Comparison& comparison;
  std::span<const Feature> polygons;   ///< the user's own boundaries for the map; may be empty
  std::string version;                 ///< of the program, as it names itself
  const RobustPlan* robust = nullptr;  ///< one plan for the room; null: not sought
};

/// The whole HTML document, UTF-8. Pure: the same inputs give the same bytes.
///
///   returns  a document with inline styles and pictures only; its policy (CSP) lets nothing else
///   load cost     O(what is shown); about a megabyte for a mandate of 30 tasks, ten options and
///   five views
std::string write_note(const NoteInputs& inputs);

}  // namespace penholder
