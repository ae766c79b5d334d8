// The annexes: gaps, map, register of tasks, table of numbers, list of sources.

#include <fmt/format.h>

#include <algorithm>

#include "chart/charts.h"
#include "note/cite_words.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"
#include "note/table.h"

namespace penholder {
namespace {

std::string kind_words(Source::Kind kind) {
  switch (kind) {
    case Source::Kind::Resolution:
      return "resolution";
    case Source::Kind::Statement:
      return "statement";
    case Source::Kind::Report:
      return "report";
    case Source::Kind::Letter:
      return "letter";
    case Source::Kind::Agreement:
      return "agreement";
    case Source::Kind::Press:
      return "press";
    case Source::Kind::Note:
      return "note";
    case Source::Kind::Dataset:
      return "dataset";
  }
  return "";
}

std::string held_text(Source::Held held) {
  switch (held) {
    case Source::Held::Full:
      return "whole text at hand";
    case Source::Held::Extract:
      return "extract at hand";
    case Source::Held::None:
      return "text not at hand";
  }
  return "";
}

Html actor_titles(const Case& c, const std::vector<ActorId>& actors) {
  std::vector<Html> titles;
  for (const ActorId id : actors) titles.push_back(c.actors[id].title);
  return join_list(titles);
}

Html task_row_text(const Refs& refs, TaskId id) {
  const NoteInputs& in = refs.in();
  if (!has_plan(in)) return "—";
  return in.plan.tasks[id].included ? Html("in") : Html("left out");
}

Html limits(const Refs& refs) {
  const Case& c = refs.base();
  std::vector<Html> items;
  for (const Actor& actor : c.actors) {
    for (const Limit& limit : actor.may_not) {
      items.push_back(cat(actor.title, ": ", limit.text.empty() ? limit.what : limit.text,
                          refs.cited_in_brackets(limit.cites)));
    }
  }
  if (items.empty()) return {};
  return cat(heading3("What the text rules out"), bullets(items));
}

}  // namespace

Html write_gaps(const Refs& refs) {
  const Case& c = refs.base();
  std::vector<Html> items;
  for (const std::string& gap : c.gaps) items.push_back(gap);
  for (const SourceId id : c.sources.ids()) {
    const Source& source = c.sources[id];
    if (source.held != Source::Held::None) continue;
    items.push_back(cat(link("#" + source_anchor(id), source_words(source)), ": ",
                        source.note.empty() ? std::string("text not at hand.") : source.note));
  }
  return section("gaps", "Gaps",
                 items.empty() ? paragraph("The case names no gaps.")
                               : cat(paragraph("What was not at hand or could not be checked:"),
                                     bullets(items)));
}

Html write_map(const Refs& refs) {
  const Case& c = refs.base();
  if (c.areas.empty()) {
    return section("map", "Map", paragraph("The case names no areas."));
  }
  Html content;
  const bool is_placed =
      std::ranges::any_of(c.areas, [](const Area& a) { return a.at.has_value(); });
  if (is_placed || !refs.in().polygons.empty()) {
    content += render(
        NoteFigure{.id = "figure-map",
                   .wide = draw_map(c, refs.in().polygons, wide_settings("figure-map")),
                   .narrow = draw_map(c, refs.in().polygons, narrow_settings("figure-map"))});
  } else {
    content += paragraph("No area has a place, so no map is drawn.");
  }
  NoteTable table{.id = "areas-caption",
                  .caption = "Areas of the case",
                  .columns = {{.header = "Area"},
                              {.header = "Code"},
                              {.header = "Part of"},
                              {.header = "Need, relative to the others"},
                              {.header = "Source"}},
                  .groups = {},
                  .is_wide = false};
  NoteTable::Group group;
  for (const Area& area : c.areas) {
    group.rows.push_back(
        {.cells = {area.title, area.pcode.empty() ? "—" : area.pcode,
                   area.parent ? Html(c.areas[*area.parent].title) : Html("—"),
                   area.need ? refs.number("need/" + area.id, share_estimate_words(*area.need))
                             : Html("—"),
                   area.cites.empty() ? Html("—") : refs.citations(area.cites)},
         .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  return section("map", "Map", content + render(table));
}

Html write_register(const Refs& refs) {
  const Case& c = refs.base();
  if (c.tasks.empty()) {
    return section("register", "Register of tasks", paragraph("The case holds no tasks."));
  }
  NoteTable table{.id = "register-caption",
                  .caption = "Every task of the mandate with its paragraphs",
                  .columns = {{.header = "Task", .width = 25},
                              {.header = "Paragraph", .width = 14},
                              {.header = "Verb", .width = 8},
                              {.header = "Lead; partners", .width = 22},
                              {.header = "Serves", .width = 26},
                              {.header = "Plan", .width = 5}},
                  .groups = {},
                  .is_wide = true};
  for (const Task::List list : {Task::List::Priority, Task::List::Other}) {
    NoteTable::Group group{
        .heading = list == Task::List::Priority ? "Priority tasks" : "Other tasks", .rows = {}};
    for (const TaskId id : c.tasks.ids()) {
      const Task& task = c.tasks[id];
      if (task.list != list) continue;
      std::vector<Html> served;
      for (const Serves& serves : task.serves) {
        served.push_back(
            refs.linked(fmt::format("strength/{}/{}", task.id, c.objectives[serves.objective].id),
                        {}, c.objectives[serves.objective].title));
      }
      Html who = actor_titles(c, task.leads);
      if (!task.partners.empty()) who += cat("; ", actor_titles(c, task.partners));
      Html title = task.title;
      if (task.is_standing())
        title += element("small", task.must ? " (standing, must)" : " (standing)");
      if (!task.is_standing() && task.must) title += element("small", " (must)");
      group.rows.push_back({.cells = {title, refs.citations(task.cites), task.force, who,
                                      join(served, "; "), task_row_text(refs, id)},
                            .anchor = task_anchor(id)});
    }
    if (!group.rows.empty()) table.groups.push_back(std::move(group));
  }
  Html content = paragraph(
      "“Standing” tasks are kept up at a level; the others end. A “must” may not "
      "be left out as long as the means reach.");
  return section("register", "Register of tasks", content + render(table) + limits(refs));
}

Html write_numbers(const Refs& refs) {
  const auto& entries = refs.numbers().entries();
  if (entries.empty()) {
    return section("numbers", "Table of numbers", paragraph("The case states no number."));
  }
  Html content = paragraph(cat(
      "Every number that the case states, with what it rests on. A range is the 10th to the 90th "
      "percentile, “likely” the 50th. ",
      Refs::mark({.kind = Basis::Kind::Judgement, .cites = {}, .reason = {}}),
      " is the authors’ own, with their reason."));
  NoteTable table{.id = "numbers-caption",
                  .caption = "All numbers and their basis",
                  .columns = {{.header = "No.", .width = 6},
                              {.header = "What", .width = 40},
                              {.header = "Value", .width = 19},
                              {.header = "Rests on", .width = 35}},
                  .groups = {},
                  .is_wide = true};
  std::string heading;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const NumberEntry& entry = entries[i];
    const std::string wanted = entry.option ? fmt::format("Added or changed by the option “{}”",
                                                          refs.base().options[*entry.option].title)
                                            : entry.group;
    if (table.groups.empty() || wanted != heading) {
      heading = wanted;
      table.groups.push_back({.heading = heading, .rows = {}});
    }
    Html value = entry.value;
    if (!entry.was.empty()) value += cat(" ", element("small", "in place of " + entry.was));
    table.groups.back().rows.push_back(
        {.cells = {number_label(i), entry.what, value, refs.basis(entry.basis)},
         .anchor = number_anchor(i)});
  }
  return section("numbers", "Table of numbers", content + render(table));
}

Html write_sources(const Refs& refs) {
  const Case& c = refs.base();
  if (c.sources.empty()) {
    return section("sources", "Sources", paragraph("The case names no sources."));
  }
  Html list;
  for (const SourceId id : c.sources.ids()) {
    const Source& source = c.sources[id];
    const std::string name = source.symbol.empty() ? source.title : source.symbol;
    const std::string url = document_url(source);
    Html item = element("strong", url.empty() ? Html(name) : link(url, name));
    if (!source.symbol.empty() && !source.title.empty()) item += cat(", ", source.title);
    item += fmt::format(", {}; {}; {}.", to_long_string(source.date), kind_words(source.kind),
                        held_text(source.held));
    if (!source.note.empty()) item += cat(" ", element("small", source.note));
    list += element("li", {{"id", source_anchor(id)}}, item);
  }
  return section("sources", "Sources", element("ol", {{"class", "sources"}}, list));
}

}  // namespace penholder
