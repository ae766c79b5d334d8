// What a view says of weights: statements that no weights meet together.

#include <fmt/format.h>

#include <vector>

#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"
#include "rank/view_rows.h"
#include "rank/weight_space.h"

namespace penholder::lint_rules {
namespace {

void check_view(const Case& c, const Leaves& leaves, ViewId id, Diagnostics& out) {
  const View& view = c.views[id];
  const std::vector<Statement> statements = statements_of(c, id);
  const auto conflict = conflicting_statements(c, leaves, statements);
  if (!conflict || conflict->empty()) return;
  const auto place = [&](std::size_t i) {
    const Span span = statements[(*conflict)[i]].span;
    return span.is_known() ? span : view.span;
  };
  if (conflict->size() == 1) {
    out.add(rule("conflicting-view"), place(0),
            fmt::format("view {}: no weights can meet {}", quoted(view.id),
                        describe(statements[conflict->front()], c)),
            "correct the statement; until then the view is left out of the ranking");
    return;
  }
  std::vector<Label> labels;
  for (std::size_t i = 1; i < conflict->size(); ++i) {
    labels.push_back(
        {.span = place(i), .text = conflict->size() == 2 ? "contradicts it" : "takes part in it"});
  }
  out.add(rule("conflicting-view"), place(0),
          fmt::format("view {}: no weights can meet {} of its statements together", quoted(view.id),
                      conflict->size()),
          "withdraw or soften one of them: without any one, the others can be met; until then the "
          "view is left out of the ranking",
          std::move(labels));
}

}  // namespace

void check_views(const Case& c, Diagnostics& out) {
  const Leaves leaves(c);
  // A case made to be slow is not followed to its end; a real one has a thousandth of this.
  std::size_t left = kMostRowNumbers;
  for (const ViewId id : c.views.ids()) {
    const std::size_t numbers = (1 + count_rows(statements_of(c, id))) * leaves.size();
    if (numbers > left) return;
    left -= numbers;
    check_view(c, leaves, id, out);
  }
}

}  // namespace penholder::lint_rules
