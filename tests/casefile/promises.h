#pragma once
// What `Reading` promises of every case, however broken its text: checked after each random edit
// and by the fuzzer.

#include <cmath>
#include <string>
#include <vector>

#include "casefile/reader.h"

namespace penholder::testing {

/// The first broken promise in words; empty when all hold.
inline std::string broken_promise(const Case& c) {
  const auto in = [](const auto& entities, auto id) { return id.value < entities.size(); };
  const auto all_in = [&](const auto& entities, const auto& ids) {
    for (const auto id : ids) {
      if (!in(entities, id)) return false;
    }
    return true;
  };
  const auto cites_fine = [&](const std::vector<Citation>& cites) {
    for (const Citation& cite : cites) {
      if (!in(c.sources, cite.source)) return false;
    }
    return true;
  };
  const auto fine = [&](const Estimate& e, double least, double most) {
    return std::isfinite(e.low) && std::isfinite(e.high) && e.low <= e.likely &&
           e.likely <= e.high && e.low >= least && e.high <= most && cites_fine(e.basis.cites);
  };
  const auto fine_if_any = [&](const std::optional<Estimate>& e, double least, double most) {
    return !e || fine(*e, least, most);
  };
  const auto ref_fine = [&](const DateRef& ref) {
    const auto* milestone = std::get_if<MilestoneId>(&ref);
    return milestone == nullptr || in(c.milestones, *milestone);
  };
  constexpr double kMost = 1e12;

  if (c.horizon.length() < 1) return "the horizon is empty";
  if (c.phases.empty()) return "there is no phase";
  Date at = c.horizon.start;
  for (const Phase& phase : c.phases) {
    if (phase.range.start != at || phase.range.length() < 1) return "phases leave a gap";
    at = phase.range.end;
  }
  if (at != c.horizon.end) return "phases do not end with the horizon";
  if (c.mission && !in(c.actors, *c.mission)) return "mission";
  if (c.reference_view && !in(c.views, *c.reference_view)) return "reference view";
  for (std::size_t i = 1; i < c.scale.size(); ++i) {
    if (c.scale[i].value < c.scale[i - 1].value) return "the scale falls";
  }
  for (const Area& area : c.areas) {
    if (area.parent && !in(c.areas, *area.parent)) return "area parent";
    if (!fine_if_any(area.need, 0, 1)) return "area need";
  }
  for (const AreaId id : c.areas.ids()) {
    std::size_t steps = 0;
    for (auto up = c.areas[id].parent; up; up = c.areas[*up].parent) {
      if (++steps > c.areas.size()) return "areas in a circle";
    }
  }
  for (const Objective& objective : c.objectives) {
    if (objective.parent && !in(c.objectives, *objective.parent)) return "objective parent";
    if (objective.window && objective.window->length() < 1) return "objective window";
  }
  std::vector<bool> has_parts(c.objectives.size(), false);
  for (const ObjectiveId id : c.objectives.ids()) {
    std::size_t steps = 0;
    for (auto up = c.objectives[id].parent; up; up = c.objectives[*up].parent) {
      has_parts[up->value] = true;
      if (++steps > c.objectives.size()) return "objectives in a circle";
    }
  }
  if (!all_in(c.objectives, c.priority_rule.order)) return "priority rule";
  for (const Measure& measure : c.measures) {
    const auto& anchors = measure.anchors;
    if (anchors.size() < 2) return "measure without anchors";
    for (std::size_t i = 0; i < anchors.size(); ++i) {
      if (anchors[i].value < 0.0 || anchors[i].value > 1.0) return "anchor outside 0..1";
      if (i > 0 && anchors[i].at <= anchors[i - 1].at) return "anchors out of order";
      const double step = i > 0 ? anchors[i].value - anchors[i - 1].value : 0.0;
      if (measure.is_falling() ? step > 0.0 : step < 0.0) return "anchors turn";
    }
    if (anchors.front().value == anchors.back().value) return "anchors without difference";
  }
  for (const Task& task : c.tasks) {
    if (!all_in(c.actors, task.leads) || !all_in(c.actors, task.partners)) return "task actors";
    if (!all_in(c.areas, task.areas) || !all_in(c.areas, task.counted_over)) return "task areas";
    if (!cites_fine(task.cites)) return "task cites";
    if (!fine_if_any(task.duration, 0, 36'500)) return "task duration";
    if (task.is_standing() && task.levels.empty()) return "standing task without levels";
    if (!task.is_standing() && !task.levels.empty()) return "discrete task with levels";
    if (task.credit.kind == CreditRule::Kind::Step && !task.credit.by) return "step without date";
    if (task.credit.by && !ref_fine(*task.credit.by)) return "credit date";
    for (const Serves& serves : task.serves) {
      if (!in(c.objectives, serves.objective)) return "serves";
      if (has_parts[serves.objective.value]) return "serves no leaf";
      if (!fine(serves.strength, 0, 1)) return "strength";
      if (!serves.performance) continue;
      if (!in(c.measures, serves.performance->measure)) return "measure";
      if (!fine(serves.performance->amount, -kMost, kMost)) return "performance";
    }
    for (const Need& need : task.needs) {
      if (!in(c.assets, need.asset) || !fine(need.amount, 0, kMost)) return "need";
    }
    for (std::size_t i = 0; i < task.levels.size(); ++i) {
      if (i > 0 && task.levels[i].effort < task.levels[i - 1].effort) return "levels fall";
    }
  }
  IdVector<TaskId, std::vector<TaskId>> next(c.tasks.size());
  IdVector<TaskId, int> waits(c.tasks.size(), 0);
  for (const Link& link : c.links) {
    if (!in(c.tasks, link.task)) return "link task";
    if (const auto* task = std::get_if<TaskId>(&link.on)) {
      if (!in(c.tasks, *task)) return "link on task";
      if (link.kind == Link::Kind::After) {
        next[*task].push_back(link.task);
        ++waits[link.task];
      }
    }
    if (const auto* on = std::get_if<ConditionId>(&link.on); on && !in(c.conditions, *on)) {
      return "link on condition";
    }
    if (const auto* on = std::get_if<MilestoneId>(&link.on); on && !in(c.milestones, *on)) {
      return "link on milestone";
    }
    if (std::holds_alternative<std::monostate>(link.on) && !link.date) return "link on nothing";
    if (!fine_if_any(link.lag, 0, 36'500) || !fine_if_any(link.within, 0, 36'500)) return "lag";
  }
  std::vector<TaskId> ready;
  for (const TaskId id : c.tasks.ids()) {
    if (waits[id] == 0) ready.push_back(id);
  }
  std::size_t done = 0;
  for (; done < ready.size(); ++done) {
    for (const TaskId follower : next[ready[done]]) {
      if (--waits[follower] == 0) ready.push_back(follower);
    }
  }
  if (done != c.tasks.size()) return "after links in a circle";
  for (const Asset& asset : c.assets) {
    if (!all_in(c.areas, asset.areas) || asset.capacity.empty()) return "asset";
    if (asset.capacity.front().from > c.horizon.start) return "capacity starts late";
    for (std::size_t i = 0; i < asset.capacity.size(); ++i) {
      if (!fine(asset.capacity[i].amount, 0, kMost)) return "capacity";
      if (i > 0 && asset.capacity[i].from <= asset.capacity[i - 1].from) return "capacity order";
    }
  }
  for (const Condition& condition : c.conditions) {
    if (condition.holder && !in(c.actors, *condition.holder)) return "holder";
    if (!fine(condition.probability, 0, 1)) return "probability";
    if (condition.date.low > condition.date.likely || condition.date.likely > condition.date.high) {
      return "condition date";
    }
  }
  for (const Milestone& milestone : c.milestones) {
    if (milestone.date.low > milestone.date.likely || milestone.date.likely > milestone.date.high) {
      return "milestone date";
    }
  }
  for (const Benchmark& benchmark : c.benchmarks) {
    if (!ref_fine(benchmark.due) || (benchmark.on && !in(c.actors, *benchmark.on))) return "due";
    if (!all_in(c.tasks, benchmark.delivered_by)) return "delivered-by";
    if (!all_in(c.conditions, benchmark.needs)) return "benchmark needs";
    if (!fine(benchmark.feasibility, 0, 1)) return "feasibility";
    if (!fine_if_any(benchmark.baseline, -kMost, kMost)) return "baseline";
    if (!fine_if_any(benchmark.target, -kMost, kMost)) return "target";
    for (const auto& observation : benchmark.observations) {
      if (!std::isfinite(observation.value)) return "observation";
    }
  }
  for (const Shock& shock : c.shocks) {
    if (!fine_if_any(shock.rate, 0, 10'000) || !fine_if_any(shock.probability, 0, 1))
      return "shock";
    for (const Effect& effect : shock.effects) {
      if (!all_in(c.tasks, effect.tasks) || !all_in(c.objectives, effect.objectives) ||
          !all_in(c.benchmarks, effect.benchmarks) || !all_in(c.assets, effect.assets) ||
          !all_in(c.areas, effect.areas)) {
        return "effect";
      }
    }
  }
  for (const View& view : c.views) {
    for (const Statement& statement : view.statements) {
      if (const auto* says = std::get_if<PreferObjectives>(&statement.says)) {
        if (says->order.empty() || !all_in(c.objectives, says->order)) return "prefer";
      } else if (const auto* tasks = std::get_if<PreferTasks>(&statement.says)) {
        if (tasks->order.empty() || !all_in(c.tasks, tasks->order)) return "prefer-tasks";
      } else if (const auto* share = std::get_if<ShareBetween>(&statement.says)) {
        if (!in(c.objectives, share->objective) || !in(c.objectives, share->of)) return "share";
        if (!(share->low <= share->high)) return "share range";
      } else if (const auto* value = std::get_if<TaskValueBetween>(&statement.says)) {
        if (!in(c.tasks, value->task) || value->low > value->high) return "task value";
      } else if (const auto* pair = std::get_if<TaskRatioBetween>(&statement.says)) {
        if (!in(c.tasks, pair->more) || !in(c.tasks, pair->less)) return "task ratio";
        if (pair->more == pair->less || pair->low > pair->high) return "task ratio";
      } else if (const auto* ratio = std::get_if<RatioBetween>(&statement.says)) {
        if (!in(c.objectives, ratio->more) || !in(c.objectives, ratio->less)) return "ratio";
        if (!(ratio->low <= ratio->high)) return "ratio range";
      }
    }
  }
  return {};
}

/// The same for all that reading gives: designs, and diagnostics whose places lie in their texts.
inline std::string broken_promise(const SourceTexts& texts, const Reading& reading) {
  std::string broken = broken_promise(reading.dossier.base);
  if (!broken.empty()) return "base: " + broken;
  if (reading.dossier.designs.size() != reading.dossier.base.options.size()) return "designs";
  for (const Case& design : reading.dossier.designs) {
    broken = broken_promise(design);
    if (!broken.empty()) return "design: " + broken;
  }
  const auto place_fine = [&](Span span) {
    return !span.is_known() || (span.file.value < texts.size() && span.begin <= span.end &&
                                span.end <= texts[span.file].text.size());
  };
  for (const Diagnostic& d : reading.diagnostics.found()) {
    if (d.kind == nullptr || d.message.empty()) return "a diagnostic without kind or words";
    if (!place_fine(d.span)) return "a diagnostic outside its text";
    for (const Label& label : d.labels) {
      if (!place_fine(label.span)) return "a label outside its text";
    }
  }
  if (reading.usable == reading.diagnostics.has_errors()) return "usable against the diagnostics";
  return {};
}

}  // namespace penholder::testing
