#include "note/numbers.h"

#include <fmt/format.h>

#include <array>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/text.h"
#include "note/phrase.h"

namespace penholder {
namespace {

/// Collects the numbers of one case, kind by kind.
class Collector {
 public:
  explicit Collector(const Case& c) : c_(c) {}

  std::vector<NumberEntry> collect() {
    scale();
    areas();
    strengths();
    durations();
    needs();
    levels();
    links();
    assets();
    conditions();
    milestones();
    benchmarks();
    shocks();
    views();
    return std::move(entries_);
  }

 private:
  void begin(std::string group, std::string entity) {
    group_ = std::move(group);
    entity_ = std::move(entity);
  }

  void add(std::string key, std::string what, std::string value, const Basis& basis,
           const Span& span, const std::string& id) {
    entries_.push_back({.key = std::move(key),
                        .group = group_,
                        .what = std::move(what),
                        .value = std::move(value),
                        .was = {},
                        .entity = entity_,
                        .entity_id = id,
                        .basis = basis,
                        .span = span,
                        .option = std::nullopt});
  }

  void scale() {
    begin("Scale of strength", "scale");
    for (const ScaleLevel& level : c_.scale) {
      const std::string what =
          level.meaning.empty() ? level.title : fmt::format("{}: {}", level.title, level.meaning);
      add("scale/" + level.id, what, number_words(level.value), level.basis, level.span, level.id);
    }
    if (c_.tolerance_basis.kind != Basis::Kind::Unknown) {
      add("tolerance", "How far a judged strength may be off, either way",
          count_words(static_cast<std::size_t>(c_.tolerance_levels), "level", "levels"),
          c_.tolerance_basis, {}, "");
    }
  }

  void areas() {
    begin("Need of areas, relative to each other", "area");
    for (const Area& area : c_.areas) {
      if (!area.need) continue;
      add("need/" + area.id, area.title, share_estimate_words(*area.need), area.need->basis,
          area.need->span, area.id);
    }
  }

  std::string level_title(const std::string& id) const {
    for (const ScaleLevel& level : c_.scale) {
      if (level.id == id) return level.title;
    }
    return {};
  }

  std::string strength_words(const Serves& serves) const {
    const std::string numbers = estimate_words(serves.strength, "");
    if (serves.performance) {
      const Measure& measure = c_.measures[serves.performance->measure];
      return fmt::format("{} (counts {})", estimate_words(serves.performance->amount, measure.unit),
                         numbers);
    }
    const std::array titles{level_title(serves.level[0]), level_title(serves.level[1]),
                            level_title(serves.level[2])};
    if (titles[1].empty()) return numbers;
    const std::string likely = sentence_start(titles[1]);
    return fmt::format("{} ({})", likely, numbers);
  }

  void strengths() {
    begin("How strongly a task serves an objective", "task");
    for (const Task& task : c_.tasks) {
      for (const Serves& serves : task.serves) {
        const Objective& objective = c_.objectives[serves.objective];
        add(fmt::format("strength/{}/{}", task.id, objective.id),
            fmt::format("{} → {}", task.title, objective.title), strength_words(serves),
            serves.strength.basis, serves.strength.span, task.id);
      }
    }
  }

  void durations() {
    begin("Durations", "task");
    for (const Task& task : c_.tasks) {
      if (!task.duration) continue;
      add("duration/" + task.id, task.title, days_estimate_words(*task.duration),
          task.duration->basis, task.duration->span, task.id);
    }
  }

  void needs() {
    begin("What tasks take of the means", "task");
    for (const Task& task : c_.tasks) {
      for (const Need& need : task.needs) {
        const Asset& asset = c_.assets[need.asset];
        const bool is_budget = asset.kind == Asset::Kind::Budget;
        const std::string_view per = is_budget && task.is_standing() ? " per 30 days" : "";
        add(fmt::format("needs/{}/{}", task.id, asset.id),
            fmt::format("{} → {}", task.title, asset.title),
            fmt::format("{}{}", estimate_words(need.amount, asset.unit), per), need.amount.basis,
            need.amount.span, task.id);
      }
    }
  }

  void levels() {
    begin("Levels of standing tasks", "task");
    for (const Task& task : c_.tasks) {
      for (const Level& level : task.levels) {
        // The implied single level "full" has no basis: it is no number of the case.
        if (level.basis.kind == Basis::Kind::Unknown && level.effort == 1 && level.effect == 1) {
          continue;
        }
        const std::string& name = level.title.empty() ? level.id : level.title;
        add(fmt::format("level/{}/{}", task.id, level.id),
            fmt::format("{}, level “{}”", task.title, name),
            fmt::format("{} % of the means, {} % of the effect", number_words(level.effort * 100),
                        number_words(level.effect * 100)),
            level.basis, level.span, task.id);
      }
    }
  }

  std::string target_title(const LinkTarget& target) const {
    struct Visitor {
      const Case& c;
      std::string operator()(std::monostate) const { return {}; }
      std::string operator()(TaskId id) const { return c.tasks[id].title; }
      std::string operator()(ConditionId id) const { return c.conditions[id].title; }
      std::string operator()(MilestoneId id) const { return c.milestones[id].title; }
    };
    return std::visit(Visitor{c_}, target);
  }

  void links() {
    begin("Order of tasks", "link");
    for (const Link& link : c_.links) {
      const std::string& task = c_.tasks[link.task].title;
      const std::string on = target_title(link.on);
      if (link.lag) {
        add(fmt::format("lag/{}", link.id), fmt::format("{}: wait after “{}”", task, on),
            days_estimate_words(*link.lag), link.lag->basis, link.lag->span, link.id);
      }
      if (link.within) {
        add(fmt::format("within/{}", link.id),
            fmt::format("{} and “{}”: most between their starts", task, on),
            days_estimate_words(*link.within), link.within->basis, link.within->span, link.id);
      }
      if (link.date) {
        const bool is_due = link.kind == Link::Kind::Due;
        add(fmt::format("date/{}", link.id),
            fmt::format("{}: {}", task, is_due ? "to end by" : "not before"),
            to_long_string(*link.date), link.basis, link.span, link.id);
      }
    }
  }

  void assets() {
    begin("Means", "asset");
    for (const Asset& asset : c_.assets) {
      for (const Asset::Step& step : asset.capacity) {
        const bool is_later = step.from > c_.horizon.start;
        const std::string what =
            is_later ? fmt::format("{}, from {}", asset.title, to_long_string(step.from))
                     : asset.title;
        add(fmt::format("capacity/{}/{}", asset.id, to_string(step.from)), what,
            estimate_words(step.amount, asset.unit), step.amount.basis, step.amount.span, asset.id);
      }
    }
  }

  void conditions() {
    begin("Conditions outside the mission’s hands", "condition");
    for (const Condition& condition : c_.conditions) {
      add(fmt::format("condition/{}", condition.id),
          fmt::format("{}: how probable", condition.title),
          share_estimate_words(condition.probability), condition.probability.basis,
          condition.probability.span, condition.id);
      add(fmt::format("condition-date/{}", condition.id), fmt::format("{}: when", condition.title),
          date_estimate_words(condition.date), condition.date.basis, condition.date.span,
          condition.id);
    }
  }

  void milestones() {
    begin("Political calendar", "milestone");
    for (const Milestone& milestone : c_.milestones) {
      add("milestone/" + milestone.id, milestone.title, date_estimate_words(milestone.date),
          milestone.date.basis, milestone.date.span, milestone.id);
    }
  }

  void benchmarks() {
    begin("Benchmarks", "benchmark");
    for (const Benchmark& benchmark : c_.benchmarks) {
      const auto add_part = [&](std::string_view part, std::string_view words, std::string value,
                                const Estimate& estimate) {
        add(fmt::format("{}/{}", part, benchmark.id), fmt::format("{}: {}", benchmark.title, words),
            std::move(value), estimate.basis, estimate.span, benchmark.id);
      };
      if (benchmark.baseline) {
        add_part("baseline", "baseline", estimate_words(*benchmark.baseline, benchmark.unit),
                 *benchmark.baseline);
      }
      if (benchmark.target) {
        add_part("target", "target", estimate_words(*benchmark.target, benchmark.unit),
                 *benchmark.target);
      }
      if (benchmark.lag) {
        add_part("benchmark-lag", "time the party takes after delivery",
                 days_estimate_words(*benchmark.lag), *benchmark.lag);
      }
      add_part("feasibility", "how probable that the party does its part",
               share_estimate_words(benchmark.feasibility), benchmark.feasibility);
      for (const Benchmark::Observation& seen : benchmark.observations) {
        std::string value = number_words(seen.value);
        if (!benchmark.unit.empty()) value += " " + benchmark.unit;
        const Basis basis{.kind = seen.cites.empty() ? Basis::Kind::Unknown : Basis::Kind::Cited,
                          .cites = seen.cites,
                          .reason = {}};
        add(fmt::format("observation/{}/{}", benchmark.id, to_string(seen.date)),
            fmt::format("{}: seen {}", benchmark.title, to_long_string(seen.date)),
            std::move(value), basis, {}, benchmark.id);
      }
    }
  }

  std::string effect_words(const Effect& effect) const {
    std::vector<std::string> whom;
    for (const TaskId id : effect.tasks) whom.push_back(c_.tasks[id].title);
    for (const ObjectiveId id : effect.objectives) {
      whom.push_back(fmt::format("all that serves “{}”", c_.objectives[id].title));
    }
    for (const BenchmarkId id : effect.benchmarks) whom.push_back(c_.benchmarks[id].title);
    for (const AssetId id : effect.assets) whom.push_back(c_.assets[id].title);
    for (const AreaId id : effect.areas) whom.push_back(c_.areas[id].title);
    std::string_view what;
    switch (effect.kind) {
      case Effect::Kind::Delay:
        what = "delays";
        break;
      case Effect::Kind::LoseCapacity:
        what = "takes capacity from";
        break;
      case Effect::Kind::CloseArea:
        what = "closes";
        break;
      case Effect::Kind::UndoBenchmark:
        what = "undoes";
        break;
    }
    return whom.empty() ? std::string(what) : fmt::format("{} {}", what, join_words(whom, "and"));
  }

  void shocks() {
    begin("Shocks", "shock");
    for (const Shock& shock : c_.shocks) {
      if (shock.rate) {
        add(fmt::format("shock/{}/rate", shock.id), fmt::format("{}: how often", shock.title),
            estimate_words(*shock.rate, "a year"), shock.rate->basis, shock.rate->span, shock.id);
      }
      if (shock.probability) {
        add(fmt::format("shock/{}/probability", shock.id),
            fmt::format("{}: how probable", shock.title), share_estimate_words(*shock.probability),
            shock.probability->basis, shock.probability->span, shock.id);
      }
      for (std::size_t i = 0; i < shock.effects.size(); ++i) {
        const Effect& effect = shock.effects[i];
        const std::string what = fmt::format("{}: {}", shock.title, effect_words(effect));
        const std::string key = fmt::format("shock-effect/{}/{}", shock.id, i + 1);
        if (effect.by) {
          add(key + "/by", what + ", by", days_estimate_words(*effect.by), effect.by->basis,
              effect.by->span, shock.id);
        }
        if (effect.share) {
          const bool is_chance = effect.kind == Effect::Kind::UndoBenchmark;
          add(key + "/share", what + (is_chance ? ", with a probability of" : ", a share of"),
              share_estimate_words(*effect.share), effect.share->basis, effect.share->span,
              shock.id);
        }
        if (effect.lasting) {
          add(key + "/lasting", what + ", for", days_estimate_words(*effect.lasting),
              effect.lasting->basis, effect.lasting->span, shock.id);
        }
      }
    }
  }

  void views() {
    begin("Statements of the views", "view");
    std::size_t view_number = 0;
    for (const View& view : c_.views) {
      ++view_number;
      for (std::size_t i = 0; i < view.statements.size(); ++i) {
        const Statement& statement = view.statements[i];
        // A view's own id is left out of the key: an id may be as telling as a name.
        add(fmt::format("statement/{}/{}", view_number, i + 1), view.title,
            statement_words(c_, statement), statement.basis, statement.span, "");
      }
    }
  }

  const Case& c_;
  std::string group_;
  std::string entity_;
  std::vector<NumberEntry> entries_;
};

template <class Entities, class Ids>
std::vector<std::string> titles_of(const Entities& entities, const Ids& ids) {
  std::vector<std::string> titles;
  for (const auto id : ids) titles.push_back(fmt::format("“{}”", entities[id].title));
  return titles;
}

std::string before_words(const std::vector<std::string>& titles) {
  return fmt::format("{}", fmt::join(titles, " before "));
}

}  // namespace

std::string statement_words(const Case& c, const Statement& statement) {
  struct Visitor {
    const Case& c;
    std::string operator()(const PreferObjectives& says) const {
      return before_words(titles_of(c.objectives, says.order));
    }
    std::string operator()(const PreferTasks& says) const {
      return before_words(titles_of(c.tasks, says.order));
    }
    std::string operator()(const ShareBetween& says) const {
      return fmt::format("“{}” has {} to {} % of the weight of “{}”",
                         c.objectives[says.objective].title, number_words(says.low * 100),
                         number_words(says.high * 100), c.objectives[says.of].title);
    }
    std::string operator()(const RatioBetween& says) const {
      return fmt::format("“{}” weighs {} to {} times as much as “{}”",
                         c.objectives[says.more].title, number_words(says.low),
                         number_words(says.high), c.objectives[says.less].title);
    }
    std::string operator()(const TaskValueBetween& says) const {
      return fmt::format("“{}” is worth {} to {} of 100", c.tasks[says.task].title,
                         number_words(says.low * 100), number_words(says.high * 100));
    }
    std::string operator()(const TaskRatioBetween& says) const {
      return fmt::format("“{}” is worth {} to {} times as much as “{}”", c.tasks[says.more].title,
                         number_words(says.low), number_words(says.high), c.tasks[says.less].title);
    }
  };
  return std::visit(Visitor{c}, statement.says);
}

std::vector<NumberEntry> numbers_of(const Case& c) { return Collector(c).collect(); }

NumberTable::NumberTable(const Dossier& dossier) : entries_(numbers_of(dossier.base)) {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    by_key_.emplace(entries_[i].key, i);
    if (entries_[i].span.is_known()) by_span_.emplace(entries_[i].span, i);
    switch (entries_[i].basis.kind) {
      case Basis::Kind::Cited:
        ++count_.cited;
        break;
      case Basis::Kind::Judgement:
        ++count_.judgement;
        break;
      case Basis::Kind::Unknown:
        ++count_.unknown;
        break;
    }
  }
  for (const OptionId option : dossier.designs.ids()) {
    for (NumberEntry& entry : numbers_of(dossier.designs[option])) {
      const auto known = by_key_.find(entry.key);
      if (known != by_key_.end()) {
        const NumberEntry& base = entries_[known->second];
        if (base.value == entry.value && base.what == entry.what) continue;
        entry.was = base.value;
      }
      entry.option = option;
      if (entry.span.is_known()) by_span_.emplace(entry.span, entries_.size());
      entries_.push_back(std::move(entry));
    }
  }
}

std::optional<std::size_t> NumberTable::find(std::string_view key) const {
  const auto at = by_key_.lower_bound(key);
  if (at == by_key_.end()) return std::nullopt;
  if (at->first == key) return at->second;
  const std::string below = std::string(key) + "/";
  const auto first_below = by_key_.lower_bound(below);
  if (first_below != by_key_.end() && first_below->first.starts_with(below)) {
    return first_below->second;
  }
  return std::nullopt;
}

std::optional<std::size_t> NumberTable::find(const Span& span) const {
  if (!span.is_known()) return std::nullopt;
  const auto at = by_span_.find(span);
  if (at == by_span_.end()) return std::nullopt;
  return at->second;
}

}  // namespace penholder
