#pragma once
// Products of all stages for the sample case, made by hand: what a note is written from, without
// running a stage. The figures are invented and only have to hang together.

#include "note/note.h"

namespace penholder {

struct SampleProducts {
  Dossier dossier;
  Ranking ranking;
  Plan plan;
  RobustPlan robust;  ///< holds the core index
  std::vector<Binding> bindings;
  Outlook outlook;
  Comparison comparison;

  [[nodiscard]] NoteInputs inputs() const {
    return {.dossier = dossier,
            .ranking = ranking,
            .plan = plan,
            .core = &robust.core,
            .bindings = bindings,
            .outlook = outlook,
            .comparison = comparison,
            .polygons = {},
            .version = "penholder 0.0.0-test",
            .robust = &robust};
  }
};

/// Products for `dossier`: any case with the sample's tasks, views and options, whatever its texts.
SampleProducts sample_products(Dossier dossier);

/// The dossier with no product at all.
SampleProducts no_products(Dossier dossier);

}  // namespace penholder
