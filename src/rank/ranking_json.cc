#include "rank/ranking_json.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "base/date.h"
#include "rank/robustness_json.h"
#include "rank/weight_space.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;  // never -0
}

class Writer {
 public:
  Writer(const Ranking& ranking, const Case& c)
      : case_(c), leaves_(c), decimals_(ranking.samples_asked < 1000 ? 2 : 3) {}

  [[nodiscard]] Json view(const ViewRanking& view) const {
    Json json;
    json["view"] = view.view ? Json(case_.views[*view.view].id) : Json(nullptr);
    json["title"] = view.view ? case_.views[*view.view].title : "all views, each with equal say";
    json["held_by"] =
        view.view ? Json(std::string(to_phrase(case_.views[*view.view].held_by))) : Json(nullptr);
    json["samples"] = view.samples;
    json["acceptance"] = rounded(view.acceptance, 4);
    json["standard_error"] = rounded(view.standard_error, 4);
    json["walk"] = nullptr;
    if (view.walk) {
      json["walk"] = {{"r_hat", rounded(view.walk->r_hat, 4)},
                      {"effective_samples", std::floor(view.walk->effective_samples)},
                      {"thinning", view.walk->thinning},
                      {"converged", view.walk->has_converged}};
    }
    json["winner"] = view.winner ? Json(case_.tasks[*view.winner].id) : Json(nullptr);
    json["weights"] = Json::array();
    for (const LeafId leaf : view.mean_weights.ids()) {
      json["weights"].push_back({{"objective", leaves_.id(leaf)},
                                 {"mean", share(view.mean_weights[leaf])},
                                 {"low", share(view.weight_low[leaf])},
                                 {"high", share(view.weight_high[leaf])}});
    }
    json["tasks"] = Json::array();
    for (const TaskId id : view.by_mean_rank) json["tasks"].push_back(task(view, id));
    json["pairwise"] = Json::array();
    for (const TaskId row : view.by_mean_rank) {
      Json line = Json::array();
      for (const TaskId column : view.by_mean_rank) {
        line.push_back(share(view.pairwise[row.value * view.rows.size() + column.value]));
      }
      json["pairwise"].push_back(std::move(line));
    }
    return json;
  }

 private:
  [[nodiscard]] double share(double value) const { return rounded(value, decimals_); }

  [[nodiscard]] Json task(const ViewRanking& view, TaskId id) const {
    const ViewRanking::Row& row = view.rows[id];
    Json json;
    json["task"] = case_.tasks[id].id;
    json["title"] = case_.tasks[id].title;
    json["value"] = {{"mean", rounded(row.mean_value, 2)},
                     {"low", rounded(row.low_value, 2)},
                     {"high", rounded(row.high_value, 2)}};
    json["mean_rank"] = rounded(row.mean_rank, 2);
    json["rank_acceptability"] = Json::array();
    for (const double acceptability : row.rank_acceptability) {
      json["rank_acceptability"].push_back(share(acceptability));
    }
    json["central_weights"] = nullptr;
    if (row.central_weights) {
      Json weights = Json::object();
      for (const LeafId leaf : row.central_weights->ids()) {
        weights[leaves_.id(leaf)] = share((*row.central_weights)[leaf]);
      }
      json["central_weights"] = std::move(weights);
    }
    json["confidence"] = row.central_weights ? Json(rounded(row.confidence, 2)) : Json(nullptr);
    return json;
  }

  const Case& case_;
  Leaves leaves_;
  int decimals_;
};

}  // namespace

Json to_json(const Ranking& ranking, const Case& c) {
  const Writer writer(ranking, c);
  const auto view_id = [&](std::size_t index) { return c.views[*ranking.views[index].view].id; };
  Json json;
  json["case"] = ranking.case_id;
  json["as_of"] = to_string(c.as_of);
  json["seed"] = ranking.seed;
  json["samples"] = ranking.samples_asked;
  json["winner_margin"] = ranking.winner_margin;
  json["reference"] = ranking.reference ? Json(view_id(*ranking.reference)) : Json(nullptr);
  json["views"] = Json::array();
  for (const ViewRanking& view : ranking.views) json["views"].push_back(writer.view(view));
  json["all"] = writer.view(ranking.all);
  json["empty_views"] = Json::array();
  for (const auto& empty : ranking.empty_views) {
    Json conflict = Json::array();
    for (const Statement& statement : empty.conflict) conflict.push_back(describe(statement, c));
    json["empty_views"].push_back({{"view", c.views[empty.view].id},
                                   {"reason", empty.reason},
                                   {"conflict", std::move(conflict)}});
  }
  json["shared"] = Json::array();
  for (const auto& pair : ranking.shared) {
    json["shared"].push_back(
        {{"above", c.tasks[pair.above].id}, {"below", c.tasks[pair.below].id}});
  }
  json["contested"] = Json::array();
  for (const auto& pair : ranking.contested) {
    json["contested"].push_back({{"a", c.tasks[pair.a].id},
                                 {"b", c.tasks[pair.b].id},
                                 {"for", view_id(pair.view_for)},
                                 {"against", view_id(pair.view_against)}});
  }
  json["robustness"] = robustness_json(ranking, c);
  return json;
}

}  // namespace penholder
