// The redline as a page: what a delegate wants to know, the tasks, then the text, inline or side by
// side, by choice of the reader and without scripts.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "redline/page.h"
#include "redline/redline_render.h"
#include "register/register_render.h"

namespace penholder {
namespace {

constexpr std::string_view kStyle = R"css(
.summary th{width:9rem}.summary td ul{margin:0;padding-left:1.1rem}
.summary td li{margin:.3rem 0}
fieldset{border:1px solid var(--line);border-radius:.3rem;margin:0 0 1rem;padding:.4rem .8rem;
font:.88rem/1.6 "Helvetica Neue",Arial,sans-serif}
fieldset label{display:inline-block;min-height:24px;margin-right:1.2rem}
.map{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;padding:0;margin:.5rem 0 1.2rem;
font:.8rem/1 "Helvetica Neue",Arial,sans-serif}
.map a{display:block;min-width:2.6rem;padding:.42rem .3rem;text-align:center;
border:1px solid var(--line);border-radius:.2rem;text-decoration:none;color:var(--ink)}
.map a:hover{border-color:var(--link)}
.map .changed a{border-color:var(--ink);border-width:2px}
.map .added a{background:var(--addbg);border-color:var(--add)}
.map .dropped a{background:var(--cutbg);border-color:var(--cut)}
.row{margin:0 0 .9rem;max-width:60rem}
.row.d1{margin-left:1.4rem}.row.d2{margin-left:2.8rem}.row.d3{margin-left:4.2rem}
.row .where{font:600 .82rem/1.4 "Helvetica Neue",Arial,sans-serif;margin:0 0 .15rem}
.row .where span{font-weight:400;color:var(--soft)}
.row p{margin:0}
.row.unchanged p.words{color:var(--soft)}
.title{font-weight:600}
ins,del{padding:0 .1em;border-radius:.15em;-webkit-box-decoration-break:clone;
box-decoration-break:clone}
ins::before,ins::after,del::before,del::after{position:absolute;width:1px;height:1px;
overflow:hidden;clip-path:inset(50%);white-space:nowrap}
ins::before{content:" [put in: "}del::before{content:" [struck: "}
ins::after,del::after{content:"] "}
ins.elsewhere{text-decoration-style:double}del.elsewhere{text-decoration-style:double}
ins.minor,del.minor{background:none;text-decoration-style:dotted}
del.minor{text-decoration:line-through}
td.at{white-space:nowrap}
small.at{font:.72rem/1 "Helvetica Neue",Arial,sans-serif;white-space:nowrap}
.row ul{margin:.25rem 0 0;padding-left:1.2rem;color:var(--soft);
font:.82rem/1.45 "Helvetica Neue",Arial,sans-serif}
.side{display:none;grid-template-columns:1fr 1fr;gap:0 1.6rem}
main:has(#view-side:checked) .inline{display:none}
main:has(#view-side:checked) .side{display:grid}
main:has(#view-side:checked) .row{max-width:none}
main:has(#only-changed:checked) .row.unchanged{display:none}
.side>p{border-left:3px solid var(--line);padding-left:.6rem}
.side>p.new{border-color:var(--add)}.side>p.old{border-color:var(--cut)}
@media (max-width:48rem){.side{grid-template-columns:1fr;gap:.4rem}
.row.d1{margin-left:.7rem}.row.d2{margin-left:1.4rem}.row.d3{margin-left:2.1rem}
.summary th{width:auto}.summary th,.summary td{display:block;border-bottom:0;padding:.15rem 0}
.summary tr{display:block;border-bottom:1px solid var(--line);padding:.3rem 0}}
@media print{fieldset,.map,.map-key{display:none}.row{break-inside:avoid-page;max-width:none}
h3{break-after:avoid}.row .where a{color:inherit}}
)css";

class Page {
 public:
  Page(const Redline& redline, std::string_view version) : r_(redline), version_(version) {}

  std::string write() {
    const std::string from = name_of(r_.from);
    const std::string to = name_of(r_.to);
    out_ = page_head(fmt::format("Redline: {} to {}", from, to), kStyle);
    out_ += fmt::format(
        "<h1>{} \u2192 {}</h1>\n<p class=\"lead\">{}{}. <del>Struck</del> words are "
        "only in the old text, <ins>put in</ins> words only in the new one; words "
        "with a double line <ins class=\"elsewhere\">moved</ins> from one paragraph "
        "to another; a dotted line marks what <ins class=\"minor\">follows</ins> "
        "from renumbering, or is punctuation or capitals.</p>\n",
        html_escaped(from), html_escaped(to),
        r_.to.mission.empty() || r_.from.tasks() + r_.to.tasks() == 0
            ? ""
            : html_escaped(r_.to.mission) + ", ",
        fmt::format("{} to {}", dated(r_.from), dated(r_.to)));
    for (const std::string& remark : r_.remarks) {
      out_ += fmt::format("<p><strong>Note:</strong> {}.</p>\n", html_escaped(remark));
    }
    summary();
    tasks();
    text();
    return out_ + page_foot(version_);
  }

 public:
  static std::string broken(std::string_view text) {
    std::string escaped = html_escaped(text);
    for (std::size_t at = escaped.find('\n'); at != std::string::npos; at = escaped.find('\n')) {
      escaped.replace(at, 1, "<br>");
    }
    return escaped;
  }

  static std::string plain(const RowSide& side) { return broken(side.text); }

  // The text of one side ('o', 'n') or of both ('b'), with its marks.
  static std::string words(const RedlineRow& row, char side) {
    std::string text;
    if (side != 'b') {
      for (const TextPiece& piece : row.pieces) {
        if (piece.kind == (side == 'o' ? PieceKind::Put : PieceKind::Cut)) continue;
        const TextRange range = side == 'o' ? piece.from : piece.to;
        std::string_view own = side == 'o' ? row.from->text : row.to->text;
        own = own.substr(range.begin, range.end - range.begin);
        const bool space = own.ends_with(' ');
        if (space) own.remove_suffix(1);
        text += marked(piece, own) + (space ? " " : "");
      }
      return text.empty() ? "\u2013" : text;
    }
    for (const ShownPiece& segment : segments(row)) {
      text += marked(*segment.piece, segment.text) + (segment.space_after ? " " : "");
    }
    return text;
  }

  static std::string marked(const TextPiece& piece, std::string_view words) {
    std::string text = broken(words);
    if (piece.kind == PieceKind::Same) return text;
    const bool is_cut = piece.kind == PieceKind::Cut;
    const std::string_view tag = is_cut ? "del" : "ins";
    const bool is_minor = piece.cause == Cause::Renumbered || piece.cause == Cause::Typography;
    const std::string_view style = !piece.elsewhere.empty() ? " class=\"elsewhere\""
                                   : is_minor               ? " class=\"minor\""
                                                            : "";
    std::string out = fmt::format("<{}{}>{}</{}>", tag, style, text, tag);
    if (!piece.elsewhere.empty()) {
      const std::string where = html_escaped(shown_locator(piece.elsewhere));
      out += is_cut ? fmt::format(" <small class=\"at\">(now <a href=\"#n{}\">{}</a>)</small>",
                                  html_escaped(piece.elsewhere), where)
                    : fmt::format(" <small class=\"at\">(from old {})</small>", where);
    }
    return out;
  }

 private:
  static std::string name_of(const TextMeasure& measure) {
    return measure.symbol.empty() ? "a text without symbol" : measure.symbol;
  }
  static std::string dated(const TextMeasure& measure) {
    return measure.date ? to_long_string(*measure.date) : "no date";
  }

  void summary() {
    out_ +=
        "<h2>Summary</h2>\n<table class=\"summary\"><caption class=\"vh\">What changed"
        "</caption><tbody>\n";
    for (const SummaryLine& line : summarise(r_)) {
      out_ += fmt::format("<tr><th scope=\"row\">{}</th><td>", html_escaped(line.title));
      const bool is_list = line.entries.size() > 1;
      out_ += is_list ? "<ul>" : "";
      for (const SummaryEntry& entry : line.entries) {
        out_ += is_list ? "<li>" : "";
        if (entry.names_places || entry.anchors.empty()) {
          out_ += html_escaped(entry.text);
          for (std::size_t i = 0; entry.names_places && i < entry.anchors.size(); ++i) {
            out_ += fmt::format("{}<a href=\"#{}\">{}</a>", i == 0 ? " (" : ", ",
                                html_escaped(entry.anchors[i]),
                                html_escaped(shown_anchor(entry.anchors[i])));
          }
          if (entry.names_places && !entry.anchors.empty()) out_ += ")";
        } else {
          out_ += fmt::format("<a href=\"#{}\">{}</a>", html_escaped(entry.anchors[0]),
                              html_escaped(entry.text));
        }
        out_ += is_list ? "</li>" : "";
      }
      out_ += is_list ? "</ul></td></tr>\n" : "</td></tr>\n";
    }
    out_ += "</tbody></table>\n";
  }

  void tasks() {
    if (r_.tasks.empty()) return;
    out_ +=
        "<h2>Tasks</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"Tasks, one by one\"><table><caption>Each task of the two mandates: where "
        "it stood, where it stands</caption><thead><tr><th scope=\"col\">New</th><th "
        "scope=\"col\">Old</th><th scope=\"col\">List</th><th scope=\"col\">Change</th><th "
        "scope=\"col\">Task</th></tr></thead><tbody>\n";
    for (const TaskChange& task : r_.tasks) {
      const auto link = [&](const std::string& locator, char side) {
        if (locator.empty()) return std::string("\u2013");
        return fmt::format("<a href=\"#{}{}\">{}</a>", side, html_escaped(locator),
                           html_escaped(shown_locator(locator)));
      };
      std::string list(to_string(task.to.empty() ? task.from_list : task.to_list));
      if (task.changes_list()) {
        list = fmt::format("{} \u2192 <strong>{}</strong>", to_string(task.from_list),
                           to_string(task.to_list));
      }
      std::string change(to_string(task.kind));
      if (task.kind == TaskChangeKind::Detailed) change = "items changed";
      if (task.is_moved) change += ", moved";
      for (std::size_t i = 0; i < task.elsewhere.size() && i < 4; ++i) {
        const bool to_old = !task.to.empty();
        change += fmt::format("{}{}", i == 0 ? (to_old ? " from " : " into ") : ", ",
                              html_escaped(shown_locator(task.elsewhere[i])));
      }
      const std::string old = task.to.empty()     ? link(task.from, 'o')
                              : task.from.empty() ? std::string("\u2013")
                                                  : html_escaped(shown_locator(task.from));
      out_ += fmt::format(
          "<tr><th scope=\"row\">{}</th><td "
          "class=\"at\">{}</td><td>{}</td><td>{}</td><td>{}{}</td></tr>\n",
          link(task.to, 'n'), old, list, change,
          task.under.empty()
              ? ""
              : fmt::format("<div class=\"soft\">{}</div>", html_escaped(task.under)),
          html_escaped(opening_words(task.text, 22)));
    }
    out_ += "</tbody></table></div>\n";
  }

  static std::string_view kind_of(const RedlineRow& row) {
    switch (row.change == RowChange::Unchanged ? row.with_items : row.change) {
      case RowChange::Unchanged:
        return "unchanged";
      case RowChange::Editorial:
        return "editorial";
      case RowChange::Changed:
      case RowChange::NotCompared:
        return "changed";
      case RowChange::Added:
        return "added";
      case RowChange::Dropped:
        return "dropped";
    }
    return "changed";
  }

  static std::string_view sign_of(const RedlineRow& row) {
    const std::string_view kind = kind_of(row);
    return kind == "unchanged"   ? "="
           : kind == "editorial" ? "\u2248"
           : kind == "added"     ? "+"
           : kind == "dropped"   ? "\u2212"
                                 : "\u0394";
  }

  void map() {
    out_ += "<nav aria-label=\"Operative paragraphs\"><ol class=\"map\">\n";
    for (const RedlineRow& row : r_.rows) {
      if (row.depth > 0 || row.part != TextPart::Operative) continue;
      const RowSide& side = row.to ? *row.to : *row.from;
      out_ += fmt::format(
          "<li class=\"{}\"><a href=\"#{}\">{} {}<span class=\"vh\"> {}</span></a>"
          "</li>\n",
          kind_of(row), html_escaped(anchor_of(row)), html_escaped(side.locator), sign_of(row),
          html_escaped(status_of(row)));
    }
    out_ +=
        "</ol></nav>\n<p class=\"soft map-key\">= word for word, \u2248 editorial only, \u0394 "
        "changed, "
        "+ new, \u2212 dropped (old number)</p>\n";
  }

  void text() {
    out_ +=
        "<h2 id=\"text\" tabindex=\"-1\">Text</h2>\n<fieldset><legend>Show</legend>"
        "<label><input type=\"radio\" name=\"view\" id=\"view-inline\" checked> inline</label>"
        "<label><input type=\"radio\" name=\"view\" id=\"view-side\"> side by side</label>"
        "<label><input type=\"checkbox\" id=\"only-changed\"> only what changed</label>"
        "</fieldset>\n";
    map();
    std::string section;
    bool any = false;
    for (const RedlineRow& row : r_.rows) {
      const RowSide& side = row.to ? *row.to : *row.from;
      const std::string here = row.part == TextPart::Preamble ? "Preamble"
                               : row.part == TextPart::Annex  ? "Annex: " + side.heading
                               : side.heading.empty()         ? "Operative part"
                                                              : side.heading;
      if (row.depth == 0 && (!any || (here != section && row.to))) {
        section = here;
        any = true;
        out_ += fmt::format("<h3>{}</h3>\n", html_escaped(section));
      }
      show(row);
    }
  }

  // Anchors are unique even where a document repeats a number.
  std::string fresh_anchor(const RedlineRow& row) {
    std::string anchor = anchor_of(row);
    for (int copy = 2; !anchors_.insert(anchor).second; ++copy) {
      anchor = fmt::format("{}-{}", anchor_of(row), copy);
    }
    return html_escaped(anchor);
  }

  void show(const RedlineRow& row) {
    const std::string anchor = fresh_anchor(row);
    const RowSide& side = row.to ? *row.to : *row.from;
    const bool same = row.change == RowChange::Unchanged;
    const bool quiet = same && row.with_items == RowChange::Unchanged && !row.is_moved;
    out_ += fmt::format(
        "<div class=\"row d{}{}\" id=\"{}\">\n<p class=\"where\"><a href=\"#{}\">{}{}</a> "
        "<span>{}</span></p>\n",
        std::min(row.depth, 3), quiet ? " unchanged" : "", anchor, anchor, row.to ? "" : "old ",
        html_escaped(shown_locator(side.locator)), html_escaped(status_of(row)));
    if (same) {
      out_ += fmt::format("<p class=\"words\">{}</p>\n", words(row, 'n'));
    } else if (row.change == RowChange::NotCompared) {
      out_ += fmt::format("<p>{}</p>\n<p>{}</p>\n", plain(*row.from), plain(*row.to));
    } else {
      out_ += fmt::format(
          "<p class=\"inline\">{}</p>\n<div class=\"side\"><p class=\"old\">{}</p>"
          "<p class=\"new\">{}</p></div>\n",
          words(row, 'b'), words(row, 'o'), words(row, 'n'));
    }
    if (const auto remarks = remarks_of(row); !remarks.empty()) {
      out_ += "<ul>";
      for (const std::string& remark : remarks) {
        out_ += fmt::format("<li>{}</li>", html_escaped(remark));
      }
      out_ += "</ul>\n";
    }
    out_ += "</div>\n";
  }

  const Redline& r_;
  std::string_view version_;
  std::string out_;
  std::set<std::string> anchors_;
};

}  // namespace

std::string redline_inline_html(const RedlineRow& row) { return Page::words(row, 'b'); }

std::string redline_html(const Redline& redline, std::string_view version) {
  return Page(redline, version).write();
}

}  // namespace penholder
