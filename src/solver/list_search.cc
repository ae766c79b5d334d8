#include "solver/list_search.h"

#include <algorithm>
#include <cmath>

namespace penholder::solver {
namespace {

constexpr std::uint64_t kPlacementsPerStep = 2;
/// Steps of the first cooling; each next one takes twice as many, up to the last.
constexpr std::uint64_t kFirstCycle = 20000;
constexpr std::uint64_t kLastCycle = 2000000;
/// Heat at the start and the end of a cooling, as a share of what one task is worth.
constexpr double kHot = 1.0;
constexpr double kCold = 0.01;
/// Lists without any schedule from them until the search gives up.
constexpr std::uint64_t kMostFailures = 2000;

}  // namespace

ListSearch::ListSearch(const Model& model, const FlatModel& flat, const FlatCost& cost,
                       std::uint64_t seed)
    : flat_(flat),
      cost_(cost),
      assembly_(model, flat, cost),
      scheduler_(assembly_.scheduler()),
      justifier_(scheduler_),
      rng_(seed, 2),
      cycle_(kFirstCycle) {
  const std::size_t n = flat.task_count;
  is_listed_.assign(n, 0);
  is_dropped_.assign(n, 0);
  key_.assign(n, 0.0);
  for (std::uint32_t i = 0; i < n; ++i) {
    modes_.push_back(scheduler_.mode(i));
    has_modes_ = has_modes_ || flat.mode_count(i) > 1;
  }
  // Share of all that there is until the horizon.
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t mode = scheduler_.flat_mode(i);
    double share = 0.01;
    for (std::uint32_t k = flat.need_begin[mode]; k < flat.need_begin[mode + 1]; ++k) {
      const FlatModel::Need& need = flat.needs[k];
      std::uint64_t free = 0;
      for (const FlatModel::Level& level : flat.profile[need.word]) {
        free = std::max(free, level.free & ~flat.guard[need.word]);
      }
      // Fields end below their guards.
      int from = 0;
      for (int bit = 0; bit < 64; ++bit) {
        if ((flat.guard[need.word] >> bit & 1) == 0) continue;
        const std::uint64_t mask = (std::uint64_t{1} << bit) - (std::uint64_t{1} << from);
        const auto part = static_cast<double>((need.bits & mask) >> from);
        const auto whole = static_cast<double>((free & mask) >> from);
        if (whole > 0) share += part / whole;
        from = bit + 1;
      }
    }
    const auto gain = static_cast<double>(-cost.done(mode, flat.release[i]));
    worth_.push_back(gain / (share * std::max(1, flat.duration[mode])));
  }
}

/// Tasks of `list_` in its order, then what groups want, then `leftover_`; false when a rule cannot
/// be kept.
bool ListSearch::build() {
  assembly_.clear();
  const auto place = [&](std::uint32_t task) {
    scheduler_.set_mode(task, modes_[task]);
    return scheduler_.place_between(task);
  };
  for (const std::uint32_t task : list_) {
    if (!assembly_.add_if_worth(task, place)) return false;
  }
  for (const std::uint32_t task : leftover_) {
    if (flat_.is_optional[task] == 0 && !assembly_.add_if_worth(task, place)) return false;
  }
  if (!assembly_.meet_wants(rng_, place)) return false;
  if (cost_.is_timeless() && rng_.below(4) == 0) {
    // Nothing costs more for being later: pack once more from the other side.
    justifier_.to_the_right(flat_.horizon);
    justifier_.to_the_left();
    assembly_.hope_again();
  }
  for (const std::uint32_t task : leftover_) {
    if (!assembly_.add_if_worth(task, place)) return false;
  }
  return assembly_.keeps_groups();
}

/// Whatever is not in the list, the most worth first, with luck.
void ListSearch::rank_leftovers() {
  std::ranges::fill(is_listed_, 0);
  for (const std::uint32_t task : list_) is_listed_[task] = 1;
  leftover_.clear();
  // Or the same tasks would come back at once.
  const bool drops_stay_out = rng_.below(2) == 0;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    if (is_listed_[i] == 0) {
      leftover_.push_back(i);
      const double luck = 0.3 + rng_.uniform();
      key_[i] = worth_[i] > 0 ? -worth_[i] * luck * luck : -worth_[i] * luck;
      if (drops_stay_out && is_dropped_[i] != 0) key_[i] = 1.0 + std::abs(key_[i]);
    }
    is_listed_[i] = 0;
  }
  std::ranges::sort(leftover_, [&](std::uint32_t a, std::uint32_t b) {
    return key_[a] != key_[b] ? key_[a] < key_[b] : a < b;
  });
}

/// Takes tasks, with all that need them, out of the list: some at random, or those of a stretch.
void ListSearch::drop_some() {
  const auto size = static_cast<std::uint32_t>(list_.size());
  if (size == 0) return;
  const std::uint32_t count = 1 + rng_.below(std::min(size, 8U));
  if (rng_.below(2) == 0) {
    const std::uint32_t from = rng_.below(size);
    for (std::uint32_t k = from; k < std::min(size, from + count); ++k) is_dropped_[list_[k]] = 1;
  } else {
    for (std::uint32_t k = 0; k < count; ++k) {
      // Of two the one that is worth less: more often what had better go.
      const std::uint32_t a = list_[rng_.below(size)];
      const std::uint32_t b = list_[rng_.below(size)];
      is_dropped_[worth_[a] < worth_[b] ? a : b] = 1;
    }
  }
  std::erase_if(list_, [&](std::uint32_t task) {
    for (const std::uint32_t need : assembly_.rules().needs_of(task)) {
      if (is_dropped_[need] != 0) is_dropped_[task] = 1;
    }
    return is_dropped_[task] != 0;
  });
}

/// The list and modes of one step from `now_`.
void ListSearch::shake() {
  list_ = now_.list;
  modes_ = now_.modes;
  std::ranges::fill(is_dropped_, 0);
  if (has_modes_ && rng_.below(2) == 0) {
    for (std::uint32_t k = 1 + rng_.below(3); k > 0; --k) {
      const std::uint32_t task = rng_.below(flat_.task_count);
      const std::uint32_t mode = rng_.below(flat_.mode_count(task));
      if (flat_.is_possible[flat_.mode_begin[task] + mode] != 0) modes_[task] = mode;
    }
  }
  const std::uint32_t kind = rng_.below(4);
  if (kind != 0) drop_some();
  const auto size = static_cast<std::uint32_t>(list_.size());
  if (kind <= 1 && size > 1) {
    // Order of a stretch shaken: neighbours in time change places.
    const double width = 1.0 + static_cast<double>(rng_.below(20));
    const std::uint32_t length = 2 + rng_.below(std::min(size - 1, 40U));
    const std::uint32_t from = rng_.below(size - std::min(size - 1, length));
    const std::uint32_t to = std::min(size, from + length);
    for (std::uint32_t k = from; k < to; ++k) {
      key_[list_[k]] = static_cast<double>(now_.starts[list_[k]]) + width * rng_.uniform();
    }
    std::stable_sort(list_.begin() + from, list_.begin() + to,
                     [&](std::uint32_t a, std::uint32_t b) { return key_[a] < key_[b]; });
  }
  if (kind >= 2) {
    // Something that is out, or was just taken out, somewhere in the list; its needs come along.
    for (std::uint32_t k = 1 + rng_.below(2); k > 0; --k) {
      std::uint32_t pick = rng_.below(flat_.task_count);
      for (int tries = 0; tries < 2; ++tries) {
        const std::uint32_t other = rng_.below(flat_.task_count);
        if (worth_[other] > worth_[pick]) pick = other;
      }
      const std::uint32_t place = rng_.below(static_cast<std::uint32_t>(list_.size()) + 1);
      const auto old = std::ranges::find(list_, pick);
      if (old != list_.end()) {
        if (kind == 3)
          list_.erase(old);
        else
          continue;
      }
      list_.insert(
          list_.begin() + std::min<std::uint32_t>(place, static_cast<std::uint32_t>(list_.size())),
          pick);
    }
  }
  rank_leftovers();
}

void ListSearch::keep(Choice& choice) {
  justifier_.order_by_start(choice.list);
  choice.modes = modes_;
  choice.starts.assign(scheduler_.starts().begin(), scheduler_.starts().end());
  choice.cost = assembly_.cost();
}

/// A first choice: what must be done by its deadline, the rest by worth.
void ListSearch::start_anew() {
  list_.clear();
  if (has_modes_) {
    for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
      const std::uint32_t mode = rng_.below(flat_.mode_count(i));
      if (flat_.is_possible[flat_.mode_begin[i] + mode] != 0) modes_[i] = mode;
    }
  }
  const double span = static_cast<double>(flat_.horizon) - static_cast<double>(flat_.origin) + 1.0;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) {
    if (flat_.is_optional[i] != 0) continue;
    list_.push_back(i);
    key_[i] = static_cast<double>(flat_.deadline[i]) + span * 0.3 * rng_.uniform();
  }
  std::ranges::stable_sort(list_,
                           [&](std::uint32_t a, std::uint32_t b) { return key_[a] < key_[b]; });
  rank_leftovers();
}

bool ListSearch::run(std::uint64_t work, const std::function<bool()>& should_stop,
                     const OnBetter& on_better) {
  const std::uint64_t until = scheduler_.work() + work * kPlacementsPerStep;
  std::uint64_t asked = scheduler_.work();
  std::uint64_t steps = 0;
  while (scheduler_.work() + steps < until) {
    // Steps count too: a list may be over before anything is placed.
    steps += 1 + list_.size() / 4;
    if (scheduler_.work() + steps - asked > 50000) {
      asked = scheduler_.work() + steps;
      if (should_stop && should_stop()) return true;
    }
    if (!has_choice_) {
      start_anew();
      if (!build()) {
        if (++failures_ > kMostFailures) return false;
        continue;
      }
      keep(now_);
      best_ = now_;
      has_choice_ = true;
      on_better(scheduler_);
      continue;
    }
    if (flat_.task_count == 0) return false;
    if (cycle_done_ >= cycle_) {
      cycle_done_ = 0;
      cycle_ = std::min(2 * cycle_, kLastCycle);
      now_ = best_;
    }
    const double part = static_cast<double>(cycle_done_++) / static_cast<double>(cycle_);
    const double unit = static_cast<double>(std::abs(best_.cost - cost_.base())) /
                        static_cast<double>(std::max<std::size_t>(1, best_.list.size()));
    heat_ = unit * kHot * std::pow(kCold / kHot, part);
    shake();
    if (!build()) continue;
    const auto worse = static_cast<double>(assembly_.cost() - now_.cost);
    if (worse > 0 && rng_.uniform() >= std::exp(-worse / std::max(heat_, 1e-9))) continue;
    keep(now_);
    if (assembly_.cost() < best_.cost) {
      best_ = now_;
      on_better(scheduler_);
    }
  }
  return true;
}

void ListSearch::offer(std::span<const Placement> schedule) {
  if (!assembly_.read(schedule)) return;
  if (has_choice_ && assembly_.cost() >= best_.cost) return;
  for (std::uint32_t i = 0; i < flat_.task_count; ++i) modes_[i] = scheduler_.mode(i);
  keep(now_);
  best_ = now_;
  has_choice_ = true;
}

}  // namespace penholder::solver
