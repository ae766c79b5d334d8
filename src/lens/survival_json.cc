#include "lens/survival_json.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "table/cell_text.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Survival& survival, const PerformanceTable& table)
      : survival_(survival), table_(table) {}

  Json write() const {
    Json json;
    json["seed"] = survival_.seed;
    json["preference_where_none_is_stated"] = text_of(survival_.fallback);
    json["topsis_normalisation"] = name_of(survival_.normalisation);
    json["weights"] = weights();
    json["criteria"] = criteria();
    json["lenses"] = Json::array();
    for (const LensView& view : survival_.views) json["lenses"].push_back(lens(view));
    json["absent"] = Json::array();
    for (const Survival::Absent& absent : survival_.absent) {
      json["absent"].push_back({{"lens", id_of(absent.lens)}, {"reason", absent.reason}});
    }
    json["agreement"] = agreement();
    json["survives"] = survives();
    json["smaa"] = survival_.smaa ? smaa(*survival_.smaa) : Json(nullptr);
    return json;
  }

 private:
  [[nodiscard]] const std::string& name(std::size_t a) const { return table_.alternatives[a].id; }

  [[nodiscard]] Json weights() const {
    static constexpr std::array kKinds{"any", "order", "exact", "drawn"};
    Json json;
    json["kind"] = kKinds[static_cast<std::size_t>(survival_.weights.kind)];
    json["mean"] = Json::object();
    for (std::size_t c = 0; c < table_.criteria.size(); ++c) {
      json["mean"][table_.criteria[c].id] = survival_.mean_weights[c];
    }
    return json;
  }

  [[nodiscard]] Json criteria() const {
    Json list = Json::array();
    for (const Criterion& criterion : table_.criteria) {
      Json json;
      json["criterion"] = criterion.id;
      json["title"] = name_of(criterion);
      json["unit"] = criterion.unit;
      json["direction"] = criterion.direction == Direction::Max ? "max" : "min";
      json["scale"] = Json::array();
      for (const ScalePoint& point : criterion.scale) {
        json["scale"].push_back({{"at", point.at}, {"value", point.value}});
      }
      json["preference"] =
          criterion.preference ? Json(text_of(*criterion.preference)) : Json(nullptr);
      list.push_back(std::move(json));
    }
    return list;
  }

  [[nodiscard]] Json lens(const LensView& view) const {
    Json json;
    json["lens"] = id_of(view.lens);
    json["title"] = title_of(view.lens);
    json["alternatives"] = Json::array();
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      Json row;
      row["alternative"] = name(a);
      row["title"] = name_of(table_.alternatives[a]);
      row["score"] = view.score[a];
      if (view.lens == Lens::Promethee) {
        row["positive_flow"] = view.flows.positive[a];
        row["negative_flow"] = view.flows.negative[a];
      }
      row["rank"] = view.rank[a];
      row["first_share"] = view.first_share[a];
      row["mean_rank"] = view.mean_rank[a];
      json["alternatives"].push_back(std::move(row));
    }
    return json;
  }

  [[nodiscard]] Json agreement() const {
    Json list = Json::array();
    const std::size_t count = survival_.views.size();
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = i + 1; j < count; ++j) {
        const auto& tau = survival_.agreement[i * count + j];
        list.push_back({{"lens", id_of(survival_.views[i].lens)},
                        {"with", id_of(survival_.views[j].lens)},
                        {"kendall_tau_b", tau ? Json(*tau) : Json(nullptr)}});
      }
    }
    return list;
  }

  [[nodiscard]] Json pairs(const std::vector<Survival::Pair>& pairs) const {
    Json list = Json::array();
    for (const Survival::Pair& pair : pairs) {
      list.push_back({{"above", name(pair.above)}, {"below", name(pair.below)}});
    }
    return list;
  }

  [[nodiscard]] Json survives() const {
    Json json;
    json["first_under_every_lens"] =
        survival_.first_everywhere ? Json(name(*survival_.first_everywhere)) : Json(nullptr);
    json["draws"] = survival_.draws;
    json["same_first_share"] = survival_.same_first_share;
    json["alternatives"] = Json::array();
    for (std::size_t a = 0; a < table_.alternatives.size(); ++a) {
      json["alternatives"].push_back(
          {{"alternative", name(a)},
           {"best_rank", survival_.best_rank[a]},
           {"worst_rank", survival_.worst_rank[a]},
           {"first_under_every_lens_share", survival_.first_everywhere_share[a]}});
    }
    json["held_pairs"] = pairs(survival_.held);
    json["turned_pairs"] = pairs(survival_.turned);
    return json;
  }

  [[nodiscard]] Json smaa(const TableSmaa& smaa) const {
    Json json;
    json["samples"] = smaa.samples;
    json["standard_error"] = smaa.standard_error;
    json["ranking_entropy_bits"] = smaa.ranking_entropy;
    json["choice_entropy_bits"] = smaa.choice_entropy;
    json["alternatives"] = Json::array();
    const std::size_t n = smaa.rows.size();
    for (std::size_t a = 0; a < n; ++a) {
      const TableSmaa::Row& row = smaa.rows[a];
      Json item;
      item["alternative"] = name(a);
      item["mean_value"] = row.mean_value;
      item["mean_rank"] = row.mean_rank;
      item["rank_acceptability"] = row.rank_acceptability;
      item["central_weights"] = nullptr;
      item["confidence"] = nullptr;
      if (!row.central_weights.empty()) {
        item["central_weights"] = Json::object();
        for (std::size_t c = 0; c < row.central_weights.size(); ++c) {
          item["central_weights"][table_.criteria[c].id] = row.central_weights[c];
        }
        item["confidence"] = row.confidence;
      }
      item["above"] = Json::object();
      for (std::size_t b = 0; b < n; ++b) {
        if (a != b) item["above"][name(b)] = smaa.pairwise[a * n + b];
      }
      json["alternatives"].push_back(std::move(item));
    }
    return json;
  }

  const Survival& survival_;
  const PerformanceTable& table_;
};

}  // namespace

Json to_json(const Survival& survival, const PerformanceTable& table) {
  return Writer(survival, table).write();
}

}  // namespace penholder
