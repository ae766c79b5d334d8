#include "draft/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "draft/calendar.h"
#include "draft/objectives.h"
#include "draft/setting.h"
#include "draft/titles.h"
#include "draft/write_draft.h"
#include "register/register.h"

namespace penholder {
namespace {

/// `calls upon` -> `calls-upon`; the words that the case format names.
std::string force_word(std::string_view lemma) { return kebab(lemma); }

/// Words whose work ends: what is finished, founded or held once. Everything else is taken to go
/// on.
std::string word_that_ends(const Words& words, const Words& subject) {
  constexpr auto kAnywhere = std::to_array<std::string_view>(
      {"elections", "referendum", "census", "constitutional conference", "constitution drafting"});
  constexpr auto kLeading = std::to_array<std::string_view>(
      {"finali*", "complet*", "establish", "develop", "conduct", "organi*", "prepare", "draft",
       "hand", "transfer", "close", "launch", "conclude"});
  const std::size_t first = !words.empty() && words[0].low == "to" ? 1 : 0;
  for (const std::string_view verb : kLeading) {
    if (words_at(words, first, verb)) return words[first].low;
  }
  for (const std::string_view word : kAnywhere) {
    for (const Words* some : {&words, &subject}) {
      if (const std::size_t at = find_words(*some, word); at < some->size()) return (*some)[at].low;
    }
  }
  return "";
}

void draft_tasks(const Register& reg, const TaskPlaces& places, DraftOutline& outline,
                 IdMaker& ids) {
  const bool has_priorities = reg.count(TaskList::Priority) > 0;
  std::vector<DraftArea> areas;
  IdMaker area_ids;
  const std::string host = outline.actors.size() > 1 && outline.actors[1].kind == "host-state"
                               ? outline.actors[1].title
                               : std::string();
  for (const RegisterRow& row : reg.rows) {
    if (row.list == TaskList::None) continue;
    const auto place = places.find(row.locator);
    DraftTask task;
    // A heading of its own names the subject; the words below it say what is to be done.
    task.title = short_title(row.text.empty() ? row.title : row.text);
    if (task.title.empty()) task.title = fmt::format("Task of paragraph {}", row.locator);
    task.id = ids.make(task.title, row.locator, "task-" + row.locator);
    task.locator = row.locator;
    task.force = force_word(row.verb.lemma);
    task.is_priority =
        row.list == TaskList::Priority || (row.list == TaskList::Mandate && !has_priorities);
    task.objective = place == places.end() ? 0 : place->second;
    const Words words = split_words(task.title);
    for (const Deadline& deadline : row.deadlines) {
      const bool is_due = deadline.kind == Deadline::Kind::By && deadline.date &&
                          *deadline.date > outline.adopted && *deadline.date < outline.horizon.end;
      if (is_due && !task.due) task.due = deadline.date;
    }
    task.kind_reason = task.due ? "a date" : word_that_ends(words, split_words(row.title));
    task.is_standing = task.kind_reason.empty();
    const bool is_host = row.supported.find("uthorities") != std::string::npos ||
                         row.supported.find("overnment") != std::string::npos;
    task.supports_host = !host.empty() && is_host;
    for (const std::string& name : row.places) {
      const std::string title = one_line(name);
      // The country itself is everywhere.
      if (kebab(title).empty() || kebab(host).ends_with(kebab(title))) continue;
      auto at = std::ranges::find_if(
          areas, [&](const DraftArea& other) { return kebab(other.title) == kebab(title); });
      if (at == areas.end()) {
        areas.push_back({.id = area_ids.make(title, row.locator, "area"),
                         .title = title,
                         .cites = {row.locator}});
        at = std::prev(areas.end());
      }
      const auto index = static_cast<std::size_t>(at - areas.begin());
      if (std::ranges::find(task.areas, index) == task.areas.end()) task.areas.push_back(index);
    }
    outline.tasks.push_back(std::move(task));
  }
  outline.areas = std::move(areas);
}

/// Paragraphs that ask the mission for something and that nothing of the draft is drawn from.
void note_other_duties(const Register& reg, DraftOutline& outline) {
  std::set<std::string> drawn_from = {outline.extension};
  const auto note = [&](const Locators& locators) {
    for (const std::string& locator : locators) {
      drawn_from.insert(locator.substr(0, locator.find('.')));
    }
  };
  for (const DraftObjective& objective : outline.objectives) note(objective.cites);
  for (const DraftAsset& asset : outline.assets) note(asset.cites);
  note(outline.order_cites);
  for (const RegisterRow& row : reg.rows) {
    if (row.list != TaskList::None || row.addressee.addressee != Addressee::Mission ||
        row.verb.force < Force::CallsUpon) {
      continue;
    }
    const std::string paragraph = row.locator.substr(0, row.locator.find('.'));
    if (drawn_from.contains(paragraph)) continue;
    if (std::ranges::find(outline.also_asked, paragraph) == outline.also_asked.end()) {
      outline.also_asked.push_back(paragraph);
    }
  }
}

}  // namespace

std::vector<std::string> referenced_resolutions(const Resolution& resolution) {
  DraftOutline outline;
  outline.symbol = resolution.symbol;
  outline.number = resolution.number;
  draft_references(resolution, outline);
  std::vector<std::string> symbols;
  symbols.reserve(outline.references.size());
  for (const DraftReference& reference : outline.references) symbols.push_back(reference.symbol);
  return symbols;
}

Draft draft_case(const Resolution& resolution, const DraftRequest& request) {
  Draft draft;
  DraftOutline& outline = draft.outline;
  if (resolution.number == 0) {
    draft.refusal = "the text does not state the symbol of a resolution (`S/RES/NNNN (YYYY)`)";
    return draft;
  }
  if (!resolution.date) {
    draft.refusal = "the text does not state its date of adoption";
    return draft;
  }
  const Register reg = make_register(resolution);
  const std::size_t tasks =
      reg.count(TaskList::Priority) + reg.count(TaskList::Other) + reg.count(TaskList::Mandate);
  if (tasks == 0) {
    draft.refusal = fmt::format(
        "{} has no list of tasks for a mission, so there is nothing to draft a case from",
        resolution.symbol);
    return draft;
  }
  outline.symbol = resolution.symbol;
  outline.number = resolution.number;
  outline.title = one_line(resolution.title);
  outline.adopted = *resolution.date;
  outline.mission = reg.mission;
  draft_term(resolution, outline);
  IdMaker objective_ids;
  IdMaker actor_ids;
  IdMaker asset_ids;
  IdMaker shared_ids;  // tasks and milestones share one set of ids
  draft_actors(reg, outline, actor_ids);
  const TaskPlaces places = draft_objectives(resolution, reg, outline, objective_ids);
  draft_tasks(reg, places, outline, shared_ids);
  draft_assets(resolution, outline, asset_ids);
  draft_calendar(resolution, reg, outline, shared_ids);
  draft_measures(resolution, outline);
  draft_references(resolution, outline);
  for (DraftReference& reference : outline.references) {
    const auto known = std::ranges::find(request.known, reference.symbol, &DraftReference::symbol);
    if (known == request.known.end()) continue;
    reference.title = one_line(known->title);
    reference.date = known->date;
  }
  note_other_duties(reg, outline);
  draft.files = write_draft(outline, request);
  return draft;
}

}  // namespace penholder
