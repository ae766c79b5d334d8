// The outlook: what becomes of the plan when durations slip and shocks strike.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "chart/charts.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"
#include "note/table.h"

namespace penholder {
namespace {

constexpr std::size_t kTasksShown = 6;

Html stress(const Html& shown) { return Refs::figure(Stage::Stress, shown); }

NoteFigure figure(const std::string& id,
                  Chart (*draw)(const Outlook&, const Case&, const ChartSettings&),
                  const Refs& refs) {
  return {.id = id,
          .wide = draw(refs.in().outlook, refs.base(), wide_settings(id)),
          .narrow = draw(refs.in().outlook, refs.base(), narrow_settings(id))};
}

Html value(const Refs& refs) {
  const Outlook& o = refs.in().outlook;
  return paragraph(cat(
      "If nothing went wrong the plan would be worth ", stress(points_words(o.planned_value)),
      " of 100 points. Over ",
      stress(fmt::format("{} simulated runs",
                         format_thousands(static_cast<long long>(o.replications)))),
      ", in which durations, conditions and shocks vary as the case estimates them, it is worth ",
      stress(points_words(o.value.mean)), " on average, and ",
      stress(points_range_words(o.value_spread.p10, o.value_spread.p90)), " in 8 runs of 10."));
}

std::string ambition_words(Benchmark::Ambition ambition) {
  switch (ambition) {
    case Benchmark::Ambition::Low:
      return "low";
    case Benchmark::Ambition::Medium:
      return "medium";
    case Benchmark::Ambition::High:
      return "high";
  }
  return "";
}

std::string concept_words(Benchmark::Concept about) {
  switch (about) {
    case Benchmark::Concept::PoliticalTransition:
      return "political transition";
    case Benchmark::Concept::SecurityHandover:
      return "hand-over of security tasks";
    case Benchmark::Concept::Agreement:
      return "agreement";
    case Benchmark::Concept::Centre:
      return "centre";
    case Benchmark::Concept::Other:
      return "";
  }
  return "";
}

Html due_words(const Case& c, const Benchmark& benchmark) {
  Html date = to_long_string(resolve(c, benchmark.due));
  if (const auto* milestone = std::get_if<MilestoneId>(&benchmark.due)) {
    date += cat(" (", c.milestones[*milestone].title, ")");
  }
  return date;
}

Html benchmark_table(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  NoteTable table{.id = "benchmarks-caption",
                  .caption = "Benchmarks by due date, and their chance of being met",
                  .columns = {{.header = "Benchmark", .width = 33},
                              {.header = "On whom", .width = 15},
                              {.header = "Due", .width = 15},
                              {.header = "Met by then", .width = 13},
                              {.header = "Met within the period", .is_number = true, .width = 9},
                              {.header = "Ambition; the party does its part", .width = 15}},
                  .groups = {},
                  .is_wide = true};
  NoteTable::Group group;
  for (const std::size_t i : benchmarks_by_due(in)) {
    const BenchmarkOutlook& outlook = in.outlook.benchmarks[i];
    const Benchmark& benchmark = c.benchmarks[outlook.benchmark];
    Html title = cat(benchmark.title, refs.cited_in_brackets(benchmark.cites));
    if (const std::string about = concept_words(benchmark.about); !about.empty()) {
      title += cat(" ", element("small", "on: " + about));
    }
    group.rows.push_back(
        {.cells = {title, benchmark.on ? Html(c.actors[*benchmark.on].title) : Html("—"),
                   due_words(c, benchmark),
                   cat(stress(chance_words(outlook.met.mean)), " ",
                       element("small", percent_words(outlook.met))),
                   stress(percent_words(outlook.met_in_horizon)),
                   cat(ambition_words(benchmark.ambition), "; ",
                       refs.number("feasibility/" + benchmark.id,
                                   share_estimate_words(benchmark.feasibility)))},
         .anchor = benchmark_anchor(outlook.benchmark)});
  }
  table.groups.push_back(std::move(group));
  return render(table);
}

Html all_together(const Refs& refs) {
  const Outlook& o = refs.in().outlook;
  if (o.benchmarks.size() < 2) return {};
  Html text = cat(o.benchmarks.size() == 2 ? "Both" : "All " + count_words(o.benchmarks.size()),
                  " together are met by their dates in ",
                  stress(chance_words(o.all_benchmarks.mean)), " runs");
  double below = 0.0;
  for (std::size_t k = 0; k < o.benchmarks_met.size(); ++k) {
    below += o.benchmarks_met[k];
    if (below < 0.5) continue;
    text += cat("; half of the runs meet ", stress(count_words(k)), k == 0 ? "" : " or fewer");
    break;
  }
  return paragraph(text +
                   ". Their chances hang together, since the same shocks and the same means "
                   "stand behind them: to multiply them would mislead.");
}

Html benchmarks(const Refs& refs) {
  Html content = heading3("Benchmarks by their dates", "benchmarks");
  if (refs.in().outlook.benchmarks.empty()) {
    return content + paragraph("The case has no benchmarks.");
  }
  content += benchmark_table(refs);
  content += all_together(refs);
  content += render(figure("figure-benchmarks", draw_benchmarks, refs));
  return content;
}

Html drivers(const Refs& refs) {
  const Outlook& o = refs.in().outlook;
  Html content = heading3("What drives the spread", "drivers");
  if (o.drivers.empty()) return content + paragraph("No number of the case is uncertain.");
  std::vector<Html> strongest;
  for (const Driver& driver : o.drivers) {
    if (strongest.size() == 3 || driver.variance_share < 0.01) break;
    strongest.push_back(cat(refs.driver(driver.id, driver.span, driver.basis, driver.title), " (",
                            stress(percent_words(driver.variance_share)), ")"));
  }
  Html text = cat("Single inputs explain ", stress(percent_words(o.explained)),
                  " of the variance of the plan’s value; of that, ",
                  stress(percent_words(o.judgement_share)), " rests on judgement.");
  if (!strongest.empty()) text += cat(" Most of all: ", join_list(strongest), ".");
  content += paragraph(text);
  const std::string id = "figure-drivers";
  content += render(NoteFigure{.id = id,
                               .wide = draw_drivers(o, refs.base(), wide_settings(id)),
                               .narrow = draw_drivers(o, refs.base(), narrow_settings(id))});
  return content;
}

Html shocks(const Refs& refs) {
  const Outlook& o = refs.in().outlook;
  const Case& c = refs.base();
  Html content = heading3("With and without the shocks", "shocks");
  if (o.shocks.empty()) return content + paragraph("The case names no shocks.");
  NoteTable table{.id = "shocks-caption",
                  .caption = "What each shock costs, the same runs with it and without it",
                  .columns = {{.header = "Shock", .width = 46},
                              {.header = "Strikes", .width = 15},
                              {.header = "Points lost on average", .is_number = true},
                              {.header = "Value when struck", .is_number = true},
                              {.header = "Value when spared", .is_number = true}},
                  .groups = {},
                  .is_wide = true};
  NoteTable::Group group;
  for (const ShockOutlook& shock : o.shocks) {
    const Shock& known = c.shocks[shock.shock];
    const Measured loss = shock.value_lost;
    group.rows.push_back(
        {.cells = {cat(refs.linked("shock/" + known.id, {}, known.title),
                       refs.cited_in_brackets(known.cites)),
                   stress(chance_words(shock.strikes)),
                   is_clear(loss) ? stress(format_number(loss.mean, 1)) : Html("not clear"),
                   shock.strikes > 0 ? stress(points_words(shock.value_when_struck)) : Html("—"),
                   shock.strikes < 1 ? stress(points_words(shock.value_when_spared)) : Html("—")},
         .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  content += render(table);
  content += render(figure("figure-shocks", draw_shocks, refs));
  return content;
}

Html tasks_at_risk(const Refs& refs) {
  const NoteInputs& in = refs.in();
  std::vector<const TaskOutlook*> tasks;
  for (const TaskOutlook& task : in.outlook.tasks) {
    const bool is_planned = has_plan(in) && in.plan.tasks[task.task].included;
    if (is_planned && !refs.base().tasks[task.task].is_standing()) tasks.push_back(&task);
  }
  if (tasks.empty()) return {};
  std::ranges::stable_sort(tasks, std::ranges::greater{},
                           [](const TaskOutlook* task) { return task->criticality; });
  tasks.resize(std::min(tasks.size(), kTasksShown));
  NoteTable table{.id = "risk-caption",
                  .caption = "Tasks whose lateness most often delays others",
                  .columns = {{.header = "Task"},
                              {.header = "Done by the plan’s date", .is_number = true},
                              {.header = "Done within the period", .is_number = true},
                              {.header = "Done, in 8 runs of 10, between"},
                              {.header = "Its lateness delays others", .is_number = true}},
                  .groups = {},
                  .is_wide = true};
  NoteTable::Group group;
  const Date start = refs.base().horizon.start;
  for (const TaskOutlook* task : tasks) {
    const auto date = [&](double days) {
      return about_date_words(start + static_cast<Days>(days));
    };
    const std::string early = date(task->finish.p10);
    const std::string late = date(task->finish.p90);
    group.rows.push_back(
        {.cells = {refs.task(task->task), stress(percent_words(task->on_plan)),
                   stress(percent_words(task->done)),
                   task->done > 0
                       ? Html(early == late ? early : fmt::format("{} and {}", early, late))
                       : Html("—"),
                   stress(percent_words(task->criticality))},
         .anchor = {}});
  }
  table.groups.push_back(std::move(group));
  return heading3("Tasks to watch") + render(table);
}

}  // namespace

Html write_outlook(const Refs& refs) {
  if (!has_outlook(refs.in())) {
    Html content = paragraph("The plan was not simulated.");
    const Case& c = refs.base();
    std::vector<Html> items;
    for (const BenchmarkId id : c.benchmarks.ids()) {
      items.push_back(element("span", {{"id", benchmark_anchor(id)}},
                              cat(c.benchmarks[id].title, ", due ", due_words(c, c.benchmarks[id]),
                                  refs.cited_in_brackets(c.benchmarks[id].cites))));
    }
    if (!items.empty()) content += cat(paragraph("The case’s benchmarks:"), bullets(items));
    return section("outlook", "The outlook", content);
  }
  Html content = value(refs);
  content += render(figure("figure-value", draw_value, refs));
  content += benchmarks(refs);
  content += drivers(refs);
  content += shocks(refs);
  content += tasks_at_risk(refs);
  return section("outlook", "The outlook", content);
}

}  // namespace penholder
