#include "stress/policy.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/check.h"

namespace penholder {
namespace {

using Index = std::uint32_t;

template <class T>
Index size_of(const std::vector<T>& items) {
  return static_cast<Index>(items.size());
}

double full_value(const Case& design, const Sampler& sampler, const Weights& weights, TaskId task) {
  Realisation likely;
  sampler.prepare(likely);
  Weights total(weights.size(), 0.0);
  for (const auto& entry : sampler.base_strengths) total[entry.leaf] += likely.number[entry.slot];
  double value = 0.0;
  CHECK(task.value < design.tasks.size());
  for (Index i = sampler.strength_begin[task.value]; i < sampler.strength_begin[task.value + 1];
       ++i) {
    const auto& entry = sampler.strengths[i];
    if (total[entry.leaf] > 0.0) {
      value += weights[entry.leaf] * likely.number[entry.slot] / total[entry.leaf];
    }
  }
  return value;
}

/// `areas` with all areas inside them, ascending.
std::vector<Index> with_areas_inside(const Case& c, const std::vector<AreaId>& areas) {
  std::vector<Index> result;
  for (const AreaId area : c.areas.ids()) {
    std::optional<AreaId> at = area;
    for (std::size_t steps = 0; at && steps <= c.areas.size(); ++steps) {
      if (std::ranges::find(areas, *at) != areas.end()) {
        result.push_back(area.value);
        break;
      }
      at = c.areas[*at].parent;
    }
  }
  return result;
}

/// What each of a standing task's areas counts for in its cover, as shares that sum to 1: by need,
/// or equally when no need is stated. Follows area_cover.
std::vector<Policy::AreaShare> cover_shares(const Case& c, const Task& task) {
  std::vector<Policy::AreaShare> shares;
  const auto need = [&](AreaId area) {
    return c.areas[area].need ? c.areas[area].need->likely : 0.0;
  };
  double whole = 0.0;
  for (const AreaId area : task.counted_over) whole += need(area);
  double sum = 0.0;
  for (const AreaId area : task.areas) {
    const bool counts =
        whole <= 0.0 || std::ranges::find(task.counted_over, area) != task.counted_over.end();
    if (counts) {
      shares.push_back({.area = area.value, .share = need(area)});
      sum += shares.back().share;
    }
  }
  for (Policy::AreaShare& share : shares) {
    share.share = sum > 0.0 ? share.share / sum : 1.0 / static_cast<double>(shares.size());
  }
  return shares;
}

/// End of the first phase in which the standing task is on; kNever when there is none.
Days first_phase_end(const Case& c, const PlannedTask& planned) {
  for (const PhaseId phase : c.phases.ids()) {
    if (phase.value < planned.levels.size() && planned.levels[phase.value] >= 0) {
      return c.phases[phase].range.end - c.horizon.start;
    }
  }
  return kNever;
}

class Builder {
 public:
  Builder(Policy& policy, const Case& design, const Plan& plan, const Sampler& sampler)
      : p_(policy), c_(design), plan_(plan), s_(sampler) {
    p_.design = &design;
    p_.sampler = &sampler;
    p_.weights = plan.weights;
    p_.horizon = design.horizon.length();
    CHECK(plan.tasks.size() == design.tasks.size());
    for (const Phase& phase : design.phases) {
      p_.phase_start.push_back(phase.range.start - design.horizon.start);
      p_.phase_length.push_back(phase.range.length());
    }
    add_assets();
    add_jobs();
    add_posts();
    add_links();
    order_services();
    add_effects();
    add_benchmarks();
  }

 private:
  void add_assets() {
    for (const AssetId id : c_.assets.ids()) {
      const Asset& asset = c_.assets[id];
      p_.is_budget.push_back(asset.kind == Asset::Kind::Budget ? 1 : 0);
      // Before its first step there is none; slot 0 holds a zero.
      Slot at_start = asset.capacity.empty() ? s_.capacity[id] : Slot{0};
      for (std::size_t k = 0; k < asset.capacity.size(); ++k) {
        const Slot slot = s_.capacity[id] + static_cast<Slot>(k);
        const Days from = asset.capacity[k].from - c_.horizon.start;
        if (from <= 0) {
          at_start = slot;
        } else if (asset.kind == Asset::Kind::Renewable) {
          p_.capacity_steps.push_back({.day = from, .asset = id.value, .amount = slot});
        }
      }
      p_.capacity_at_start.push_back(at_start);
    }
    std::ranges::stable_sort(p_.capacity_steps, {}, &Policy::CapacityStep::day);
  }

  Policy::Range add_needs(TaskId id, bool of_budgets) {
    const Task& task = c_.tasks[id];
    Policy::Range range{.begin = size_of(p_.needs), .end = 0};
    for (std::size_t k = 0; k < task.needs.size(); ++k) {
      const AssetId asset = task.needs[k].asset;
      if ((c_.assets[asset].kind == Asset::Kind::Budget) == of_budgets) {
        p_.needs.push_back(
            {.asset = asset.value, .amount = s_.task[id].need + static_cast<Slot>(k)});
      }
    }
    range.end = size_of(p_.needs);
    return range;
  }

  void add_jobs() {
    p_.job_of.assign(c_.tasks.size(), -1);
    p_.jobs_in_area.resize(c_.areas.size());
    for (const TaskId id : plan_.order) {
      const PlannedTask& planned = plan_.tasks[id];
      const Task& task = c_.tasks[id];
      CHECK(planned.included && !task.is_standing());
      const Policy::Range needs = add_needs(id, false);
      const Policy::Range budgets = add_needs(id, true);
      const Index job = size_of(p_.jobs);
      p_.job_of[id.value] = static_cast<std::int32_t>(job);
      const bool has_duration = task.duration && !task.duration->is_unknown();
      Policy::Range areas{.begin = size_of(p_.areas), .end = 0};
      for (const AreaId area : task.areas) {
        p_.areas.push_back({.area = area.value, .share = 0.0});
        p_.jobs_in_area[area.value].push_back(job);
      }
      areas.end = size_of(p_.areas);
      p_.jobs.push_back({.task = id,
                         .start = planned.start,
                         .finish = planned.finish,
                         .likely = has_duration ? task.duration->likely : 0.0,
                         .duration = s_.task[id].duration,
                         .needs = needs,
                         .budgets = budgets,
                         .before = {},
                         .gates = {},
                         .behind = {},
                         .areas = areas,
                         .credit = CompletionCredit(c_, id)});
    }
  }

  void add_posts() {
    p_.post_of.assign(c_.tasks.size(), -1);
    p_.posts_in_area.resize(c_.areas.size());
    for (const TaskId id : c_.tasks.ids()) {
      const Task& task = c_.tasks[id];
      const PlannedTask& planned = plan_.tasks[id];
      if (!task.is_standing() || !planned.included) continue;
      const Policy::Range needs = add_needs(id, false);
      const Policy::Range budgets = add_needs(id, true);
      const Index post = size_of(p_.posts);
      p_.post_of[id.value] = static_cast<std::int32_t>(post);
      for (std::size_t phase = 0; phase < c_.phases.size(); ++phase) {
        const int level = phase < planned.levels.size() ? planned.levels[phase] : -1;
        if (level < 0) {
          p_.levels.push_back({});
        } else if (task.levels.empty()) {
          p_.levels.push_back({.is_on = true, .effort = 1.0, .effect = 1.0});
        } else {
          const Level& at = task.levels.at(static_cast<std::size_t>(level));
          p_.levels.push_back({.is_on = true, .effort = at.effort, .effect = at.effect});
        }
      }
      std::vector<Policy::Corner> corners{{.effort = 0.0, .effect = 0.0}};
      for (const Level& level : task.levels) {
        corners.push_back({.effort = level.effort, .effect = level.effect});
      }
      if (task.levels.empty()) corners.push_back({.effort = 1.0, .effect = 1.0});
      p_.corners.push_back(std::move(corners));
      Policy::Range areas{.begin = size_of(p_.areas), .end = 0};
      for (const Policy::AreaShare& share : cover_shares(c_, task)) {
        p_.areas.push_back(share);
        p_.posts_in_area[share.area].push_back(post);
      }
      areas.end = size_of(p_.areas);
      p_.posts.push_back({.task = id,
                          .needs = needs,
                          .budgets = budgets,
                          .before_count = 0,
                          .gates = {},
                          .areas = areas,
                          .cover = area_cover(c_, task)});
    }
  }

  void add_links() {
    std::vector<std::vector<Policy::Before>> before(p_.jobs.size());
    std::vector<std::vector<Policy::Waiting>> behind(p_.jobs.size());
    std::vector<std::vector<Policy::Gate>> job_gates(p_.jobs.size());
    std::vector<std::vector<Policy::Gate>> post_gates(p_.posts.size());
    for (const LinkId id : c_.links.ids()) {
      const Link& link = c_.links[id];
      const std::int32_t job = p_.job_of[link.task.value];
      const std::int32_t post = p_.post_of[link.task.value];
      const auto* task = std::get_if<TaskId>(&link.on);
      const auto* condition = std::get_if<ConditionId>(&link.on);
      const auto* milestone = std::get_if<MilestoneId>(&link.on);
      const bool needs_partner =
          link.kind == Link::Kind::Requires || link.kind == Link::Kind::Together;
      if (needs_partner && task != nullptr) {
        couple(link.task, *task);
        if (link.kind == Link::Kind::Together) couple(*task, link.task);
        continue;
      }
      if (job < 0 && post < 0) continue;
      if (link.kind == Link::Kind::Due && job >= 0) {
        const std::optional<Days> due =
            link.date   ? std::optional(*link.date - c_.horizon.start)
            : milestone ? std::optional(c_.milestones[*milestone].date.likely - c_.horizon.start)
                        : std::nullopt;
        if (due) p_.dues.push_back({.task = link.task, .day = *due});
      }
      if (link.kind != Link::Kind::After && link.kind != Link::Kind::NotBefore &&
          link.kind != Link::Kind::Requires) {
        continue;
      }
      if (condition != nullptr || milestone != nullptr) {
        const Policy::Gate gate{.is_condition = condition != nullptr,
                                .id = condition != nullptr ? condition->value : milestone->value,
                                .lag = s_.lag[id]};
        (job >= 0 ? job_gates[static_cast<Index>(job)] : post_gates[static_cast<Index>(post)])
            .push_back(gate);
      } else if (task != nullptr && p_.job_of[task->value] >= 0) {
        // A standing predecessor keeps its phases, so that link holds as it does in the plan.
        const auto first = static_cast<Index>(p_.job_of[task->value]);
        if (job >= 0) {
          before[static_cast<Index>(job)].push_back({.job = first, .lag = s_.lag[id]});
          behind[first].push_back({.entity = static_cast<Index>(job), .lag = s_.lag[id]});
        } else {
          ++p_.posts[static_cast<Index>(post)].before_count;
          behind[first].push_back(
              {.entity = size_of(p_.jobs) + static_cast<Index>(post), .lag = s_.lag[id]});
        }
      }
    }
    const auto append = [](auto& all, const auto& some) {
      Policy::Range range{.begin = size_of(all), .end = 0};
      all.insert(all.end(), some.begin(), some.end());
      range.end = size_of(all);
      return range;
    };
    for (Index j = 0; j < p_.jobs.size(); ++j) {
      p_.jobs[j].before = append(p_.before, before[j]);
      p_.jobs[j].behind = append(p_.behind, behind[j]);
      p_.jobs[j].gates = append(p_.gates, job_gates[j]);
    }
    for (Index i = 0; i < p_.posts.size(); ++i) {
      p_.posts[i].gates = append(p_.gates, post_gates[i]);
      if (!post_gates[i].empty() || p_.posts[i].before_count > 0) p_.linked_posts.push_back(i);
    }
  }

  // Only discrete tasks lose what they have done for want of a partner; for a standing task the
  // partner's place in the plan is enough.
  void couple(TaskId task, TaskId on) {
    if (p_.job_of[task.value] >= 0 && p_.job_of[on.value] >= 0) {
      p_.couplings.push_back({.task = task, .on = on});
    }
  }

  void order_services() {
    p_.served.resize(c_.assets.size());
    std::vector<double> worth(p_.posts.size());
    for (Index i = 0; i < p_.posts.size(); ++i) {
      worth[i] = full_value(c_, s_, p_.weights, p_.posts[i].task) * p_.posts[i].cover;
    }
    for (Index i = 0; i < p_.posts.size(); ++i) {
      for (const Policy::Range range : {p_.posts[i].needs, p_.posts[i].budgets}) {
        for (Index n = range.begin; n < range.end; ++n) {
          p_.served[p_.needs[n].asset].push_back({.post = i, .amount = p_.needs[n].amount});
        }
      }
    }
    Realisation likely;
    s_.prepare(likely);
    for (auto& posts : p_.served) {
      const auto rank = [&](const Policy::PostNeed& need) {
        const bool must = c_.tasks[p_.posts[need.post].task].must;
        const double amount = std::max(likely.number[need.amount], 1e-9);
        return std::tuple(!must, -worth[need.post] / amount, need.post);
      };
      std::ranges::sort(posts, {}, rank);
    }
  }

  void add_effects() {
    for (const ShockId id : c_.shocks.ids()) {
      const Shock& shock = c_.shocks[id];
      p_.effects.push_back({});
      for (std::size_t k = 0; k < shock.effects.size(); ++k) {
        const Effect& effect = shock.effects[k];
        Policy::EffectPlan plan{.kind = effect.kind,
                                .jobs = {},
                                .benchmarks = effect.benchmarks,
                                .assets = {},
                                .areas = {},
                                .slots = s_.effect[id][k]};
        if (effect.kind == Effect::Kind::Delay) plan.jobs = delayed_jobs(effect);
        if (effect.kind == Effect::Kind::LoseCapacity) {
          for (const AssetId asset : effect.assets) plan.assets.push_back(asset.value);
        }
        if (effect.kind == Effect::Kind::CloseArea) {
          plan.areas = with_areas_inside(c_, effect.areas);
        }
        p_.effects.back().push_back(std::move(plan));
      }
    }
  }

  std::vector<Index> delayed_jobs(const Effect& effect) const {
    std::vector<bool> is_hit(c_.objectives.size(), false);
    for (const ObjectiveId objective : effect.objectives) {
      is_hit[objective.value] = true;
      for (const ObjectiveId leaf : leaves_below(c_, objective)) is_hit[leaf.value] = true;
    }
    std::vector<Index> jobs;
    for (Index j = 0; j < p_.jobs.size(); ++j) {
      const TaskId task = p_.jobs[j].task;
      const bool named = std::ranges::find(effect.tasks, task) != effect.tasks.end();
      const bool serves = std::ranges::any_of(c_.tasks[task].serves, [&](const Serves& entry) {
        return is_hit[entry.objective.value];
      });
      if (named || serves) jobs.push_back(j);
    }
    return jobs;
  }

  void add_benchmarks() {
    for (const BenchmarkId id : c_.benchmarks.ids()) {
      const Benchmark& benchmark = c_.benchmarks[id];
      Policy::BenchmarkPlan plan;
      for (const TaskId task : benchmark.delivered_by) {
        if (p_.job_of[task.value] >= 0) {
          plan.jobs.push_back(static_cast<Index>(p_.job_of[task.value]));
          plan.planned = std::max(plan.planned, plan_.tasks[task].finish);
        } else if (p_.post_of[task.value] >= 0) {
          plan.posts.push_back(static_cast<Index>(p_.post_of[task.value]));
          plan.planned = std::max(plan.planned, first_phase_end(c_, plan_.tasks[task]));
        } else {
          plan.is_deliverable = false;
        }
      }
      plan.needs = benchmark.needs;
      plan.lag = s_.benchmark_lag[id];
      plan.due = resolve(c_, benchmark.due) - c_.horizon.start;
      p_.benchmarks.push_back(std::move(plan));
    }
  }

  Policy& p_;
  const Case& c_;
  const Plan& plan_;
  const Sampler& s_;
};

}  // namespace

Policy::Policy(const Case& the_design, const Plan& plan, const Sampler& the_sampler)
    : design(nullptr), sampler(nullptr) {
  Builder(*this, the_design, plan, the_sampler);
}

double Policy::effect_at(std::size_t post, double effort) const {
  const std::vector<Corner>& line = corners[post];
  for (std::size_t k = 1; k < line.size(); ++k) {
    if (effort <= line[k].effort) {
      const double width = line[k].effort - line[k - 1].effort;
      if (width <= 0.0) return line[k].effect;
      return line[k - 1].effect +
             (line[k].effect - line[k - 1].effect) * (effort - line[k - 1].effort) / width;
    }
  }
  return line.back().effect;
}

}  // namespace penholder
