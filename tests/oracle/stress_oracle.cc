#include "oracle/stress_oracle.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "value/credit.h"

namespace penholder::testing {
namespace {

constexpr double kTolerance = 1e-3;

class Oracle {
 public:
  Oracle(const Case& design, const Plan& the_plan, const Sampler& sampler, const Realisation& real,
         std::optional<ShockId> shock)
      : c(design), plan(the_plan), s(sampler), r(real), spared(shock) {
    horizon = c.horizon.length();
  }

  OracleExecution run() {
    out.start.assign(c.tasks.size(), kNever);
    out.finish.assign(c.tasks.size(), kNever);
    out.credit.assign(c.tasks.size(), 0.0);
    set_up();
    for (today = 0; today < horizon; ++today) {
      finish_tasks();
      strike();
      bool again = true;
      while (again) {
        again = false;
        deal();
        again = start_tasks();
        if (again) finish_tasks();
      }
      deal();
      serve_standing();
      for (auto& [task, pace] : pace_today) work_left[task] -= pace;
    }
    finish_tasks();
    credit_all();
    judge();
    return out;
  }

 private:
  double need(TaskId task, std::size_t k) const { return r.number[s.task[task].need + k]; }
  bool is_budget(AssetId asset) const { return c.assets[asset].kind == Asset::Kind::Budget; }
  Days whole(double days) const { return static_cast<Days>(std::lround(days)); }
  bool in_plan(TaskId task) const { return plan.tasks[task].included; }
  bool is_on(TaskId task, PhaseId phase) const {
    return in_plan(task) && plan.tasks[task].levels.at(phase.value) >= 0;
  }
  const Level& level(TaskId task, PhaseId phase) const {
    return c.tasks[task].levels.at(static_cast<std::size_t>(plan.tasks[task].levels[phase.value]));
  }
  PhaseId phase_today() const {
    for (const PhaseId phase : c.phases.ids()) {
      if (c.phases[phase].range.contains(c.horizon.start + today)) return phase;
    }
    return PhaseId{0};
  }

  template <class Visit>
  void each_strike(const Visit& visit) const {
    for (const Strike& one : r.strikes) {
      if (spared == one.shock) continue;
      for (std::size_t k = 0; k < c.shocks[one.shock].effects.size(); ++k) {
        visit(one, c.shocks[one.shock].effects[k], s.effect[one.shock][k]);
      }
    }
  }

  double capacity(AssetId asset) const {
    double amount = c.assets[asset].capacity.empty() ? kUnstatedCapacity : 0.0;
    for (std::size_t k = 0; k < c.assets[asset].capacity.size(); ++k) {
      if (c.assets[asset].capacity[k].from <= c.horizon.start + today) {
        amount = r.number[s.capacity[asset] + k];
      }
    }
    double kept = 1.0;
    each_strike([&](const Strike& one, const Effect& effect, const Sampler::EffectSlots& slots) {
      if (effect.kind != Effect::Kind::LoseCapacity) return;
      if (today < one.day || today >= one.day + whole(r.number[slots.lasting])) return;
      for (const AssetId hit : effect.assets) {
        if (hit == asset) kept *= 1.0 - r.number[slots.share];
      }
    });
    return amount * kept;
  }

  bool is_closed(AreaId area) const {
    bool closed = false;
    each_strike([&](const Strike& one, const Effect& effect, const Sampler::EffectSlots& slots) {
      if (effect.kind != Effect::Kind::CloseArea) return;
      if (today < one.day || today >= one.day + whole(r.number[slots.lasting])) return;
      for (std::optional<AreaId> at = area; at; at = c.areas[*at].parent) {
        if (std::ranges::find(effect.areas, *at) != effect.areas.end()) closed = true;
      }
    });
    return closed;
  }

  bool is_shut_out(TaskId task) const {
    const auto& areas = c.tasks[task].areas;
    return !areas.empty() && std::ranges::all_of(areas, [&](AreaId a) { return is_closed(a); });
  }

  bool is_delayed_by(TaskId task, const Effect& effect) const {
    if (std::ranges::find(effect.tasks, task) != effect.tasks.end()) return true;
    for (const ObjectiveId objective : effect.objectives) {
      for (const Serves& entry : c.tasks[task].serves) {
        if (entry.objective == objective) return true;
        const auto below = leaves_below(c, objective);
        if (std::ranges::find(below, entry.objective) != below.end()) return true;
      }
    }
    return false;
  }

  void set_up() {
    for (const TaskId task : plan.order) {
      release[task] = plan.tasks[task].start;
      const Days planned = plan.tasks[task].finish - plan.tasks[task].start;
      const double likely = c.tasks[task].duration ? c.tasks[task].duration->likely : 0.0;
      const Days slip = whole(r.number[s.task[task].duration] - likely);
      work_left[task] = std::max(planned + slip, planned > 0 ? 1 : 0);
    }
    std::map<AssetId, double> money;
    for (const AssetId asset : c.assets.ids()) {
      if (!is_budget(asset)) continue;
      const double given = capacity_at_start(asset);
      money[asset] = given;
      each_strike([&](const Strike& one, const Effect& effect, const Sampler::EffectSlots& slots) {
        if (std::ranges::find(effect.assets, asset) == effect.assets.end()) return;
        const Days end = std::min(horizon, one.day + whole(r.number[slots.lasting]));
        money[asset] -= given * r.number[slots.share] * (end - one.day) / horizon;
      });
      money[asset] = std::max(money[asset], 0.0);
    }
    for (const TaskId task : plan.order) {
      const auto& needs = c.tasks[task].needs;
      bool fits = true;
      for (std::size_t k = 0; k < needs.size(); ++k) {
        if (is_budget(needs[k].asset) && need(task, k) > money[needs[k].asset] + kTolerance) {
          fits = false;
        }
      }
      if (!fits) {
        unfunded.insert(task);
        continue;
      }
      for (std::size_t k = 0; k < needs.size(); ++k) {
        if (is_budget(needs[k].asset)) money[needs[k].asset] -= need(task, k);
      }
    }
    for (const AssetId asset : c.assets.ids()) {
      if (!is_budget(asset)) continue;
      double left = std::max(0.0, money[asset]);
      for (const auto& [task, k] : served(asset)) {
        double asked = 0.0;
        for (const PhaseId phase : c.phases.ids()) {
          if (is_on(task, phase)) {
            asked +=
                need(task, k) * level(task, phase).effort * c.phases[phase].range.length() / 30;
          }
        }
        funded.emplace(task, 1.0);
        if (asked > left + kTolerance) funded[task] = std::min(funded[task], left / asked);
        left = std::max(0.0, left - asked);
      }
    }
    for (const TaskId task : c.tasks.ids()) {
      if (c.tasks[task].is_standing() && in_plan(task))
        effect_days[task].assign(c.phases.size(), 0);
    }
  }

  double capacity_at_start(AssetId asset) const {
    return c.assets[asset].capacity.empty() ? kUnstatedCapacity : r.number[s.capacity[asset]];
  }

  // Standing tasks in the plan that need the asset, first served first.
  std::vector<std::pair<TaskId, std::size_t>> served(AssetId asset) const {
    std::vector<std::tuple<bool, double, TaskId, std::size_t>> ranked;
    Realisation likely;
    s.prepare(likely);
    std::map<LeafId, double> total;
    for (const auto& entry : s.base_strengths) total[entry.leaf] += likely.number[entry.slot];
    for (const TaskId task : c.tasks.ids()) {
      if (!c.tasks[task].is_standing() || !in_plan(task)) continue;
      double worth = 0.0;
      for (auto i = s.strength_begin[task.value]; i < s.strength_begin[task.value + 1]; ++i) {
        const auto& entry = s.strengths[i];
        if (total[entry.leaf] > 0) {
          worth += plan.weights[entry.leaf] * likely.number[entry.slot] / total[entry.leaf];
        }
      }
      worth *= area_cover(c, c.tasks[task]);
      for (std::size_t k = 0; k < c.tasks[task].needs.size(); ++k) {
        const Need& one = c.tasks[task].needs[k];
        if (one.asset != asset) continue;
        ranked.emplace_back(!c.tasks[task].must, -worth / std::max(one.amount.likely, 1e-9), task,
                            k);
      }
    }
    std::ranges::sort(ranked);
    std::vector<std::pair<TaskId, std::size_t>> result;
    for (const auto& [must, density, task, k] : ranked) result.emplace_back(task, k);
    return result;
  }

  void finish_tasks() {
    for (const TaskId task : plan.order) {
      if (out.start[task] < kNever && out.finish[task] == kNever && work_left[task] <= 1e-7) {
        out.finish[task] = today;
      }
    }
  }

  bool is_running(TaskId task) const {
    return out.start[task] < kNever && out.finish[task] == kNever;
  }

  void strike() {
    each_strike([&](const Strike& one, const Effect& effect, const Sampler::EffectSlots& slots) {
      if (effect.kind != Effect::Kind::Delay || one.day != today) return;
      const Days by = whole(r.number[slots.by]);
      for (const TaskId task : plan.order) {
        if (!is_delayed_by(task, effect)) continue;
        if (out.start[task] == kNever) release[task] = std::max(release[task], today) + by;
        if (is_running(task)) paused[task] = std::max(paused[task], today) + by;
      }
    });
  }

  void deal() {
    used.clear();
    pace_today.clear();
    for (const TaskId task : plan.order) {
      if (is_running(task)) grant(task);
    }
  }

  void grant(TaskId task) {
    double pace = 1.0;
    for (std::size_t k = 0; k < c.tasks[task].needs.size(); ++k) {
      const AssetId asset = c.tasks[task].needs[k].asset;
      if (is_budget(asset)) continue;
      const double left = capacity(asset) - used[asset];
      const double got = need(task, k) > left + kTolerance ? std::max(left, 0.0) : need(task, k);
      if (got < need(task, k)) pace = std::min(pace, got / need(task, k));
      used[asset] += got;
    }
    if (paused[task] > today || is_shut_out(task)) pace = 0.0;
    pace_today[task] = pace;
  }

  // First day from which the links let the task run; kNever when that is not known yet.
  Days linked(TaskId task) const {
    Days from = 0;
    for (const LinkId id : c.links.ids()) {
      const Link& link = c.links[id];
      if (link.task != task) continue;
      const bool waits = link.kind == Link::Kind::After || link.kind == Link::Kind::NotBefore;
      if (!waits && link.kind != Link::Kind::Requires) continue;
      Days end = 0;
      if (const auto* on = std::get_if<TaskId>(&link.on)) {
        if (!waits) continue;
        if (c.tasks[*on].is_standing() || !in_plan(*on)) continue;
        end = out.finish[*on];
      } else if (const auto* condition = std::get_if<ConditionId>(&link.on)) {
        end = r.condition[*condition];
      } else if (const auto* milestone = std::get_if<MilestoneId>(&link.on)) {
        end = r.milestone[*milestone];
      } else {
        continue;
      }
      if (end == kNever) return kNever;
      from = std::max(from, end + whole(r.number[s.lag[id]]));
    }
    return from;
  }

  bool start_tasks() {
    bool is_any_over = false;
    std::set<AssetId> reserved;
    for (const TaskId task : plan.order) {
      if (out.start[task] < kNever || unfunded.contains(task) || is_shut_out(task)) continue;
      if (release[task] > today || linked(task) > today) continue;
      bool fits = true;
      for (std::size_t k = 0; k < c.tasks[task].needs.size(); ++k) {
        const AssetId asset = c.tasks[task].needs[k].asset;
        if (is_budget(asset) || need(task, k) <= 0) continue;
        const double all = capacity(asset);
        if (all <= 0 || reserved.contains(asset)) fits = false;
        if (std::min(need(task, k), all) > all - used[asset] + kTolerance) fits = false;
      }
      if (fits) {
        out.start[task] = today;
        grant(task);
        is_any_over |= work_left[task] <= 0;
      } else {
        for (std::size_t k = 0; k < c.tasks[task].needs.size(); ++k) {
          if (need(task, k) > 0) reserved.insert(c.tasks[task].needs[k].asset);
        }
      }
    }
    return is_any_over;
  }

  double effect_at(TaskId task, double effort) const {
    double from_effort = 0, from_effect = 0;
    for (const Level& one : c.tasks[task].levels) {
      if (effort <= one.effort) {
        if (one.effort <= from_effort) return one.effect;
        return from_effect +
               (one.effect - from_effect) * (effort - from_effort) / (one.effort - from_effort);
      }
      from_effort = one.effort;
      from_effect = one.effect;
    }
    return from_effect;
  }

  double open_share(TaskId id) const {
    const Task& task = c.tasks[id];
    const auto need_of = [&](AreaId a) { return c.areas[a].need ? c.areas[a].need->likely : 0.0; };
    double whole_need = 0;
    for (const AreaId area : task.counted_over) whole_need += need_of(area);
    std::vector<AreaId> counted;
    for (const AreaId area : task.areas) {
      if (whole_need <= 0 ||
          std::ranges::find(task.counted_over, area) != task.counted_over.end()) {
        counted.push_back(area);
      }
    }
    if (counted.empty()) return 1.0;
    double sum = 0;
    for (const AreaId area : counted) sum += need_of(area);
    double open = 1.0;
    for (const AreaId area : counted) {
      if (is_closed(area)) {
        open -= sum > 0 ? need_of(area) / sum : 1.0 / static_cast<double>(counted.size());
      }
    }
    return std::max(open, 0.0);
  }

  void serve_standing() {
    const PhaseId phase = phase_today();
    std::map<TaskId, double> fraction;
    for (const TaskId task : c.tasks.ids()) {
      if (!c.tasks[task].is_standing() || !is_on(task, phase)) continue;
      const Days from = linked(task);
      if (from > today) continue;
      fraction[task] = funded.contains(task) ? funded[task] : 1.0;
      if (!first_on.contains(task)) first_on[task] = phase;
    }
    for (const AssetId asset : c.assets.ids()) {
      if (is_budget(asset)) continue;
      double left = std::max(0.0, capacity(asset) - used[asset]);
      double asked_in_all = 0;
      for (const auto& [task, k] : served(asset)) {
        if (fraction.contains(task)) asked_in_all += need(task, k) * level(task, phase).effort;
      }
      if (asked_in_all <= left + kTolerance) continue;
      for (const auto& [task, k] : served(asset)) {
        if (!fraction.contains(task)) continue;
        const double asked = need(task, k) * level(task, phase).effort;
        if (asked > left) fraction[task] = std::min(fraction[task], left / asked);
        left = std::max(0.0, left - asked);
      }
    }
    for (const auto& [task, part] : fraction) {
      const Level& at = level(task, phase);
      const double effect = part < 1.0 ? effect_at(task, part * at.effort) : at.effect;
      effect_days[task][phase.value] += effect * open_share(task);
    }
  }

  void credit_all() {
    for (const TaskId task : plan.order) {
      if (out.finish[task] < kNever) {
        out.credit[task] = CompletionCredit(c, task).at(out.finish[task]);
      }
    }
    for (const auto& [task, days] : effect_days) {
      std::vector<double> effects;
      for (const PhaseId phase : c.phases.ids()) {
        effects.push_back(days[phase.value] / c.phases[phase].range.length());
      }
      out.credit[task] = standing_credit(c, c.tasks[task], effects);
    }
    for (const Link& link : c.links) {
      if (link.kind != Link::Kind::Requires && link.kind != Link::Kind::Together) continue;
      couple(link.task, link.on);
      const auto* on = std::get_if<TaskId>(&link.on);
      if (link.kind == Link::Kind::Together && on != nullptr) couple(*on, link.task);
    }
  }

  void couple(TaskId task, const LinkTarget& target) {
    const auto* on = std::get_if<TaskId>(&target);
    if (on == nullptr || !in_plan(*on)) return;
    if (c.tasks[*on].is_standing() || c.tasks[task].is_standing()) return;
    if (out.finish[*on] == kNever) out.credit[task] = 0.0;
  }

  void judge() {
    for (const BenchmarkId id : c.benchmarks.ids()) {
      const Benchmark& benchmark = c.benchmarks[id];
      Days day = 0;
      for (const TaskId task : benchmark.delivered_by) {
        Days end = kNever;
        if (!c.tasks[task].is_standing()) {
          end = out.finish[task];
        } else if (first_on.contains(task)) {
          end = c.phases[first_on[task]].range.end - c.horizon.start;
        }
        day = std::max(day, end);
      }
      for (const ConditionId condition : benchmark.needs)
        day = std::max(day, r.condition[condition]);
      if (day >= kNever || r.played[id] == 0) {
        out.met.push_back(kNever);
        continue;
      }
      day += whole(r.number[s.benchmark_lag[id]]);
      each_strike([&](const Strike& one, const Effect& effect, const Sampler::EffectSlots& slots) {
        if (effect.kind != Effect::Kind::Delay || one.day >= day) return;
        for (const BenchmarkId hit : effect.benchmarks) {
          if (hit == id) day += whole(r.number[slots.by]);
        }
      });
      for (const Undoing& undoing : r.undoings) {
        if (undoing.benchmark == id && spared != undoing.shock && undoing.day >= day) day = kNever;
      }
      out.met.push_back(day);
    }
  }

  const Case& c;
  const Plan& plan;
  const Sampler& s;
  const Realisation& r;
  std::optional<ShockId> spared;
  Days horizon = 0;
  Days today = 0;
  OracleExecution out;
  std::map<TaskId, Days> release, paused;
  std::map<TaskId, double> work_left, pace_today, funded;
  std::map<AssetId, double> used;
  std::set<TaskId> unfunded;
  std::map<TaskId, std::vector<double>> effect_days;  // by phase
  std::map<TaskId, PhaseId> first_on;
};

}  // namespace

OracleExecution execute_day_by_day(const Case& design, const Plan& plan, const Sampler& sampler,
                                   const Realisation& realisation, std::optional<ShockId> spared) {
  return Oracle(design, plan, sampler, realisation, spared).run();
}

}  // namespace penholder::testing
