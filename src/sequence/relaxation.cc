#include "sequence/relaxation.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace penholder {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr Days kBucketDays = 7;
constexpr Days kMostBuckets = 160;
// A budget has one row, an asset one per bucket: this makes their prices move at a like pace.
constexpr double kBudgetDays = 30.0;

}  // namespace

Relaxation::Relaxation(const PlanProblem& problem, const Network& network, bool with_musts)
    : problem_(&problem), network_(&network) {
  cut_buckets();
  list_options(with_musts);
  list_components();
  gradient_ = price_;
  direction_ = price_;
  paid_until_.resize(problem.assets.size());
  for (Index asset = 0; asset < problem.assets.size(); ++asset) {
    paid_until_[asset].assign(buckets_.size(), 0.0);
  }
  best_price_ = price_;
  best_ = evaluate();
  // Far dearer than any use could be worth, and still so cheap that sums keep nine decimals: a
  // target below what can be reached would drive prices, and with them the rounding, without end.
  constexpr double kDearest = 30.0;
  price_limit_ = kDearest * (best_ > 1.0 ? best_ : 1.0);
}

void Relaxation::cut_buckets() {
  const PlanProblem& problem = *problem_;
  const Days length = std::max(kBucketDays, (problem.horizon + kMostBuckets - 1) / kMostBuckets);
  for (Days day = 0; day <= problem.horizon; day += length) buckets_.push_back(day);
  buckets_.push_back(problem.horizon);
  for (const PlanProblem::Phase& phase : problem.phases) buckets_.push_back(phase.start);
  for (const PlanProblem::Asset& asset : problem.assets) {
    for (const PlanProblem::Asset::Step& step : asset.steps) {
      if (step.from > 0 && step.from < problem.horizon) buckets_.push_back(step.from);
    }
  }
  std::ranges::sort(buckets_);
  const auto rest = std::ranges::unique(buckets_);
  buckets_.erase(rest.begin(), rest.end());
  for (const PlanProblem::Phase& phase : problem.phases) {
    phase_bucket_.push_back(static_cast<std::size_t>(
        std::ranges::lower_bound(buckets_, phase.start) - buckets_.begin()));
  }
  phase_bucket_.push_back(buckets_.size() - 1);

  std::vector<double> demand(problem.assets.size(), 0.0);  // if all ran at once
  for (const PlanProblem::Task& task : problem.tasks) {
    std::vector<double> most(problem.assets.size(), 0.0);
    for (const PlanProblem::Need& need : task.needs) {
      most[need.asset] += static_cast<double>(need.amount);
    }
    for (const auto& phase : task.modes) {
      std::vector<double> in_phase(problem.assets.size(), 0.0);
      for (const PlanProblem::Mode& mode : phase) {
        std::vector<double> in_mode(problem.assets.size(), 0.0);
        for (const PlanProblem::Need& need : mode.needs) {
          in_mode[need.asset] += static_cast<double>(need.amount);
          in_phase[need.asset] = std::max(in_phase[need.asset], in_mode[need.asset]);
        }
      }
      for (Index asset = 0; asset < problem.assets.size(); ++asset) {
        const bool adds_up = problem.assets[asset].is_budget;
        most[asset] =
            adds_up ? most[asset] + in_phase[asset] : std::max(most[asset], in_phase[asset]);
      }
    }
    for (Index asset = 0; asset < problem.assets.size(); ++asset) demand[asset] += most[asset];
  }
  is_priced_.assign(problem.assets.size(), false);
  unit_.assign(problem.assets.size(), 1.0);
  capacity_.resize(problem.assets.size());
  for (Index id = 0; id < problem.assets.size(); ++id) {
    const PlanProblem::Asset& asset = problem.assets[id];
    Amount least = kUnlimited;
    Amount most = 0;
    for (const PlanProblem::Asset::Step& step : asset.steps) {
      least = std::min(least, step.capacity);
      most = std::max(most, step.capacity);
    }
    is_priced_[id] = most > 0 && static_cast<double>(least) < demand[id];
    // A capacity that nobody could use up counts as what could be used: prices stay of one size.
    unit_[id] = std::max(1.0, std::min(static_cast<double>(most), demand[id]));
    if (asset.is_budget) {
      capacity_[id] = {kBudgetDays * static_cast<double>(most) / unit_[id]};
    } else {
      for (std::size_t b = 0; b + 1 < buckets_.size(); ++b) {
        Amount capacity = 0;
        for (const PlanProblem::Asset::Step& step : asset.steps) {
          if (step.from <= buckets_[b]) capacity = step.capacity;
        }
        capacity_[id].push_back(static_cast<double>(buckets_[b + 1] - buckets_[b]) *
                                std::min(static_cast<double>(capacity), demand[id]) / unit_[id]);
      }
    }
    price_.emplace_back(capacity_[id].size(), 0.0);
  }
}

void Relaxation::list_options(bool with_musts) {
  const PlanProblem& problem = *problem_;
  options_.resize(problem.tasks.size());
  for (Index id = 0; id < problem.tasks.size(); ++id) {
    const PlanProblem::Task& task = problem.tasks[id];
    Option& option = options_[id];
    option.may_be_present = network_->is_possible(id);
    option.may_be_absent = !(with_musts && task.is_must);
    if (task.is_standing) {
      option.best_level.assign(problem.phases.size(), -1);
      option.best_in_phase.assign(problem.phases.size(), 0.0);
      for (std::size_t p = 0; p < problem.phases.size(); ++p) {
        const auto [start, end] = problem.phases[p];
        const bool is_due_on = with_musts && task.is_must && network_->before(id).empty() &&
                               start >= task.release && end <= task.deadline;
        option.may_be_off.push_back(!is_due_on);
        option.kept.emplace_back();
        for (std::size_t level = 0; level < task.modes[p].size(); ++level) {
          option.kept.back().push_back(network_->fits(id, p, level));
        }
      }
      continue;
    }
    // Between two neighbouring starts of this list both value and price run straight, so that the
    // best start of all is one of the list.
    for (const Network::Range& range : network_->starts(id)) {
      std::vector<Days> days{range.first, range.last};
      const auto add = [&](Days day) {
        if (day > range.first && day < range.last) days.push_back(day);
      };
      for (const Days border : buckets_) {
        add(border);
        add(border - task.duration);
      }
      for (const PlanProblem::Piece& piece : task.value) {
        for (const Days finish : {piece.from - 1, piece.from, piece.to, piece.to + 1}) {
          add(finish - task.duration);
        }
      }
      std::ranges::sort(days);
      const auto rest = std::ranges::unique(days);
      days.erase(rest.begin(), rest.end());
      for (std::size_t i = 0; i < days.size(); ++i) {
        Start start{.day = days[i],
                    .value = task.value_at(days[i] + task.duration),
                    .start_bucket = 0,
                    .start_offset = 0,
                    .end_bucket = 0,
                    .end_offset = 0};
        const auto locate = [&](Days day, std::uint32_t& bucket, std::uint32_t& offset) {
          const auto after = std::ranges::upper_bound(buckets_, day) - buckets_.begin();
          bucket = static_cast<std::uint32_t>(after - 1);
          offset = static_cast<std::uint32_t>(day - buckets_[bucket]);
        };
        locate(start.day, start.start_bucket, start.start_offset);
        locate(start.day + task.duration, start.end_bucket, start.end_offset);
        start.is_linked = i + 1 < days.size() && days[i + 1] > days[i] + 1;
        option.starts.push_back(start);
      }
    }
  }
}

void Relaxation::list_components() {
  const std::size_t count = problem_->tasks.size();
  std::vector<std::size_t> group(count);
  std::vector<std::size_t> size(count, 1);
  for (std::size_t i = 0; i < count; ++i) group[i] = i;
  const auto join = [&](Index a, Index b) {
    const std::size_t from = std::max(group[a], group[b]);
    const std::size_t into = std::min(group[a], group[b]);
    if (from == into || size[from] + size[into] > kLargestComponent) return;
    size[into] += size[from];
    std::ranges::replace(group, from, into);
  };
  for (const auto& link : problem_->together) join(link.a, link.b);
  for (const auto& link : problem_->instead_of) join(link.a, link.b);
  for (const auto& link : problem_->required) join(link.task, link.on);
  for (const auto& link : problem_->after) join(link.task, link.on);
  component_of_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    Component component;
    for (Index id = 0; id < count; ++id) {
      if (group[id] != i) continue;
      component_of_[id] = components_.size();
      component.tasks.push_back(id);
    }
    if (component.tasks.empty()) continue;
    list_subsets(component);
    components_.push_back(std::move(component));
  }
  chosen_.assign(components_.size(), 0);
}

void Relaxation::list_subsets(Component& component) {
  const std::size_t count = component.tasks.size();
  const auto place = [&](Index id) {
    return std::ranges::find(component.tasks, id) - component.tasks.begin();
  };
  for (std::uint32_t subset = 0; subset < (1U << count); ++subset) {
    const auto has = [&](Index id) { return ((subset >> place(id)) & 1U) != 0; };
    const auto is_here = [&](Index id) { return static_cast<std::size_t>(place(id)) < count; };
    bool is_allowed = true;
    for (const Index id : component.tasks) {
      if (!has(id)) continue;
      for (const Index on : network_->needed(id))
        is_allowed = is_allowed && (!is_here(on) || has(on));
      for (const Index rival : network_->rivals(id)) {
        is_allowed = is_allowed && (!is_here(rival) || !has(rival));
      }
    }
    if (is_allowed) component.subsets.push_back(subset);
  }
}

double Relaxation::price(const std::vector<PlanProblem::Need>& needs, const Start& start) const {
  double sum = 0.0;
  for (const PlanProblem::Need& need : needs) {
    const Index k = need.asset;
    if (!is_priced_[k]) continue;
    const double units = static_cast<double>(need.amount) / unit_[k];
    if (problem_->assets[k].is_budget) {
      sum += kBudgetDays * units * price_[k][0];
      continue;
    }
    const auto until = [&](std::uint32_t bucket, std::uint32_t offset) {
      const double rest = offset > 0 ? price_[k][bucket] * static_cast<double>(offset) : 0.0;
      return paid_until_[k][bucket] + rest;
    };
    sum += units * (until(start.end_bucket, start.end_offset) -
                    until(start.start_bucket, start.start_offset));
  }
  return sum;
}

double Relaxation::price(const std::vector<PlanProblem::Need>& needs, std::size_t phase) const {
  double sum = 0.0;
  for (const PlanProblem::Need& need : needs) {
    const Index k = need.asset;
    if (!is_priced_[k]) continue;
    const double units = static_cast<double>(need.amount) / unit_[k];
    sum += problem_->assets[k].is_budget ? kBudgetDays * units * price_[k][0]
                                         : units * (paid_until_[k][phase_bucket_[phase + 1]] -
                                                    paid_until_[k][phase_bucket_[phase]]);
  }
  return sum;
}

void Relaxation::weigh(Index id) {
  const PlanProblem::Task& task = problem_->tasks[id];
  Option& option = options_[id];
  option.present = kNever;
  if (!option.may_be_present) return;
  if (!task.is_standing) {
    for (std::size_t i = 0; i < option.starts.size(); ++i) {
      const Start& start = option.starts[i];
      if (!start.is_kept) continue;
      const double net = start.value - price(task.needs, start);
      if (net > option.present) {
        option.present = net;
        option.best_start = i;
      }
    }
    return;
  }
  double sum = 0.0;
  double least_regret = std::numeric_limits<double>::infinity();  // of being on somewhere
  std::size_t cheapest_phase = 0;
  int cheapest_level = -1;
  for (std::size_t p = 0; p < problem_->phases.size(); ++p) {
    double best = option.may_be_off[p] ? 0.0 : kNever;
    int best_level = -1;
    double best_on = kNever;
    int best_on_level = -1;
    for (std::size_t level = 0; level < task.modes[p].size(); ++level) {
      if (!option.kept[p][level]) continue;
      const double net = task.modes[p][level].value - price(task.modes[p][level].needs, p);
      if (net > best_on) {
        best_on = net;
        best_on_level = static_cast<int>(level);
      }
    }
    if (best_on > best || (best == kNever && best_on_level >= 0)) {
      best = best_on;
      best_level = best_on_level;
    }
    if (best == kNever) return;  // this phase has nothing left: no plan has the task
    option.best_level[p] = best_level;
    option.best_in_phase[p] = best;
    sum += best;
    if (best_on_level >= 0 && best - best_on < least_regret) {
      least_regret = best - best_on;
      cheapest_phase = p;
      cheapest_level = best_on_level;
    }
  }
  if (cheapest_level < 0) return;
  if (least_regret > 0.0) option.best_level[cheapest_phase] = cheapest_level;
  option.present = sum - least_regret;
}

void Relaxation::weigh_all() {
  for (Index k = 0; k < problem_->assets.size(); ++k) {
    if (!is_priced_[k] || problem_->assets[k].is_budget) continue;
    for (std::size_t b = 0; b + 1 < buckets_.size(); ++b) {
      paid_until_[k][b + 1] =
          paid_until_[k][b] + price_[k][b] * static_cast<double>(buckets_[b + 1] - buckets_[b]);
    }
  }
  for (Index id = 0; id < options_.size(); ++id) weigh(id);
}

double Relaxation::best_subset(const Component& component, std::uint32_t with,
                               std::uint32_t without, std::uint32_t* chosen) const {
  double best = kNever;
  for (const std::uint32_t subset : component.subsets) {
    if ((subset & with) != with || (subset & without) != 0) continue;
    double sum = 0.0;
    for (std::size_t i = 0; i < component.tasks.size(); ++i) {
      const Option& option = options_[component.tasks[i]];
      if ((subset >> i) & 1U) {
        sum += option.present;
      } else if (!option.may_be_absent) {
        sum = kNever;
      }
    }
    if (sum > best) {
      best = sum;
      if (chosen) *chosen = subset;
    }
  }
  return best;
}

double Relaxation::evaluate() {
  weigh_all();
  double sum = 0.0;
  for (Index k = 0; k < problem_->assets.size(); ++k) {
    if (!is_priced_[k]) continue;
    for (std::size_t b = 0; b < capacity_[k].size(); ++b) sum += price_[k][b] * capacity_[k][b];
  }
  for (std::size_t i = 0; i < components_.size(); ++i) {
    sum += best_subset(components_[i], 0, 0, &chosen_[i]);
  }
  return sum;
}

void Relaxation::add_use(const std::vector<PlanProblem::Need>& needs, Days start, Days end) {
  for (const PlanProblem::Need& need : needs) {
    const Index k = need.asset;
    if (!is_priced_[k]) continue;
    const double units = static_cast<double>(need.amount) / unit_[k];
    if (problem_->assets[k].is_budget) {
      gradient_[k][0] -= kBudgetDays * units;
      continue;
    }
    auto b =
        static_cast<std::size_t>(std::ranges::upper_bound(buckets_, start) - buckets_.begin()) - 1;
    for (; b + 1 < buckets_.size() && buckets_[b] < end; ++b) {
      const Days overlap = std::min(end, buckets_[b + 1]) - std::max(start, buckets_[b]);
      gradient_[k][b] -= units * static_cast<double>(overlap);
    }
  }
}

void Relaxation::collect_gradient() {
  gradient_ = capacity_;
  phase_use_.assign(problem_->assets.size() * problem_->phases.size(), 0.0);
  for (std::size_t c = 0; c < components_.size(); ++c) {
    for (std::size_t i = 0; i < components_[c].tasks.size(); ++i) {
      if (!((chosen_[c] >> i) & 1U)) continue;
      const Index id = components_[c].tasks[i];
      const PlanProblem::Task& task = problem_->tasks[id];
      const Option& option = options_[id];
      if (!task.is_standing) {
        const Days start = option.starts[option.best_start].day;
        add_use(task.needs, start, start + task.duration);
        continue;
      }
      for (std::size_t p = 0; p < problem_->phases.size(); ++p) {
        if (option.best_level[p] < 0) continue;
        const auto& mode = task.modes[p][static_cast<std::size_t>(option.best_level[p])];
        for (const PlanProblem::Need& need : mode.needs) {
          phase_use_[need.asset * problem_->phases.size() + p] +=
              static_cast<double>(need.amount) / unit_[need.asset];
        }
      }
    }
  }
  // What is held through whole phases, all tasks at once.
  for (Index k = 0; k < problem_->assets.size(); ++k) {
    if (!is_priced_[k]) continue;
    for (std::size_t p = 0; p < problem_->phases.size(); ++p) {
      const double units = phase_use_[k * problem_->phases.size() + p];
      if (problem_->assets[k].is_budget) {
        gradient_[k][0] -= kBudgetDays * units;
        continue;
      }
      for (std::size_t b = phase_bucket_[p]; b < phase_bucket_[p + 1]; ++b) {
        gradient_[k][b] -= units * static_cast<double>(buckets_[b + 1] - buckets_[b]);
      }
    }
  }
}

void Relaxation::tighten(double target, std::size_t iterations) {
  constexpr double kFirstPace = 1.0;
  constexpr double kLeastPace = 1e-3;
  constexpr int kPatience = 8;
  constexpr double kMemory = 0.6;
  price_ = best_price_;
  double current = evaluate();
  best_ = current;
  double pace = kFirstPace;
  int stalled = 0;
  bool is_fresh = true;
  for (std::size_t i = 0; i < iterations && best_ > target && pace > kLeastPace; ++i) {
    if (current == kNever) break;
    collect_gradient();
    double norm = 0.0;
    for (Index k = 0; k < price_.size(); ++k) {
      if (!is_priced_[k]) continue;
      for (std::size_t b = 0; b < price_[k].size(); ++b) {
        // A price at zero that wants to fall does not move; it shall not shorten the step either.
        double slope = gradient_[k][b];
        if (price_[k][b] <= 0.0 && slope > 0.0) slope = 0.0;
        double& along = direction_[k][b];
        along = is_fresh ? slope : slope + kMemory * along;
        if (price_[k][b] <= 0.0 && along > 0.0) along = 0.0;
        norm += along * along;
      }
    }
    is_fresh = false;
    if (norm <= 0.0) break;  // the relaxed choice keeps all capacities and pays for none in vain
    const double step = pace * (current - target) / norm;
    for (Index k = 0; k < price_.size(); ++k) {
      if (!is_priced_[k]) continue;
      for (std::size_t b = 0; b < price_[k].size(); ++b) {
        price_[k][b] = std::clamp(price_[k][b] - step * direction_[k][b], 0.0, price_limit_);
      }
    }
    current = evaluate();
    if (current < best_ - 1e-9) {
      best_ = current;
      best_price_ = price_;
      stalled = 0;
    } else if (++stalled >= kPatience) {
      pace /= 2.0;
      stalled = 0;
      price_ = best_price_;
      current = evaluate();
      is_fresh = true;
    }
  }
}

bool Relaxation::strike_out(double floor) {
  price_ = best_price_;
  best_ = evaluate();
  if (best_ == kNever) return false;
  const double limit = floor + kMargin;
  bool has_struck = false;
  for (Component& component : components_) {
    const double whole = best_subset(component, 0, 0, nullptr);
    for (std::size_t i = 0; i < component.tasks.size(); ++i) {
      const Index id = component.tasks[i];
      const PlanProblem::Task& task = problem_->tasks[id];
      Option& option = options_[id];
      const double if_absent = best_ - whole + best_subset(component, 0, 1U << i, nullptr);
      const double if_present = best_ - whole + best_subset(component, 1U << i, 0, nullptr);
      if (option.may_be_absent && if_absent <= limit) {
        option.may_be_absent = false;
        has_struck = true;
      }
      if (!option.may_be_present) continue;
      if (if_present <= limit) {
        option.may_be_present = false;
        has_struck = true;
        continue;
      }
      // What each choice inside the task falls short of its best.
      if (!task.is_standing) {
        auto& starts = option.starts;
        std::vector<bool> is_good(starts.size());
        for (std::size_t j = 0; j < starts.size(); ++j) {
          is_good[j] =
              starts[j].is_kept &&
              if_present - option.present + starts[j].value - price(task.needs, starts[j]) > limit;
        }
        for (std::size_t j = 0; j + 1 < starts.size(); ++j) {
          if (starts[j].is_linked && !is_good[j] && !is_good[j + 1]) starts[j].is_linked = false;
        }
        for (std::size_t j = 0; j < starts.size(); ++j) {
          // Kept as the end of a stretch, too: the stretch's best lies at one of its ends.
          const bool is_end = starts[j].is_linked || (j > 0 && starts[j - 1].is_linked);
          if (starts[j].is_kept && !is_good[j] && !is_end) {
            starts[j].is_kept = false;
            has_struck = true;
          }
        }
        continue;
      }
      double free_sum = 0.0;  // without the demand to be on somewhere
      for (const double best : option.best_in_phase) free_sum += best;
      const double slack = if_present - option.present + free_sum;
      for (std::size_t p = 0; p < problem_->phases.size(); ++p) {
        const double others = slack - option.best_in_phase[p];
        if (option.may_be_off[p] && !option.may_be_absent && others <= limit) {
          option.may_be_off[p] = false;
          has_struck = true;
        }
        for (std::size_t level = 0; level < task.modes[p].size(); ++level) {
          if (!option.kept[p][level]) continue;
          const double net = task.modes[p][level].value - price(task.modes[p][level].needs, p);
          if (others + net <= limit) {
            option.kept[p][level] = false;
            has_struck = true;
          }
        }
      }
    }
  }
  best_ = evaluate();
  return has_struck;
}

KeptChoices Relaxation::kept() const {
  KeptChoices kept;
  for (const Option& option : options_) {
    KeptChoices::Task task{.may_be_absent = option.may_be_absent,
                           .may_be_present = option.may_be_present,
                           .starts = {.first = 0, .last = -1},
                           .levels = option.kept,
                           .may_be_off = option.may_be_off};
    for (const Start& start : option.starts) {
      if (!start.is_kept) continue;
      if (task.starts.last < task.starts.first) task.starts.first = start.day;
      task.starts.last = start.day;
    }
    kept.tasks.push_back(std::move(task));
  }
  return kept;
}

bool Relaxation::is_unpriced() const {
  for (const auto& prices : best_price_) {
    for (const double price : prices) {
      if (price > 0.0) return false;
    }
  }
  return true;
}

Guide Relaxation::guide() {
  price_ = best_price_;
  weigh_all();
  Guide guide;
  const std::size_t count = problem_->tasks.size();
  guide.task_price.assign(count, 0.0);
  guide.task_value.assign(count, 0.0);
  guide.mode_price.resize(count);
  for (Index id = 0; id < count; ++id) {
    const PlanProblem::Task& task = problem_->tasks[id];
    if (!task.is_standing && options_[id].present != kNever) {
      const Start& start = options_[id].starts[options_[id].best_start];
      guide.task_price[id] = price(task.needs, start);
      guide.task_value[id] = start.value;
    }
    for (std::size_t p = 0; p < task.modes.size(); ++p) {
      guide.mode_price[id].emplace_back();
      for (const PlanProblem::Mode& mode : task.modes[p]) {
        guide.mode_price[id].back().push_back(price(mode.needs, p));
      }
    }
  }
  return guide;
}

}  // namespace penholder
