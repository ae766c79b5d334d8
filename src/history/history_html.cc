// The life of a mandate as a page.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "history/history_render.h"
#include "redline/page.h"
#include "redline/redline_render.h"
#include "register/register_render.h"

namespace penholder {
namespace {

constexpr std::string_view kStyle = R"css(
:root{--b1:#1d5c8f;--b2:#8fb8d8;--b3:#b07a2a}
@media (prefers-color-scheme:dark){:root{--b1:#7cc0f5;--b2:#3d6f96;--b3:#e0b060}}
.growth{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
.growth figure{margin:0;flex:1 1 20rem;max-width:28rem}
.growth figcaption{font:600 .85rem/1.4 "Helvetica Neue",Arial,sans-serif}
.growth svg{width:100%;height:auto;display:block}
.growth text{font:11px "Helvetica Neue",Arial,sans-serif;text-anchor:middle;fill:var(--ink)}
.growth text.s{fill:var(--soft)}.growth text.v{font-weight:600}
.growth line{stroke:var(--ink);stroke-width:1}
rect.b1{fill:var(--b1)}rect.b2{fill:var(--b2);stroke:var(--b1);stroke-width:1.5}
rect.b3{fill:var(--b3)}
.key{display:inline-block;width:.8em;height:.8em;vertical-align:-.05em;border:1px solid var(--b1)}
.key.b1{background:var(--b1)}.key.b2{background:var(--b2)}
.key.b3{background:var(--b3);border-color:var(--b3)}
.num td{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.life th[scope=row]{min-width:15rem;white-space:normal;font-weight:400}
.life th[scope=row] small{display:block}
.life td{font:.76rem/1.35 "Helvetica Neue",Arial,sans-serif;min-width:5rem}
.life td.gap{color:var(--soft)}
.life td.P{box-shadow:inset 4px 0 0 var(--b1)}.life td.o{box-shadow:inset 4px 0 0 var(--b2)}
.life td.m{box-shadow:inset 4px 0 0 var(--b3)}
.life td strong{display:block}
details{margin:0 0 .5rem;max-width:60rem}summary{cursor:pointer;padding:.25rem 0}
details dl{margin:.3rem 0 1rem;padding-left:1rem;border-left:3px solid var(--line)}
details dt{font:600 .82rem/1.4 "Helvetica Neue",Arial,sans-serif;margin-top:.5rem}
details dt span{font-weight:400;color:var(--soft)}details dd{margin:0}
ins.elsewhere,del.elsewhere{text-decoration-style:double}
ins.minor,del.minor{background:none;text-decoration-style:dotted}
del.minor{text-decoration:line-through}
small.at{font:.72rem/1 "Helvetica Neue",Arial,sans-serif}small.at a{color:inherit;
text-decoration:none;pointer-events:none}
ins::before,ins::after,del::before,del::after{position:absolute;width:1px;height:1px;
overflow:hidden;clip-path:inset(50%);white-space:nowrap}
ins::before{content:" [put in: "}del::before{content:" [struck: "}
ins::after,del::after{content:"] "}
@media print{.num{font-size:.68rem}.num thead th{font-size:.62rem}
.num th,.num td{padding:.2rem .22rem}
.life th[scope=row]{min-width:0}.life td{min-width:0}figure{break-inside:avoid}
@page{size:landscape}:root{--b1:#1d5c8f;--b2:#8fb8d8;--b3:#b07a2a}
rect,.key,.life td{print-color-adjust:exact}}
)css";

std::string number(std::size_t value) { return format_thousands(static_cast<long long>(value)); }

std::string_view letter_of(TaskList list) {
  return list == TaskList::Priority ? "P" : list == TaskList::Other ? "o" : "m";
}

std::string list_name(TaskList list) {
  return list == TaskList::Mandate ? "no tier" : std::string(to_string(list));
}

class Page {
 public:
  Page(const History& history, std::string_view version) : h_(history), version_(version) {}

  std::string write() {
    const std::string name = h_.mission.empty() ? "a mandate" : h_.mission;
    out_ = page_head("The life of the mandate: " + name, kStyle);
    out_ += fmt::format("<h1>The life of the mandate: {}</h1>\n", html_escaped(name));
    if (!h_.mandates.empty()) {
      out_ += fmt::format(
          "<p class=\"lead\">{} resolutions, {} to {}. Each task is followed from "
          "mandate to mandate by comparing the texts; what is taken as a task, and "
          "as the same task, is by rule.</p>\n",
          h_.mandates.size(), html_escaped(h_.mandates.front().measure.symbol),
          html_escaped(h_.mandates.back().measure.symbol));
    }
    for (const std::string& remark : h_.remarks) {
      out_ += fmt::format("<p><strong>Note:</strong> {}.</p>\n", html_escaped(remark));
    }
    out_ += "<h2>How the mandate grew</h2>\n" + history_picture(h_);
    mandates();
    out_ += "<h2 id=\"text\" tabindex=\"-1\">Tasks</h2>\n";
    tasks();
    wordings();
    return out_ + page_foot(version_);
  }

 private:
  void mandates() {
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Mandates in figures\">"
        "<table class=\"num\"><caption>Mandates in figures; changes against the mandate before"
        "</caption><thead><tr>";
    for (const std::string_view column :
         {"Resolution", "Date", "Words", "Paragraphs", "Tasks", "priority", "other", "no tier",
          "Words struck", "Words put in", "Paragraphs word for word", "changed", "new", "dropped",
          "Tasks new", "reworded", "gone"}) {
      out_ += fmt::format("<th scope=\"col\">{}</th>", column);
    }
    out_ += "</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < h_.mandates.size(); ++i) {
      const MandateStep& m = h_.mandates[i];
      out_ +=
          fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td>", html_escaped(m.measure.symbol),
                      m.measure.date ? to_long_string(*m.measure.date) : "\u2013");
      for (const std::size_t value :
           {m.measure.operative_words, m.measure.paragraphs, m.measure.tasks(),
            m.measure.priority_tasks, m.measure.other_tasks, m.measure.untiered_tasks}) {
        out_ += fmt::format("<td>{}</td>", number(value));
      }
      for (const std::size_t value :
           {m.words_cut, m.words_put, m.operative.unchanged + m.operative.editorial,
            m.operative.changed, m.operative.added, m.operative.dropped, m.tasks_new,
            m.tasks_reworded, m.tasks_gone}) {
        out_ += i == 0 ? std::string("<td>\u2013</td>") : fmt::format("<td>{}</td>", number(value));
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  std::string step_words(const TaskStanding& s) const {
    std::string words = list_name(s.list);
    if (s.changes_list) words = "now " + words;
    if ((s.step == TaskStep::Split || s.step == TaskStep::Detailed) && !s.from.empty()) {
      words += ", from " + shown_locator(s.from[0]);
      if (s.from.size() > 1) words += " and others";
    } else if (s.step != TaskStep::First) {
      words += ", " + std::string(to_string(s.step));
    }
    if (s.is_moved) words += ", moved";
    return words;
  }

  void tasks() {
    if (h_.tasks.empty()) {
      out_ += "<p>No list of tasks was found in these texts.</p>\n";
      return;
    }
    out_ +=
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Tasks over time\">"
        "<table class=\"life\"><caption>One row for each task: where it stood in each mandate, "
        "and what that mandate did to it. Those of the last mandate first, then those that "
        "ended. Follow a task to its wording over time.</caption><thead><tr><th scope=\"col\">"
        "Task</th>";
    for (const MandateStep& m : h_.mandates) {
      out_ += fmt::format("<th scope=\"col\">{}<br>{}</th>", html_escaped(short_symbol(m.measure)),
                          year_of(m.measure));
    }
    out_ += "</tr></thead><tbody>\n";
    for (std::size_t t = 0; t < h_.tasks.size(); ++t) {
      const TaskLine& task = h_.tasks[t];
      const std::string end = end_of(task, h_);
      out_ += fmt::format("<tr><th scope=\"row\"><a href=\"#w{}\">{}</a><small>{}{}</small></th>",
                          t + 1, html_escaped(task.name),
                          html_escaped(task.under.empty() ? "" : opening_words(task.under, 10)),
                          end.empty() ? "" : (task.under.empty() ? "" : "; ") + html_escaped(end));
      for (const auto& s : task.standings) {
        if (!s) {
          out_ += "<td class=\"gap\">\u2013</td>";
          continue;
        }
        out_ += fmt::format("<td class=\"{}\"><strong>{}</strong>{}</td>", letter_of(s->list),
                            html_escaped(shown_locator(s->locator)), html_escaped(step_words(*s)));
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void wordings() {
    if (h_.tasks.empty()) return;
    out_ +=
        "<h2>Wording over time</h2>\n<p class=\"soft\">For each task its first wording, then "
        "what each mandate struck and put in.</p>\n";
    for (std::size_t t = 0; t < h_.tasks.size(); ++t) {
      const TaskLine& task = h_.tasks[t];
      out_ += fmt::format("<details id=\"w{}\"><summary>{} <small>({})</small></summary>\n<dl>\n",
                          t + 1, html_escaped(task.name), html_escaped(span_of(task, h_)));
      for (std::size_t i = 0; i < task.standings.size(); ++i) {
        if (!task.standings[i]) continue;
        const TaskStanding& s = *task.standings[i];
        out_ += fmt::format("<dt>{}, {} <span>{}</span></dt><dd>{}</dd>\n",
                            html_escaped(h_.mandates[i].measure.symbol),
                            html_escaped(shown_locator(s.locator)), html_escaped(step_words(s)),
                            s.step == TaskStep::Kept ? "word for word, or editorial only"
                            : s.row                  ? redline_inline_html(*s.row)
                                                     : html_escaped(s.text));
      }
      if (const std::string end = end_of(task, h_); !end.empty()) {
        out_ += fmt::format("<dt>End</dt><dd>{}</dd>\n", html_escaped(end));
      }
      out_ += "</dl></details>\n";
    }
  }

  const History& h_;
  std::string_view version_;
  std::string out_;
};

}  // namespace

std::string history_html(const History& history, std::string_view version) {
  return Page(history, version).write();
}

}  // namespace penholder
