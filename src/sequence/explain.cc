#include "sequence/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.h"
#include "sequence/build_problem.h"
#include "sequence/schedule.h"

namespace penholder {
namespace {

class Explainer {
 public:
  Explainer(const Case& c, const PlanProblem& problem, const PlanAssignment& assignment,
            const Plan& plan)
      : case_(c), problem_(problem), plan_(plan), network_(problem), schedule_(problem, network_) {
    schedule_.adopt(assignment);
  }

  [[nodiscard]] std::string reason(TaskId id) const {
    const PlannedTask& planned = plan_.tasks[id];
    constexpr double kRounding = 1e-9;
    if (!planned.included) return left_out(id);
    if (planned.credit >= 1.0 - kRounding) return "";
    return case_.tasks[id].is_standing() ? lowered(id) : late(id);
  }

  /// What a must-task lacks; nothing when it is done in full.
  [[nodiscard]] std::optional<std::string> shortfall(TaskId id) const {
    if (!case_.tasks[id].must) return std::nullopt;
    if (!plan_.tasks[id].included) return left_out(id);
    if (!case_.tasks[id].is_standing()) return std::nullopt;
    Days due_on = problem_.tasks[id.value].release;
    for (const auto& [on, lag] : network_.before(id.value)) {
      due_on = std::max(due_on, schedule_.finish(on) + lag);
    }
    std::vector<std::string> phases;
    std::set<AssetId> blocking;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      const auto [start, end] = problem_.phases[p];
      const bool is_due = start >= due_on && end <= problem_.tasks[id.value].deadline;
      if (!is_due || plan_.tasks[id].levels[p] >= 0) continue;
      phases.push_back(phase_title(p));
      if (!problem_.tasks[id.value].modes[p].empty()) {
        const auto full = full_assets(problem_.tasks[id.value].modes[p].front().needs, start, end);
        blocking.insert(full.begin(), full.end());
      }
    }
    if (phases.empty()) return std::nullopt;
    return fmt::format("off in {}{}", join_words(phases),
                       blocking.empty() ? "" : ": " + too_little(blocking));
  }

 private:
  [[nodiscard]] std::string quoted(std::uint32_t task) const {
    return fmt::format("“{}”", case_.tasks[TaskId{task}].title);
  }
  [[nodiscard]] std::string phase_title(std::size_t phase) const {
    return fmt::format("“{}”", case_.phases[PhaseId{static_cast<std::uint32_t>(phase)}].title);
  }
  [[nodiscard]] std::string date(Days day) const {
    return to_long_string(case_.horizon.start + day);
  }

  template <class Assets>
  [[nodiscard]] std::string titles(const Assets& assets) const {
    std::vector<std::string> names;
    for (const AssetId asset : assets)
      names.push_back(fmt::format("“{}”", case_.assets[asset].title));
    return join_words(names);
  }
  template <class Assets>
  [[nodiscard]] std::string too_little(const Assets& assets) const {
    return "too little is free of " + titles(assets);
  }

  /// Assets with less free than `needs` asks for.
  [[nodiscard]] std::set<AssetId> full_assets(const std::vector<PlanProblem::Need>& needs,
                                              Days start, Days end) const {
    std::set<AssetId> result;
    for (const PlanProblem::Need& need : needs) {
      if (schedule_.least_free(need.asset, start, end) < need.amount) {
        result.insert(AssetId{need.asset});
      }
    }
    return result;
  }

  /// The condition, milestone or date that releases the task on `day`, if one does.
  [[nodiscard]] std::optional<std::string> gate(TaskId id, Days day) const {
    for (const Link& link : case_.links) {
      if (link.task != id || link.kind == Link::Kind::Due) continue;
      const Days lag = link.lag && !link.lag->is_unknown()
                           ? static_cast<Days>(std::max(0.0, link.lag->likely) + 0.5)
                           : 0;
      const auto is_it = [&](Date on) { return on - case_.horizon.start + lag == day; };
      if (link.date && is_it(*link.date)) {
        return fmt::format("not before {}", to_long_string(*link.date));
      }
      if (const auto* on = std::get_if<ConditionId>(&link.on)) {
        const Condition& condition = case_.conditions[*on];
        if (is_it(condition.date.likely)) {
          return fmt::format("waits for “{}” (condition, likely {})", condition.title,
                             to_long_string(condition.date.likely));
        }
      }
      if (const auto* on = std::get_if<MilestoneId>(&link.on)) {
        const Milestone& milestone = case_.milestones[*on];
        if (is_it(milestone.date.likely)) {
          return fmt::format("waits for “{}” ({}{})", milestone.title,
                             milestone.date.is_certain() ? "" : "likely ",
                             to_long_string(milestone.date.likely));
        }
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string late(TaskId id) const {
    const PlanProblem::Task& task = problem_.tasks[id.value];
    const PlannedTask& planned = plan_.tasks[id];
    const Days start = planned.start;
    const std::string span = fmt::format("takes {} days", task.duration);
    if (start <= 0)
      return fmt::format("{}, so that it cannot end before {}", span, date(planned.finish));
    if (start <= task.release) {
      if (const auto words = gate(id, task.release)) return *words;
    }
    for (const auto& [on, lag] : network_.before(id.value)) {
      if (schedule_.finish(on) + lag < start) continue;
      const std::string then = lag > 0 ? fmt::format(", then {} days", lag) : "";
      return problem_.tasks[on].is_standing
                 ? fmt::format("waits for a phase of {} (to {}{})", quoted(on),
                               date(schedule_.finish(on)), then)
                 : fmt::format("waits for {} (done {}{})", quoted(on), date(schedule_.finish(on)),
                               then);
    }
    std::vector<PlanProblem::Need> held = task.needs;
    std::erase_if(held, [&](const auto& need) { return problem_.assets[need.asset].is_budget; });
    const auto full = full_assets(held, start - 1, start);
    if (!full.empty()) {
      return fmt::format("{} until {}", too_little(full), date(start));
    }
    for (const auto& [partner, within] : network_.beside(id.value)) {
      if (within && schedule_.start(partner) - start >= *within) {
        return fmt::format("kept within {} days of {}", *within, quoted(partner));
      }
    }
    if (!network_.beside(id.value).empty()) {
      return fmt::format("moves together with {}", quoted(network_.beside(id.value).front().task));
    }
    return fmt::format("{}, placed behind tasks that bring more for the same means", span);
  }

  [[nodiscard]] std::string lowered(TaskId id) const {
    const PlanProblem::Task& task = problem_.tasks[id.value];
    std::vector<std::string> low_phases;
    std::set<AssetId> blocking;
    std::optional<std::string> wait;
    for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
      const auto [start, end] = problem_.phases[p];
      const int kept = plan_.tasks[id].levels[p];
      const double now = kept < 0 ? 0.0 : task.modes[p][static_cast<std::size_t>(kept)].value;
      // The next better level shows what stands in the way.
      const PlanProblem::Mode* next = nullptr;
      for (const PlanProblem::Mode& mode : task.modes[p]) {
        if (mode.value > now && (!next || mode.value < next->value)) next = &mode;
      }
      if (!next) continue;
      if (kept < 0 && start < task.release) {
        wait = gate(id, task.release);
        continue;
      }
      if (kept < 0 && !wait) wait = waits_for_task(id, start);
      if (kept < 0 && wait) continue;
      std::vector<PlanProblem::Need> more = next->needs;
      for (PlanProblem::Need& need : more) {
        if (kept < 0) break;
        for (const auto& held : task.modes[p][static_cast<std::size_t>(kept)].needs) {
          if (held.asset == need.asset) need.amount -= held.amount;
        }
      }
      const auto full = full_assets(more, start, end);
      if (full.empty()) continue;
      low_phases.push_back(phase_title(p));
      blocking.insert(full.begin(), full.end());
    }
    std::vector<std::string> reasons;
    if (wait) reasons.push_back(*wait);
    if (!blocking.empty()) {
      const bool is_always = low_phases.size() == problem_.phases.size();
      reasons.push_back(too_little(blocking) + (is_always ? "" : " in " + join_words(low_phases)));
    }
    const Task& described = case_.tasks[id];
    const bool is_patchy =
        !described.counted_over.empty() && described.counted_over != described.areas;
    if (reasons.empty() && is_patchy)
      return "its areas hold only part of the need that it is counted over";
    return fmt::format("{}", fmt::join(reasons, "; "));
  }

  [[nodiscard]] std::optional<std::string> waits_for_task(TaskId id, Days day) const {
    for (const auto& [on, lag] : network_.before(id.value)) {
      if (schedule_.is_placed(on) && schedule_.finish(on) + lag > day) {
        return fmt::format("waits for {} (done {})", quoted(on), date(schedule_.finish(on)));
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string left_out(TaskId id) const {
    const PlanProblem::Task& task = problem_.tasks[id.value];
    for (const Need& need : case_.tasks[id].needs) {
      const Asset& asset = case_.assets[need.asset];
      if (!serves_areas(case_, asset, case_.tasks[id])) {
        return fmt::format("left out: needs “{}”, which serves other areas", asset.title);
      }
    }
    if (!network_.is_possible(id.value)) return "left out: " + impossible(id);
    for (const Index rival : network_.rivals(id.value)) {
      if (schedule_.is_placed(rival))
        return fmt::format("left out: {} is done instead", quoted(rival));
    }
    if (plan_.tasks[id].full_value <= 0.0) return "left out: it adds nothing under these weights";
    std::set<AssetId> blocking;
    if (task.is_standing) {
      for (std::size_t p = 0; p < problem_.phases.size(); ++p) {
        const auto [start, end] = problem_.phases[p];
        for (std::size_t level = 0; level < task.modes[p].size(); ++level) {
          if (!network_.fits(id.value, p, level)) continue;
          const auto full = full_assets(task.modes[p][level].needs, start, end);
          blocking.insert(full.begin(), full.end());
          break;
        }
      }
    } else {
      for (const PlanProblem::Need& need : task.needs) {
        if (is_scarce(id, need)) blocking.insert(AssetId{need.asset});
      }
    }
    if (!blocking.empty()) {
      return fmt::format("left out: what it needs of {} goes to tasks that bring more",
                         titles(blocking));
    }
    for (const Index on : network_.needed(id.value)) {
      if (!schedule_.is_placed(on))
        return fmt::format("left out: needs {}, which is left out", quoted(on));
    }
    return "left out: no place for it that would add value beside the tasks that bring more";
  }

  /// No start in the task's window finds enough of this asset.
  [[nodiscard]] bool is_scarce(TaskId id, const PlanProblem::Need& need) const {
    const Days length = problem_.tasks[id.value].duration;
    for (const Network::Range& range : network_.starts(id.value)) {
      for (Days start = range.first; start <= range.last; ++start) {
        if (schedule_.least_free(need.asset, start, start + length) >= need.amount) return false;
        if (problem_.assets[need.asset].is_budget) return true;
      }
    }
    return true;
  }

  /// Why no plan at all can hold the task.
  [[nodiscard]] std::string impossible(TaskId id) const {
    const PlanProblem::Task& task = problem_.tasks[id.value];
    const Days room = std::min(task.deadline, problem_.horizon) - std::max(0, task.release);
    if (!task.is_standing && task.duration > room) {
      const auto wait = task.release > 0 ? gate(id, task.release) : std::nullopt;
      return fmt::format("{}it takes {} days and must end by {}", wait ? *wait + "; " : "",
                         task.duration, date(std::min(task.deadline, problem_.horizon)));
    }
    const auto scarce = [&](const std::vector<PlanProblem::Need>& needs) -> std::optional<AssetId> {
      for (const PlanProblem::Need& need : needs) {
        Amount most = 0;
        for (const auto& step : problem_.assets[need.asset].steps) {
          most = std::max(most, step.capacity);
        }
        if (need.amount > most) return AssetId{need.asset};
      }
      return std::nullopt;
    };
    const auto& needs = task.is_standing && !task.modes.empty() && !task.modes.front().empty()
                            ? task.modes.front().front().needs
                            : task.needs;
    if (const auto asset = scarce(needs)) {
      return fmt::format("needs more “{}” than there ever is", case_.assets[*asset].title);
    }
    for (const Index on : network_.closure(id.value)) {
      if (on != id.value && !network_.is_possible(on)) {
        return fmt::format("needs {}, which cannot be done in time", quoted(on));
      }
    }
    return "its links and dates leave no time for it";
  }

  const Case& case_;
  const PlanProblem& problem_;
  const Plan& plan_;
  Network network_;
  Schedule schedule_;
};

}  // namespace

void explain(const Case& design, const PlanProblem& problem, const PlanAssignment& assignment,
             Plan& plan) {
  const Explainer explainer(design, problem, assignment, plan);
  for (const TaskId id : plan.tasks.ids()) {
    plan.tasks[id].held_back_by = explainer.reason(id);
    if (auto reason = explainer.shortfall(id)) {
      plan.unmet.push_back({.task = id, .reason = std::move(*reason)});
    }
  }
}

}  // namespace penholder
