#include "mandate/rung.h"

#include <algorithm>

namespace penholder {

namespace {

bool says_the_same(const View& a, const View& b) {
  // A view of the text has the mandate's own order of priorities besides.
  if ((a.held_by == Support::Text) != (b.held_by == Support::Text)) return false;
  const auto covers = [](const View& one, const View& other) {
    return std::ranges::all_of(one.statements, [&](const Statement& statement) {
      return std::ranges::any_of(other.statements, [&](const Statement& candidate) {
        return candidate.says == statement.says;
      });
    });
  };
  return covers(a, b) && covers(b, a);
}

}  // namespace

Support support_of(const View& view, const Statement& statement) {
  return statement.held_by.value_or(view.held_by);
}

AtRung at_rung(const Case& base, Support rung) {
  AtRung result{.c = base, .silent = {}, .twins = {}};
  std::vector<ViewId> heard;
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
    if (!speaks && view.held_by != Support::Text) {
      result.silent.push_back(id);
      continue;
    }
    const auto twin = std::ranges::find_if(
        heard, [&](ViewId other) { return says_the_same(view, result.c.views[other]); });
    if (twin == heard.end()) {
      heard.push_back(id);
    } else {
      result.twins.push_back({.view = id, .same_as = *twin});
    }
  }
  return result;
}

}  // namespace penholder
