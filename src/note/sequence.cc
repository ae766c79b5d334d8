// The sequence: what is in, when and at which level, what is left out and what holds it back, how
// good the plan is.

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

constexpr std::size_t kTightShown = 4;

Html plan(const Html& shown) { return Refs::figure(Stage::Sequence, shown); }

Html worth(const Refs& refs) {
  const NoteInputs& in = refs.in();
  const Plan& p = in.plan;
  Html text =
      cat("Made under ", p.view ? refs.view(*p.view) : Html("weights of its own"),
          ", the plan is worth ", plan(fmt::format("{} of 100 points", points_words(p.value))),
          ": 100 would be every task of the mandate, in full and from the first day. ");
  if (p.is_proven()) {
    text += "No plan with these means can be worth more; that is proven.";
  } else {
    text +=
        cat("No plan with these means can be worth more than ", plan(points_words(p.upper_bound)),
            ", so that at most ", plan(fmt::format("{} points", points_words(p.gap()))),
            " could still be gained by better planning");
    text += p.bound_source.empty() ? Html(".") : cat(" (the bound: ", p.bound_source, ").");
  }
  text +=
      " Dates are those of the plan, with every duration at its likely value; how far they can "
      "be relied on is the matter of the outlook.";
  return paragraph(text);
}

std::string level_name(const Task& task, int level) {
  if (level < 0) return "off";
  const auto index = static_cast<std::size_t>(level);
  if (index >= task.levels.size()) return "full";
  const Level& found = task.levels[index];
  return found.title.empty() ? found.id : found.title;
}

/// "Full throughout", or the levels phase by phase, equal neighbours joined.
Html levels_words(const Case& c, const Task& task, const PlannedTask& planned) {
  if (planned.levels.empty()) return "";
  const bool same = std::ranges::all_of(planned.levels,
                                        [&](int level) { return level == planned.levels.front(); });
  if (same)
    return fmt::format("{} throughout", sentence_start(level_name(task, planned.levels[0])));
  std::vector<Html> parts;
  for (std::size_t i = 0; i < planned.levels.size() && i < c.phases.size();) {
    std::size_t last = i;
    while (last + 1 < planned.levels.size() && planned.levels[last + 1] == planned.levels[i])
      ++last;
    const PhaseId from{static_cast<std::uint32_t>(i)};
    const PhaseId to{static_cast<std::uint32_t>(std::min(last, c.phases.size() - 1))};
    parts.push_back(fmt::format("{} {}", level_name(task, planned.levels[i]),
                                range_words({c.phases[from].range.start, c.phases[to].range.end})));
    i = last + 1;
  }
  return join(parts, "; ");
}

Html when(const Case& c, const Task& task, const PlannedTask& planned) {
  if (task.is_standing()) return levels_words(c, task, planned);
  return range_words({c.horizon.start + planned.start, c.horizon.start + planned.finish});
}

Html included_table(const Refs& refs, const PlanSplit& split) {
  const NoteInputs& in = refs.in();
  const Case& c = refs.base();
  NoteTable table{.id = "plan-caption",
                  .caption = "Tasks in the plan, by the priority that they mainly serve",
                  .columns = {{.header = "Task"},
                              {.header = "When, and at which level", .width = 28},
                              {.header = "Points", .is_number = true},
                              {.header = "of at most", .is_number = true},
                              {.header = "What holds it back", .width = 29}},
                  .groups = {},
                  .is_wide = true};
  const auto add_group = [&](std::optional<ObjectiveId> priority, const Html& heading) {
    NoteTable::Group group{.heading = heading, .rows = {}};
    for (const TaskId id : split.included) {
      if (priority_of(c, id) != priority) continue;
      const PlannedTask& planned = in.plan.tasks[id];
      group.rows.push_back({.cells = {refs.task(id), when(c, c.tasks[id], planned),
                                      plan(format_number(planned.value, 1)),
                                      format_number(planned.full_value, 1), planned.held_back_by},
                            .anchor = {}});
    }
    if (!group.rows.empty()) table.groups.push_back(std::move(group));
  };
  const std::vector<ObjectiveId> tiers = priorities(c);
  for (const ObjectiveId id : tiers) add_group(id, c.objectives[id].title);
  add_group(std::nullopt, tiers.empty() ? Html() : Html("Other objectives"));
  return render(table);
}

Html left_out(const Refs& refs, const PlanSplit& split) {
  const NoteInputs& in = refs.in();
  Html content = heading3("What is left out", "left-out");
  if (split.left_out.empty()) return content + paragraph("Nothing: every task is in the plan.");
  std::vector<Html> items;
  for (const TaskId id : split.left_out) {
    const PlannedTask& planned = in.plan.tasks[id];
    Html item = cat(refs.task(id), ", worth up to ",
                    plan(fmt::format("{} points", format_number(planned.full_value, 1))));
    constexpr std::string_view kLeftOut = "left out: ";  // the heading says it already
    std::string_view reason = planned.held_back_by;
    if (reason.starts_with(kLeftOut)) reason.remove_prefix(kLeftOut.size());
    if (!reason.empty()) item += cat("; ", reason);
    items.push_back(item + ".");
  }
  content += bullets(items);
  if (!in.plan.unmet.empty()) {
    content += paragraph("Demanded, but not to be had with these means:");
    std::vector<Html> unmet;
    unmet.reserve(in.plan.unmet.size());
    for (const Plan::Unmet& task : in.plan.unmet) {
      unmet.push_back(cat(refs.task(task.task), ": ", task.reason, "."));
    }
    content += bullets(unmet);
  }
  return content;
}

Html means(const Refs& refs) {
  const std::vector<Tightness> tight = tightness(refs.in());
  if (tight.empty()) return {};
  std::vector<Html> items;
  for (std::size_t i = 0; i < std::min(kTightShown, tight.size()); ++i) {
    const Asset& asset = refs.base().assets[tight[i].asset];
    const Html share = plan(percent_words(tight[i].share));
    Html capacity;
    if (!asset.capacity.empty()) {
      const auto& amount = asset.capacity.front().amount;
      capacity =
          cat(" (",
              refs.number(fmt::format("capacity/{}", asset.id), estimate_words(amount, asset.unit)),
              ")");
    }
    items.push_back(tight[i].is_budget ? cat(asset.title, capacity, ": ", share, " spent")
                                       : cat(asset.title, capacity, ": in full use for ", share,
                                             " of the period"));
  }
  return heading3("Which means run short") + bullets(items);
}

Html binding_words(const Refs& refs, const Binding& binding) {
  const Case& c = refs.base();
  const CaseFact& fact = binding.easing.fact;
  if (fact.kind == CaseFact::Kind::Capacity) {
    const Asset& asset = c.assets[fact.asset];
    return cat(asset.title, ": ", amount_in_words(asset, *binding.easing.by), " more, a tenth");
  }
  if (fact.kind == CaseFact::Kind::Must) {
    return cat(refs.task(fact.task), ", if it might be left out");
  }
  return cat("Without this link: ", words_of(c, fact));
}

/// What the fact rests on: the number's own basis, or where the text says it.
Html binding_basis(const Refs& refs, const CaseFact& fact) {
  const Case& c = refs.base();
  const Basis& basis = basis_of(c, fact);
  const std::vector<Citation>& cites = cites_of(c, fact);
  std::vector<Html> parts;
  const bool is_said = basis.kind == Basis::Kind::Judgement || !basis.cites.empty();
  if (is_said) parts.push_back(refs.basis(basis));
  const bool is_other = !cites.empty() && basis.cites.empty();
  if (is_other) parts.push_back(refs.citations(cites));
  return parts.empty() ? Html("none given") : join(parts, "; ");
}

/// Facts of the case by what the plan would gain if they were less strict.
Html what_binds(const Refs& refs) {
  constexpr std::size_t kShown = 8;
  const std::span<const Binding> bindings = refs.in().bindings;
  if (bindings.empty()) return {};
  NoteTable table{.id = "binds-caption",
                  .caption = "What holds the plan back, most costly first",
                  .columns = {{.header = "If this were less strict", .width = 45},
                              {.header = "Points gained", .is_number = true},
                              {.header = "What it rests on"}},
                  .groups = {{.heading = {}, .rows = {}}},
                  .is_wide = false};
  for (std::size_t i = 0; i < std::min(kShown, bindings.size()); ++i) {
    const Binding& binding = bindings[i];
    table.groups.front().rows.push_back(
        {.cells = {binding_words(refs, binding), plan(format_number(binding.gain, 1)),
                   binding_basis(refs, binding.easing.fact)},
         .anchor = {}});
  }
  return cat(
      heading3("What binds", "what-binds"),
      paragraph("Each line is one change alone: the plan is made anew with it, from the plan "
                "above. The gain is what such a plan was found to bring at least; gains do "
                "not add up."),
      render(table));
}

/// What enters, leaves, gains and loses: "brings in “a”, pushes out “b”". The task itself is not
/// named.
Html changes_words(const Refs& refs, const std::vector<PlanChange>& changes,
                   std::optional<TaskId> without, std::size_t most) {
  const auto of = [&](PlanChange::Kind kind) {
    std::vector<Html> tasks;
    for (const PlanChange& change : changes) {
      if (change.kind == kind && change.task != without) {
        tasks.push_back(cat("“", refs.task(change.task), "”"));
      }
    }
    return tasks;
  };
  std::vector<Html> parts;
  const auto add = [&](PlanChange::Kind kind, std::string_view how) {
    const std::vector<Html> tasks = of(kind);
    if (!tasks.empty()) parts.push_back(cat(std::string(how), some_of(tasks, most)));
  };
  add(PlanChange::Kind::Enters, "brings in ");
  add(PlanChange::Kind::Leaves, "pushes out ");
  add(PlanChange::Kind::Gains, "leaves more for ");
  add(PlanChange::Kind::Loses, "takes from ");
  return join_list(parts);
}

/// Of a borderline task: how often it is in, for whom, and what the other choice would displace.
Html borderline_words(const Refs& refs, TaskId id) {
  const NoteInputs& in = refs.in();
  Html text = cat(", in ", plan(percent_words(in.core->share[id])), " of the plans");
  if (!in.robust) return text;
  const auto found = std::ranges::find(in.robust->borderline, id, &BorderlineTask::task);
  if (found == in.robust->borderline.end()) return text;
  text += who_wants(refs, *found, 2);
  if (!found->turned) return text + ".";
  const BorderlineTask::Turned& turned = *found->turned;
  // What comes in and falls out says most; where nothing does, what gives way.
  std::vector<PlanChange> swaps;
  for (const PlanChange& change : turned.changes) {
    const bool is_swap =
        change.kind == PlanChange::Kind::Enters || change.kind == PlanChange::Kind::Leaves;
    if (is_swap && change.task != id) swaps.push_back(change);
  }
  const Html changes = swaps.empty() ? changes_words(refs, turned.changes, id, 1)
                                     : changes_words(refs, swaps, id, 2);
  text += cat(found->is_in_reference ? ". Taken out of the plan above, it costs at most "
                                     : ". Put into the plan above, it costs at most ",
              plan(fmt::format("{} points", format_number(turned.loss, 1))),
              changes.empty() ? Html() : cat(", ", changes));
  return text + ".";
}

Html regret_words(const Regret& regret) {
  return plan(fmt::format("{} points", format_number(regret.low, 1)));
}

/// The plan that the worst served view regrets least, beside the plan above.
Html room_plan(const Refs& refs) {
  const NoteInputs& in = refs.in();
  if (!has_robust(in)) return {};
  const RobustPlan& robust = *in.robust;
  const RobustCandidate& best = robust.best();
  const auto name = [&](std::size_t view) {
    const auto& id = robust.views[view];
    return id ? refs.view(*id) : Html("all weights");
  };
  Html text =
      cat("Regret is what a plan falls short of the best plan for the same weights. Of ",
          plan(fmt::format("{} different plans", robust.weighed)),
          " that were found, one is recommended to start the discussion from, since the view that "
          "it serves worst loses least: ",
          regret_words(best.worst()), " on average");
  if (robust.views.size() > 1) text += cat(" (", name(best.worst_view), ")");
  text += cat(", and ", regret_words(best.overall), " over all views together.");
  const double bound = robust.worst_regret_bound;
  text += best.worst().low - bound < 0.05
              ? Html(" No plan does better by that.")
              : cat(" No plan can bring the former below ",
                    plan(fmt::format("{} points", format_number(bound, 1))), ".");
  const Html changes = changes_words(refs, robust.changes, std::nullopt, 4);
  text += changes.empty() ? Html(" It is the plan above, unchanged.")
                          : cat(" Against the plan above it ", changes, ".");
  const RobustCandidate& above = robust.candidates.front();
  if (!changes.empty() && robust.views.size() > 1) {
    text += cat(" The plan above costs the view it serves worst ", regret_words(above.worst()),
                " (", name(above.worst_view), ").");
  }
  NoteTable table{.id = "regret-caption",
                  .caption = "What each view loses, in points of 100, against its own best plans",
                  .columns = {{.header = "View"},
                              {.header = "By the recommended plan", .is_number = true},
                              {.header = "at worst", .is_number = true},
                              {.header = "By the plan above", .is_number = true}},
                  .groups = {{.heading = {}, .rows = {}}},
                  .is_wide = false};
  for (std::size_t v = 0; v < robust.views.size(); ++v) {
    table.groups.front().rows.push_back(
        {.cells = {name(v), plan(fmt::format("{:.1f}", best.by_view[v].low)),
                   fmt::format("{:.1f}", best.by_view[v].most),
                   plan(fmt::format("{:.1f}", above.by_view[v].low))},
         .anchor = {}});
  }
  Html content = heading3("One plan for the whole room", "room-plan") + paragraph(text);
  if (robust.views.size() > 1) content += render(table);
  return content;
}

Html core_table(const Refs& refs) {
  if (!has_core(refs.in())) return {};
  const NoteInputs& in = refs.in();
  const CoreIndex& core = *in.core;
  // Borderline tasks with the most disputed first, where that is known.
  std::vector<TaskId> order;
  if (in.robust) {
    for (const BorderlineTask& task : in.robust->borderline) order.push_back(task.task);
  }
  for (const TaskId id : core.coreness.ids()) {
    if (std::ranges::find(order, id) == order.end()) order.push_back(id);
  }
  const auto of = [&](Coreness coreness) {
    std::vector<Html> tasks;
    for (const TaskId id : order) {
      if (core.coreness[id] != coreness) continue;
      Html item = refs.task(id);
      if (coreness == Coreness::Borderline) item += borderline_words(refs, id);
      tasks.push_back(item);
    }
    return tasks;
  };
  const auto entry = [](const Html& term, const std::vector<Html>& tasks) {
    return cat(element("dt", term),
               element("dd", tasks.empty() ? paragraph("None.") : bullets(tasks)));
  };
  Html content = heading3("What stays in whatever the weights", "core");
  content += paragraph(
      cat("The plan was made again for ",
          plan(fmt::format("{} weightings", format_thousands(static_cast<long long>(core.plans)))),
          " drawn from the views in turn. Borderline tasks are those on which the room’s weights "
          "decide."));
  content += element("dl", cat(entry("Core: in every plan", of(Coreness::Core)),
                               entry("Borderline: in some", of(Coreness::Borderline)),
                               entry("Out: in none", of(Coreness::Out))));
  return content;
}

}  // namespace

Html write_sequence(const Refs& refs) {
  const NoteInputs& in = refs.in();
  if (!has_plan(in)) {
    return section("sequence", "The sequence", paragraph("No plan was made."));
  }
  const PlanSplit split = split_plan(in);
  Html content = worth(refs);
  content +=
      render(NoteFigure{.id = "figure-plan",
                        .wide = draw_plan(in.plan, refs.base(), wide_settings("figure-plan")),
                        .narrow = draw_plan(in.plan, refs.base(), narrow_settings("figure-plan")),
                        .print = draw_plan(in.plan, refs.base(), print_settings("figure-plan"))});
  content += heading3("What is in, and when");
  content +=
      split.included.empty() ? paragraph("No task fits the means.") : included_table(refs, split);
  content += left_out(refs, split);
  content += means(refs);
  content += what_binds(refs);
  content += core_table(refs);
  content += room_plan(refs);
  return section("sequence", "The sequence", content);
}

}  // namespace penholder
