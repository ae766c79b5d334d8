#include "stress/choice.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stress/stress.h"

namespace penholder {
namespace {

constexpr std::size_t kBlock = 50;  // replications
constexpr std::uint64_t kPilot = 0x7069'6C6F'7400'0000;

/// Leaves out what cannot stand without a partner that is not there, and of two rivals the second.
void repair(const Case& c, Plan& plan) {
  const auto drop = [&](TaskId task) {
    plan.tasks[task] = {};
    plan.tasks[task].levels.assign(c.tasks[task].is_standing() ? c.phases.size() : 0, -1);
  };
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (const Link& link : c.links) {
      const auto* on = std::get_if<TaskId>(&link.on);
      if (on == nullptr) continue;
      const bool first = plan.tasks[link.task].included;
      const bool second = plan.tasks[*on].included;
      TaskId gone = link.task;
      bool drops = false;
      switch (link.kind) {
        case Link::Kind::After:
        case Link::Kind::NotBefore:
        case Link::Kind::Requires:
          drops = first && !second;
          break;
        case Link::Kind::Together:
          drops = first != second;
          if (second) gone = *on;
          break;
        case Link::Kind::InsteadOf:
          drops = first && second;
          break;
        case Link::Kind::Due:
          break;
      }
      if (!drops) continue;
      drop(gone);
      has_changed = true;
    }
  }
}

}  // namespace

std::vector<std::size_t> most_robust(const Case& design, const std::vector<const Plan*>& candidates,
                                     const Sampler& sampler,
                                     std::span<const std::vector<Weights>> views,
                                     const ChoiceSettings& settings) {
  CHECK(!candidates.empty());
  for (const auto& view : views) CHECK(!view.empty());
  const std::size_t leaves = candidates.front()->weights.size();
  const Replay replay(design, candidates, sampler, leaves);
  const std::size_t blocks = (settings.replications + kBlock - 1) / kBlock;
  std::vector<std::vector<double>> sums(blocks);  // views x candidates
  parallel_blocks(
      settings.replications, kBlock, settings.threads, [&](std::size_t begin, std::size_t end) {
        std::vector<double>& sum = sums[begin / kBlock];
        sum.assign(views.size() * candidates.size(), 0.0);
        replay.run(
            settings.seed ^ kPilot, begin, end,
            [&](std::size_t r, const std::vector<double>& attained, const auto&, const auto&) {
              for (std::size_t v = 0; v < views.size(); ++v) {
                const Weights& w = views[v][r % views[v].size()];
                for (std::size_t k = 0; k < candidates.size(); ++k) {
                  double value = 0.0;
                  for (const LeafId leaf : w.ids()) {
                    value += w[leaf] * attained[k * leaves + leaf.value];
                  }
                  sum[v * candidates.size() + k] += value;
                }
              }
            });
      });
  std::vector<std::size_t> best;
  for (std::size_t v = 0; v < views.size(); ++v) {
    std::vector<double> total(candidates.size(), 0.0);
    for (const auto& sum : sums) {
      for (std::size_t k = 0; k < total.size(); ++k) total[k] += sum[v * total.size() + k];
    }
    best.push_back(static_cast<std::size_t>(std::ranges::max_element(total) - total.begin()));
  }
  return best;
}

std::optional<Plan> carry_over(const Plan& plan, const Case& from, const Case& to,
                               const Plan& needed) {
  if (from.phases.size() != to.phases.size()) return std::nullopt;
  Plan carried;
  carried.case_id = to.id;
  carried.seed = plan.seed;
  carried.view = plan.view;
  carried.weights = plan.weights;
  carried.tasks.resize(to.tasks.size());
  for (const TaskId id : to.tasks.ids()) {
    const Task& task = to.tasks[id];
    PlannedTask& here = carried.tasks[id];
    if (task.is_standing()) here.levels.assign(to.phases.size(), -1);
    const std::optional<TaskId> match = find_by_id(from.tasks, task.id);
    if (!match || (task.must && !plan.tasks[*match].included)) {
      here = needed.tasks[id];
      continue;
    }
    if (!plan.tasks[*match].included) continue;
    const Task& origin = from.tasks[*match];
    const PlannedTask& there = plan.tasks[*match];
    if (origin.kind != task.kind) continue;
    if (task.is_standing()) {
      if (origin.levels.size() != task.levels.size()) continue;
      here.levels = there.levels;
      here.included = true;
      continue;
    }
    const double likely = task.duration && !task.duration->is_unknown() ? task.duration->likely : 0;
    here.start = there.start;
    for (const Link& link : to.links) {
      if (link.task == id && link.kind == Link::Kind::NotBefore && link.date) {
        here.start = std::max(here.start, *link.date - to.horizon.start);
      }
    }
    here.finish = here.start + static_cast<Days>(std::lround(likely));
    here.included = here.finish <= to.horizon.length();
  }
  repair(to, carried);
  for (const TaskId id : to.tasks.ids()) {
    if (to.tasks[id].must && needed.tasks[id].included && !carried.tasks[id].included) {
      return std::nullopt;
    }
    if (carried.tasks[id].included && !to.tasks[id].is_standing()) carried.order.push_back(id);
  }
  std::ranges::stable_sort(carried.order, {}, [&](TaskId id) { return carried.tasks[id].start; });
  return carried;
}

double value_if_likely(const Case& design, const Plan& plan, const Sampler& sampler,
                       const Weights& weights) {
  Realisation likely;
  sampler.prepare(likely);
  const Policy policy(design, plan, sampler);
  Execution execution;
  Executor(policy, weights.size()).run(likely, std::nullopt, execution);
  double value = 0.0;
  for (const LeafId leaf : weights.ids()) value += weights[leaf] * execution.attained[leaf];
  return 100.0 * value;
}

}  // namespace penholder
