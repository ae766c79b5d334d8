#include "stress/outlook_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "stress/figures.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Outlook& outlook, const Case& c)
      : o_(outlook), c_(c), shares_(share_decimals(outlook.replications)) {}

  [[nodiscard]] Json write() const {
    const int decimals = decimals_for(o_.value.standard_error);
    Json json;
    json["case"] = o_.case_id;
    json["as_of"] = to_string(c_.as_of);
    json["seed"] = o_.seed;
    json["replications"] = o_.replications;
    json["planned_value"] = rounded(o_.planned_value, 2);
    json["value"] = to_json(o_.value);
    json["spread"] = to_json(o_.value_spread, std::min(decimals, 1));
    json["objectives"] = objectives();
    json["all_benchmarks"] = to_json(o_.all_benchmarks);
    json["benchmarks_met"] = Json::array();
    for (const double share : o_.benchmarks_met) {
      json["benchmarks_met"].push_back(rounded(share, shares_));
    }
    json["benchmarks"] = Json::array();
    for (const BenchmarkOutlook& one : o_.benchmarks) json["benchmarks"].push_back(benchmark(one));
    json["tasks"] = Json::array();
    for (const TaskOutlook& one : o_.tasks) json["tasks"].push_back(task(one));
    json["shocks"] = Json::array();
    for (const ShockOutlook& one : o_.shocks) json["shocks"].push_back(shock(one));
    json["drivers"] = Json::array();
    for (const Driver& one : o_.drivers) json["drivers"].push_back(driver(one));
    json["explained"] = rounded(o_.explained, 2);
    json["judgement_share"] = rounded(o_.judgement_share, 2);
    Json shares = Json::array();
    for (const double share : o_.value_bins) shares.push_back(rounded(share, shares_ + 1));
    json["histogram"] = {{"bin_width", o_.bin_width}, {"shares", std::move(shares)}};
    return json;
  }

 private:
  [[nodiscard]] std::string date(double day) const {
    return to_string(c_.horizon.start + static_cast<Days>(std::lround(day)));
  }

  [[nodiscard]] Json objectives() const {
    // The leaves of a design are those of the base case, in the same order.
    const std::vector<ObjectiveId> leaves = leaf_objectives(c_);
    Json json = Json::array();
    for (const LeafId leaf : o_.leaf_attainment.ids()) {
      Json one;
      if (leaf.value < leaves.size()) {
        one["objective"] = c_.objectives[leaves[leaf.value]].id;
        one["title"] = c_.objectives[leaves[leaf.value]].title;
      }
      one["attained"] = to_json(o_.leaf_attainment[leaf]);
      json.push_back(std::move(one));
    }
    return json;
  }

  [[nodiscard]] Json benchmark(const BenchmarkOutlook& one) const {
    const Benchmark& entity = c_.benchmarks[one.benchmark];
    Json curve = Json::array();
    for (std::size_t i = 0; i < one.curve.day.size(); ++i) {
      curve.push_back({{"date", date(one.curve.day[i])},
                       {"probability", rounded(one.curve.probability[i], shares_)}});
    }
    return {{"benchmark", entity.id},
            {"title", entity.title},
            {"due", to_string(resolve(c_, entity.due))},
            {"met", to_json(one.met)},
            {"met_in_horizon", rounded(one.met_in_horizon, shares_)},
            {"curve", std::move(curve)}};
  }

  [[nodiscard]] Json task(const TaskOutlook& one) const {
    const Task& entity = c_.tasks[one.task];
    Json finish = nullptr;
    if (!entity.is_standing() && one.done > 0.0) {
      finish = {{"p5", date(one.finish.p5)},
                {"p10", date(one.finish.p10)},
                {"p50", date(one.finish.p50)},
                {"p90", date(one.finish.p90)},
                {"p95", date(one.finish.p95)}};
    }
    return {{"task", entity.id},
            {"title", entity.title},
            {"kind", entity.is_standing() ? "standing" : "discrete"},
            {"done", rounded(one.done, shares_)},
            {"on_plan", rounded(one.on_plan, shares_)},
            {"finish", std::move(finish)},
            {"mean_credit", rounded(one.mean_credit, shares_)},
            {"criticality", rounded(one.criticality, shares_)},
            {"due_missed", rounded(one.due_missed, shares_)}};
  }

  [[nodiscard]] Json shock(const ShockOutlook& one) const {
    const Shock& entity = c_.shocks[one.shock];
    return {{"shock", entity.id},
            {"title", entity.title},
            {"strikes", rounded(one.strikes, shares_)},
            {"value_lost", to_json(one.value_lost)},
            {"value_when_struck", rounded(one.value_when_struck, 1)},
            {"value_when_spared", rounded(one.value_when_spared, 1)},
            {"all_benchmarks_lost", rounded(one.all_benchmarks_lost, shares_)}};
  }

  [[nodiscard]] static Json driver(const Driver& one) {
    return {{"id", one.id},
            {"title", one.title},
            {"basis", to_word(one.basis.kind)},
            {"variance_share", rounded(one.variance_share, 3)},
            {"low", {{"label", one.low_label}, {"value", rounded(one.value_low, 1)}}},
            {"high", {{"label", one.high_label}, {"value", rounded(one.value_high, 1)}}}};
  }

  const Outlook& o_;
  const Case& c_;
  int shares_;
};

}  // namespace

Json to_json(const Outlook& outlook, const Case& c) { return Writer(outlook, c).write(); }

}  // namespace penholder
