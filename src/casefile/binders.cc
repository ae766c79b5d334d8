#include "casefile/binders.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "casefile/anchors.h"
#include "casefile/fields.h"
#include "casefile/kind_table.h"
#include "casefile/structure.h"
#include "casefile/swing.h"

namespace penholder {
namespace {

constexpr Days kLongestHorizon = 20 * 366;

/// Stand-in for a probability or strength that is not known: documented in reader.h.
void stand_in_for_unknown_share(Estimate& share) {
  if (!share.is_unknown()) return;
  share.low = 0.1;
  share.likely = 0.5;
  share.high = 0.9;
}

class Binder {
 public:
  Binder(const Node& root, Context& context) : root_(root), context_(context) {}

  Case bind();

 private:
  void bind_case(Fields& f);
  void bind(Fields& f, Phase& phase);
  void bind(Fields& f, ScaleLevel& level);
  void bind(Fields& f, Measure& measure);
  void bind(Fields& f, Source& source);
  void bind(Fields& f, Area& area);
  void bind(Fields& f, Actor& actor);
  void bind(Fields& f, Objective& objective);
  void bind(Fields& f, PriorityRule& rule);
  void bind(Fields& f, Asset& asset);
  void bind(Fields& f, Milestone& milestone);
  void bind(Fields& f, Condition& condition);
  void bind(Fields& f, Benchmark& benchmark);
  void bind(Fields& f, Shock& shock);
  void bind(Fields& f, Effect& effect);
  void bind(Fields& f, View& view);
  void bind(Fields& f, Option& option);
  void bind(Fields& f, Task& task);
  bool bind(Fields& f, Serves& serves);
  bool bind(Fields& f, Need& need, bool is_standing);
  bool bind(Fields& f, Link& link);
  bool bind(Fields& f, Statement& statement);
  bool bind_performance(Fields& f, Serves& serves);
  bool is_leaf(Fields& f, ObjectiveId objective);
  bool says_one_thing(Fields& f);
  void read_strength(Fields& f, Serves& serves);
  void read_capacity(Fields& f, Asset& asset);
  void read_levels(Fields& f, Task& task);
  void read_credit(Fields& f, Task& task);
  void refuse(Fields& f, std::string_view key, std::string_view why);
  void demand(Fields& f, std::string_view key, std::string_view why);

  /// One entity for each item of a top-level list, in its order, so that positions agree with
  /// Names.
  template <class IdType, class T>
  void bind_all(std::string_view key, Entity entity, IdVector<IdType, T>& into) {
    const Node* list = root_.find(key);
    if (list == nullptr) return;
    for (const Node& item : list->items) {
      Fields f(context_, item, entity);
      T bound;
      bound.span = f.span();
      bind(f, bound);
      into.push_back(std::move(bound));
    }
  }

  const Node& root_;
  Context& context_;
  Case case_;
  Places places_;
  std::vector<bool> has_parts_;  // objective -> is it a parent
  std::vector<Span> asset_unit_;
  std::vector<Span> measure_unit_;
};

void Binder::refuse(Fields& f, std::string_view key, std::string_view why) {
  if (!f.has(key)) return;
  f.report(kind_of("key-not-applicable"), f.key_span(key),
           fmt::format("`{}` has no meaning here: {}", key, why), "remove it");
}

void Binder::demand(Fields& f, std::string_view key, std::string_view why) {
  if (f.has(key) || !context_.is_complete()) return;
  f.report(kind_of("missing-key"), f.span(), fmt::format("`{}` is missing: {}", key, why),
           f.hint(key));
}

void Binder::bind_case(Fields& f) {
  f.read("id", case_.id);
  f.read("title", case_.title);
  f.read("mission", case_.mission);
  f.read("as-of", case_.as_of);
  f.read("horizon", case_.horizon);
  if (case_.horizon.length() > kLongestHorizon) {
    f.report(kind_of("empty-range"), f.key_span("horizon"), "the horizon is longer than 20 years",
             "plan a shorter stretch");
    case_.horizon.end = case_.horizon.start + kLongestHorizon;
  }
  f.each("phases", [&](Fields& item) {
    Phase phase;
    phase.span = item.span();
    bind(item, phase);
    if (item.is_sound()) case_.phases.push_back(std::move(phase));
  });
  f.read("summary", case_.summary);
  f.read("question", case_.question);
  f.read("reference-view", case_.reference_view);
  f.each("context", [&](Fields& item) {
    ContextItem context_item;
    context_item.span = item.span();
    item.read("text", context_item.text);
    item.read("cites", context_item.cites);
    case_.context.push_back(std::move(context_item));
  });
  f.read("gaps", case_.gaps);
  f.one("tolerance", [&](Fields& tolerance) {
    tolerance.read("levels", case_.tolerance_levels, 0, 10);
    case_.tolerance_basis = tolerance.read_basis();
  });
}

void Binder::bind(Fields& f, Phase& phase) {
  f.read("id", phase.id);
  f.read("title", phase.title);
  f.read("start", phase.range.start);
  f.read("end", phase.range.end);
}

void Binder::bind(Fields& f, ScaleLevel& level) {
  f.read("id", level.id);
  level.title = level.id;
  f.read("title", level.title);
  f.read("value", level.value);
  f.read("meaning", level.meaning);
  level.basis = f.read_basis();
}

void Binder::bind(Fields& f, Measure& measure) {
  f.read("id", measure.id);
  f.read("title", measure.title);
  f.read("unit", measure.unit);
  measure.basis = f.read_basis();
  measure_unit_.push_back(f.has("unit") ? f.at("unit")->span : f.span());
  const std::string owner = fmt::format("measure `{}`", measure.id);
  const NamedUnit unit{.unit = measure.unit,
                       .owner = owner,
                       .declared_at = measure_unit_.back(),
                       .is_required = false};
  f.each("anchors", [&](Fields& item) {
    Measure::Anchor anchor;
    anchor.span = item.span();
    item.read("at", anchor.at, unit);
    item.read("value", anchor.value);
    item.read("meaning", anchor.meaning);
    measure.anchors.push_back(std::move(anchor));
  });
  order_anchors(measure, f.has("anchors") && context_.is_complete(), context_.diagnostics());
}

void Binder::bind(Fields& f, Source& source) {
  f.read("id", source.id);
  f.read("symbol", source.symbol);
  f.read("title", source.title);
  f.read("date", source.date);
  if (f.has("symbol")) source.symbol_at = f.at("symbol")->span;
  if (f.has("date")) source.date_at = f.at("date")->span;
  f.read("kind", source.kind);
  f.read("held", source.held);
  f.read("note", source.note);
}

void Binder::bind(Fields& f, Area& area) {
  f.read("id", area.id);
  f.read("title", area.title);
  f.read("pcode", area.pcode);
  f.read("parent", area.parent);
  f.read("at", area.at);
  f.read("need", area.need);
  f.read("cites", area.cites);
  places_.area_parent.push_back(f.has("parent") ? f.at("parent")->span : f.span());
}

void Binder::bind(Fields& f, Actor& actor) {
  f.read("id", actor.id);
  f.read("title", actor.title);
  f.read("kind", actor.kind);
  f.each("may-not", [&](Fields& item) {
    Limit limit;
    limit.span = item.span();
    item.read("what", limit.what);
    item.read("text", limit.text);
    item.read("cites", limit.cites);
    actor.may_not.push_back(std::move(limit));
  });
  f.read("cites", actor.cites);
}

void Binder::bind(Fields& f, Objective& objective) {
  f.read("id", objective.id);
  f.read("title", objective.title);
  f.read("parent", objective.parent);
  if (f.has("tier")) {
    int tier = 0;
    f.read("tier", tier, 1, 2);
    if (tier > 0) objective.tier = tier;
  }
  f.read("window", objective.window);
  f.read("cites", objective.cites);
  places_.objective_parent.push_back(f.has("parent") ? f.at("parent")->span : f.span());
  places_.objective_tier.push_back(f.key_span("tier"));
}

void Binder::bind(Fields& f, PriorityRule& rule) {
  rule.span = f.span();
  f.read("kind", rule.kind);
  f.read("order", rule.order);
  f.read("text", rule.text);
  f.read("cites", rule.cites);
  if (rule.kind == PriorityRule::Kind::Order) demand(f, "order", "the rule is an order");
}

void Binder::bind(Fields& f, Asset& asset) {
  f.read("id", asset.id);
  f.read("title", asset.title);
  f.read("kind", asset.kind);
  f.read("unit", asset.unit);
  f.read("areas", asset.areas);
  f.read("cites", asset.cites);
  asset_unit_.push_back(f.has("unit") ? f.at("unit")->span : f.span());
  read_capacity(f, asset);
}

void Binder::read_capacity(Fields& f, Asset& asset) {
  const Node* node = f.at("capacity");
  const std::string owner = fmt::format("asset `{}`", asset.id);
  const NamedUnit named{.unit = asset.unit, .owner = owner, .declared_at = asset_unit_.back()};
  const NamedUnit* unit = f.has("unit") ? &named : nullptr;
  if (node != nullptr && node->is_list()) {
    std::optional<Date> earlier;
    Span earlier_at;
    f.each("capacity", [&](Fields& item) {
      Asset::Step step{.from = case_.horizon.start, .amount = {}};
      std::optional<Date> from;
      item.read("from", from);
      if (from) step.from = *from;
      const bool is_read = item.read_estimate(step.amount, Unit::OfAsset, unit);
      if (!is_read && !step.amount.is_unknown()) return;
      if (!from) return;
      if (earlier && step.from <= *earlier) {
        item.report(
            kind_of("capacity-steps"), item.at("from")->span,
            fmt::format("this step begins on {}, not after the one before", to_string(step.from)),
            "list the steps by rising date", {{.span = earlier_at, .text = "the step before"}});
        return;
      }
      earlier = step.from;
      if (asset.capacity.empty() && step.from > case_.horizon.start) {
        item.report(kind_of("capacity-steps"), item.at("from")->span,
                    fmt::format("the first step begins on {}, after the start of the horizon on {}",
                                to_string(step.from), to_string(case_.horizon.start)),
                    "say how much there is at the start; `0` is an answer, too");
        step.from = case_.horizon.start;
      }
      if (asset.kind == Asset::Kind::Budget && !asset.capacity.empty()) {
        item.report(kind_of("capacity-steps"), item.at("from")->span,
                    "a budget has one step, since it is spent over the whole horizon",
                    "give the whole sum, or make two budgets");
        return;
      }
      earlier_at = item.at("from")->span;
      asset.capacity.push_back(std::move(step));
    });
  } else if (node != nullptr) {
    Estimate amount;
    f.read("capacity", amount, unit);
    asset.capacity.push_back({.from = case_.horizon.start, .amount = std::move(amount)});
  }
  if (asset.capacity.empty()) {
    asset.capacity.push_back(
        {.from = case_.horizon.start, .amount = {.basis = {}, .span = asset.span}});
  }
}

void Binder::bind(Fields& f, Milestone& milestone) {
  f.read("id", milestone.id);
  f.read("title", milestone.title);
  f.read("kind", milestone.kind);
  f.read("cites", milestone.cites);
  milestone.date = {.low = case_.horizon.end,
                    .likely = case_.horizon.end,
                    .high = case_.horizon.end,
                    .basis = {},
                    .span = milestone.span};
  f.read("date", milestone.date, milestone.cites);
}

void Binder::bind(Fields& f, Condition& condition) {
  f.read("id", condition.id);
  f.read("title", condition.title);
  f.read("holder", condition.holder);
  f.read("probability", condition.probability);
  stand_in_for_unknown_share(condition.probability);
  f.read("cites", condition.cites);
  condition.date = {.low = case_.horizon.end,
                    .likely = case_.horizon.end,
                    .high = case_.horizon.end,
                    .basis = {},
                    .span = condition.span};
  f.read("date", condition.date, condition.cites);
}

void Binder::bind(Fields& f, Benchmark& benchmark) {
  f.read("id", benchmark.id);
  f.read("title", benchmark.title);
  f.read("indicator", benchmark.indicator);
  f.read("direction", benchmark.direction);
  f.read("unit", benchmark.unit);
  const std::string owner = fmt::format("benchmark `{}`", benchmark.id);
  const NamedUnit unit{.unit = benchmark.unit,
                       .owner = owner,
                       .declared_at = f.has("unit") ? f.at("unit")->span : Span{},
                       .is_required = false};
  f.read("baseline", benchmark.baseline, &unit);
  f.read("target", benchmark.target, &unit);
  benchmark.due = case_.horizon.end;
  f.read("due", benchmark.due);
  f.read("on", benchmark.on);
  f.read("concept", benchmark.about);
  f.read("delivered-by", benchmark.delivered_by);
  f.read("needs", benchmark.needs);
  f.read("lag", benchmark.lag);
  f.read("feasibility", benchmark.feasibility);
  stand_in_for_unknown_share(benchmark.feasibility);
  f.read("ambition", benchmark.ambition);
  f.each("observations", [&](Fields& item) {
    Benchmark::Observation observation{.date = case_.as_of, .value = 0.0, .cites = {}};
    item.read("date", observation.date);
    item.read("value", observation.value, unit);
    item.read("cites", observation.cites);
    benchmark.observations.push_back(std::move(observation));
  });
  f.read("cites", benchmark.cites);
}

void Binder::bind(Fields& f, Shock& shock) {
  f.read("id", shock.id);
  f.read("title", shock.title);
  f.read("rate", shock.rate);
  f.read("probability", shock.probability);
  if (f.has("rate") == f.has("probability") && context_.is_complete()) {
    f.report(
        kind_of("choose-one"), f.span(),
        fmt::format("a shock has either `rate` or `probability`; this has {}",
                    f.has("rate") ? "both" : "neither"),
        "`rate: {value: 2 per year, ..}` if it may strike again and again, `probability` if once");
    shock.probability.reset();
  }
  f.read("window", shock.window);
  f.each("effects", [&](Fields& item) {
    Effect effect;
    effect.span = item.span();
    bind(item, effect);
    shock.effects.push_back(std::move(effect));
  });
  f.read("cites", shock.cites);
}

void Binder::bind(Fields& f, Effect& effect) {
  f.read("kind", effect.kind);
  f.read("tasks", effect.tasks);
  f.read("objectives", effect.objectives);
  f.read("benchmarks", effect.benchmarks);
  f.read("assets", effect.assets);
  f.read("areas", effect.areas);
  f.read("by", effect.by);
  f.read("lasting", effect.lasting);
  f.read("share", effect.share);

  // Which keys go with which kind: the rest would be ignored in silence.
  struct Use {
    Effect::Kind kind;
    std::string_view word;
    std::vector<std::string_view> takes;
    std::vector<std::string_view> needs;
  };
  const std::array<Use, 4> uses = {{
      {Effect::Kind::Delay, "delay", {"tasks", "objectives", "benchmarks", "by"}, {"by"}},
      {Effect::Kind::LoseCapacity,
       "lose-capacity",
       {"assets", "share", "lasting"},
       {"assets", "share", "lasting"}},
      {Effect::Kind::CloseArea, "close-area", {"areas", "lasting"}, {"areas", "lasting"}},
      {Effect::Kind::UndoBenchmark,
       "undo-benchmark",
       {"benchmarks", "share"},
       {"benchmarks", "share"}},
  }};
  if (!f.has("kind")) return;
  const Use& use = uses[static_cast<std::size_t>(effect.kind)];
  for (const std::string_view key :
       {"tasks", "objectives", "benchmarks", "assets", "areas", "by", "lasting", "share"}) {
    if (std::ranges::find(use.takes, key) == use.takes.end()) {
      refuse(f, key, fmt::format("the effect is `{}`", use.word));
    }
  }
  for (const std::string_view key : use.needs) {
    demand(f, key, fmt::format("the effect is `{}`", use.word));
  }
  if (use.kind == Effect::Kind::Delay && !f.has("tasks") && !f.has("objectives") &&
      !f.has("benchmarks")) {
    demand(f, "tasks", "a delay names `tasks`, `objectives` or `benchmarks`");
  }
}

void Binder::bind(Fields& f, View& view) {
  f.read("id", view.id);
  f.read("title", view.title);
  f.read("held-by", view.held_by);
  f.each("says", [&](Fields& item) {
    Statement statement;
    statement.span = item.span();
    item.read("held-by", statement.held_by);
    item.read("text", statement.text);
    statement.basis = item.read_basis();
    if (!says_one_thing(item)) return;
    if (item.has("swing")) {
      for (Statement& ratio : read_swing(item, statement, case_)) {
        view.statements.push_back(std::move(ratio));
      }
    } else if (bind(item, statement)) {
      view.statements.push_back(std::move(statement));
    }
  });
  f.read("cites", view.cites);
}

bool Binder::says_one_thing(Fields& f) {
  int count = 0;
  for (const std::string_view key :
       {"prefer", "prefer-tasks", "share", "ratio", "swing", "task-value", "task-ratio"}) {
    if (f.has(key)) ++count;
  }
  if (count == 1) return true;
  if (context_.is_complete()) {
    f.report(kind_of("choose-one"), f.span(),
             fmt::format("a statement says exactly one of `prefer`, `prefer-tasks`, `share`, "
                         "`ratio`, `swing`, `task-value` and `task-ratio`; this says {}",
                         count == 0 ? "none" : "several"),
             count == 0 ? "add one" : "make each a list item of its own");
  }
  return false;
}

/// Bounds the wrong way round are reported and swapped.
void put_in_order(Fields& f, double& low, double& high) {
  if (low <= high) return;
  f.report(kind_of("percentile-order"), f.at("high")->span, "`high` is below `low`", "low <= high",
           {{.span = f.at("low")->span, .text = "low"}});
  std::swap(low, high);
}

bool Binder::bind(Fields& f, Statement& statement) {
  bool is_sound = true;
  // Of two objectives or of two tasks; `says` gives the kind.
  const auto ratio = [&](auto says, std::string_view key, std::string_view mistake,
                         std::string_view remedy) {
    bool is_said = false;
    f.one(key, [&](Fields& item) {
      item.read("more", says.more);
      item.read("less", says.less);
      item.read("low", says.low);
      item.read("high", says.high);
      if (!item.is_sound()) return;
      if (says.more == says.less) {
        item.report(kind_of("self-reference"), item.at("less")->span, std::string(mistake),
                    std::string(remedy));
        return;
      }
      put_in_order(item, says.low, says.high);
      statement.says = says;
      is_said = true;
    });
    return is_said;
  };
  if (f.has("prefer")) {
    PreferObjectives says;
    f.read("prefer", says.order);
    is_sound = !says.order.empty();
    statement.says = std::move(says);
  } else if (f.has("prefer-tasks")) {
    PreferTasks says;
    f.read("prefer-tasks", says.order);
    is_sound = !says.order.empty();
    statement.says = std::move(says);
  } else if (f.has("share")) {
    is_sound = false;
    f.one("share", [&](Fields& item) {
      ShareBetween says;
      item.read("objective", says.objective);
      std::optional<ObjectiveId> of;
      item.read("of", of);
      item.read("low", says.low);
      item.read("high", says.high);
      if (!item.is_sound()) return;
      if (!of && !item.has("of")) {
        of = case_.objectives[says.objective].parent;
        if (!of) {
          item.report(kind_of("missing-key"), item.span(),
                      fmt::format("`of` is missing: objective `{}` has no parent",
                                  case_.objectives[says.objective].id),
                      "say of which objective's weight this is a share");
        }
      }
      if (!of) return;
      says.of = *of;
      put_in_order(item, says.low, says.high);
      statement.says = says;
      is_sound = true;
    });
  } else if (f.has("task-value")) {
    is_sound = false;
    f.one("task-value", [&](Fields& item) {
      TaskValueBetween says;
      item.read("task", says.task);
      item.read("low", says.low);
      item.read("high", says.high);
      if (!item.is_sound()) return;
      put_in_order(item, says.low, says.high);
      statement.says = says;
      is_sound = true;
    });
  } else if (f.has("task-ratio")) {
    is_sound =
        ratio(TaskRatioBetween{}, "task-ratio", "a task is compared with itself", "name two tasks");
  } else {
    is_sound = ratio(RatioBetween{}, "ratio", "an objective is compared with itself",
                     "name two objectives");
  }
  return is_sound;
}

void Binder::bind(Fields& f, Option& option) {
  f.read("id", option.id);
  f.read("title", option.title);
  f.read("summary", option.summary);
  f.read("group", option.group);
  f.read("held-by", option.held_by);
  f.read("cites", option.cites);
}

void Binder::bind(Fields& f, Task& task) {
  f.read("id", task.id);
  f.read("title", task.title);
  f.read("cites", task.cites);
  f.read("force", task.force);
  f.read("list", task.list);
  f.read("kind", task.kind);
  f.read("lead", task.leads);
  f.read("partners", task.partners);
  f.read("does", task.does);
  f.read("areas", task.areas);
  f.read("counted-over", task.counted_over);
  f.each("serves", [&](Fields& item) {
    Serves serves;
    serves.span = item.span();
    if (bind(item, serves)) task.serves.push_back(std::move(serves));
  });
  f.read("must", task.must);
  f.each("needs", [&](Fields& item) {
    Need need;
    need.span = item.span();
    if (bind(item, need, task.is_standing())) task.needs.push_back(std::move(need));
  });
  f.read("duration", task.duration);
  read_levels(f, task);
  read_credit(f, task);
  if (task.is_standing()) {
    refuse(f, "duration", "the task is standing, so it does not end");
    refuse(f, "credit", "the task is standing; its credit follows its level in each phase");
    task.duration.reset();
    return;
  }
  task.levels.clear();
  if (!f.has("kind")) return;  // reported already: what fits it cannot be told
  refuse(f, "levels", "the task is discrete");
  demand(f, "duration", "the task is discrete");
}

bool Binder::is_leaf(Fields& f, ObjectiveId objective) {
  if (!has_parts_[objective.value]) return true;
  std::vector<std::string> parts;
  for (const ObjectiveId part : children_of(case_, objective)) {
    if (parts.size() == 5) break;
    parts.push_back(fmt::format("`{}`", case_.objectives[part].id));
  }
  f.report(
      kind_of("not-a-leaf"), f.at("objective")->span,
      fmt::format("`{}` has parts; a task serves leaf objectives", case_.objectives[objective].id),
      fmt::format("name a part, such as {}", join_words(parts, "or")),
      {{.span = case_.objectives[objective].span, .text = "declared here"}});
  return false;
}

bool Binder::bind(Fields& f, Serves& serves) {
  f.read("objective", serves.objective);
  const bool is_measured = f.has("measure") || f.has("performance");
  const bool is_judged = f.has("strength") || f.has("unknown");
  if (is_measured == is_judged) {
    if (context_.is_complete()) {
      f.report(
          is_measured ? kind_of("choose-one") : kind_of("missing-key"), f.span(),
          is_measured ? "a task serves an objective by `strength`, or by `measure` and "
                        "`performance`; this has both"
                      : "this serves item has no `strength`",
          is_measured ? "keep one form" : f.hint("strength") + "; or `measure` and `performance`");
    }
    return false;
  }
  if (is_measured) return bind_performance(f, serves);
  serves.strength.span = f.has("strength") ? f.at("strength")->span : f.span();
  serves.strength.basis = f.read_basis();
  if (serves.strength.is_unknown()) {
    if (f.has("strength")) {
      f.report(kind_of("two-bases"), f.key_span("unknown"),
               "this strength is given and `unknown` at the same time",
               "remove `unknown` and say what the strength rests on, or remove the strength");
    } else {
      f.report(kind_of("number-unknown"), f.key_span("unknown"),
               fmt::format("a strength is missing: {}", serves.strength.basis.reason));
    }
    stand_in_for_unknown_share(serves.strength);
  } else {
    demand(f, "strength", "it is not `unknown` either");
    read_strength(f, serves);
  }
  if (!f.is_sound()) return false;
  if (serves.level[0].empty() && !serves.strength.is_unknown()) return false;
  return is_leaf(f, serves.objective);
}

bool Binder::bind_performance(Fields& f, Serves& serves) {
  demand(f, "measure", "`performance` is an amount of what a measure counts");
  demand(f, "performance", "`measure` says on what scale, not how much");
  for (const std::string_view key : {"cites", "judgement"}) {
    refuse(f, key, "what the amount rests on stands in `performance`");
  }
  Serves::Performance performance;
  f.read("measure", performance.measure);
  if (!f.has("measure") || !f.has("performance") || !f.is_sound()) return false;
  const Measure& measure = case_.measures[performance.measure];
  const std::string owner = fmt::format("measure `{}`", measure.id);
  const NamedUnit unit{.unit = measure.unit,
                       .owner = owner,
                       .declared_at = measure_unit_[performance.measure.value]};
  f.read("performance", performance.amount, &unit);
  read_against_anchors(measure, performance.amount, f.at("performance")->span,
                       context_.diagnostics());
  serves.strength = value_of(measure, performance.amount);
  serves.performance = std::move(performance);
  return is_leaf(f, serves.objective);
}

void Binder::read_strength(Fields& f, Serves& serves) {
  const Node* node = f.at("strength");
  if (node == nullptr) return;
  const auto index_of = [&](const Node& level) -> std::optional<std::size_t> {
    if (!level.is_scalar()) {
      f.report(kind_of("wrong-shape"), level.span, "`strength` takes a level of the scale",
               "such as `strength: strong` or `strength: [some, strong, strong]`");
      return std::nullopt;
    }
    const auto found = context_.resolve(level.text, level.span, "scale level");
    if (!found) return std::nullopt;
    for (std::size_t i = 0; i < case_.scale.size(); ++i) {  // the scale may have been put in order
      if (case_.scale[i].id == level.text) return i;
    }
    return std::nullopt;
  };
  std::array<std::optional<std::size_t>, 3> levels;
  if (node->is_list()) {
    if (node->items.size() != 3) {
      f.report(kind_of("wrong-shape"), node->span,
               fmt::format("`strength` takes one level or three (low, likely, high); this has {}",
                           node->items.size()),
               "such as `strength: [some, strong, strong]`");
      return;
    }
    for (std::size_t i = 0; i < 3; ++i) levels[i] = index_of(node->items[i]);
    if (!levels[0] || !levels[1] || !levels[2]) return;
    if (*levels[0] > *levels[1] || *levels[1] > *levels[2]) {
      f.report(kind_of("percentile-order"), node->span, "these levels do not rise from low to high",
               "low, likely, high: weakest first");
      std::ranges::sort(levels);
    }
  } else {
    const auto likely = index_of(*node);
    if (!likely) return;
    levels.fill(likely);
    if (serves.strength.is_judgement()) {
      const auto off = static_cast<std::size_t>(case_.tolerance_levels);
      levels[0] = *likely - std::min(*likely, off);
      levels[2] = std::min(*likely + off, case_.scale.size() - 1);
      if (off == 0) {
        f.report(
            kind_of("judgement-without-range"), node->span,
            fmt::format("`{}` is a judgement without a range", node->text),
            "give three levels (low, likely, high), or `tolerance` in `case` for all strengths");
      }
    }
  }
  serves.strength.low = case_.scale[*levels[0]].value;
  serves.strength.likely = case_.scale[*levels[1]].value;
  serves.strength.high = case_.scale[*levels[2]].value;
  for (std::size_t i = 0; i < 3; ++i) serves.level[i] = case_.scale[*levels[i]].id;
}

bool Binder::bind(Fields& f, Need& need, bool is_standing) {
  f.read("asset", need.asset);
  if (!f.is_sound()) {
    Estimate unused;
    f.read("amount", unused);  // for its own mistakes
    return false;
  }
  const Asset& asset = case_.assets[need.asset];
  const std::string owner = fmt::format("asset `{}`", asset.id);
  const NamedUnit unit{.unit = asset.unit,
                       .owner = owner,
                       .declared_at = asset_unit_[need.asset.value],
                       .may_be_per_month = is_standing && asset.kind == Asset::Kind::Budget};
  f.read("amount", need.amount, asset.unit.empty() ? nullptr : &unit);
  return true;
}

void Binder::read_levels(Fields& f, Task& task) {
  f.each("levels", [&](Fields& item) {
    Level level;
    level.span = item.span();
    item.read("id", level.id);
    level.title = level.id;
    item.read("title", level.title);
    item.read("effort", level.effort);
    item.read("effect", level.effect);
    level.basis = item.read_basis();
    const auto twin = std::ranges::find(task.levels, level.id, &Level::id);
    if (twin != task.levels.end()) {
      item.report(kind_of("duplicate-id"), item.span(),
                  fmt::format("there is another level `{}` in this task", level.id),
                  "rename one of the two", {{.span = twin->span, .text = "first defined here"}});
      return;
    }
    task.levels.push_back(std::move(level));
  });
  std::ranges::stable_sort(task.levels, {}, &Level::effort);
  if (task.is_standing() && task.levels.empty()) {
    task.levels.push_back({.id = "full",
                           .title = "Full",
                           .effort = 1.0,
                           .effect = 1.0,
                           .basis = {.kind = Basis::Kind::Judgement,
                                     .cites = {},
                                     .reason = "no levels are given: all or nothing"},
                           .span = task.span});
  }
}

void Binder::read_credit(Fields& f, Task& task) {
  f.one("credit", [&](Fields& item) {
    task.credit.is_default = false;
    item.read("rule", task.credit.kind);
    if (item.has("by")) {
      DateRef by = case_.horizon.end;
      item.read("by", by);
      task.credit.by = by;
    }
    if (task.credit.kind == CreditRule::Kind::Step) {
      demand(item, "by", "the rule is `step`");
      if (!task.credit.by) task.credit.by = case_.horizon.end;
    } else {
      refuse(item, "by", "only the rule `step` has a date");
      task.credit.by.reset();
    }
  });
  if (task.is_standing()) task.credit = {};
}

bool Binder::bind(Fields& f, Link& link) {
  f.read("id", link.id);
  f.read("kind", link.kind);
  f.read("task", link.task);
  f.read("on", link.on);
  f.read("date", link.date);
  f.read("lag", link.lag);
  f.read("within", link.within);
  link.basis = f.read_basis();
  link.cites = link.basis.cites;
  if (!f.has("kind") || !f.is_sound()) return false;

  const std::string why = fmt::format("the link is `{}`", f.at("kind")->text);
  const bool is_dated = link.kind == Link::Kind::NotBefore || link.kind == Link::Kind::Due;
  if (link.kind != Link::Kind::After) refuse(f, "lag", why);
  if (link.kind != Link::Kind::Together) refuse(f, "within", why);
  if (is_dated) {
    if (f.has("on") == f.has("date")) {
      if (context_.is_complete()) {
        f.report(kind_of("choose-one"), f.span(),
                 fmt::format("{}: it takes either `date` or a milestone in `on`; this has {}", why,
                             f.has("on") ? "both" : "neither"),
                 f.has("on") ? "keep one" : "add one");
      }
      return false;
    }
    if (!f.has("on")) return link.date.has_value();
  } else {
    refuse(f, "date", why);
    demand(f, "on", why);
    link.date.reset();
    if (!f.has("on")) return false;
  }
  if (const auto* task = std::get_if<TaskId>(&link.on); task != nullptr && *task == link.task) {
    f.report(kind_of("self-reference"), f.at("on")->span,
             fmt::format("task `{}` is linked to itself", f.at("on")->text), "name two tasks",
             {{.span = f.at("task")->span, .text = "the same task"}});
    return false;
  }
  struct Allowed {
    bool task, condition, milestone;
    std::string_view words;
  };
  const Allowed allowed = [&]() -> Allowed {
    switch (link.kind) {
      case Link::Kind::After:
        return {true, true, true, "a task, a condition or a milestone"};
      case Link::Kind::NotBefore:
      case Link::Kind::Due:
        return {false, false, true, "a milestone"};
      case Link::Kind::Together:
      case Link::Kind::InsteadOf:
        return {true, false, false, "a task"};
      case Link::Kind::Requires:
        return {true, true, false, "a task or a condition"};
    }
    return {true, true, true, ""};
  }();
  std::string_view found;
  if (std::holds_alternative<TaskId>(link.on) && !allowed.task) found = "task";
  if (std::holds_alternative<ConditionId>(link.on) && !allowed.condition) found = "condition";
  if (std::holds_alternative<MilestoneId>(link.on) && !allowed.milestone) found = "milestone";
  if (!found.empty()) {
    f.report(kind_of("wrong-target"), f.at("on")->span,
             fmt::format("`{}` is a {}; {}, which takes {}", f.at("on")->text, found, why,
                         allowed.words),
             is_dated && found == "task" ? "to put one task behind another, use `kind: after`"
                                         : "name another entity, or correct the kind",
             {{.span = f.at("kind")->span, .text = "the kind of the link"}});
    return false;
  }
  places_.link_on.push_back(f.at("on")->span);
  return true;
}

Case Binder::bind() {
  Fields file(context_, root_, Entity::File);
  int version = 1;
  if (const Node* node = file.at("penholder"); node != nullptr) {
    if (!node->is_scalar() || node->text != "1") {
      file.report(kind_of("different-version"), node->span,
                  "this program reads version 1 of the format",
                  "write `penholder: 1`, or use a newer program");
    } else {
      file.read("penholder", version, 1, 1);
    }
  }
  case_.horizon = {Date(2000, 1, 1), Date(2001, 1, 1)};
  case_.as_of = case_.horizon.start;
  file.one("case", [&](Fields& f) { bind_case(f); });
  // Each list before those whose binders look into its entities (units, scale, parents).
  file.each("scale", [&](Fields& f) {
    ScaleLevel level;
    level.span = f.span();
    bind(f, level);
    case_.scale.push_back(std::move(level));
  });
  order_scale(case_, context_.diagnostics());
  bind_all("measures", Entity::Measure, case_.measures);
  bind_all("sources", Entity::Source, case_.sources);
  bind_all("areas", Entity::Area, case_.areas);
  bind_all("actors", Entity::Actor, case_.actors);
  bind_all("objectives", Entity::Objective, case_.objectives);
  break_parent_cycles(case_, places_, context_.diagnostics());
  clear_nested_tiers(case_, places_, context_.diagnostics());
  has_parts_.assign(case_.objectives.size(), false);
  for (const Objective& objective : case_.objectives) {
    if (objective.parent) has_parts_[objective.parent->value] = true;
  }
  file.one("priority-rule", [&](Fields& f) { bind(f, case_.priority_rule); });
  bind_all("assets", Entity::Asset, case_.assets);
  bind_all("milestones", Entity::Milestone, case_.milestones);
  bind_all("conditions", Entity::Condition, case_.conditions);
  bind_all("tasks", Entity::Task, case_.tasks);
  file.each("links", [&](Fields& f) {
    Link link;
    link.span = f.span();
    if (!bind(f, link)) return;
    if (places_.link_on.size() == case_.links.size()) places_.link_on.push_back(link.span);
    case_.links.push_back(std::move(link));
  });
  bind_all("benchmarks", Entity::Benchmark, case_.benchmarks);
  bind_all("shocks", Entity::Shock, case_.shocks);
  bind_all("views", Entity::View, case_.views);
  bind_all("options", Entity::Option, case_.options);

  complete_phases(case_, context_.diagnostics());
  break_link_cycles(case_, places_, context_.diagnostics());
  check_shared_names(case_, context_.diagnostics());
  complete_credit(case_);
  return std::move(case_);
}

}  // namespace

Case bind_case(const Node& root, bool is_complete, Diagnostics& diagnostics) {
  const Names names(root);
  Context context(names, is_complete, diagnostics);
  return Binder(root, context).bind();
}

}  // namespace penholder
