#include "rank/find_robustness.h"

#include "base/parallel.h"
#include "rank/flip.h"
#include "rank/necessity.h"
#include "rank/view_rows.h"
#include "rank/weight_space.h"

namespace penholder {

Robustness find_robustness(const Case& c, const Leaves& leaves, const Ranking& ranking,
                           unsigned threads) {
  Robustness result;
  if (leaves.size() == 0 || leaves.size() > kMostRobustLeaves ||
      c.tasks.size() > kMostRobustTasks) {
    return result;
  }
  std::vector<const ViewRanking*> views;
  views.reserve(ranking.views.size());
  for (const ViewRanking& view : ranking.views) views.push_back(&view);
  if (views.empty()) views.push_back(&ranking.all);
  const auto forms = value_forms(c, leaves);
  result.views.resize(views.size());
  parallel_blocks(views.size(), 1, threads, [&](std::size_t v, std::size_t) {
    ViewRobustness& view = result.views[v];
    view.view = views[v]->view;
    const std::vector<Statement> statements =
        view.view ? statements_of(c, *view.view) : std::vector<Statement>{};
    const auto allowed = weights_meeting(rows_of(c, leaves, statements), leaves.size());
    view.necessity = necessity_of(allowed, forms);
    view.flips = flips_of_first(c, leaves, allowed, views[v]->mean_weights, forms);
    if (!view.flips.empty()) view.first = view.flips.front().above;
  });
  std::vector<Necessity> necessities;
  necessities.reserve(result.views.size());
  for (const ViewRobustness& view : result.views) necessities.push_back(view.necessity);
  result.group = group_necessity(necessities, c.tasks.size());
  return result;
}

}  // namespace penholder
