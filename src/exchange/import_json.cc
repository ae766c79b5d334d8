#include "exchange/import_json.h"

#include <nlohmann/json.hpp>

namespace penholder {

nlohmann::ordered_json to_json(const CaseImport& import, const Case& c) {
  using Json = nlohmann::ordered_json;
  Json json;
  json["case"] = c.id;
  json["tasks"] = Json::array();
  for (const CaseImport::ChangedTask& changed : import.tasks) {
    Json task;
    task["task"] = c.tasks[changed.task].id;
    task["serves"] = Json::array();
    for (std::size_t i = 0; i < changed.serves.size(); ++i) {
      const Serves& serves = changed.serves[i];
      const CaseImport::ChangedTask::Was& was = changed.was[i];
      Json entry;
      entry["objective"] = c.objectives[serves.objective].id;
      entry["strength"] = serves.level;
      entry["was"] = nullptr;
      if (was.is_new) {
        entry["was"] = "new";
      } else if (!was.level[1].empty()) {
        entry["was"] = was.level;
      }
      task["serves"].push_back(std::move(entry));
    }
    task["dropped"] = Json::array();
    for (const ObjectiveId objective : changed.dropped) {
      task["dropped"].push_back(c.objectives[objective].id);
    }
    json["tasks"].push_back(std::move(task));
  }
  json["weights"] = nullptr;
  if (import.weights) {
    const Leaves leaves(c);
    json["weights"] = Json::object();
    for (const LeafId leaf : leaves.ids())
      json["weights"][leaves.id(leaf)] = (*import.weights)[leaf];
  }
  return json;
}

}  // namespace penholder
