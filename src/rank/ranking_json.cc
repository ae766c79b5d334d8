#include "rank/ranking_json.h"

#include <algorithm>
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

/// Decimals that figures with this standard error carry: the last one is about as large as the
/// error.
int decimals_for(double error, int least, int most) {
  if (!(error > 0.0)) return most;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(error))), least, most);
}

class Writer {
 public:
  explicit Writer(const Case& c) : case_(c), leaves_(c) {}

  /// Shares are rounded to what the draws carry; errors have one digit more.
  [[nodiscard]] Json view(const ViewRanking& view) {
    decimals_ = decimals_for(view.standard_error, 2, 4);
    Json json;
    json["view"] = view.view ? Json(case_.views[*view.view].id) : Json(nullptr);
    json["title"] = view.view ? case_.views[*view.view].title : "all views, each with equal say";
    json["held_by"] =
        view.view ? Json(std::string(to_label(case_.views[*view.view].held_by))) : Json(nullptr);
    json["samples"] = view.samples;
    json["effective_samples"] = std::llround(view.effective_samples);
    json["acceptance"] = rounded(view.acceptance, 4);
    json["standard_error"] = error(view.standard_error);
    json["walk"] = nullptr;
    if (view.walk) {
      json["walk"] = {{"r_hat", rounded(view.walk->r_hat, 4)},
                      {"effective_samples", std::floor(view.walk->effective_samples)},
                      {"thinning", view.walk->thinning},
                      {"converged", view.walk->has_converged}};
    }
    json["winner"] = view.winner ? Json(case_.tasks[*view.winner].id) : Json(nullptr);
    json["order_entropy"] = {{"bits", rounded(view.order_entropy.bits, 2)},
                             {"error", rounded(view.order_entropy.error, 3)},
                             {"orders", view.order_entropy.orders},
                             {"coverage", rounded(view.order_entropy.coverage, 3)}};
    json["weights"] = Json::array();
    for (const LeafId leaf : view.mean_weights.ids()) {
      json["weights"].push_back({{"objective", leaves_.id(leaf)},
                                 {"mean", share(view.mean_weights[leaf])},
                                 {"error", error(view.weight_error[leaf])},
                                 {"low", share(view.weight_low[leaf])},
                                 {"high", share(view.weight_high[leaf])}});
    }
    json["tasks"] = Json::array();
    for (const TaskId id : view.by_mean_rank) json["tasks"].push_back(task(view, id));
    json["pairwise"] = table(view, view.pairwise, decimals_);
    json["pairwise_error"] = table(view, view.pairwise_error, decimals_ + 1);
    return json;
  }

 private:
  [[nodiscard]] double share(double value) const { return rounded(value, decimals_); }
  [[nodiscard]] double error(double value) const { return rounded(value, decimals_ + 1); }

  /// Rows and columns by mean rank.
  static Json table(const ViewRanking& view, const std::vector<double>& numbers, int decimals) {
    Json rows = Json::array();
    for (const TaskId row : view.by_mean_rank) {
      Json line = Json::array();
      for (const TaskId column : view.by_mean_rank) {
        line.push_back(rounded(numbers[row.value * view.rows.size() + column.value], decimals));
      }
      rows.push_back(std::move(line));
    }
    return rows;
  }

  [[nodiscard]] Json by_leaf(const Weights& weights, bool is_error) const {
    Json json = Json::object();
    for (const LeafId leaf : weights.ids()) {
      json[leaves_.id(leaf)] = is_error ? error(weights[leaf]) : share(weights[leaf]);
    }
    return json;
  }

  [[nodiscard]] Json task(const ViewRanking& view, TaskId id) const {
    const ViewRanking::Row& row = view.rows[id];
    const int value_decimals = decimals_for(row.value_error, 0, 2);
    Json json;
    json["task"] = case_.tasks[id].id;
    json["title"] = case_.tasks[id].title;
    json["value"] = {{"mean", rounded(row.mean_value, value_decimals)},
                     {"error", rounded(row.value_error, value_decimals + 1)},
                     {"low", rounded(row.low_value, value_decimals)},
                     {"high", rounded(row.high_value, value_decimals)}};
    json["mean_rank"] = rounded(row.mean_rank, decimals_for(row.rank_error, 0, 2));
    json["mean_rank_error"] = rounded(row.rank_error, 3);
    json["rank_acceptability"] = Json::array();
    for (const double acceptability : row.rank_acceptability) {
      json["rank_acceptability"].push_back(share(acceptability));
    }
    json["rank_acceptability_error"] = Json::array();
    for (const double one : row.acceptability_error) {
      json["rank_acceptability_error"].push_back(error(one));
    }
    json["entropy"] = {{"bits", rounded(row.entropy.bits, 2)},
                       {"error", rounded(row.entropy.error, 3)}};
    json["central_weights"] = nullptr;
    json["central_weights_error"] = nullptr;
    if (row.central_weights) {
      json["central_weights"] = by_leaf(*row.central_weights, false);
      json["central_weights_error"] = by_leaf(row.central_error, true);
    }
    json["confidence"] = row.central_weights ? Json(rounded(row.confidence, 2)) : Json(nullptr);
    json["confidence_error"] =
        row.central_weights ? Json(rounded(row.confidence_error, 3)) : Json(nullptr);
    return json;
  }

  const Case& case_;
  Leaves leaves_;
  int decimals_ = 3;
};

/// Places and agreement of the views.
Json dissent_json(const Ranking& ranking, const Case& c) {
  if (!ranking.dissent) return nullptr;
  const auto view_id = [&](std::size_t index) { return c.views[*ranking.views[index].view].id; };
  const Dissent& dissent = *ranking.dissent;
  const std::size_t views = ranking.views.size();
  Json json;
  json["kendall_w"] = dissent.w ? Json(rounded(*dissent.w, 3)) : Json(nullptr);
  json["kendall_tau"] = Json::array();
  for (std::size_t i = 0; i < views; ++i) {
    Json row = Json::array();
    for (std::size_t j = 0; j < views; ++j) {
      const auto tau = dissent.tau[i * views + j];
      row.push_back(tau ? Json(rounded(*tau, 3)) : Json(nullptr));
    }
    json["kendall_tau"].push_back({{"view", view_id(i)}, {"with_each_view", std::move(row)}});
  }
  json["rank_ranges"] = Json::array();
  for (const TaskId id : ranking.all.by_mean_rank) {
    const Dissent::Range& range = dissent.ranges[id.value];
    json["rank_ranges"].push_back({{"task", c.tasks[id].id},
                                   {"best", range.best},
                                   {"best_in", view_id(range.best_in)},
                                   {"worst", range.worst},
                                   {"worst_in", view_id(range.worst_in)}});
  }
  return json;
}

Json summary_json(const Ranking& ranking, const Case& c) {
  if (!ranking.summary) return nullptr;
  const Consensus& summary = *ranking.summary;
  const auto task_id = [&](std::size_t task) {
    return c.tasks[TaskId{static_cast<std::uint32_t>(task)}].id;
  };
  const auto order_of = [&](const std::vector<std::size_t>& order) {
    Json json = Json::array();
    for (const std::size_t task : order) json.push_back(task_id(task));
    return json;
  };
  const auto scored = [&](const Scored& scores, int decimals) {
    Json json{{"order", order_of(scores.order)}, {"scores", Json::array()}};
    for (const std::size_t task : scores.order) {
      json["scores"].push_back(rounded(scores.score[task], decimals));
    }
    return json;
  };
  const std::size_t tasks = c.tasks.size();
  const auto pairs = static_cast<double>(tasks * (tasks - 1)) / 2.0;
  const Kemeny& kemeny = summary.kemeny;
  Json json;
  json["meaning"] = "orders that sum up all views with equal say; none of them is the room's view";
  json["kemeny"] = {
      {"order", order_of(kemeny.order)},
      {"contradicted_share_of_pairs", rounded(kemeny.disagreement / pairs, 4)},
      {"least_possible_share", rounded(kemeny.bound / pairs, 4)},
      {"proven", kemeny.is_proven},
      {"equally_good_orders", kemeny.as_good > 0 ? Json(kemeny.as_good) : Json(nullptr)}};
  json["borda"] = scored(summary.borda, 2);
  json["copeland"] = scored(summary.copeland, 0);
  json["condorcet_winner"] =
      summary.condorcet_winner < tasks ? Json(task_id(summary.condorcet_winner)) : Json(nullptr);
  return json;
}

}  // namespace

Json to_json(const Ranking& ranking, const Case& c) {
  Writer writer(c);
  const auto view_id = [&](std::size_t index) { return c.views[*ranking.views[index].view].id; };
  Json json;
  json["case"] = ranking.case_id;
  json["as_of"] = to_string(c.as_of);
  json["seed"] = ranking.seed;
  json["samples"] = ranking.samples_asked;
  json["winner_margin"] = ranking.winner_margin;
  json["at_least"] =
      ranking.at_least ? Json(std::string(to_label(*ranking.at_least))) : Json(nullptr);
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
  json["silent_views"] = Json::array();
  for (const ViewId view : ranking.silent_views) json["silent_views"].push_back(c.views[view].id);
  json["twin_views"] = Json::array();
  for (const auto& twin : ranking.twin_views) {
    json["twin_views"].push_back(
        {{"view", c.views[twin.view].id}, {"same_as", c.views[twin.same_as].id}});
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
  json["dissent"] = dissent_json(ranking, c);
  json["summaries"] = summary_json(ranking, c);
  json["robustness"] = robustness_json(ranking, c);
  return json;
}

}  // namespace penholder
