#include "solver/makespan_search.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace penholder::solver {
namespace {

/// The first population is small, for good schedules soon. One that has brought nothing better for
/// a while gives way to a larger one, drawn anew, that is waited for longer (Harik & Lobo 1999):
/// what the best of the old one would bring with it takes a new one over before it has looked
/// around.
constexpr std::size_t kFirstPopulation = 60;
constexpr std::size_t kLargestPopulation = 480;
/// Children a person without a better best.
constexpr std::uint64_t kFirstPatience = 40;
constexpr std::uint64_t kLongestPatience = 640;
constexpr std::size_t kGrowth = 8;
constexpr double kMutation = 0.3;
/// A placement takes about 50 ns: two make a step of Settings::work_limit.
constexpr std::uint64_t kPlacementsPerStep = 2;

}  // namespace

MakespanSearch::MakespanSearch(const FlatModel& flat, std::uint64_t seed)
    : flat_(flat), scheduler_(flat), justifier_(scheduler_), rng_(seed, 1) {
  const std::size_t n = flat.task_count;
  list_.reserve(n);
  modes_.assign(n, 0);
  is_taken_.assign(n, 0);
  open_.reserve(n);
  waiting_.assign(n, 0);
  position_.assign(n, 0);
  spent_.assign(flat.budget.size(), 0);
  std::vector<Value> largest(flat.budget);
  for (const Spend& spend : flat.spends) {
    largest[spend.budget] = std::max(largest[spend.budget], spend.amount);
  }
  for (const Value amount : largest) {
    const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint64_t>(amount)) +
                                       std::bit_width(flat.spends.size()));
    shift_.push_back(std::max(0, bits - 62));
  }
  for (std::uint32_t i = 0; i < n; ++i) {
    has_modes_ = has_modes_ || flat.mode_count(i) > 1;
    modes_[i] = scheduler_.mode(i);
  }
  // Shortest durations, so that the longest path is a bound.
  std::vector<ShortTime> shortest(n, 0);
  for (std::uint32_t i = 0; i < n; ++i) {
    shortest[i] = *std::min_element(flat.duration.begin() + flat.mode_begin[i],
                                    flat.duration.begin() + flat.mode_begin[i + 1]);
  }
  tail_.assign(n, 0);
  std::vector<ShortTime> head(flat.release);
  for (std::size_t k = n; k-- > 0;) {
    const std::uint32_t i = flat.topological[k];
    tail_[i] = shortest[i];
    for (std::uint32_t l = flat.out_begin[i]; l < flat.out_begin[i + 1]; ++l) {
      const FlatModel::Link& link = flat.links[flat.out[l]];
      tail_[i] = std::max(tail_[i], tail_[link.to] + lag_of(link, shortest[i], shortest[link.to]));
    }
  }
  for (const std::uint32_t i : flat.topological) {
    for (std::uint32_t l = flat.in_begin[i]; l < flat.in_begin[i + 1]; ++l) {
      const FlatModel::Link& link = flat.links[flat.in[l]];
      if (has_modes_) continue;
      head[i] = std::max(head[i], head[link.from] + lag_of(link, shortest[link.from], shortest[i]));
    }
    bound_ = std::max(bound_, head[i] + tail_[i]);
  }
  if (has_modes_) bound_ = 0;
  people_.resize(kFirstPopulation);
  patience_ = kFirstPatience;
}

/// A random list in which each task follows its predecessors; of three that could come next, drawn
/// at random, the one with the longest way to go.
void MakespanSearch::sample_list() {
  list_.clear();
  open_.clear();
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    waiting_[i] = flat_.in_begin[i + 1] - flat_.in_begin[i];
    if (waiting_[i] == 0) open_.push_back(i);
  }
  while (!open_.empty()) {
    const auto size = static_cast<std::uint32_t>(open_.size());
    std::uint32_t pick = rng_.below(size);
    for (int k = 0; k < 2; ++k) {
      const std::uint32_t other = rng_.below(size);
      if (tail_[open_[other]] > tail_[open_[pick]]) pick = other;
    }
    const std::uint32_t task = open_[pick];
    open_[pick] = open_.back();
    open_.pop_back();
    list_.push_back(task);
    for (std::uint32_t k = flat_.out_begin[task]; k < flat_.out_begin[task + 1]; ++k) {
      const std::uint32_t next = flat_.links[flat_.out[k]].to;
      if (--waiting_[next] == 0) open_.push_back(next);
    }
  }
}

void MakespanSearch::sample_modes() {
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    const std::uint32_t count = flat_.mode_count(i);
    if (count == 1) continue;
    do {
      modes_[i] = rng_.below(count);
    } while (flat_.is_possible[flat_.mode_begin[i] + modes_[i]] == 0);
  }
}

/// Draws new modes for tasks until all budgets are kept, each change for less excess; false if it
/// does not come to that soon.
bool MakespanSearch::repair_budgets() {
  if (flat_.budget.empty()) return true;
  std::ranges::fill(spent_, 0);
  const auto spend = [&](std::uint32_t task, std::uint32_t mode, Value sign) {
    const std::uint32_t m = flat_.mode_begin[task] + mode;
    for (std::uint32_t k = flat_.spend_begin[m]; k < flat_.spend_begin[m + 1]; ++k) {
      const Spend& part = flat_.spends[k];
      const int shift = shift_[part.budget];
      spent_[part.budget] += sign * ((part.amount + (Value{1} << shift) - 1) >> shift);
    }
  };
  const auto excess = [&] {
    Value sum = 0;
    for (std::size_t b = 0; b < spent_.size(); ++b) {
      sum += std::max<Value>(0, spent_[b] - (flat_.budget[b] >> shift_[b]));
    }
    return sum;
  };
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) spend(i, modes_[i], 1);
  Value now = excess();
  for (std::uint32_t k = 0; now > 0 && k < 20 * flat_.task_count; ++k) {
    const std::uint32_t task = rng_.below(flat_.task_count);
    const std::uint32_t mode = rng_.below(flat_.mode_count(task));
    if (flat_.is_possible[flat_.mode_begin[task] + mode] == 0) continue;
    spend(task, modes_[task], -1);
    spend(task, mode, 1);
    const Value then = excess();
    if (then <= now) {
      modes_[task] = mode;
      now = then;
    } else {
      spend(task, mode, -1);
      spend(task, modes_[task], 1);
    }
  }
  return now == 0;
}

/// Mother's list with the tasks of one stretch in the order, and the modes, of the father.
void MakespanSearch::cross(const Person& mother, const Person& father) {
  const std::uint32_t n = flat_.task_count;
  const std::uint32_t length = n / 4 + rng_.below(n / 2 + 1);
  const std::uint32_t from = rng_.below(n - std::min(n - 1, length));
  const std::uint32_t to = std::min(n, from + length);
  list_ = mother.list;
  if (has_modes_) modes_ = mother.modes;
  if (rng_.below(2) == 0) {
    // Same set, father's order.
    std::ranges::fill(is_taken_, 0);
    for (std::uint32_t k = from; k < to; ++k) is_taken_[mother.list[k]] = 1;
    std::uint32_t next = from;
    for (const std::uint32_t task : father.list) {
      if (is_taken_[task] == 0) continue;
      list_[next++] = task;
      if (has_modes_) modes_[task] = father.modes[task];
    }
    return;
  }
  // Mother up to `from`, then what the father has first, then the rest as the mother has it.
  std::ranges::fill(is_taken_, 0);
  for (std::uint32_t k = 0; k < from; ++k) is_taken_[mother.list[k]] = 1;
  std::uint32_t next = from;
  for (const std::uint32_t task : father.list) {
    if (next == to) break;
    if (is_taken_[task] != 0) continue;
    is_taken_[task] = 1;
    list_[next++] = task;
    if (has_modes_) modes_[task] = father.modes[task];
  }
  for (const std::uint32_t task : mother.list) {
    if (is_taken_[task] == 0) list_[next++] = task;
  }
}

/// Moves a few tasks to another place between their last predecessor and first successor.
void MakespanSearch::mutate() {
  if (rng_.uniform() > kMutation) return;
  const std::uint32_t n = flat_.task_count;
  for (std::uint32_t i = 0; i < n; ++i) position_[list_[i]] = i;
  const std::uint32_t moves = 1 + rng_.below(3);
  for (std::uint32_t k = 0; k < moves; ++k) {
    const std::uint32_t task = rng_.below(n);
    std::uint32_t low = 0;
    std::uint32_t high = n - 1;
    for (std::uint32_t l = flat_.in_begin[task]; l < flat_.in_begin[task + 1]; ++l) {
      low = std::max(low, position_[flat_.links[flat_.in[l]].from] + 1);
    }
    for (std::uint32_t l = flat_.out_begin[task]; l < flat_.out_begin[task + 1]; ++l) {
      high = std::min(high, position_[flat_.links[flat_.out[l]].to] - 1);
    }
    const std::uint32_t now = position_[task];
    const std::uint32_t then = low + rng_.below(high - low + 1);
    if (then < now) {
      std::rotate(list_.begin() + then, list_.begin() + now, list_.begin() + now + 1);
    } else {
      std::rotate(list_.begin() + now, list_.begin() + now + 1, list_.begin() + then + 1);
    }
    for (std::uint32_t i = std::min(now, then); i <= std::max(now, then); ++i) {
      position_[list_[i]] = i;
    }
    if (has_modes_ && flat_.mode_count(task) > 1) {
      const std::uint32_t mode = rng_.below(flat_.mode_count(task));
      if (flat_.is_possible[flat_.mode_begin[task] + mode] != 0) modes_[task] = mode;
    }
  }
}

/// The child's schedule, justified; false when it breaks a deadline or a budget.
bool MakespanSearch::build() {
  scheduler_.clear();
  if (!repair_budgets()) return false;
  if (has_modes_) {
    for (std::uint32_t i = 0; i < flat_.task_count; ++i) scheduler_.set_mode(i, modes_[i]);
  }
  if (!scheduler_.schedule(list_, flat_.horizon)) return false;
  justifier_.to_the_right(scheduler_.makespan());
  justifier_.to_the_left();
  return true;
}

void MakespanSearch::settle(Person& place) {
  place.makespan = scheduler_.makespan();
  justifier_.order_by_start(place.list);
  if (has_modes_) place.modes = modes_;
}

void MakespanSearch::renew() {
  people_.resize(std::min(kGrowth * people_.size(), kLargestPopulation));
  patience_ = std::min(kGrowth * patience_, kLongestPatience);
  filled_ = 0;
  failures_ = 0;
  since_better_ = 0;
}

bool MakespanSearch::run(std::uint64_t work, const std::function<bool()>& should_stop,
                         const OnBetter& on_better) {
  if (flat_.is_impossible) return false;
  // A child counts even if it ends before anything is placed.
  const auto clock = [&] { return scheduler_.work() + children_ * (1 + flat_.task_count / 8); };
  const std::uint64_t until = clock() + work * kPlacementsPerStep;
  const auto take_note = [&] {
    const ShortTime makespan = scheduler_.makespan();
    if (makespan >= best_) return;
    best_ = makespan;
    since_better_ = 0;
    on_better(scheduler_);
  };
  const std::uint64_t most_failures = 100 + people_.size() * 10;
  std::uint64_t asked = clock();
  while (clock() < until) {
    ++children_;
    if (best_ <= bound_) return false;
    if (clock() - asked > 50000) {
      asked = clock();
      if (should_stop && should_stop()) return true;
    }
    // Where hardly any schedule is found, two are enough to go on with.
    if (filled_ < people_.size() && (filled_ < 2 || failures_ <= most_failures)) {
      sample_list();
      if (has_modes_) sample_modes();
      if (!build()) {
        if (++failures_ > most_failures && filled_ == 0) return false;
        continue;
      }
      settle(people_[filled_++]);
      take_note();
      continue;
    }
    const auto count = static_cast<std::uint32_t>(filled_);
    const std::uint32_t a = rng_.below(count);
    std::uint32_t b = rng_.below(count - 1);
    if (b >= a) ++b;
    ++since_better_;
    cross(people_[a], people_[b]);
    mutate();
    if (!build()) continue;
    take_note();
    const ShortTime makespan = scheduler_.makespan();
    Person& worse = people_[people_[a].makespan > people_[b].makespan ? a : b];
    if (makespan <= worse.makespan) settle(worse);
    if (since_better_ > patience_ * people_.size()) renew();
  }
  return true;
}

void MakespanSearch::offer(std::span<const Placement> schedule) {
  if (!scheduler_.read(schedule)) return;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    if (!scheduler_.is_placed(i)) return;
    modes_[i] = scheduler_.mode(i);
  }
  const ShortTime makespan = scheduler_.makespan();
  best_ = std::min(best_, makespan);
  if (filled_ < people_.size()) {
    settle(people_[filled_++]);
    return;
  }
  Person& worst = *std::ranges::max_element(people_, {}, &Person::makespan);
  if (makespan < worst.makespan) settle(worst);
}

}  // namespace penholder::solver
