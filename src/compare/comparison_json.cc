#include "compare/comparison_json.h"

#include <nlohmann/json.hpp>

#include "stress/figures.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Comparison& comparison, const Case& c)
      : comparison_(comparison), c_(c), shares_(share_decimals(comparison.replications)) {}

  [[nodiscard]] Json write() const {
    Json json;
    json["case"] = comparison_.case_id;
    json["as_of"] = to_string(c_.as_of);
    json["seed"] = comparison_.seed;
    json["replications"] = comparison_.replications;
    json["views"] = Json::array();
    for (std::size_t v = 0; v < comparison_.views.size(); ++v) {
      const View& view = c_.views[comparison_.views[v]];
      const auto& best = comparison_.best_by_view[v];
      json["views"].push_back({{"view", view.id},
                               {"title", view.title},
                               {"held_by", std::string(to_phrase(view.held_by))},
                               {"best", best ? Json(*best) : Json(nullptr)}});
    }
    json["least_regret"] = comparison_.least_regret;
    json["designs"] = Json::array();
    for (const DesignRow& row : comparison_.designs) json["designs"].push_back(design(row));
    json["cruxes"] = Json::array();
    for (const Crux& crux : comparison_.cruxes) {
      json["cruxes"].push_back({{"id", crux.id},
                                {"title", crux.title},
                                {"basis", to_word(crux.basis.kind)},
                                {"value_of_settling", rounded(crux.value_of_settling, 2)},
                                {"low_prefers", crux.low_prefers},
                                {"high_prefers", crux.high_prefers}});
    }
    return json;
  }

 private:
  [[nodiscard]] Json design(const DesignRow& row) const {
    Json cells = Json::array();
    for (std::size_t v = 0; v < row.cells.size(); ++v) {
      const bool is_named = v < comparison_.views.size();
      cells.push_back(
          cell(row.cells[v], is_named ? Json(c_.views[comparison_.views[v]].id) : Json(nullptr)));
    }
    return {{"option", row.option ? Json(c_.options[*row.option].id) : Json(nullptr)},
            {"title", row.title},
            {"group", row.group},
            {"worst_view_regret", rounded(row.worst_view_regret, 2)},
            {"tasks_gained", row.tasks_gained},
            {"tasks_lost", row.tasks_lost},
            {"cells", std::move(cells)}};
  }

  [[nodiscard]] Json cell(const Cell& cell, Json view) const {
    return {{"view", std::move(view)},
            {"planned_value", rounded(cell.planned_value, 2)},
            {"upper_bound", rounded(cell.upper_bound, 2)},
            {"value", to_json(cell.value)},
            {"spread", to_json(cell.spread, 1)},
            {"chance_best", rounded(cell.chance_best, shares_)},
            {"mean_regret", rounded(cell.mean_regret, 2)},
            {"worst_regret", rounded(cell.worst_regret, 1)},
            {"gain", to_json(cell.gain)},
            {"all_benchmarks", to_json(cell.all_benchmarks)}};
  }

  const Comparison& comparison_;
  const Case& c_;
  int shares_;
};

}  // namespace

Json to_json(const Comparison& comparison, const Case& c) { return Writer(comparison, c).write(); }

}  // namespace penholder
