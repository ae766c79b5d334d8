#include "sequence/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sequence/build_problem.h"

namespace penholder {
namespace {

using Kind = CaseFact::Kind;

std::string quoted(std::string_view title) { return fmt::format("“{}”", title); }

std::string days_in_words(double days) {
  const std::string number = format_number(days, 0);
  return number == "1" ? "1 day" : number + " days";
}

std::string lag_in_words(const std::optional<Estimate>& lag) {
  if (!lag || lag->is_unknown() || lag->likely < 0.5) return "";
  return fmt::format(", and {} more", days_in_words(lag->likely));
}

/// What lies outside the plan, with its day.
std::string target_in_words(const Case& c, const Link& link) {
  const auto dated = [](std::string_view title, Date likely, bool is_certain) {
    return fmt::format("{} ({}{})", quoted(title), is_certain ? "" : "likely ",
                       to_long_string(likely));
  };
  if (const auto* on = std::get_if<TaskId>(&link.on)) return quoted(c.tasks[*on].title);
  if (const auto* on = std::get_if<ConditionId>(&link.on)) {
    return dated(c.conditions[*on].title, c.conditions[*on].date.likely,
                 c.conditions[*on].date.is_certain());
  }
  if (const auto* on = std::get_if<MilestoneId>(&link.on)) {
    return dated(c.milestones[*on].title, c.milestones[*on].date.likely,
                 c.milestones[*on].date.is_certain());
  }
  return link.date ? to_long_string(*link.date) : std::string("a date that is not given");
}

std::string link_in_words(const Case& c, const Link& link) {
  std::string task = quoted(c.tasks[link.task].title);
  const std::string on = target_in_words(c, link);
  switch (link.kind) {
    case Link::Kind::After:
      return fmt::format("{} waits for {}{}", task, on, lag_in_words(link.lag));
    case Link::Kind::NotBefore:
      return fmt::format("{} does not begin before {}", task, on);
    case Link::Kind::Due:
      return fmt::format("{} is to be finished by {}", task, on);
    case Link::Kind::Together:
      return fmt::format(
          "{} and {} go together{}", task, on,
          link.within && !link.within->is_unknown()
              ? fmt::format(", begun at most {} apart", days_in_words(link.within->likely))
              : "");
    case Link::Kind::InsteadOf:
      return fmt::format("{} is done instead of {}, not beside it", task, on);
    case Link::Kind::Requires:
      return fmt::format("{} is done only with {}", task, on);
  }
  return task;
}

std::string areas_in_words(const Case& c, const std::vector<AreaId>& areas) {
  std::vector<std::string> titles;
  titles.reserve(areas.size());
  for (const AreaId area : areas) titles.push_back(c.areas[area].title);
  return join_words(titles);
}

bool says_something(const Estimate& estimate) {
  return !estimate.is_unknown() && estimate.likely > 0.0;
}

}  // namespace

std::vector<CaseFact> facts_of(const Case& design) {
  std::vector<CaseFact> facts{{.kind = Kind::Horizon}};
  for (const LinkId id : design.links.ids()) facts.push_back({.kind = Kind::Link, .link = id});
  for (const TaskId id : design.tasks.ids()) {
    if (design.tasks[id].must) facts.push_back({.kind = Kind::Must, .task = id});
  }
  for (const AssetId id : design.assets.ids()) {
    const Asset& asset = design.assets[id];
    for (std::size_t i = 0; i < asset.capacity.size(); ++i) {
      if (!asset.capacity[i].amount.is_unknown()) {
        facts.push_back({.kind = Kind::Capacity, .asset = id, .item = i});
      }
    }
    if (!asset.areas.empty()) facts.push_back({.kind = Kind::Areas, .asset = id});
  }
  for (const TaskId id : design.tasks.ids()) {
    const Task& task = design.tasks[id];
    if (!task.is_standing() && task.duration && says_something(*task.duration)) {
      facts.push_back({.kind = Kind::Duration, .task = id});
    }
  }
  for (const TaskId id : design.tasks.ids()) {
    const Task& task = design.tasks[id];
    for (std::size_t i = 0; i < task.needs.size(); ++i) {
      if (says_something(task.needs[i].amount)) {
        facts.push_back({.kind = Kind::Need, .task = id, .item = i});
      }
    }
  }
  return facts;
}

std::string amount_in_words(const Asset& asset, double amount) {
  const std::string number = format_number(amount, 2);
  return asset.unit.empty() ? number : fmt::format("{} {}", number, asset.unit);
}

std::string words_of(const Case& design, const CaseFact& fact) {
  switch (fact.kind) {
    case Kind::Capacity: {
      const Asset& asset = design.assets[fact.asset];
      const Asset::Step& step = asset.capacity[fact.item];
      std::string when;
      if (asset.kind == Asset::Kind::Budget) {
        when = " in all";
      } else if (asset.capacity.size() > 1) {
        when = fmt::format(" from {}", to_long_string(std::max(step.from, design.horizon.start)));
        if (fact.item + 1 < asset.capacity.size()) {
          when += fmt::format(" to {}", to_long_string(asset.capacity[fact.item + 1].from));
        }
      }
      return fmt::format("{}: {}{}", quoted(asset.title),
                         amount_in_words(asset, step.amount.likely), when);
    }
    case Kind::Areas: {
      const Asset& asset = design.assets[fact.asset];
      return fmt::format("{} serve {} only", quoted(asset.title),
                         areas_in_words(design, asset.areas));
    }
    case Kind::Need: {
      const Task& task = design.tasks[fact.task];
      const Need& need = task.needs[fact.item];
      const Asset& asset = design.assets[need.asset];
      const std::string amount = amount_in_words(asset, need.amount.likely);
      const bool is_budget = asset.kind == Asset::Kind::Budget;
      if (!task.is_standing()) {
        return fmt::format("{} takes {} of {}{}", quoted(task.title), amount, quoted(asset.title),
                           is_budget ? " in all" : " while it runs");
      }
      return fmt::format("{} takes {} of {} at full level{}", quoted(task.title), amount,
                         quoted(asset.title), is_budget ? ", every 30 days" : "");
    }
    case Kind::Duration: {
      const Task& task = design.tasks[fact.task];
      return fmt::format("{} takes {}", quoted(task.title), days_in_words(task.duration->likely));
    }
    case Kind::Link:
      return link_in_words(design, design.links[fact.link]);
    case Kind::Must: {
      const Task& task = design.tasks[fact.task];
      return task.is_standing() ? fmt::format("{} has to be kept up throughout", quoted(task.title))
                                : fmt::format("{} has to be done", quoted(task.title));
    }
    case Kind::Horizon:
      return fmt::format("the time that is planned ends on {}", to_long_string(design.horizon.end));
  }
  return "";
}

const Basis& basis_of(const Case& design, const CaseFact& fact) {
  static const Basis kNone{.kind = Basis::Kind::Cited, .cites = {}, .reason = {}};
  switch (fact.kind) {
    case Kind::Capacity:
      return design.assets[fact.asset].capacity[fact.item].amount.basis;
    case Kind::Need:
      return design.tasks[fact.task].needs[fact.item].amount.basis;
    case Kind::Duration:
      return design.tasks[fact.task].duration->basis;
    case Kind::Link:
      return design.links[fact.link].basis;
    case Kind::Areas:
    case Kind::Must:
    case Kind::Horizon:
      break;
  }
  return kNone;
}

const std::vector<Citation>& cites_of(const Case& design, const CaseFact& fact) {
  static const std::vector<Citation> kNone;
  switch (fact.kind) {
    case Kind::Capacity:
    case Kind::Areas:
      return design.assets[fact.asset].cites;
    case Kind::Need:
    case Kind::Duration:
    case Kind::Must:
      return design.tasks[fact.task].cites;
    case Kind::Link:
      return design.links[fact.link].cites;
    case Kind::Horizon:
      break;
  }
  return kNone;
}

Span span_of(const Case& design, const CaseFact& fact) {
  switch (fact.kind) {
    case Kind::Capacity:
      return design.assets[fact.asset].capacity[fact.item].amount.span;
    case Kind::Areas:
      return design.assets[fact.asset].span;
    case Kind::Need:
      return design.tasks[fact.task].needs[fact.item].span;
    case Kind::Duration:
      return design.tasks[fact.task].duration->span;
    case Kind::Must:
      return design.tasks[fact.task].span;
    case Kind::Link:
      return design.links[fact.link].span;
    case Kind::Horizon:
      break;
  }
  return design.phases.empty() ? Span{} : design.phases.raw().back().span;
}

std::string basis_in_words(const Case& design, const CaseFact& fact) {
  std::vector<std::string> places;
  const auto add = [&](const std::vector<Citation>& cites) {
    for (const Citation& cite : cites) {
      const Source& source = design.sources[cite.source];
      const std::string& name = source.symbol.empty() ? source.title : source.symbol;
      std::string place = cite.locator.empty() ? name : fmt::format("{}, {}", name, cite.locator);
      if (std::ranges::find(places, place) == places.end()) places.push_back(std::move(place));
    }
  };
  if (fact.kind == Kind::Horizon) return "the frame of the case";
  const Basis& basis = basis_of(design, fact);
  std::string words;
  if (basis.kind == Basis::Kind::Judgement) words = "judgement: " + basis.reason;
  add(basis.cites);
  // A task's paragraph says that it is to be done, not how long it takes: the number has its own.
  const bool is_of_the_entity = fact.kind != Kind::Need && fact.kind != Kind::Duration;
  if (is_of_the_entity || basis.kind == Basis::Kind::Cited) add(cites_of(design, fact));
  if (!places.empty())
    words += fmt::format("{}{}", words.empty() ? "" : "; ", fmt::join(places, "; "));
  return words.empty() ? "no basis is given" : words;
}

}  // namespace penholder
