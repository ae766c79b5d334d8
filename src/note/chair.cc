// One page that a chair could put on a screen: what every view shares, what the views contest and
// who parts from whom, and the few things that decide. Short; each line leads to its details. Views
// by title, never persons.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "note/findings.h"
#include "note/phrase.h"
#include "note/sections.h"

namespace penholder {
namespace {

constexpr std::size_t kTasksNamed = 2;
constexpr std::size_t kBorderlineShown = 3;
constexpr std::size_t kDisputesShown = 1;
constexpr std::size_t kCruxesShown = 3;

Html rank(const Html& shown) { return Refs::figure(Stage::Rank, shown); }
Html plan(const Html& shown) { return Refs::figure(Stage::Sequence, shown); }
Html compare(const Html& shown) { return Refs::figure(Stage::Compare, shown); }

Html ranked_view(const Refs& refs, std::size_t index) {
  const auto& view = refs.in().ranking.views[index].view;
  return view ? refs.view(*view) : Html("all weights");
}

/// Tasks in every plan, those worth most in the plan first.
Html core(const Refs& refs) {
  const NoteInputs& in = refs.in();
  std::vector<TaskId> tasks;
  for (const TaskId id : in.core->coreness.ids()) {
    if (in.core->coreness[id] == Coreness::Core) tasks.push_back(id);
  }
  if (tasks.empty()) return "No task is in the best plan under all weights.";
  std::ranges::stable_sort(tasks, std::ranges::greater{},
                           [&](TaskId id) { return in.plan.tasks[id].value; });
  std::vector<Html> names;
  names.reserve(tasks.size());
  for (const TaskId id : tasks) names.push_back(cat("“", refs.task(id), "”"));
  return cat(plan(fmt::format("{} of {} tasks", tasks.size(), in.core->coreness.size())),
             " are in the best plan whatever the weights, among them ", some_of(names, kTasksNamed),
             " (", link("#core", "all"), ").");
}

Html agreed_pairs(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const std::size_t tasks = refs.base().tasks.size();
  const std::size_t pairs = tasks * (tasks - 1) / 2;
  if (in.ranking.views.size() < 2 || pairs == 0) return {};
  const std::size_t proven = proven_pairs(in).value_or(0);
  if (in.ranking.shared.empty()) {
    if (proven == 0) return "There is no pair of tasks on whose order all views agree.";
    return cat("On the order of ", rank(fmt::format("{} of {} pairs", proven, pairs)),
               " of tasks every view agrees whatever its weights, if strengths are as judged.");
  }
  const double share = static_cast<double>(in.ranking.shared.size()) / static_cast<double>(pairs);
  Html text = cat("On the order of ", rank(percent_words(share)),
                  " of all pairs of tasks every view agrees");
  const std::vector<Standing> standings = agreed_standings(in);
  if (!standings.empty() && standings.front().above > standings.front().below) {
    text += cat("; most surely ahead is “", refs.task(standings.front().task), "”");
  }
  return text + ".";
}

/// Designs that every view prefers, or that none does under any weights.
std::vector<Html> agreed_designs(const Refs& refs) {
  const Comparison& comparison = refs.in().comparison;
  std::vector<Html> best, nowhere;
  for (std::size_t d = 0; d < comparison.preferences.size(); ++d) {
    using Standing = Preference::Standing;
    const Standing standing = comparison.preferences[d].standing;
    if (standing == Standing::EveryView) best.push_back(refs.design(d));
    if (standing == Standing::Nowhere) nowhere.push_back(refs.design(d));
  }
  std::vector<Html> items;
  if (!best.empty()) items.push_back(cat("Every view prefers ", compare(join_list(best)), "."));
  if (!nowhere.empty()) {
    items.push_back(cat("No weights drawn, of any view, prefer ", some_of(nowhere, 3), "."));
  }
  return items;
}

Html one_plan(const Refs& refs) {
  const RobustPlan& robust = *refs.in().robust;
  const RobustCandidate& best = robust.best();
  Html text =
      cat("One plan costs no view more than ",
          plan(fmt::format("{} points", format_number(best.worst().low, 1))), " of 100 on average");
  if (robust.views.size() > 1 && robust.views[best.worst_view]) {
    text += cat("; most it costs ", refs.view(*robust.views[best.worst_view]));
  }
  return cat(text, " (", link("#room-plan", "what it changes"), ").");
}

std::vector<Html> shared(const Refs& refs) {
  const NoteInputs& in = refs.in();
  std::vector<Html> items;
  if (has_core(in)) items.push_back(core(refs));
  if (has_ranking(in)) {
    if (Html text = agreed_pairs(refs); !text.empty()) items.push_back(std::move(text));
  }
  if (has_robust(in)) items.push_back(one_plan(refs));
  for (Html& item : agreed_designs(refs)) items.push_back(std::move(item));
  return items;
}

std::vector<Html> contested(const Refs& refs) {
  const NoteInputs& in = refs.in();
  std::vector<Html> items;
  if (has_robust(in)) {
    for (const BorderlineTask& task : in.robust->borderline) {
      if (items.size() == kBorderlineShown) break;
      items.push_back(cat("“", refs.task(task.task), "”: in ", plan(percent_words(task.share)),
                          " of the plans", who_wants(refs, task, 2, true), "."));
    }
  }
  const std::size_t tasks = refs.base().tasks.size();
  std::size_t shown = 0;
  for (const std::size_t i : disputes_by_width(in)) {
    if (shown++ == kDisputesShown) break;
    const Ranking::Dispute& d = in.ranking.contested[i];
    const auto draws = [&](std::size_t view, TaskId a, TaskId b) {
      const std::vector<double>& pairwise = in.ranking.views[view].pairwise;
      const std::size_t at = a.value * tasks + b.value;
      return rank(percent_words(at < pairwise.size() ? pairwise[at] : 0.0));
    };
    items.push_back(cat("What comes first: ", ranked_view(refs, d.view_for), " says “",
                        refs.task(d.a), "” (in ", draws(d.view_for, d.a, d.b), " of its weights), ",
                        ranked_view(refs, d.view_against), " says “", refs.task(d.b), "” (",
                        draws(d.view_against, d.b, d.a), ")."));
  }
  const Comparison& comparison = in.comparison;
  for (std::size_t d = 0; d < comparison.preferences.size(); ++d) {
    const Preference& preference = comparison.preferences[d];
    if (preference.standing != Preference::Standing::SomeViews) continue;
    std::vector<Html> fans;
    for (std::size_t v = 0; v < preference.by_view.size(); ++v) {
      if (preference.by_view[v].mean > 0.5) fans.push_back(refs.compared_view(v));
    }
    items.push_back(
        cat("Design ", refs.design(d), ": ", compare("preferred"), " by ", some_of(fans, 2), "."));
  }
  return items;
}

Html answers(const Refs& refs, const Crux& crux) {
  if (crux.kind == Crux::Kind::Pair) return {};
  if (crux.kind == Crux::Kind::View) {
    std::vector<std::size_t> designs = crux.by_view;
    std::ranges::sort(designs);
    const auto rest = std::ranges::unique(designs);
    designs.erase(rest.begin(), rest.end());
    std::vector<Html> names;
    names.reserve(designs.size());
    for (const std::size_t d : designs) names.push_back(refs.design(d));
    return cat(": the views choose ", join_list(names, "or"));
  }
  if (crux.low_prefers == crux.high_prefers) return {};
  return cat(": low, “", crux.low_prefers, "”; high, “", crux.high_prefers, "”");
}

std::vector<Html> decisive(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Comparison& comparison = in.comparison;
  std::vector<Html> items;
  if (!has_comparison(in) || comparison.designs.size() < 2) return items;
  for (std::size_t i = 0; i < std::min(kCruxesShown, comparison.cruxes.size()); ++i) {
    const Crux& crux = comparison.cruxes[i];
    items.push_back(
        cat(refs.driver(crux.id, crux.span, crux.basis, sentence_start(crux.title)), ", worth ",
            compare(worth_words(crux.value_of_settling, crux.standard_error) + " points"),
            " to settle", answers(refs, crux), "."));
  }
  if (comparison.cruxes.empty()) {
    items.push_back(
        "No single question, settled beforehand, would change the choice of design by more than "
        "chance.");
  }
  if (comparison.questions > 0) {
    items.push_back(cat(
        "No question at all can be worth more than ",
        compare(worth_words(comparison.value_of_all.mean, comparison.value_of_all.standard_error) +
                " points"),
        " (", link("#cruxes", "all questions"), ")."));
    items.push_back(what_turns(refs));
  }
  return items;
}

Html column(const std::string& title, const std::string& about, const std::vector<Html>& items) {
  return element("div", cat(element("h3", title), element("p", {{"class", "about"}}, about),
                            items.empty() ? paragraph("Nothing was computed that would say.")
                                          : bullets(items)));
}

}  // namespace

Html what_turns(const Refs& refs) {
  const Comparison& comparison = refs.in().comparison;
  const Measured& lead = comparison.room_lead;
  Html text = "With every view counted alike, ";
  text +=
      is_clear(lead)
          ? cat(refs.design(comparison.room_best), " leads ", refs.design(comparison.room_second),
                " by ", compare(worth_words(lead.mean, lead.standard_error) + " points"), ".")
          : cat(refs.design(comparison.room_best), " and ", refs.design(comparison.room_second),
                " are ", compare("level within chance"), ".");
  if (comparison.turns.empty()) {
    return text + " No move of weight to one objective changes that.";
  }
  const Turn& least = comparison.turns.front();
  const Leaves leaves(refs.base());
  return text + cat(" The least that changes that: ", compare(percent_words(least.shift)),
                    " of all weight moved to “", leaves.title(least.leaf), "”, and ",
                    refs.design(least.design), " leads.");
}

Html write_chair(const Refs& refs) {
  const Html columns = column("Shared", "What every view holds.", shared(refs)) +
                       column("Contested", "Where views part from each other.", contested(refs)) +
                       column("Decisive", "What the choice of design turns on.", decisive(refs));
  return element("section",
                 {{"id", "chair"}, {"class", "chair"}, {"aria-labelledby", "chair-title"}},
                 cat(element("h2", {{"id", "chair-title"}}, "Shared, contested, decisive"),
                     element("div", {{"class", "thirds"}}, columns)));
}

}  // namespace penholder
