#include "cli/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic_render.h"
#include "base/text.h"
#include "casefile/reader.h"
#include "io/files.h"
#include "lint/lint.h"

namespace penholder {
namespace {

template <class IdType, class Entity>
std::string unknown_name(const char* kind, std::string_view id,
                         const IdVector<IdType, Entity>& entities) {
  std::vector<std::string_view> names;
  for (const Entity& entity : entities) names.push_back(entity.id);
  std::string message = fmt::format("penholder: the case has no {} `{}`", kind, id);
  if (const auto near = nearest(id, names)) {
    message += fmt::format("; did you mean `{}`?", *near);
  } else if (!names.empty()) {
    message += fmt::format("; it has: {}", fmt::join(names, ", "));
  }
  return message + "\n";
}

/// Whether a number that plans are made with is unknown.
bool has_stand_ins(const Case& c) {
  const auto is_open = [](const auto& value) { return value.is_unknown(); };
  return std::ranges::any_of(c.tasks,
                             [&](const Task& task) {
                               return (!task.is_standing() && !task.duration) ||
                                      std::ranges::any_of(task.needs, is_open, &Need::amount);
                             }) ||
         std::ranges::any_of(c.assets,
                             [&](const Asset& asset) {
                               return std::ranges::any_of(asset.capacity, is_open,
                                                          &Asset::Step::amount);
                             }) ||
         std::ranges::any_of(c.milestones, is_open, &Milestone::date) ||
         std::ranges::any_of(c.conditions, is_open, &Condition::date);
}

}  // namespace

std::optional<LoadedCase> load_case(const std::string& path, Edge& edge) {
  auto texts = read_case_texts(path, kMostCaseBytes);
  if (!texts) {
    edge.err << "penholder: " << texts.error().message << '\n';
    return std::nullopt;
  }
  Reading reading = read_case(*texts);
  LoadedCase loaded{.texts = std::move(*texts),
                    .dossier = std::move(reading.dossier),
                    .diagnostics = std::move(reading.diagnostics),
                    .usable = reading.usable};
  loaded.diagnostics.append(lint(loaded.dossier));
  loaded.usable = loaded.usable && !loaded.diagnostics.has_errors();
  return loaded;
}

std::optional<LoadedCase> load_usable_case(const CaseOptions& options, Edge& edge) {
  auto loaded = load_case(options.path, edge);
  if (!loaded) return std::nullopt;
  if (!loaded->usable) {
    std::vector<Diagnostic> errors;
    for (Diagnostic& diagnostic : loaded->diagnostics.sorted()) {
      if (diagnostic.kind->severity == Severity::Error) errors.push_back(std::move(diagnostic));
    }
    edge.err << render_text(loaded->texts, errors,
                            wants_color(options.color, edge.err_is_terminal, edge));
    return std::nullopt;
  }
  const std::size_t warnings = loaded->diagnostics.count(Severity::Warning);
  const std::size_t to_dos = loaded->diagnostics.count(Severity::ToDo);
  if (!options.quiet && warnings + to_dos > 0) {
    edge.err << fmt::format(
        "note: `penholder check {}` has {} warning{} and {} to-do{} on this case\n", options.path,
        warnings, warnings == 1 ? "" : "s", to_dos, to_dos == 1 ? "" : "s");
  }
  return loaded;
}

std::optional<LoadedCase> load_judged_case(const CaseOptions& options, Edge& edge) {
  auto loaded = load_usable_case(options, edge);
  if (!loaded) return std::nullopt;
  std::size_t count = 0;
  std::set<Span> places;
  std::string list;
  const auto collect = [&](const Case& c) {
    for (const Task& task : c.tasks) {
      for (const Serves& serves : task.serves) {
        if (!serves.strength.is_unknown() || !places.insert(serves.span).second) continue;
        constexpr std::size_t kMost = 12;
        if (++count > kMost) continue;
        list += fmt::format("  {}:{}: how strongly `{}` serves `{}`\n",
                            loaded->texts[serves.span.file].name,
                            loaded->texts.place(serves.span.file, serves.span.begin).line, task.id,
                            c.objectives[serves.objective].id);
        if (count == kMost) list += "  ...\n";
      }
    }
  };
  collect(loaded->dossier.base);
  for (const Case& design : loaded->dossier.designs) collect(design);
  if (count > 0) {
    edge.err << fmt::format(
        "penholder: {} strength{} unknown, and nothing stands in for what a task is worth:\n{}"
        "Give each `strength` a level of the scale, with `judgement` in the place of `unknown`; "
        "`penholder check {}` lists all that is open.\n",
        count, count == 1 ? " is" : "s are", list, options.path);
    return std::nullopt;
  }
  if (!options.quiet && has_stand_ins(loaded->dossier.base)) {
    edge.err << "note: where a number is unknown, a duration or need counts as 0, a capacity as "
                "without limit, a date as the end of the horizon\n";
  }
  return loaded;
}

bool wants_color(const std::string& asked, bool is_terminal, const Edge& edge) {
  if (asked == "always") return true;
  if (asked == "never") return false;
  return is_terminal && !edge.no_color;
}

unsigned thread_count(const CaseOptions& options, const Edge& edge) {
  return options.threads > 0 ? options.threads : edge.cores;
}

std::optional<ViewChoice> choose_view(const Case& c, const std::string& id, Edge& edge) {
  if (id.empty()) {
    if (c.reference_view) return ViewChoice{*c.reference_view};
    if (!c.views.empty()) return ViewChoice{ViewId{0}};
    return ViewChoice{std::nullopt};
  }
  if (const auto view = find_by_id(c.views, id)) return ViewChoice{*view};
  edge.err << unknown_name("view", id, c.views);
  return std::nullopt;
}

const Case* choose_design(const Dossier& dossier, const std::string& id, Edge& edge) {
  if (id.empty()) return &dossier.base;
  if (const auto option = find_by_id(dossier.base.options, id)) return &dossier.designs[*option];
  edge.err << unknown_name("option", id, dossier.base.options);
  return nullptr;
}

std::optional<TaskId> choose_task(const Case& design, const std::string& id, Edge& edge) {
  if (const auto task = find_by_id(design.tasks, id)) return *task;
  edge.err << unknown_name("task", id, design.tasks);
  return std::nullopt;
}

}  // namespace penholder
