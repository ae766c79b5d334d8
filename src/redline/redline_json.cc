// The redline for programs.

#include <nlohmann/json.hpp>

#include "redline/redline_render.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

Json range(TextRange r) { return {{"begin", r.begin}, {"end", r.end}}; }

Json measure(const TextMeasure& m) {
  return {
      {"symbol", m.symbol},
      {"date", m.date ? Json(to_string(*m.date)) : Json()},
      {"mission", m.mission},
      {"language", m.language},
      {"recitals", m.recitals},
      {"paragraphs", m.paragraphs},
      {"items", m.items},
      {"words",
       {{"preamble", m.preamble_words},
        {"operative", m.operative_words},
        {"annexes", m.annex_words}}},
      {"tasks",
       {{"priority", m.priority_tasks}, {"other", m.other_tasks}, {"mandate", m.untiered_tasks}}}};
}

Json tally(const ChangeTally& t) {
  return {{"unchanged", t.unchanged},   {"editorial", t.editorial}, {"changed", t.changed},
          {"added", t.added},           {"dropped", t.dropped},     {"moved", t.moved},
          {"renumbered", t.renumbered}, {"split", t.split},         {"merged", t.merged}};
}

Json side(const RowSide& s) {
  return {{"paragraph", s.locator},   {"label", s.label},
          {"heading", s.heading},     {"text", s.text},
          {"title_end", s.title_end}, {"span", {{"begin", s.span.begin}, {"end", s.span.end}}}};
}

Json shares(const std::vector<WordShare>& all) {
  Json list = Json::array();
  for (const WordShare& s : all) list.push_back({{"paragraph", s.locator}, {"share", s.share}});
  return list;
}

Json values(const std::vector<ValueChange>& changes) {
  Json list = Json::array();
  for (const ValueChange& v : changes) list.push_back({{"from", v.from}, {"to", v.to}});
  return list;
}

Json facts(const Facts& f) {
  Json strength = Json::array();
  for (const StrengthChange& s : f.strength) {
    strength.push_back({{"from", s.from},
                        {"to", s.to},
                        {"direction", s.direction > 0   ? "raised"
                                      : s.direction < 0 ? "lowered"
                                                        : "same"},
                        {"elsewhere", s.elsewhere.empty() ? Json() : Json(s.elsewhere)},
                        {"kind", s.is_modal ? "modal" : "operative verb"}});
  }
  return {{"strength", std::move(strength)},
          {"addressee",
           f.addressee ? Json{{"from", f.addressee->from}, {"to", f.addressee->to}} : Json()},
          {"figures", values(f.figures)},
          {"dates", values(f.dates)},
          {"deadlines", values(f.deadlines)}};
}

Json row_json(const RedlineRow& row) {
  Json pieces = Json::array();
  for (const TextPiece& p : row.pieces) {
    Json piece = {{"kind", to_string(p.kind)}};
    if (p.kind != PieceKind::Put) piece["from"] = range(p.from);
    if (p.kind != PieceKind::Cut) piece["to"] = range(p.to);
    if (p.kind != PieceKind::Same) piece["cause"] = to_string(p.cause);
    if (!p.elsewhere.empty()) piece["elsewhere"] = p.elsewhere;
    pieces.push_back(std::move(piece));
  }
  return {{"part", to_string(row.part)},
          {"depth", row.depth},
          {"change", to_string(row.change)},
          {"moved", row.is_moved},
          {"renumbered", row.is_renumbered},
          {"similarity", row.similarity},
          {"coarse", row.is_coarse},
          {"from", row.from ? side(*row.from) : Json()},
          {"to", row.to ? side(*row.to) : Json()},
          {"pieces", std::move(pieces)},
          {"split_from", shares(row.split_from)},
          {"merged_into", shares(row.merged_into)},
          {"takes_in", row.takes_in},
          {"gives_to", row.gives_to},
          {"facts", facts(row.facts)}};
}

}  // namespace

std::string redline_json(const Redline& redline) {
  Json rows = Json::array();
  for (const RedlineRow& row : redline.rows) rows.push_back(row_json(row));
  Json tasks = Json::array();
  for (const TaskChange& t : redline.tasks) {
    tasks.push_back({{"change", to_string(t.kind)},
                     {"from", t.from.empty() ? Json() : Json(t.from)},
                     {"to", t.to.empty() ? Json() : Json(t.to)},
                     {"from_list", to_string(t.from_list)},
                     {"to_list", to_string(t.to_list)},
                     {"changes_list", t.changes_list()},
                     {"moved", t.is_moved},
                     {"under", t.under},
                     {"text", t.text},
                     {"elsewhere", t.elsewhere}});
  }
  const Json root = {{"from", measure(redline.from)},
                     {"to", measure(redline.to)},
                     {"words_cut", redline.words_cut},
                     {"words_added", redline.words_put},
                     {"preamble", tally(redline.preamble)},
                     {"operative", tally(redline.operative)},
                     {"new_headings", redline.new_headings},
                     {"dropped_headings", redline.dropped_headings},
                     {"remarks", redline.remarks},
                     {"tasks", std::move(tasks)},
                     {"rows", std::move(rows)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace penholder
