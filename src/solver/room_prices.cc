#include "solver/room_prices.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace penholder::solver {
namespace {

/// The least whole cost that is not below a bound, but for rounding.
Value whole(double bound, double slip) {
  constexpr double kFar = 0x1.0p60;
  return static_cast<Value>(std::ceil(std::clamp(bound - slip, -kFar, kFar)));
}

}  // namespace

RoomPrices::RoomPrices(const std::vector<std::vector<ChoiceOption>>& items,
                       const std::vector<Value>& most) {
  for (const Value amount : most) size_.push_back(std::max(1.0, static_cast<double>(amount)));
  first_.push_back(0);
  first_share_.push_back(0);
  for (const auto& options : items) {
    Value low = std::numeric_limits<Value>::max();
    Value high = std::numeric_limits<Value>::min();
    for (const ChoiceOption& option : options) {
      low = std::min(low, option.cost);
      high = std::max(high, option.cost);
      cost_.push_back(static_cast<double>(option.cost));
      for (std::uint32_t r = 0; r < size_.size(); ++r) {
        if (option.amounts[r] == 0) continue;
        shares_.push_back({.room = r, .amount = static_cast<double>(option.amounts[r]) / size_[r]});
      }
      first_share_.push_back(shares_.size());
    }
    first_.push_back(cost_.size());
    spread_ += static_cast<double>(high - low);
  }
  space_.resize(size_.size());
  over_.resize(size_.size());
  keep(std::vector<double>(size_.size(), 0.0));
}

std::uint64_t RoomPrices::take_work() { return std::exchange(work_, 0) / 64; }

void RoomPrices::keep(const std::vector<double>& by_room) {
  if (kept_.size() < kMostKept) {
    current_ = kept_.size();
    kept_.emplace_back();
  } else {
    current_ = 1;
    for (std::size_t k = 2; k < kept_.size(); ++k) {
      if (kept_[k].used_at < kept_[current_].used_at) current_ = k;
    }
  }
  Kept& kept = kept_[current_];
  kept.by_room = by_room;
  kept.priced = cost_;
  double sizes = 0.0;
  for (const double price : by_room) sizes += price;
  for (std::size_t o = 0; o < cost_.size(); ++o) {
    for (std::size_t s = first_share_[o]; s < first_share_[o + 1]; ++s) {
      kept.priced[o] += by_room[shares_[s].room] * shares_[s].amount;
    }
    sizes += std::abs(kept.priced[o]);
  }
  kept.regret = 0.0;
  for (std::size_t i = 0; i < item_count(); ++i) {
    const auto [low, high] =
        std::minmax_element(kept.priced.begin() + static_cast<std::ptrdiff_t>(first_[i]),
                            kept.priced.begin() + static_cast<std::ptrdiff_t>(first_[i + 1]));
    kept.regret = std::max(kept.regret, *high - *low);
  }
  kept.slip = std::max(0.5, sizes * 0x1.0p-46);
  kept.used_at = ++clock_;
  work_ += shares_.size() + cost_.size();
}

double RoomPrices::paid_for(std::span<const Value> room) const {
  const Kept& kept = kept_[current_];
  double paid = 0.0;
  for (std::size_t r = 0; r < size_.size(); ++r) {
    if (kept.by_room[r] > 0.0) paid += kept.by_room[r] * static_cast<double>(room[r]) / size_[r];
  }
  return paid;
}

double RoomPrices::value_of(const Kept& kept, const Question& question) const {
  double value = 0.0;
  for (std::size_t r = 0; r < size_.size(); ++r) value -= kept.by_room[r] * space_[r];
  for (std::size_t i = 0; i + 1 < first_.size(); ++i) {
    const double* priced = &kept.priced[first_[i]];
    double least = std::numeric_limits<double>::max();
    for (std::uint64_t open = question.open[i]; open != 0; open &= open - 1) {
      least = std::min(least, priced[std::countr_zero(open)]);
    }
    value += least;
  }
  return value;
}

Value RoomPrices::stored_bound(const Question& question, Value goal) {
  for (std::size_t r = 0; r < size_.size(); ++r) {
    space_[r] = static_cast<double>(question.room[r]) / size_[r];
  }
  Value best = std::numeric_limits<Value>::min();
  double value = -std::numeric_limits<double>::max();
  for (std::size_t k = kept_.size(); k-- > 0 && best < goal;) {
    const double now = value_of(kept_[k], question);
    work_ += cost_.size();
    if (now <= value) continue;
    value = now;
    best = whole(now, kept_[k].slip);
    current_ = k;
  }
  kept_[current_].used_at = ++clock_;
  current_value_ = value;
  return best;
}

Value RoomPrices::improved_bound(const Question& question, Value goal, int rounds) {
  constexpr double kReach = 0.1;  // of the spread: how far above the best a better one is sought
  constexpr double kLeastPace = 0.02;
  const auto aim = static_cast<double>(goal);
  trial_ = kept_[current_].by_room;
  best_trial_ = trial_;
  const double before = current_value_;
  double best = before;
  double pace = 1.0;
  int since_better = 0;
  for (int round = 0; round < rounds; ++round) {
    double value = 0.0;
    for (std::size_t r = 0; r < size_.size(); ++r) {
      over_[r] = -space_[r];
      value -= trial_[r] * space_[r];
    }
    for (std::size_t i = 0; i + 1 < first_.size(); ++i) {
      double least = std::numeric_limits<double>::max();
      std::size_t chosen = first_[i];
      for (std::uint64_t open = question.open[i]; open != 0; open &= open - 1) {
        const std::size_t o = first_[i] + static_cast<std::size_t>(std::countr_zero(open));
        double cost = cost_[o];
        for (std::size_t s = first_share_[o]; s < first_share_[o + 1]; ++s) {
          cost += trial_[shares_[s].room] * shares_[s].amount;
        }
        if (cost < least) {
          least = cost;
          chosen = o;
        }
      }
      value += least;
      for (std::size_t s = first_share_[chosen]; s < first_share_[chosen + 1]; ++s) {
        over_[shares_[s].room] += shares_[s].amount;
      }
    }
    work_ += shares_.size();
    if (value > best) {
      best = value;
      best_trial_ = trial_;
      since_better = 0;
    } else if (round > 0 && ++since_better == 3) {
      since_better = 0;
      pace *= 0.5;
      if (pace < kLeastPace) break;
    }
    if (best > aim) break;
    double length = 0.0;
    for (std::size_t r = 0; r < size_.size(); ++r) {
      // A price at zero that wants to fall does not move.
      if (over_[r] < 0.0 && trial_[r] <= 0.0) over_[r] = 0.0;
      length += over_[r] * over_[r];
    }
    if (length <= 0.0) break;
    const double step = pace * (std::min(aim + 1.0, best + kReach * spread_) - value) / length;
    for (std::size_t r = 0; r < size_.size(); ++r) {
      trial_[r] = std::max(0.0, trial_[r] + step * over_[r]);
    }
  }
  if (best > before + 1e-4 * spread_ || (best > before && best > aim)) {
    keep(best_trial_);
    current_value_ = best;
  }
  return whole(current_value_, kept_[current_].slip);
}

/// Lists in `returns` what may be given back at these prices; returns how much may not.
std::size_t RoomPrices::list_returns(const Kept& kept, std::span<const std::uint64_t> open,
                                     std::span<const Value> room, std::span<const Value> all,
                                     double slack, std::size_t fixed,
                                     std::vector<Return>& returns) const {
  returns.clear();
  lost_.assign(item_count(), 0.0);
  for (std::uint32_t i = 0; i < item_count(); ++i) {
    if (i == fixed) continue;
    const double* priced = &kept.priced[first_[i]];
    double least = std::numeric_limits<double>::max();
    for (std::uint64_t rest = open[i]; rest != 0; rest &= rest - 1) {
      least = std::min(least, priced[std::countr_zero(rest)]);
    }
    for (std::uint32_t o = 0; o < options_of(i); ++o) {
      if ((open[i] >> o & 1U) != 0) continue;
      returns.push_back(
          {.loss = std::max(0.0, least - priced[o]), .item = i, .option = o, .is_room = false});
    }
  }
  for (std::uint32_t r = 0; r < size_.size(); ++r) {
    if (room[r] >= all[r]) continue;
    const double more = static_cast<double>(all[r] - room[r]) / size_[r];
    returns.push_back({.loss = kept.by_room[r] * more, .item = r, .option = 0, .is_room = true});
  }
  std::ranges::stable_sort(returns, {}, &Return::loss);
  std::size_t count = 0;
  for (const Return& give : returns) {
    // Of an item's options the dearest to give back counts.
    double& lost = lost_[give.is_room ? 0 : give.item];
    const double loss = give.is_room ? give.loss : std::max(0.0, give.loss - lost);
    if (loss >= slack) continue;
    slack -= loss;
    if (!give.is_room) lost = std::max(lost, give.loss);
    returns[count++] = give;
  }
  const std::size_t held = returns.size() - count;
  returns.resize(count);
  return held;
}

void RoomPrices::find_dear(const Question& question, Value target,
                           std::vector<std::uint64_t>& dear) {
  dear.assign(item_count(), 0);
  for (std::size_t r = 0; r < size_.size(); ++r) {
    space_[r] = static_cast<double>(question.room[r]) / size_[r];
  }
  lost_.resize(item_count());  // here: what an item costs at least
  for (const Kept& kept : kept_) {
    double value = 0.0;
    for (std::size_t r = 0; r < size_.size(); ++r) value -= kept.by_room[r] * space_[r];
    for (std::size_t i = 0; i < item_count(); ++i) {
      const double* priced = &kept.priced[first_[i]];
      double least = std::numeric_limits<double>::max();
      for (std::uint64_t rest = question.open[i]; rest != 0; rest &= rest - 1) {
        least = std::min(least, priced[std::countr_zero(rest)]);
      }
      lost_[i] = least;
      value += least;
    }
    // What an option may cost above the least of its item.
    const double spare = static_cast<double>(target - 1) + kept.slip - value;
    work_ += cost_.size();
    if (spare > kept.regret) continue;
    for (std::size_t i = 0; i < item_count(); ++i) {
      const double* priced = &kept.priced[first_[i]];
      for (std::uint64_t rest = question.open[i]; rest != 0; rest &= rest - 1) {
        const int o = std::countr_zero(rest);
        if (priced[o] - lost_[i] > spare) dear[i] |= std::uint64_t{1} << o;
      }
    }
    work_ += cost_.size();
  }
}

bool RoomPrices::weaken(std::span<std::uint64_t> open, std::span<Value> room,
                        std::span<const Value> all, Value target, std::size_t fixed) {
  for (std::size_t r = 0; r < size_.size(); ++r) {
    space_[r] = static_cast<double>(room[r]) / size_[r];
  }
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  for (std::size_t k = kept_.size(); k-- > 0;) {
    const double value = value_of(kept_[k], {.open = open, .room = room});
    work_ += cost_.size();
    const double slack = value - kept_[k].slip - static_cast<double>(target - 1);
    if (slack <= 0.0) continue;
    const std::size_t held = list_returns(kept_[k], open, room, all, slack, fixed, returns_);
    work_ += cost_.size();
    if (held >= fewest) continue;
    fewest = held;
    std::swap(returns_, best_returns_);
    kept_[k].used_at = ++clock_;
  }
  if (fewest == std::numeric_limits<std::size_t>::max()) return false;
  for (const Return& give : best_returns_) {
    if (give.is_room) {
      room[give.item] = all[give.item];
    } else {
      open[give.item] |= std::uint64_t{1} << give.option;
    }
  }
  return true;
}

}  // namespace penholder::solver
