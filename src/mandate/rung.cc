#include "mandate/rung.h"

#include <algorithm>

namespace penholder {

Support support_of(const View& view, const Statement& statement) {
  return statement.held_by.value_or(view.held_by);
}

AtRung at_rung(const Case& base, Support rung) {
  AtRung result{.c = base, .silent = {}};
  for (const ViewId id : result.c.views.ids()) {
    View& view = result.c.views[id];
    const bool spoke = !view.statements.empty();
    std::erase_if(view.statements, [&](const Statement& statement) {
      return !is_held_at_least(support_of(view, statement), rung);
    });
    // A view without any statement says that all weights are possible: that is as widely held as
    // the view.
    const bool speaks =
        !view.statements.empty() || (!spoke && is_held_at_least(view.held_by, rung));
    if (!speaks && view.held_by != Support::Text) result.silent.push_back(id);
  }
  return result;
}

}  // namespace penholder
