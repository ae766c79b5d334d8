#include "sequence/improve.h"

#include <algorithm>
#include <cmath>

namespace penholder {
namespace {

/// A discrete task, or one phase of a standing one.
struct Unit {
  Index task;
  std::uint32_t phase;  // standing only
};

class Search {
 public:
  Search(const PlanProblem& problem, const Network& network, const Guide& guide)
      : problem_(problem), network_(network), guide_(guide) {
    for (Index id = 0; id < problem.tasks.size(); ++id) {
      if (!network.is_possible(id)) continue;
      if (!problem.tasks[id].is_standing) {
        units_.push_back({.task = id, .phase = 0});
        discrete_.push_back(id);
        continue;
      }
      for (std::uint32_t p = 0; p < problem.phases.size(); ++p) {
        if (network.is_open(id, p)) units_.push_back({.task = id, .phase = p});
      }
    }
    uses_.resize(problem.tasks.size(), std::vector<bool>(problem.assets.size(), false));
    for (Index id = 0; id < problem.tasks.size(); ++id) {
      for (const auto& need : problem.tasks[id].needs) uses_[id][need.asset] = true;
      for (const auto& phase : problem.tasks[id].modes) {
        for (const auto& mode : phase) {
          for (const auto& need : mode.needs) uses_[id][need.asset] = true;
        }
      }
    }
    leans_on_.assign(problem.tasks.size(), false);
    for (Index id = 0; id < problem.tasks.size(); ++id) {
      for (const Index on : network.needed(id)) leans_on_[on] = true;
    }
  }

  [[nodiscard]] bool is_empty() const { return units_.empty(); }

  /// Puts back what fits. `noise` 0 is the pure greedy order.
  void recreate(Schedule& plan, double noise, double price_weight, double blink, Rng* rng) {
    list_offers(plan, noise, price_weight, rng);
    for (const Offer& offer : offers_) {
      if (blink > 0.0 && rng->uniform() < blink) continue;
      take(plan, offer);
    }
    // Whatever is still free may be used, prices or not.
    for (const Offer& offer : offers_) {
      if (problem_.tasks[offer.unit.task].is_standing) raise(plan, offer.unit);
    }
  }

  void ruin(Schedule& plan, Rng& rng) {
    switch (rng.below(12)) {
      case 0:
      case 1:
        drop_some(plan, rng);
        break;
      case 2:
        clear_asset(plan, rng);
        break;
      case 3:
        drop_task(plan, rng);
        break;
      default:
        make_room(plan, rng);
        break;
    }
    plan.repair();
  }

 private:
  struct Offer {
    double key;
    Unit unit;
    int level;  // wanted
  };

  [[nodiscard]] bool is_on(const Schedule& plan, Unit unit) const {
    return problem_.tasks[unit.task].is_standing ? plan.level(unit.task, unit.phase) >= 0
                                                 : plan.is_placed(unit.task);
  }

  void take_out(Schedule& plan, Unit unit) const {
    if (problem_.tasks[unit.task].is_standing) {
      plan.switch_off(unit.task, unit.phase);
    } else {
      plan.remove(unit.task);
    }
  }

  [[nodiscard]] bool overlaps(const Schedule& plan, Unit unit, Days start, Days end) const {
    if (problem_.tasks[unit.task].is_standing) {
      return problem_.phases[unit.phase].start < end && start < problem_.phases[unit.phase].end;
    }
    return plan.start(unit.task) < end && start < plan.finish(unit.task);
  }

  [[nodiscard]] bool shares_asset(Index a, Index b) const {
    for (std::size_t k = 0; k < problem_.assets.size(); ++k) {
      if (uses_[a][k] && uses_[b][k]) return true;
    }
    return false;
  }

  void list_offers(const Schedule& plan, double noise, double price_weight, Rng* rng) {
    constexpr double kSmallPrice = 1e-3;  // points
    constexpr double kMustFirst = 1e12;
    offers_.clear();
    for (const Unit unit : units_) {
      const PlanProblem::Task& task = problem_.tasks[unit.task];
      double value = 0.0;
      double price = 0.0;
      int wanted = 0;
      if (!task.is_standing) {
        if (plan.is_placed(unit.task)) continue;
        value = guide_.task_value[unit.task];
        price = guide_.task_price[unit.task];
      } else {
        const int kept = plan.level(unit.task, unit.phase);
        const auto& modes = task.modes[unit.phase];
        if (!has_room_for_more(plan, unit)) continue;  // nor will it have: room only shrinks
        const auto& prices = guide_.mode_price[unit.task][unit.phase];
        double best = -1e300;
        wanted = -1;
        for (std::size_t level = 0; level < modes.size(); ++level) {
          if (!network_.fits(unit.task, unit.phase, level)) continue;
          const double net = modes[level].value - price_weight * prices[level];
          if (net > best) {
            best = net;
            wanted = static_cast<int>(level);
            value = modes[level].value;
            price = prices[level];
          }
          if (task.is_must && kept < 0) break;  // must-work gets its least level first
        }
        if (wanted < 0 || wanted == kept) {
          if (wanted < 0 || static_cast<std::size_t>(kept) + 1 >= modes.size()) continue;
        }
      }
      double key = (value + 1e-6) / (price_weight * price + kSmallPrice);
      // Something may lean on it that is worth more than itself.
      if (leans_on_[unit.task]) key *= 2.0;
      if (noise > 0.0) key *= 1.0 + noise * (2.0 * rng->uniform() - 1.0);
      if (task.is_must && !is_on(plan, unit))
        key += kMustFirst * (noise > 0 ? rng->uniform() + 1 : 1);
      offers_.push_back({.key = key, .unit = unit, .level = wanted});
    }
    std::ranges::sort(offers_, [](const Offer& a, const Offer& b) {
      if (a.key != b.key) return a.key > b.key;
      return std::pair(a.unit.task, a.unit.phase) < std::pair(b.unit.task, b.unit.phase);
    });
  }

  /// Some level that brings more than the one kept has room as things stand.
  [[nodiscard]] bool has_room_for_more(const Schedule& plan, Unit unit) const {
    const auto& modes = problem_.tasks[unit.task].modes[unit.phase];
    const int kept = plan.level(unit.task, unit.phase);
    const double now = kept < 0 ? -1.0 : modes[static_cast<std::size_t>(kept)].value;
    for (std::size_t level = 0; level < modes.size(); ++level) {
      if (modes[level].value <= now) continue;
      bool is_room = true;
      for (std::size_t i = 0; i < modes[level].needs.size() && is_room; ++i) {
        const PlanProblem::Need& need = modes[level].needs[i];
        Amount free = plan.free_in_phase(need.asset, unit.phase);
        if (kept >= 0) {
          for (const auto& held : modes[static_cast<std::size_t>(kept)].needs) {
            if (held.asset == need.asset) free += held.amount;
          }
        }
        is_room = free >= need.amount;
      }
      if (is_room) return true;
    }
    return false;
  }

  void take(Schedule& plan, const Offer& offer) const {
    const auto [id, phase] = offer.unit;
    const PlanProblem::Task& task = problem_.tasks[id];
    if (!task.is_standing) {
      put_in(plan, id);
      return;
    }
    const int kept = plan.level(id, phase);
    if (kept >= 0 && task.modes[phase][static_cast<std::size_t>(kept)].value >=
                         task.modes[phase][static_cast<std::size_t>(offer.level)].value) {
      return;
    }
    for (int level = offer.level; level >= 0 && level != kept; --level) {
      if (plan.set_level(id, phase, level)) return;
    }
    if (!plan.is_placed(id) && network_.closure(id).size() > 1) put_in(plan, id);
  }

  /// Keeps a discrete task only if it earns something, by itself or for must-work.
  void put_in(Schedule& plan, Index id) const {
    if (plan.is_placed(id)) return;
    const double before = plan.value();
    if (!plan.insert(id, false) && !plan.insert(id, true)) return;
    const bool earns = plan.value() > before + 1e-12 || problem_.tasks[id].is_must;
    if (!earns && !leans_on_[id]) plan.remove(id);
  }

  void raise(Schedule& plan, Unit unit) const {
    const auto& modes = problem_.tasks[unit.task].modes[unit.phase];
    for (int level = static_cast<int>(modes.size()) - 1; level >= 0; --level) {
      const int kept = plan.level(unit.task, unit.phase);
      const double now = kept < 0 ? -1.0 : modes[static_cast<std::size_t>(kept)].value;
      if (modes[static_cast<std::size_t>(level)].value <= now) continue;
      if (plan.set_level(unit.task, unit.phase, level)) return;
    }
  }

  void drop_some(Schedule& plan, Rng& rng) const {
    const std::uint32_t count = 1 + rng.below(4);
    for (std::uint32_t i = 0; i < count; ++i) {
      take_out(plan, units_[rng.below(static_cast<std::uint32_t>(units_.size()))]);
    }
  }

  void clear_asset(Schedule& plan, Rng& rng) const {
    if (problem_.assets.empty()) return drop_some(plan, rng);
    const Index asset = rng.below(static_cast<std::uint32_t>(problem_.assets.size()));
    const auto [start, end] =
        problem_.phases[rng.below(static_cast<std::uint32_t>(problem_.phases.size()))];
    for (const Unit unit : units_) {
      if (!uses_[unit.task][asset] || !is_on(plan, unit)) continue;
      if (overlaps(plan, unit, start, end) && rng.uniform() < 0.5) take_out(plan, unit);
    }
  }

  void drop_task(Schedule& plan, Rng& rng) const {
    const Index id = units_[rng.below(static_cast<std::uint32_t>(units_.size()))].task;
    plan.remove(id);
    for (const Unit unit : units_) {
      if (is_on(plan, unit) && shares_asset(id, unit.task) && rng.uniform() < 0.15) {
        take_out(plan, unit);
      }
    }
  }

  /// Gives one task that is out, late or low what it lacks, at the cost of those to whom it means
  /// least.
  void make_room(Schedule& plan, Rng& rng) {
    // Discrete tasks have few units and shape the plan most: half of the turns are theirs.
    const bool is_discrete = !discrete_.empty() && rng.below(2) == 0;
    if (is_discrete) {
      const auto count = static_cast<std::uint32_t>(discrete_.size());
      return make_room_from(plan, discrete_[rng.below(count)], rng);
    }
    const Unit target = units_[rng.below(static_cast<std::uint32_t>(units_.size()))];
    const PlanProblem::Task& task = problem_.tasks[target.task];
    if (!task.is_standing) return make_room_from(plan, target.task, rng);
    const bool is_throughout = rng.below(2) == 0;
    const auto top = static_cast<std::uint32_t>(task.modes[target.phase].size());
    const int wanted = static_cast<int>(rng.below(2) == 0 ? top - 1 : rng.below(top));
    for (std::uint32_t p = 0; p < problem_.phases.size(); ++p) {
      if (!is_throughout && p != target.phase) continue;
      if (!network_.is_open(target.task, p) || plan.level(target.task, p) >= wanted) continue;
      const auto level = std::min(static_cast<std::size_t>(wanted), task.modes[p].size() - 1);
      std::vector<PlanProblem::Need> more = task.modes[p][level].needs;
      if (const int kept = plan.level(target.task, p); kept >= 0) {
        for (PlanProblem::Need& need : more) {
          for (const auto& held : task.modes[p][static_cast<std::size_t>(kept)].needs) {
            if (held.asset == need.asset) need.amount -= held.amount;
          }
        }
      }
      free_up(plan, more, problem_.phases[p].start, problem_.phases[p].end, target.task, rng);
      plan.repair();
      plan.set_level(target.task, p, static_cast<int>(level));
    }
  }

  /// As make_room, for a discrete task from some day on.
  void make_room_from(Schedule& plan, Index id, Rng& rng) {
    const PlanProblem::Task& task = problem_.tasks[id];
    const Days earliest = network_.earliest_start(id);
    Days latest = network_.latest_start(id);
    if (plan.is_placed(id)) {
      if (rng.below(2) != 0) latest = plan.start(id);  // mostly: earlier than it is
      plan.remove(id);
      plan.repair();
    }
    Days from = earliest;
    if (rng.below(2) == 0 && latest > earliest) {
      from += static_cast<Days>(rng.below(static_cast<std::uint32_t>(latest - earliest + 1)));
    }
    free_up(plan, task.needs, from, from + task.duration, id, rng);
    plan.repair();
    plan.insert(id, rng.below(2) == 0, from);
  }

  /// Lowers and takes out units until `needs` are free during [start, end), or nobody is left who
  /// could give.
  void free_up(Schedule& plan, const std::vector<PlanProblem::Need>& needs, Days start, Days end,
               Index keep, Rng& rng) {
    constexpr double kLeastShare =
        0.15;  // how random: the dearest giver may be taken for this share of its loss
    for (const PlanProblem::Need& need : needs) {
      const bool is_budget = problem_.assets[need.asset].is_budget;
      while (plan.least_free(need.asset, start, end) < need.amount) {
        const Unit* giver = nullptr;
        double least = 0.0;
        for (const Unit& unit : units_) {
          if (unit.task == keep || !uses_[unit.task][need.asset] || !is_on(plan, unit)) continue;
          if (!is_budget && !overlaps(plan, unit, start, end)) continue;
          const double loss = loss_a_unit(plan, unit, need.asset) * (kLeastShare + rng.uniform());
          if (!giver || loss < least) {
            giver = &unit;
            least = loss;
          }
        }
        if (!giver) return;
        step_down(plan, *giver, rng);
      }
    }
  }

  /// Points given up for each unit of the asset that is won by a step down.
  [[nodiscard]] double loss_a_unit(const Schedule& plan, Unit unit, Index asset) const {
    constexpr double kMustIsDear = 1e3;
    const PlanProblem::Task& task = problem_.tasks[unit.task];
    const auto amount = [&](const std::vector<PlanProblem::Need>& needs) {
      Amount sum = 0;
      for (const PlanProblem::Need& need : needs) sum += need.asset == asset ? need.amount : 0;
      return static_cast<double>(sum);
    };
    if (!task.is_standing) {
      const double value =
          task.value_at(plan.finish(unit.task)) + (task.is_must ? kMustIsDear : 0.0);
      return value / std::max(1.0, amount(task.needs));
    }
    const auto& modes = task.modes[unit.phase];
    const auto kept = static_cast<std::size_t>(plan.level(unit.task, unit.phase));
    double value = modes[kept].value;
    double won = amount(modes[kept].needs);
    if (kept > 0 && amount(modes[kept - 1].needs) < won) {
      value -= modes[kept - 1].value;
      won -= amount(modes[kept - 1].needs);
    } else if (task.is_must) {
      value += kMustIsDear;
    }
    return value / std::max(1.0, won);
  }

  void step_down(Schedule& plan, Unit unit, Rng& rng) const {
    const int kept = problem_.tasks[unit.task].is_standing ? plan.level(unit.task, unit.phase) : 0;
    if (kept > 0 && (problem_.tasks[unit.task].is_must || rng.below(4) != 0) &&
        plan.set_level(unit.task, unit.phase, kept - 1)) {
      return;
    }
    take_out(plan, unit);
  }

  const PlanProblem& problem_;
  const Network& network_;
  const Guide& guide_;
  std::vector<Unit> units_;
  std::vector<Index> discrete_;
  std::vector<std::vector<bool>> uses_;  // [task][asset]
  std::vector<bool> leans_on_;           // some task needs it by link
  std::vector<Offer> offers_;
};

}  // namespace

Candidate construct(const PlanProblem& problem, const Network& network, const Guide& guide) {
  Schedule plan(problem, network);
  Search search(problem, network, guide);
  search.recreate(plan, 0.0, 1.0, 0.0, nullptr);
  plan.shift_left();
  return Candidate(std::move(plan));
}

Candidate improve(const PlanProblem& problem, const Network& network, const Guide& guide,
                  const Candidate& from, const ImproveSettings& settings, Rng& rng) {
  constexpr double kFirstHeat = 0.004;  // share of the plan's value
  constexpr double kLastHeat = 0.0002;
  constexpr double kBlink = 0.06;
  Candidate best = from;
  Search search(problem, network, guide);
  if (search.is_empty()) return best;
  Candidate current = from;
  Candidate next = from;
  const std::size_t begin = current.schedule.tried();
  const double scale = std::max(1.0, from.value);
  constexpr double kShortfallPoints = 1e4;
  for (std::size_t done = 0; done < settings.work;) {
    next.schedule = current.schedule;
    search.ruin(next.schedule, rng);
    search.recreate(next.schedule, 0.9 * rng.uniform(), 0.3 + rng.uniform(), kBlink, &rng);
    if (rng.below(8) == 0) next.schedule.shift_left();
    next.shortfall = next.schedule.shortfall();
    next.value = next.schedule.value();
    const double share = static_cast<double>(done) / static_cast<double>(settings.work);
    const double heat = scale * kFirstHeat * std::pow(kLastHeat / kFirstHeat, share);
    const double loss = current.value - next.value +
                        kShortfallPoints * (static_cast<double>(next.shortfall) -
                                            static_cast<double>(current.shortfall));
    // At least one unit of work a round, so that it ends whatever the problem.
    done = std::max(done + 1, next.schedule.tried() - begin);
    if (loss <= 0.0 || rng.uniform_open() < std::exp(-loss / heat)) {
      std::swap(current, next);
      if (current.is_better_than(best)) {
        best = current;
        if (best.shortfall == 0 && best.value >= settings.enough) break;
      }
      continue;
    }
    // Count the work of rejected plans too: carry it over.
    current.schedule.set_tried(next.schedule.tried());
  }
  // Settle: nothing that can come earlier or higher for free is left lying.
  best.schedule.shift_left();
  search.recreate(best.schedule, 0.0, 0.0, 0.0, nullptr);
  best.schedule.shift_left();
  return Candidate(best.schedule);
}

}  // namespace penholder
