#include "solver/insertion_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace penholder::solver {
namespace {

constexpr std::uint64_t kPlacementsPerStep = 2;
/// Steps of the first cooling; each next one takes twice as many, up to the last.
constexpr std::uint64_t kFirstCycle = 10000;
constexpr std::uint64_t kLastCycle = 2000000;
/// Heat at the start and the end of a cooling, as a share of what a task costs on average.
constexpr double kHot = 1.0;
constexpr double kCold = 0.02;
constexpr std::uint64_t kMostFailures = 5000;
constexpr std::uint32_t kMostRuined = 10;
/// Distance of tasks between which there is no chain of lags: too far back to matter.
constexpr ShortTime kNoChain = -(1 << 29);

}  // namespace

InsertionSearch::InsertionSearch(const Model& model, const FlatModel& flat, const FlatCost& cost,
                                 std::uint64_t seed)
    : flat_(flat),
      cost_(cost),
      assembly_(model, flat, cost),
      scheduler_(assembly_.scheduler()),
      rng_(seed, 3),
      cycle_(kFirstCycle) {
  const std::size_t n = flat.task_count;
  is_ruined_.assign(n, 0);
  key_.assign(n, 0.0);
  pain_.assign(n, 0.0);
  is_possible_ = measure_distances();
}

/// Longest chains of lags between all pairs (Floyd & Warshall), through tasks that must be done;
/// false when a chain leads from such a task to a later moment of itself.
bool InsertionSearch::measure_distances() {
  const std::size_t n = flat_.task_count;
  distance_.assign(n * n, kNoChain);
  std::vector<ShortTime> shortest(n, 0);
  std::vector<ShortTime> longest(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const auto [low, high] = std::minmax_element(flat_.duration.begin() + flat_.mode_begin[i],
                                                 flat_.duration.begin() + flat_.mode_begin[i + 1]);
    shortest[i] = *low;
    longest[i] = *high;
    distance_[i * n + i] = 0;
  }
  for (const FlatModel::Link& link : flat_.links) {
    ShortTime& distance = distance_[link.from * n + link.to];
    distance = std::max(distance, lag_of(link, shortest[link.from], longest[link.to]));
  }
  for (std::size_t k = 0; k < n; ++k) {
    if (flat_.is_optional[k] != 0) continue;
    const ShortTime* from_k = &distance_[k * n];
    for (std::size_t i = 0; i < n; ++i) {
      const ShortTime to_k = distance_[i * n + k];
      if (to_k <= kNoChain || i == k) continue;
      ShortTime* from_i = &distance_[i * n];
      for (std::size_t j = 0; j < n; ++j) {
        if (from_k[j] <= kNoChain) continue;
        from_i[j] = std::clamp(to_k + from_k[j], from_i[j], -kNoChain);
      }
    }
  }
  reverse_.resize(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) reverse_[j * n + i] = distance_[i * n + j];
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (distance_[i * n + i] > 0 && flat_.is_optional[i] == 0) return false;
    ShortTime first = flat_.release[i];
    ShortTime last = flat_.deadline[i] - shortest[i];
    for (std::size_t k = 0; k < n; ++k) {
      if (flat_.is_optional[k] != 0) continue;
      first = std::max(first, flat_.release[k] + distance_[k * n + i]);
      last = std::min(last, flat_.deadline[k] - shortest[k] - distance_[i * n + k]);
    }
    first_.push_back(first);
    last_.push_back(last);
    if (first > last && flat_.is_optional[i] == 0) return false;
  }
  return true;
}

/// The start that costs least in the mode of now, and by how much it changes the cost.
bool InsertionSearch::best_start(std::uint32_t task, ShortTime& start, Value& change) {
  const std::uint32_t mode = scheduler_.flat_mode(task);
  if (flat_.is_possible[mode] == 0) return false;
  const std::size_t n = flat_.task_count;
  const auto starts = scheduler_.starts();
  ShortTime low = std::max(first_[task], scheduler_.lower_bound(task));
  ShortTime high = std::min(last_[task], scheduler_.upper_bound(task, flat_.deadline[task]));
  const ShortTime* to_task = &reverse_[task * n];
  const ShortTime* from_task = &distance_[task * n];
  for (std::size_t i = 0; i < n; ++i) {
    low = std::max(low, starts[i] + to_task[i]);
    const ShortTime next = starts[i] == kUnplaced ? -kUnplaced : starts[i];
    high = std::min(high, next - from_task[i]);
  }
  if (low > high) return false;
  const ShortTime duration = scheduler_.duration(task);
  const auto value = [&](ShortTime at) {
    return cost_.done(mode, at) +
           cost_.makespan_weight() * std::max<ShortTime>(0, at + duration - assembly_.makespan());
  };
  bool is_found = false;
  const auto take = [&](ShortTime at) {
    if (at == kNowhere) return;
    const Value now = value(at);
    if (is_found && now >= change) return;
    is_found = true;
    start = at;
    change = now;
  };
  if (rng_.below(16) == 0) {
    // Luck: wherever it comes to stand.
    const auto reach = static_cast<std::uint32_t>(high - low);
    take(scheduler_.earliest(
        task, low + static_cast<ShortTime>(rng_.below(1 + std::min(reach, 64U))), high));
    if (is_found) return true;
  }
  if (is_packing_ || cost_.is_regular()) {
    take(scheduler_.earliest(task, low, high));
    return is_found;
  }
  // The cost is linear between breaks: from the best of them look to both sides, then from others
  // that promise more than was found.
  const auto breaks = cost_.breaks(mode);
  ShortTime best = value(low) <= value(high) ? low : high;
  for (const ShortTime at : breaks) {
    if (at > low && at < high && value(at) < value(best)) best = at;
  }
  take(scheduler_.earliest(task, best, high));
  take(scheduler_.latest(task, low, best));
  if (!is_found) return false;
  for (const ShortTime at : breaks) {
    if (at <= low || at >= high || at == best || value(at) >= change) continue;
    take(scheduler_.earliest(task, at, high));
    take(scheduler_.latest(task, low, at));
  }
  return true;
}

bool InsertionSearch::place(std::uint32_t task) {
  ShortTime start = 0;
  Value change = 0;
  const std::uint32_t count = flat_.mode_count(task);
  if (count == 1) {
    if (!best_start(task, start, change)) return false;
    scheduler_.put(task, start);
    return true;
  }
  // The cheapest mode, each with a chance of one in four to be passed over.
  std::uint32_t best_mode = count;
  ShortTime best_at = 0;
  Value best_change = 0;
  const std::uint32_t offset = rng_.below(count);
  for (std::uint32_t k = 0; k < count; ++k) {
    const std::uint32_t mode = (offset + k) % count;
    if (rng_.below(4) == 0) continue;
    scheduler_.set_mode(task, mode);
    if (!best_start(task, start, change)) continue;
    if (best_mode < count && change >= best_change) continue;
    best_mode = mode;
    best_at = start;
    best_change = change;
  }
  if (best_mode == count) return false;
  scheduler_.set_mode(task, best_mode);
  scheduler_.put(task, best_at);
  return true;
}

/// All tasks from nothing: those that must be done first, the more often they found no place the
/// earlier. Mostly packed to the left by their latest starts, whatever that costs: tight deadlines
/// leave room for little else.
bool InsertionSearch::start_anew() {
  assembly_.clear();
  queue_.clear();
  const std::uint32_t kind = rng_.below(4);
  is_packing_ = kind != 0;
  ShortTime widest = 1;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    widest = std::max(widest, last_[i] - first_[i]);
  }
  const double luck = static_cast<double>(widest) * 0.3 * rng_.uniform();
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    queue_.push_back(i);
    const auto window = static_cast<double>(kind == 1 ? last_[i] - first_[i] : last_[i]);
    key_[i] = window + luck * (rng_.uniform() - pain_[i]);
  }
  std::ranges::stable_sort(queue_, [&](std::uint32_t a, std::uint32_t b) {
    if (flat_.is_optional[a] != flat_.is_optional[b]) return flat_.is_optional[a] == 0;
    return key_[a] < key_[b];
  });
  const bool is_built = recreate();
  is_packing_ = false;
  return is_built;
}

/// What is queued, in its order; false when a rule cannot be kept.
bool InsertionSearch::recreate() {
  const auto place_task = [&](std::uint32_t task) { return place(task); };
  assembly_.hope_again();
  for (const std::uint32_t task : queue_) {
    if (!assembly_.add_if_worth(task, place_task)) {
      pain_[task] += 1.0;
      return false;
    }
  }
  return assembly_.meet_wants(rng_, place_task) && assembly_.keeps_groups();
}

Value InsertionSearch::least_cost(std::uint32_t task) const {
  Value least = std::numeric_limits<Value>::max();
  for (std::uint32_t m = flat_.mode_begin[task]; m < flat_.mode_begin[task + 1]; ++m) {
    for (const ShortTime at : cost_.breaks(m)) least = std::min(least, cost_.done(m, at));
  }
  return least;
}

/// Some placed tasks: about one that costs more than it might, those near it in time or by lags.
void InsertionSearch::choose_ruin() {
  ruin_.clear();
  const auto placed = assembly_.placed();
  if (placed.empty()) return;
  const auto size = static_cast<std::uint32_t>(placed.size());
  const std::uint32_t count = 1 + rng_.below(std::min(size, kMostRuined));
  const auto any = [&] { return placed[rng_.below(size)]; };
  const auto excess = [&](std::uint32_t task) {
    return cost_.done(scheduler_.flat_mode(task), scheduler_.start(task)) - least_cost(task);
  };
  std::uint32_t seed = any();
  for (int k = 0; k < 2; ++k) {
    const std::uint32_t other = any();
    if (excess(other) > excess(seed)) seed = other;
  }
  const auto add = [&](std::uint32_t task) {
    if (is_ruined_[task] != 0 || !scheduler_.is_placed(task)) return;
    is_ruined_[task] = 1;
    ruin_.push_back(task);
  };
  add(seed);
  const std::uint32_t kind = rng_.below(4);
  if (kind == 0) {
    for (std::uint32_t k = 1; k < count; ++k) add(any());
  }
  if (kind == 1) {
    std::uint32_t at = seed;
    for (std::uint32_t k = 1; k < 2 * count && ruin_.size() < count; ++k) {
      const std::uint32_t ins = flat_.in_begin[at + 1] - flat_.in_begin[at];
      const std::uint32_t outs = flat_.out_begin[at + 1] - flat_.out_begin[at];
      if (ins + outs == 0) break;
      const std::uint32_t pick = rng_.below(ins + outs);
      at = pick < ins ? flat_.links[flat_.in[flat_.in_begin[at] + pick]].from
                      : flat_.links[flat_.out[flat_.out_begin[at] + pick - ins]].to;
      add(at);
    }
  }
  if (ruin_.size() < count && kind != 0) {
    // Around a moment of the seed: where it is, or where it would like to be.
    double centre = static_cast<double>(scheduler_.start(seed));
    const auto breaks = cost_.breaks(scheduler_.flat_mode(seed));
    if (kind == 3 && !breaks.empty()) {
      ShortTime wish = breaks.front();
      for (const ShortTime at : breaks) {
        if (cost_.done(scheduler_.flat_mode(seed), at) <
            cost_.done(scheduler_.flat_mode(seed), wish)) {
          wish = at;
        }
      }
      centre = static_cast<double>(wish);
    }
    queue_.assign(placed.begin(), placed.end());
    for (const std::uint32_t task : queue_) {
      const double middle = scheduler_.start(task) + 0.5 * scheduler_.duration(task);
      key_[task] = std::abs(middle - centre) * (0.3 + rng_.uniform());
    }
    const auto want = std::min<std::size_t>(count, queue_.size());
    std::ranges::partial_sort(
        queue_, queue_.begin() + static_cast<std::ptrdiff_t>(want),
        [&](auto a, auto b) { return key_[a] != key_[b] ? key_[a] < key_[b] : a < b; });
    for (std::size_t k = 0; k < want && ruin_.size() < count; ++k) add(queue_[k]);
  }
  spread_ruin();
}

/// With a task that may stay out goes whatever needs it.
void InsertionSearch::spread_ruin() {
  bool has_grown = true;
  while (has_grown) {
    has_grown = false;
    for (const std::uint32_t task : assembly_.placed()) {
      if (is_ruined_[task] != 0) continue;
      for (const std::uint32_t need : assembly_.rules().needs_of(task)) {
        if (is_ruined_[need] == 0 || flat_.is_optional[need] == 0) continue;
        is_ruined_[task] = 1;
        ruin_.push_back(task);
        has_grown = true;
        break;
      }
    }
  }
}

/// As it was before the step.
void InsertionSearch::restore() {
  // What is placed now and was not, or was elsewhere, stands behind what was not touched.
  const auto placed = assembly_.placed();
  queue_.assign(placed.end() - static_cast<std::ptrdiff_t>(placed.size() - kept_), placed.end());
  for (const std::uint32_t task : queue_) assembly_.remove(task);
  for (const Former& former : former_) assembly_.put_back(former.task, former.mode, former.start);
}

void InsertionSearch::remember_best() {
  scheduler_.write(best_);
  best_cost_ = assembly_.cost();
}

bool InsertionSearch::run(std::uint64_t work, const std::function<bool()>& should_stop,
                          const OnBetter& on_better) {
  if (!is_possible_) return false;
  const std::uint64_t until = spent_ + work * kPlacementsPerStep;
  std::uint64_t asked = spent_;
  std::uint64_t seen = scheduler_.work();
  const auto is_over = [&] {
    // A placement also looks at all tasks for its window.
    spent_ += 1 + (scheduler_.work() - seen) * (1 + flat_.task_count / 64);
    seen = scheduler_.work();
    return spent_ >= until;
  };
  while (!is_over()) {
    if (spent_ - asked > 50000) {
      asked = spent_;
      if (should_stop && should_stop()) return true;
    }
    if (!has_schedule_) {
      if (!start_anew()) {
        if (++failures_ > kMostFailures) return false;
        continue;
      }
      now_cost_ = assembly_.cost();
      remember_best();
      has_schedule_ = true;
      on_better(scheduler_);
      continue;
    }
    if (flat_.task_count == 0) return false;
    if (cycle_done_ >= cycle_) {
      cycle_done_ = 0;
      cycle_ = std::min(2 * cycle_, kLastCycle);
      assembly_.read(best_);
      now_cost_ = best_cost_;
    }
    const double part = static_cast<double>(cycle_done_++) / static_cast<double>(cycle_);
    const double unit =
        1.0 + static_cast<double>(std::abs(best_cost_)) / static_cast<double>(flat_.task_count);
    const double heat = unit * kHot * std::pow(kCold / kHot, part);
    choose_ruin();
    former_.clear();
    for (const std::uint32_t task : ruin_) {
      former_.push_back(
          {.task = task, .mode = scheduler_.mode(task), .start = scheduler_.start(task)});
    }
    for (const std::uint32_t task : ruin_) assembly_.remove(task);
    kept_ = assembly_.placed().size();
    order_queue();
    const bool is_built = recreate();
    for (const std::uint32_t task : ruin_) is_ruined_[task] = 0;
    const auto worse = static_cast<double>(assembly_.cost() - now_cost_);
    if (!is_built || worse > heat * rng_.exponential()) {
      restore();
      continue;
    }
    now_cost_ = assembly_.cost();
    if (now_cost_ < best_cost_) {
      remember_best();
      on_better(scheduler_);
    }
  }
  return true;
}

/// What was lifted, and some of what is out, in an order drawn at random.
void InsertionSearch::order_queue() {
  queue_ = ruin_;
  for (std::uint32_t k = 0; k < 4; ++k) {
    const std::uint32_t task = rng_.below(flat_.task_count);
    if (is_ruined_[task] != 0 || scheduler_.is_placed(task)) continue;
    if (std::ranges::find(queue_, task) == queue_.end()) queue_.push_back(task);
  }
  const std::uint32_t kind = rng_.below(4);
  for (const std::uint32_t task : queue_) {
    key_[task] = rng_.uniform();
    if (kind == 1) key_[task] += static_cast<double>(last_[task]) / 4.0;
    if (kind == 2) key_[task] -= static_cast<double>(scheduler_.duration(task));
  }
  // One time in four the task about which the ruin was made comes last.
  if (kind != 3) {
    std::ranges::stable_sort(queue_, {}, [&](std::uint32_t task) { return key_[task]; });
  } else {
    std::ranges::reverse(queue_);
  }
}

void InsertionSearch::offer(std::span<const Placement> schedule) {
  if (!is_possible_) return;
  if (assembly_.read(schedule) && (!has_schedule_ || assembly_.cost() < best_cost_)) {
    now_cost_ = assembly_.cost();
    remember_best();
    has_schedule_ = true;
    return;
  }
  if (has_schedule_) {
    assembly_.read(best_);
    now_cost_ = best_cost_;
  }
}

}  // namespace penholder::solver
