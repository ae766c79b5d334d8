// What changes no result: unused entities, options and shocks that do nothing.

#include <fmt/format.h>

#include <algorithm>

#include "lint/lint_table.h"
#include "lint/rules.h"
#include "lint/words.h"

namespace penholder::lint_rules {
namespace {

bool is_needed(const Case& c, AssetId asset) {
  return std::ranges::any_of(c.tasks, [&](const Task& task) {
    return std::ranges::any_of(task.needs, [&](const Need& need) { return need.asset == asset; });
  });
}

bool is_waited_for(const Case& c, ConditionId condition) {
  const bool by_link = std::ranges::any_of(c.links, [&](const Link& link) {
    const auto* on = std::get_if<ConditionId>(&link.on);
    return on != nullptr && *on == condition;
  });
  return by_link || std::ranges::any_of(c.benchmarks, [&](const Benchmark& benchmark) {
           return std::ranges::find(benchmark.needs, condition) != benchmark.needs.end();
         });
}

/// Options may use what the base case leaves idle: an entity that any of them touches is not a
/// leftover.
bool is_touched(const Case& c, std::string_view entity, std::string_view id) {
  return std::ranges::any_of(c.options, [&](const Option& option) {
    return std::ranges::any_of(option.changes, [&](const Change& change) {
      return change.entity == entity && change.id == id;
    });
  });
}

}  // namespace

void check_leftovers(const Case& c, Diagnostics& out) {
  for (const MeasureId id : c.measures.ids()) {
    const bool is_used = std::ranges::any_of(c.tasks, [&](const Task& task) {
      return std::ranges::any_of(task.serves, [&](const Serves& serves) {
        return serves.performance && serves.performance->measure == id;
      });
    });
    // An option may measure a task that it adds or changes.
    const bool may_be_used = std::ranges::any_of(c.options, [&](const Option& option) {
      return std::ranges::any_of(option.changes,
                                 [](const Change& change) { return change.entity == "task"; });
    });
    if (is_used || may_be_used) continue;
    out.add(rule("never-used"), c.measures[id].span,
            fmt::format("no task is measured by {}", quoted(c.measures[id].id)),
            "give a task a `performance` on it, or remove it");
  }
  for (const AssetId id : c.assets.ids()) {
    if (is_needed(c, id) || is_touched(c, "asset", c.assets[id].id)) continue;
    out.add(rule("never-used"), c.assets[id].span,
            fmt::format("no task needs asset {}", quoted(c.assets[id].id)),
            "add it to the `needs` of the tasks that use it, or remove it");
  }
  for (const ConditionId id : c.conditions.ids()) {
    if (is_waited_for(c, id) || is_touched(c, "condition", c.conditions[id].id)) continue;
    out.add(
        rule("never-used"), c.conditions[id].span,
        fmt::format("no link and no benchmark waits for condition {}", quoted(c.conditions[id].id)),
        "add the link or benchmark that depends on it, or remove it");
  }
  for (const Option& option : c.options) {
    if (!option.changes.empty()) continue;
    out.add(rule("option-without-effect"), option.span,
            fmt::format("option {} changes nothing", quoted(option.id)),
            "write what it adds, changes or drops in `changes`");
  }
  for (const Shock& shock : c.shocks) {
    if (!shock.effects.empty()) continue;
    out.add(rule("shock-without-effect"), shock.span,
            fmt::format("shock {} has no effect", quoted(shock.id)),
            "say what it delays, takes away, closes or undoes in `effects`");
  }
}

}  // namespace penholder::lint_rules
