#include "sequence/robust_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "sequence/plan_json.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;  // never -0
}

const char* to_word(RobustCandidate::Origin origin) {
  switch (origin) {
    case RobustCandidate::Origin::Reference:
      return "reference";
    case RobustCandidate::Origin::Mean:
      return "mean";
    case RobustCandidate::Origin::View:
      return "view";
    case RobustCandidate::Origin::Drawn:
      return "drawn";
    case RobustCandidate::Origin::Mixture:
      return "mixture";
  }
  return "";
}

const char* to_word(PlanChange::Kind kind) {
  switch (kind) {
    case PlanChange::Kind::Enters:
      return "enters";
    case PlanChange::Kind::Leaves:
      return "leaves";
    case PlanChange::Kind::Gains:
      return "gains";
    case PlanChange::Kind::Loses:
      return "loses";
  }
  return "";
}

class Writer {
 public:
  Writer(const RobustPlan& robust, const Case& c) : robust_(robust), c_(c) {}

  [[nodiscard]] Json write() const {
    Json json;
    json["views"] = Json::array();
    for (std::size_t v = 0; v < robust_.views.size(); ++v) {
      json["views"].push_back({{"view", view(v)}, {"vectors", robust_.vectors[v]}});
    }
    json["core_index"] = to_json(robust_.core, c_);
    json["borderline"] = Json::array();
    for (const BorderlineTask& task : robust_.borderline) {
      json["borderline"].push_back(borderline(task));
    }
    json["weighed"] = robust_.weighed;
    json["candidates"] = Json::array();
    for (const RobustCandidate& each : robust_.candidates) {
      json["candidates"].push_back(candidate(each));
    }
    json["recommended"] = nullptr;
    if (robust_.recommended) {
      json["recommended"] = {{"candidate", *robust_.recommended},
                             {"worst_regret_bound", rounded(robust_.worst_regret_bound, 3)},
                             {"changes", changes(robust_.changes)},
                             {"plan", to_json(robust_.plan, c_)}};
    }
    return json;
  }

 private:
  [[nodiscard]] Json name(const std::optional<ViewId>& id) const {
    return id ? Json(c_.views[*id].id) : Json(nullptr);
  }
  [[nodiscard]] Json view(std::size_t index) const { return name(robust_.views[index]); }

  [[nodiscard]] Json changes(const std::vector<PlanChange>& all) const {
    Json json = Json::array();
    for (const PlanChange& change : all) {
      json.push_back({{"task", c_.tasks[change.task].id},
                      {"title", c_.tasks[change.task].title},
                      {"change", to_word(change.kind)},
                      {"points", rounded(change.points, 2)}});
    }
    return json;
  }

  [[nodiscard]] Json borderline(const BorderlineTask& task) const {
    Json json{{"task", c_.tasks[task.task].id},
              {"title", c_.tasks[task.task].title},
              {"share", rounded(task.share, 3)},
              {"standard_error", rounded(task.standard_error, 3)},
              {"by_view", Json::array()},
              {"in_reference", task.is_in_reference},
              {"turned", nullptr},
              {"displaced", Json::array()}};
    for (std::size_t v = 0; v < task.share_by_view.size(); ++v) {
      json["by_view"].push_back({{"view", view(v)}, {"share", rounded(task.share_by_view[v], 2)}});
    }
    if (task.turned) {
      json["turned"] = {{"loss", rounded(task.turned->loss, 2)},
                        {"least_loss", rounded(task.turned->least_loss, 2)},
                        {"changes", changes(task.turned->changes)}};
    }
    for (const BorderlineTask::Displaced& each : task.displaced) {
      json["displaced"].push_back({{"task", c_.tasks[each.task].id},
                                   {"title", c_.tasks[each.task].title},
                                   {"share_with", rounded(each.share_with, 2)},
                                   {"share_without", rounded(each.share_without, 2)}});
    }
    return json;
  }

  static Json regret(const Regret& regret) {
    return {{"low", rounded(regret.low, 3)},
            {"high", rounded(regret.high, 3)},
            {"standard_error", rounded(regret.standard_error, 3)},
            {"most", rounded(regret.most, 2)}};
  }

  [[nodiscard]] Json candidate(const RobustCandidate& each) const {
    Json json{{"origin", to_word(each.origin)},
              {"view", name(each.view)},
              {"overall", regret(each.overall)},
              {"worst_view", view(each.worst_view)},
              {"by_view", Json::array()}};
    for (std::size_t v = 0; v < each.by_view.size(); ++v) {
      json["by_view"].push_back({{"view", view(v)}, {"regret", regret(each.by_view[v])}});
    }
    return json;
  }

  const RobustPlan& robust_;
  const Case& c_;
};

}  // namespace

Json to_json(const RobustPlan& robust, const Case& c) { return Writer(robust, c).write(); }

}  // namespace penholder
