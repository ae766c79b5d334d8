#include "compare/comparison_json.h"

#include <nlohmann/json.hpp>

#include "stress/figures.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Comparison& comparison, const Case& c)
      : comparison_(comparison),
        c_(c),
        leaves_(c),
        shares_(share_decimals(comparison.replications)) {}

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
                               {"held_by", std::string(to_label(view.held_by))},
                               {"best", best ? Json(*best) : Json(nullptr)}});
    }
    json["least_regret"] = comparison_.least_regret;
    json["designs"] = Json::array();
    for (const DesignRow& row : comparison_.designs) json["designs"].push_back(design(row));
    json["cruxes"] = Json::array();
    for (const Crux& crux : comparison_.cruxes) {
      json["cruxes"].push_back({{"id", crux.id},
                                {"title", crux.title},
                                {"basis", penholder::to_word(crux.basis.kind)},
                                {"value_of_settling", rounded(crux.value_of_settling, 2)},
                                {"standard_error", rounded(crux.standard_error, 3)},
                                {"kind", to_word(crux.kind)},
                                {"low_prefers", crux.low_prefers},
                                {"high_prefers", crux.high_prefers},
                                {"by_view", crux.by_view}});
    }
    json["choice"] = choice();
    json["preferences"] = Json::array();
    for (std::size_t d = 0; d < comparison_.preferences.size(); ++d) {
      json["preferences"].push_back(preference(comparison_.preferences[d]));
    }
    json["all_weights"] = ranges(comparison_.all_weights);
    json["weight_map"] = comparison_.weight_map ? map(*comparison_.weight_map) : Json(nullptr);
    return json;
  }

 private:
  static const char* to_word(Crux::Kind kind) {
    switch (kind) {
      case Crux::Kind::Input:
        return "input";
      case Crux::Kind::Weight:
        return "weight";
      case Crux::Kind::View:
        return "view";
      case Crux::Kind::Pair:
        return "pair";
    }
    return "";
  }
  static const char* to_word(Preference::Standing standing) {
    switch (standing) {
      case Preference::Standing::EveryView:
        return "every-view";
      case Preference::Standing::SomeViews:
        return "some-views";
      case Preference::Standing::NoView:
        return "no-view";
      case Preference::Standing::Nowhere:
        return "nowhere";
    }
    return "";
  }

  // What the room as a whole would choose, what would turn it, and what knowing is worth at most.
  [[nodiscard]] Json choice() const {
    Json turns = Json::array();
    for (const Turn& turn : comparison_.turns) {
      turns.push_back({{"objective", leaves_.id(turn.leaf)},
                       {"shift", rounded(turn.shift, 3)},
                       {"design", turn.design}});
    }
    return {{"best", comparison_.room_best},
            {"second", comparison_.room_second},
            {"lead", to_json(comparison_.room_lead)},
            {"turns", std::move(turns)},
            {"questions", comparison_.questions},
            {"value_of_view", to_json(comparison_.value_of_view)},
            {"value_of_weights", to_json(comparison_.value_of_weights)},
            {"value_of_all", to_json(comparison_.value_of_all)}};
  }

  [[nodiscard]] Json ranges(const IdVector<LeafId, Preference::Range>& all) const {
    Json json = Json::array();
    for (const LeafId leaf : all.ids()) {
      json.push_back({{"objective", leaves_.id(leaf)},
                      {"p10", rounded(all[leaf].p10, 3)},
                      {"p50", rounded(all[leaf].p50, 3)},
                      {"p90", rounded(all[leaf].p90, 3)}});
    }
    return json;
  }

  [[nodiscard]] static Json share(const Measured& share) {
    return {{"mean", rounded(share.mean, 3)}, {"standard_error", rounded(share.standard_error, 3)}};
  }

  [[nodiscard]] Json preference(const Preference& each) const {
    Json by_view = Json::array();
    for (const Measured& of_view : each.by_view) by_view.push_back(share(of_view));
    return {{"standing", to_word(each.standing)},
            {"of_all", share(each.of_all)},
            {"by_view", std::move(by_view)},
            {"weight", ranges(each.weight)}};
  }

  [[nodiscard]] Json map(const WeightMap& map) const {
    const auto point = [](const WeightMap::Point& at) {
      return Json{rounded(at[0], 4), rounded(at[1], 4), rounded(at[2], 4)};
    };
    Json json{{"corners", Json::array()},
              {"parts", Json::array()},
              {"borders", Json::array()},
              {"views", Json::array()}};
    for (const ObjectiveId corner : map.corners)
      json["corners"].push_back(c_.objectives[corner].id);
    for (const WeightMap::Part& part : map.parts) {
      Json outline = Json::array();
      for (const WeightMap::Point& at : part.outline) outline.push_back(point(at));
      json["parts"].push_back({{"design", part.design}, {"outline", std::move(outline)}});
    }
    for (const WeightMap::Border& border : map.borders) {
      json["borders"].push_back({{"from", point(border.from)}, {"to", point(border.to)}});
    }
    for (const WeightMap::Cloud& cloud : map.views) json["views"].push_back(point(cloud.mean));
    return json;
  }

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
  Leaves leaves_;
  int shares_;
};

}  // namespace

Json to_json(const Comparison& comparison, const Case& c) { return Writer(comparison, c).write(); }

}  // namespace penholder
