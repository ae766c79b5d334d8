#include "sequence/why_json.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "sequence/plan_json.h"
#include "sequence/why_text.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;
using Kind = CaseFact::Kind;

double rounded(double value) {
  const double result = std::round(value * 100.0) / 100.0;
  return result == 0.0 ? 0.0 : result;  // never -0
}

std::string_view word_of(Kind kind) {
  constexpr std::array<std::string_view, 7> kWords{"capacity", "areas", "need",   "duration",
                                                   "link",     "must",  "horizon"};
  return kWords[static_cast<std::size_t>(kind)];
}

Json fact_json(const Case& c, const CaseFact& fact, const SourceTexts& texts) {
  Json json;
  json["kind"] = word_of(fact.kind);
  json["text"] = words_of(c, fact);
  const bool is_of_task =
      fact.kind == Kind::Need || fact.kind == Kind::Duration || fact.kind == Kind::Must;
  if (is_of_task) json["task"] = c.tasks[fact.task].id;
  if (fact.kind == Kind::Need) {
    json["asset"] = c.assets[c.tasks[fact.task].needs[fact.item].asset].id;
  }
  if (fact.kind == Kind::Capacity || fact.kind == Kind::Areas) {
    json["asset"] = c.assets[fact.asset].id;
  }
  if (fact.kind == Kind::Link) json["link"] = c.links[fact.link].id;
  json["basis"] = basis_in_words(c, fact);
  const Span span = span_of(c, fact);
  if (span.is_known() && span.file.value < texts.size()) {
    json["file"] = texts[span.file].name;
    json["line"] = texts.place(span.file, span.begin).line;
  }
  return json;
}

Json conflict_json(const Case& c, const Conflict& conflict, const SourceTexts& texts) {
  Json json;
  json["minimal"] = conflict.is_minimal;
  json["without_demand"] = conflict.is_without_demand;
  json["facts"] = Json::array();
  for (const CaseFact& fact : conflict.facts) json["facts"].push_back(fact_json(c, fact, texts));
  return json;
}

Json forced_json(const Case& c, const ForcedPlan& forced) {
  Json json;
  json["loss"] = rounded(forced.loss);
  json["differences"] = Json::array();
  for (const ForcedPlan::Difference& difference : forced.differences) {
    json["differences"].push_back(
        {{"task", c.tasks[difference.task].id}, {"points", rounded(difference.points)}});
  }
  json["plan"] = to_json(forced.plan, c);
  return json;
}

Json demand_json(const Case& c, const Demand& demand) {
  Json json = Json::array();
  for (const Demand::Item& item : demand.items) {
    json.push_back({{"task", c.tasks[item.task].id},
                    {"kind", item.kind == Demand::Item::Kind::Throughout ? "throughout" : "done"},
                    {"by", item.by ? Json(to_string(*item.by)) : Json(nullptr)}});
  }
  return json;
}

Json remedy_json(const Case& c, const Demand& demand, const Remedy& remedy,
                 const SourceTexts& texts) {
  Json json;
  json["text"] = remedy_in_words(c, demand, remedy);
  json["share"] = std::round(remedy.share() * 1e4) / 1e4;
  json["least"] = remedy.is_least;
  json["parts"] = Json::array();
  for (const Remedy::Part& part : remedy.parts) {
    Json made;
    if (part.is_of_demand) {
      made["demand"] = c.tasks[part.task].id;
      made["by"] = part.by ? Json(to_string(*part.by)) : Json(nullptr);
    } else {
      made["fact"] = fact_json(c, part.easing.fact, texts);
      made["by"] = part.easing.by ? Json(rounded(*part.easing.by)) : Json(nullptr);
      made["within_range"] = part.is_within_range;
    }
    json["parts"].push_back(std::move(made));
  }
  return json;
}

}  // namespace

Json to_json(const TaskWhy& why, const Case& design, const SourceTexts& texts) {
  constexpr std::array<std::string_view, 4> kStatus{"in-full", "late", "low", "left-out"};
  Json json;
  json["question"] = "task";
  json["task"] = design.tasks[why.task].id;
  json["status"] = kStatus[static_cast<std::size_t>(why.status)];
  json["earliest_finish"] = why.earliest_finish
                                ? Json(to_string(design.horizon.start + *why.earliest_finish))
                                : Json(nullptr);
  json["forced"] = why.forced ? forced_json(design, *why.forced) : Json(nullptr);
  json["limit"] = why.limit ? conflict_json(design, *why.limit, texts) : Json(nullptr);
  json["plan"] = to_json(why.plan, design);
  return json;
}

Json to_json(const DemandWhy& why, const Case& design, const SourceTexts& texts) {
  constexpr std::array<std::string_view, 3> kAnswer{"possible", "impossible", "undecided"};
  Json json;
  json["question"] = "demand";
  json["demand"] = demand_json(design, why.demand);
  json["answer"] = kAnswer[static_cast<std::size_t>(why.answer)];
  json["forced"] = why.forced ? forced_json(design, *why.forced) : Json(nullptr);
  json["conflict"] = why.conflict ? conflict_json(design, *why.conflict, texts) : Json(nullptr);
  json["remedies"] = Json::array();
  for (const Remedy& remedy : why.remedies) {
    json["remedies"].push_back(remedy_json(design, why.demand, remedy, texts));
  }
  return json;
}

}  // namespace penholder
