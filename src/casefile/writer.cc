#include "casefile/writer.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "base/text.h"
#include "casefile/keywords.h"

namespace penholder {
namespace {

// Values are written in flow form on one line, entities in block form: easy to read, and nothing
// depends on how deeply a value is indented.

std::string text_of(std::string_view text) {
  if (is_kebab_case(text) && text != "null") return std::string(text);
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      case '\r':
        result += "\\r";
        break;
      default:
        result += c;
    }
  }
  return result + '"';
}

template <class Enum>
std::string word_of(std::string_view enumeration, Enum value) {
  return std::string(words_of(enumeration)[static_cast<std::size_t>(value)].word);
}

std::string list_of(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

/// A mapping on one line.
class Flow {
 public:
  void put(std::string_view key, std::string_view value) {
    parts_.push_back(fmt::format("{}: {}", key, value));
  }
  [[nodiscard]] std::string text() const { return fmt::format("{{{}}}", fmt::join(parts_, ", ")); }

 private:
  std::vector<std::string> parts_;
};

class Writer {
 public:
  explicit Writer(const Case& c) : case_(c) {}
  std::string write();

 private:
  // -- Lines: a key of the top level, an item of a list, a key of an item
  // ---------------------------
  void section(std::string_view key, bool is_there) {
    if (is_there) out_ += fmt::format("{}:\n", key);
  }
  void item(std::string_view id) { out_ += fmt::format("  - id: {}\n", text_of(id)); }
  void field(std::string_view key, std::string_view value) {
    out_ += fmt::format("    {}: {}\n", key, value);
  }
  void words(std::string_view key, std::string_view text) {
    if (!text.empty()) field(key, text_of(text));
  }
  void entries(std::string_view key, const std::vector<std::string>& flows) {
    if (flows.empty()) return;
    out_ += fmt::format("    {}:\n", key);
    for (const std::string& flow : flows) out_ += fmt::format("      - {}\n", flow);
  }

  // -- Values
  // -----------------------------------------------------------------------------------------
  [[nodiscard]] std::string cites_of(const std::vector<Citation>& cites) const {
    std::vector<std::string> items;
    for (const Citation& cite : cites) {
      std::string text = case_.sources[cite.source].id;
      if (!cite.locator.empty()) text += '#' + cite.locator;
      items.push_back(text_of(text));
    }
    return list_of(items);
  }
  void cites(const std::vector<Citation>& all) {
    if (!all.empty()) field("cites", cites_of(all));
  }
  void put_basis(Flow& flow, const Basis& basis) const {
    switch (basis.kind) {
      case Basis::Kind::Cited:
        flow.put("cites", cites_of(basis.cites));
        break;
      case Basis::Kind::Judgement:
        flow.put("judgement", text_of(basis.reason));
        break;
      case Basis::Kind::Unknown:
        flow.put("unknown", text_of(basis.reason));
        break;
    }
  }
  void basis(const Basis& basis) {
    if (basis.kind == Basis::Kind::Cited) field("cites", cites_of(basis.cites));
    if (basis.kind == Basis::Kind::Judgement) field("judgement", text_of(basis.reason));
  }
  void put_estimate(Flow& flow, const Estimate& e, std::string_view unit) const {
    const auto number = [&](double value) {
      // Shortest text that reads back to the same double.
      const std::string digits = fmt::format("{}", value);
      return unit.empty() ? digits : text_of(fmt::format("{} {}", digits, unit));
    };
    if (!e.is_unknown() && e.is_certain()) {
      flow.put("value", number(e.likely));
    } else if (!e.is_unknown()) {
      flow.put("low", number(e.low));
      flow.put("likely", number(e.likely));
      flow.put("high", number(e.high));
    }
    put_basis(flow, e.basis);
  }
  [[nodiscard]] std::string number_of(const Estimate& estimate, std::string_view unit) const {
    Flow flow;
    put_estimate(flow, estimate, unit);
    return flow.text();
  }
  void number(std::string_view key, const std::optional<Estimate>& estimate,
              std::string_view unit) {
    if (estimate) field(key, number_of(*estimate, unit));
  }
  void put_number(Flow& flow, std::string_view key, const std::optional<Estimate>& estimate,
                  std::string_view unit) const {
    if (estimate) flow.put(key, number_of(*estimate, unit));
  }
  [[nodiscard]] std::string date_of(const DateEstimate& date) const {
    Flow flow;
    if (date.is_unknown()) {
      // The stand-in is the reader's, not the case's.
    } else if (date.is_certain()) {
      flow.put("value", to_string(date.likely));
    } else {
      flow.put("low", to_string(date.low));
      flow.put("likely", to_string(date.likely));
      flow.put("high", to_string(date.high));
    }
    put_basis(flow, date.basis);
    return flow.text();
  }
  [[nodiscard]] std::string ref_of(const DateRef& ref) const {
    if (const auto* date = std::get_if<Date>(&ref)) return to_string(*date);
    return text_of(case_.milestones[std::get<MilestoneId>(ref)].id);
  }
  static std::string range_of(DateRange range) {
    return fmt::format("{{start: {}, end: {}}}", to_string(range.start), to_string(range.end));
  }
  template <class Entities, class IdType>
  static std::string id_of(const Entities& entities, IdType id) {
    return text_of(entities[id].id);
  }
  template <class Entities, class IdType>
  static std::string ids_of(const Entities& entities, const std::vector<IdType>& ids) {
    std::vector<std::string> items;
    for (const IdType id : ids) items.push_back(id_of(entities, id));
    return list_of(items);
  }
  template <class Entities, class IdType>
  void ids(std::string_view key, const Entities& entities, const std::vector<IdType>& all) {
    if (!all.empty()) field(key, ids_of(entities, all));
  }
  template <class Entities, class IdType>
  static void put_ids(Flow& flow, std::string_view key, const Entities& entities,
                      const std::vector<IdType>& all) {
    if (!all.empty()) flow.put(key, ids_of(entities, all));
  }

  void write_case();
  void write_setting();
  void write_tasks();
  void write_links();
  void write_assets();
  void write_events();
  void write_shocks();
  void write_views();
  void write_options();

  const Case& case_;
  std::string out_;
};

void Writer::write_case() {
  // `case` is a mapping, not a list: its keys are two columns to the left of an item's.
  const auto key = [&](std::string_view name, std::string_view value) {
    out_ += fmt::format("  {}: {}\n", name, value);
  };
  out_ += "case:\n";
  key("id", text_of(case_.id));
  key("title", text_of(case_.title));
  if (case_.mission) key("mission", id_of(case_.actors, *case_.mission));
  key("as-of", to_string(case_.as_of));
  key("horizon", range_of(case_.horizon));
  out_ += "  phases:\n";
  for (const Phase& phase : case_.phases) {
    out_ +=
        fmt::format("    - {{id: {}, title: {}, start: {}, end: {}}}\n", text_of(phase.id),
                    text_of(phase.title), to_string(phase.range.start), to_string(phase.range.end));
  }
  if (!case_.summary.empty()) key("summary", text_of(case_.summary));
  if (!case_.question.empty()) key("question", text_of(case_.question));
  if (case_.reference_view) key("reference-view", id_of(case_.views, *case_.reference_view));
  if (!case_.context.empty()) out_ += "  context:\n";
  for (const ContextItem& context : case_.context) {
    out_ += fmt::format("    - {{text: {}, cites: {}}}\n", text_of(context.text),
                        cites_of(context.cites));
  }
  std::vector<std::string> gaps;
  for (const std::string& gap : case_.gaps) gaps.push_back(text_of(gap));
  if (!gaps.empty()) key("gaps", list_of(gaps));
  if (case_.tolerance_basis.kind != Basis::Kind::Unknown) {
    Flow flow;
    flow.put("levels", fmt::format("{}", case_.tolerance_levels));
    put_basis(flow, case_.tolerance_basis);
    key("tolerance", flow.text());
  }
}

void Writer::write_setting() {
  section("scale", !case_.scale.empty());
  for (const ScaleLevel& level : case_.scale) {
    item(level.id);
    words("title", level.title);
    field("value", fmt::format("{}", level.value));
    field("meaning", text_of(level.meaning));
    basis(level.basis);
  }
  section("measures", !case_.measures.empty());
  for (const Measure& measure : case_.measures) {
    item(measure.id);
    field("title", text_of(measure.title));
    words("unit", measure.unit);
    std::vector<std::string> anchors;
    for (const Measure::Anchor& anchor : measure.anchors) {
      Flow flow;
      flow.put("at", fmt::format("{}", anchor.at));
      flow.put("value", fmt::format("{}", anchor.value));
      if (!anchor.meaning.empty()) flow.put("meaning", text_of(anchor.meaning));
      anchors.push_back(flow.text());
    }
    entries("anchors", anchors);
    basis(measure.basis);
  }
  section("sources", !case_.sources.empty());
  for (const Source& source : case_.sources) {
    item(source.id);
    field("symbol", text_of(source.symbol));
    field("title", text_of(source.title));
    field("date", to_string(source.date));
    field("kind", word_of("source-kind", source.kind));
    field("held", word_of("held", source.held));
    words("note", source.note);
  }
  section("areas", !case_.areas.empty());
  for (const Area& area : case_.areas) {
    item(area.id);
    field("title", text_of(area.title));
    words("pcode", area.pcode);
    if (area.parent) field("parent", id_of(case_.areas, *area.parent));
    if (area.at) field("at", fmt::format("[{}, {}]", area.at->latitude, area.at->longitude));
    number("need", area.need, "");
    cites(area.cites);
  }
  section("actors", !case_.actors.empty());
  for (const Actor& actor : case_.actors) {
    item(actor.id);
    field("title", text_of(actor.title));
    field("kind", word_of("actor-kind", actor.kind));
    std::vector<std::string> limits;
    for (const Limit& limit : actor.may_not) {
      Flow flow;
      flow.put("what", text_of(limit.what));
      if (!limit.text.empty()) flow.put("text", text_of(limit.text));
      if (!limit.cites.empty()) flow.put("cites", cites_of(limit.cites));
      limits.push_back(flow.text());
    }
    entries("may-not", limits);
    cites(actor.cites);
  }
  section("objectives", !case_.objectives.empty());
  for (const Objective& objective : case_.objectives) {
    item(objective.id);
    field("title", text_of(objective.title));
    if (objective.parent) field("parent", id_of(case_.objectives, *objective.parent));
    if (objective.tier) field("tier", fmt::format("{}", *objective.tier));
    if (objective.window) field("window", range_of(*objective.window));
    cites(objective.cites);
  }
  const PriorityRule& rule = case_.priority_rule;
  Flow flow;
  flow.put("kind", word_of("rule-kind", rule.kind));
  put_ids(flow, "order", case_.objectives, rule.order);
  if (!rule.text.empty()) flow.put("text", text_of(rule.text));
  if (!rule.cites.empty()) flow.put("cites", cites_of(rule.cites));
  out_ += fmt::format("priority-rule: {}\n", flow.text());
}

void Writer::write_tasks() {
  section("tasks", !case_.tasks.empty());
  for (const Task& task : case_.tasks) {
    item(task.id);
    field("title", text_of(task.title));
    cites(task.cites);
    words("force", task.force);
    field("list", word_of("list", task.list));
    field("kind", word_of("task-kind", task.kind));
    ids("lead", case_.actors, task.leads);
    ids("partners", case_.actors, task.partners);
    std::vector<std::string> tags;
    for (const std::string& tag : task.does) tags.push_back(text_of(tag));
    if (!tags.empty()) field("does", list_of(tags));
    ids("areas", case_.areas, task.areas);
    ids("counted-over", case_.areas, task.counted_over);
    std::vector<std::string> flows;
    for (const Serves& serves : task.serves) {
      Flow flow;
      flow.put("objective", id_of(case_.objectives, serves.objective));
      if (serves.performance) {
        const auto& [measure, amount] = *serves.performance;
        flow.put("measure", id_of(case_.measures, measure));
        flow.put("performance", number_of(amount, case_.measures[measure].unit));
      } else {
        if (!serves.strength.is_unknown()) {
          flow.put("strength", fmt::format("[{}, {}, {}]", text_of(serves.level[0]),
                                           text_of(serves.level[1]), text_of(serves.level[2])));
        }
        put_basis(flow, serves.strength.basis);
      }
      flows.push_back(flow.text());
    }
    entries("serves", flows);
    if (task.must) field("must", "true");
    if (task.duration) {
      number("duration", task.duration, "days");
    } else if (!task.is_standing()) {
      field("duration", "{unknown: not stated}");
    }
    flows.clear();
    for (const Need& need : task.needs) {
      Flow flow;
      flow.put("asset", id_of(case_.assets, need.asset));
      flow.put("amount", number_of(need.amount, case_.assets[need.asset].unit));
      flows.push_back(flow.text());
    }
    entries("needs", flows);
    flows.clear();
    for (const Level& level : task.levels) {
      Flow flow;
      flow.put("id", text_of(level.id));
      flow.put("title", text_of(level.title));
      flow.put("effort", fmt::format("{}", level.effort));
      flow.put("effect", fmt::format("{}", level.effect));
      put_basis(flow, level.basis);
      flows.push_back(flow.text());
    }
    entries("levels", flows);
    if (!task.credit.is_default) {
      Flow flow;
      flow.put("rule", word_of("credit-rule", task.credit.kind));
      if (task.credit.by) flow.put("by", ref_of(*task.credit.by));
      field("credit", flow.text());
    }
  }
}

void Writer::write_links() {
  section("links", !case_.links.empty());
  for (const Link& link : case_.links) {
    item(link.id);
    field("kind", word_of("link-kind", link.kind));
    field("task", id_of(case_.tasks, link.task));
    if (const auto* on = std::get_if<TaskId>(&link.on)) field("on", id_of(case_.tasks, *on));
    if (const auto* on = std::get_if<ConditionId>(&link.on)) {
      field("on", id_of(case_.conditions, *on));
    }
    if (const auto* on = std::get_if<MilestoneId>(&link.on)) {
      field("on", id_of(case_.milestones, *on));
    }
    if (link.date) field("date", to_string(*link.date));
    number("lag", link.lag, "days");
    number("within", link.within, "days");
    basis(link.basis);
  }
}

void Writer::write_assets() {
  section("assets", !case_.assets.empty());
  for (const Asset& asset : case_.assets) {
    item(asset.id);
    field("title", text_of(asset.title));
    field("kind", word_of("asset-kind", asset.kind));
    field("unit", text_of(asset.unit));
    ids("areas", case_.areas, asset.areas);
    std::vector<std::string> steps;
    for (const Asset::Step& step : asset.capacity) {
      Flow flow;
      flow.put("from", to_string(step.from));
      put_estimate(flow, step.amount, asset.unit);
      steps.push_back(flow.text());
    }
    entries("capacity", steps);
    cites(asset.cites);
  }
}

void Writer::write_events() {
  section("conditions", !case_.conditions.empty());
  for (const Condition& condition : case_.conditions) {
    item(condition.id);
    field("title", text_of(condition.title));
    if (condition.holder) field("holder", id_of(case_.actors, *condition.holder));
    field("probability", number_of(condition.probability, ""));
    field("date", date_of(condition.date));
    cites(condition.cites);
  }
  section("milestones", !case_.milestones.empty());
  for (const Milestone& milestone : case_.milestones) {
    item(milestone.id);
    field("title", text_of(milestone.title));
    field("kind", word_of("milestone-kind", milestone.kind));
    field("date", date_of(milestone.date));
    cites(milestone.cites);
  }
  section("benchmarks", !case_.benchmarks.empty());
  for (const Benchmark& benchmark : case_.benchmarks) {
    item(benchmark.id);
    field("title", text_of(benchmark.title));
    field("indicator", text_of(benchmark.indicator));
    field("direction", word_of("direction", benchmark.direction));
    words("unit", benchmark.unit);
    number("baseline", benchmark.baseline, "");
    number("target", benchmark.target, "");
    field("due", ref_of(benchmark.due));
    if (benchmark.on) field("on", id_of(case_.actors, *benchmark.on));
    field("concept", word_of("concept", benchmark.about));
    ids("delivered-by", case_.tasks, benchmark.delivered_by);
    ids("needs", case_.conditions, benchmark.needs);
    number("lag", benchmark.lag, "days");
    field("feasibility", number_of(benchmark.feasibility, ""));
    field("ambition", word_of("ambition", benchmark.ambition));
    std::vector<std::string> observations;
    for (const Benchmark::Observation& observation : benchmark.observations) {
      observations.push_back(fmt::format("{{date: {}, value: {}, cites: {}}}",
                                         to_string(observation.date), observation.value,
                                         cites_of(observation.cites)));
    }
    entries("observations", observations);
    cites(benchmark.cites);
  }
}

void Writer::write_shocks() {
  section("shocks", !case_.shocks.empty());
  for (const Shock& shock : case_.shocks) {
    item(shock.id);
    field("title", text_of(shock.title));
    number("rate", shock.rate, "per year");
    number("probability", shock.probability, "");
    if (shock.window) field("window", range_of(*shock.window));
    std::vector<std::string> effects;
    for (const Effect& effect : shock.effects) {
      Flow flow;
      flow.put("kind", word_of("effect-kind", effect.kind));
      put_ids(flow, "tasks", case_.tasks, effect.tasks);
      put_ids(flow, "objectives", case_.objectives, effect.objectives);
      put_ids(flow, "benchmarks", case_.benchmarks, effect.benchmarks);
      put_ids(flow, "assets", case_.assets, effect.assets);
      put_ids(flow, "areas", case_.areas, effect.areas);
      put_number(flow, "by", effect.by, "days");
      put_number(flow, "lasting", effect.lasting, "days");
      put_number(flow, "share", effect.share, "");
      effects.push_back(flow.text());
    }
    if (effects.empty()) field("effects", "[]");
    entries("effects", effects);
    cites(shock.cites);
  }
}

void Writer::write_views() {
  section("views", !case_.views.empty());
  for (const View& view : case_.views) {
    item(view.id);
    field("title", text_of(view.title));
    field("held-by", word_of("support", view.held_by));
    std::vector<std::string> statements;
    for (const Statement& statement : view.statements) {
      Flow flow;
      if (const auto* says = std::get_if<PreferObjectives>(&statement.says)) {
        flow.put("prefer", ids_of(case_.objectives, says->order));
      } else if (const auto* tasks = std::get_if<PreferTasks>(&statement.says)) {
        flow.put("prefer-tasks", ids_of(case_.tasks, tasks->order));
      } else if (const auto* share = std::get_if<ShareBetween>(&statement.says)) {
        flow.put("share", fmt::format("{{objective: {}, of: {}, low: {}, high: {}}}",
                                      id_of(case_.objectives, share->objective),
                                      id_of(case_.objectives, share->of), share->low, share->high));
      } else if (const auto* ratio = std::get_if<RatioBetween>(&statement.says)) {
        flow.put("ratio",
                 fmt::format("{{more: {}, less: {}, low: {}, high: {}}}",
                             id_of(case_.objectives, ratio->more),
                             id_of(case_.objectives, ratio->less), ratio->low, ratio->high));
      }
      if (const auto* value = std::get_if<TaskValueBetween>(&statement.says)) {
        flow.put("task-value",
                 fmt::format("{{task: {}, low: {}, high: {}}}", id_of(case_.tasks, value->task),
                             value->low, value->high));
      } else if (const auto* of_tasks = std::get_if<TaskRatioBetween>(&statement.says)) {
        flow.put("task-ratio",
                 fmt::format("{{more: {}, less: {}, low: {}, high: {}}}",
                             id_of(case_.tasks, of_tasks->more), id_of(case_.tasks, of_tasks->less),
                             of_tasks->low, of_tasks->high));
      }
      if (statement.held_by) flow.put("held-by", word_of("support", *statement.held_by));
      if (!statement.text.empty()) flow.put("text", text_of(statement.text));
      put_basis(flow, statement.basis);
      statements.push_back(flow.text());
    }
    if (statements.empty()) field("says", "[]");
    entries("says", statements);
    cites(view.cites);
  }
}

void Writer::write_options() {
  section("options", !case_.options.empty());
  for (const Option& option : case_.options) {
    item(option.id);
    field("title", text_of(option.title));
    words("summary", option.summary);
    words("group", option.group);
    if (option.held_by) field("held-by", word_of("support", *option.held_by));
    cites(option.cites);
    field("changes", "[]");
  }
}

std::string Writer::write() {
  out_ = "penholder: 1\n";
  write_case();
  write_setting();
  write_tasks();
  write_links();
  write_assets();
  write_events();
  write_shocks();
  write_views();
  write_options();
  return std::move(out_);
}

}  // namespace

std::string write_case(const Case& c) { return Writer(c).write(); }

}  // namespace penholder
