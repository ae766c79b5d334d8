#pragma once
// What a performance table says that a case does not: strengths that differ, and weights. Nothing
// is changed here; the result is for showing, and for writing as lines of a case (case_yaml.h).

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "mandate/case.h"
#include "table/performance_table.h"
#include "value/weights.h"

namespace penholder {

struct CaseImport {
  /// One task whose strengths differ, with all its entries as they are to be: those that stay with
  /// their basis, new and changed ones without (Basis::Kind::Unknown).
  struct ChangedTask {
    TaskId task;
    std::vector<Serves> serves;
    struct Was {
      bool is_new = false;
      std::array<std::string, 3> level;  ///< levels before; for a changed entry
    };
    std::vector<Was> was;              ///< by entry; default for one that stays
    std::vector<ObjectiveId> dropped;  ///< no longer served
  };
  std::vector<ChangedTask> tasks;
  /// Of the leaves, sum 1; nothing when the table has no weights, or lacks a leaf.
  std::optional<Weights> weights;
  Diagnostics diagnostics;
  bool usable = false;  ///< no diagnostic of severity Error
};

/// Compares `table` with `c`. Tasks and leaf objectives are matched by id; a strength goes to the
/// nearest level of the case's scale (the lower of two as near), and 0 to none unless the scale has
/// a level of 0. What the table lacks stays as it is.
///
///   cost   O(cells * levels)
CaseImport import_table(const Case& c, const PerformanceTable& table);

}  // namespace penholder
