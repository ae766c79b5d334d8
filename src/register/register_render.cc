#include "register/register_render.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace penholder {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto kColumns = std::to_array<std::string_view>(
    {"paragraph", "list", "verb", "force", "addressee", "supported", "under", "text", "class",
     "modality", "areas", "dates", "deadlines", "reports", "quantities", "references"});

template <class Items, class Show>
std::string joined(const Items& items, Show show) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += "; ";
    text += show(item);
  }
  return text;
}

std::string shown_reference(const Reference& reference) {
  if (reference.symbol == "?") return reference.text;
  if (reference.symbol.empty()) {
    return fmt::format("paragraph {}{}", reference.locator, reference.resolved ? "" : " (?)");
  }
  return reference.locator.empty()
             ? reference.symbol
             : fmt::format("{} paragraph {}", reference.symbol, reference.locator);
}

std::string shown_classes(const RegisterRow& row) {
  if (row.list == TaskList::None) return {};
  if (row.classes.empty()) return "unknown";
  return joined(row.classes, [](const Classified& c) { return std::string(c.task->key); });
}

std::string shown_modality(const RegisterRow& row) {
  if (row.list == TaskList::None) return {};
  return row.classes.empty() ? "unknown" : std::string(to_string(row.classes[0].modality));
}

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

// Cut between words, with an ellipsis.
std::string clipped(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const std::size_t space = text.rfind(' ', most);
  return std::string(text.substr(0, space == std::string_view::npos ? most : space)) + " \u2026";
}

void add_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width) {
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, space);
    const auto length = static_cast<std::size_t>(std::ranges::count_if(
        word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
    if (!first && column + 1 + length > width) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      first = true;
    }
    if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += length;
    first = false;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  out += '\n';
}

std::string headline(const Register& reg, std::size_t shown) {
  std::string line = reg.symbol.empty() ? "a resolution without symbol" : reg.symbol;
  if (reg.date) line += fmt::format(" of {}", to_long_string(*reg.date));
  if (!reg.mission.empty()) line += fmt::format(", {}", reg.mission);
  const std::size_t priority = reg.count(TaskList::Priority);
  const std::size_t other = reg.count(TaskList::Other);
  const std::size_t plain = reg.count(TaskList::Mandate);
  std::vector<std::string> counts;
  if (priority > 0) counts.push_back(fmt::format("{} priority tasks", priority));
  if (plain > 0) counts.push_back(fmt::format("{} tasks without a tier", plain));
  if (other > 0) counts.push_back(fmt::format("{} other tasks", other));
  line += counts.empty() ? fmt::format(": no list of tasks; {} rows", shown)
                         : ": " + join_words(counts);
  return line;
}

}  // namespace

std::span<const std::string_view> register_columns() { return kColumns; }

std::vector<std::string> register_cells(const RegisterRow& row) {
  return {
      row.locator,
      std::string(to_string(row.list)),
      row.verb.lemma.empty() ? "unknown" : row.verb.phrase,
      std::string(to_string(row.verb.force)),
      std::string(to_string(row.addressee.addressee)),
      row.supported,
      joined(row.under, [](const std::string& text) { return clipped(text, 120); }),
      row.title.empty() || row.title == row.text ? row.text : row.title + ": " + row.text,
      shown_classes(row),
      shown_modality(row),
      joined(row.places, [](const std::string& place) { return place; }),
      joined(row.dates, [](const DateMention& d) { return d.date ? to_string(*d.date) : d.text; }),
      joined(row.deadlines, [](const Deadline& d) { return d.text; }),
      row.reports ? "yes" : "",
      joined(row.quantities, [](const Quantity& q) { return q.text; }),
      joined(row.references, shown_reference)};
}

std::vector<const RegisterRow*> rows_in_scope(const Register& reg, RegisterScope scope) {
  const bool has_tasks = std::ranges::any_of(
      reg.rows, [](const RegisterRow& row) { return row.list != TaskList::None; });
  std::vector<const RegisterRow*> rows;
  for (const RegisterRow& row : reg.rows) {
    const bool wanted = scope == RegisterScope::All ||
                        (has_tasks ? row.list != TaskList::None : row.verb.force > Force::Remark);
    if (wanted) rows.push_back(&row);
  }
  return rows;
}

std::string register_text(const Register& reg, RegisterScope scope, int width) {
  const auto columns = static_cast<std::size_t>(std::max(width, 60));
  const std::vector<const RegisterRow*> rows = rows_in_scope(reg, scope);
  std::string out = headline(reg, rows.size()) + "\n";
  std::string heading;
  TaskList list = TaskList::None;
  for (const RegisterRow* row : rows) {
    if (row->heading != heading || (row->list != list)) {
      heading = row->heading;
      list = row->list;
      out += fmt::format("\n{}{}\n", heading.empty() ? "(no heading)" : heading,
                         list == TaskList::None ? "" : fmt::format(" [{}]", to_string(list)));
    }
    constexpr std::size_t kIndent = 14;
    out += fmt::format("  {:<{}}", row->locator, kIndent - 2);
    if (row->locator.size() > kIndent - 3) out += ' ';
    const std::string text =
        row->title.empty() || row->title == row->text ? row->text : row->title + ": " + row->text;
    add_wrapped(out, clipped(text, 3 * (columns - kIndent)), kIndent, columns);
    std::string facts =
        fmt::format("{} -> {}", row->verb.lemma.empty() ? "unknown verb" : row->verb.phrase,
                    to_string(row->addressee.addressee));
    if (!row->supported.empty()) facts += fmt::format(", supports {}", row->supported);
    if (row->list != TaskList::None) {
      facts += fmt::format(" | {} ({})", shown_classes(*row), shown_modality(*row));
    }
    const std::vector<std::string> cells = register_cells(*row);
    for (const std::size_t i :
         {std::size_t{10}, std::size_t{12}, std::size_t{14}, std::size_t{15}}) {
      if (!cells[i].empty()) facts += fmt::format(" | {}: {}", kColumns[i], cells[i]);
    }
    if (row->reports) facts += " | reports to the Council";
    out.append(kIndent, ' ');
    add_wrapped(out, facts, kIndent, columns);
  }
  return out;
}

std::string register_json(const Register& reg, RegisterScope scope) {
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
  const Json root = {
      {"symbol", reg.symbol},
      {"date", reg.date ? Json(to_string(*reg.date)) : Json()},
      {"mission", reg.mission},
      {"scheme", "PEMA: Di Salvatore et al. 2022, doi 10.1177/00220027211068897; rules are ours"},
      {"counts",
       {{"priority", reg.count(TaskList::Priority)},
        {"other", reg.count(TaskList::Other)},
        {"mandate", reg.count(TaskList::Mandate)}}},
      {"rows", std::move(rows)}};
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string register_csv(const Register& reg, RegisterScope scope) {
  const auto cell = [](std::string text) {
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
  };
  std::string out;
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    out += (i > 0 ? "," : "") + std::string(kColumns[i]);
  }
  out += "\r\n";
  for (const RegisterRow* row : rows_in_scope(reg, scope)) {
    const std::vector<std::string> cells = register_cells(*row);
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + cell(cells[i]);
    out += "\r\n";
  }
  return out;
}

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view page_style() {
  return R"css(
:root{--ink:#1a1d21;--soft:#565c64;--line:#c9ced4;--head:#f2f4f6;--add:#0b5d2a;--addbg:#e3f4e8;
--cut:#8f1d1d;--cutbg:#fbe9e7;--link:#0b4f8a}
*{box-sizing:border-box}
body{margin:0 auto;max-width:82rem;padding:2rem 1.5rem;color:var(--ink);background:#fff;
font:16px/1.5 Georgia,"Times New Roman",serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
p.lead{color:var(--soft);margin:.2rem 0 1.2rem;max-width:60rem}
table{border-collapse:collapse;width:100%;font-size:.88rem;margin:.5rem 0 1.5rem}
caption{text-align:left;color:var(--soft);padding:.3rem 0}
th,td{border-bottom:1px solid var(--line);padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{background:var(--head);border-bottom:2px solid var(--ink);
font-family:"Helvetica Neue",Arial,sans-serif;font-size:.78rem}
th[scope=row]{font-variant-numeric:tabular-nums;white-space:nowrap;font-weight:600}
small,.soft{color:var(--soft)}
ins{color:var(--add);background:var(--addbg);text-decoration:underline}
del{color:var(--cut);background:var(--cutbg);text-decoration:line-through}
.tag{display:inline-block;border:1px solid var(--soft);border-radius:.2rem;padding:0 .35rem;
font:.75rem/1.5 "Helvetica Neue",Arial,sans-serif;margin-right:.3rem}
@media print{body{max-width:none;padding:0;font-size:10pt}thead{display:table-header-group}
tr,h2{break-inside:avoid}h2{break-after:avoid}ins,del{print-color-adjust:exact}
@page{margin:15mm}}
@media (max-width:40rem){body{padding:1rem .7rem}.wide{overflow-x:auto}}
)css";
}

std::string register_html(const Register& reg, RegisterScope scope) {
  const std::vector<const RegisterRow*> rows = rows_in_scope(reg, scope);
  const std::string name = reg.symbol.empty() ? "Resolution" : reg.symbol;
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Register of {0}</title>\n<style>{1}</style>\n</head>\n<body>\n<main>\n"
      "<h1>Register of tasks: {0}</h1>\n<p class=\"lead\">{2}. Read off the text by rule; "
      "\u201cunknown\u201d where the rules cannot tell. Task classes follow the PEMA scheme (Di "
      "Salvatore et al. 2022, doi 10.1177/00220027211068897); assigning them is this "
      "program\u2019s, not the authors\u2019. Source of the text: United Nations; unofficial "
      "copy.</p>\n",
      html_escaped(name), page_style(), html_escaped(headline(reg, rows.size())));
  out +=
      "<div class=\"wide\"><table>\n<caption>One row for each paragraph or item without items "
      "below it</caption>\n<thead><tr><th scope=\"col\">Paragraph</th><th scope=\"col\">Text"
      "</th><th scope=\"col\">List</th><th scope=\"col\">Verb and addressee</th><th "
      "scope=\"col\">Class</th><th scope=\"col\">Areas, dates, figures, references</th></tr>"
      "</thead>\n<tbody>\n";
  for (const RegisterRow* row : rows) {
    const std::vector<std::string> cells = register_cells(*row);
    std::string facts;
    for (const std::size_t i :
         {std::size_t{10}, std::size_t{11}, std::size_t{12}, std::size_t{14}, std::size_t{15}}) {
      if (cells[i].empty()) continue;
      facts += fmt::format("<div><small>{}:</small> {}</div>", kColumns[i], html_escaped(cells[i]));
    }
    if (row->reports) facts += "<div><small>reports to the Council</small></div>";
    std::string who = html_escaped(cells[4]);
    if (!row->supported.empty()) {
      who += fmt::format("<div><small>supports</small> {}</div>", html_escaped(row->supported));
    }
    const std::string under =
        row->under.size() > 1
            ? fmt::format("<div class=\"soft\">{}</div>", html_escaped(clipped(row->under[1], 110)))
            : std::string();
    out += fmt::format(
        "<tr id=\"p{}\"><th scope=\"row\">{}</th><td>{}{}</td><td>{}</td>"
        "<td>{} <span class=\"tag\">{}</span><div>{}</div></td><td>{}<div><small>{}</small></div>"
        "</td><td>{}</td></tr>\n",
        html_escaped(row->locator), html_escaped(row->locator), under, html_escaped(cells[7]),
        html_escaped(cells[1]), html_escaped(cells[2]), html_escaped(cells[3]), who,
        html_escaped(cells[8]), html_escaped(cells[9]), facts);
  }
  return out + "</tbody>\n</table></div>\n</main>\n</body>\n</html>\n";
}

}  // namespace penholder
