#include "cite/claims.h"

#include <optional>

namespace penholder {
namespace {

class Walk {
 public:
  explicit Walk(const ClaimVisitor& visit) : visit_(visit) {}

  void number(const Estimate& estimate, NumberKind kind, std::string unit = {}) const {
    if (estimate.basis.kind != Basis::Kind::Cited || estimate.basis.cites.empty()) return;
    CitedNumber number{.values = {estimate.likely},
                       .kind = kind,
                       .unit = std::move(unit),
                       .cites = &estimate.basis.cites,
                       .span = estimate.span};
    if (!estimate.is_certain()) number.values = {estimate.low, estimate.likely, estimate.high};
    visit_.number(number);
  }
  void number(const std::optional<Estimate>& estimate, NumberKind kind,
              std::string unit = {}) const {
    if (estimate) number(*estimate, kind, std::move(unit));
  }
  void plain(std::vector<double> values, NumberKind kind, const std::vector<Citation>& cites,
             Span span) const {
    if (cites.empty() || values.empty()) return;
    visit_.number(
        {.values = std::move(values), .kind = kind, .unit = {}, .cites = &cites, .span = span});
  }
  void date(const DateEstimate& date) const {
    if (date.basis.kind != Basis::Kind::Cited || date.basis.cites.empty()) return;
    CitedDate cited{.values = {date.likely}, .cites = &date.basis.cites, .span = date.span};
    if (!date.is_certain()) cited.values = {date.low, date.likely, date.high};
    visit_.date(cited);
  }
  void text(std::string_view text, const std::vector<Citation>& cites, Span span) const {
    if (!cites.empty()) visit_.text({.text = text, .cites = &cites, .span = span});
  }

  void of(const Task& task) const {
    text(task.title, task.cites, task.span);
    for (const Serves& serves : task.serves) {
      // The strength itself is a level of the authors' scale; only its place is checked.
      text(serves.strength.basis.reason, serves.strength.basis.cites, serves.span);
    }
    number(task.duration, NumberKind::Duration);
    for (const Need& need : task.needs) number(need.amount, NumberKind::Amount);
    for (const Level& level : task.levels) {
      if (level.basis.kind == Basis::Kind::Cited) {
        plain({level.effort, level.effect}, NumberKind::Share, level.basis.cites, level.span);
      }
    }
  }
  void of(const Benchmark& benchmark) const {
    text(benchmark.title, benchmark.cites, benchmark.span);
    text(benchmark.indicator, benchmark.cites, benchmark.span);
    // `reach` without a unit counts "not met" and "met" as 0 and 1: no figure of the text.
    const bool is_yes_or_no =
        benchmark.direction == Benchmark::Direction::Reach && benchmark.unit.empty();
    for (const auto& level : {benchmark.baseline, benchmark.target}) {
      const bool is_mark = is_yes_or_no && level && level->is_certain() &&
                           (level->likely == 0.0 || level->likely == 1.0);
      if (!is_mark) number(level, NumberKind::Amount, benchmark.unit);
    }
    number(benchmark.lag, NumberKind::Duration);
    number(benchmark.feasibility, NumberKind::Share);
    for (const auto& observation : benchmark.observations) {
      plain({observation.value}, NumberKind::Amount, observation.cites, benchmark.span);
    }
  }
  void of(const Shock& shock) const {
    text(shock.title, shock.cites, shock.span);
    number(shock.rate, NumberKind::Rate);
    number(shock.probability, NumberKind::Share);
    for (const Effect& effect : shock.effects) {
      number(effect.by, NumberKind::Duration);
      number(effect.lasting, NumberKind::Duration);
      number(effect.share, NumberKind::Share);
    }
  }
  void of(const Statement& statement) const {
    if (statement.basis.kind != Basis::Kind::Cited) return;
    text(statement.text, statement.basis.cites, statement.span);
    // 0 and 1 as ends of a share or ratio say "no limit".
    std::vector<double> values;
    const auto add = [&](double value) {
      if (value != 0.0 && value != 1.0) values.push_back(value);
    };
    NumberKind kind = NumberKind::Share;
    if (const auto* share = std::get_if<ShareBetween>(&statement.says)) {
      add(share->low);
      add(share->high);
    } else if (const auto* ratio = std::get_if<RatioBetween>(&statement.says)) {
      kind = NumberKind::Amount;
      add(ratio->low);
      add(ratio->high);
    }
    plain(std::move(values), kind, statement.basis.cites, statement.span);
  }

 private:
  const ClaimVisitor& visit_;
};

}  // namespace

void for_each_claim(const Case& c, const ClaimVisitor& visit) {
  const Walk walk(visit);
  for (const ContextItem& item : c.context) walk.text(item.text, item.cites, item.span);
  for (const Area& area : c.areas) walk.number(area.need, NumberKind::Share);
  for (const Actor& actor : c.actors) {
    for (const Limit& limit : actor.may_not) walk.text(limit.text, limit.cites, limit.span);
  }
  for (const Objective& objective : c.objectives) {
    walk.text(objective.title, objective.cites, objective.span);
  }
  walk.text(c.priority_rule.text, c.priority_rule.cites, c.priority_rule.span);
  for (const Task& task : c.tasks) walk.of(task);
  for (const Link& link : c.links) {
    walk.number(link.lag, NumberKind::Duration);
    walk.number(link.within, NumberKind::Duration);
    if (link.date && !link.cites.empty()) {
      visit.date({.values = {*link.date}, .cites = &link.cites, .span = link.span});
    }
  }
  for (const Asset& asset : c.assets) {
    for (const Asset::Step& step : asset.capacity) {
      walk.number(step.amount, NumberKind::Amount, asset.unit);
    }
  }
  for (const Condition& condition : c.conditions) {
    walk.text(condition.title, condition.cites, condition.span);
    walk.number(condition.probability, NumberKind::Share);
    walk.date(condition.date);
  }
  for (const Milestone& milestone : c.milestones) {
    walk.text(milestone.title, milestone.cites, milestone.span);
    walk.date(milestone.date);
  }
  for (const Benchmark& benchmark : c.benchmarks) walk.of(benchmark);
  for (const Shock& shock : c.shocks) walk.of(shock);
  for (const View& view : c.views) {
    for (const Statement& statement : view.statements) walk.of(statement);
  }
}

}  // namespace penholder
