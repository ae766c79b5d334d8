// The register for programs: all fields, typed.

#include <nlohmann/json.hpp>

#include "register/register_render.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_name(Deadline::Kind kind) {
  switch (kind) {
    case Deadline::Kind::By:
      return "by";
    case Deadline::Kind::Within:
      return "within";
    case Deadline::Kind::Every:
      return "every";
    case Deadline::Kind::Until:
      return "until";
  }
  return "by";
}

Json one_register(const Register& reg, RegisterScope scope) {
  Json rows = Json::array();
  for (const RegisterRow* row : rows_in_scope(reg, scope)) {
    Json dates = Json::array();
    for (const DateMention& d : row->dates) {
      dates.push_back({{"text", d.text}, {"date", d.date ? Json(to_string(*d.date)) : Json()}});
    }
    Json quantities = Json::array();
    for (const Quantity& q : row->quantities) {
      quantities.push_back({{"value", q.value}, {"text", q.text}});
    }
    Json deadlines = Json::array();
    for (const Deadline& d : row->deadlines) {
      Json item = {{"kind", kind_name(d.kind)}, {"text", d.text}};
      if (d.date) item["date"] = to_string(*d.date);
      if (d.days > 0) item["days"] = d.days;
      deadlines.push_back(std::move(item));
    }
    Json references = Json::array();
    for (const Reference& r : row->references) {
      Json item = {{"text", r.text}};
      if (r.symbol != "?") item["symbol"] = r.symbol.empty() ? reg.symbol : r.symbol;
      if (!r.locator.empty()) item["paragraph"] = r.locator;
      if (r.symbol.empty()) item["resolved"] = r.resolved;
      if (r.exists) item["resolved"] = *r.exists;
      references.push_back(std::move(item));
    }
    Json classes = Json::array();
    for (const Classified& c : row->classes) {
      classes.push_back(
          {{"key", c.task->key}, {"title", c.task->title}, {"modality", to_string(c.modality)}});
    }
    rows.push_back(
        {{"paragraph", row->locator},
         {"heading", row->heading},
         {"under", row->under},
         {"title", row->title},
         {"text", row->text},
         {"list", to_string(row->list)},
         {"verb", row->verb.lemma.empty() ? Json() : Json(row->verb.phrase)},
         {"lemma", row->verb.lemma.empty() ? Json() : Json(row->verb.lemma)},
         {"force", to_string(row->verb.force)},
         {"addressee",
          {{"kind", to_string(row->addressee.addressee)}, {"text", row->addressee.text}}},
         {"supported", row->supported},
         {"areas", row->places},
         {"dates", std::move(dates)},
         {"quantities", std::move(quantities)},
         {"deadlines", std::move(deadlines)},
         {"reports", row->reports},
         {"references", std::move(references)},
         {"classes", std::move(classes)},
         {"span", {{"begin", row->span.begin}, {"end", row->span.end}}}});
  }
  return {
      {"symbol", reg.symbol},
      {"date", reg.date ? Json(to_string(*reg.date)) : Json()},
      {"mission", reg.mission},
      {"scheme", "PEMA: Di Salvatore et al. 2022, doi 10.1177/00220027211068897; rules are ours"},
      {"counts",
       {{"priority", reg.count(TaskList::Priority)},
        {"other", reg.count(TaskList::Other)},
        {"mandate", reg.count(TaskList::Mandate)}}},
      {"rows", std::move(rows)}};
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string register_json(const Register& reg, RegisterScope scope) {
  return dumped(one_register(reg, scope));
}

std::string registers_json(std::span<const Register> registers, RegisterScope scope) {
  Json all = Json::array();
  for (const Register& reg : registers) all.push_back(one_register(reg, scope));
  return dumped({{"registers", std::move(all)}});
}

}  // namespace penholder
