#include "casefile/schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "casefile/keywords.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kIdPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
constexpr std::string_view kDatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view kCitationPattern =
    "^[a-z0-9]+(-[a-z0-9]+)*(#[A-Za-z0-9]+([.-][A-Za-z0-9]+)*)?$";
constexpr std::string_view kPlainPattern = "^[+-]?[0-9]*[.]?[0-9]+([eE][+-]?[0-9]+)?$";

Json refer_to(std::string_view name) { return {{"$ref", fmt::format("#/$defs/{}", name)}}; }

/// `scale level` -> `scale-level`: names of definitions have no spaces.
std::string definition_of(std::string_view entity) {
  std::string name(entity);
  for (char& c : name) c = c == ' ' ? '-' : c;
  return name;
}

std::string_view quantity_of(Unit unit) {
  switch (unit) {
    case Unit::None:
      return "plain-number";
    case Unit::Duration:
      return "duration";
    case Unit::Share:
      return "share";
    case Unit::PerYear:
      return "rate";
    case Unit::OfAsset:
    case Unit::OfBenchmark:
    case Unit::OfMeasure:
      return "amount";
  }
  return "plain-number";
}

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json value_of(const Keyword& row) {
  switch (row.kind) {
    case ValueKind::Id:
      return refer_to("id");
    case ValueKind::Text:
      return {{"type", Json::array({"string", "number", "boolean"})}};
    case ValueKind::Texts:
      return list_of({{"type", "string"}});
    case ValueKind::Tags:
      return list_of(refer_to("id"));
    case ValueKind::Flag:
      return {{"type", "boolean"}};
    case ValueKind::Whole:
      return {{"type", "integer"}};
    case ValueKind::Plain:
      return refer_to(row.unit == Unit::None ? "quantity" : quantity_of(row.unit));
    case ValueKind::Share:
      return refer_to("share");
    case ValueKind::Date:
      return refer_to("date");
    case ValueKind::DateOrMilestone:
      return {{"anyOf", {refer_to("date"), refer_to("id")}}};
    case ValueKind::UncertainDate:
      return {{"anyOf", {refer_to("date"), refer_to("uncertain-date")}}};
    case ValueKind::Number:
      return refer_to(fmt::format("number-{}", quantity_of(row.unit)));
    case ValueKind::Capacity:
      return {{"anyOf", {refer_to("number-amount"), list_of(refer_to("capacity-step"))}}};
    case ValueKind::Strength: {
      Json three = list_of(refer_to("id"));
      three["minItems"] = 3;
      three["maxItems"] = 3;
      return {{"anyOf", {refer_to("id"), three}}};
    }
    case ValueKind::Word: {
      Json words = Json::array();
      for (const Word& word : words_of(row.detail)) {
        Json one{{"const", word.word}};
        if (!word.meaning.empty()) one["description"] = word.meaning;
        words.push_back(std::move(one));
      }
      return {{"oneOf", words}};
    }
    case ValueKind::Reference:
      return refer_to("id");
    case ValueKind::References:
      return list_of(refer_to("id"));
    case ValueKind::Leads:
      return {{"anyOf", {refer_to("id"), list_of(refer_to("id"))}}};
    case ValueKind::Citations:
      return list_of(refer_to("citation"));
    case ValueKind::Point: {
      Json point = list_of({{"type", "number"}});
      point["minItems"] = 2;
      point["maxItems"] = 2;
      return point;
    }
    case ValueKind::Mapping:
      return refer_to(definition_of(row.detail));
    case ValueKind::Mappings:
      return list_of(refer_to(definition_of(row.detail)));
    case ValueKind::Any:
      return {{"type", "object"}};
  }
  return Json::object();
}

/// Entities that may be spread over files: their keys cannot all be demanded of each file.
bool is_mergeable(Entity entity) {
  if (entity == Entity::File || entity == Entity::Case || entity == Entity::PriorityRule)
    return true;
  for (const Keyword& row : keywords_of(Entity::File)) {
    if (row.kind == ValueKind::Mappings && entity_named(row.detail) == entity) return true;
  }
  return false;
}

Json object_of(Entity entity, std::string_view number = {}) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Keyword& row : keywords_of(entity)) {
    Json value = number.empty() || row.kind != ValueKind::Plain ? value_of(row) : refer_to(number);
    std::string description(row.summary);
    if (row.demand == Demand::Required) description += " (required)";
    Json shown{{"description", description}};
    shown.update(value);
    if (!row.example.empty() && row.example.front() != '[' && row.example.front() != '{') {
      shown["examples"] = Json::array({row.example});
    }
    properties[std::string(row.key)] = std::move(shown);
    const bool is_demanded = is_mergeable(entity) ? row.key == "id" && entity != Entity::Case
                                                  : row.demand == Demand::Required;
    if (is_demanded) required.push_back(row.key);
  }
  Json object{{"type", "object"}, {"description", row_of(entity).summary}};
  object["properties"] = std::move(properties);
  if (!required.empty()) object["required"] = std::move(required);
  object["additionalProperties"] = false;
  return object;
}

/// Exactly one of `keys` is there.
Json exactly_one_of(std::initializer_list<std::string_view> keys) {
  Json choices = Json::array();
  for (const std::string_view key : keys) choices.push_back({{"required", {key}}});
  return {{"oneOf", choices}};
}

Json number_of(Entity entity, std::string_view quantity) {
  Json object = object_of(entity, quantity);
  object["allOf"] = {exactly_one_of({"cites", "judgement", "unknown"}),
                     {{"oneOf",
                       {{{"required", {"value"}}},
                        {{"required", {"low", "likely", "high"}}},
                        {{"required", {"unknown"}}}}}}};
  return object;
}

Json text_or_number(std::string_view pattern, std::string_view description, bool takes_number) {
  Json text{{"type", "string"}, {"pattern", pattern}};
  if (!takes_number) {
    text["description"] = description;
    return text;
  }
  return {{"description", description}, {"anyOf", {text, {{"type", "number"}}}}};
}

}  // namespace

std::string json_schema() {
  Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"title", "penholder case file, version 1"}};
  root.update(object_of(Entity::File));
  root["properties"]["penholder"]["const"] = 1;

  Json definitions = Json::object();
  definitions["id"] = {
      {"description", "small letters and digits with single hyphens"},
      {"anyOf", {{{"type", "string"}, {"pattern", kIdPattern}}, {{"type", "integer"}}}}};
  definitions["date"] = {{"type", "string"},
                         {"description", "year-month-day, such as 2021-05-20"},
                         {"pattern", kDatePattern}};
  definitions["citation"] = {{"type", "string"},
                             {"description", "source#locator, such as s-res-2531#28.a.iii"},
                             {"pattern", kCitationPattern}};
  definitions["plain-number"] = text_or_number(kPlainPattern, "a number without a unit", true);
  definitions["quantity"] =
      text_or_number("^[+-]?[0-9.]", "a number, with its unit if it has one", true);
  definitions["duration"] = text_or_number("^[0-9.]+ *(days?|weeks?|months?|years?)$",
                                           "a number of days, weeks, months or years", false);
  definitions["share"] = text_or_number("^[0-9.]+ *%?$", "0 to 1, or 0 % to 100 %", true);
  definitions["rate"] = text_or_number("^[0-9.]+ *(per |/|a )(day|week|month|year)$",
                                       "a number per year, month, week or day", false);
  definitions["amount"] = text_or_number("^[+-]?[0-9.]", "a number with its unit", true);
  for (const Unit unit : {Unit::Duration, Unit::Share, Unit::PerYear, Unit::OfAsset}) {
    const std::string_view quantity = quantity_of(unit);
    definitions[fmt::format("number-{}", quantity)] = number_of(Entity::Number, quantity);
  }
  for (std::size_t i = 0; i < kEntityCount; ++i) {
    const auto entity = static_cast<Entity>(i);
    if (entity == Entity::File || entity == Entity::Number) continue;
    Json object = entity == Entity::CapacityStep ? number_of(entity, "amount") : object_of(entity);
    if (entity == Entity::Statement) {
      object["allOf"] = {exactly_one_of({"prefer", "prefer-tasks", "share", "ratio", "swing",
                                         "task-value", "task-ratio"}),
                         exactly_one_of({"cites", "judgement"})};
    }
    if (entity == Entity::Serves) {
      object["oneOf"] = {
          {{"required", {"strength"}},
           {"allOf", Json::array({exactly_one_of({"cites", "judgement", "unknown"})})}},
          {{"required", {"unknown"}}},
          {{"required", {"measure", "performance"}}}};
    }
    if (entity == Entity::Swing) {
      object["oneOf"] = {{{"required", {"points"}}}, {{"required", {"low", "high"}}}};
    }
    if (entity == Entity::UncertainDate) {
      object["allOf"] = Json::array({exactly_one_of({"cites", "judgement", "unknown"})});
    }
    const bool is_judged =
        entity == Entity::Measure || entity == Entity::Level || entity == Entity::Tolerance;
    if (is_judged) object["allOf"] = Json::array({exactly_one_of({"cites", "judgement"})});
    if (entity == Entity::Change) object.update(exactly_one_of({"add", "change", "drop"}));
    definitions[definition_of(row_of(entity).name)] = std::move(object);
  }
  root["$defs"] = std::move(definitions);
  return root.dump(2) + '\n';
}

}  // namespace penholder
