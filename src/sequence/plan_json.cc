#include "sequence/plan_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "sequence/build_problem.h"
#include "sequence/robust.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;  // never -0
}

Json task_json(const Plan& plan, const Case& c, TaskId id) {
  const Task& task = c.tasks[id];
  const PlannedTask& planned = plan.tasks[id];
  Json json;
  json["task"] = task.id;
  json["title"] = task.title;
  json["kind"] = task.is_standing() ? "standing" : "discrete";
  json["must"] = task.must;
  json["included"] = planned.included;
  if (task.is_standing()) {
    json["levels"] = Json::array();
    for (std::size_t p = 0; p < planned.levels.size(); ++p) {
      const int level = planned.levels[p];
      json["levels"].push_back(
          {{"phase", c.phases[PhaseId{static_cast<std::uint32_t>(p)}].id},
           {"level",
            level < 0 ? Json(nullptr) : Json(task.levels[static_cast<std::size_t>(level)].id)}});
    }
  } else {
    const auto date = [&](Days day) {
      return planned.included ? Json(to_string(c.horizon.start + day)) : Json(nullptr);
    };
    json["start"] = date(planned.start);
    json["finish"] = date(planned.finish);
  }
  json["credit"] = rounded(planned.credit, 3);
  json["value"] = rounded(planned.value, 2);
  json["full_value"] = rounded(planned.full_value, 2);
  json["held_back_by"] = planned.held_back_by;
  return json;
}

Json use_json(const AssetUse& use, const Case& c) {
  const Asset& asset = c.assets[use.asset];
  Json json;
  json["asset"] = asset.id;
  json["title"] = asset.title;
  json["unit"] = asset.unit;
  json["kind"] = asset.kind == Asset::Kind::Budget ? "budget" : "renewable";
  json["steps"] = Json::array();
  for (const AssetUse::Step& step : use.steps) {
    json["steps"].push_back(
        {{"from", to_string(c.horizon.start + step.from)},
         {"used", rounded(step.used, 2)},
         {"capacity",
          step.capacity > kMostAmount ? Json(nullptr) : Json(rounded(step.capacity, 2))}});
  }
  return json;
}

}  // namespace

const char* to_word(Coreness coreness) {
  switch (coreness) {
    case Coreness::Core:
      return "core";
    case Coreness::Borderline:
      return "borderline";
    case Coreness::Out:
      return "out";
  }
  return "";
}

Json to_json(const Plan& plan, const Case& c) {
  const Leaves leaves(c);
  Json json;
  json["case"] = plan.case_id;
  json["as_of"] = to_string(c.as_of);
  json["seed"] = plan.seed;
  json["view"] = plan.view ? Json(c.views[*plan.view].id) : Json(nullptr);
  json["value"] = rounded(plan.value, 2);
  json["upper_bound"] = plan.is_proven() ? rounded(plan.value, 2)
                                         : std::ceil(plan.upper_bound * 100.0 - 1e-6) / 100.0;
  json["gap"] = rounded(plan.gap(), 2);
  json["proven"] = plan.is_proven();
  json["bound_source"] = plan.bound_source;
  json["weights"] = Json::array();
  for (const LeafId leaf : plan.weights.ids()) {
    json["weights"].push_back(
        {{"objective", leaves.id(leaf)}, {"weight", rounded(plan.weights[leaf], 4)}});
  }
  json["tasks"] = Json::array();
  for (const TaskId id : plan.tasks.ids()) json["tasks"].push_back(task_json(plan, c, id));
  json["order"] = Json::array();
  for (const TaskId id : plan.order) json["order"].push_back(c.tasks[id].id);
  json["unmet"] = Json::array();
  for (const Plan::Unmet& unmet : plan.unmet) {
    json["unmet"].push_back({{"task", c.tasks[unmet.task].id}, {"reason", unmet.reason}});
  }
  json["use"] = Json::array();
  for (const AssetUse& use : plan.use) json["use"].push_back(use_json(use, c));
  return json;
}

Json to_json(const CoreIndex& index, const Case& c) {
  Json json;
  json["plans"] = index.plans;
  json["proven"] = index.proven;
  json["tasks"] = Json::array();
  for (const TaskId id : index.share.ids()) {
    json["tasks"].push_back({{"task", c.tasks[id].id},
                             {"title", c.tasks[id].title},
                             {"share", rounded(index.share[id], 3)},
                             {"standard_error", rounded(share_error(index, id), 3)},
                             {"coreness", to_word(index.coreness[id])}});
  }
  return json;
}

}  // namespace penholder
