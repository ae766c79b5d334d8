#include "rank/robustness_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;  // never -0
}

/// A row of letters a task, a letter a column.
Json letters(const TaskRelation& necessary, const TaskRelation& possible, const Case& c) {
  Json json = Json::object();
  for (const TaskId a : c.tasks.ids()) {
    std::string row;
    for (const TaskId b : c.tasks.ids()) {
      row += a == b ? '=' : necessary(a, b) ? 'N' : possible(a, b) ? 'P' : '-';
    }
    json[c.tasks[a].id] = std::move(row);
  }
  return json;
}

Json weights(const std::optional<WeightFlip>& flip, const Weights& central, const Leaves& leaves) {
  if (!flip) return nullptr;
  Json changes = Json::object();
  for (const LeafId leaf : leaves.ids()) {
    const double change = rounded(flip->weights[leaf] - central[leaf], 4);
    if (change != 0.0) changes[leaves.id(leaf)] = change;
  }
  return {{"moved", rounded(flip->moved, 4)}, {"changes", std::move(changes)}};
}

Json score(const std::optional<ScoreFlip>& flip, const Leaves& leaves, const Case& c) {
  if (!flip) return nullptr;
  return {{"task", c.tasks[flip->task].id},
          {"objective", leaves.id(flip->leaf)},
          {"from", rounded(flip->from, 4)},
          {"to", rounded(flip->to, 4)}};
}

}  // namespace

Json robustness_json(const Ranking& ranking, const Case& c) {
  const Robustness& robustness = ranking.robustness;
  const Leaves leaves(c);
  Json json;
  json["strengths"] = "likely";
  json["columns"] = Json::array();
  for (const Task& task : c.tasks) json["columns"].push_back(task.id);
  json["views"] = Json::array();
  for (std::size_t v = 0; v < robustness.views.size(); ++v) {
    const ViewRobustness& view = robustness.views[v];
    const Weights& central = view.view ? ranking.views[v].mean_weights : ranking.all.mean_weights;
    Json of_view;
    of_view["view"] = view.view ? Json(c.views[*view.view].id) : Json(nullptr);
    of_view["first"] = view.first ? Json(c.tasks[*view.first].id) : Json(nullptr);
    of_view["flips"] = Json::array();
    for (const PairFlip& flip : view.flips) {
      of_view["flips"].push_back({{"rival", c.tasks[flip.below].id},
                                  {"lead", rounded(flip.lead, 2)},
                                  {"anywhere", weights(flip.anywhere, central, leaves)},
                                  {"within_view", weights(flip.within, central, leaves)},
                                  {"score", score(flip.score, leaves, c)}});
    }
    of_view["preferences"] = letters(view.necessity.necessary, view.necessity.possible, c);
    json["views"].push_back(std::move(of_view));
  }
  const GroupNecessity& group = robustness.group;
  json["in_all_views"] = nullptr;
  json["in_some_view"] = nullptr;
  if (!robustness.views.empty()) {
    json["in_all_views"] = letters(group.necessary_for_all, group.possible_for_all, c);
    json["in_some_view"] = letters(group.necessary_for_some, group.possible_for_some, c);
  }
  return json;
}

}  // namespace penholder
