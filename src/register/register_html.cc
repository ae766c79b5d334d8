// The register as a page: one table a resolution, one group of rows a paragraph.

#include <fmt/format.h>

#include <array>

#include "register/register_render.h"

namespace penholder {

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
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1d21;--soft:#565c64;--line:#c9ced4;
--head:#f2f4f6;--add:#0b5d2a;--addbg:#e3f4e8;--cut:#8f1d1d;--cutbg:#fbe9e7;--link:#0b4f8a}
@media screen and (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e8eaed;--soft:#a9b0b8;
--line:#3b424a;--head:#20252b;--add:#8fd6a5;--addbg:#12301d;--cut:#f2a9a1;--cutbg:#3a1715;
--link:#8cc3f0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:82rem;padding:2rem 1.5rem;color:var(--ink);background:var(--paper);
font:16px/1.5 Georgia,"Times New Roman",serif;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem}
p.lead{color:var(--soft);margin:.2rem 0 1.2rem;max-width:60rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.88rem;margin:.5rem 0 1.5rem}
caption{text-align:left;color:var(--soft);padding:.3rem 0}
th,td{border-bottom:1px solid var(--line);padding:.4rem .5rem;text-align:left;vertical-align:top}
thead th{background:var(--head);border-bottom:2px solid var(--ink);
font-family:"Helvetica Neue",Arial,sans-serif;font-size:.78rem}
th[scope=row]{font-variant-numeric:tabular-nums;white-space:nowrap;font-weight:600}
th[scope=rowgroup]{background:var(--head);font-weight:400}
small,.soft{color:var(--soft)}
ins{color:var(--add);background:var(--addbg);text-decoration:underline}
del{color:var(--cut);background:var(--cutbg);text-decoration:line-through}
.tag{display:inline-block;border:1px solid var(--soft);border-radius:.2rem;padding:0 .35rem;
font:.75rem/1.5 "Helvetica Neue",Arial,sans-serif;margin-right:.3rem}
@media print{body{max-width:none;padding:0;font-size:10pt}thead{display:table-header-group}
tr,h2{break-inside:avoid}h2,th[scope=rowgroup]{break-after:avoid}
ins,del,th{print-color-adjust:exact}@page{margin:15mm}}
@media (max-width:40rem){body{padding:1rem .7rem}.wide{overflow-x:auto}}
)css";
}

namespace {

/// The register's own: columns that hold their width, and cards where there is no room for them.
constexpr std::string_view kRegisterStyle = R"css(
.register th[scope=row]{width:6.5rem}.register td.text{width:44%}.register td.class{width:13%}
.register .what{margin-bottom:.15rem}
@media screen and (max-width:46rem){
.register,.register tbody,.register tr,.register th,.register td{display:block;width:auto!important}
.register thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.register tr{border-bottom:1px solid var(--line);padding:.5rem 0}
.register th,.register td{border:0;padding:.15rem .3rem}
.register caption{display:block}.register td:empty{display:none}
.register td[data-label]::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85em}}
)css";

// Roles are said outright: browsers forget them where a style makes cards of a table.
constexpr std::array<std::string_view, 5> kTitles = {"Paragraph", "Text", "Verb and addressee",
                                                     "Class", "Details"};

std::string language_tag(std::string_view language) {
  for (const auto& [three, two] :
       std::to_array<std::pair<std::string_view, std::string_view>>({{"eng", "en"},
                                                                     {"fra", "fr"},
                                                                     {"spa", "es"},
                                                                     {"rus", "ru"},
                                                                     {"ara", "ar"},
                                                                     {"zho", "zh"},
                                                                     {"deu", "de"}})) {
    if (language == three) return std::string(two);
  }
  return language.empty() ? "en" : "und";
}

/// What stands over the items of a paragraph, and their list.
std::string group_row(const RegisterRow& row) {
  const std::string number = row.locator.substr(0, row.locator.find('.'));
  std::string group = "<tr role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"5\">";
  if (!row.heading.empty()) {
    group += fmt::format("<div class=\"soft\">{}</div>", html_escaped(row.heading));
  }
  if (row.list != TaskList::None) {
    group += fmt::format("<span class=\"tag\">{}</span> ", to_string(row.list));
  }
  group += fmt::format("<b>{}</b> {}", html_escaped(number),
                       row.under.empty() ? std::string() : html_escaped(row.under[0]));
  return group + "</th></tr>\n";
}

std::string details_of(const std::vector<std::string>& cells, const RegisterRow& row) {
  std::string details;
  const auto columns = register_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_detail = columns[i] == "areas" || columns[i] == "dates" ||
                           columns[i] == "deadlines" || columns[i] == "quantities" ||
                           columns[i] == "references";
    if (!is_detail || cells[i].empty()) continue;
    details += fmt::format("<div><small>{}:</small> {}</div>", columns[i], html_escaped(cells[i]));
  }
  if (row.reports) details += "<div>reports to the Council</div>";
  return details;
}

/// Titles over the row that do not stand over the one before.
std::string new_titles(const RegisterRow& row, const RegisterRow* before) {
  std::string titles;
  bool same = before != nullptr;
  for (std::size_t i = 1; i < row.under.size(); ++i) {
    same = same && i < before->under.size() && before->under[i] == row.under[i];
    if (same || row.under[i].empty()) continue;
    titles +=
        fmt::format("<div class=\"soft what\">{}</div>", html_escaped(clipped(row.under[i], 160)));
  }
  if (!row.title.empty() && row.title != row.text) {
    titles += fmt::format("<div class=\"what\"><b>{}</b></div>", html_escaped(row.title));
  }
  return titles;
}

std::string verb_of(const RegisterRow& row) {
  std::string verb = "<span class=\"soft\">verb unknown</span>";
  if (!row.verb.lemma.empty()) {
    verb = html_escaped(row.verb.phrase);
    const std::string_view force = to_string(row.verb.force);
    if (!row.verb.phrase.ends_with(force)) {
      verb += fmt::format(" <span class=\"tag\">{}</span>", force);
    }
  }
  verb += fmt::format("<div>to: {}</div>", html_escaped(to_string(row.addressee.addressee)));
  if (!row.supported.empty()) {
    verb += fmt::format("<div><small>supports</small> {}</div>", html_escaped(row.supported));
  }
  return verb;
}

std::string row_of(const Register& reg, const RegisterRow& row, const RegisterRow* before,
                   std::string_view prefix) {
  const std::vector<std::string> cells = register_cells(reg, row);
  return fmt::format(
      "<tr role=\"row\" id=\"{}{}\"><th role=\"rowheader\" scope=\"row\">{}</th>"
      "<td role=\"cell\" class=\"text\" lang=\"{}\">{}{}</td><td role=\"cell\">{}</td>"
      "<td role=\"cell\" class=\"class\" data-label=\"{}\">{}</td><td role=\"cell\">{}</td></tr>\n",
      prefix, html_escaped(row.locator), html_escaped(row.locator), language_tag(reg.language),
      new_titles(row, before), html_escaped(row.text), verb_of(row), kTitles[3],
      html_escaped(shown_classes(row)), details_of(cells, row));
}

std::string table_of(const Register& reg, RegisterScope scope, std::string_view prefix) {
  const std::vector<const RegisterRow*> rows = rows_in_scope(reg, scope);
  std::string out = fmt::format(
      "<table role=\"table\" class=\"register\">\n<caption>{}. One row for each paragraph or item "
      "without items below it.</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
      html_escaped(register_headline(reg, rows.size())));
  for (const std::string_view title : kTitles) {
    out += fmt::format("<th role=\"columnheader\" scope=\"col\">{}</th>", title);
  }
  out += "</tr></thead>\n";
  std::string group;
  const RegisterRow* before = nullptr;
  for (const RegisterRow* row : rows) {
    const std::string number = row->locator.substr(0, row->locator.find('.'));
    if (group != number) {
      out += fmt::format("{}<tbody role=\"rowgroup\">\n", group.empty() ? "" : "</tbody>\n");
      // A paragraph without items says all in its own row.
      if (!row->under.empty() || row->list != TaskList::None) out += group_row(*row);
      group = number;
      before = nullptr;
    }
    out += row_of(reg, *row, before, prefix);
    before = row;
  }
  return out + (group.empty() ? "" : "</tbody>\n") + "</table>\n";
}

}  // namespace

std::string registers_html(std::span<const Register> registers, RegisterScope scope) {
  const bool is_one = registers.size() == 1;
  const auto name_of = [](const Register& reg) {
    return html_escaped(reg.symbol.empty() ? "a resolution without symbol" : reg.symbol);
  };
  const std::string title =
      is_one ? "Register of tasks: " + name_of(registers[0]) : std::string("Registers of tasks");
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{0}</title>\n<style>{1}{2}</style>\n</head>\n<body>\n<main>\n<h1>{0}</h1>\n"
      "<p class=\"lead\">Read off the text by rule; \u201cunknown\u201d where the rules cannot "
      "tell. Force, strongest first: decides, demands, authorizes, requests, calls upon, "
      "encourages, remark. Task classes follow the PEMA scheme (Di Salvatore et al. 2022, doi "
      "10.1177/00220027211068897), with the mode in brackets; assigning them is this "
      "program\u2019s, not the authors\u2019. Source of the text: United Nations; unofficial "
      "copy.</p>\n",
      title, page_style(), kRegisterStyle);
  std::size_t count = 0;
  for (const Register& reg : registers) {
    ++count;
    if (!is_one) out += fmt::format("<h2>{}</h2>\n", name_of(reg));
    // A page with several has the paragraph's number several times.
    out += table_of(reg, scope, is_one ? std::string("p") : fmt::format("r{}-p", count));
  }
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace penholder
