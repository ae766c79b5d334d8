// The life of a mandate for programs and spreadsheets.

#include <nlohmann/json.hpp>

#include "history/history_render.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

std::string cell(std::string text) {
  // Spreadsheets run what starts so (OWASP, CSV injection).
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of("\",\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + '"';
}

Json mandate(const MandateStep& m) {
  return {{"symbol", m.measure.symbol},
          {"date", m.measure.date ? Json(to_string(*m.measure.date)) : Json()},
          {"recitals", m.measure.recitals},
          {"paragraphs", m.measure.paragraphs},
          {"items", m.measure.items},
          {"words",
           {{"preamble", m.measure.preamble_words},
            {"operative", m.measure.operative_words},
            {"annexes", m.measure.annex_words}}},
          {"tasks",
           {{"priority", m.measure.priority_tasks},
            {"other", m.measure.other_tasks},
            {"mandate", m.measure.untiered_tasks},
            {"new", m.tasks_new},
            {"reworded", m.tasks_reworded},
            {"gone", m.tasks_gone}}},
          {"since_before",
           {{"unchanged", m.operative.unchanged},
            {"editorial", m.operative.editorial},
            {"changed", m.operative.changed},
            {"added", m.operative.added},
            {"dropped", m.operative.dropped},
            {"words_cut", m.words_cut},
            {"words_added", m.words_put}}}};
}

}  // namespace

std::string history_json(const History& history) {
  Json mandates = Json::array();
  for (const MandateStep& m : history.mandates) mandates.push_back(mandate(m));
  Json tasks = Json::array();
  for (const TaskLine& task : history.tasks) {
    Json standings = Json::array();
    for (std::size_t i = 0; i < task.standings.size(); ++i) {
      if (!task.standings[i]) continue;
      const TaskStanding& s = *task.standings[i];
      standings.push_back({{"mandate", history.mandates[i].measure.symbol},
                           {"paragraph", s.locator},
                           {"list", to_string(s.list)},
                           {"step", to_string(s.step)},
                           {"moved", s.is_moved},
                           {"changes_list", s.changes_list},
                           {"from", s.from},
                           {"text", s.text}});
    }
    Json end;
    if (task.end) {
      end = {{"how", task.end->is_merged     ? "merged"
                     : task.end->is_detailed ? "detailed"
                                             : "dropped"},
             {"into", task.end->into}};
    }
    tasks.push_back({{"name", task.name},
                     {"under", task.under},
                     {"first", history.mandates[task.first].measure.symbol},
                     {"last", history.mandates[task.last].measure.symbol},
                     {"end", std::move(end)},
                     {"standings", std::move(standings)}});
  }
  const Json root = {{"mission", history.mission},
                     {"mandates", std::move(mandates)},
                     {"tasks", std::move(tasks)},
                     {"remarks", history.remarks}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string history_csv(const History& history) {
  std::string out = "task,group,first,last,end";
  for (const MandateStep& m : history.mandates) {
    for (const std::string_view column : {"paragraph", "list", "step"}) {
      out += ',' + cell(m.measure.symbol + ' ' + std::string(column));
    }
  }
  out += "\r\n";
  for (const TaskLine& task : history.tasks) {
    const std::string& text = task.standings[task.last]->text;
    out += cell(text) + ',' + cell(task.under) + ',' +
           cell(history.mandates[task.first].measure.symbol) + ',' +
           cell(history.mandates[task.last].measure.symbol) + ',' + cell(end_of(task, history));
    for (const auto& standing : task.standings) {
      if (!standing) {
        out += ",,,";
        continue;
      }
      out += ',' + cell(standing->locator) + ',' + std::string(to_string(standing->list)) + ',' +
             std::string(to_string(standing->step));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace penholder
