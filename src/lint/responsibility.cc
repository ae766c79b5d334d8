// Who does it, and whether they may.

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder::lint_rules {
namespace {

void check_leads(const Case& c, const Task& task, Diagnostics& out) {
  if (task.leads.empty()) {
    out.add(rule("task-without-lead"), task.span,
            fmt::format("task {} has no lead", quoted(task.id)),
            c.mission ? fmt::format("name the actor that the text addresses, such as `lead: {}`",
                                    c.actors[*c.mission].id)
                      : "name the actor that the text addresses with `lead`");
    return;
  }
  if (task.leads.size() == 1) return;
  std::vector<std::string> names;
  for (const ActorId lead : task.leads) names.push_back(quoted(c.actors[lead].title));
  out.add(rule("two-leads"), task.span,
          fmt::format("task {} has {} leads: {}", quoted(task.id), names.size(), join_words(names)),
          fmt::format("keep one as `lead` and list the others under `partners`"));
}

void check_powers(const Case& c, const Task& task, ActorId actor, Diagnostics& out) {
  for (const Limit& limit : c.actors[actor].may_not) {
    if (std::ranges::find(task.does, limit.what) == task.does.end()) continue;
    std::vector<std::string> cites;
    for (const Citation& citation : limit.cites) cites.push_back(place_words(c, citation));
    std::vector<Label> labels;
    if (limit.span.is_known()) {
      labels.push_back(
          {.span = limit.span,
           .text = cites.empty() ? "the limit" : fmt::format("the limit: {}", join_words(cites))});
    }
    const bool is_lead = std::ranges::find(task.leads, actor) != task.leads.end();
    out.add(rule("outside-powers"), task.span,
            fmt::format("task {} does {}, which {} {} may not do{}{}", quoted(task.id),
                        quoted(limit.what), is_lead ? "its lead" : "the mission",
                        quoted(c.actors[actor].title), limit.text.empty() ? "" : ": ", limit.text),
            "give the task to an actor with that power, or say in `does` what the mandate allows",
            std::move(labels));
  }
}

void check_order_of_tiers(const Case& c, Diagnostics& out) {
  const PriorityRule& priorities = c.priority_rule;
  if (priorities.kind != PriorityRule::Kind::Order) return;
  for (std::size_t i = 1; i < priorities.order.size(); ++i) {
    const Objective& before = c.objectives[priorities.order[i - 1]];
    const Objective& after = c.objectives[priorities.order[i]];
    if (!before.tier || !after.tier || *before.tier <= *after.tier) continue;
    out.add(rule("order-against-tiers"), priorities.span,
            fmt::format("the order places {} (tier {}) before {} (tier {})", quoted(before.id),
                        *before.tier, quoted(after.id), *after.tier),
            "correct the tiers or the order, after the text",
            {{.span = before.span, .text = fmt::format("tier {} here", *before.tier)},
             {.span = after.span, .text = fmt::format("tier {} here", *after.tier)}});
  }
}

}  // namespace

void check_responsibility(const Case& c, Diagnostics& out) {
  for (const Task& task : c.tasks) {
    check_leads(c, task, out);
    std::vector<ActorId> bound = task.leads;
    if (c.mission && std::ranges::find(bound, *c.mission) == bound.end()) {
      bound.push_back(*c.mission);
    }
    for (const ActorId actor : bound) check_powers(c, task, actor, out);
  }
  check_order_of_tiers(c, out);
}

}  // namespace penholder::lint_rules
