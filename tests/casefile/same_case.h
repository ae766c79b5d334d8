#pragma once
// Equality of cases, spans and the changes of options apart, member by member. Says which member
// differs.

#include <string>
#include <vector>

#include "mandate/case.h"

namespace penholder::testing {

/// Collects the names of members that differ.
class Comparison {
 public:
  std::vector<std::string> differences;

  template <class T>
  void is(const std::string& name, const T& a, const T& b) {
    if (!(a == b)) differences.push_back(name);
  }
  void is(const std::string& name, const Citation& a, const Citation& b) {
    is(name + ".source", a.source, b.source);
    is(name + ".locator", a.locator, b.locator);
  }
  void is(const std::string& name, const Basis& a, const Basis& b) {
    is(name + ".kind", a.kind, b.kind);
    is(name + ".cites", a.cites, b.cites);
    is(name + ".reason", a.reason, b.reason);
  }
  void is(const std::string& name, const Estimate& a, const Estimate& b) {
    is(name + ".low", a.low, b.low);
    is(name + ".likely", a.likely, b.likely);
    is(name + ".high", a.high, b.high);
    is(name + ".basis", a.basis, b.basis);
  }
  void is(const std::string& name, const DateEstimate& a, const DateEstimate& b) {
    is(name + ".low", a.low, b.low);
    is(name + ".likely", a.likely, b.likely);
    is(name + ".high", a.high, b.high);
    is(name + ".basis", a.basis, b.basis);
  }
  template <class T>
  void is(const std::string& name, const std::optional<T>& a, const std::optional<T>& b) {
    if (a.has_value() != b.has_value()) {
      differences.push_back(name);
    } else if (a) {
      is(name, *a, *b);
    }
  }
  template <class T>
  void is(const std::string& name, const std::vector<T>& a, const std::vector<T>& b) {
    if (a.size() != b.size()) {
      differences.push_back(name + " (length)");
      return;
    }
    for (std::size_t i = 0; i < a.size(); ++i) is(name + "[" + std::to_string(i) + "]", a[i], b[i]);
  }
  template <class IdType, class T>
  void is(const std::string& name, const IdVector<IdType, T>& a, const IdVector<IdType, T>& b) {
    is(name, a.raw(), b.raw());
  }
  void is(const std::string& name, const Area::Point& a, const Area::Point& b) {
    is(name, std::pair(a.latitude, a.longitude), std::pair(b.latitude, b.longitude));
  }

#define PENHOLDER_SAME(member) is(name + "." #member, a.member, b.member)
  void is(const std::string& name, const Phase& a, const Phase& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(range);
  }
  void is(const std::string& name, const ContextItem& a, const ContextItem& b) {
    PENHOLDER_SAME(text), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const ScaleLevel& a, const ScaleLevel& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(value), PENHOLDER_SAME(meaning);
    PENHOLDER_SAME(basis);
  }
  void is(const std::string& name, const Source& a, const Source& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(symbol), PENHOLDER_SAME(title), PENHOLDER_SAME(date);
    PENHOLDER_SAME(kind), PENHOLDER_SAME(held), PENHOLDER_SAME(note);
  }
  void is(const std::string& name, const Area& a, const Area& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(pcode), PENHOLDER_SAME(parent);
    PENHOLDER_SAME(at), PENHOLDER_SAME(need), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Limit& a, const Limit& b) {
    PENHOLDER_SAME(what), PENHOLDER_SAME(text), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Actor& a, const Actor& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(kind), PENHOLDER_SAME(may_not);
    PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Objective& a, const Objective& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(parent), PENHOLDER_SAME(tier);
    PENHOLDER_SAME(window), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const PriorityRule& a, const PriorityRule& b) {
    PENHOLDER_SAME(kind), PENHOLDER_SAME(order), PENHOLDER_SAME(text), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Serves& a, const Serves& b) {
    PENHOLDER_SAME(objective), PENHOLDER_SAME(strength), PENHOLDER_SAME(level);
    PENHOLDER_SAME(performance);
  }
  void is(const std::string& name, const Serves::Performance& a, const Serves::Performance& b) {
    PENHOLDER_SAME(measure), PENHOLDER_SAME(amount);
  }
  void is(const std::string& name, const Measure::Anchor& a, const Measure::Anchor& b) {
    PENHOLDER_SAME(at), PENHOLDER_SAME(value), PENHOLDER_SAME(meaning);
  }
  void is(const std::string& name, const Measure& a, const Measure& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(unit), PENHOLDER_SAME(anchors);
    PENHOLDER_SAME(basis);
  }
  void is(const std::string& name, const Need& a, const Need& b) {
    PENHOLDER_SAME(asset), PENHOLDER_SAME(amount);
  }
  void is(const std::string& name, const Level& a, const Level& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(effort), PENHOLDER_SAME(effect);
    PENHOLDER_SAME(basis);
  }
  void is(const std::string& name, const CreditRule& a, const CreditRule& b) {
    PENHOLDER_SAME(kind), PENHOLDER_SAME(by), PENHOLDER_SAME(is_default);
  }
  void is(const std::string& name, const Task& a, const Task& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(cites), PENHOLDER_SAME(force);
    PENHOLDER_SAME(list), PENHOLDER_SAME(kind), PENHOLDER_SAME(leads), PENHOLDER_SAME(partners);
    PENHOLDER_SAME(does), PENHOLDER_SAME(areas), PENHOLDER_SAME(counted_over);
    PENHOLDER_SAME(serves), PENHOLDER_SAME(must), PENHOLDER_SAME(duration), PENHOLDER_SAME(needs);
    PENHOLDER_SAME(levels), PENHOLDER_SAME(credit);
  }
  void is(const std::string& name, const Link& a, const Link& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(kind), PENHOLDER_SAME(task), PENHOLDER_SAME(on);
    PENHOLDER_SAME(date), PENHOLDER_SAME(lag), PENHOLDER_SAME(within), PENHOLDER_SAME(cites);
    PENHOLDER_SAME(basis);
  }
  void is(const std::string& name, const Asset::Step& a, const Asset::Step& b) {
    PENHOLDER_SAME(from), PENHOLDER_SAME(amount);
  }
  void is(const std::string& name, const Asset& a, const Asset& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(kind), PENHOLDER_SAME(unit);
    PENHOLDER_SAME(areas), PENHOLDER_SAME(capacity), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Condition& a, const Condition& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(holder);
    PENHOLDER_SAME(probability), PENHOLDER_SAME(date), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Milestone& a, const Milestone& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(kind), PENHOLDER_SAME(date);
    PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Benchmark::Observation& a,
          const Benchmark::Observation& b) {
    PENHOLDER_SAME(date), PENHOLDER_SAME(value), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Benchmark& a, const Benchmark& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(indicator);
    PENHOLDER_SAME(direction), PENHOLDER_SAME(unit), PENHOLDER_SAME(baseline);
    PENHOLDER_SAME(target), PENHOLDER_SAME(due), PENHOLDER_SAME(on), PENHOLDER_SAME(about);
    PENHOLDER_SAME(delivered_by), PENHOLDER_SAME(needs), PENHOLDER_SAME(lag);
    PENHOLDER_SAME(feasibility), PENHOLDER_SAME(ambition), PENHOLDER_SAME(observations);
    PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Effect& a, const Effect& b) {
    PENHOLDER_SAME(kind), PENHOLDER_SAME(tasks), PENHOLDER_SAME(objectives);
    PENHOLDER_SAME(benchmarks), PENHOLDER_SAME(assets), PENHOLDER_SAME(areas);
    PENHOLDER_SAME(by), PENHOLDER_SAME(lasting), PENHOLDER_SAME(share);
  }
  void is(const std::string& name, const Shock& a, const Shock& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(rate), PENHOLDER_SAME(probability);
    PENHOLDER_SAME(window), PENHOLDER_SAME(effects), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Statement& a, const Statement& b) {
    PENHOLDER_SAME(text), PENHOLDER_SAME(basis), PENHOLDER_SAME(held_by);
    if (a.says.index() != b.says.index()) return differences.push_back(name + ".says");
    if (const auto* x = std::get_if<PreferObjectives>(&a.says)) {
      is(name + ".prefer", x->order, std::get<PreferObjectives>(b.says).order);
    } else if (const auto* y = std::get_if<PreferTasks>(&a.says)) {
      is(name + ".prefer-tasks", y->order, std::get<PreferTasks>(b.says).order);
    } else if (const auto* s = std::get_if<ShareBetween>(&a.says)) {
      const auto& t = std::get<ShareBetween>(b.says);
      is(name + ".share", std::tuple(s->objective, s->of, s->low, s->high),
         std::tuple(t.objective, t.of, t.low, t.high));
    } else if (const auto* r = std::get_if<RatioBetween>(&a.says)) {
      const auto& t = std::get<RatioBetween>(b.says);
      is(name + ".ratio", std::tuple(r->more, r->less, r->low, r->high),
         std::tuple(t.more, t.less, t.low, t.high));
    } else if (const auto* v = std::get_if<TaskValueBetween>(&a.says)) {
      const auto& t = std::get<TaskValueBetween>(b.says);
      is(name + ".task-value", std::tuple(v->task, v->low, v->high),
         std::tuple(t.task, t.low, t.high));
    } else if (const auto* q = std::get_if<TaskRatioBetween>(&a.says)) {
      const auto& t = std::get<TaskRatioBetween>(b.says);
      is(name + ".task-ratio", std::tuple(q->more, q->less, q->low, q->high),
         std::tuple(t.more, t.less, t.low, t.high));
    }
  }
  void is(const std::string& name, const View& a, const View& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(held_by);
    PENHOLDER_SAME(statements), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Option& a, const Option& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(summary), PENHOLDER_SAME(group);
    PENHOLDER_SAME(held_by), PENHOLDER_SAME(cites);
  }
  void is(const std::string& name, const Case& a, const Case& b) {
    PENHOLDER_SAME(id), PENHOLDER_SAME(title), PENHOLDER_SAME(mission), PENHOLDER_SAME(as_of);
    PENHOLDER_SAME(horizon), PENHOLDER_SAME(phases), PENHOLDER_SAME(summary);
    PENHOLDER_SAME(question), PENHOLDER_SAME(reference_view), PENHOLDER_SAME(context);
    PENHOLDER_SAME(gaps), PENHOLDER_SAME(tolerance_levels), PENHOLDER_SAME(tolerance_basis);
    PENHOLDER_SAME(scale), PENHOLDER_SAME(measures);
    PENHOLDER_SAME(sources), PENHOLDER_SAME(areas);
    PENHOLDER_SAME(actors), PENHOLDER_SAME(objectives), PENHOLDER_SAME(priority_rule);
    PENHOLDER_SAME(tasks), PENHOLDER_SAME(links), PENHOLDER_SAME(assets);
    PENHOLDER_SAME(conditions), PENHOLDER_SAME(milestones), PENHOLDER_SAME(benchmarks);
    PENHOLDER_SAME(shocks), PENHOLDER_SAME(views), PENHOLDER_SAME(options);
  }
#undef PENHOLDER_SAME
};

/// Names of the members in which two cases differ; empty when they are equal.
inline std::vector<std::string> differences(const Case& a, const Case& b) {
  Comparison comparison;
  comparison.is("case", a, b);
  return comparison.differences;
}

}  // namespace penholder::testing
